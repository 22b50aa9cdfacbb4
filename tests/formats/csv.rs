//! Tidy CSV.

use crate::support::{arbitrary_project, detailed_project, small_project};
use attune::formats::csv::{COLUMNS, Options};
use attune::formats::{Exported, Loss, Tables};
use attune::media::{FrameLayout, FrameTimes};
use attune::model::{Answer, Observation, Project, Timing};
use attune::time::Millis;
use proptest::prelude::*;

fn write(project: &Project, observations: &[Observation], options: Options) -> Exported {
    attune::formats::csv::write(project, observations, &Tables::new(), options)
}

fn text(project: &Project) -> String {
    String::from_utf8(write(project, &project.observations, Options::default()).bytes).expect("text")
}

#[test]
fn a_row_per_event_by_onset() {
    let expected = [
        "session,coder,subject,role,channel,code,kind,onset_ms,offset_ms,duration_ms,frame_onset,modifiers,comment",
        "Visit 1,AB,,child,Gaze,Partner,state,1200,3400,2200,43,,brief",
        "Visit 1,AB,P01,parent,Voice,Utterance,point,1200,1200,0,43,,",
        "Visit 1,AB,P01,parent,Voice,Utterance,point,2000,2000,0,67,,",
        "Visit 1,AB,,child,Gaze,Away,state,3400,5000,1600,109,,",
        "Visit 1,AB,,child,Gaze,Partner,state,5000,,,157,,goes on",
        "",
    ];
    assert_eq!(text(&small_project()), expected.join("\r\n"));
}

#[test]
fn losses_are_counted() {
    let mut project = small_project();
    project.observations[0].tracks[0].events[0].comment = "=1+1".into();
    let losses = write(&project, &project.observations, Options::default()).losses;
    assert_eq!(
        losses,
        [
            Loss::SchemeDetails,
            Loss::SessionDetails,
            Loss::OpenStatesUnended { count: 1 },
            Loss::CutOffMarks { count: 1 },
            Loss::CellsGuarded { count: 1 },
        ]
    );
}

#[test]
fn no_text_is_a_formula() {
    let check = |comment: &str, cell: &str| {
        let mut project = small_project();
        project.observations[0].tracks[0].events[0].comment = comment.into();
        assert!(text(&project).contains(&format!("2200,43,,{cell}\r\n")), "{comment:?}: {}", text(&project));
    };
    check("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
    check("+1", "'+1");
    check("-1", "'-1");
    check("@SUM(A1)", "'@SUM(A1)");
    check("\t=1", "'\t=1");
    check("\r=1", "\"'\r=1\"");
    check("\n=1", "\"'\n=1\"");
    check("a=1", "a=1");
    check("'=1", "'=1");
    check("a \"b\", c", "\"a \"\"b\"\", c\"");
}

#[test]
fn without_media_there_is_no_frame() {
    let mut project = small_project();
    project.sessions[0].media.clear();
    assert!(text(&project).contains(",state,1200,3400,2200,,,brief\r\n"), "{}", text(&project));
}

/// The frame cells of a project's rows, and how many are said to be unknown.
fn frames(project: &Project, tables: &Tables) -> (Vec<String>, usize) {
    let written = attune::formats::csv::write(project, &project.observations, tables, Options::default());
    let mut rows = csv::Reader::from_reader(written.bytes.as_slice());
    let cells = rows.records().map(|row| row.expect("a row")[10].to_owned()).collect();
    let unknown = written.losses.iter().find_map(|loss| match loss {
        Loss::FramesUnknown { count } => Some(*count),
        _ => None,
    });
    (cells, unknown.unwrap_or(0))
}

#[test]
fn frames_are_counted_where_the_first_video_lies() {
    let mut project = small_project();
    let none = Tables::new();
    // It begins 250 ms before the session: frame 43 of 29.97 a second is on screen from 1435 ms of the video on.
    assert_eq!(frames(&project, &none), (["43", "43", "67", "109", "157"].map(String::from).to_vec(), 0));
    // Before it begins there is none, nor after its end.
    project.sessions[0].media[0].offset = Millis(1500);
    project.sessions[0].media[0].duration = Millis(2000);
    assert_eq!(frames(&project, &none).0, ["", "", "14", "56", ""]);
}

#[test]
fn a_late_first_frame_is_kept_with_the_study() {
    let mut project = small_project();
    let media = &mut project.sessions[0].media[0];
    (media.offset, media.frames) = (Millis::ZERO, FrameLayout::Even { first_us: 520_000 });
    // 1200 - 520 = 680 ms after the first of 29.97 frames a second.
    assert_eq!(frames(&project, &Tables::new()).0[0], "20");
    let again = attune::formats::native::read(&attune::formats::native::write(&project).bytes).expect("a project");
    assert_eq!(again.value, project);
}

#[test]
fn uneven_frames_are_counted_by_the_file_alone() {
    let mut project = small_project();
    let media = &mut project.sessions[0].media[0];
    (media.offset, media.frames) = (Millis::ZERO, FrameLayout::Uneven);
    assert_eq!(frames(&project, &Tables::new()), (vec![String::new(); 5], 5));
    let times = [0, 1_200_000, 1_240_000, 1_999_000, 2_001_000, 3_400_500, 3_500_000];
    let table = FrameTimes::read(&times, 40_000, &[]).expect("a table");
    let tables = Tables::from([(project.sessions[0].media[0].fingerprint.clone(), table.into())]);
    // The last frame stays on screen.
    assert_eq!(frames(&project, &tables), (["1", "1", "3", "4", "6"].map(String::from).to_vec(), 0));
}

#[test]
fn a_byte_order_mark_on_request() {
    let project = small_project();
    let marked = write(&project, &project.observations, Options { byte_order_mark: true });
    assert_eq!(String::from_utf8(marked.bytes).expect("text"), format!("\u{feff}{}", text(&project)));
}

#[test]
fn one_observation_or_all_of_them() {
    let mut project = small_project();
    let mut second = project.observations[0].clone();
    second.tracks[0].events.clear();
    project.observations.push(second);
    let rows = |observations| {
        let bytes = write(&project, observations, Options::default()).bytes;
        String::from_utf8_lossy(&bytes).lines().count() - 1
    };
    assert_eq!(rows(&project.observations), 8);
    assert_eq!(rows(std::slice::from_ref(&project.observations[1])), 3);
    assert_eq!(rows(&[]), 0);
}

proptest! {
    #[test]
    fn every_event_is_in_it(project in arbitrary_project()) {
        let bytes = write(&project, &project.observations, Options::default()).bytes;
        let mut reader = ::csv::ReaderBuilder::new().from_reader(bytes.as_slice());
        prop_assert_eq!(reader.headers().expect("a header"), COLUMNS.as_slice());
        let rows: Vec<::csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows of one length");
        let times = |row: &::csv::StringRecord| (row[7].to_string(), row[8].to_string(), row[9].to_string());
        let mut found: Vec<_> = rows.iter().map(times).collect();
        let tracks = || project.observations.iter().flat_map(|observation| &observation.tracks);
        let mut expected: Vec<_> = tracks()
            .flat_map(|track| &track.events)
            .map(|event| {
                let duration = match event.timing { Timing::State(span) => span.duration().0, Timing::Point(_) => 0 };
                let (onset, offset) = (event.timing.onset().0, event.timing.offset().0);
                (onset.to_string(), offset.to_string(), duration.to_string())
            })
            .chain(tracks().flat_map(|track| &track.open).map(|open| (open.onset.0.to_string(), String::new(), String::new())))
            .collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
        for cell in rows.iter().flatten() {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{:?}", cell);
        }
    }
}

#[test]
fn answers_and_ratings_are_written() {
    let mut project = detailed_project();
    let written = text(&project);
    let rows: Vec<&str> = written.lines().collect();
    assert!(
        rows.contains(&"Visit 1,AB,,child,Gaze,Partner,state,1200,3400,2200,43,Side=left; Distance=1.5,brief"),
        "{rows:#?}"
    );
    assert_eq!(
        rows[rows.len() - 2..],
        [
            "Visit 1,AB,P01,parent,Sensitivity,6.5,rating,,,,,,prompt",
            "Visit 1,AB,P01,parent,Sensitivity,6.5,evidence,1200,1200,0,43,,answers the look",
        ]
    );
    project.schemes[0].channels[0].modifiers[0].name = "a;b=c".into();
    let answer = Answer::Choices(vec!["x|y".into(), "back\\slash".into()]);
    project.observations[0].tracks[0].events[0].modifiers[0].answer = answer;
    assert!(text(&project).contains(r"a\;b\=c=x\|y|back\\slash; Distance=1.5"), "{}", text(&project));
}

#[test]
fn what_is_coded_beside_events_is_written_or_told_as_lost() {
    let project = detailed_project();
    let beside = |losses: Vec<Loss>| -> Vec<Loss> {
        let is_beside = |loss: &Loss| {
            matches!(
                loss,
                Loss::Answers { .. } | Loss::JudgedWindows { .. } | Loss::Samples { .. } | Loss::Scores { .. }
            )
        };
        losses.into_iter().filter(is_beside).collect()
    };
    let (windows, samples) = (Loss::JudgedWindows { count: 2 }, Loss::Samples { count: 1 });
    assert_eq!(beside(write(&project, &project.observations, Options::default()).losses), [windows, samples]);
    assert_eq!(
        beside(attune::formats::webvtt::write(&project, &project.observations[0], &Tables::new()).losses),
        [Loss::Answers { count: 3 }, windows, samples, Loss::Scores { count: 1 }]
    );
    let plain = small_project();
    assert_eq!(beside(write(&plain, &plain.observations, Options::default()).losses), []);
}
