//! What the event list says.

use super::Page;
use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

/// A row of the event list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) struct Row {
    pub(crate) onset: i64,
    /// `None` while the state is open.
    pub(crate) offset: Option<i64>,
    pub(crate) role: String,
    pub(crate) channel: String,
    pub(crate) code: String,
}

const READ: &str = "
    const number = (text) => text === undefined || text === '' ? null : Math.round(Number(text));
    return qa('event-row').map((row) => row.dataset).map((data) => ({
      onset: number(data.onsetMs),
      offset: data.open === 'true' ? null : number(data.offsetMs),
      role: data.role, channel: data.channel, code: data.code,
    }));";

impl Page {
    /// The rows of the event list, sorted. The list shows only what fits its box: scenarios keep to a handful.
    pub(crate) async fn rows(&self) -> Result<Vec<Row>> {
        let mut rows: Vec<Row> = serde_json::from_value(self.js(READ, vec![]).await?)?;
        rows.sort();
        Ok(rows)
    }

    /// Waits until the list has so many rows, and reads them.
    pub(crate) async fn rows_when(&self, count: usize) -> Result<Vec<Row>> {
        let what = format!("{count} events in the list");
        self.until_with(&what, "qa('event-row').length === args[0]", vec![json!(count)]).await?;
        self.rows().await
    }
}
