//! Ids for what is new in a changed scheme.

use super::Settled;
use crate::edit::Refusal;
use crate::edit::plan::take_id;
use crate::model::{ChannelId, CodeId, CodingScheme, ModifierId};
use std::collections::{HashMap, HashSet};

/// Gives every channel, code and modifier that the old scheme lacks an id of the project's own, and keeps what they say of one another.
pub(super) fn settle(to: &mut CodingScheme, old: &CodingScheme, next_id: &mut u32) -> Result<Settled, Refusal> {
    let known = Known::of(old);
    let mut channels = HashMap::new();
    let mut codes = HashMap::new();
    for channel in &mut to.channels {
        if !known.channels.contains(&channel.id) {
            let id = ChannelId(take_id(next_id)?.0);
            channels.insert(channel.id, id);
            channel.id = id;
        }
        for code in &mut channel.codes {
            if !known.codes.contains(&code.id) {
                let id = CodeId(take_id(next_id)?.0);
                codes.insert(code.id, id);
                code.id = id;
            }
        }
        for modifier in &mut channel.modifiers {
            if !known.modifiers.contains(&modifier.id) {
                modifier.id = ModifierId(take_id(next_id)?.0);
            }
            for code in &mut modifier.codes {
                follow(&codes, code);
            }
        }
        if let Some(code) = &mut channel.rules.default_code {
            follow(&codes, code);
        }
    }
    for channel in to.passes.iter_mut().flat_map(|pass| &mut pass.channels) {
        follow(&channels, channel);
    }
    Ok(codes)
}

fn follow<Id: Copy + Eq + std::hash::Hash>(new: &HashMap<Id, Id>, id: &mut Id) {
    if let Some(to) = new.get(id) {
        *id = *to;
    }
}

/// What the old scheme has.
struct Known {
    channels: HashSet<ChannelId>,
    codes: HashSet<CodeId>,
    modifiers: HashSet<ModifierId>,
}

impl Known {
    fn of(scheme: &CodingScheme) -> Self {
        let channels = &scheme.channels;
        Self {
            channels: channels.iter().map(|channel| channel.id).collect(),
            codes: channels.iter().flat_map(|channel| &channel.codes).map(|code| code.id).collect(),
            modifiers: channels.iter().flat_map(|channel| &channel.modifiers).map(|modifier| modifier.id).collect(),
        }
    }
}
