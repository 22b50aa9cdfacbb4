use super::super::fixture::{Scene, exclusive, free, open, points, track};
use super::*;
use crate::media::{FrameRate, FrameTimes};

static TIMES: FrameTimes = FrameTimes::stated(FrameRate::PAL);
static PAL: DragRules = DragRules {
    frames: Some(Frames { times: &TIMES, origin: Millis::ZERO }),
    window: None,
    no_snap: true,
    boundary: Boundary::Normal,
};

fn check(scene: &Scene, rules: &DragRules, event: u32, grip: Grip, to: i64, expect: (i64, i64)) {
    let dragged = drag(&scene.view(), rules, ChannelId(1), EventId(event), grip, Millis(to)).unwrap();
    let Moved::One { timing, .. } = dragged.moved else { panic!("one event") };
    assert_eq!((timing.onset().0, timing.offset().0), expect, "{grip:?} to {to}");
}

const ONSET: Grip = Grip::Edge(Side::Onset);
const OFFSET: Grip = Grip::Edge(Side::Offset);

#[test]
fn an_edge_stops_at_the_neighbor_and_a_frame_before_its_other_edge() {
    let scene = Scene::one(exclusive(), &[(10, 0, 1000), (11, 2000, 3000), (12, 4000, 5000)]);
    check(&scene, &PAL, 101, ONSET, 500, (1000, 3000));
    check(&scene, &PAL, 101, ONSET, 2500, (2500, 3000));
    check(&scene, &PAL, 101, ONSET, 9000, (2960, 3000));
    check(&scene, &PAL, 101, OFFSET, 9000, (2000, 4000));
    check(&scene, &PAL, 101, OFFSET, 0, (2000, 2040));
}

#[test]
fn a_whole_state_keeps_its_length_between_its_neighbors() {
    let scene = Scene::one(exclusive(), &[(10, 0, 1000), (11, 2000, 3000), (12, 4000, 5000)]);
    check(&scene, &PAL, 101, Grip::Whole, -500, (1000, 2000));
    check(&scene, &PAL, 101, Grip::Whole, 2300, (2300, 3300));
    check(&scene, &PAL, 101, Grip::Whole, 8000, (3000, 4000));
}

#[test]
fn in_a_free_channel_only_states_of_the_same_code_are_in_the_way() {
    let scene = Scene::one(free(), &[(10, 0, 1000), (11, 500, 1500), (10, 2000, 3000)]);
    check(&scene, &PAL, 102, ONSET, 0, (1000, 3000));
    check(&scene, &PAL, 101, OFFSET, 2500, (500, 2500));
}

#[test]
fn a_running_state_is_in_the_way() {
    let mut events = track(1, &[(10, 0, 1000)]);
    open(&mut events, 11, 2000);
    check(&Scene::new(vec![(exclusive(), events.clone())]), &PAL, 100, OFFSET, 9000, (0, 2000));
    check(&Scene::new(vec![(free(), events)]), &PAL, 100, OFFSET, 9000, (0, 9000));
}

#[test]
fn nothing_is_dragged_out_of_the_window_nor_torn_into_it() {
    let rules = DragRules { window: Span::new(Millis(1000), Millis(6000)), ..PAL };
    let scene = Scene::one(exclusive(), &[(10, 200, 400), (10, 2000, 3000)]);
    check(&scene, &rules, 101, ONSET, 0, (1000, 3000));
    check(&scene, &rules, 101, OFFSET, 9000, (2000, 6000));
    check(&scene, &rules, 100, Grip::Whole, 100, (200, 400));
}

#[test]
fn without_a_window_the_session_ends_the_drag() {
    let scene = Scene::one(exclusive(), &[(10, 2000, 3000)]);
    check(&scene, &PAL, 100, Grip::Whole, 99_000, (9000, 10_000));
    check(&scene, &PAL, 100, ONSET, -99, (0, 3000));
}

#[test]
fn a_state_shorter_than_a_frame_can_still_be_dragged() {
    let scene = Scene::one(exclusive(), &[(10, 2000, 2010)]);
    check(&scene, &PAL, 100, ONSET, 2005, (2000, 2010));
    check(&scene, &PAL, 100, ONSET, 1500, (1500, 2010));
}

#[test]
fn a_point_does_not_land_on_one_of_its_code() {
    let scene = Scene::one(points(), &[(10, 1000, 1000), (11, 2000, 2000), (10, 3000, 3000)]);
    check(&scene, &PAL, 100, Grip::Whole, 3000, (2999, 2999));
    check(&scene, &PAL, 100, Grip::Whole, 2000, (2000, 2000));
}

#[test]
fn a_whole_state_snaps_by_whichever_edge_is_nearer() {
    let scene =
        Scene::new(vec![(exclusive(), track(1, &[(10, 2000, 3000)])), (exclusive(), track(2, &[(20, 4015, 6000)]))]);
    let rules = DragRules { no_snap: false, ..PAL };
    check(&scene, &rules, 100, Grip::Whole, 3000, (3015, 4015));
    check(&scene, &rules, 100, Grip::Whole, 3990, (4015, 5015));
    check(&scene, &rules, 100, Grip::Whole, 7019, (7000, 8000));
}

#[test]
fn an_event_that_is_gone_is_not_dragged() {
    let scene = Scene::one(exclusive(), &[]);
    assert_eq!(drag(&scene.view(), &PAL, ChannelId(1), EventId(1), ONSET, Millis(0)), None);
}

#[test]
fn under_the_bulldozer_only_the_window_stops_an_edge() {
    let rules = DragRules { boundary: Boundary::Bulldozer, ..PAL };
    let scene = Scene::one(exclusive(), &[(10, 0, 1000), (11, 2000, 3000), (12, 4000, 5000)]);
    check(&scene, &rules, 101, OFFSET, 4500, (2000, 4500));
    check(&scene, &rules, 101, ONSET, 500, (500, 3000));
    check(&scene, &rules, 101, Grip::Whole, 3800, (3800, 4800));
    check(&scene, &rules, 101, OFFSET, 99_000, (2000, 10_000));
}

#[test]
fn in_the_shift_mode_the_last_one_stops_at_the_window() {
    let rules = DragRules { boundary: Boundary::Shift, ..PAL };
    let scene = Scene::one(exclusive(), &[(10, 0, 1000), (11, 2000, 3000), (12, 4000, 9000)]);
    check(&scene, &rules, 101, OFFSET, 9000, (2000, 4000));
    check(&scene, &rules, 101, Grip::Whole, 9000, (3000, 4000));
    check(&scene, &rules, 101, Grip::Whole, 0, (1000, 2000));
    check(&scene, &rules, 101, ONSET, 0, (1000, 3000));
}

/// By how much the selection moves when the one that begins at 2 s is dragged so that it begins at `to`.
fn check_group(boundary: Boundary, to: i64, expect: i64) {
    let mut scene = Scene::new(vec![
        (exclusive(), track(1, &[(10, 500, 1000), (11, 2000, 3000), (12, 3000, 4000), (10, 5000, 6000)])),
        (points(), track(2, &[(20, 8000, 8000)])),
    ]);
    scene.selection = [101, 102, 200].map(EventId).into();
    let rules = DragRules { boundary, ..PAL };
    let dragged = drag(&scene.view(), &rules, ChannelId(1), EventId(101), Grip::Whole, Millis(to)).unwrap();
    assert_eq!(dragged.moved, Moved::Selection { by: Millis(expect) }, "{boundary:?} to {to}");
}

#[test]
fn a_selection_moves_as_far_as_all_of_it_can() {
    check_group(Boundary::Normal, 2300, 300);
    check_group(Boundary::Normal, 9000, 1000);
    check_group(Boundary::Normal, 0, -1000);
    check_group(Boundary::Bulldozer, 9000, 1999);
    check_group(Boundary::Bulldozer, 0, -2000);
    check_group(Boundary::Shift, 9000, 1999);
    check_group(Boundary::Shift, 0, -1000);
}

#[test]
fn a_selection_does_not_snap_to_itself_and_shows_what_drew_it() {
    let mut scene = Scene::new(vec![
        (exclusive(), track(1, &[(10, 2000, 3000), (11, 3000, 4000)])),
        (exclusive(), track(2, &[(20, 4515, 6000)])),
    ]);
    scene.selection = [100, 101].map(EventId).into();
    let rules = DragRules { no_snap: false, frames: None, ..PAL };
    let to = |to| drag(&scene.view(), &rules, ChannelId(1), EventId(101), Grip::Whole, Millis(to)).unwrap();
    assert_eq!(to(3020), Dragged { moved: Moved::Selection { by: Millis(20) }, line: None });
    assert_eq!(to(3500), Dragged { moved: Moved::Selection { by: Millis(515) }, line: Some(Millis(4515)) });
}
