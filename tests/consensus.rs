//! Consensus: what is taken unasked, what is asked, and what comes of decisions.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails by panicking

mod support;

use attune::consensus::{Other, Question, Survey, report};
use attune::decimal::Decimal;
use attune::edit::{Change, Command, Editor, Refusal};
use attune::formats::consensus_csv::Written;
use attune::formats::native;
use attune::model::{
    Assignment, Choice, Code, CodeId, Coder, CoderId, Consensus, Decision, Edges, Event, EventId, Moment, Observation,
    ObservationId, Project, Samples, Score, Timing, Track, Unscorable, coverage,
};
use attune::time::{Millis, Span};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use support::desk::project;

const GAZE: usize = 0;
const TOUCH: usize = 1;
const BID: usize = 2;
const SIGNS: usize = 3;
const AFFECT: usize = 5;
const SENSITIVITY: usize = 6;

fn span(start: i64, end: i64) -> Span {
    Span::new(Millis(start), Millis(end)).unwrap()
}

/// What a coder says: states and points as `(channel, code, start, end)`, where a point ends where it starts.
type Marks<'a> = &'a [(usize, usize, i64, i64)];

/// A study in which each coder has a coding of the one session.
fn study(coders: &[Marks]) -> Project {
    let mut project = project();
    let empty = project.observations.pop().unwrap();
    for (nth, marks) in coders.iter().enumerate() {
        let mut observation = empty.clone();
        observation.id = ObservationId(take(&mut project));
        observation.coder = CoderId(take(&mut project));
        project.coders.push(Coder { id: observation.coder, name: format!("C{nth}") });
        for (channel, code, start, end) in *marks {
            let timing = if start == end { Timing::Point(Millis(*start)) } else { Timing::State(span(*start, *end)) };
            let id = EventId(take(&mut project));
            let code = project.schemes[0].channels[*channel].codes[*code].id;
            let comment = format!("{nth}/{start}");
            observation.tracks[*channel].events.push(Event { comment, ..Event::new(id, code, timing) });
        }
        for track in &mut observation.tracks {
            track.events.sort_by_key(|event| (event.timing.onset(), event.timing.offset(), event.id));
        }
        project.observations.push(observation);
    }
    assert_eq!(project.violations(), vec![]);
    project
}

fn take(project: &mut Project) -> u32 {
    project.next_id += 1;
    project.next_id - 1
}

/// A consensus of all codings of a study.
struct Table {
    editor: Editor,
    codings: Vec<ObservationId>,
    made: ObservationId,
}

impl Table {
    fn new(project: Project, tolerance: i64, edges: Edges) -> Self {
        let codings: Vec<ObservationId> = project.observations.iter().map(|of| of.id).collect();
        let mut editor = Editor::new(project);
        let coder = "Consensus".to_owned();
        let begin = Command::BeginConsensus { codings: codings.clone(), coder, tolerance: Millis(tolerance), edges };
        editor.dispatch(&begin).unwrap();
        let made = editor.project().observations.last().unwrap().id;
        Self { editor, codings, made }
    }

    fn coding(&self) -> &Observation {
        self.editor.project().observation(self.made).unwrap()
    }

    fn consensus(&self) -> &Consensus {
        self.coding().consensus.as_ref().unwrap()
    }

    fn survey(&self) -> Survey {
        Survey::of(self.editor.project(), self.consensus()).unwrap()
    }

    fn questions(&self) -> Vec<Question> {
        self.survey().questions().cloned().collect()
    }

    fn settle(&mut self, moment: Moment, choice: Choice) -> Result<(), Refusal> {
        self.decide(moment, Some(choice), "").map(|_| ())
    }

    fn decide(&mut self, moment: Moment, choice: Option<Choice>, note: &str) -> Result<Change, Refusal> {
        let decision = Decision { moment, choice, note: note.into() };
        self.editor.dispatch(&Command::Settle { observation: self.made, decision })
    }

    fn code(&self, channel: usize, code: usize) -> CodeId {
        self.editor.project().schemes[0].channels[channel].codes[code].id
    }

    /// What a channel holds: `0:1000-2000`, a point `0@500`.
    fn shown(&self, channel: usize) -> String {
        let codes = &self.editor.project().schemes[0].channels[channel].codes;
        let place = |id: CodeId| codes.iter().position(|code: &Code| code.id == id).unwrap();
        let events = self.coding().tracks[channel].events.iter().map(|event| match event.timing {
            Timing::State(span) => format!("{}:{}-{}", place(event.code), span.start().0, span.end().0),
            Timing::Point(at) => format!("{}@{}", place(event.code), at.0),
        });
        events.collect::<Vec<_>>().join(" ")
    }

    /// The questions of a channel as spans.
    fn asked(&self, channel: usize) -> Vec<(i64, i64)> {
        let survey = self.survey();
        let spans = survey.channels[channel].questions.iter().filter_map(|question| question.moment.span);
        spans.map(|span| (span.start().0, span.end().0)).collect()
    }
}

#[track_caller]
fn check(coders: &[Marks], tolerance: i64, edges: Edges, asked: &[(i64, i64)], shown: &str) {
    let channel = coders[0].first().or(coders[1].first()).unwrap().0;
    let table = Table::new(study(coders), tolerance, edges);
    assert_eq!((table.asked(channel).as_slice(), table.shown(channel).as_str()), (asked, shown), "{coders:?}");
    assert_eq!(table.editor.project().violations(), vec![]);
}

#[test]
fn what_all_say_is_taken_and_the_rest_is_asked() {
    let a: Marks = &[(GAZE, 0, 0, 3000), (GAZE, 1, 3000, 6000)];
    check(&[a, a], 0, Edges::Mean, &[], "0:0-3000 1:3000-6000");
    check(&[a, &[(GAZE, 0, 0, 3000), (GAZE, 2, 3000, 6000)]], 0, Edges::Mean, &[(3000, 6000)], "0:0-3000");
    // What differs in another way is another question.
    let b: Marks = &[(GAZE, 0, 0, 2000), (GAZE, 2, 2000, 5000)];
    check(&[a, b], 0, Edges::Mean, &[(2000, 3000), (3000, 5000), (5000, 6000)], "0:0-2000");
}

#[test]
fn edges_within_the_tolerance_meet() {
    let a: Marks = &[(GAZE, 0, 0, 3000), (GAZE, 1, 3000, 6000)];
    let b: Marks = &[(GAZE, 0, 100, 3201), (GAZE, 1, 3201, 6000)];
    check(&[a, b], 300, Edges::Mean, &[], "0:50-3100 1:3100-6000");
    check(&[a, b], 300, Edges::First, &[], "0:0-3000 1:3000-6000");
    check(&[b, a], 300, Edges::First, &[], "0:100-3201 1:3201-6000");
    check(&[a, b], 200, Edges::First, &[(3000, 3201)], "0:0-3000 1:3201-6000");
    check(&[a, b, a], 300, Edges::Mean, &[], "0:33-3067 1:3067-6000");
    // A short state that only one saw is no edge.
    let blip: Marks = &[(GAZE, 0, 0, 2000), (GAZE, 2, 2000, 2100), (GAZE, 0, 2100, 3000), (GAZE, 1, 3000, 6000)];
    check(&[a, blip], 300, Edges::Mean, &[(2000, 2100)], "0:0-2000 0:2100-3000 1:3000-6000");
    // What is too short to be asked about alone goes with its neighbor.
    let other: Marks = &[(GAZE, 0, 0, 3100), (GAZE, 2, 3100, 5900), (GAZE, 1, 5900, 6000)];
    check(&[a, other], 300, Edges::Mean, &[(3000, 5900)], "0:0-3000 1:5900-6000");
}

#[test]
fn codes_of_a_free_channel_are_asked_one_by_one() {
    let a: Marks = &[(TOUCH, 0, 0, 4000), (TOUCH, 1, 1000, 2000)];
    let b: Marks = &[(TOUCH, 0, 0, 4000)];
    check(&[a, b], 0, Edges::Mean, &[(1000, 2000)], "0:0-4000");
    let mut table = Table::new(study(&[a, b]), 0, Edges::Mean);
    let question = table.questions().remove(0);
    assert_eq!((question.moment.code, question.other), (Some(table.code(TOUCH, 1)), Other::Any));
    // Another code is given where it is not given yet.
    let both = Choice::Codes(vec![table.code(TOUCH, 0), table.code(TOUCH, 1)]);
    table.settle(question.moment, both).unwrap();
    assert_eq!(table.shown(TOUCH), "1:1000-2000 0:0-4000".split(' ').rev().collect::<Vec<_>>().join(" "));
}

#[test]
fn points_within_the_tolerance_are_one() {
    let a: Marks = &[(BID, 0, 1000, 1000), (BID, 1, 5000, 5000)];
    let b: Marks = &[(BID, 0, 1201, 1201), (BID, 0, 5100, 5100), (BID, 1, 8000, 8000)];
    check(&[a, b], 300, Edges::Mean, &[(5000, 5101), (8000, 8001)], "0@1100");
    check(&[a, b], 300, Edges::First, &[(5000, 5101), (8000, 8001)], "0@1000");
    check(&[a, b], 0, Edges::First, &[(1000, 1001), (1201, 1202), (5000, 5001), (5100, 5101), (8000, 8001)], "");
    let mut table = Table::new(study(&[a, b]), 300, Edges::Mean);
    let question = table.questions().remove(0);
    let second = Choice::Coding(table.codings[1]);
    table.settle(question.moment, second).unwrap();
    assert_eq!(table.shown(BID), "0@1100 0@5100");
    let one = Choice::Codes(vec![table.code(BID, 1)]);
    table.settle(question.moment, one).unwrap();
    assert_eq!(table.shown(BID), "0@1100 1@5050");
}

#[test]
fn a_channel_without_gaps_has_none_once_all_is_settled() {
    let mut project = study(&[
        &[(GAZE, 0, 0, 3000), (GAZE, 1, 3100, 6000)],
        &[(GAZE, 0, 50, 3000), (GAZE, 1, 3000, 5000), (GAZE, 2, 7000, 10_000)],
    ]);
    project.schemes[0].channels[GAZE].rules.exhaustive = true;
    let mut table = Table::new(project, 200, Edges::Mean);
    assert_eq!(table.asked(GAZE), [(5000, 6000), (6000, 7000), (7000, 10_000)]);
    assert_eq!(table.shown(GAZE), "0:0-3025 1:3025-5000");
    for question in table.questions() {
        // Neither a gap of a coder nor nothing at all answers it.
        assert_eq!(table.settle(question.moment, Choice::Codes(vec![])), Err(Refusal::NoSuchAnswer));
        let taken = question.can_take.iter().position(|can_take| *can_take);
        let left = question.can_take.iter().position(|can_take| !can_take).unwrap();
        let left = Choice::Coding(table.codings[left]);
        assert_eq!(table.settle(question.moment, left), Err(Refusal::NoSuchAnswer));
        let choice = match taken {
            Some(coder) => Choice::Coding(table.codings[coder]),
            None => Choice::Codes(vec![table.code(GAZE, 0)]),
        };
        table.settle(question.moment, choice).unwrap();
    }
    assert_eq!(table.shown(GAZE), "0:0-3025 1:3025-6000 0:6000-7000 2:7000-10000");
    let project = table.editor.project();
    let found = coverage(&project.sessions[0], table.coding(), &project.schemes[0].channels[GAZE]);
    assert_eq!(found.gaps, []);
}

#[test]
fn windows_ratings_and_scores() {
    let mut project = study(&[&[], &[]]);
    let (d, f) = (project.schemes[0].channels[SIGNS].codes[0].id, project.schemes[0].channels[SIGNS].codes[1].id);
    let state = |project: &mut Project, code, at: i64| {
        Event::new(EventId(take(project)), code, Timing::State(span(at, at + 2000)))
    };
    let judged = [vec![(0, vec![d]), (2000, vec![d, f]), (4000, vec![])], vec![(0, vec![d]), (2000, vec![f])]];
    for (nth, judged) in judged.into_iter().enumerate() {
        for (at, codes) in judged {
            for code in codes {
                let event = state(&mut project, code, at);
                project.observations[nth].tracks[SIGNS].events.push(event);
            }
            project.observations[nth].tracks[SIGNS].judged.push(Millis(at));
        }
        let value = i64::try_from(nth).unwrap();
        let values = vec![Decimal(200 * value); 3 + nth];
        project.observations[nth].tracks[AFFECT].samples = vec![Samples { onset: Millis(100), values }];
        let score =
            Score { value: Decimal::whole(3 + 2 * i32::try_from(nth).unwrap()), note: "n".into(), evidence: vec![] };
        project.observations[nth].tracks[SENSITIVITY].score = Some(score);
    }
    let mut table = Table::new(project, 500, Edges::Mean);
    assert_eq!(table.shown(SIGNS), "0:0-2000");
    assert_eq!(table.asked(SIGNS), [(2000, 4000), (4000, 6000)]);
    let samples = vec![Samples { onset: Millis(100), values: vec![Decimal(100); 3] }];
    assert_eq!(table.coding().tracks[AFFECT].samples, samples, "the mean where both rated");
    let questions = table.questions();
    table.settle(questions[0].moment, Choice::Codes(vec![])).unwrap();
    assert_eq!(table.settle(questions[1].moment, Choice::Coding(table.codings[1])), Err(Refusal::NoSuchAnswer));
    table.settle(questions[1].moment, Choice::Coding(table.codings[0])).unwrap();
    assert_eq!(table.coding().tracks[SIGNS].judged, [0, 2000, 4000].map(Millis));
    let score = questions[2].moment;
    assert_eq!(score.span, None);
    assert_eq!(table.settle(score, Choice::Value(Decimal(500))), Err(Refusal::NoSuchAnswer));
    table.settle(score, Choice::Value(Decimal::whole(4))).unwrap();
    assert_eq!(table.coding().tracks[SENSITIVITY].score.as_ref().map(|score| score.value), Some(Decimal::whole(4)));
    table.settle(score, Choice::Coding(table.codings[1])).unwrap();
    assert_eq!(table.coding().tracks[SENSITIVITY].score.as_ref().map(|score| score.value), Some(Decimal::whole(5)));
    assert_eq!(table.editor.project().violations(), vec![]);
    let ways = &report(&table.survey(), &table.codings)[SIGNS];
    assert_eq!((ways.codings.as_slice(), ways.other, ways.open), ([1, 0].as_slice(), 1, 0));
}

#[test]
fn what_cannot_be_judged_or_was_not_to_be_coded_by_all_is_left_out() {
    let a: Marks = &[(GAZE, 0, 0, 9000)];
    let b: Marks = &[(GAZE, 0, 0, 4500), (GAZE, 1, 5000, 9000)];
    let mut project = study(&[a, b]);
    let reason = String::new();
    project.sessions[0].unscorable = vec![Unscorable { span: span(4000, 6000), role: None, reason }];
    let stretches = vec![span(0, 7000)];
    project.observations[1].assignment = Some(Assignment { stretches, blind: false, submitted: false });
    let table = Table::new(project.clone(), 0, Edges::Mean);
    assert_eq!((table.asked(GAZE), table.shown(GAZE)), (vec![(6000, 7000)], "0:0-4000".to_owned()));
    assert_eq!(table.coding().stretches(), [span(0, 7000)]);
    // An event that lasts over what cannot be judged stays one.
    let marks = project.observations[0].tracks[GAZE].clone();
    project.observations[1].tracks[GAZE] = marks;
    for event in &mut project.observations[1].tracks[GAZE].events {
        event.id = EventId(project.next_id);
        project.next_id += 1;
    }
    assert_eq!(Table::new(project, 0, Edges::Mean).shown(GAZE), "0:0-7000");
}

#[test]
fn a_consensus_is_not_coded_by_hand_and_follows_its_codings_when_asked() {
    let a: Marks = &[(GAZE, 0, 0, 3000)];
    let mut table = Table::new(study(&[a, a]), 0, Edges::Mean);
    let (observation, channel) = (table.made, table.coding().tracks[GAZE].channel);
    let mark = |observation| Command::Mark { observation, channel, code: CodeId(0), at: Millis(5000) };
    assert_eq!(table.editor.dispatch(&mark(observation)), Err(Refusal::IsConsensus));
    let events = vec![table.coding().tracks[GAZE].events[0].id];
    assert_eq!(table.editor.dispatch(&Command::Delete { observation, events }), Err(Refusal::IsConsensus));
    let code = table.code(GAZE, 1);
    let place = Command::PlaceState { observation: table.codings[1], channel, code, span: span(2000, 3000) };
    assert!(table.survey().is_held_by(table.coding()));
    table.editor.dispatch(&place).unwrap();
    assert_eq!(table.shown(GAZE), "0:0-3000");
    assert!(!table.survey().is_held_by(table.coding()));
    table.editor.dispatch(&Command::RenewConsensus { observation }).unwrap();
    assert!(table.survey().is_held_by(table.coding()));
    assert_eq!((table.shown(GAZE), table.asked(GAZE)), ("0:0-2000".to_owned(), vec![(2000, 3000)]));
    // One that is gone leaves what is coded as it is.
    table.editor.dispatch(&Command::RemoveObservation { observation: table.codings[1] }).unwrap();
    let renew = table.editor.dispatch(&Command::RenewConsensus { observation });
    assert!(matches!(renew, Err(Refusal::Unsettled(_))), "{renew:?}");
    assert_eq!(table.editor.project().violations(), vec![]);
}

#[test]
fn the_log_keeps_every_decision_and_the_last_one_holds() {
    let a: Marks = &[(GAZE, 0, 0, 3000)];
    let b: Marks = &[(GAZE, 1, 0, 3000)];
    let mut table = Table::new(study(&[a, b]), 0, Edges::Mean);
    let moment = table.questions()[0].moment;
    table.settle(moment, Choice::Coding(table.codings[0])).unwrap();
    assert_eq!(table.shown(GAZE), "0:0-3000");
    assert_eq!(table.coding().tracks[GAZE].events[0].comment, "0/0", "with what was said of it");
    table.settle(moment, Choice::Coding(table.codings[1])).unwrap();
    assert_eq!(table.shown(GAZE), "1:0-3000");
    let again = Choice::Coding(table.codings[1]);
    assert!(table.decide(moment, Some(again), "").unwrap().is_empty(), "the same again is nothing");
    table.decide(moment, None, "").unwrap();
    assert_eq!((table.shown(GAZE).as_str(), table.consensus().log.len()), ("", 3));
    assert_eq!(table.decide(moment, None, ""), Err(Refusal::NotThere));
    table.editor.undo().unwrap();
    table.editor.undo().unwrap();
    assert_eq!((table.shown(GAZE).as_str(), table.consensus().log.len()), ("0:0-3000", 1));
}

#[test]
fn a_file_keeps_how_a_consensus_came_about() {
    let a: Marks = &[(GAZE, 0, 0, 3000)];
    let b: Marks = &[(GAZE, 1, 0, 3000)];
    let mut table = Table::new(study(&[a, b]), 40, Edges::First);
    let moment = table.questions()[0].moment;
    for choice in [Choice::Coding(table.codings[0]), Choice::Codes(vec![table.code(GAZE, 2)]), Choice::Skipped] {
        table.decide(moment, Some(choice), " the eyes ").unwrap();
    }
    table.decide(moment, None, "").unwrap();
    let project = table.editor.project();
    let read = native::read(&native::write(project).bytes).unwrap();
    assert_eq!((&read.value, read.warnings.len()), (project, 0));
}

#[test]
fn the_log_and_the_report_are_tables() {
    let a: Marks = &[(GAZE, 0, 0, 3000), (BID, 0, 7000, 7000)];
    let b: Marks = &[(GAZE, 1, 0, 3000)];
    let mut table = Table::new(study(&[a, b]), 40, Edges::First);
    let moments: Vec<Moment> = table.questions().into_iter().map(|question| question.moment).collect();
    table.decide(moments[0], Some(Choice::Coding(table.codings[1])), "=eyes").unwrap();
    table.decide(moments[0], Some(Choice::Codes(vec![table.code(GAZE, 2)])), "").unwrap();
    let survey = table.survey();
    let written = Written::new(table.editor.project(), table.coding(), &survey).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let common = "Dyad 1,Consensus,C0 + C1,40,first";
    let expected = [
        "session,consensus,codings,tolerance_ms,edges,nth,role,channel,code,onset_ms,offset_ms,coder_1_said,coder_2_said,\
         decision,result,note,holds",
        &format!("{common},1,parent,Gaze,,0,3000,Gaze 0 0-3000,Gaze 1 0-3000,coder,C1,'=eyes,no"),
        &format!("{common},2,parent,Gaze,,0,3000,Gaze 0 0-3000,Gaze 1 0-3000,codes,Gaze 2,,yes"),
        &format!("{common},,child,Bid,Bid 0,7000,7001,Bid 0 7000,none,open,,,"),
        "",
    ];
    assert_eq!(text(written.log()), expected.join("\r\n"));
    let report = text(written.report());
    assert!(report.contains(",other,skipped,open,within_tolerance\r\n"), "{report}");
    assert!(report.contains(&format!("{common},parent,Gaze,1,0,0,1,0,0,0\r\n")), "{report}");
}

#[test]
fn codings_that_cannot_be_settled_are_refused() {
    let a: Marks = &[(GAZE, 0, 0, 3000)];
    let project = study(&[a, a]);
    let codings: Vec<ObservationId> = project.observations.iter().map(|of| of.id).collect();
    let begin = |codings: &[ObservationId], coder: &str, tolerance| Command::BeginConsensus {
        codings: codings.to_vec(),
        coder: coder.into(),
        tolerance: Millis(tolerance),
        edges: Edges::Mean,
    };
    let attempt = |project: &Project, command| Editor::new(project.clone()).dispatch(&command).map(|_| ());
    let unsettled = |result| matches!(result, Err(Refusal::Unsettled(_)));
    assert!(unsettled(attempt(&project, begin(&codings[..1], "K", 0))));
    assert!(unsettled(attempt(&project, begin(&[codings[0], codings[0]], "K", 0))));
    assert_eq!(attempt(&project, begin(&codings, " ", 0)), Err(Refusal::BlankName));
    assert_eq!(attempt(&project, begin(&codings, "C0", 0)), Err(Refusal::CodedAlready));
    assert_eq!(attempt(&project, begin(&codings, "K", -1)), Err(Refusal::OutOfRange));
    let mut blind = project.clone();
    blind.observations[1].assignment = Some(Assignment { stretches: vec![], blind: true, submitted: false });
    assert!(unsettled(attempt(&blind, begin(&codings, "K", 0))));
    assert_eq!(attempt(&project, begin(&codings, "K", 0)), Ok(()));
}

/// What a coding says as plain tables: codes by millisecond step, points, judged windows, scores.
type Plain = (BTreeSet<(usize, CodeId, i64)>, BTreeMap<(usize, i64), BTreeSet<CodeId>>, Vec<Option<Decimal>>);

const STEP: i64 = 100;

fn plain(observation: &Observation) -> Plain {
    let (mut coded, mut judged) = (BTreeSet::new(), BTreeMap::new());
    for (nth, track) in observation.tracks.iter().enumerate() {
        for event in &track.events {
            let (start, end) = (event.timing.onset().0, event.timing.offset().0.max(event.timing.onset().0 + 1));
            coded.extend((start..end).step_by(usize::try_from(STEP).unwrap()).map(|at| (nth, event.code, at)));
        }
        for at in &track.judged {
            let here = track.events.iter().filter(|event| event.timing.onset() == *at);
            judged.insert((nth, at.0), here.map(|event| event.code).collect());
        }
    }
    let scores = observation.tracks.iter().map(|track| track.score.as_ref().map(|score| score.value)).collect();
    (coded, judged, scores)
}

/// Events without ids.
fn contents(tracks: &[Track]) -> Vec<Vec<Event>> {
    let without = |track: &Track| {
        let mut events: Vec<Event> =
            track.events.iter().map(|event| Event { id: EventId(0), ..event.clone() }).collect();
        events.sort_by_key(|event| (event.timing.onset(), event.timing.offset(), event.code));
        events
    };
    tracks.iter().map(without).collect()
}

type Drawn = (Vec<Vec<(usize, i64, i64)>>, Vec<Option<BTreeSet<usize>>>, Option<i32>);

/// A coder's marks: of each channel of states and points, codes with gaps before and lengths in steps; of the windows, what was judged; a score.
fn coder() -> impl Strategy<Value = Drawn> {
    let marks = prop::collection::vec((0_usize..3, 0_i64..4, 1_i64..6), 0..14);
    let window = prop::option::of(prop::collection::btree_set(0_usize..2, 0..3));
    (prop::collection::vec(marks, 3), prop::collection::vec(window, 5), prop::option::of(1..9))
}

fn drawn_study(coders: &[Drawn]) -> Project {
    let mut project = study(&vec![&[] as Marks; coders.len()]);
    let channels = project.schemes[0].channels.clone();
    for (nth, (marks, windows, score)) in coders.iter().enumerate() {
        for (channel, marks) in marks.iter().enumerate() {
            let mut ends: BTreeMap<Option<CodeId>, i64> = BTreeMap::new();
            for (code, gap, length) in marks {
                let code = channels[channel].codes[code % channels[channel].codes.len()].id;
                let end = ends.entry((!channels[channel].is_exclusive()).then_some(code)).or_insert(0);
                let (start, until) = (*end + gap * STEP, *end + (gap + length) * STEP);
                if until > 10_000 {
                    continue;
                }
                *end = until;
                let timing =
                    if channel == BID { Timing::Point(Millis(start)) } else { Timing::State(span(start, until)) };
                let id = EventId(take(&mut project));
                let comment = format!("{nth}/{start}");
                project.observations[nth].tracks[channel]
                    .events
                    .push(Event { comment, ..Event::new(id, code, timing) });
            }
            let events = &mut project.observations[nth].tracks[channel].events;
            events.sort_by_key(|event| (event.timing.onset(), event.timing.offset(), event.id));
        }
        for (place, window) in windows.iter().enumerate() {
            let Some(judged) = window else { continue };
            let at = 2000 * i64::try_from(place).unwrap();
            for code in judged {
                let id = EventId(take(&mut project));
                let event = Event::new(id, channels[SIGNS].codes[*code].id, Timing::State(span(at, at + 2000)));
                project.observations[nth].tracks[SIGNS].events.push(event);
            }
            project.observations[nth].tracks[SIGNS].judged.push(Millis(at));
        }
        let score = score.map(|value| Score { value: Decimal::whole(value), note: String::new(), evidence: vec![] });
        project.observations[nth].tracks[SENSITIVITY].score = score;
    }
    assert_eq!(project.violations(), vec![]);
    project
}

/// A choice that a question takes, drawn by a number.
fn some_choice(table: &Table, question: &Question, drawn: usize) -> Choice {
    let channel = table.editor.project().schemes[0].channel(question.moment.channel).unwrap();
    let mut all: Vec<Choice> = table.codings.iter().map(|coding| Choice::Coding(*coding)).collect();
    all.extend(channel.codes.iter().map(|code| Choice::Codes(vec![code.id])));
    all.push(Choice::Codes(channel.codes.iter().map(|code| code.id).collect()));
    all.extend([Choice::Codes(vec![]), Choice::Value(Decimal::whole(2)), Choice::Skipped]);
    all.retain(|choice| question.takes(choice, channel, &table.codings));
    all[drawn % all.len()].clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn all_decided_for_one_coder_gives_that_coding(
        coders in prop::collection::vec(coder(), 2..5),
        which in 0_usize..5,
    ) {
        let project = drawn_study(&coders);
        let mut table = Table::new(project.clone(), 0, Edges::Mean);
        let which = which % coders.len();
        for question in table.questions() {
            if question.can_take[which] {
                table.settle(question.moment, Choice::Coding(table.codings[which])).unwrap();
            }
        }
        prop_assert_eq!(plain(table.coding()), plain(&project.observations[which]));
        if which == 0 {
            // Event for event, with what was said of each.
            prop_assert_eq!(contents(&table.coding().tracks), contents(&project.observations[0].tracks));
        }
    }

    #[test]
    fn where_all_agree_nothing_is_asked_and_either_is_the_result(
        one in coder(), count in 2_usize..7, tolerance in 0_i64..2000,
    ) {
        let project = drawn_study(&vec![one; count]);
        let table = Table::new(project.clone(), tolerance, Edges::Mean);
        prop_assert_eq!(table.questions(), vec![]);
        prop_assert_eq!(contents(&table.coding().tracks), contents(&project.observations[0].tracks));
        prop_assert_eq!(plain(table.coding()), plain(&project.observations[count - 1]));
    }

    #[test]
    fn decisions_in_any_order_give_one_result_and_can_be_taken_back(
        coders in prop::collection::vec(coder(), 2..4),
        (tolerance, first, gapless) in (0_i64..600, any::<bool>(), any::<bool>()),
        drawn in prop::collection::vec((any::<usize>(), any::<usize>()), 1..40),
    ) {
        let mut project = drawn_study(&coders);
        project.schemes[0].channels[GAZE].rules.exhaustive = gapless;
        let mut table = Table::new(project, tolerance, if first { Edges::First } else { Edges::Mean });
        let start = table.editor.project().clone();
        let mut steps = 0;
        for (which, choice) in &drawn {
            let questions = table.questions();
            if questions.is_empty() {
                break;
            }
            let question = &questions[which % questions.len()];
            let choice = some_choice(&table, question, *choice);
            steps += usize::from(question.settled.as_ref().and_then(|of| of.choice.clone()) != Some(choice.clone()));
            table.settle(question.moment, choice).unwrap();
            prop_assert_eq!(table.editor.project().violations(), vec![]);
        }
        // The same decisions, backwards.
        let mut other = Table { editor: Editor::new(start.clone()), codings: table.codings.clone(), made: table.made };
        let held: Vec<Decision> = table.questions().into_iter().rev().filter_map(|question| question.settled).collect();
        for decision in held {
            other.settle(decision.moment, decision.choice.unwrap()).unwrap();
        }
        prop_assert_eq!(contents(&other.coding().tracks), contents(&table.coding().tracks));
        prop_assert_eq!(plain(other.coding()), plain(table.coding()));
        let end = table.editor.project().clone();
        for _ in 0..steps {
            table.editor.undo().unwrap();
        }
        prop_assert_eq!(table.editor.project(), &start);
        for _ in 0..steps {
            table.editor.redo().unwrap();
        }
        prop_assert_eq!(table.editor.project(), &end);
    }

    #[test]
    fn no_gap_is_left_where_none_may_be(
        coders in prop::collection::vec(coder(), 2..4), tolerance in 0_i64..600, drawn in any::<usize>(),
    ) {
        let mut project = drawn_study(&coders);
        project.schemes[0].channels[GAZE].rules.exhaustive = true;
        let mut table = Table::new(project, tolerance, Edges::Mean);
        for question in table.survey().channels[GAZE].questions.clone() {
            let choice = match some_choice(&table, &question, drawn) {
                Choice::Skipped => Choice::Codes(vec![table.code(GAZE, 0)]),
                choice => choice,
            };
            table.settle(question.moment, choice).unwrap();
        }
        let project = table.editor.project();
        prop_assert_eq!(project.violations(), vec![]);
        let found = coverage(&project.sessions[0], table.coding(), &project.schemes[0].channels[GAZE]);
        prop_assert_eq!(found.gaps, vec![]);
    }
}
