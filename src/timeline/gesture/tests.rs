use super::super::fixture::{Scene, exclusive, free, open, points, track};
use super::*;
use crate::edit::Boundary;
use crate::model::Timing;
use crate::time::Span;

const RULES: DragRules = DragRules { frames: None, window: None, no_snap: true, boundary: Boundary::Normal };
const PLAIN: Modifiers = Modifiers { shift: false, ctrl: false, alt: false, meta: false };

/// One state from 1 s to 3 s: 100–300 px.
fn scene() -> Scene {
    Scene::one(exclusive(), &[(10, 1000, 3000)])
}

fn down(pointer: i32, x: f64, y: f64) -> Input {
    Input::Down { pointer, button: Button::Primary, x, y, modifiers: PLAIN }
}

fn to(pointer: i32, x: f64, y: f64) -> Input {
    Input::Move { pointer, x, y, modifiers: PLAIN }
}

fn up(pointer: i32, x: f64, y: f64) -> Input {
    Input::Up { pointer, x, y, modifiers: PLAIN }
}

fn run(scene: &Scene, inputs: &[Input]) -> Vec<Effect> {
    let mut gesture = Gesture::default();
    inputs.iter().flat_map(|&input| gesture.handle(&scene.view(), &RULES, input)).collect()
}

fn select(event: u32) -> Effect {
    Effect::Select { event: Some(EventId(event)), additive: false }
}

fn state(onset: i64, offset: i64) -> Timing {
    Timing::State(Span::new(Millis(onset), Millis(offset)).unwrap())
}

fn preview(onset: i64, offset: i64) -> Effect {
    let moved = Moved::One { event: EventId(100), timing: state(onset, offset) };
    Effect::Preview(Dragged { moved, line: None })
}

fn commit(onset: i64, offset: i64) -> Effect {
    Effect::Commit(Moved::One { event: EventId(100), timing: state(onset, offset) })
}

const DESELECT: Effect = Effect::Select { event: None, additive: false };

#[test]
fn a_click_on_a_state_selects_it_and_does_not_seek() {
    let scene = scene();
    let y = scene.y(0, 0);
    assert_eq!(run(&scene, &[down(1, 200.0, y), to(1, 202.0, y), up(1, 202.0, y)]), [select(100)]);
}

const SHIFT: Modifiers = Modifiers { shift: true, ..PLAIN };
const CTRL: Modifiers = Modifiers { ctrl: true, ..PLAIN };

fn click_with(scene: &Scene, modifiers: Modifiers, x: f64) -> Vec<Effect> {
    let y = scene.y(0, 0);
    let button = Button::Primary;
    run(scene, &[Input::Down { pointer: 1, button, x, y, modifiers }, Input::Up { pointer: 1, x, y, modifiers }])
}

fn many(events: &[u32], additive: bool) -> Effect {
    Effect::SelectMany { events: events.iter().copied().map(EventId).collect(), additive }
}

#[test]
fn a_click_with_ctrl_toggles_within_the_selection() {
    let expect = Effect::Select { event: Some(EventId(100)), additive: true };
    assert_eq!(click_with(&scene(), CTRL, 200.0), [expect]);
}

#[test]
fn a_click_with_shift_selects_from_what_is_selected_in_the_lane_up_to_there() {
    let row = &[(10, 0, 1000), (11, 1000, 2000), (10, 3000, 4000), (12, 5000, 6000)];
    let mut scene = Scene::new(vec![(exclusive(), track(1, row)), (exclusive(), track(2, &[(20, 2000, 3000)]))]);
    assert_eq!(click_with(&scene, SHIFT, 350.0), [many(&[102], true)]);
    scene.selection.insert(EventId(100));
    assert_eq!(click_with(&scene, SHIFT, 350.0), [many(&[100, 101, 102], true)]);
    scene.selection = [EventId(103)].into();
    assert_eq!(click_with(&scene, SHIFT, 150.0), [many(&[101, 102, 103], true)]);
}

#[test]
fn a_drag_with_shift_selects_what_its_box_meets() {
    let mut running = track(1, &[(10, 0, 1000), (11, 2000, 3000)]);
    open(&mut running, 12, 5000);
    let mut scene = Scene::new(vec![
        (exclusive(), running),
        (free(), track(2, &[(20, 500, 2500), (22, 500, 2500)])),
        (points(), track(3, &[(30, 2200, 2200)])),
    ]);
    scene.playhead = Millis(6000);
    let boxed = |from: (f64, f64), to: (f64, f64), modifiers| {
        let down = Input::Down { pointer: 1, button: Button::Primary, x: from.0, y: from.1, modifiers };
        let (x, y) = to;
        let effects = run(
            &scene,
            &[down, Input::Move { pointer: 1, x, y, modifiers }, Input::Up { pointer: 1, x, y, modifiers }],
        );
        assert_eq!(effects[..2], [Effect::Box(Some(Area { x: (from.0, x), y: (from.1, y) })), Effect::Box(None)]);
        effects[2].clone()
    };
    let (top, last) = (scene.y(0, 0), scene.y(1, 2));
    assert_eq!(boxed((150.0, top), (210.0, scene.y(1, 0)), SHIFT), many(&[101, 200], false), "the third row is below");
    assert_eq!(boxed((240.0, last), (10.0, top), SHIFT), many(&[100, 101, 200, 201], false));
    assert_eq!(boxed((550.0, top), (580.0, top), Modifiers { ctrl: true, ..SHIFT }), many(&[190], true));
    assert_eq!(boxed((210.0, scene.y(2, 0)), (230.0, scene.y(2, 0)), SHIFT), many(&[300], false));
    let down = Input::Down { pointer: 1, button: Button::Primary, x: 500.0, y: top, modifiers: SHIFT };
    let effects = run(&scene, &[down, to(1, 520.0, top), Input::Escape, up(1, 520.0, top)]);
    assert_eq!(effects[1..], [Effect::Box(None)], "Escape leaves the selection as it is");
}

#[test]
fn alt_suspends_snapping_while_nothing_else_moves() {
    let scene =
        Scene::new(vec![(exclusive(), track(1, &[(10, 1000, 3000)])), (exclusive(), track(2, &[(20, 3530, 6000)]))]);
    let rules = DragRules { no_snap: false, ..RULES };
    let y = scene.y(0, 0);
    let mut gesture = Gesture::default();
    gesture.handle(&scene.view(), &rules, down(1, 300.0, y));
    let offset = |effects: &[Effect]| match effects.last() {
        Some(Effect::Preview(Dragged { moved: Moved::One { timing, .. }, .. })) => timing.offset().0,
        other => panic!("{other:?}"),
    };
    assert_eq!(offset(&gesture.handle(&scene.view(), &rules, to(1, 350.0, y))), 3530);
    let alt = Modifiers { alt: true, ..PLAIN };
    assert_eq!(offset(&gesture.handle(&scene.view(), &rules, Input::Keys { modifiers: alt })), 3500);
    assert_eq!(offset(&gesture.handle(&scene.view(), &rules, Input::Keys { modifiers: PLAIN })), 3530);
}

#[test]
fn the_selection_is_dragged_as_a_whole() {
    let mut scene = Scene::one(exclusive(), &[(10, 1000, 2000), (11, 3000, 4000)]);
    scene.selection = [100, 101].map(EventId).into();
    let y = scene.y(0, 0);
    let effects = run(&scene, &[down(1, 150.0, y), to(1, 200.0, y), up(1, 210.0, y)]);
    let moved = |by| Moved::Selection { by: Millis(by) };
    assert_eq!(effects, [Effect::Preview(Dragged { moved: moved(500), line: None }), Effect::Commit(moved(600))]);
}

#[test]
fn a_click_on_an_empty_lane_or_the_ruler_seeks_and_deselects() {
    let scene = scene();
    for y in [scene.y(0, 0), 2.0] {
        let effects = run(&scene, &[down(1, 500.0, y), up(1, 500.0, y)]);
        assert_eq!(effects, [Effect::Seek(Millis(5000)), DESELECT]);
    }
}

#[test]
fn dragging_on_the_ruler_scrubs_within_the_session() {
    let scene = scene();
    let effects = run(&scene, &[down(1, 500.0, 2.0), to(1, 600.0, 300.0), to(1, 2000.0, 2.0), up(1, 2000.0, 2.0)]);
    assert_eq!(effects, [Effect::Seek(Millis(6000)), Effect::Seek(Millis(10_000))]);
}

#[test]
fn dragging_an_empty_place_pans_with_the_pointer() {
    let scene = scene();
    let y = scene.y(0, 0);
    let effects = run(&scene, &[down(1, 500.0, y), to(1, 490.0, y), to(1, 495.0, y), up(1, 495.0, y)]);
    assert_eq!(effects, [Effect::Pan(10.0), Effect::Pan(-5.0)]);
}

#[test]
fn an_edge_is_dragged_without_jumping_to_the_pointer() {
    let scene = scene();
    let y = scene.y(0, 0);
    let effects = run(&scene, &[down(1, 303.0, y), to(1, 353.0, y), up(1, 363.0, y)]);
    assert_eq!(effects, [select(100), preview(1000, 3500), commit(1000, 3600)]);
}

#[test]
fn a_body_is_dragged_as_a_whole() {
    let mut scene = scene();
    scene.selection.insert(EventId(100));
    let y = scene.y(0, 0);
    let effects = run(&scene, &[down(1, 200.0, y), to(1, 250.0, y), up(1, 250.0, y)]);
    assert_eq!(effects, [preview(1500, 3500), commit(1500, 3500)]);
}

#[test]
fn a_drag_back_to_where_it_began_changes_nothing() {
    let scene = scene();
    let y = scene.y(0, 0);
    let effects = run(&scene, &[down(1, 200.0, y), to(1, 250.0, y), up(1, 200.0, y)]);
    assert_eq!(effects.last(), Some(&Effect::Cancel));
}

#[test]
fn escape_and_a_lost_pointer_cancel_a_drag_for_good() {
    let scene = scene();
    let y = scene.y(0, 0);
    for end in [Input::Escape, Input::Lost { pointer: 1 }] {
        let effects = run(&scene, &[down(1, 200.0, y), to(1, 250.0, y), end, to(1, 260.0, y), up(1, 260.0, y)]);
        assert_eq!(effects, [select(100), preview(1500, 3500), Effect::Cancel]);
    }
}

#[test]
fn an_event_that_is_undone_while_dragged_cancels_the_drag() {
    let (scene, empty) = (scene(), Scene::one(exclusive(), &[]));
    let y = scene.y(0, 0);
    let mut gesture = Gesture::default();
    gesture.handle(&scene.view(), &RULES, down(1, 200.0, y));
    gesture.handle(&scene.view(), &RULES, to(1, 250.0, y));
    assert_eq!(gesture.handle(&empty.view(), &RULES, to(1, 260.0, y)), [Effect::Cancel]);
    assert!(!gesture.is_dragging());
}

#[test]
fn a_running_state_is_selected_by_a_click_and_stays_under_a_drag() {
    let mut events = track(1, &[]);
    let id = open(&mut events, 10, 1000);
    let mut scene = Scene::new(vec![(exclusive(), events)]);
    scene.playhead = Millis(4000);
    let y = scene.y(0, 0);
    assert_eq!(run(&scene, &[down(1, 200.0, y), up(1, 200.0, y)]), [select(id.0)]);
    assert_eq!(run(&scene, &[down(1, 200.0, y), to(1, 250.0, y), up(1, 250.0, y)]), []);
}

#[test]
fn two_fingers_zoom_about_their_middle_and_cancel_what_one_began() {
    let scene = scene();
    let y = scene.y(0, 0);
    let effects = run(&scene, &[down(1, 200.0, y), to(1, 240.0, y), down(2, 340.0, y), to(2, 440.0, y)]);
    assert_eq!(
        effects[2..],
        [Effect::Cancel, Effect::Pan(-50.0), Effect::Zoom { x: 340.0, factor: 2.0 }],
        "{effects:?}"
    );
}

#[test]
fn after_a_pinch_the_finger_that_stays_pans() {
    let scene = scene();
    let inputs =
        [down(1, 500.0, 90.0), down(2, 600.0, 90.0), up(1, 500.0, 90.0), to(2, 620.0, 90.0), up(2, 620.0, 90.0)];
    assert_eq!(run(&scene, &inputs), [Effect::Pan(-20.0)]);
}

#[test]
fn other_buttons_and_pointers_do_nothing() {
    let scene = scene();
    let y = scene.y(0, 0);
    let other = Input::Down { pointer: 1, button: Button::Other, x: 200.0, y, modifiers: PLAIN };
    assert_eq!(run(&scene, &[other, to(1, 300.0, y), up(1, 300.0, y)]), []);
    assert_eq!(run(&scene, &[down(1, 200.0, y), up(7, 200.0, y)]), []);
}

#[test]
fn wheels_zoom_and_pan() {
    let check = |dx, dy, unit, modifiers, expect: fn(Effect) -> bool| {
        let effects = run(&scene(), &[Input::Wheel { x: 50.0, dx, dy, unit, modifiers }]);
        assert!(matches!(&effects[..], [effect] if expect(effect.clone())), "{dx} {dy}: {effects:?}");
    };
    let (shift, ctrl) = (Modifiers { shift: true, ..PLAIN }, Modifiers { ctrl: true, ..PLAIN });
    check(0.0, -100.0, WheelUnit::Pixel, PLAIN, |e| matches!(e, Effect::Zoom { x: 50.0, factor: 1.2..1.25 }));
    check(0.0, -3.0, WheelUnit::Line, PLAIN, |e| matches!(e, Effect::Zoom { factor: 1.2..1.25, .. }));
    check(0.0, 100.0, WheelUnit::Pixel, PLAIN, |e| matches!(e, Effect::Zoom { factor: 0.8..0.85, .. }));
    check(0.0, -100.0, WheelUnit::Pixel, ctrl, |e| matches!(e, Effect::Zoom { factor: 1.1..1.12, .. }));
    check(0.0, 100.0, WheelUnit::Pixel, shift, |e| e == Effect::Pan(100.0));
    check(-30.0, 4.0, WheelUnit::Pixel, PLAIN, |e| e == Effect::Pan(-30.0));
    assert_eq!(
        run(&scene(), &[Input::Wheel { x: 0.0, dx: 0.0, dy: 0.0, unit: WheelUnit::Page, modifiers: PLAIN }]),
        []
    );
}
