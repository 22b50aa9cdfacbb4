//! The form in which a shipped scheme is written: ids are left out, and colors are named.

use crate::color::{BRIGHT, Rgb};
use crate::model::{Channel, ChannelId, ChannelKind, Code, CodeId, CodingScheme, EntryMode, Key, Role, SchemeId};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeForm {
    name: String,
    version: u32,
    source: String,
    description: String,
    channels: Vec<ChannelForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChannelForm {
    role: Role,
    name: String,
    kind: ChannelKind,
    entry: EntryMode,
    definition: String,
    codes: Vec<CodeForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    label: String,
    key: Option<Key>,
    hue: Hue,
    definition: String,
}

/// The hues of [`BRIGHT`] by name, in its order.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Hue {
    Blue,
    Cyan,
    Green,
    Yellow,
    Red,
    Purple,
    Grey,
}

impl Hue {
    fn color(self) -> Rgb {
        BRIGHT[self as usize]
    }
}

/// Reads a scheme and numbers it, its channels and their codes from 1 in the order of the text.
pub(super) fn read(text: &str) -> Result<CodingScheme, serde_json::Error> {
    let form: SchemeForm = serde_json::from_str(text)?;
    let mut ids = 1..;
    let mut take = || ids.next().unwrap_or(u32::MAX);
    Ok(CodingScheme {
        id: SchemeId(take()),
        name: form.name,
        version: form.version,
        source: form.source,
        description: form.description,
        channels: form.channels.into_iter().map(|channel| channel.number(&mut take)).collect(),
    })
}

impl ChannelForm {
    fn number(self, take: &mut impl FnMut() -> u32) -> Channel {
        Channel {
            id: ChannelId(take()),
            role: self.role,
            name: self.name,
            kind: self.kind,
            entry: self.entry,
            definition: self.definition,
            codes: self.codes.into_iter().map(|code| code.number(take)).collect(),
        }
    }
}

impl CodeForm {
    fn number(self, take: &mut impl FnMut() -> u32) -> Code {
        Code {
            id: CodeId(take()),
            label: self.label,
            key: self.key,
            color: self.hue.color(),
            definition: self.definition,
        }
    }
}
