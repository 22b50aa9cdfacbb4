//! What can be wrong with saved texts and with the place they are saved in.

use std::fmt;

/// Why a saved text is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DamageError {
    /// Its checksum is missing or does not fit: it was torn or altered.
    Checksum,
    /// A newer version of the program wrote it.
    NewerVersion {
        /// The version of its form.
        found: u32,
    },
    /// It is whole, but not of the form that it says it is.
    Form {
        /// In the words of the JSON reader, for someone who mends it.
        problem: String,
    },
}

/// Why the database did not do what was asked. Nothing was changed then: every call is one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseError {
    /// The disk is full, or what the browser lets this site use of it.
    QuotaExceeded,
    /// The browser closed the database: its data was cleared, or another tab had to replace its form. Trying again opens it anew.
    Closed,
    /// There is none: private mode, site data switched off, or a page that may not have one.
    Unavailable,
    /// A newer version of the program has taken the database over; this page must be reloaded.
    NewerVersion,
    /// Someone else has written to the project since it was loaded here. Trying again would overwrite their work, or mix the two.
    Conflict,
    /// Anything else, in the browser's own words.
    Other(String),
}

impl DatabaseError {
    /// Whether the same call may work later.
    pub fn may_pass(&self) -> bool {
        !matches!(self, Self::Conflict | Self::NewerVersion)
    }
}

impl fmt::Display for DatabaseError {
    /// For logs; the catalog has the words for the screen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(text) => f.write_str(text),
            known => write!(f, "{known:?}"),
        }
    }
}
