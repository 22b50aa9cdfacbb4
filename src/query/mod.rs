//! Finding events: a [`Query`] is data that can be written down, and finding is a pure function of it and a coding.
//!
//! ```
//! use attune::{model::Project, query::{Query, find}};
//! # fn run(project: &Project) {
//! let query = Query { shortest: Some(attune::time::Millis(2000)), ..Query::default() };
//! let observation = &project.observations[0];
//! for found in find(observation, &query).unwrap_or_default() {
//!     println!("{}", found.onset);
//! }
//! # }
//! ```

mod find;
mod relation;
mod text;

pub use find::{Found, find, neighbor};
pub use relation::{Relation, Tie};
pub use text::{BadPattern, TextMatch};

use crate::model::{ChannelId, CodeId};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What is looked for. Every part that is given must hold; the default finds everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// Any of these codes; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<CodeId>,
    /// Any of these channels; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<ChannelId>,
    /// What the comment says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<TextMatch>,
    /// The least duration. A point lasts 0 ms; a running state has no duration yet and is not found by one.
    #[serde(rename = "shortest_ms", skip_serializing_if = "Option::is_none")]
    pub shortest: Option<Millis>,
    /// The greatest duration.
    #[serde(rename = "longest_ms", skip_serializing_if = "Option::is_none")]
    pub longest: Option<Millis>,
    /// Only those that the end of the coded window ended, or only those that it did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<bool>,
    /// How it lies to other events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
}
