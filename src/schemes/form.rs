//! The form in which a shipped scheme is written: ids are left out, and colors are named.

use crate::color::{BRIGHT, MUTED, Rgb, VIBRANT};
use crate::model::{
    Anchor, Ask, Channel, ChannelId, ChannelKind, ChannelRules, Code, CodeId, CodingScheme, EntryMode, Key, Modifier,
    ModifierId, ModifierKind, Pass, Role, SchemeId,
};
use crate::time::Millis;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeForm {
    name: String,
    version: u32,
    source: String,
    description: String,
    channels: Vec<ChannelForm>,
    #[serde(default)]
    passes: Vec<PassForm>,
}

/// A pass names its channels by role and name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PassForm {
    name: String,
    channels: Vec<(Role, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChannelForm {
    role: Role,
    name: String,
    kind: ChannelKind,
    entry: EntryMode,
    definition: String,
    #[serde(default)]
    codes: Vec<CodeForm>,
    #[serde(default)]
    modifiers: Vec<ModifierForm>,
    #[serde(default)]
    anchors: Vec<Anchor>,
    #[serde(default)]
    rules: RulesForm,
}

/// A modifier names the codes it is asked about by their labels; none for all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModifierForm {
    name: String,
    kind: ModifierKind,
    ask: Ask,
    #[serde(default)]
    pauses: bool,
    #[serde(default)]
    codes: Vec<String>,
}

/// Rules name the default code by its label.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesForm {
    #[serde(default)]
    exhaustive: bool,
    default_code: Option<String>,
    shortest_ms: Option<Millis>,
    bridge_ms: Option<Millis>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    label: String,
    key: Option<Key>,
    hue: Hue,
    definition: String,
}

/// The hues of [`BRIGHT`], [`MUTED`] and [`VIBRANT`] by name.
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
    Indigo,
    Sky,
    Teal,
    Forest,
    Olive,
    Sand,
    Rose,
    Wine,
    Mauve,
    Orange,
    Magenta,
}

impl Hue {
    const fn color(self) -> Rgb {
        match self {
            Self::Blue => BRIGHT[0],
            Self::Cyan => BRIGHT[1],
            Self::Green => BRIGHT[2],
            Self::Yellow => BRIGHT[3],
            Self::Red => BRIGHT[4],
            Self::Purple => BRIGHT[5],
            Self::Grey => BRIGHT[6],
            Self::Indigo => MUTED[0],
            Self::Sky => MUTED[1],
            Self::Teal => MUTED[2],
            Self::Forest => MUTED[3],
            Self::Olive => MUTED[4],
            Self::Sand => MUTED[5],
            Self::Rose => MUTED[6],
            Self::Wine => MUTED[7],
            Self::Mauve => MUTED[8],
            Self::Orange => VIBRANT[0],
            Self::Magenta => VIBRANT[1],
        }
    }
}

/// Reads a scheme and numbers it, its channels and their codes from 1 in the order of the text.
pub(super) fn read(text: &str) -> Result<CodingScheme, serde_json::Error> {
    let form: SchemeForm = serde_json::from_str(text)?;
    let mut ids = 1..;
    let mut take = || ids.next().unwrap_or(u32::MAX);
    let id = SchemeId(take());
    let channels: Vec<Channel> = form.channels.into_iter().map(|channel| channel.number(&mut take)).collect();
    let passes = form.passes.into_iter().map(|pass| pass.resolve(&channels)).collect();
    let SchemeForm { name, version, source, description, .. } = form;
    Ok(CodingScheme { id, name, version, source, description, channels, passes })
}

impl PassForm {
    /// A channel that is not there is left out, which a test of the shipped schemes finds.
    fn resolve(self, channels: &[Channel]) -> Pass {
        let named = |(role, name): &(Role, String)| {
            channels.iter().find(|channel| channel.role == *role && channel.name == *name).map(|channel| channel.id)
        };
        Pass { name: self.name, channels: self.channels.iter().filter_map(named).collect() }
    }
}

impl ChannelForm {
    fn number(self, take: &mut impl FnMut() -> u32) -> Channel {
        let id = ChannelId(take());
        let codes: Vec<Code> = self.codes.into_iter().map(|code| code.number(take)).collect();
        let labeled = |label: &String| codes.iter().find(|code| code.label == *label).map(|code| code.id);
        let modifiers = self.modifiers.into_iter().map(|form| Modifier {
            id: ModifierId(take()),
            name: form.name,
            kind: form.kind,
            ask: form.ask,
            pauses: form.pauses,
            codes: form.codes.iter().filter_map(labeled).collect(),
        });
        let rules = ChannelRules {
            exhaustive: self.rules.exhaustive,
            default_code: self.rules.default_code.as_ref().and_then(labeled),
            shortest: self.rules.shortest_ms,
            bridge: self.rules.bridge_ms,
        };
        Channel {
            id,
            role: self.role,
            name: self.name,
            kind: self.kind,
            entry: self.entry,
            definition: self.definition,
            modifiers: modifiers.collect(),
            anchors: self.anchors,
            rules,
            codes,
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
            examples: Vec::new(),
        }
    }
}
