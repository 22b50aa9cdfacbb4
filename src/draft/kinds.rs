//! The kind of a channel, and what has to go when it changes.

use crate::decimal::Decimal;
use crate::model::{Channel, ChannelKind, GlobalScale, IntervalRule, Judgment, RatingScale};
use crate::time::Millis;

/// A kind without its settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindName {
    /// States, one at a time or several at once.
    State,
    /// Moments.
    Point,
    /// Windows judged one after another.
    Interval,
    /// A continuous rating.
    Rating,
    /// A rating of the whole session.
    Global,
}

impl KindName {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::State, Self::Point, Self::Interval, Self::Rating, Self::Global];

    /// The kind of a channel.
    pub fn of(kind: ChannelKind) -> Self {
        match kind {
            ChannelKind::State { .. } => Self::State,
            ChannelKind::Point => Self::Point,
            ChannelKind::Interval(_) => Self::Interval,
            ChannelKind::Rating(_) => Self::Rating,
            ChannelKind::Global(_) => Self::Global,
        }
    }

    /// The kind with the settings that are usual: windows of 15 s, ratings of −4 to 4 ten times a second, scores of 1 to 5.
    fn usual(self) -> ChannelKind {
        let whole = Decimal::whole;
        match self {
            Self::State => ChannelKind::State { exclusive: true },
            Self::Point => ChannelKind::Point,
            Self::Interval => ChannelKind::Interval(IntervalRule {
                length: Millis(15_000),
                pause: Millis::ZERO,
                judgment: Judgment::OneZero,
            }),
            Self::Rating => ChannelKind::Rating(RatingScale {
                min: whole(-4),
                max: whole(4),
                neutral: Some(whole(0)),
                period: Millis(100),
            }),
            Self::Global => ChannelKind::Global(GlobalScale { min: whole(1), max: whole(5), step: whole(1) }),
        }
    }
}

/// Makes a channel one of another kind, and takes out what that cannot have: codes and questions of a rating, anchors of anything else,
/// rules for states.
pub fn set_kind(channel: &mut Channel, name: KindName) {
    if KindName::of(channel.kind) == name {
        return;
    }
    channel.kind = name.usual();
    if matches!(name, KindName::Rating | KindName::Global) {
        channel.codes.clear();
        channel.modifiers.clear();
        if let Some((min, max)) = range(channel.kind) {
            channel.anchors.retain(|anchor| (min..=max).contains(&anchor.value));
        }
    } else {
        channel.anchors.clear();
    }
    if name != KindName::State {
        channel.rules = crate::model::ChannelRules::default();
    }
}

/// The ends of a scale.
pub(super) fn range(kind: ChannelKind) -> Option<(Decimal, Decimal)> {
    match kind {
        ChannelKind::Rating(scale) => Some((scale.min, scale.max)),
        ChannelKind::Global(scale) => Some((scale.min, scale.max)),
        ChannelKind::State { .. } | ChannelKind::Point | ChannelKind::Interval(_) => None,
    }
}
