//! What a command is about beside ids, and what the journal keeps.

use super::Command;
use crate::media::{FrameLayout, FrameRate};
use crate::model::{Fingerprint, Role, TableForm, ValueRange};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// A video or sound file as the coder picked it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFile {
    /// The file's name, without folders.
    pub file_name: String,
    /// What it is known by when picked again.
    pub fingerprint: Fingerprint,
    /// How long it plays.
    pub duration: Millis,
    /// Pictures per second; of uneven ones their mean.
    pub frame_rate: FrameRate,
    /// How they lie in time.
    #[serde(default, skip_serializing_if = "FrameLayout::is_plain")]
    pub frames: FrameLayout,
}

/// Where a signal's values are: a column of a file that the coder picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalSource {
    /// The file's name, without folders.
    pub file_name: String,
    /// What it is known by when picked again.
    pub fingerprint: Fingerprint,
    /// Which column or channel of it.
    pub column: String,
    /// How it is read, if it is a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<TableForm>,
}

/// What a coder says of a signal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalDetails {
    /// Its name; not blank.
    pub name: String,
    /// Whose it is.
    pub role: Role,
    /// What its values are counted in; may be empty.
    pub unit: String,
    /// Session time = time in the file + offset.
    pub offset: Millis,
    /// The values at both ends of its lane; `None` to fit them to what is in view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<ValueRange>,
}

/// What the journal keeps: a command, or a walk through the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A command.
    Do(Command),
    /// Takes the last step back.
    Undo,
    /// Does the last undone step again.
    Redo,
}
