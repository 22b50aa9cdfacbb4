//! What the drawn parent and child can do, each by the label of its code in the shipped scheme.

use crate::model::Role;

/// A behavior that has a code.
pub trait Act: Copy {
    /// The label of its code in the dyadic micro-coding scheme, when this partner does it.
    fn label(self, role: Role) -> &'static str;
}

/// A behavior that lasts from frame `from` up to but without frame `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bout<T> {
    /// What is done.
    pub act: T,
    /// The first frame that shows it.
    pub from: u32,
    /// The first frame that no longer does.
    pub to: u32,
}

/// Writes a bout in one short line.
pub(super) const fn bout<T>(act: T, from: u32, to: u32) -> Bout<T> {
    Bout { act, from, to }
}

/// The bout that a frame lies in. Bouts are sorted and do not overlap.
pub fn bout_at<T: Copy>(bouts: &[Bout<T>], frame: u32) -> Option<Bout<T>> {
    let after = bouts.partition_point(|bout| bout.from <= frame);
    bouts[..after].last().copied().filter(|bout| frame < bout.to)
}

/// Where someone looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gaze {
    /// At the partner's face.
    Partner,
    /// At the toy.
    Object,
    /// To and fro between the toy and the partner's face; the child's alone.
    Shared,
    /// At nothing that is in the picture.
    Away,
}

impl Act for Gaze {
    fn label(self, role: Role) -> &'static str {
        match (self, role) {
            (Self::Partner, Role::Child) => "Parent's face",
            (Self::Partner, _) => "Child's face",
            (Self::Object, _) => "Object",
            (Self::Shared, _) => "Shared attention",
            (Self::Away, _) => "Away",
        }
    }
}

/// What a face shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Affect {
    /// A smile.
    Positive,
    /// A calm face.
    Neutral,
    /// A frown.
    Negative,
}

impl Act for Affect {
    fn label(self, _: Role) -> &'static str {
        match self {
            Self::Positive => "Positive",
            Self::Neutral => "Neutral",
            Self::Negative => "Negative",
        }
    }
}

/// How someone leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posture {
    /// To the partner.
    Toward,
    /// Upright.
    Neutral,
    /// From the partner.
    Away,
}

impl Act for Posture {
    fn label(self, _: Role) -> &'static str {
        match self {
            Self::Toward => "Toward",
            Self::Neutral => "Neutral",
            Self::Away => "Away",
        }
    }
}

/// How the parent speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParentVoice {
    /// High and melodic.
    InfantDirected,
    /// Even, to the child.
    AdultLike,
    /// Even, to someone out of the picture.
    ToOthers,
}

impl Act for ParentVoice {
    fn label(self, _: Role) -> &'static str {
        match self {
            Self::InfantDirected => "Infant-directed",
            Self::AdultLike => "Adult-like",
            Self::ToOthers => "To others",
        }
    }
}

/// How the child sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChildVoice {
    /// Babbles.
    Babble,
    /// A flat single sound.
    Neutral,
    /// Whines.
    Fuss,
}

impl Act for ChildVoice {
    fn label(self, _: Role) -> &'static str {
        match self {
            Self::Babble => "Babble",
            Self::Neutral => "Neutral",
            Self::Fuss => "Fuss",
        }
    }
}

/// How the parent touches the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParentTouch {
    /// Strokes its cheek.
    Affectionate,
    /// Tickles its tummy.
    Playful,
    /// Wipes its mouth.
    Functional,
    /// Swings its arm.
    Proprioceptive,
    /// Holds its hand.
    Extremities,
    /// Nudges its tummy with the toy.
    ObjectMediated,
}

impl Act for ParentTouch {
    fn label(self, _: Role) -> &'static str {
        match self {
            Self::Affectionate => "Affectionate",
            Self::Playful => "Playful",
            Self::Functional => "Functional",
            Self::Proprioceptive => "Proprioceptive",
            Self::Extremities => "Extremities",
            Self::ObjectMediated => "With object",
        }
    }
}

/// What the child's hand meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChildTouch {
    /// The parent's arm.
    Parent,
    /// The toy.
    Object,
    /// The child's own cheek.
    Own,
}

impl Act for ChildTouch {
    fn label(self, _: Role) -> &'static str {
        match self {
            Self::Parent => "Parent",
            Self::Object => "Object",
            Self::Own => "Self",
        }
    }
}

/// The child's hand meets something, at this very frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// What it meets.
    pub act: ChildTouch,
    /// The first frame of contact.
    pub at: u32,
}

/// Writes a contact in one short line.
pub(super) const fn contact(act: ChildTouch, at: u32) -> Contact {
    Contact { act, at }
}
