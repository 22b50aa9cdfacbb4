//! A comparison of codings as CSV: its numbers, one of its tables, the stretches in which coders differ, and the pairs of events.
//!
//! RFC 4180: UTF-8, comma, CRLF, a header line, quotes where needed, texts guarded as in [`csv`](super::csv). Every row but those of a table
//! names what was compared and states all settings, so that files of many sessions can be stacked, and a number can be computed again.
//!
//! Numbers are in long form, one a row: `coders` are the two of a pair or all of them, the reference first; `code` is empty for a channel as a
//! whole; shares, coefficients and values of a scale have six decimals, milliseconds three. `n` is what a number rests on: seconds of time, units,
//! events, samples or sessions.
//! Where there is no number or no interval, `reason` says why.

use super::csv::guarded;
use super::role_word;
use crate::analysis::agreement::Uncoded;
use crate::analysis::compare::{
    Aligned, Basis, Between, Category, Comparable, Confusion, EventPair, PairSide, Pairing, Pieces, Reason, Report,
    Settings, Statistic, event_pairs, fixed,
};
use crate::model::{CodeId, CodingScheme, Project};
use std::borrow::Cow;

/// Names the definitions of the numbers; its number rises when any of them changes.
pub const DEFINITION: &str = "attune agreement 2";

/// What was compared.
const COMPARED: [&str; 5] = ["definition", "session", "reference_scheme", "scheme_version", "coders_compared"];

/// How.
const SETTINGS: [&str; 15] = [
    "uncoded",
    "used_codes_only",
    "unit_ms",
    "unit_tolerance",
    "pairing",
    "onset_tolerance_ms",
    "offset_tolerance_ms",
    "offset_share_percent",
    "overlap_percent",
    "longer_percent",
    "resamples",
    "seed",
    "block_ms",
    "confidence_percent",
    "channels_chosen",
];

type Cells<'a> = Vec<Cow<'a, str>>;

/// What is compared, with the names of it.
pub struct Compared<'a> {
    project: &'a Project,
    comparable: &'a Comparable,
    settings: &'a Settings,
    scheme: &'a CodingScheme,
    coders: Vec<&'a str>,
}

impl<'a> Compared<'a> {
    /// `None` if the project lacks what was compared.
    pub fn new(project: &'a Project, comparable: &'a Comparable, settings: &'a Settings) -> Option<Self> {
        let first = project.observation(comparable.codings.first()?.observation)?;
        let scheme = project.scheme(first.scheme)?;
        let name = |of: &crate::analysis::compare::Coding| Some(project.coder(of.coder)?.name.as_str());
        let coders = comparable.codings.iter().map(name).collect::<Option<_>>()?;
        Some(Self { project, comparable, settings, scheme, coders })
    }

    /// Every number of a report.
    pub fn numbers(&self, report: &Report) -> Vec<u8> {
        let own = ["role", "channel", "code", "coders", "statistic", "value", "low", "high", "n", "n_of", "reason"];
        let rows = report.rows.iter().flat_map(|row| {
            let aligned = self.comparable.channel(row.channel);
            let is_in_units = aligned.is_some_and(Aligned::is_in_units);
            let is_curve = aligned.is_some_and(|of| of.grid().is_some());
            row.numbers.iter().filter_map(move |number| {
                let [role, channel] = self.channel(aligned?);
                let mut cells = vec![role, channel, row.code.map_or("".into(), |code| self.code(code))];
                let coders = match row.between {
                    Between::Pair(i, j) => [self.coders.get(i)?, self.coders.get(j)?].map(|name| *name).join(" + "),
                    Between::All => self.coders.join(" + "),
                };
                cells.extend([owned(&coders), number.statistic.id().into()]);
                let number_of = |value: f64| written_number(value, number.statistic);
                match number.value {
                    Ok(of) => {
                        let (n, counted) = match number.statistic.basis() {
                            Basis::Time if !is_in_units => (of.n / 1000.0, "seconds"),
                            Basis::Time | Basis::Units => (of.n, "units"),
                            Basis::Events | Basis::Program => (of.n, "events"),
                            Basis::Values if is_curve => (of.n, "samples"),
                            Basis::Values => (of.n, "sessions"),
                        };
                        let (low, high, why) = match of.interval {
                            Ok((low, high)) => (number_of(low), number_of(high), String::new()),
                            Err(reason) => (String::new(), String::new(), word(reason)),
                        };
                        cells.extend([number_of(of.value), low, high, n.to_string()].map(Cow::Owned));
                        cells.extend([counted.into(), Cow::Owned(why)]);
                    }
                    Err(reason) => {
                        cells.extend([const { Cow::Borrowed("") }; 5]);
                        cells.push(word(reason).into());
                    }
                }
                Some(cells)
            })
        });
        self.written(&own, rows)
    }

    /// The stretches in which any two coders differ, with what each said; `by_coder` columns follow the order of `coders_compared`.
    pub fn differences(&self) -> Vec<u8> {
        let names: Vec<String> = (1..=self.coders.len()).map(|nth| format!("coder_{nth}_said")).collect();
        let mut own = vec!["role", "channel", "onset_ms", "offset_ms"];
        own.extend(names.iter().map(String::as_str));
        let rows = self.comparable.channels.iter().flat_map(|aligned| {
            let pieces = Pieces::of(aligned, self.settings);
            let all = pieces.as_ref().map(|of| of.disagreements(Between::All, None)).unwrap_or_default();
            all.into_iter().map(move |differ| {
                let mut cells = Vec::from(self.channel(aligned));
                cells.extend([differ.span.start(), differ.span.end()].map(|at| Cow::Owned(at.0.to_string())));
                let category =
                    |said: &u16| pieces.as_ref().and_then(|pieces| pieces.categories.get(usize::from(*said)));
                let said = differ.said.iter().take(self.coders.len());
                cells.extend(said.map(|said| {
                    said.as_ref().and_then(category).map_or(Cow::Borrowed(""), |of| self.category(aligned, of))
                }));
                cells
            })
        });
        self.written(&own, rows)
    }

    /// The events of each pair of coders, with their partners if they have one.
    pub fn pairs(&self) -> Vec<u8> {
        let own = [
            "role",
            "channel",
            "coder_a",
            "coder_b",
            "event_a",
            "code_a",
            "onset_a_ms",
            "offset_a_ms",
            "event_b",
            "code_b",
            "onset_b_ms",
            "offset_b_ms",
            "onset_difference_ms",
            "offset_difference_ms",
            "result",
        ];
        let all = self.comparable.channels.iter().flat_map(|aligned| {
            let between = Between::all(self.coders.len()).into_iter();
            between.filter_map(move |between| match between {
                Between::Pair(i, j) => Some((aligned, (i, j), event_pairs(aligned, (i, j), self.settings)?)),
                Between::All => None,
            })
        });
        let rows = all.flat_map(|(aligned, coders, pairs)| {
            // Where there is no list, a row says why.
            let (pairs, why) = match pairs {
                Ok(pairs) => (pairs, None),
                Err(why) => (Vec::new(), Some(self.unpaired(aligned, coders, own.len(), why.into()))),
            };
            pairs.into_iter().map(move |pair| self.pair(aligned, coders, &pair)).chain(why)
        });
        self.written(&own, rows)
    }

    fn unpaired(&self, aligned: &Aligned, (i, j): (usize, usize), columns: usize, why: Reason) -> Cells<'a> {
        let mut cells = Vec::from(self.channel(aligned));
        cells.extend([i, j].map(|coder| self.coders.get(coder).map_or("".into(), |name| guarded(name))));
        cells.resize(columns - 1, Cow::Borrowed(""));
        cells.push(word(why).into());
        cells
    }

    fn pair(&self, aligned: &Aligned, (i, j): (usize, usize), pair: &EventPair) -> Cells<'a> {
        let mut cells = Vec::from(self.channel(aligned));
        cells.extend([i, j].map(|coder| self.coders.get(coder).map_or("".into(), |name| guarded(name))));
        let is_point = aligned.is_point();
        let side = |side: Option<PairSide>| match side {
            Some(side) => {
                let offset = if is_point { String::new() } else { side.span.end().0.to_string() };
                let onset = side.span.start().0.to_string();
                [side.event.0.to_string().into(), self.code(side.code), onset.into(), offset.into()]
            }
            None => [const { Cow::Borrowed("") }; 4],
        };
        cells.extend(side(pair.first));
        cells.extend(side(pair.second));
        let offset = pair.offset_difference().filter(|_| !is_point);
        let apart = [pair.onset_difference(), offset];
        cells.extend(apart.map(|apart| Cow::Owned(apart.map_or_else(String::new, |apart| apart.0.to_string()))));
        cells.push(Cow::Borrowed(match (pair.first, pair.second) {
            (Some(_), Some(_)) if pair.is_agreed() => "same code",
            (Some(_), Some(_)) => "other code",
            (Some(_), None) => "a only",
            _ => "b only",
        }));
        cells
    }

    fn channel(&self, aligned: &Aligned) -> [Cow<'a, str>; 2] {
        let channel = self.scheme.channel(aligned.channel).map_or("", |channel| &channel.name);
        [role_word(aligned.role).into(), guarded(channel)]
    }

    fn code(&self, code: CodeId) -> Cow<'a, str> {
        guarded(self.scheme.code(code).map_or("", |(_, code)| &code.label))
    }

    fn category(&self, aligned: &Aligned, category: &Category) -> Cow<'a, str> {
        let code = |place: &usize| {
            let id = aligned.codes.get(*place);
            id.and_then(|id| self.scheme.code(*id)).map_or("", |(_, code)| code.label.as_str())
        };
        match category {
            Category::Code(place) => guarded(code(place)),
            Category::Codes(places) => owned(&places.iter().map(code).collect::<Vec<_>>().join(" + ")),
            Category::Nothing | Category::Else => "".into(),
        }
    }

    /// A header and rows, each between what was compared and how.
    fn written<'r>(&'r self, own: &[&'r str], rows: impl Iterator<Item = Cells<'r>>) -> Vec<u8> {
        let before = self.compared();
        let after = self.settings();
        let head = COMPARED.iter().chain(own).chain(&SETTINGS).map(|name| Cow::Borrowed(*name)).collect();
        let rows = rows.map(|cells| before.iter().cloned().chain(cells).chain(after.iter().cloned()).collect());
        written(std::iter::once(head).chain(rows))
    }

    fn compared(&self) -> Cells<'a> {
        let session = self.project.session(self.comparable.session).map_or("", |session| &session.name);
        let first = self.comparable.codings.first().and_then(|of| self.project.observation(of.observation));
        vec![
            DEFINITION.into(),
            guarded(session),
            guarded(&self.scheme.name),
            first.map_or_else(String::new, |of| of.scheme_version.to_string()).into(),
            owned(&self.coders.join(" + ")),
        ]
    }

    fn settings(&self) -> Cells<'a> {
        let of = self.settings;
        let pairing = match of.pairing {
            Pairing::Edges => "edges",
            Pairing::Overlap => "overlap",
        };
        let uncoded = match of.uncoded {
            Uncoded::Category => "category",
            Uncoded::LeftOut => "left out",
        };
        let channels: Vec<String> = of.channels.iter().map(|id| id.0.to_string()).collect();
        vec![
            uncoded.into(),
            if of.used_codes_only { "yes" } else { "no" }.into(),
            of.unit.0.to_string().into(),
            of.tolerance.to_string().into(),
            pairing.into(),
            of.onset.0.to_string().into(),
            of.offset.map_or_else(String::new, |offset| offset.0.to_string()).into(),
            of.offset_share.to_string().into(),
            of.overlap.to_string().into(),
            of.longer.to_string().into(),
            of.resamples.to_string().into(),
            of.seed.to_string().into(),
            of.block.0.to_string().into(),
            of.confidence.to_string().into(),
            channels.join(" ").into(),
        ]
    }
}

/// A table of what two coders said: rows are what the first said, columns what the second said, in ms, or in units and windows.
pub fn table(confusion: &Confusion, names: &[String], coders: [&str; 2]) -> Vec<u8> {
    let corner = owned(&format!("{} \\ {}", coders[0], coders[1]));
    let head: Cells = std::iter::once(corner).chain(names.iter().map(|name| guarded(name))).collect();
    let rows = names.iter().zip(&confusion.cells).map(|(name, cells)| {
        std::iter::once(guarded(name)).chain(cells.iter().map(|cell| Cow::Owned(cell.to_string()))).collect()
    });
    written(std::iter::once(head).chain(rows))
}

fn owned<'a>(text: &str) -> Cow<'a, str> {
    Cow::Owned(guarded(text).into_owned())
}

fn written_number(value: f64, statistic: Statistic) -> String {
    let is_exact = statistic.is_coefficient() || statistic.basis() == Basis::Values;
    fixed(value, if is_exact { 6 } else { 3 })
}

/// A reason by its name in every saved form.
fn word(reason: Reason) -> String {
    let named = match reason {
        Reason::Undefined(why) => serde_json::to_value(why),
        other => serde_json::to_value(other),
    };
    named.ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

#[expect(clippy::expect_used, reason = "all rows are as long as the header, and a Vec takes every byte")]
fn written<'a>(rows: impl Iterator<Item = Cells<'a>>) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        csv.write_record(row.iter().map(|cell| cell.as_bytes())).expect("a row");
    }
    csv.into_inner().expect("flushing into a Vec succeeds")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare::report;
    use crate::demo;
    use crate::time::Millis;
    use std::collections::BTreeMap;

    type Read = Vec<BTreeMap<String, String>>;

    fn rows(bytes: &[u8]) -> Read {
        csv::ReaderBuilder::new().from_reader(bytes).into_deserialize().map(Result::unwrap).collect()
    }

    /// The demo, one of whose coders has a name that a spreadsheet would run.
    fn demo() -> (Project, Settings) {
        let mut project = demo::project("demo".into(), demo::Clip::Mp4);
        project.coders[0].name = "=cmd()".into();
        let codings = project.observations.iter().map(|of| of.id).take(3);
        let settings = Settings { resamples: 20, onset: Millis(700), ..Settings::of(codings).in_range() };
        (project, settings)
    }

    #[test]
    fn numbers_are_in_long_form_with_their_settings() {
        let (project, settings) = demo();
        let comparable = Comparable::of(&project, &settings).unwrap();
        let report = report(&comparable, &settings, &mut |_| true).unwrap();
        let read = rows(&Compared::new(&project, &comparable, &settings).unwrap().numbers(&report));
        let numbers = report.rows.iter().flat_map(|row| row.numbers.iter().map(move |number| (row, number)));
        assert_eq!(read.len(), numbers.clone().count());
        for (cells, (row, number)) in read.iter().zip(numbers) {
            assert_eq!((cells["definition"].as_str(), cells["onset_tolerance_ms"].as_str()), (DEFINITION, "700"));
            assert!(!cells["coders"].starts_with('='), "{cells:?}");
            assert_eq!(Statistic::parse(&cells["statistic"]), Some(number.statistic));
            assert_eq!(cells["code"].is_empty(), row.code.is_none());
            match number.value {
                Ok(of) => {
                    assert_eq!(cells["value"], written_number(of.value, number.statistic));
                    assert_eq!(cells["low"].is_empty(), of.interval.is_err());
                    assert_eq!(cells["reason"].is_empty(), of.interval.is_ok());
                }
                Err(_) => assert!(cells["value"].is_empty() && !cells["reason"].is_empty(), "{cells:?}"),
            }
        }
    }

    #[test]
    fn differences_and_pairs_are_those_of_the_comparison() {
        let (project, settings) = demo();
        let comparable = Comparable::of(&project, &settings).unwrap();
        let compared = Compared::new(&project, &comparable, &settings).unwrap();
        let pieces =
            |aligned| Pieces::of(aligned, &settings).map_or(0, |of| of.disagreements(Between::All, None).len());
        let differ: usize = comparable.channels.iter().map(pieces).sum();
        assert!(differ > 0);
        assert_eq!(rows(&compared.differences()).len(), differ);
        let read = rows(&compared.pairs());
        // Each event of a coder is in the list once for each other coder.
        let events = |coder: usize| {
            let said = comparable.channels.iter().filter_map(|of| of.events()?.get(coder));
            said.map(|said| said.events.len()).sum::<usize>()
        };
        let others = comparable.codings.len() - 1;
        let all: usize = (0..comparable.codings.len()).map(|coder| events(coder) * others).sum();
        let sides = |cells: &BTreeMap<String, String>| {
            usize::from(!cells["event_a"].is_empty()) + usize::from(!cells["event_b"].is_empty())
        };
        assert_eq!(read.iter().map(sides).sum::<usize>(), all);
        for cells in read.iter().filter(|cells| !cells["onset_difference_ms"].is_empty()) {
            let number = |name: &str| cells[name].parse::<i64>().unwrap();
            assert_eq!(number("onset_difference_ms"), number("onset_b_ms") - number("onset_a_ms"));
        }
    }

    #[test]
    fn a_table_has_the_first_coder_in_rows() {
        let cells = vec![vec![1500.0, 20.0], vec![0.0, 3.0]];
        let confusion = Confusion { categories: vec![Category::Code(0), Category::Nothing], cells };
        let bytes = table(&confusion, &["=A".into(), "No code".into()], ["Ann", "Bo"]);
        assert_eq!(String::from_utf8(bytes).unwrap(), "Ann \\ Bo,'=A,No code\r\n'=A,1500,20\r\nNo code,0,3\r\n");
    }
}
