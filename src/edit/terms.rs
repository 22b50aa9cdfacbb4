//! What commands about many events say beside which events they are about.

use crate::model::{Channel, Code, CodeId, EventId};
use serde::{Deserialize, Serialize};

/// What neighbors do when an event or one of its edges moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Boundary {
    /// They hold: nothing moves over them.
    #[default]
    Normal,
    /// They give way: their edges are pushed, and what is covered as a whole goes. In a channel without gaps, an edge that two states
    /// share stays shared.
    Bulldozer,
    /// Those that begin later in the same row move along with the offset; those before hold.
    Shift,
}

impl Boundary {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Bulldozer, Self::Shift];
}

/// Which events of a coding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// All that are marked by keys.
    All,
    /// These. Ids that are not there are passed over.
    These(Vec<EventId>),
}

/// Which code becomes which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recoding {
    /// The code that an event has.
    pub from: CodeId,
    /// The code that it gets.
    pub to: CodeId,
}

impl Recoding {
    /// The code of a channel that has the label of another code, whatever its case.
    pub fn by_label(code: &Code, channel: &Channel) -> Option<Self> {
        let label = |code: &Code| code.label.trim().to_lowercase();
        let same = channel.codes.iter().find(|other| label(other) == label(code))?;
        Some(Self { from: code.id, to: same.id })
    }
}

/// How a text is written to a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Commenting {
    /// In place of what is there.
    #[default]
    Replace,
    /// After what is there.
    Append,
}
