//! Projects for tests: a small one by hand, and a proptest strategy for arbitrary valid ones.

#![allow(dead_code, reason = "each test program uses some of it")]
#![allow(clippy::expect_used, reason = "a test may fail")]

pub mod desk;

use attune::color::Rgb;
use attune::decimal::Decimal;
use attune::media::{FrameLayout, FrameRate};
use attune::model::{
    Anchor, Answer, Ask, Assignment, Bookmark, Channel, ChannelId, ChannelKind, ChannelRules, Clock, Code, CodeId,
    Coder, CoderId, CodingScheme, Delimiter, EntryMode, Event, EventId, Evidence, Example, Fingerprint, GlobalScale,
    IntervalRule, Judgment, Key, Media, MediaId, Modified, Modifier, ModifierId, ModifierKind, Observation,
    ObservationId, OpenState, Pass, Picture, Project, RatingScale, Role, Samples, SchemeId, Score, Session, SessionId,
    Signal, SignalId, Subject, SubjectId, TableForm, TimeForm, Timing, Track, Unscorable, ValueRange,
};
use attune::time::{Millis, Span};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::HashMap;

/// `start..end` in milliseconds.
pub(crate) fn span(start: i64, end: i64) -> Span {
    Span::new(Millis(start), Millis(end)).expect("start before end")
}

/// One parent, one child, a clip of 29.97 frames a second, and one observation with a state lane, a point lane and an empty one.
///
/// The child looks at the partner 1200–3400 ms ("brief"), away 3400–5000 ms (cut off), at the partner from 5000 ms on (open);
/// the parent vocalizes at 1200 ms and 2000 ms.
pub(crate) fn small_project() -> Project {
    let code = |id, label: &str, key: &str, color| Code {
        key: Some(Key(key.into())),
        ..Code::new(CodeId(id), label, Rgb::hex(color))
    };
    let channel = |id, role, name: &str, kind, entry, codes| Channel {
        entry,
        codes,
        ..Channel::new(ChannelId(id), role, name, kind)
    };
    let event = |id, code, timing, comment: &str, cut_off| Event {
        comment: comment.into(),
        cut_off,
        ..Event::new(EventId(id), CodeId(code), timing)
    };
    let track = |channel, events, open| Track { events, open, ..Track::new(ChannelId(channel), EntryMode::Toggle) };
    Project {
        uid: "5f0c2c9e-7d1b-4f5e-9d2a-1c8e3b6a9f10".into(),
        name: "Still face".into(),
        subjects: vec![
            Subject { id: SubjectId(1), role: Role::Parent, name: "P01".into() },
            Subject { id: SubjectId(2), role: Role::Child, name: String::new() },
            Subject { id: SubjectId(20), role: Role::Other, name: "Père".into() },
        ],
        coders: vec![Coder { id: CoderId(3), name: "AB".into() }],
        schemes: vec![CodingScheme {
            id: SchemeId(4),
            name: "Gaze, voice, touch".into(),
            version: 2,
            source: "Own".into(),
            description: "Three lanes.".into(),
            channels: vec![
                channel(
                    5,
                    Role::Child,
                    "Gaze",
                    ChannelKind::State { exclusive: true },
                    EntryMode::Toggle,
                    vec![code(6, "Partner", "a", 0x44_77aa), code(7, "Away", "s", 0xbb_bbbb)],
                ),
                channel(
                    8,
                    Role::Parent,
                    "Voice",
                    ChannelKind::Point,
                    EntryMode::Toggle,
                    vec![code(9, "Utterance", "j", 0xee_6677)],
                ),
                channel(
                    10,
                    Role::Parent,
                    "Touch",
                    ChannelKind::State { exclusive: false },
                    EntryMode::Hold,
                    vec![code(11, "Stroke", "k", 0x22_8833)],
                ),
            ],
            passes: vec![],
        }],
        sessions: vec![Session {
            id: SessionId(12),
            name: "Visit 1".into(),
            subjects: vec![SubjectId(1), SubjectId(2)],
            media: vec![Media {
                id: MediaId(13),
                file_name: "visit1.mp4".into(),
                fingerprint: Fingerprint { size: 123_456, hash: "9f86d081".into() },
                duration: Millis(130_000),
                frame_rate: FrameRate::NTSC_30,
                frames: FrameLayout::default(),
                offset: Millis(-250),
                picture: Picture::default(),
                audible: true,
            }],
            window: Some(span(0, 5000)),
            unscorable: vec![],
            notes: String::new(),
            bookmarks: vec![],
            signals: vec![],
        }],
        observations: vec![Observation {
            id: ObservationId(14),
            session: SessionId(12),
            coder: CoderId(3),
            scheme: SchemeId(4),
            scheme_version: 2,
            reaction_time: Millis(200),
            tracks: vec![
                track(
                    5,
                    vec![
                        event(15, 6, Timing::State(span(1200, 3400)), "brief", false),
                        event(16, 7, Timing::State(span(3400, 5000)), "", true),
                    ],
                    vec![OpenState {
                        id: EventId(17),
                        code: CodeId(6),
                        onset: Millis(5000),
                        comment: "goes on".into(),
                        modifiers: vec![],
                    }],
                ),
                track(
                    8,
                    vec![
                        event(18, 9, Timing::Point(Millis(1200)), "", false),
                        event(19, 9, Timing::Point(Millis(2000)), "", false),
                    ],
                    vec![],
                ),
                track(10, vec![], vec![]),
            ],
            assignment: None,
            consensus: None,
        }],
        next_id: 21,
    }
}

/// [`small_project`] with one of everything that beginners do without: each other kind of channel, modifiers, examples, passes, notes.
pub(crate) fn detailed_project() -> Project {
    let mut project = small_project();
    project.next_id = 60;
    let scheme = &mut project.schemes[0];
    let fingerprint = Fingerprint { size: 1, hash: "00".into() };
    let gaze = &mut scheme.channels[0];
    gaze.modifiers = vec![
        Modifier {
            id: ModifierId(30),
            name: "Side".into(),
            kind: ModifierKind::One { options: vec!["left".into(), "right".into()] },
            ask: Ask::Onset,
            pauses: false,
            codes: vec![CodeId(6)],
        },
        Modifier {
            id: ModifierId(31),
            name: "Distance".into(),
            kind: ModifierKind::Number { unit: "m".into(), min: Some(Decimal(0)), max: None },
            ask: Ask::Offset,
            pauses: false,
            codes: vec![],
        },
    ];
    gaze.rules = ChannelRules {
        exhaustive: true,
        default_code: Some(CodeId(7)),
        shortest: Some(Millis(200)),
        bridge: Some(Millis(2000)),
    };
    gaze.codes[0].examples = vec![Example {
        file_name: "visit1.mp4".into(),
        fingerprint: fingerprint.clone(),
        span: span(100, 900),
        note: "the eyes".into(),
    }];
    let anchor = |value, label: &str| Anchor { value: Decimal::whole(value), label: label.into(), text: String::new() };
    let rule = IntervalRule { length: Millis(1000), pause: Millis(500), judgment: Judgment::OneZero };
    let rating =
        RatingScale { min: Decimal::whole(-4), max: Decimal::whole(4), neutral: Some(Decimal(0)), period: Millis(100) };
    let global = GlobalScale { min: Decimal::whole(1), max: Decimal::whole(9), step: Decimal(500) };
    scheme.channels.extend([
        Channel {
            codes: vec![Code::new(CodeId(33), "Smile", Rgb::hex(0x22_8833))],
            ..Channel::new(ChannelId(32), Role::Child, "Seen", ChannelKind::Interval(rule))
        },
        Channel {
            anchors: vec![anchor(-4, "negative"), anchor(4, "positive")],
            ..Channel::new(ChannelId(34), Role::Parent, "Affect", ChannelKind::Rating(rating))
        },
        Channel {
            anchors: vec![anchor(1, "low"), anchor(9, "high")],
            ..Channel::new(ChannelId(35), Role::Parent, "Sensitivity", ChannelKind::Global(global))
        },
    ]);
    scheme.passes = vec![Pass { name: "Child".into(), channels: vec![ChannelId(5), ChannelId(32)] }];
    let session = &mut project.sessions[0];
    session.media[0].picture = Picture { zoom: 200, turns: 1, ..Picture::default() };
    session.media[0].audible = false;
    session.unscorable = vec![Unscorable { span: span(10, 20), role: Some(Role::Child), reason: "off camera".into() }];
    session.notes = "Child was tired.".into();
    session.bookmarks = vec![Bookmark { at: Millis(4000), text: "repair?".into() }];
    session.signals = vec![Signal {
        id: SignalId(36),
        name: "Heart rate".into(),
        role: Role::Parent,
        file_name: "hr.csv".into(),
        fingerprint,
        column: "bpm".into(),
        unit: "1/min".into(),
        offset: Millis(-1500),
        table: Some(TableForm {
            delimiter: Delimiter::Semicolon,
            decimal_comma: true,
            header: true,
            clock: Clock::Column { name: "time".into(), form: TimeForm::Seconds },
            marker: Some("trigger".into()),
        }),
        range: ValueRange::new(40.0, 140.5),
    }];
    let observation = &mut project.observations[0];
    observation.assignment = Some(Assignment { stretches: vec![span(0, 1000)], blind: true, submitted: false });
    let answer = |id, answer| Modified { modifier: ModifierId(id), answer };
    observation.tracks[0].events[0].modifiers =
        vec![answer(30, Answer::Choices(vec!["left".into()])), answer(31, Answer::Number(Decimal(1500)))];
    observation.tracks[0].open[0].modifiers = vec![answer(30, Answer::Choices(vec!["right".into()]))];
    observation.tracks[0].done = true;
    observation.tracks.extend([
        Track {
            events: vec![Event::new(EventId(40), CodeId(33), Timing::State(span(0, 1000)))],
            judged: vec![Millis(0), Millis(1500)],
            ..Track::new(ChannelId(32), EntryMode::Toggle)
        },
        Track {
            samples: vec![Samples { onset: Millis(500), values: vec![Decimal(0), Decimal(250), Decimal(-4000)] }],
            ..Track::new(ChannelId(34), EntryMode::Toggle)
        },
        Track {
            score: Some(Score {
                value: Decimal(6500),
                note: "prompt".into(),
                evidence: vec![Evidence { at: Millis(1200), note: "answers the look".into() }],
            }),
            ..Track::new(ChannelId(35), EntryMode::Toggle)
        },
    ]);
    project
}

/// Valid projects of all shapes: no or several schemes, lanes without codes, any text, open and cut-off states, times up to the last.
pub(crate) fn arbitrary_project() -> impl Strategy<Value = Project> {
    let names = (any::<String>(), "[a-z0-9-]{1,36}");
    let people = (vec((role(), any::<String>()), 0..4), vec(any::<String>(), 1..3));
    (names, people, vec(scheme_plan(), 1..3), vec(session_plan(), 1..3), vec(observation_plan(), 0..4), 0u32..1000)
        .prop_map(|((name, uid), (subjects, coders), schemes, sessions, observations, slack)| {
            let mut ids = Ids(0);
            let subjects: Vec<_> =
                subjects.into_iter().map(|(role, name)| Subject { id: SubjectId(ids.take()), role, name }).collect();
            let coders: Vec<_> = coders.into_iter().map(|name| Coder { id: CoderId(ids.take()), name }).collect();
            let schemes: Vec<_> = schemes.into_iter().map(|plan| plan.build(&mut ids)).collect();
            let sessions: Vec<_> = sessions.into_iter().map(|plan| plan.build(&subjects, &mut ids)).collect();
            let observations =
                observations.into_iter().map(|plan| plan.build(&sessions, &coders, &schemes, &mut ids)).collect();
            Project { uid, name, subjects, coders, schemes, sessions, observations, next_id: ids.take() + slack }
        })
}

struct Ids(u32);

impl Ids {
    fn take(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

fn role() -> impl Strategy<Value = Role> + Clone {
    select(Role::ALL.to_vec())
}

fn entry() -> impl Strategy<Value = EntryMode> + Clone {
    select(vec![EntryMode::Toggle, EntryMode::Hold])
}

/// Texts as coders write them: mostly plain, often empty, at times anything at all.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-z ]{1,12}", "[=+@\t\r\n<>&,\"'-]{1,6}", any::<String>()]
}

#[derive(Debug)]
struct CodePlan {
    label: String,
    has_key: bool,
    color: u32,
    definition: String,
}

#[derive(Debug)]
struct ChannelPlan {
    role: Role,
    name: String,
    kind: ChannelKind,
    entry: EntryMode,
    definition: String,
    codes: Vec<CodePlan>,
}

#[derive(Debug)]
struct SchemePlan {
    texts: [String; 3],
    version: u32,
    channels: Vec<ChannelPlan>,
}

fn scheme_plan() -> impl Strategy<Value = SchemePlan> {
    let kind = select(vec![
        ChannelKind::State { exclusive: true },
        ChannelKind::State { exclusive: false },
        ChannelKind::Point,
    ]);
    let code = (text(), any::<bool>(), 0u32..0x100_0000, text())
        .prop_map(|(label, has_key, color, definition)| CodePlan { label, has_key, color, definition });
    let channel = (role(), text(), kind, entry(), text(), vec(code, 0..4)).prop_map(
        |(role, name, kind, entry, definition, codes)| ChannelPlan { role, name, kind, entry, definition, codes },
    );
    ([text(), text(), text()], any::<u32>(), vec(channel, 0..5)).prop_map(|(texts, version, channels)| SchemePlan {
        texts,
        version,
        channels,
    })
}

impl SchemePlan {
    fn build(self, ids: &mut Ids) -> CodingScheme {
        let mut keys = ('a'..='z').map(|key| Key(key.into()));
        let [name, source, description] = self.texts;
        let id = SchemeId(ids.take());
        let mut code = |plan: CodePlan, ids: &mut Ids| Code {
            key: keys.next().filter(|_| plan.has_key),
            definition: plan.definition,
            ..Code::new(CodeId(ids.take()), plan.label, Rgb::hex(plan.color))
        };
        let channels = self
            .channels
            .into_iter()
            .map(|plan| Channel {
                entry: plan.entry,
                definition: plan.definition,
                codes: plan.codes.into_iter().map(|plan| code(plan, ids)).collect(),
                ..Channel::new(ChannelId(ids.take()), plan.role, plan.name, plan.kind)
            })
            .collect();
        CodingScheme { id, name, version: self.version, source, description, channels, passes: vec![] }
    }
}

/// How frames lie in time.
type Counting = (FrameRate, FrameLayout);

#[derive(Debug)]
struct SessionPlan {
    name: String,
    takes_part: Vec<bool>,
    media: Vec<(String, u64, i64, Counting, i64)>,
    window: Option<(i64, i64)>,
}

fn session_plan() -> impl Strategy<Value = SessionPlan> {
    let rate = prop_oneof![
        select(FrameRate::COMMON.to_vec()),
        (1u32..=20_000, 1u32..=1001).prop_filter_map("a sensible rate", |(n, d)| FrameRate::new(n, d)),
    ];
    let offset = -Millis::MAX.0..=Millis::MAX.0;
    let layout = prop_oneof![
        Just(FrameLayout::default()),
        (0..2_000_000i64).prop_map(|first_us| FrameLayout::Even { first_us }),
        Just(FrameLayout::Uneven),
    ];
    let media = (text(), any::<u64>(), 0..=Millis::MAX.0, (rate, layout), offset);
    let window = (0..Millis::MAX.0, 1..100_000i64);
    (text(), vec(any::<bool>(), 4), vec(media, 0..3), option::of(window))
        .prop_map(|(name, takes_part, media, window)| SessionPlan { name, takes_part, media, window })
}

impl SessionPlan {
    fn build(self, subjects: &[Subject], ids: &mut Ids) -> Session {
        let taking_part = subjects.iter().zip(self.takes_part).filter(|(_, takes_part)| *takes_part);
        Session {
            id: SessionId(ids.take()),
            name: self.name,
            subjects: taking_part.map(|(subject, _)| subject.id).collect(),
            media: self
                .media
                .into_iter()
                .map(|(file_name, size, duration, (frame_rate, frames), offset)| Media {
                    id: MediaId(ids.take()),
                    file_name,
                    fingerprint: Fingerprint { size, hash: format!("{size:016x}") },
                    duration: Millis(duration),
                    frame_rate,
                    frames,
                    offset: Millis(offset),
                    picture: Picture::default(),
                    audible: true,
                })
                .collect(),
            window: self.window.map(|(start, length)| span(start, (start + length).min(Millis::MAX.0))),
            unscorable: vec![],
            notes: String::new(),
            bookmarks: vec![],
            signals: vec![],
        }
    }
}

#[derive(Debug)]
struct MarkPlan {
    code: Index,
    gap: i64,
    length: i64,
    comment: String,
    cut_off: bool,
}

#[derive(Debug)]
struct TrackPlan {
    entry: EntryMode,
    start: i64,
    marks: Vec<MarkPlan>,
    open: Vec<(Index, i64, String)>,
}

#[derive(Debug)]
struct ObservationPlan {
    picks: [Index; 3],
    version: u32,
    reaction_time: i64,
    tracks: Vec<TrackPlan>,
}

fn observation_plan() -> impl Strategy<Value = ObservationPlan> {
    // Bounds are shared by neighbors often, so gaps of nothing are frequent.
    let gap = || prop_oneof![Just(0), 0..5000i64];
    let mark = (any::<Index>(), gap(), 1..5000i64, text(), any::<bool>())
        .prop_map(|(code, gap, length, comment, cut_off)| MarkPlan { code, gap, length, comment, cut_off });
    let start = prop_oneof![0..1000i64, Just(Millis::MAX.0 - 200_000)];
    let track = (entry(), start, vec(mark, 0..12), vec((any::<Index>(), gap(), text()), 0..3))
        .prop_map(|(entry, start, marks, open)| TrackPlan { entry, start, marks, open });
    (any::<[Index; 3]>(), any::<u32>(), 0..=10_000i64, vec(track, 4))
        .prop_map(|(picks, version, reaction_time, tracks)| ObservationPlan { picks, version, reaction_time, tracks })
}

impl ObservationPlan {
    fn build(self, sessions: &[Session], coders: &[Coder], schemes: &[CodingScheme], ids: &mut Ids) -> Observation {
        let [session, coder, scheme] = self.picks;
        let scheme = scheme.get(schemes);
        Observation {
            id: ObservationId(ids.take()),
            session: session.get(sessions).id,
            coder: coder.get(coders).id,
            scheme: scheme.id,
            scheme_version: self.version,
            reaction_time: Millis(self.reaction_time),
            tracks: scheme.channels.iter().zip(self.tracks).map(|(channel, plan)| plan.build(channel, ids)).collect(),
            assignment: None,
            consensus: None,
        }
    }
}

impl TrackPlan {
    /// Lays the marks one after the other, per channel where it is exclusive and per code elsewhere.
    fn build(self, channel: &Channel, ids: &mut Ids) -> Track {
        let mut track = Track::new(channel.id, self.entry);
        if channel.codes.is_empty() {
            return track;
        }
        let lane = |code: CodeId| if channel.is_exclusive() { None } else { Some(code) };
        let mut ends = HashMap::new();
        for plan in self.marks {
            let code = plan.code.get(&channel.codes).id;
            let end = ends.entry(lane(code)).or_insert(self.start);
            let onset = *end + plan.gap;
            let timing = if channel.is_point() {
                *end = onset + 1;
                Timing::Point(Millis(onset))
            } else {
                *end = onset + plan.length;
                Timing::State(span(onset, *end))
            };
            let id = EventId(ids.take());
            track.events.push(Event { comment: plan.comment, cut_off: plan.cut_off, ..Event::new(id, code, timing) });
        }
        track.events.sort_by_key(|event| (event.timing.onset(), event.timing.offset(), event.id));
        let mut running = Vec::new();
        for (code, gap, comment) in self.open {
            let code = code.get(&channel.codes).id;
            if channel.is_point() || running.contains(&lane(code)) {
                continue;
            }
            running.push(lane(code));
            let onset = Millis(ends.get(&lane(code)).unwrap_or(&self.start) + gap);
            track.open.push(OpenState { comment, ..OpenState::new(EventId(ids.take()), code, onset) });
        }
        track
    }
}
