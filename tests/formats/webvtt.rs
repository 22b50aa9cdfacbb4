//! WebVTT, read again by a small parser of its own, after the standard's algorithm.

use crate::support::{arbitrary_project, small_project, span};
use attune::formats::Loss;
use attune::formats::{Exported, Tables};
use attune::model::{Observation, Project, Timing};
use attune::time::Millis;
use proptest::prelude::*;

#[derive(Debug, PartialEq, Eq)]
struct Cue {
    start: i64,
    end: i64,
    voice: String,
    text: String,
}

fn cue(start: i64, end: i64, voice: &str, text: &str) -> Cue {
    Cue { start, end, voice: voice.into(), text: text.into() }
}

/// Blocks are separated by empty lines; a block with an arrow is a cue, one that begins with `NOTE` a comment.
fn parse(bytes: &[u8]) -> (Vec<String>, Vec<Cue>) {
    let text = std::str::from_utf8(bytes).expect("UTF-8").replace("\r\n", "\n").replace('\r', "\n");
    let mut blocks = text.split("\n\n").map(|block| block.trim_matches('\n')).filter(|block| !block.is_empty());
    assert_eq!(blocks.next(), Some("WEBVTT"));
    let (mut notes, mut cues) = (Vec::new(), Vec::new());
    for block in blocks {
        let (first, rest) = block.split_once('\n').expect("no block is a single line");
        if first.contains("-->") {
            cues.push(parse_cue(first, rest));
        } else {
            assert_eq!(first, "NOTE");
            assert!(!rest.contains("-->"), "an arrow would make a cue of {rest}");
            notes.push(rest.to_string());
        }
    }
    (notes, cues)
}

fn parse_cue(times: &str, body: &str) -> Cue {
    let (start, end) = times.split_once(" --> ").expect("two times");
    let body = body.strip_prefix("<v ").expect("a voice");
    let (voice, text) = body.split_once('>').expect("the end of the voice's tag");
    assert!(!text.contains(['<', '>', '\n']), "a tag or line break within {text}");
    for escape in text.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;"].iter().any(|known| escape.starts_with(known)), "a bare & in {text}");
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    Cue { start: timestamp(start), end: timestamp(end), voice: voice.into(), text }
}

fn timestamp(text: &str) -> i64 {
    let (clock, ms) = text.split_once('.').expect("a fraction");
    let parts: Vec<&str> = clock.split(':').collect();
    let [h, m, s] = parts[..] else { panic!("{text}") };
    assert!(h.len() >= 2 && m.len() == 2 && s.len() == 2 && ms.len() == 3, "{text}");
    let number = |digits: &str| digits.parse::<i64>().expect("digits");
    assert!(number(m) < 60 && number(s) < 60, "{text}");
    ((number(h) * 60 + number(m)) * 60 + number(s)) * 1000 + number(ms)
}

fn write(project: &Project, observation: &Observation) -> Exported {
    attune::formats::webvtt::write(project, observation, &Tables::new())
}

fn cues(project: &Project) -> Vec<Cue> {
    parse(&write(project, &project.observations[0]).bytes).1
}

#[test]
fn a_cue_per_event_by_onset() {
    let project = small_project();
    let written = write(&project, &project.observations[0]);
    let (notes, cues) = parse(&written.bytes);
    assert_eq!(notes, ["Project: Still face\nSession: Visit 1\nCoder: AB"]);
    // The video begins 250 ms earlier: its frame 43 of 29.97 a second is on screen up to 1468 ms of its own, frame 67 up to 2269 ms.
    let expected = [
        cue(1200, 1218, "Parent", "Voice: Utterance"),
        cue(1200, 3400, "Child", "Gaze: Partner — brief"),
        cue(2000, 2019, "Parent", "Voice: Utterance"),
        cue(3400, 5000, "Child", "Gaze: Away"),
    ];
    assert_eq!(cues, expected);
    assert_eq!(
        written.losses,
        [
            Loss::SchemeDetails,
            Loss::SessionDetails,
            Loss::OpenStatesLeftOut { count: 1 },
            Loss::CutOffMarks { count: 1 },
            Loss::PointsLengthened { count: 2 },
        ]
    );
}

#[test]
fn a_point_lasts_a_millisecond_where_no_frame_rate_is_known() {
    let mut project = small_project();
    project.sessions[0].media.clear();
    assert_eq!(cues(&project)[0], cue(1200, 1201, "Parent", "Voice: Utterance"));
    assert_eq!(cues(&project)[2], cue(2000, 2001, "Parent", "Voice: Utterance"));
}

#[test]
fn texts_are_escaped_and_stay_on_one_line() {
    let mut project = small_project();
    project.name = "A --> B\n\nNOTE".into();
    project.observations[0].tracks[0].events[0].comment = "<b>a & b</b> -->\r\n\r\n00:00.000 --> 00:01.000".into();
    let written = write(&project, &project.observations[0]);
    let (notes, cues) = parse(&written.bytes);
    assert_eq!(notes, ["Project: A → B NOTE\nSession: Visit 1\nCoder: AB"]);
    assert_eq!(cues[1].text, "Gaze: Partner — <b>a & b</b> --> 00:00.000 --> 00:01.000");
    assert!(written.losses.contains(&Loss::LineBreaks { count: 1 }));
}

#[test]
fn times_beyond_a_hundred_hours() {
    let mut project = small_project();
    let track = &mut project.observations[0].tracks[0];
    track.open.clear();
    track.events[1].timing = Timing::State(span(Millis::MAX.0 - 1, Millis::MAX.0));
    assert_eq!(cues(&project)[3], cue(Millis::MAX.0 - 1, Millis::MAX.0, "Child", "Gaze: Away"));
}

proptest! {
    #[test]
    fn every_finished_event_is_a_cue_and_cues_are_sorted(project in arbitrary_project()) {
        for observation in &project.observations {
            let (notes, cues) = parse(&write(&project, observation).bytes);
            prop_assert_eq!(notes.len(), 1);
            prop_assert_eq!(cues.len(), observation.tracks.iter().map(|track| track.events.len()).sum::<usize>());
            prop_assert!(cues.iter().all(|cue| cue.start < cue.end));
            prop_assert!(cues.is_sorted_by_key(|cue| (cue.start, cue.end)));
        }
    }
}
