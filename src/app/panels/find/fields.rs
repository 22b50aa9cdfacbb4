//! What the fields of the form say, and the query that it makes.

use crate::app::desk::{Desk, Shown};
use crate::model::{ChannelId, CodeId};
use crate::query::{Query, Relation, TextMatch, Tie};
use crate::time::Millis;
use leptos::prelude::*;

/// Codes as they are chosen from a list: one, or all of a channel.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// One code.
    Code(CodeId),
    /// All codes of a channel.
    Channel(ChannelId),
}

impl Wanted {
    /// As the value of an option.
    pub fn value(self) -> String {
        match self {
            Self::Code(id) => format!("code-{}", id.0),
            Self::Channel(id) => format!("channel-{}", id.0),
        }
    }

    /// From the value of an option.
    pub fn parse(value: &str) -> Option<Self> {
        let (kind, id) = value.split_once('-')?;
        let id = id.parse().ok()?;
        match kind {
            "code" => Some(Self::Code(CodeId(id))),
            "channel" => Some(Self::Channel(ChannelId(id))),
            _ => None,
        }
    }

    fn codes(self, shown: &Shown) -> Vec<CodeId> {
        match self {
            Self::Code(id) => vec![id],
            Self::Channel(id) => {
                let channel = shown.scheme.channel(id);
                channel.map(|channel| channel.codes.iter().map(|code| code.id).collect()).unwrap_or_default()
            }
        }
    }
}

/// How what is looked for lies to others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// It does not matter.
    Anyhow,
    /// During one.
    During,
    /// During none.
    NotDuring,
    /// Overlapping one.
    Overlaps,
    /// Overlapping none.
    NotOverlaps,
    /// Soon after one begins.
    AfterOnset,
    /// Soon after one ends.
    AfterOffset,
}

/// The fields.
#[derive(Clone, Copy)]
pub struct Fields {
    /// Any of these codes.
    pub wanted: RwSignal<Vec<Wanted>>,
    /// What the comment says.
    pub text: RwSignal<String>,
    /// The text is a regular expression.
    pub pattern: RwSignal<bool>,
    /// Seconds.
    pub shortest: RwSignal<String>,
    /// Seconds.
    pub longest: RwSignal<String>,
    /// Whether the end of the coded window ended it.
    pub cut_off: RwSignal<Option<bool>>,
    /// How it lies to others.
    pub beside: RwSignal<Beside>,
    /// To which.
    pub others: RwSignal<Option<Wanted>>,
    /// Seconds.
    pub within: RwSignal<String>,
}

/// Typed seconds; a comma serves as the decimal sign too.
fn seconds(text: &str) -> Option<Millis> {
    let value: f64 = text.trim().replace(',', ".").parse().ok()?;
    (value >= 0.0).then(|| Millis::from_seconds(value))
}

impl Fields {
    /// Blank ones.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            wanted: RwSignal::new(Vec::new()),
            text: text(),
            pattern: RwSignal::new(false),
            shortest: text(),
            longest: text(),
            cut_off: RwSignal::new(None),
            beside: RwSignal::new(Beside::Anyhow),
            others: RwSignal::new(None),
            within: RwSignal::new("2".to_owned()),
        }
    }

    /// Empties them.
    pub fn clear(self) {
        let blank = Self::new();
        self.wanted.set(Vec::new());
        for text in [self.text, self.shortest, self.longest] {
            text.set(String::new());
        }
        self.cut_off.set(None);
        self.beside.set(Beside::Anyhow);
        self.others.set(None);
        self.within.set(blank.within.get_untracked());
    }

    /// Whether nothing is looked for.
    pub fn is_blank(self) -> bool {
        self.wanted.with(Vec::is_empty)
            && self.text.with(String::is_empty)
            && self.duration(self.shortest).is_none()
            && self.duration(self.longest).is_none()
            && self.cut_off.get().is_none()
            && self.relation().is_none()
    }

    #[allow(clippy::unused_self)] // reads like a field
    fn duration(self, text: RwSignal<String>) -> Option<Millis> {
        text.with(|text| seconds(text))
    }

    fn relation(self) -> Option<(Tie, bool, Wanted)> {
        let within = self.duration(self.within).unwrap_or_default();
        let (tie, not) = match self.beside.get() {
            Beside::Anyhow => return None,
            Beside::During => (Tie::During, false),
            Beside::NotDuring => (Tie::During, true),
            Beside::Overlaps => (Tie::Overlaps, false),
            Beside::NotOverlaps => (Tie::Overlaps, true),
            Beside::AfterOnset => (Tie::AfterOnset { within }, false),
            Beside::AfterOffset => (Tie::AfterOffset { within }, false),
        };
        Some((tie, not, self.others.get()?))
    }

    /// What they ask for; `None` while they are blank. Tracks all of them.
    pub fn query(self, desk: Desk) -> Option<Query> {
        if self.is_blank() {
            return None;
        }
        let wanted = self.wanted.get();
        let relation = self.relation();
        let comment = self.text.with(|text| {
            let text = text.trim().to_owned();
            let made = if self.pattern.get() { TextMatch::Pattern } else { TextMatch::Contains };
            (!text.is_empty()).then(|| made(text))
        });
        let (shortest, longest) = (self.duration(self.shortest), self.duration(self.longest));
        let cut_off = self.cut_off.get();
        desk.shown(|shown| Query {
            codes: wanted.iter().flat_map(|wanted| wanted.codes(shown)).collect(),
            channels: Vec::new(),
            comment,
            shortest,
            longest,
            cut_off,
            relation: relation.map(|(tie, not, others)| Relation { tie, others: others.codes(shown), not }),
        })
    }
}
