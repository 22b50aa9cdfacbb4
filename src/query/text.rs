//! What a comment says.

use regex_lite::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

/// A condition on a comment. Upper and lower case are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextMatch {
    /// Not empty.
    Any,
    /// Contains this text.
    Contains(String),
    /// Contains a match of this regular expression.
    Pattern(String),
}

/// A regular expression that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPattern {
    /// What the expression's reader says.
    pub problem: String,
}

/// A condition, made ready.
pub(super) enum Matcher {
    Any,
    /// In lower case.
    Contains(String),
    Pattern(Regex),
}

/// A pattern may take this much memory once compiled: patterns are typed, and a typed `a{999}{999}` must not take the page down.
const SIZE_LIMIT: usize = 1 << 20;

impl Matcher {
    pub(super) fn new(of: &TextMatch) -> Result<Self, BadPattern> {
        Ok(match of {
            TextMatch::Any => Self::Any,
            TextMatch::Contains(text) => Self::Contains(text.to_lowercase()),
            TextMatch::Pattern(pattern) => {
                let built = RegexBuilder::new(pattern).case_insensitive(true).size_limit(SIZE_LIMIT).build();
                Self::Pattern(built.map_err(|error| BadPattern { problem: error.to_string() })?)
            }
        })
    }

    pub(super) fn holds(&self, text: &str) -> bool {
        match self {
            Self::Any => !text.is_empty(),
            Self::Contains(wanted) => text.to_lowercase().contains(wanted),
            Self::Pattern(pattern) => pattern.is_match(text),
        }
    }
}
