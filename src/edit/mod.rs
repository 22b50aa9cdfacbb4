//! The only way a project changes: a [`Command`] is planned into an [`Edit`] of reversible steps, applied, and kept for undo.
//!
//! Planning is pure and sees the whole rule book of marking (`marking`); applying an edit cannot fail.

mod command;
mod editor;
mod judging;
mod marking;
mod plan;
mod rating;
mod refusal;
mod step;
mod study;
mod videos;

pub use command::{Action, Command, MediaFile};
pub use editor::{Change, Editor};
pub use refusal::Refusal;
pub use step::{Edit, Place, Step};
