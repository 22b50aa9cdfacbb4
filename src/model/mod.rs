//! What a study is: subjects, coders, coding schemes, sessions, and what each coder marked.
//!
//! These types hold values only. A project is changed through `edit` alone, and [`Project::violations`] names every
//! rule that a valid project keeps.

mod event;
mod ids;
mod observation;
mod project;
mod scheme;
mod session;
mod validate;

pub use event::{Event, OpenState, Timing};
pub use ids::{ChannelId, CodeId, CoderId, EventId, MediaId, ObservationId, SchemeId, SessionId, SubjectId};
pub use observation::{Observation, Track};
pub use project::{Coder, NewProject, Project, Subject};
pub use scheme::{Channel, ChannelKind, Code, CodingScheme, EntryMode, Key, Role};
pub use session::{Fingerprint, Media, Session};
pub(crate) use validate::sort_key;
pub use validate::{MAX_VIOLATIONS, Rule, Violation};
