//! Snapshots: a line with a checksum over everything after it and a header, then the project file.
//!
//! ```text
//! CRC {"v":1,"uid":"…","seq":500,"saved_at":1764000000000,"app":"0.1.0","set_aside":[]}
//! {"format":"attune-project", …
//! ```

use super::DamageError;
use super::seal::{from_json_v1, seal, to_json, unseal};
use crate::formats::native::{self, ReadError};
use crate::formats::{Imported, Warning};
use crate::model::Project;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a snapshot says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The project's uid.
    pub uid: String,
    /// The number of the last action that it holds; 0 for a project as it began.
    pub seq: u64,
    /// When it was made, in ms since 1970 (UTC).
    pub saved_at: i64,
    /// The version of the program that made it; for people.
    pub app: String,
    /// Journal entries that could not be replayed and that it does not hold, though their numbers are below its own.
    pub set_aside: Vec<SetAside>,
}

/// Journal entries that could not be replayed. They stay in the journal for a while, so that they can be exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// The number of the first.
    pub first: u64,
    /// The number of the last.
    pub last: u64,
    /// When it was found that they could not, in ms since 1970 (UTC).
    pub at: i64,
}

/// A snapshot as the decision on what may go sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnapshotInfo {
    /// See [`Header::seq`].
    pub seq: u64,
    /// See [`Header::saved_at`].
    pub saved_at: i64,
}

/// A snapshot that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// What it says of itself.
    pub header: Header,
    /// What it holds.
    pub project: Project,
    /// What the reader of the project mended.
    pub warnings: Vec<Warning>,
}

/// Why a snapshot is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnapshotError {
    /// The text as a whole, or its header.
    Damage(DamageError),
    /// The project in it.
    Project(ReadError),
    /// It is of another project than it says.
    WrongProject,
    /// It is filed under a number that is not its own.
    WrongPlace,
}

impl SnapshotError {
    /// Whether only a newer version of the program can read it.
    pub fn is_newer_version(&self) -> bool {
        matches!(self, Self::Damage(DamageError::NewerVersion { .. }) | Self::Project(ReadError::NewerVersion { .. }))
    }
}

#[derive(Serialize, Deserialize)]
struct HeaderV1<'a> {
    v: u32,
    uid: Cow<'a, str>,
    seq: u64,
    saved_at: i64,
    app: Cow<'a, str>,
    set_aside: Cow<'a, [SetAside]>,
}

/// Writes a snapshot.
pub fn encode_snapshot(header: &Header, project: &Project) -> String {
    let form = HeaderV1 {
        v: 1,
        uid: (&header.uid).into(),
        seq: header.seq,
        saved_at: header.saved_at,
        app: (&header.app).into(),
        set_aside: (&header.set_aside).into(),
    };
    let exported = native::write(project);
    seal(&format!("{}\n{}", to_json(&form), String::from_utf8_lossy(&exported.bytes)))
}

/// Reads a snapshot.
pub fn decode_snapshot(text: &str) -> Result<Snapshot, SnapshotError> {
    let (header, body) = split(text)?;
    let Imported { value: project, warnings } = native::read(body.as_bytes()).map_err(SnapshotError::Project)?;
    if project.uid != header.uid {
        return Err(SnapshotError::WrongProject);
    }
    Ok(Snapshot { header, project, warnings })
}

/// Reads the header of a snapshot that is whole, without the project.
pub(super) fn decode_header(text: &str) -> Result<Header, SnapshotError> {
    split(text).map(|(header, _)| header)
}

fn split(text: &str) -> Result<(Header, &str), SnapshotError> {
    let text = unseal(text).map_err(SnapshotError::Damage)?;
    let (header, body) = text.split_once('\n').unwrap_or((text, ""));
    let form: HeaderV1 = from_json_v1(header).map_err(SnapshotError::Damage)?;
    let header = Header {
        uid: form.uid.into_owned(),
        seq: form.seq,
        saved_at: form.saved_at,
        app: form.app.into_owned(),
        set_aside: form.set_aside.into_owned(),
    };
    Ok((header, body))
}
