//! A coding scheme that is being written, in words: its kinds, colors and problems, and what changing it does.

use super::{say, scheme as say_scheme};
use crate::draft::{ColorTrouble, Grade, KindName, Place, What};
use crate::edit::Effect;
use crate::model::{Channel, ChannelId, CodeId, CodingScheme, ModifierId};
use crate::t;

/// A kind of channel.
pub fn kind_name(kind: KindName) -> String {
    match kind {
        KindName::State => t!("draft-kind-state"),
        KindName::Point => t!("draft-kind-point"),
        KindName::Interval => t!("draft-kind-interval"),
        KindName::Rating => t!("draft-kind-rating"),
        KindName::Global => t!("draft-kind-global"),
    }
}

/// A channel in a few words, for a list of them.
pub fn channel_at_a_glance(channel: &Channel) -> String {
    let kind = kind_name(KindName::of(channel.kind));
    match KindName::of(channel.kind) {
        KindName::Rating | KindName::Global => kind,
        KindName::State | KindName::Point | KindName::Interval => {
            t!("draft-channel-about", kind = kind, count = channel.codes.len())
        }
    }
}

/// A color of the palette, by its place there.
pub fn color_name(index: usize) -> String {
    match index {
        0 => t!("color-blue"),
        1 => t!("color-cyan"),
        2 => t!("color-green"),
        3 => t!("color-yellow"),
        4 => t!("color-red"),
        5 => t!("color-purple"),
        6 => t!("color-grey"),
        7 => t!("color-orange"),
        8 => t!("color-magenta"),
        9 => t!("color-indigo"),
        10 => t!("color-sky"),
        11 => t!("color-teal"),
        12 => t!("color-forest"),
        13 => t!("color-olive"),
        14 => t!("color-sand"),
        15 => t!("color-rose"),
        16 => t!("color-wine"),
        _ => t!("color-mauve"),
    }
}

/// A grade's name in attributes, for styles and tests.
pub fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Error => "error",
        Grade::Warning => "warning",
        Grade::Hint => "hint",
    }
}

/// How much a problem weighs.
pub fn grade(grade: Grade) -> String {
    match grade {
        Grade::Error => t!("grade-error"),
        Grade::Warning => t!("grade-warning"),
        Grade::Hint => t!("grade-hint"),
    }
}

/// Where a problem is.
pub fn place(place: Place, scheme: &CodingScheme) -> String {
    let of_channel = |channel: &Channel| format!("{} {}", say::role(channel.role), channel.name);
    match place {
        Place::Scheme => t!("draft-whole"),
        Place::Channel(id) => scheme.channel(id).map(of_channel).unwrap_or_default(),
        Place::Code(id) => {
            let named = scheme.code(id).map(|(channel, code)| format!("{} · {}", of_channel(channel), code.label));
            named.unwrap_or_default()
        }
        Place::Modifier(id) => {
            let holds = |channel: &&Channel| channel.modifiers.iter().any(|modifier| modifier.id == id);
            scheme.channels.iter().find(holds).map(of_channel).unwrap_or_default()
        }
    }
}

fn code(id: CodeId, scheme: &CodingScheme) -> String {
    scheme.code(id).map(|(_, code)| code.label.clone()).unwrap_or_default()
}

fn channel(id: ChannelId, scheme: &CodingScheme) -> String {
    scheme.channel(id).map(|channel| channel.name.clone()).unwrap_or_default()
}

fn modifier(id: ModifierId, scheme: &CodingScheme) -> Option<String> {
    let mut all = scheme.channels.iter().flat_map(|channel| &channel.modifiers);
    all.find(|modifier| modifier.id == id).map(|modifier| modifier.name.clone())
}

/// What is wrong.
pub fn problem(what: &What, scheme: &CodingScheme) -> String {
    match what {
        What::NoName => t!("problem-no-name"),
        What::NoChannels => t!("problem-no-channels"),
        What::NoChannelName => t!("problem-no-channel-name"),
        What::ChannelTwice => t!("problem-channel-twice"),
        What::NoCodes => t!("problem-no-codes"),
        What::EmptyScale => t!("problem-empty-scale"),
        What::NeutralOffScale => t!("problem-neutral"),
        What::BadPeriod => t!("problem-period"),
        What::BadStep => t!("problem-step"),
        What::AnchorOffScale(value) => t!("problem-anchor-off", value = value.to_string()),
        What::AnchorTwice(value) => t!("problem-anchor-twice", value = value.to_string()),
        What::BadWindow => t!("problem-window"),
        What::BadPause => t!("problem-pause"),
        What::BadLength => t!("problem-length"),
        What::RulesDoNotFit => t!("problem-rules"),
        What::NoLabel => t!("problem-no-label"),
        What::LabelTwice => t!("problem-label-twice"),
        What::NoDefinition => t!("problem-no-definition"),
        What::NoKey => t!("problem-no-key"),
        What::KeyTaken { key, by } => t!("problem-key-taken", key = say_scheme::key(key), code = code(*by, scheme)),
        What::KeyAmbiguous { key, by } => {
            t!("problem-key-ambiguous", key = say_scheme::key(key), code = code(*by, scheme))
        }
        What::KeyReserved { key, act } => t!("key-reserved", key = say_scheme::key(key), act = say::act(*act)),
        What::Color(ColorTrouble::Faint) => t!("problem-color-faint"),
        What::Color(ColorTrouble::Like(other)) => t!("problem-color-like", code = code(*other, scheme)),
        What::NoQuestion => t!("problem-no-question"),
        What::NoOptions => t!("problem-no-options"),
        What::BlankOption => t!("problem-blank-option"),
        What::OptionTwice(option) => t!("problem-option-twice", option = option.clone()),
        What::EmptyRange => t!("problem-empty-range"),
        What::ForeignCode => t!("problem-foreign-code"),
        What::Broken => t!("problem-broken"),
    }
}

/// What happens to what was coded, to follow its count.
pub fn effect(effect: Effect, old: &CodingScheme, new: &CodingScheme) -> String {
    match effect {
        Effect::ChannelRemoved(id) => t!("effect-channel-removed", channel = channel(id, old)),
        Effect::CodeRemoved(id) => t!("effect-code-removed", code = code(id, old)),
        Effect::DoNotFit(id) => t!("effect-do-not-fit", channel = channel(id, old)),
        Effect::Covered(id) => t!("effect-covered", channel = channel(id, new)),
        Effect::Merged { code: from, into } => t!("effect-merged", code = code(from, old), into = code(into, new)),
        Effect::Renamed(id) => t!("effect-renamed", code = code(id, old), into = code(id, new)),
        Effect::Moved(id) => {
            let to = new.code(id).map(|(channel, _)| channel.name.clone()).unwrap_or_default();
            t!("effect-moved", code = code(id, new), channel = to)
        }
        Effect::MadePoints(id) => t!("effect-made-points", channel = channel(id, new)),
        Effect::Joined(id) => t!("effect-joined", channel = channel(id, new)),
        Effect::Cut(id) => t!("effect-cut", channel = channel(id, new)),
        Effect::AnswersLost(id) => t!("effect-answers", modifier = modifier(id, old).unwrap_or_default()),
        Effect::WindowsLost(id) => t!("effect-windows", channel = channel(id, old)),
        Effect::SamplesLost(id) => t!("effect-samples", channel = channel(id, old)),
        Effect::ScoresLost(id) => t!("effect-scores", channel = channel(id, old)),
    }
}

/// What is different about the scheme itself, part by part.
pub fn changes(old: &CodingScheme, new: &CodingScheme) -> Vec<String> {
    let mut found = Vec::new();
    if (&old.name, &old.source, &old.description) != (&new.name, &new.source, &new.description) {
        found.push(t!("change-texts"));
    }
    for gone in old.channels.iter().filter(|channel| new.channel(channel.id).is_none()) {
        found.push(t!("change-channel-removed", channel = gone.name.clone()));
    }
    for now in &new.channels {
        match old.channel(now.id) {
            None => found.push(t!("change-channel-added", channel = now.name.clone())),
            Some(before) => channel_changes(before, now, old, &mut found),
        }
    }
    let order = |one: &CodingScheme, other: &CodingScheme| {
        let shared = one.channels.iter().filter(|channel| other.channel(channel.id).is_some());
        shared.map(|channel| channel.id).collect::<Vec<_>>()
    };
    if order(old, new) != order(new, old) {
        found.push(t!("change-order"));
    }
    if old.passes != new.passes {
        found.push(t!("change-passes"));
    }
    found
}

fn channel_changes(before: &Channel, now: &Channel, old: &CodingScheme, found: &mut Vec<String>) {
    if before.name != now.name || before.role != now.role {
        found.push(t!("change-channel-renamed", from = before.name.clone(), to = now.name.clone()));
    }
    let settings = |channel: &Channel| (channel.kind, channel.rules, channel.entry);
    if settings(before) != settings(now) || before.definition != now.definition || before.anchors != now.anchors {
        found.push(t!("change-channel-settings", channel = now.name.clone()));
    }
    if before.modifiers != now.modifiers {
        found.push(t!("change-modifiers", channel = now.name.clone()));
    }
    let added = now.codes.iter().filter(|code| old.code(code.id).is_none()).map(|code| code.label.clone());
    let added: Vec<String> = added.collect();
    if !added.is_empty() {
        found.push(t!("change-codes-added", channel = now.name.clone(), codes = added.join(", ")));
    }
    for code in &now.codes {
        let Some(was) = before.code(code.id) else { continue };
        if was.label != code.label {
            found.push(t!("change-code-renamed", from = was.label.clone(), to = code.label.clone()));
        }
    }
    let details =
        |code: &crate::model::Code| (code.key.clone(), code.color, code.definition.clone(), code.examples.clone());
    let is_changed = |code: &&crate::model::Code| before.code(code.id).is_some_and(|was| details(was) != details(code));
    let changed: Vec<String> = now.codes.iter().filter(is_changed).map(|code| code.label.clone()).collect();
    if !changed.is_empty() {
        found.push(t!("change-codes", codes = changed.join(", ")));
    }
}
