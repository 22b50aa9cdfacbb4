//! Tidy CSV: one row an event, for statistics programs and spreadsheets.
//!
//! RFC 4180: UTF-8, comma, CRLF, a header line, quotes where needed. Columns:
//!
//! | column | holds |
//! | --- | --- |
//! | `session`, `coder` | names |
//! | `subject` | name of the session's subject in that role; may be empty |
//! | `role` | whom the channel is about: `parent`, `child` or `other` |
//! | `channel`, `code` | names |
//! | `kind` | `state`, `point`, or for what is no event: `rating`, `evidence` |
//! | `onset_ms` | whole milliseconds on the session clock |
//! | `offset_ms` | first moment after a state; of a point, its onset; **empty for an open state**, which has none yet |
//! | `duration_ms` | `offset_ms - onset_ms`; 0 for a point; empty for an open state |
//! | `frame_onset` | frame on screen at the onset, from 0, in the session's first media file; empty where it shows none, or where that is not known |
//! | `modifiers` | answers, in the scheme's order: `Side=left; Seen=face\|hands; Distance=1.5`; empty where nothing was answered |
//! | `comment` | the coder's own words |
//!
//! Rows come by observation as given, then by onset, then by lane. In `modifiers`, each of `\ ; = |` within a name or an answer has a backslash
//! before it.
//!
//! **Frames** are counted as on screen: by the table of frames that the file itself holds, where it is given. Without it they are counted by the
//! rate that the study keeps, if the frames are known to be even, from the moment of the first; of uneven ones the cell is empty, and the losses
//! say so.
//!
//! **Global ratings** follow the events of their observation: one row of kind `rating` for each that was given, with the value as `code`, no times,
//! and the note as `comment`; after it, one row of kind `evidence` for each moment that the rating rests on, with its time as onset and offset, the
//! rating's value as `code` and its note as `comment`. A statistics program that wants events alone keeps the rows of kinds `state` and `point`.
//!
//! **Guarded cells.** A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula, which a file from
//! elsewhere could use to run commands. Text cells that begin so get a leading apostrophe. Times are never negative and need none; nor does the
//! value of a rating, which is a number.

use super::frames::Frames;
use super::{Exported, Loss, Tables, What, beside_events, cut_off_count, marks, role_word};
use crate::decimal::Decimal;
use crate::model::{Answer, Channel, Modified, Observation, Project, Score, Timing, Track};
use crate::time::Millis;
use std::borrow::Cow;

/// The columns, in their order.
pub const COLUMNS: [&str; 13] = [
    "session",
    "coder",
    "subject",
    "role",
    "channel",
    "code",
    "kind",
    "onset_ms",
    "offset_ms",
    "duration_ms",
    "frame_onset",
    "modifiers",
    "comment",
];

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Begin with a byte order mark. Excel needs it to read names in other than plain Latin letters; R and Python may stumble over it.
    pub byte_order_mark: bool,
}

/// Writes observations of a project: all of them (`&project.observations`) or one (`std::slice::from_ref`).
///
/// Frames are counted by `tables`. Nothing of other observations is written. A session, coder or code that the project lacks is an empty cell.
pub fn write(project: &Project, observations: &[Observation], tables: &Tables, options: Options) -> Exported {
    let bytes = if options.byte_order_mark { "\u{feff}".into() } else { Vec::new() };
    let mut table = Table {
        csv: csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes),
        guarded: 0,
        open: 0,
        unframed: 0,
    };
    table.row(COLUMNS.map(Cell::Word));
    for observation in observations {
        table.observation(project, observation, tables);
    }
    let beside = beside_events(observations);
    let losses = [
        Some(Loss::SchemeDetails),
        Some(Loss::SessionDetails),
        Loss::counted(beside.windows, |count| Loss::JudgedWindows { count }),
        Loss::counted(beside.samples, |count| Loss::Samples { count }),
        Loss::counted(table.open, |count| Loss::OpenStatesUnended { count }),
        Loss::counted(observations.iter().map(cut_off_count).sum(), |count| Loss::CutOffMarks { count }),
        Loss::counted(table.unframed, |count| Loss::FramesUnknown { count }),
        Loss::counted(table.guarded, |count| Loss::CellsGuarded { count }),
    ];
    Exported { bytes: table.finish(), losses: losses.into_iter().flatten().collect() }
}

enum Cell<'a> {
    /// Somebody's words: guarded.
    Text(&'a str),
    /// One of the format's own words.
    Word(&'static str),
    /// A number, or nothing.
    Number(Option<i64>),
    /// A number that need not be whole.
    Value(Decimal),
}

struct Table {
    csv: csv::Writer<Vec<u8>>,
    guarded: usize,
    open: usize,
    /// Moments of which nobody knows the frame.
    unframed: usize,
}

impl Table {
    fn observation(&mut self, project: &Project, observation: &Observation, tables: &Tables) {
        let session = project.session(observation.session);
        let scheme = project.scheme(observation.scheme);
        let frames = Frames::of(session, tables);
        for mark in marks(observation) {
            let channel = scheme.and_then(|scheme| scheme.channel(mark.track.channel));
            let (code, timing, onset, comment, answers) = match mark.what {
                What::Finished(event) => {
                    (event.code, Some(event.timing), event.timing.onset(), &event.comment, &event.modifiers)
                }
                What::Open(open) => (open.code, None, open.onset, &open.comment, &open.modifiers),
            };
            self.open += usize::from(timing.is_none());
            let role = channel.map(|channel| channel.role);
            let subject = session.zip(role).and_then(|(session, role)| project.subject_in(session, role));
            let frame = self.frame(&frames, onset);
            self.row([
                Cell::Text(session.map_or("", |session| &session.name)),
                Cell::Text(project.coder(observation.coder).map_or("", |coder| &coder.name)),
                Cell::Text(subject.map_or("", |subject| &subject.name)),
                Cell::Word(role.map_or("", role_word)),
                Cell::Text(channel.map_or("", |channel| &channel.name)),
                Cell::Text(channel.and_then(|channel| channel.code(code)).map_or("", |code| &code.label)),
                Cell::Word(if matches!(timing, Some(Timing::Point(_))) { "point" } else { "state" }),
                Cell::Number(Some(onset.0)),
                Cell::Number(timing.map(|timing| timing.offset().0)),
                Cell::Number(timing.map(|timing| (timing.offset() - onset).0)),
                frame,
                Cell::Text(&answers_text(channel, answers)),
                Cell::Text(comment),
            ]);
        }
        for track in &observation.tracks {
            if let Some(score) = &track.score {
                self.rating(project, observation, track, score, &frames);
            }
        }
    }

    /// A global rating with the moments that it rests on.
    fn rating(&mut self, project: &Project, observation: &Observation, track: &Track, score: &Score, frames: &Frames) {
        let session = project.session(observation.session);
        let channel = project.scheme(observation.scheme).and_then(|scheme| scheme.channel(track.channel));
        let role = channel.map(|channel| channel.role);
        let subject = session.zip(role).and_then(|(session, role)| project.subject_in(session, role));
        let moments = score.evidence.iter().map(|evidence| ("evidence", Some(evidence.at), &evidence.note));
        for (kind, at, comment) in std::iter::once(("rating", None, &score.note)).chain(moments) {
            let frame = at.map_or(Cell::Number(None), |at| self.frame(frames, at));
            self.row([
                Cell::Text(session.map_or("", |session| &session.name)),
                Cell::Text(project.coder(observation.coder).map_or("", |coder| &coder.name)),
                Cell::Text(subject.map_or("", |subject| &subject.name)),
                Cell::Word(role.map_or("", role_word)),
                Cell::Text(channel.map_or("", |channel| &channel.name)),
                Cell::Value(score.value),
                Cell::Word(kind),
                Cell::Number(at.map(|at| at.0)),
                Cell::Number(at.map(|at| at.0)),
                Cell::Number(at.map(|_| 0)),
                frame,
                Cell::Word(""),
                Cell::Text(comment),
            ]);
        }
    }

    fn frame(&mut self, frames: &Frames, at: Millis) -> Cell<'static> {
        self.unframed += usize::from(matches!(frames, Frames::Unknown));
        Cell::Number(frames.at(at))
    }

    fn row(&mut self, cells: [Cell<'_>; COLUMNS.len()]) {
        let texts = cells.map(|cell| match cell {
            Cell::Text(text) => {
                let cell = guarded(text);
                self.guarded += usize::from(matches!(cell, Cow::Owned(_)));
                cell
            }
            Cell::Word(word) => Cow::Borrowed(word),
            Cell::Value(value) => Cow::Owned(value.to_string()),
            Cell::Number(number) => number.map_or(Cow::Borrowed(""), |number| Cow::Owned(number.to_string())),
        });
        #[expect(clippy::expect_used, reason = "all rows have one length, by their type")]
        self.csv.write_record(texts.iter().map(|text| text.as_bytes())).expect("a Vec takes every byte");
    }

    #[expect(clippy::expect_used, reason = "a Vec takes every byte")]
    fn finish(self) -> Vec<u8> {
        self.csv.into_inner().expect("flushing into a Vec succeeds")
    }
}

/// Answers as `name=answer` pairs. One to a question that the scheme lacks has no name.
fn answers_text(channel: Option<&Channel>, answers: &[Modified]) -> String {
    let name = |answer: &Modified| {
        let asked = channel.and_then(|channel| channel.modifiers.iter().find(|asked| asked.id == answer.modifier));
        asked.map_or(String::new(), |asked| escaped(&asked.name))
    };
    let pair = |answer: &Modified| {
        let given = match &answer.answer {
            Answer::Choices(chosen) => chosen.iter().map(|choice| escaped(choice)).collect::<Vec<_>>().join("|"),
            Answer::Number(number) => number.to_string(),
            Answer::Text(text) => escaped(text),
        };
        format!("{}={given}", name(answer))
    };
    answers.iter().map(pair).collect::<Vec<_>>().join("; ")
}

/// A text with a backslash before each sign that divides answers.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|sign| matches!(sign, '\\' | ';' | '=' | '|').then_some('\\').into_iter().chain([sign]))
        .collect()
}

/// Somebody's words as a cell: with a leading apostrophe where a spreadsheet would take them for a formula.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
