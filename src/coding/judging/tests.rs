use super::*;
use crate::edit::{Editor, MediaFile};
use crate::media::{FrameLayout, FrameRate};
use crate::model::{
    ChannelKind, Code, CodingScheme, Fingerprint, IntervalRule, NewProject, Project, Role, SchemeId, Session,
    Unscorable,
};
use crate::{color::BRIGHT, edit::Command};

/// A coder at work on a session of 30 s.
struct Bench {
    editor: Editor,
    agenda: Agenda,
}

fn rule(length: i64, pause: i64, judgment: Judgment) -> ChannelKind {
    ChannelKind::Interval(IntervalRule { length: Millis(length), pause: Millis(pause), judgment })
}

impl Bench {
    fn new(kinds: &[(Role, ChannelKind)]) -> Self {
        let channel = |(nth, (role, kind)): (u32, &(Role, ChannelKind))| {
            let codes = (0..3).map(|code| Code::new(CodeId(100 * nth + code), "c", BRIGHT[0])).collect();
            Channel { codes, ..Channel::new(ChannelId(nth), *role, "w", *kind) }
        };
        let scheme = CodingScheme {
            id: SchemeId(0),
            name: "s".into(),
            version: 1,
            source: String::new(),
            description: String::new(),
            channels: (1..).zip(kinds).map(channel).collect(),
            passes: Vec::new(),
        };
        let new = NewProject { uid: "u".into(), name: "n".into(), session: "s".into(), coder: "c".into(), scheme };
        let mut editor = Editor::new(Project::new(new));
        let file = MediaFile {
            file_name: "v".into(),
            fingerprint: Fingerprint { size: 1, hash: String::new() },
            duration: Millis(30_000),
            frame_rate: FrameRate::PAL,
            frames: FrameLayout::default(),
        };
        let session = editor.project().sessions[0].id;
        editor.dispatch(&Command::SetVideo { session, file }).unwrap();
        let mut bench = Self { editor, agenda: Agenda::default() };
        bench.lay();
        bench
    }

    fn lay(&mut self) {
        let project = self.editor.project();
        self.agenda = Agenda::new(&project.schemes[0], &project.sessions[0], &project.observations[0], |_| true);
    }

    fn session(&self) -> &Session {
        &self.editor.project().sessions[0]
    }

    fn observation(&self) -> &Observation {
        &self.editor.project().observations[0]
    }

    fn begin(&self, at: i64) -> (Judging, Turn) {
        Judging::begin(&self.agenda, self.observation(), Millis(at)).unwrap()
    }

    fn code(&self, channel: usize, code: usize) -> CodeId {
        self.editor.project().schemes[0].channels[channel].codes[code].id
    }

    /// Presses a code of the channel that is asked about.
    fn press(&self, judging: &mut Judging, code: usize) -> bool {
        let channel = judging.asked(&self.agenda).unwrap();
        let scheme = &self.editor.project().schemes[0];
        let index = scheme.channels.iter().position(|known| known.id == channel).unwrap();
        judging.press(&self.agenda, &scheme.channels[index], self.code(index, code))
    }

    fn keep(&mut self, judging: &mut Judging) -> Turn {
        let command = judging.command(&self.agenda, self.observation()).unwrap();
        self.editor.dispatch(&command).unwrap();
        judging.go_on(&self.agenda, &self.editor.project().observations[0].clone())
    }

    fn reached(&self, judging: &mut Judging, at: i64) -> Turn {
        judging.reached(&self.agenda, Millis(at), false)
    }

    fn id(&self, channel: usize) -> u32 {
        self.editor.project().schemes[0].channels[channel].id.0
    }

    /// The answer so far to the question on screen.
    fn answer(&self, judging: &Judging) -> Vec<CodeId> {
        judging.answer(&self.agenda, judging.asked(&self.agenda).unwrap()).to_vec()
    }

    fn codes(&self, channel: usize) -> Vec<(i64, CodeId)> {
        let events = &self.observation().tracks[channel].events;
        events.iter().map(|event| (event.timing.onset().0, event.code)).collect()
    }
}

#[test]
fn each_window_is_watched_asked_and_left_for_the_next() {
    let mut bench = Bench::new(&[(Role::Child, rule(10_000, 0, Judgment::OneZero))]);
    let (mut judging, turn) = bench.begin(4000);
    assert_eq!(turn, Turn::Play(Millis(0)), "a window is watched from its start");
    assert_eq!(bench.reached(&mut judging, 9990), Turn::Stay);
    assert_eq!(bench.reached(&mut judging, 10_016), Turn::Show(Millis(9999)));
    for code in [2, 0, 1, 0] {
        assert!(!bench.press(&mut judging, code), "several codes may occur");
    }
    assert_eq!(bench.keep(&mut judging), Turn::Play(Millis(10_000)));
    assert_eq!(bench.codes(0), [(0, bench.code(0, 1)), (0, bench.code(0, 2))]);
    bench.reached(&mut judging, 20_000);
    assert_eq!(bench.keep(&mut judging), Turn::Play(Millis(20_000)), "none occurred");
    assert_eq!(bench.agenda.judged(bench.observation()), 2);
    // The video ends a little before its stated length.
    let stopped = judging.reached(&bench.agenda, Millis(29_940), true);
    assert_eq!(stopped, Turn::Show(Millis(29_999)));
    assert_eq!(bench.keep(&mut judging), Turn::End);
    assert_eq!(bench.agenda.judged(bench.observation()), 3);
}

#[test]
fn one_key_answers_where_one_code_holds() {
    let mut bench = Bench::new(&[(Role::Child, rule(10_000, 0, Judgment::Momentary))]);
    let (mut judging, _) = bench.begin(0);
    bench.reached(&mut judging, 10_000);
    assert!(bench.press(&mut judging, 1));
    assert_eq!(bench.keep(&mut judging), Turn::Play(Millis(10_000)));
    // Back, changed, and on to where it was left.
    assert_eq!(judging.back(&bench.agenda, bench.observation()), Turn::Show(Millis(9999)));
    assert_eq!(bench.answer(&judging), [bench.code(0, 1)]);
    assert!(bench.press(&mut judging, 2));
    assert_eq!(bench.keep(&mut judging), Turn::Play(Millis(10_000)));
    assert_eq!(bench.codes(0), [(0, bench.code(0, 2))]);
    assert_eq!(judging.index(), 1);
}

#[test]
fn channels_of_one_rule_are_asked_one_after_the_other() {
    let rules = [
        (Role::Child, rule(10_000, 0, Judgment::OneZero)),
        (Role::Parent, rule(10_000, 0, Judgment::Momentary)),
        (Role::Other, rule(20_000, 0, Judgment::Predominant)),
    ];
    let mut bench = Bench::new(&rules);
    let spans: Vec<(i64, i64, usize)> =
        bench.agenda.stops().iter().map(|stop| (stop.span.start().0, stop.span.end().0, stop.channels.len())).collect();
    assert_eq!(spans, [(0, 10_000, 2), (0, 20_000, 1), (10_000, 20_000, 2), (20_000, 30_000, 3)]);
    let (mut judging, _) = bench.begin(0);
    bench.reached(&mut judging, 10_000);
    assert_eq!(bench.keep(&mut judging), Turn::Stay, "the parent's question follows");
    assert_eq!(judging.asked(&bench.agenda), Some(ChannelId(bench.id(1))));
    assert_eq!(judging.back(&bench.agenda, bench.observation()), Turn::Stay, "and leads back to the child's");
    assert_eq!(judging.asked(&bench.agenda), Some(ChannelId(bench.id(0))));
    bench.keep(&mut judging);
    assert_eq!(bench.keep(&mut judging), Turn::Play(Millis(10_000)), "the long window is under way");
    bench.reached(&mut judging, 20_000);
    assert_eq!(bench.keep(&mut judging), Turn::Stay, "two windows end here");
    assert_eq!(judging.span(&bench.agenda).map(Span::start), Some(Millis(10_000)));
}

#[test]
fn the_time_to_write_down_is_not_played() {
    let mut bench = Bench::new(&[(Role::Child, rule(8000, 2000, Judgment::OneZero))]);
    let (mut judging, _) = bench.begin(0);
    bench.reached(&mut judging, 8000);
    assert_eq!(bench.keep(&mut judging), Turn::Play(Millis(10_000)));
    // Sent there by hand, it is passed over as well.
    judging.moved(&bench.agenda, bench.observation(), Millis(18_500));
    assert_eq!(bench.reached(&mut judging, 18_516), Turn::Play(Millis(20_000)));
}

#[test]
fn windows_can_be_skipped_found_again_and_watched_again() {
    let mut bench = Bench::new(&[(Role::Child, rule(10_000, 0, Judgment::OneZero))]);
    let (mut judging, _) = bench.begin(0);
    bench.reached(&mut judging, 10_000);
    bench.press(&mut judging, 1);
    assert_eq!(judging.again(&bench.agenda), Turn::Play(Millis(0)));
    bench.reached(&mut judging, 10_000);
    assert_eq!(bench.answer(&judging), [bench.code(0, 1)], "the answer so far is kept");
    let observation = bench.observation().clone();
    assert_eq!(judging.skip(&bench.agenda, &observation), Turn::Play(Millis(10_000)));
    assert_eq!(judging.skip(&bench.agenda, &observation), Turn::Play(Millis(20_000)));
    bench.reached(&mut judging, 30_000);
    assert_eq!(bench.keep(&mut judging), Turn::End, "what was skipped is asked for, not jumped to");
    assert_eq!(judging.skip(&bench.agenda, &bench.observation().clone()), Turn::Play(Millis(0)));
    // A look elsewhere makes the window there the one that is watched.
    judging.moved(&bench.agenda, bench.observation(), Millis(15_000));
    assert_eq!(judging.index(), 1);
    assert_eq!(bench.begin(25_000).1, Turn::Play(Millis(0)), "only what is not judged is begun with");
}

#[test]
fn what_cannot_be_judged_is_not_asked() {
    let mut bench = Bench::new(&[(Role::Child, rule(10_000, 0, Judgment::OneZero))]);
    let session = bench.session().id;
    let span = Span::new(Millis(9000), Millis(19_000)).unwrap();
    let stretches = vec![Unscorable { span, role: Some(Role::Child), reason: String::new() }];
    bench.editor.dispatch(&Command::SetUnscorable { session, stretches }).unwrap();
    bench.lay();
    let (mut judging, _) = bench.begin(0);
    bench.reached(&mut judging, 10_000);
    assert_eq!(bench.keep(&mut judging), Turn::Play(Millis(20_000)));
    bench.editor.dispatch(&Command::SetWindow { session, window: Span::new(Millis(10_000), Millis(18_000)) }).unwrap();
    bench.lay();
    assert!(Judging::begin(&bench.agenda, bench.observation(), Millis(0)).is_none());
}

#[test]
fn what_occurs_can_be_marked_while_it_is_watched() {
    let rules = [
        (Role::Child, rule(10_000, 0, Judgment::OneZero)),
        (Role::Parent, rule(10_000, 0, Judgment::OneZero)),
        (Role::Other, rule(10_000, 0, Judgment::Momentary)),
    ];
    let mut bench = Bench::new(&rules);
    let (mut judging, _) = bench.begin(0);
    let channels = bench.editor.project().schemes[0].channels.clone();
    let press = |bench: &Bench, judging: &mut Judging, channel: usize| {
        judging.press(&bench.agenda, &channels[channel], bench.code(channel, 1))
    };
    assert!(!press(&bench, &mut judging, 1));
    assert!(!press(&bench, &mut judging, 2), "what holds at the end is not known before");
    bench.reached(&mut judging, 10_000);
    assert!(!press(&bench, &mut judging, 2), "nor answered before it is asked");
    // Left and begun again, what was marked is still there.
    let (mut again, _) = bench.begin(0);
    again.resume(&judging);
    bench.reached(&mut again, 10_000);
    assert_eq!(bench.keep(&mut again), Turn::Stay);
    assert_eq!(bench.answer(&again), [bench.code(1, 1)]);
    assert_eq!(bench.keep(&mut again), Turn::Stay);
    assert!(press(&bench, &mut again, 2));
    assert_eq!(bench.keep(&mut again), Turn::Play(Millis(10_000)));
    assert_eq!((bench.codes(0).len(), bench.codes(1).len(), bench.codes(2).len()), (0, 1, 1));
}
