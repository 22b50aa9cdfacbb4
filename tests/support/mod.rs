//! Projects for tests: a small one by hand, and a proptest strategy for arbitrary valid ones.

#![allow(dead_code, reason = "each test program uses some of it")]
#![allow(clippy::expect_used, reason = "a test may fail")]

pub mod desk;

use attune::color::Rgb;
use attune::media::FrameRate;
use attune::model::{
    Channel, ChannelId, ChannelKind, Code, CodeId, Coder, CoderId, CodingScheme, EntryMode, Event, EventId,
    Fingerprint, Key, Media, MediaId, Observation, ObservationId, OpenState, Project, Role, SchemeId, Session,
    SessionId, Subject, SubjectId, Timing, Track,
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
        id: CodeId(id),
        label: label.into(),
        key: Some(Key(key.into())),
        color: Rgb::hex(color),
        definition: String::new(),
    };
    let channel = |id, role, name: &str, kind, entry, codes| Channel {
        id: ChannelId(id),
        role,
        name: name.into(),
        kind,
        entry,
        definition: String::new(),
        codes,
    };
    let event = |id, code, timing, comment: &str, cut_off| Event {
        id: EventId(id),
        code: CodeId(code),
        timing,
        comment: comment.into(),
        cut_off,
    };
    let track = |channel, events, open| Track { channel: ChannelId(channel), entry: EntryMode::Toggle, events, open };
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
                offset: Millis(-250),
            }],
            window: Some(span(0, 5000)),
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
        }],
        next_id: 21,
    }
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
            id: CodeId(ids.take()),
            label: plan.label,
            key: keys.next().filter(|_| plan.has_key),
            color: Rgb::hex(plan.color),
            definition: plan.definition,
        };
        let channels = self
            .channels
            .into_iter()
            .map(|plan| Channel {
                id: ChannelId(ids.take()),
                role: plan.role,
                name: plan.name,
                kind: plan.kind,
                entry: plan.entry,
                definition: plan.definition,
                codes: plan.codes.into_iter().map(|plan| code(plan, ids)).collect(),
            })
            .collect();
        CodingScheme { id, name, version: self.version, source, description, channels }
    }
}

#[derive(Debug)]
struct SessionPlan {
    name: String,
    takes_part: Vec<bool>,
    media: Vec<(String, u64, i64, FrameRate, i64)>,
    window: Option<(i64, i64)>,
}

fn session_plan() -> impl Strategy<Value = SessionPlan> {
    let rate = prop_oneof![
        select(FrameRate::COMMON.to_vec()),
        (1u32..=20_000, 1u32..=1001).prop_filter_map("a sensible rate", |(n, d)| FrameRate::new(n, d)),
    ];
    let offset = -Millis::MAX.0..=Millis::MAX.0;
    let media = (text(), any::<u64>(), 0..=Millis::MAX.0, rate, offset);
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
                .map(|(file_name, size, duration, frame_rate, offset)| Media {
                    id: MediaId(ids.take()),
                    file_name,
                    fingerprint: Fingerprint { size, hash: format!("{size:016x}") },
                    duration: Millis(duration),
                    frame_rate,
                    offset: Millis(offset),
                })
                .collect(),
            window: self.window.map(|(start, length)| span(start, (start + length).min(Millis::MAX.0))),
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
            track.events.push(Event { id, code, timing, comment: plan.comment, cut_off: plan.cut_off });
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
            track.open.push(OpenState { id: EventId(ids.take()), code, onset, comment });
        }
        track
    }
}
