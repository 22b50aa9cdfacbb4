//! The project file: round trips, its written form, and the files of old versions.

use crate::support::{arbitrary_project, detailed_project, small_project};
use attune::formats::Warning;
use attune::formats::native::{VERSION, read, write};
use proptest::prelude::*;

/// Must load for ever, and mean the same. Never regenerate it.
const V1: &[u8] = include_bytes!("../fixtures/native-v1.attune.json");

proptest! {
    #[test]
    fn what_is_written_is_read_again_equal(project in arbitrary_project()) {
        prop_assert_eq!(project.violations(), vec![]);
        let written = write(&project);
        prop_assert_eq!(written.losses, vec![]);
        let imported = read(&written.bytes).expect("a valid project is read");
        prop_assert_eq!(imported.warnings, vec![]);
        prop_assert_eq!(imported.value, project);
    }
}

#[test]
fn every_kind_of_detail_comes_back() {
    let project = detailed_project();
    assert_eq!(project.violations(), vec![]);
    let imported = read(&write(&project).bytes).expect("a valid project is read");
    assert_eq!(imported.warnings, vec![]);
    assert_eq!(imported.value, project);
}

#[test]
fn version_1_is_read_for_ever() {
    let imported = read(V1).expect("version 1");
    assert_eq!(imported.warnings, vec![]);
    assert_eq!(imported.value, small_project());
}

#[test]
fn the_written_form_changes_only_with_the_version() {
    assert_eq!(VERSION, 1, "a new version needs a fixture of its own");
    let written = String::from_utf8(write(&small_project()).bytes).expect("text");
    let app = format!("\"app\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert_eq!(written.replace(&app, "\"app\": \"0.1.0\""), String::from_utf8_lossy(V1));
}

#[test]
fn an_event_and_a_code_are_one_line_each() {
    let written = String::from_utf8(write(&small_project()).bytes).expect("text");
    let lines: Vec<&str> = written.lines().map(|line| line.trim().trim_end_matches(',')).collect();
    for line in [
        r#"{"id":15,"code":6,"onset_ms":1200,"offset_ms":3400,"comment":"brief"}"#,
        r#"{"id":16,"code":7,"onset_ms":3400,"offset_ms":5000,"cut_off":true}"#,
        r#"{"id":17,"code":6,"onset_ms":5000,"comment":"goes on"}"#,
        r#"{"id":18,"code":9,"at_ms":1200}"#,
        r##"{"id":6,"label":"Partner","key":"a","color":"#4477aa","definition":""}"##,
    ] {
        assert!(lines.contains(&line), "{line}\n{written}");
    }
}

#[test]
fn a_byte_order_mark_and_other_line_ends_are_accepted() {
    let text = String::from_utf8_lossy(V1);
    let windows = format!("\u{feff}{}\r\n\r\n", text.replace('\n', "\r\n"));
    assert_eq!(read(windows.as_bytes()).map(|imported| imported.value), Ok(small_project()));
}

#[test]
fn events_out_of_order_are_sorted_with_a_warning() {
    let mut shuffled = small_project();
    for track in &mut shuffled.observations[0].tracks {
        track.events.reverse();
    }
    let imported = read(&write(&shuffled).bytes).expect("mended");
    assert_eq!(imported.value, small_project());
    assert_eq!(imported.warnings, vec![Warning::EventsSorted { tracks: 2 }]);
}

#[test]
fn unknown_fields_are_left_out_and_named() {
    let text = String::from_utf8_lossy(V1)
        .replace(r#""uid":"#, r#""mood": {"a": [1, 2]}, "uid":"#)
        .replace(r#"{"id":15,"#, r#"{"sure":true,"id":15,"#);
    let imported = read(text.as_bytes()).expect("read all the same");
    assert_eq!(imported.value, small_project());
    let first = ["project.mood", "project.observations.0.tracks.0.events.0.sure"].map(String::from).to_vec();
    assert_eq!(imported.warnings, vec![Warning::UnknownFields { count: 2, first }]);
}
