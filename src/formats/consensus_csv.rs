//! A consensus as CSV: its log of decisions, and how many disagreements were settled which way.
//!
//! RFC 4180: UTF-8, comma, CRLF, a header line, quotes where needed, texts guarded as in [`csv`](super::csv). Both files begin with `session`,
//! `consensus` (whose it is), `codings` (the coders, in their order), `tolerance_ms` and `edges` (`mean` or `first`).
//!
//! The log has one row a decision in the order in which they were made, then one for each disagreement that is not decided:
//!
//! | column | holds |
//! | --- | --- |
//! | `nth` | the place in the log, from 1; empty for what is not decided |
//! | `role`, `channel` | whom the channel is about, and its name |
//! | `code` | the code that it is about, where codes are settled one by one |
//! | `onset_ms`, `offset_ms` | from when to when; empty for what is said of the session as a whole |
//! | `coder_1_said` … | what each coder says of it: codes with their onset and offset, a value, `none`, `not judged`, `not rated` |
//! | `decision` | `coder`, `codes`, `value`, `skipped`, `taken back`, or `open` |
//! | `result` | whose word, which codes, or which value was taken |
//! | `note` | why, in the words of whoever decided |
//! | `holds` | `yes` for the decision that holds, `no` for one that a later one replaced, `past` if coders do not differ there any more |
//!
//! The report has a row for each channel: `disagreements`, then `coder_1` … with how many were settled as that coder has it, `other`,
//! `skipped`, `open`, and `within_tolerance`, the edges and points that were taken unasked.

use super::csv::guarded;
use super::role_word;
use crate::consensus::{Question, Said, Survey, report};
use crate::model::{Choice, CodeId, CodingScheme, Consensus, Decision, Edges, Observation, Project};
use crate::time::{Millis, Span};

/// A consensus with the names of it.
pub struct Written<'a> {
    project: &'a Project,
    observation: &'a Observation,
    consensus: &'a Consensus,
    scheme: &'a CodingScheme,
    survey: &'a Survey,
    coders: Vec<&'a str>,
}

impl<'a> Written<'a> {
    /// `None` if the observation is no consensus, or the project lacks its scheme.
    pub fn new(project: &'a Project, observation: &'a Observation, survey: &'a Survey) -> Option<Self> {
        let consensus = observation.consensus.as_ref()?;
        let scheme = project.scheme(observation.scheme)?;
        let name = |id| project.observation(id).and_then(|of| project.coder(of.coder)).map_or("", |coder| &coder.name);
        let coders = consensus.codings.iter().map(|id| name(*id)).collect();
        Some(Self { project, observation, consensus, scheme, survey, coders })
    }

    /// Every decision, and what is not decided.
    pub fn log(&self) -> Vec<u8> {
        let said: Vec<String> = (1..=self.coders.len()).map(|nth| format!("coder_{nth}_said")).collect();
        let mut head: Vec<&str> = vec!["nth", "role", "channel", "code", "onset_ms", "offset_ms"];
        head.extend(said.iter().map(String::as_str));
        head.extend(["decision", "result", "note", "holds"]);
        let question = |decision: &Decision| self.survey.questions().find(|of| of.moment == decision.moment);
        let decided = self.consensus.log.iter().enumerate().map(|(nth, decision)| {
            let question = question(decision);
            let later = self.consensus.log[nth + 1..].iter().any(|other| other.moment == decision.moment);
            let holds = match question {
                None => "past",
                Some(_) if later || decision.choice.is_none() => "no",
                Some(question) if question.settled.is_none() => "past",
                Some(_) => "yes",
            };
            self.row(Some(nth + 1), decision, question, holds)
        });
        let open = self.survey.questions().filter(|question| question.settled.is_none()).map(|question| {
            let decision = Decision { moment: question.moment, choice: None, note: String::new() };
            self.row(None, &decision, Some(question), "")
        });
        self.written(&head, decided.chain(open))
    }

    /// How many were settled which way, by channel.
    pub fn report(&self) -> Vec<u8> {
        let own: Vec<String> = (1..=self.coders.len()).map(|nth| format!("coder_{nth}")).collect();
        let mut head: Vec<&str> = vec!["role", "channel", "disagreements"];
        head.extend(own.iter().map(String::as_str));
        head.extend(["other", "skipped", "open", "within_tolerance"]);
        let rows = report(self.survey, &self.consensus.codings).into_iter().map(|ways| {
            let [role, channel] = self.channel(ways.channel);
            let mut cells = vec![role, channel, ways.total().to_string()];
            cells.extend(ways.codings.iter().map(ToString::to_string));
            cells.extend([ways.other, ways.skipped, ways.open, ways.met].map(|count| count.to_string()));
            cells
        });
        self.written(&head, rows)
    }

    fn row(&self, nth: Option<usize>, decision: &Decision, question: Option<&Question>, holds: &str) -> Vec<String> {
        let moment = decision.moment;
        let time = |at: Option<Millis>| at.map(|at| at.0.to_string()).unwrap_or_default();
        let [role, channel] = self.channel(moment.channel);
        let mut cells = vec![nth.map(|nth| nth.to_string()).unwrap_or_default(), role, channel];
        cells.push(moment.code.map(|code| self.code(code)).unwrap_or_default());
        cells.extend([moment.span.map(Span::start), moment.span.map(Span::end)].map(time));
        let said = |nth| question.and_then(|question| question.said.get(nth)).map(|said| self.said(said));
        cells.extend((0..self.coders.len()).map(|nth| said(nth).unwrap_or_default()));
        let (word, result) = match &decision.choice {
            Some(Choice::Coding(coding)) => {
                let place = self.consensus.codings.iter().position(|id| id == coding);
                (
                    "coder",
                    place.and_then(|place| self.coders.get(place)).map(|name| (*name).to_owned()).unwrap_or_default(),
                )
            }
            Some(Choice::Codes(codes)) => ("codes", self.codes(codes.iter().copied())),
            Some(Choice::Value(value)) => ("value", value.to_string()),
            Some(Choice::Skipped) => ("skipped", String::new()),
            None if nth.is_some() => ("taken back", String::new()),
            None => ("open", String::new()),
        };
        cells.extend([word.to_owned(), result, decision.note.clone(), holds.to_owned()]);
        cells
    }

    fn said(&self, said: &Said) -> String {
        match said {
            Said::States(states) if states.is_empty() => "none".to_owned(),
            Said::States(states) => {
                let one =
                    |(span, code): &(Span, CodeId)| format!("{} {}-{}", self.code(*code), span.start().0, span.end().0);
                states.iter().map(one).collect::<Vec<_>>().join("; ")
            }
            Said::Point(None) => "none".to_owned(),
            Said::Point(Some((at, code))) => format!("{} {}", self.code(*code), at.0),
            Said::Window(None) => "not judged".to_owned(),
            Said::Window(Some(codes)) => self.codes(codes.iter().copied()),
            Said::Score(None) => "not rated".to_owned(),
            Said::Score(Some(value)) => value.to_string(),
        }
    }

    fn codes(&self, codes: impl Iterator<Item = CodeId>) -> String {
        let names: Vec<String> = codes.map(|code| self.code(code)).collect();
        if names.is_empty() { "none".to_owned() } else { names.join("; ") }
    }

    fn code(&self, id: CodeId) -> String {
        self.scheme.code(id).map(|(_, code)| code.label.clone()).unwrap_or_default()
    }

    fn channel(&self, id: crate::model::ChannelId) -> [String; 2] {
        let channel = self.scheme.channel(id);
        let role = channel.map(|channel| role_word(channel.role).to_owned());
        [role.unwrap_or_default(), channel.map(|channel| channel.name.clone()).unwrap_or_default()]
    }

    fn written(&self, head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
        let session = self.project.session(self.observation.session).map_or("", |session| &session.name);
        let own = self.project.coder(self.observation.coder).map_or("", |coder| &coder.name);
        let edges = match self.consensus.edges {
            Edges::Mean => "mean",
            Edges::First => "first",
        };
        let tolerance = self.consensus.tolerance.0.to_string();
        let common = [session, own, &self.coders.join(" + "), &tolerance, edges].map(str::to_owned);
        let columns = ["session", "consensus", "codings", "tolerance_ms", "edges"];
        let head = columns.iter().chain(head).map(|name| (*name).to_owned()).collect();
        // A number is no formula, with a sign or without.
        let cell = |cell: &String| {
            if cell.parse::<f64>().is_ok() { cell.clone() } else { guarded(cell).into_owned() }
        };
        let rows = rows.map(|row| common.iter().chain(&row).map(cell).collect());
        write_all(std::iter::once(head).chain(rows))
    }
}

#[expect(clippy::expect_used, reason = "all rows are as long as the header, and a Vec takes every byte")]
fn write_all(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        csv.write_record(row).expect("a row");
    }
    csv.into_inner().expect("flushing into a Vec succeeds")
}
