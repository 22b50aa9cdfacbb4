//! Properties of the timeline's geometry that hold for every track, view and gesture.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // the helpers of tests are not seen as tests by the lint

use attune::color::BRIGHT;
use attune::edit::{Boundary, Command, Editor, Refusal, Which};
use attune::media::{FrameRate, FrameTimes};
use attune::model::{
    Channel, ChannelId, ChannelKind, Code, CodeId, CodingScheme, Event, EventId, NewProject, OpenState, Project, Role,
    SchemeId, Timing, Track,
};
use attune::time::{Millis, Span};
use attune::timeline::{
    Button, DisplayList, DragRules, Effect, Frames, Gesture, Input, Lanes, Live, Metrics, Modifiers, Moved, Scale,
    View, hit, layout, minimap,
};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

const DURATION: i64 = 60_000;
const CODES: u32 = 3;
const KINDS: [ChannelKind; 4] = [
    ChannelKind::State { exclusive: true },
    ChannelKind::State { exclusive: false },
    ChannelKind::Point,
    ChannelKind::State { exclusive: true },
];

/// For each event: which code, the pause before it, its length. Zero pauses and lengths of a millisecond are common.
type Script = Vec<(u32, i64, i64)>;

fn script() -> impl Strategy<Value = Script> {
    let time = || prop_oneof![Just(0_i64), 1..20_i64, 20..4000_i64];
    vec((0..CODES, time(), time()), 0..300)
}

fn scheme() -> CodingScheme {
    let code = |nth: u32| Code::new(CodeId(nth), nth.to_string(), BRIGHT[nth as usize]);
    let channel =
        |kind| Channel { codes: (0..CODES).map(code).collect(), ..Channel::new(ChannelId(0), Role::Parent, "", kind) };
    CodingScheme {
        id: SchemeId(0),
        name: String::new(),
        version: 1,
        source: String::new(),
        description: String::new(),
        channels: KINDS.map(channel).into(),
        passes: Vec::new(),
    }
}

/// A valid project whose one observation follows the scripts.
fn project(scripts: &[Script; 4]) -> Project {
    let mut project = Project::new(NewProject {
        uid: "x".into(),
        name: String::new(),
        session: String::new(),
        coder: String::new(),
        scheme: scheme(),
    });
    for (nth, script) in scripts.iter().enumerate() {
        let channel = project.schemes[0].channels[nth].clone();
        let track = follow(script, &channel, &mut project.next_id);
        project.observations[0].tracks[nth] = track;
    }
    assert_eq!(project.violations(), []);
    project
}

fn follow(script: &Script, channel: &Channel, next_id: &mut u32) -> Track {
    let mut track = Track::new(channel.id, channel.entry);
    // Where each code may begin; in an exclusive channel all share the first place.
    let mut ends = vec![0_i64; CODES as usize];
    let mut take = || {
        *next_id += 1;
        EventId(*next_id - 1)
    };
    let mut last = None;
    for &(code, pause, length) in script {
        let lane = if channel.is_exclusive() { 0 } else { code as usize };
        let onset = ends[lane] + pause;
        let offset = onset + length.max(1);
        if offset > DURATION {
            continue;
        }
        ends[lane] = offset;
        let span = Span::new(Millis(onset), Millis(offset)).expect("at least a millisecond");
        let timing = if channel.is_point() { Timing::Point(Millis(onset)) } else { Timing::State(span) };
        let code = channel.codes[code as usize].id;
        last = Some((code, offset));
        track.events.push(Event::new(take(), code, timing));
    }
    track.events.sort_by_key(|event| (event.timing.onset(), event.timing.offset(), event.id));
    if let Some((code, offset)) = last.filter(|_| !channel.is_point()) {
        track.open.push(OpenState::new(take(), code, Millis(offset)));
    }
    track
}

fn lanes(project: &Project) -> Lanes {
    Lanes::new(&project.schemes[0].channels, &Metrics::DEFAULT)
}

fn view<'a>(
    project: &'a Project,
    lanes: &'a Lanes,
    scale: &'a Scale,
    selection: &'a BTreeSet<EventId>,
    playhead: i64,
) -> View<'a> {
    View {
        channels: &project.schemes[0].channels,
        tracks: &project.observations[0].tracks,
        lanes,
        scale,
        playhead: Millis(playhead),
        selection,
    }
}

fn scale(width: f64, x: f64, zoom: f64) -> Scale {
    let mut scale = Scale::new(Millis(DURATION), width);
    scale.zoom_about(x, zoom);
    scale
}

fn check_shapes(list: &DisplayList, width: f64, rows: usize) {
    for rect in list.rects.iter().chain(&list.front) {
        assert!(rect.x.is_finite() && rect.y.is_finite() && rect.w >= 0.0 && rect.h >= 0.0, "{rect:?}");
        assert!((0.25..=1.0).contains(&rect.alpha), "{rect:?}");
        assert!(rect.x >= -40.0 && rect.x + rect.w <= width + 40.0, "{rect:?}");
    }
    for label in &list.labels {
        assert!(label.x >= 0.0 && label.max_width > 0.0, "{label:?}");
    }
    // At most one column in three pixels and, between columns, one state of at least three pixels.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a width
    let bound = rows * (width / 3.0 * 2.0 + 40.0) as usize;
    assert!(list.rects.len() + list.points.len() <= bound, "{} > {bound}", list.rects.len() + list.points.len());
    let keys: Vec<_> = list.rects.iter().map(|rect| (rect.color, rect.alpha)).collect();
    assert!(keys.is_sorted());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn layout_is_sound_and_bounded_by_pixels(
        scripts in [script(), script(), script(), script()],
        width in 1.0..300.0_f64,
        x in 0.0..300.0_f64,
        zoom in 1.0..3000.0_f64,
        playhead in -10..DURATION,
        select_all in any::<bool>(),
    ) {
        let project = project(&scripts);
        let (lanes, scale) = (lanes(&project), scale(width, x, zoom));
        let events = project.observations[0].tracks.iter().flat_map(|track| &track.events);
        let selection = events.map(|event| event.id).filter(|id| select_all || id.0 % 7 == 0).collect();
        let view = view(&project, &lanes, &scale, &selection, playhead);
        // Points have a row for each code.
        let rows = lanes.lanes.iter().map(|lane| lane.rows).sum::<usize>() + CODES as usize;
        check_shapes(&layout(&view, &Live::default()), width, rows);
        // In the strip all codes of a free channel share a row and may lie over one another.
        check_shapes(&minimap(&view, width, 12.0), width, CODES as usize * KINDS.len());
    }

    #[test]
    fn every_state_that_reaches_into_the_view_is_drawn(
        scripts in [script(), script(), script(), script()],
        x in 0.0..300.0_f64,
        zoom in 1.0..3000.0_f64,
    ) {
        let project = project(&scripts);
        let (lanes, scale, selection) = (lanes(&project), scale(300.0, x, zoom), BTreeSet::new());
        let view = view(&project, &lanes, &scale, &selection, 0);
        let list = layout(&view, &Live::default());
        for (lane, track) in lanes.lanes.iter().zip(&project.observations[0].tracks) {
            for span in track.events.iter().filter_map(|event| event.timing.span()) {
                let middle = f64::midpoint(scale.x(span.start()), scale.x(span.end()));
                let drawn = list.rects.iter().any(|rect| {
                    rect.y >= lane.y && rect.y < lane.y + lane.height && rect.x <= middle + 1e-6 && middle <= rect.x + rect.w + 1e-6
                });
                prop_assert!(drawn || !(0.0..300.0).contains(&middle), "{span:?}");
            }
        }
    }

    #[test]
    fn pixels_and_moments_round_trip(x in 0.0..300.0_f64, zoom in 1.0..3000.0_f64, at in 0..DURATION, px in 0.0..300.0_f64) {
        let scale = scale(300.0, x, zoom);
        prop_assert_eq!(scale.time(scale.x(Millis(at))), Millis(at));
        // A moment is a whole millisecond, so a pixel is found again within half a pixel, or half a millisecond where that is wider.
        let half = 0.5_f64.max(0.5 / scale.ms_per_px());
        prop_assert!((scale.x(scale.time(px)) - px).abs() <= half + 1e-6);
    }

    #[test]
    fn no_drag_breaks_a_rule_of_the_model(
        scripts in [script(), script(), script(), script()],
        zoom in 1.0..300.0_f64,
        x in 0.0..300.0_f64,
        drags in vec((any::<prop::sample::Index>(), 0.0..1.0_f64, vec(-400.0..700.0_f64, 1..4), any::<bool>()), 1..20),
        window in proptest::option::of((0..DURATION / 2, 1..DURATION / 2)),
        framed in any::<bool>(),
        boundary in prop::sample::select(Boundary::ALL.to_vec()),
        nth_selected in 1_u32..9,
    ) {
        let mut project = project(&scripts);
        project.sessions[0].window =
            window.and_then(|(start, length)| Span::new(Millis(start), Millis(start + length)));
        let (lanes, scale) = (lanes(&project), scale(300.0, x, zoom));
        let events = project.observations[0].tracks.iter().flat_map(|track| &track.events);
        let selection: BTreeSet<_> = events.map(|event| event.id).filter(|id| id.0 % nth_selected == 1).collect();
        let times = FrameTimes::stated(FrameRate::NTSC_30);
        let rules = DragRules {
            frames: framed.then_some(Frames { times: &times, origin: Millis(13) }),
            window: project.sessions[0].window,
            no_snap: false,
            boundary,
        };
        for (lane, height, path, alt) in drags {
            let lane = *lane.get(&lanes.lanes);
            let y = lane.y + height * lane.height * 0.999;
            let modifiers = Modifiers { alt, ..Modifiers::default() };
            let mut gesture = Gesture::default();
            let start = path[0].clamp(0.0, 299.0);
            let end = path[path.len() - 1];
            let inputs = [Input::Down { pointer: 1, button: Button::Primary, x: start, y, modifiers }]
                .into_iter()
                .chain(path.iter().map(|&x| Input::Move { pointer: 1, x, y, modifiers }))
                .chain([Input::Move { pointer: 1, x: start + 9.0, y, modifiers }, Input::Up { pointer: 1, x: end, y, modifiers }]);
            for input in inputs {
                for effect in gesture.handle(&view(&project, &lanes, &scale, &selection, 30_000), &rules, input) {
                    let moved = match &effect {
                        Effect::Preview(dragged) => dragged.moved,
                        Effect::Commit(moved) => *moved,
                        _ => continue,
                    };
                    let mut editor = Editor::new(project.clone());
                    let command = command(&project, moved, &selection, boundary);
                    // Points are drawn over one another, and only then does a drag end with a refusal.
                    let done = editor.dispatch(&command);
                    prop_assert!(matches!(done, Ok(_) | Err(Refusal::AlreadyMarked)), "{:?} of {:?}", done, command);
                    prop_assert_eq!(editor.project().violations(), []);
                    if matches!(effect, Effect::Commit(_)) {
                        project = editor.project().clone();
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_hit_lies_under_the_pointer(
        scripts in [script(), script(), script(), script()],
        zoom in 1.0..300.0_f64,
        x in 0.0..300.0_f64,
        at in (0.0..300.0_f64, 0.0..1.0_f64),
    ) {
        let project = project(&scripts);
        let (lanes, scale, selection) = (lanes(&project), scale(300.0, x, zoom), BTreeSet::new());
        let view = view(&project, &lanes, &scale, &selection, 0);
        if let Some(event) = hit(&view, at.0, at.1 * lanes.height).and_then(attune::timeline::Hit::event) {
            let track = project.observations[0].track_of(event).expect("a hit names an event that is there");
            if let Some(event) = track.event(event) {
                let reach = 10.0;
                prop_assert!(scale.x(event.timing.onset()) - reach <= at.0 && at.0 <= scale.x(event.timing.offset()) + reach);
            }
        }
    }
}

/// What the page makes of a drag.
fn command(project: &Project, moved: Moved, selection: &BTreeSet<EventId>, boundary: Boundary) -> Command {
    let observation = project.observations[0].id;
    match moved {
        Moved::One { event, timing } => Command::Adjust { observation, event, timing, boundary },
        Moved::Selection { by } => {
            let which = Which::These(selection.iter().copied().collect());
            Command::ShiftEvents { observation, which, by, boundary, clip: false }
        }
    }
}
