//! What a study is: subjects, coders, coding schemes, sessions, and what each coder marked.
//!
//! These types hold values only. A project is changed through `edit` alone, and [`Project::violations`] names every
//! rule that a valid project keeps.

mod consensus;
mod event;
mod gaps;
mod ids;
mod modifier;
mod observation;
mod project;
mod renumber;
mod samples;
mod scheme;
mod session;
mod signal;
mod validate;
mod ways;
mod windows;

pub use consensus::{Choice, Consensus, Decision, Edges, MAX_SETTLED, MAX_TOLERANCE, Moment};
pub use event::{Event, OpenState, Timing};
pub use gaps::{Coverage, coverage, to_be_coded};
pub use ids::{
    ChannelId, CodeId, CoderId, EventId, MediaId, ModifierId, ObservationId, SchemeId, SessionId, SignalId, SubjectId,
};
pub use modifier::{Answer, Ask, Modified, Modifier, ModifierKind};
pub use observation::{Assignment, Observation, Track};
pub use project::{Coder, NewProject, Project, Subject};
pub(crate) use samples::{replace_within, samples_within};
pub use scheme::{Channel, ChannelKind, ChannelRules, Code, CodingScheme, EntryMode, Example, Key, Pass, Role};
pub use session::{Bookmark, Fingerprint, MAX_VIDEOS, Media, Picture, Session, Unscorable};
pub use signal::{Clock, Delimiter, Level, MAX_SIGNALS, Signal, TableForm, TimeForm, ValueRange};
pub use validate::{MAX_VIOLATIONS, Rule, Violation};
pub(crate) use validate::{are_apart, sort_key};
pub use ways::{Anchor, Evidence, GlobalScale, IntervalRule, Judgment, RatingScale, Samples, Score};
pub(crate) use windows::window_from;
pub use windows::{Window, windows};
