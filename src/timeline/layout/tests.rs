use super::super::Held;
use super::super::fixture::{Scene, code_color, exclusive, free, open, points, track};
use super::*;
use crate::model::ChannelId;

fn draw(scene: &Scene) -> DisplayList {
    layout(&scene.view(), &Live::default())
}

/// `(x, width, event)` of each rectangle, by place.
fn places(rects: &[Rect]) -> Vec<(f64, f64, Option<u32>)> {
    let mut places: Vec<_> = rects.iter().map(|r| (r.x, r.w, r.event.map(|event| event.0))).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places
}

#[test]
fn a_state_spans_its_time_less_the_gap() {
    let scene = Scene::one(exclusive(), &[(10, 1000, 3000), (11, 3000, 4000)]);
    assert_eq!(places(&draw(&scene).rects), [(100.0, 199.0, Some(100)), (300.0, 99.0, Some(101))]);
}

#[test]
fn states_out_of_view_are_not_drawn_and_long_ones_are_cut() {
    let mut scene = Scene::one(exclusive(), &[(10, 0, 1000), (10, 1000, 9000), (10, 9000, 10_000)]);
    scene.scale.zoom_about(500.0, 10.0);
    assert_eq!(places(&draw(&scene).rects), [(-16.0, 1048.0, Some(101))]);
}

#[test]
fn in_a_free_channel_a_long_state_from_before_the_view_is_found_behind_short_ones() {
    let mut scene = Scene::one(free(), &[(10, 0, 10_000), (11, 100, 200), (11, 300, 400), (12, 500, 600)]);
    scene.scale.zoom_about(500.0, 10.0);
    assert_eq!(places(&draw(&scene).rects).len(), 1);
}

#[test]
fn codes_that_may_overlap_lie_in_rows_of_their_own() {
    let scene = Scene::one(free(), &[(10, 1000, 3000), (12, 1000, 3000)]);
    let rects = draw(&scene).rects;
    let (y, height) = scene.lanes.lanes[0].row(2);
    let third = rects.iter().find(|rect| rect.code == CodeId(12)).unwrap();
    assert!((third.y - y).abs() < 1e-9 && (third.h - height).abs() < 1e-9);
}

#[test]
fn narrow_states_become_one_column_in_the_color_that_covers_most() {
    // 3 px are 30 ms here; the column 990–1020 ms.
    let scene = Scene::one(exclusive(), &[(11, 990, 995), (10, 995, 1015), (11, 1015, 1020)]);
    let rects = draw(&scene).rects;
    assert_eq!(places(&rects), [(99.0, 3.0, None)]);
    assert_eq!((rects[0].color, rects[0].alpha.to_bits()), (code_color(0), 1_f32.to_bits()));
}

#[test]
fn a_column_is_as_strong_as_its_coverage() {
    let scene = Scene::one(exclusive(), &[(10, 990, 995), (10, 1005, 1010)]);
    assert!((draw(&scene).rects[0].alpha - 0.5).abs() < 1e-6);
}

#[test]
fn a_narrow_state_alone_is_drawn_as_itself() {
    let scene = Scene::one(exclusive(), &[(10, 1000, 1001), (10, 5000, 5020)]);
    let rects = draw(&scene).rects;
    assert_eq!(places(&rects), [(100.0, 1.0, Some(100)), (500.0, 2.0, Some(101))]);
    assert!(rects.iter().all(|rect| rect.alpha > 0.99));
}

#[test]
fn a_narrow_state_across_two_columns_stays_one_rectangle() {
    let scene = Scene::one(exclusive(), &[(10, 1010, 1030)]);
    assert_eq!(places(&draw(&scene).rects), [(101.0, 2.0, Some(100))]);
}

#[test]
fn columns_do_not_flicker_while_panning() {
    let events: Vec<(u32, i64, i64)> =
        (0..500).map(|n| (10 + u32::from(n % 3 == 0), n * 20, n * 20 + 7 + n % 11)).collect();
    let mut scene = Scene::one(exclusive(), &events);
    scene.scale.zoom_about(0.0, 1.5);
    let inner = |scene: &Scene, shift: f64| -> Vec<(i64, i64)> {
        let list = draw(scene);
        let mut times: Vec<(i64, i64)> = list
            .rects
            .iter()
            .filter(|rect| rect.x > 100.0 + shift && rect.x < 800.0 + shift)
            .map(|rect| (scene.scale.time(rect.x).0, scene.scale.time(rect.x + rect.w).0))
            .collect();
        times.sort_unstable();
        times
    };
    let before = inner(&scene, 0.0);
    scene.scale.pan_by(7.0);
    assert!(before.len() > 50);
    assert_eq!(inner(&scene, -7.0), before);
}

#[test]
fn a_selected_state_shows_even_within_a_column() {
    let mut scene = Scene::one(exclusive(), &[(10, 990, 1000), (10, 1000, 1010), (10, 2010, 2020), (10, 2020, 2030)]);
    scene.selection.insert(EventId(101));
    let selected: Vec<bool> = draw(&scene).rects.iter().map(|rect| rect.selected).collect();
    assert_eq!(selected, [true, false]);
}

#[test]
fn a_running_state_grows_to_the_playhead_and_is_a_stub_before_its_onset() {
    let mut events = track(1, &[]);
    let id = open(&mut events, 10, 2000);
    let mut scene = Scene::new(vec![(exclusive(), events)]);
    for (playhead, width) in [(4000, 200.0), (2000, 3.0), (1000, 3.0)] {
        scene.playhead = Millis(playhead);
        let front = draw(&scene).front;
        assert_eq!(places(&front), [(200.0, width, Some(id.0))]);
        assert!(front[0].open);
    }
}

#[test]
fn a_held_state_grows_without_an_id() {
    let mut scene = Scene::one(exclusive(), &[]);
    scene.playhead = Millis(3000);
    let held = [Held { channel: ChannelId(1), code: CodeId(12), onset: Millis(2500) }];
    let list = layout(&scene.view(), &Live { held: &held });
    assert_eq!(places(&list.front), [(250.0, 50.0, None)]);
    assert_eq!(list.front[0].code, CodeId(12));
}

#[test]
fn text_stands_only_where_there_is_room_and_within_the_view() {
    let mut scene = Scene::one(exclusive(), &[(10, 0, 5000), (11, 5000, 5240)]);
    assert_eq!(draw(&scene).labels.len(), 1, "23 px are too few");
    scene.scale.zoom_about(400.0, 4.0);
    let labels = draw(&scene).labels;
    assert!(labels.iter().all(|label| label.x >= 0.0 && label.max_width > 0.0));
}

#[test]
fn points_of_one_code_are_merged_and_of_two_are_not() {
    let scene = Scene::one(points(), &[(10, 990, 990), (10, 1000, 1000), (11, 1000, 1000), (10, 3000, 3000)]);
    let mut drawn: Vec<_> = draw(&scene).points.iter().map(|p| (p.x, p.code.0, p.event.map(|e| e.0))).collect();
    drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert_eq!(drawn, [(99.0, 10, None), (100.0, 11, Some(102)), (300.0, 10, Some(103))]);
}

#[test]
fn the_minimap_shows_the_whole_session_in_thin_rows() {
    let mut scene = Scene::new(vec![
        (exclusive(), track(1, &[(10, 0, 5000)])),
        (free(), track(2, &[(20, 5000, 9000), (21, 6000, 8000)])),
        (points(), track(3, &[(30, 9000, 9000)])),
    ]);
    scene.scale.zoom_about(0.0, 20.0);
    let list = minimap(&scene.view(), 100.0, 12.0);
    assert_eq!(
        places(&list.rects),
        [(0.0, 50.0, Some(100)), (50.0, 40.0, Some(200)), (60.0, 20.0, Some(201)), (90.0, 1.0, Some(300))]
    );
    assert!(list.rects.iter().all(|rect| (rect.h - 4.0).abs() < 1e-9));
    assert!(list.points.is_empty() && list.labels.is_empty());
}

#[test]
fn rectangles_come_sorted_by_color_and_alpha() {
    let events: Vec<(u32, i64, i64)> =
        (0..300).map(|n| (10 + u32::try_from(n % 3).unwrap(), n * 30, n * 30 + 5 + n % 25)).collect();
    let rects = draw(&Scene::one(exclusive(), &events)).rects;
    assert!(rects.windows(2).all(|pair| (pair[0].color, pair[0].alpha) <= (pair[1].color, pair[1].alpha)));
}
