//! Editing and finding among 100,000 events. Run by `cargo bench --bench editing`.
#![allow(clippy::disallowed_methods, clippy::expect_used)] // a benchmark needs a clock, and may fail
#![allow(missing_docs)]

mod timing;

use attune::color::BRIGHT;
use attune::edit::{Boundary, Command, Editor, Trial, Which};
use attune::model::{
    Channel, ChannelId, ChannelKind, Code, CodeId, CodingScheme, Event, EventId, NewProject, Project, Role, SchemeId,
    Timing,
};
use attune::query::{Query, Relation, TextMatch, Tie, find};
use attune::time::{Millis, Span};
use std::hint::black_box;

const EVENTS: u32 = 100_000;
const CHANNELS: u32 = 10;

fn project() -> Project {
    let code = |nth: u32| Code::new(CodeId(nth), nth.to_string(), BRIGHT[nth as usize]);
    let kind = ChannelKind::State { exclusive: true };
    let channel =
        |_| Channel { codes: (0..5).map(code).collect(), ..Channel::new(ChannelId(0), Role::Parent, "", kind) };
    let scheme = CodingScheme {
        id: SchemeId(0),
        name: String::new(),
        version: 1,
        source: String::new(),
        description: String::new(),
        channels: (0..CHANNELS).map(channel).collect(),
        passes: Vec::new(),
    };
    let new = NewProject { uid: "x".into(), name: String::new(), session: String::new(), coder: String::new(), scheme };
    let mut project = Project::new(new);
    let codes: Vec<Vec<CodeId>> =
        project.schemes[0].channels.iter().map(|channel| channel.codes.iter().map(|code| code.id).collect()).collect();
    for (track, codes) in project.observations[0].tracks.iter_mut().zip(codes) {
        for nth in 0..EVENTS / CHANNELS {
            let onset = Millis(1000 + i64::from(nth) * 360);
            let span = Span::new(onset, onset + Millis(300)).expect("a length");
            let id = EventId(project.next_id);
            project.next_id += 1;
            let comment = if nth % 3 == 0 { "repair after a look away".to_owned() } else { String::new() };
            track.events.push(Event { comment, ..Event::new(id, codes[nth as usize % 5], Timing::State(span)) });
        }
    }
    project
}

/// The least and the 95th percentile of some runs, in milliseconds.
fn time(name: &str, work: impl FnMut(u32)) {
    let times = timing::times(60, work);
    println!("bench {name}_min_ms/{EVENTS} {:.3} ms", times[0]);
    println!("bench {name}_p95_ms/{EVENTS} {:.3} ms", times[times.len() * 95 / 100]);
}

fn main() {
    let project = project();
    let observation = project.observations[0].id;
    let codes = &project.schemes[0].channels;
    let (a, b) = (codes[0].codes[0].id, codes[1].codes[0].id);
    let search = |name: &str, query: Query| {
        time(name, |_| {
            black_box(find(&project.observations[0], &query).expect("a pattern"));
        });
    };
    let relation = |tie| Query { relation: Some(Relation { tie, others: vec![b], not: false }), ..Query::default() };
    search("find_code", Query { codes: vec![a], ..Query::default() });
    search("find_text", Query { comment: Some(TextMatch::Contains("look".into())), ..Query::default() });
    search("find_regex", Query { comment: Some(TextMatch::Pattern("look|turn".into())), ..Query::default() });
    search("find_during", relation(Tie::During));
    search("find_after", relation(Tie::AfterOffset { within: Millis(2000) }));

    let event = project.observations[0].tracks[0].events[10].clone();
    let mut trial = Trial::new(&project, observation).expect("the coding");
    for (name, boundary) in [("drag_bulldozer", Boundary::Bulldozer), ("drag_shift", Boundary::Shift)] {
        time(name, |nth| {
            let span =
                Span::new(event.timing.onset(), event.timing.offset() + Millis(i64::from(nth))).expect("a length");
            let command = Command::Adjust { observation, event: event.id, timing: Timing::State(span), boundary };
            trial.attempt(&project, &command).expect("a drag");
        });
    }
    let mut editor = Editor::new(project.clone());
    let shift = Command::ShiftEvents {
        observation,
        which: Which::All,
        by: Millis(40),
        boundary: Boundary::Normal,
        clip: false,
    };
    time("shift_all", |_| {
        editor.dispatch(&shift).expect("room");
    });
    time("undo_shift_all", |_| {
        editor.undo().expect("a step");
    });
}
