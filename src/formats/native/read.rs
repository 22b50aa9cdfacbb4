//! Reading the project file.

use super::{FORMAT, MAX_BYTES, VERSION, v1};
use crate::formats::{Imported, UNKNOWN_FIELDS_NAMED, Warning, shorten};
use crate::media::{FileKind, sniff};
use crate::model::{Project, Violation, sort_key};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// It holds nothing, or white space alone.
    Empty,
    /// It is larger than [`MAX_BYTES`].
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is not UTF-8 text.
    NotText {
        /// What it seems to be, by its first bytes.
        looks_like: FileKind,
    },
    /// It is text, but not JSON.
    NotJson {
        /// Where the first error is, counted from 1.
        line: usize,
        /// In bytes, counted from 1; 0 where the line before was to go on.
        column: usize,
        /// It is JSON up to its end and breaks off there, as a download does that was cut short.
        truncated: bool,
    },
    /// It is JSON, but not that of a project.
    NotAProject,
    /// It is JSON, but not that of a coding scheme on its own.
    NotAScheme,
    /// A newer version of the program wrote it.
    NewerVersion {
        /// The version of its form.
        found: u32,
        /// The newest that is read.
        supported: u32,
    },
    /// A field is missing, or holds what it may not.
    BadField {
        /// In the words of the JSON reader, with its place, for someone who mends the file: ``missing field `name` at line 3 column 5``. At most 201
        /// characters.
        problem: String,
    },
    /// It was read in full, but what it says contradicts itself.
    Broken {
        /// At least one, at most [`MAX_VIOLATIONS`](crate::model::MAX_VIOLATIONS).
        violations: Vec<Violation>,
    },
}

/// Reads a project file.
///
/// What is read is valid, and equal to what was written. Events out of order are sorted, unknown fields are left out, both with a warning;
/// everything else that is wrong is an error. Nesting costs no stack: unknown fields are skipped without recursion, and known ones do not nest.
pub fn read(bytes: &[u8]) -> Result<Imported<Project>, ReadError> {
    let json = text_of(bytes)?;
    check_header(json, FORMAT, VERSION, ReadError::NotAProject)?;
    let (file, unknown) = parse::<v1::File>(json)?;
    let mut project = Project::from(file.project);
    let sorted = sort_events(&mut project);
    let violations = project.violations();
    if !violations.is_empty() {
        return Err(ReadError::Broken { violations });
    }
    let warnings = [unknown, (sorted > 0).then_some(Warning::EventsSorted { tracks: sorted })];
    Ok(Imported { value: project, warnings: warnings.into_iter().flatten().collect() })
}

/// The text without its byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let looks_like = sniff(bytes);
    if !matches!(looks_like, FileKind::Empty | FileKind::Json | FileKind::Text | FileKind::Unknown) {
        return Err(ReadError::NotText { looks_like }); // some of these are text, up to a point
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // Cut within a character: the JSON reader will find that it breaks off.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return Err(ReadError::NotText { looks_like: FileKind::Unknown }),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        // Never in JSON. A file of zeros is what a computer that lost power leaves behind.
        return Err(ReadError::NotText { looks_like: FileKind::Unknown });
    }
    if text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(text) }
}

#[derive(Deserialize)]
struct Whose {
    format: String,
}

#[derive(Deserialize)]
struct Form {
    version: u32,
}

/// Checks the syntax of the whole file, whose it is, and whether this version knows its form.
pub(super) fn check_header(json: &str, format: &str, version: u32, another: ReadError) -> Result<(), ReadError> {
    let whose = serde_json::from_str::<Whose>(json);
    if whose.is_err()
        // That may be for its types, long before the first error of syntax.
        && let Err(error) = serde_json::from_str::<IgnoredAny>(json)
    {
        let (line, column) = (error.line(), error.column());
        // The reader does not count a number cut off after its sign as breaking off.
        let truncated = error.classify() == Category::Eof || (json.ends_with('-') && is_end(json, line, column));
        return Err(ReadError::NotJson { line, column, truncated });
    }
    if !whose.is_ok_and(|whose| whose.format == format) {
        return Err(another);
    }
    match serde_json::from_str::<Form>(json).map(|form| form.version) {
        Ok(0) => Err(ReadError::BadField { problem: "there is no version 0".into() }),
        Ok(found) if found > version => Err(ReadError::NewerVersion { found, supported: version }),
        // A version that is none is found again below, with its place.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether the last byte is the one at this line and column.
fn is_end(json: &str, line: usize, column: usize) -> bool {
    json.lines().count() == line && json.lines().last().is_some_and(|last| last.len() == column)
}

/// Reads a file's form, with a warning about fields that it does not have.
pub(super) fn parse<T: DeserializeOwned>(json: &str) -> Result<(T, Option<Warning>), ReadError> {
    let (mut count, mut first) = (0, Vec::new());
    let mut note = |path: serde_ignored::Path<'_>| {
        count += 1;
        if first.len() < UNKNOWN_FIELDS_NAMED {
            first.push(shorten(path.to_string()));
        }
    };
    let mut json = serde_json::Deserializer::from_str(json);
    match T::deserialize(serde_ignored::Deserializer::new(&mut json, &mut note)) {
        Ok(file) => Ok((file, (count > 0).then_some(Warning::UnknownFields { count, first }))),
        Err(error) => Err(ReadError::BadField { problem: shorten(error.to_string()) }),
    }
}

/// Puts every track's events in their order; returns how many tracks were not.
fn sort_events(project: &mut Project) -> usize {
    let mut sorted = 0;
    for track in project.observations.iter_mut().flat_map(|observation| &mut observation.tracks) {
        if !track.events.is_sorted_by_key(sort_key) {
            track.events.sort_by_key(sort_key);
            sorted += 1;
        }
    }
    sorted
}
