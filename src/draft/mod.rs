//! A coding scheme that is being written or changed: its parts put in, taken out and moved, its problems, free keys and colors.
//!
//! A draft is not part of the project. It becomes so by one command, [`AddScheme`](crate::edit::Command::AddScheme) or
//! [`ChangeScheme`](crate::edit::Command::ChangeScheme).

mod colors;
mod history;
mod keys;
mod kinds;
mod parts;
mod problems;
mod removed;

pub use colors::{ColorTrouble, color_trouble, free_color, palette};
pub use history::History;
pub use keys::{key_conflicts, suggest_key};
pub use kinds::{KindName, set_kind};
pub use parts::Shift;
pub use problems::{Grade, Place, Problem, What, problems};
pub use removed::Removed;

use crate::edit::{Merge, RenamedOption, SchemeChange};
use crate::model::{CodingScheme, SchemeId};
use serde::{Deserialize, Serialize};

/// Ids of what is new in a draft count up from here, where no id of a project is. They are replaced when the draft is taken in.
const FIRST_NEW_ID: u32 = 1 << 30;

/// A scheme as far as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The scheme as it is to be.
    pub scheme: CodingScheme,
    /// Where events of removed codes go; those of other removed codes are deleted.
    pub merged: Vec<Merge>,
    /// Options of modifiers that got another name.
    pub options: Vec<RenamedOption>,
    next_id: u32,
}

impl Draft {
    /// Begins with a scheme as it is.
    pub fn of(scheme: CodingScheme) -> Self {
        Self { scheme, merged: Vec::new(), options: Vec::new(), next_id: FIRST_NEW_ID }
    }

    /// The change that it comes to, without merges and names that no longer lead anywhere.
    pub fn change(&self, old: &CodingScheme) -> SchemeChange {
        let leads = |merge: &&Merge| {
            let is_gone = old.code(merge.code).is_some() && self.scheme.code(merge.code).is_none();
            is_gone && self.scheme.code(merge.into).is_some()
        };
        SchemeChange {
            to: self.scheme.clone(),
            merged: self.merged.iter().filter(leads).copied().collect(),
            options: self.options.iter().filter(|renamed| renamed.from != renamed.to).cloned().collect(),
        }
    }

    /// Whether it says the same as a scheme of the project.
    pub fn is_unchanged(&self, old: &CodingScheme) -> bool {
        self.scheme == *old
    }

    fn take_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = id.saturating_add(1);
        id
    }
}

/// A scheme in which nothing is written yet.
pub fn blank() -> CodingScheme {
    CodingScheme {
        id: SchemeId(1),
        name: String::new(),
        version: 1,
        source: String::new(),
        description: String::new(),
        channels: Vec::new(),
        passes: Vec::new(),
    }
}
