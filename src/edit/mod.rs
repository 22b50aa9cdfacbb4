//! The only way a project changes: a [`Command`] is planned into an [`Edit`] of reversible steps, applied, and kept for undo.
//!
//! Planning is pure and sees the whole rule book of marking (`marking`); applying an edit cannot fail.

mod action;
mod answering;
mod batch;
mod bounds;
mod command;
mod consensus;
mod draft;
mod editor;
mod judging;
mod lay;
mod marking;
mod moving;
mod plan;
mod rating;
mod refusal;
mod reshaping;
mod scheme;
mod signals;
mod scoring;
mod step;
mod study;
mod videos;
mod terms;
mod trial;

pub use action::{Action, MediaFile, SignalDetails, SignalSource};
pub use command::Command;
pub use editor::{Change, Editor};
pub use moving::{Survey, survey_shift};
pub use refusal::Refusal;
pub use scheme::{Effect, Impact, Merge, RenamedOption, SchemeChange};
pub use step::{Edit, Place, Step};
pub use terms::{Boundary, Commenting, Recoding, Which};
pub use trial::{Outcome, Trial, outcome};
