//! The journal: one line for each action, `CRC {"v":1,"seq":12,"at":1764000000000,"action":…}`.
//!
//! `seq` numbers the actions of a project from 1 without a gap, `at` is when the action was done, in ms since 1970 (UTC). The form of
//! `action` is that of [`Action`]. `tests/fixtures/journal-v1.txt` holds every kind of line; it is read for ever.

use super::DamageError;
use super::seal::{from_json_v1, seal, to_json, unseal};
use crate::edit::Action;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One action with its place in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1.
    pub seq: u64,
    /// When it was done, in ms since 1970 (UTC), by the clock of the computer.
    pub at: i64,
    /// What was done.
    pub action: Action,
}

#[derive(Serialize, Deserialize)]
struct FormV1<'a> {
    v: u32,
    seq: u64,
    at: i64,
    action: Cow<'a, Action>,
}

/// Writes an entry as a line, without a line break.
pub fn encode_entry(entry: &Entry) -> String {
    seal(&to_json(&FormV1 { v: 1, seq: entry.seq, at: entry.at, action: Cow::Borrowed(&entry.action) }))
}

/// Reads a line.
pub fn decode_entry(line: &str) -> Result<Entry, DamageError> {
    let form: FormV1 = from_json_v1(unseal(line)?)?;
    Ok(Entry { seq: form.seq, at: form.at, action: form.action.into_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Command;

    #[test]
    fn a_line_stays_one_line() {
        let name = "first\nsecond \u{2028} \"third\"".to_owned();
        let entry = Entry { seq: 1, at: -1, action: Action::Do(Command::RenameProject { name }) };
        let line = encode_entry(&entry);
        assert!(!line.contains('\n'));
        assert_eq!(decode_entry(&line), Ok(entry));
    }

    #[test]
    fn lines_that_are_none() {
        let check = |json: &str, expect: &dyn Fn(&DamageError) -> bool| {
            let error = decode_entry(&seal(json)).unwrap_err();
            assert!(expect(&error), "{json}: {error:?}");
        };
        check(r#"{"v":2,"anything":true}"#, &|e| *e == DamageError::NewerVersion { found: 2 });
        check(r#"{"v":1,"seq":1,"at":0,"action":"explode"}"#, &|e| matches!(e, DamageError::Form { .. }));
        check(r#"{"v":1,"seq":-1,"at":0,"action":"undo"}"#, &|e| matches!(e, DamageError::Form { .. }));
        check("", &|e| matches!(e, DamageError::Form { .. }));
        assert_eq!(decode_entry(""), Err(DamageError::Checksum));
    }
}
