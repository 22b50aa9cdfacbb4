//! What is saved in the browser, and what is made of it after a crash. Decisions and text forms only: what carries them out is `platform`.
//!
//! A project is kept as *snapshots* (the whole project after some action) and a *journal* (one line for each action). Actions are numbered
//! from 1; number `n` of a snapshot says that it holds actions 1 to `n`. What is on screen is always some snapshot and the journal after it.
//!
//! Every saved text begins with a checksum and the version of its form. Forms of older versions are read for ever.

mod seal;
mod error;
mod journal;
mod snapshot;
mod retention;
mod reach;
mod save_plan;
mod recover;
mod library;

pub use error::{DamageError, DatabaseError};
pub use journal::{Entry, decode_entry, encode_entry};
pub use library::{ProjectCard, sort_cards};
pub use reach::Tail;
pub use recover::{BadSnapshot, Cut, CutReason, Recovered, Report, Unrecoverable, recover};
pub use retention::{Prune, prune};
pub use save_plan::{BATCH_MS, IDLE_MS, Input, SNAPSHOT_EVERY, SavePlan, SaveState, Start, Write};
pub use snapshot::{Header, SetAside, Snapshot, SnapshotError, SnapshotInfo, decode_snapshot, encode_snapshot};

/// A saved text with the number it is filed under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Of the action, or of the last action that a snapshot holds.
    pub seq: u64,
    /// A journal line, or a snapshot.
    pub text: String,
}

/// All that is saved of one project, as it lies in the database.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stored {
    /// In no particular order.
    pub snapshots: Vec<Row>,
    /// In no particular order.
    pub journal: Vec<Row>,
}
