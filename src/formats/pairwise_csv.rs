//! A comparison of two codings as CSV: its numbers, one of its tables, and the stretches in which both differ.
//!
//! RFC 4180: UTF-8, comma, CRLF, a header line, quotes where needed, texts guarded as in [`csv`](super::csv). Shares and κ have six
//! decimals, milliseconds of means three; a number that is undefined, or that is none of the channel's kind, is an empty cell. Every row of
//! the numbers and of the stretches states the settings, so that files of many sessions can be stacked.

use super::csv::guarded;
use super::role_word;
use crate::analysis::Defined;
use crate::analysis::agreement::Uncoded;
use crate::analysis::pairwise::{Compared, Crossing, Pairwise, Row, Settings};
use crate::model::{CodingScheme, Project};
use std::borrow::Cow;

/// Names the definitions of the numbers; its number rises when any of them changes.
pub const DEFINITION: &str = "attune pairwise agreement 1";

/// The columns that say what was compared, and how.
const SETTINGS: [&str; 8] =
    ["definition", "session", "coder_a", "coder_b", "scheme", "scheme_version", "onset_tolerance_ms", "uncoded"];

type Cells<'a> = Vec<Cow<'a, str>>;

/// The numbers by channel and code; the code of a channel as a whole is empty.
pub fn numbers(project: &Project, pairwise: &Pairwise, settings: &Settings) -> Vec<u8> {
    let of =
        ["role", "channel", "code", "agreement", "kappa", "kappa_max", "f1", "onset_mae_ms", "events_a", "events_b"];
    let head = SETTINGS.into_iter().chain(of).map(Cow::Borrowed).collect();
    let Some((scheme, stated)) = stated(project, pairwise, settings) else { return written([head].into_iter()) };
    let rows = pairwise.channels.iter().flat_map(|compared| {
        let stated = &stated;
        compared.rows(settings).into_iter().map(move |row| {
            let mut cells = stated.clone();
            cells.extend(about(compared, scheme, row.code));
            cells.extend(values(&row));
            cells
        })
    });
    written(std::iter::once(head).chain(rows))
}

/// The stretches in which both differ, by channel and onset; of points, those without a partner.
pub fn disagreements(project: &Project, pairwise: &Pairwise, settings: &Settings) -> Vec<u8> {
    let of = ["role", "channel", "onset_ms", "offset_ms", "a", "b"];
    let head = SETTINGS.into_iter().chain(of).map(Cow::Borrowed).collect();
    let Some((scheme, stated)) = stated(project, pairwise, settings) else { return written([head].into_iter()) };
    let rows = pairwise.channels.iter().flat_map(|compared| {
        let stated = &stated;
        compared.disagreements(settings).into_iter().map(move |piece| {
            let mut cells = stated.clone();
            let [role, channel, _] = about(compared, scheme, None);
            cells.extend([
                role,
                channel,
                piece.span.start().0.to_string().into(),
                piece.span.end().0.to_string().into(),
            ]);
            let names =
                |said: &[usize]| said.iter().map(|code| name(compared, scheme, *code)).collect::<Vec<_>>().join(" + ");
            cells.extend(piece.said.each_ref().map(|said| Cow::Owned(guarded(&names(said)).into_owned())));
            cells
        })
    });
    written(std::iter::once(head).chain(rows))
}

/// A table of time in ms: rows are what the first coder said, columns what the second said.
pub fn table(crossing: &Crossing, names: &[String], coders: &[String; 2]) -> Vec<u8> {
    let corner = Cow::Owned(guarded(&format!("{} \\ {}", coders[0], coders[1])).into_owned());
    let head: Cells = std::iter::once(corner).chain(names.iter().map(|name| guarded(name))).collect();
    let rows = names.iter().take(crossing.size).enumerate().map(|(row, name)| {
        let times = (0..crossing.size).map(|column| Cow::Owned(crossing.time(row, column).0.to_string()));
        std::iter::once(guarded(name)).chain(times).collect()
    });
    written(std::iter::once(head).chain(rows))
}

fn stated<'a>(project: &'a Project, pairwise: &Pairwise, settings: &Settings) -> Option<(&'a CodingScheme, Cells<'a>)> {
    let first = project.observation(pairwise.codings[0])?;
    let scheme = project.scheme(first.scheme)?;
    let coder = |place: usize| {
        let of = project.observation(pairwise.codings[place]).and_then(|of| project.coder(of.coder));
        guarded(of.map_or("", |coder| &coder.name))
    };
    let uncoded = match settings.uncoded {
        Uncoded::Category => "category",
        Uncoded::LeftOut => "left out",
    };
    let cells = vec![
        DEFINITION.into(),
        guarded(project.session(first.session).map_or("", |session| &session.name)),
        coder(0),
        coder(1),
        guarded(&scheme.name),
        first.scheme_version.to_string().into(),
        settings.tolerance.0.to_string().into(),
        uncoded.into(),
    ];
    Some((scheme, cells))
}

fn about<'a>(compared: &Compared, scheme: &'a CodingScheme, code: Option<usize>) -> [Cow<'a, str>; 3] {
    let channel = scheme.channel(compared.channel).map_or("", |channel| &channel.name);
    let code = code.map_or("", |code| name(compared, scheme, code));
    [role_word(compared.role).into(), guarded(channel), guarded(code)]
}

fn name<'a>(compared: &Compared, scheme: &'a CodingScheme, code: usize) -> &'a str {
    let id = compared.codes.get(code);
    id.and_then(|id| scheme.code(*id)).map_or("", |(_, code)| &code.label)
}

fn values(row: &Row) -> [Cow<'static, str>; 7] {
    let number = |value: Option<Defined<f64>>, decimals: usize| {
        Cow::Owned(value.and_then(Result::ok).map_or_else(String::new, |value| format!("{value:.decimals$}")))
    };
    [
        number(row.agree, 6),
        number(row.kappa, 6),
        number(row.max, 6),
        number(Some(row.f1), 6),
        number(Some(row.onset), 3),
        row.events[0].to_string().into(),
        row.events[1].to_string().into(),
    ]
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
    use crate::demo;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let rows = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        rows.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn files_hold_the_numbers_with_their_settings() {
        let mut project = demo::project("demo".into(), demo::Clip::Mp4);
        project.coders[0].name = "=cmd()".into();
        let of = [0, 1].map(|place| project.observations[place].id);
        let pairwise = Pairwise::of(&project, of).unwrap();
        let settings = Settings { uncoded: Uncoded::LeftOut, ..Settings::default() };
        let rows = cells(&numbers(&project, &pairwise, &settings));
        let expect: usize = pairwise.channels.iter().map(|compared| compared.codes.len() + 1).sum();
        assert_eq!(rows.len(), expect + 1);
        let (first, compared) = (&rows[1], &pairwise.channels[0]);
        assert_eq!((first[0].as_str(), first[6].as_str(), first[7].as_str()), (DEFINITION, "500", "left out"));
        assert!(rows[1..].iter().all(|row| !row[2].starts_with('=')));
        let kappa = compared.rows(&settings)[0].kappa.unwrap().unwrap();
        assert_eq!(first[12], format!("{kappa:.6}"));
        let differ: usize = pairwise.channels.iter().map(|compared| compared.disagreements(&settings).len()).sum();
        assert_eq!(cells(&disagreements(&project, &pairwise, &settings)).len(), differ + 1);
        let crossing = compared.crossing(None, Uncoded::LeftOut).unwrap();
        let names: Vec<String> = (0..crossing.size).map(|code| format!("code {code}")).collect();
        let rows = cells(&table(&crossing, &names, &["A".into(), "B".into()]));
        assert_eq!((rows[0][0].as_str(), rows[2][1].clone()), ("A \\ B", crossing.time(1, 0).0.to_string()));
    }
}
