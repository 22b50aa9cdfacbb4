//! Why a command was not carried out.

use crate::consensus::Obstacle;
use crate::time::{Millis, Span};

/// Why a command was not carried out. The project is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It names something that is no longer there.
    NotThere,
    /// A name is blank.
    BlankName,
    /// The time lies outside of what is to be coded.
    OutsideWindow {
        /// What is to be coded.
        window: Span,
        /// Where the mark would have gone.
        at: Millis,
    },
    /// The time lies in a part of the session that this coding is not about.
    OutsideStretches,
    /// No window of the channel begins there.
    NotAWindow,
    /// The coder has a coding of this session by this scheme already.
    CodedAlready,
    /// What is coded in a consensus follows from the codings that it is made from.
    IsConsensus,
    /// No consensus can be made of these codings.
    Unsettled(Obstacle),
    /// A session has no more than [`MAX_VIDEOS`](crate::model::MAX_VIDEOS) videos.
    TooManyVideos,
    /// A session has no more than [`MAX_SIGNALS`](crate::model::MAX_SIGNALS) signals.
    TooManySignals,
    /// A project keeps at least one coding.
    LastCoding,
    /// The scheme breaks a rule of schemes.
    BrokenScheme,
    /// Something is coded by the scheme.
    SchemeInUse,
    /// It would overlap another state where only one may run.
    Overlap,
    /// The same point is there already.
    AlreadyMarked,
    /// A state would have no length.
    NoLength,
    /// A state was asked of a point channel, or a point of a state channel.
    WrongKind,
    /// A time before the session's start or beyond the longest session, or a reaction time out of range.
    OutOfRange,
    /// No state that runs at that moment, or none away from its edges.
    NothingToSplit,
    /// No two states that follow one another.
    NothingToMerge,
    /// The question is not asked about events of that code.
    NotAsked,
    /// The question does not take that answer.
    NoSuchAnswer,
    /// The project has given out all its ids.
    Full,
    /// Nothing to undo or redo.
    NoHistory,
}
