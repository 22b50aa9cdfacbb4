//! The time budget of one coding as tidy CSV: one row a code, with the settings it was computed by, so that tables of many sessions can be
//! stacked.
//!
//! RFC 4180: UTF-8, comma, CRLF, a header line, quotes where needed, texts guarded as in [`csv`](super::csv). Columns:
//!
//! | column | holds |
//! | --- | --- |
//! | `definition` | [`DEFINITION`], by which the numbers are computed: see [`analysis::budget`](crate::analysis::budget) |
//! | `session`, `coder` | names |
//! | `scheme`, `scheme_version` | what it was coded by |
//! | `window_start_ms`, `window_end_ms` | the coded window; empty where it is not known |
//! | `role`, `channel`, `code` | whom the channel is about, and names |
//! | `kind` | `state` or `point` |
//! | `frequency`, `rate_per_min`, `latency_ms` | of both kinds |
//! | `total_ms`, `share`, `mean_ms`, `median_ms`, `sd_ms`, `min_ms`, `max_ms` | of states; empty for points |
//! | `cut` | bouts that an edge of the window ended or cut; empty for points |
//! | `running`, `outside` | states without an end, and events outside of the window: in none of the numbers |
//!
//! A number that is undefined is an empty cell. Means, medians and deviations have three decimals, rates and shares six.

use super::csv::guarded;
use super::role_word;
use crate::analysis::Defined;
use crate::analysis::budget::{Budget, CodeBudget};
use crate::model::{Channel, Code, CodingScheme, Observation, Project};
use crate::time::{Millis, Span};
use std::borrow::Cow;

/// Names the definitions of the numbers; its number rises when any of them changes.
pub const DEFINITION: &str = "attune time budget 1";

/// The columns, in their order.
pub const COLUMNS: [&str; 24] = [
    "definition",
    "session",
    "coder",
    "scheme",
    "scheme_version",
    "window_start_ms",
    "window_end_ms",
    "role",
    "channel",
    "code",
    "kind",
    "frequency",
    "rate_per_min",
    "latency_ms",
    "total_ms",
    "share",
    "mean_ms",
    "median_ms",
    "sd_ms",
    "min_ms",
    "max_ms",
    "cut",
    "running",
    "outside",
];

/// Writes the numbers of a coding, which `budget` was computed from. A session, coder or code that the project lacks is an empty cell.
pub fn write(project: &Project, observation: &Observation, scheme: &CodingScheme, budget: &Budget) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let settings = settings(project, observation, scheme, budget.window);
    let channels = budget.channels.iter().filter_map(|numbers| Some((scheme.channel(numbers.channel)?, numbers)));
    let rows = channels.flat_map(|(channel, numbers)| {
        let codes = numbers.codes.iter().filter_map(|numbers| Some((channel.code(numbers.code)?, numbers)));
        codes.map(move |(code, numbers)| (channel, code, numbers))
    });
    let rows = rows.map(|(channel, code, numbers)| {
        let mut row = settings.clone();
        row.extend(code_cells(channel, code));
        row.extend(numbers_cells(numbers).map(Cow::Owned));
        row
    });
    #[expect(clippy::expect_used, reason = "all rows are as long as the header, and a Vec takes every byte")]
    for row in std::iter::once(COLUMNS.map(Cow::Borrowed).to_vec()).chain(rows) {
        csv.write_record(row.iter().map(|cell| cell.as_bytes())).expect("a row");
    }
    #[expect(clippy::expect_used, reason = "a Vec takes every byte")]
    csv.into_inner().expect("flushing into a Vec succeeds")
}

/// The cells that are the same in every row.
fn settings<'a>(
    project: &'a Project,
    observation: &Observation,
    scheme: &'a CodingScheme,
    window: Option<Span>,
) -> Vec<Cow<'a, str>> {
    let edge =
        |edge: fn(Span) -> Millis| Cow::Owned(window.map_or_else(String::new, |window| edge(window).0.to_string()));
    vec![
        DEFINITION.into(),
        guarded(project.session(observation.session).map_or("", |session| &session.name)),
        guarded(project.coder(observation.coder).map_or("", |coder| &coder.name)),
        guarded(&scheme.name),
        observation.scheme_version.to_string().into(),
        edge(Span::start),
        edge(Span::end),
    ]
}

fn code_cells<'a>(channel: &'a Channel, code: &'a Code) -> [Cow<'a, str>; 4] {
    let kind = if channel.is_point() { "point" } else { "state" };
    [role_word(channel.role).into(), guarded(&channel.name), guarded(&code.label), kind.into()]
}

fn numbers_cells(numbers: &CodeBudget) -> [String; 13] {
    let bouts = numbers.bouts.as_ref();
    let lengths = bouts.map(|bouts| &bouts.lengths);
    let millis = |value: Option<Defined<Millis>>| cell(value, |ms| ms.0.to_string());
    let float = |value: Option<Defined<f64>>, decimals: usize| cell(value, |value| format!("{value:.decimals$}"));
    [
        numbers.frequency.to_string(),
        float(Some(numbers.rate), 6),
        millis(Some(numbers.latency)),
        millis(lengths.map(|of| Ok(of.total))),
        float(bouts.map(|bouts| bouts.share), 6),
        float(lengths.map(|of| of.mean), 3),
        float(lengths.map(|of| of.median), 3),
        float(lengths.map(|of| of.sd), 3),
        millis(lengths.map(|of| of.shortest)),
        millis(lengths.map(|of| of.longest)),
        bouts.map_or_else(String::new, |bouts| bouts.cut.to_string()),
        numbers.running.to_string(),
        numbers.outside.to_string(),
    ]
}

/// A number as text; nothing where it does not exist or is undefined.
fn cell<T>(value: Option<Defined<T>>, write: impl FnOnce(T) -> String) -> String {
    value.and_then(Result::ok).map_or_else(String::new, write)
}
