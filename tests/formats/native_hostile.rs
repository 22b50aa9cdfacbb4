//! Files that are no project, or a broken or malicious one: each has its own error, and none does harm.

use crate::support::{arbitrary_project, small_project};
use attune::formats::native::{MAX_BYTES, ReadError, read, write};
use attune::formats::{UNKNOWN_FIELDS_NAMED, Warning};
use attune::media::FileKind;
use attune::model::{MAX_VIOLATIONS, Rule};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

fn valid() -> String {
    String::from_utf8(write(&small_project()).bytes).expect("text")
}

/// The small project's file with one text replaced, which must occur in it.
fn with(from: &str, to: &str) -> String {
    let text = valid();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

fn error(bytes: impl AsRef<[u8]>) -> ReadError {
    read(bytes.as_ref()).expect_err("refused")
}

#[test]
fn files_of_another_kind_are_named() {
    let check = |start: &[u8], looks_like| {
        let mut bytes = start.to_vec();
        bytes.extend([0x9b, 0x80].repeat(200)); // what follows is no text
        assert_eq!(error(bytes), ReadError::NotText { looks_like }, "{start:?}");
    };
    check(b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x08free", FileKind::Mp4);
    check(
        b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm",
        FileKind::Matroska,
    );
    check(b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska\x42\x87\x81\x01\x42\x85\x81\x01", FileKind::Matroska);
    check(b"RIFF\x24\x10\0\0AVI LIST\xc0\0\0\0hdrlavih", FileKind::Avi);
    check(b"RIFF\x24\x10\0\0WAVEfmt \x10\0\0\0", FileKind::Audio);
    check(b"PK\x03\x04\x14\0\0\0\x08\0", FileKind::Archive);
    check(b"\x1f\x8b\x08\0\0\0\0\0\0\x03", FileKind::Archive);
    check(b"%PDF-1.7\n1 0 obj\n", FileKind::Document);
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileKind::Image);
    check(b"\xff\xd8\xff\xe0\0\x10JFIF", FileKind::Image);
    check(b"\xff\xfe{\0}\0", FileKind::Utf16Text);
    check(b"{\"name\": \"Andr\xe9\"}", FileKind::Unknown);
    check(b"", FileKind::Unknown);
    check(b"{\n \"moov\": ", FileKind::Unknown);
    assert_eq!(error(b"%PDF-1.7\n1 0 obj"), ReadError::NotText { looks_like: FileKind::Document });
    assert_eq!(error([0; 4096]), ReadError::NotText { looks_like: FileKind::Unknown });
    assert_eq!(error(with("Still", "Sti\0ll")), ReadError::NotText { looks_like: FileKind::Unknown });
}

#[test]
fn an_empty_file_is_empty() {
    for text in ["", " \r\n\t", "\u{feff}", "\u{feff}\n"] {
        assert_eq!(error(text), ReadError::Empty, "{text:?}");
    }
}

#[test]
fn text_that_is_not_json_says_where() {
    let check = |text: &str, line, column| {
        assert_eq!(error(text), ReadError::NotJson { line, column, truncated: false }, "{text}");
    };
    check("session,coder\r\n", 1, 1);
    check("{\n \"format\" = 1}", 2, 11);
    check("<?xml version=\"1.0\"?>", 1, 1);
    check("0:00:01.000", 1, 2);
    check("[NaN]", 1, 2);
    check(&(valid() + "{}"), valid().lines().count() + 1, 1);
}

#[test]
fn a_file_cut_short_anywhere_is_known_as_such() {
    let bytes = valid().replace("brief", "brève").into_bytes();
    for length in 1..bytes.len() - 1 {
        let refused = error(&bytes[..length]);
        // A download cut short, for all lengths but that of the whole.
        assert!(matches!(refused, ReadError::NotJson { truncated: true, .. }), "{length}: {refused:?}");
    }
}

#[test]
fn json_of_another_kind_is_no_project() {
    for text in [
        "{}",
        "[]",
        "null",
        "1e400",
        "\"attune-project\"",
        r#"{"format": "attune-pack", "version": 1}"#,
        r#"{"format": 1, "version": 1}"#,
        r#"{"time_format": "hh:mm:ss", "project_name": "a BORIS project"}"#,
        &valid().replace("attune-project", "\\ud800"),
    ] {
        assert_eq!(error(text), ReadError::NotAProject, "{text}");
    }
}

#[test]
fn a_newer_version_is_told_from_a_broken_file() {
    let newer = r#"{"project": {"all": "new"}, "version": 7, "format": "attune-project"}"#;
    assert_eq!(error(newer), ReadError::NewerVersion { found: 7, supported: 1 });
    assert_eq!(
        error(with("\"version\": 1", "\"version\": 4294967295")),
        ReadError::NewerVersion { found: u32::MAX, supported: 1 }
    );
}

#[test]
fn a_bad_field_is_named() {
    const NO_VERSION: &str = "no version 0";
    let check = |from: &str, to: &str, says: &str| match error(with(from, to)) {
        ReadError::BadField { problem } => {
            assert!(problem.contains(" at line ") || says == NO_VERSION, "{problem}");
            assert!(problem.contains(says), "{problem}");
        }
        other => panic!("{from} → {to}: {other:?}"),
    };
    let timing = "either at_ms, or onset_ms and offset_ms";
    check("\"version\": 1", "\"version\": 0", NO_VERSION);
    check("\"version\": 1", "\"version\": 4294967296", "expected u32");
    check("\"version\": 1", "\"version\": \"1\"", "expected u32");
    check("\"uid\"", "\"vid\"", "missing field `uid`");
    check("\"name\": \"Still face\"", "\"name\": null", "expected a string");
    check("\"name\": \"Still face\"", "\"name\": \"\\ud800\"", "end of hex escape");
    check("\"name\": \"Still face\"", "\"name\": \"a\", \"name\": \"b\"", "duplicate field");
    check("\"next_id\": 21", "\"next_id\": -1", "expected u32");
    check("\"next_id\": 21", "\"next_id\": 2e1", "expected u32");
    check("\"next_id\": 21", "\"next_id\": 4294967296", "expected u32");
    check("\"role\": \"parent\"", "\"role\": \"uncle\"", "unknown variant");
    check("#4477aa", "blue", "not a color");
    check("\"denominator\": 1001", "\"denominator\": 0", "not a frame rate");
    check("\"start_ms\": 0", "\"start_ms\": 5000", "not after");
    check("\"onset_ms\":1200", "\"onset_ms\":1e999", "number out of range");
    check("\"onset_ms\":1200", "\"onset_ms\":12.5", "expected i64");
    check("\"onset_ms\":1200", "\"onset_ms\":9223372036854775808", "expected i64");
    check("\"onset_ms\":1200", "\"onset_ms\":3400", "not after");
    check("\"onset_ms\":1200", "\"at_ms\":1,\"onset_ms\":1200", timing);
    check("\"onset_ms\":1200,\"offset_ms\":3400", "\"onset_ms\":1200", timing);
    check("\"onset_ms\":1200,\"offset_ms\":3400", "\"cut_off\":true", timing);
}

#[test]
fn a_file_that_contradicts_itself_is_refused_by_rule() {
    let check = |from: &str, to: &str, rule| match error(with(from, to)) {
        ReadError::Broken { violations } => assert!(violations.iter().any(|v| v.rule == rule), "{violations:?}"),
        other => panic!("{from} → {to}: {other:?}"),
    };
    check("\"id\":16", "\"id\":15", Rule::IdsAreUnique);
    check("\"id\":16", "\"id\":3", Rule::IdsAreUnique);
    check("\"id\":16", "\"id\":4294967295", Rule::IdsAreBelowNext);
    check("\"next_id\": 21", "\"next_id\": 0", Rule::IdsAreBelowNext);
    check("\"coder\": 3", "\"coder\": 9", Rule::ReferencesResolve);
    check("\"code\":7", "\"code\":9", Rule::CodesBelongToChannel);
    check("\"channel\": 8", "\"channel\": 10", Rule::TracksFollowScheme);
    check("\"at_ms\":1200", "\"onset_ms\":1200,\"offset_ms\":1300", Rule::TimingFitsChannel);
    check("\"at_ms\":2000", "\"at_ms\":1200", Rule::PointsAreDistinct);
    check("\"onset_ms\":1200", "\"onset_ms\":-9223372036854775808", Rule::TimesAreInRange);
    check("\"offset_ms\":5000", "\"offset_ms\":9223372036854775807", Rule::TimesAreInRange);
    check("\"offset_ms\":3400", "\"offset_ms\":3401", Rule::StatesDoNotOverlap);
    check("\"onset_ms\":5000", "\"onset_ms\":4999", Rule::OpenStatesComeLast);
    check("\"key\":\"s\"", "\"key\":\"a\"", Rule::KeysAreDistinct);
    check("\"time_offset_ms\": -250", "\"time_offset_ms\": -9223372036854775808", Rule::SessionTimesAreInRange);
}

#[test]
fn no_depth_of_nesting_overflows_the_stack() {
    const DEEP: usize = 1_000_000;
    let deep = |open: &str, close: &str| open.repeat(DEEP) + "1" + &close.repeat(DEEP);
    assert_eq!(error(deep("[", "]")), ReadError::NotAProject);
    assert_eq!(error(deep("{\"a\":", "}")), ReadError::NotAProject);
    assert!(matches!(error("[".repeat(DEEP)), ReadError::NotJson { truncated: true, .. }));
    assert!(matches!(error(with("\"Still face\"", &deep("[", "]"))), ReadError::BadField { .. }));
    assert!(matches!(error(with("\"key\":\"a\"", &format!("\"key\":{}", deep("[", "]")))), ReadError::BadField { .. }));
    let unknown = with("\"uid\":", &format!("\"extra\": {}, \"uid\":", deep("{\"a\":[", "]}")));
    assert_eq!(read(unknown.as_bytes()).map(|imported| imported.value), Ok(small_project()));
}

#[test]
fn a_million_unknown_fields_are_counted_and_a_few_named() {
    let many = with("\"uid\":", &("\"x\":0,".repeat(1_000_000) + "\"uid\":"));
    let imported = read(many.as_bytes()).expect("left out");
    let first = vec!["project.x".to_string(); UNKNOWN_FIELDS_NAMED];
    assert_eq!(imported.warnings, vec![Warning::UnknownFields { count: 1_000_000, first }]);
}

#[test]
fn a_file_too_large_to_hold_is_refused_before_it_is_looked_at() {
    let bytes = vec![b'['; MAX_BYTES + 1];
    assert_eq!(error(&bytes), ReadError::TooLarge { bytes: MAX_BYTES + 1 });
}

#[test]
fn texts_of_any_length_and_content_are_kept() {
    let mut project = small_project();
    project.name = "\u{202e}\u{0}\u{1f469}\u{200d}\u{1f467} \"\\/\u{7f}\u{2028}".into();
    project.coders[0].name = "x".repeat(5_000_000);
    assert_eq!(read(&write(&project).bytes).map(|imported| imported.value), Ok(project));
}

#[test]
fn an_error_does_not_repeat_an_overlong_text() {
    let long = "é".repeat(1_000_000);
    for text in [with("#4477aa", &long), with("\"parent\"", &format!("\"{long}\""))] {
        let ReadError::BadField { problem, .. } = error(&text) else { panic!("accepted") };
        assert_eq!(problem.chars().count(), 201);
    }
    let imported = read(with("\"uid\":", &format!("\"{long}\":0,\"uid\":")).as_bytes()).expect("left out");
    let [Warning::UnknownFields { first, .. }] = &imported.warnings[..] else { panic!("no warning") };
    assert_eq!(first[0].chars().count(), 201);
}

#[test]
fn a_file_with_ever_so_many_faults_names_a_few() {
    let mut project = small_project();
    project.schemes[0].channels[0].name = "x".repeat(1_000_000);
    project.next_id = 0;
    let track = &mut project.observations[0].tracks[0];
    track.events = vec![track.events[0].clone(); 20_000];
    let ReadError::Broken { violations } = error(write(&project).bytes) else { panic!("accepted") };
    assert_eq!(violations.len(), MAX_VIOLATIONS);
    assert!(violations.iter().all(|violation| violation.place.len() < 200));
}

/// One way to damage a file.
#[derive(Debug, Clone)]
enum Damage {
    SetByte(Index, u8),
    /// Keeps the syntax: one digit for another.
    SetDigit(Index, u8),
    Truncate(Index),
    /// Copies a stretch to another place.
    Splice {
        from: Index,
        length: usize,
        to: Index,
    },
    Remove {
        from: Index,
        length: usize,
    },
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::SetByte(at, byte)),
        4 => (any::<Index>(), b'0'..=b'9').prop_map(|(at, digit)| Damage::SetDigit(at, digit)),
        1 => any::<Index>().prop_map(Damage::Truncate),
        1 => (any::<Index>(), 1..200usize, any::<Index>()).prop_map(|(from, length, to)| Damage::Splice { from, length, to }),
        1 => (any::<Index>(), 1..200usize).prop_map(|(from, length)| Damage::Remove { from, length }),
    ]
}

fn apply(damage: &Damage, bytes: &mut Vec<u8>) {
    let Some(last) = bytes.len().checked_sub(1) else { return };
    let stretch = |from: &Index, length: usize| {
        let from = from.index(last + 1);
        from..(from + length).min(last + 1)
    };
    match damage {
        Damage::SetByte(at, byte) => bytes[at.index(last + 1)] = *byte,
        Damage::SetDigit(at, digit) => {
            let digits: Vec<usize> = (0..=last).filter(|&i| bytes[i].is_ascii_digit()).collect();
            if !digits.is_empty() {
                bytes[*at.get(&digits)] = *digit;
            }
        }
        Damage::Truncate(at) => bytes.truncate(at.index(last + 1)),
        Damage::Splice { from, length, to } => {
            let copy = bytes[stretch(from, *length)].to_vec();
            let to = to.index(last + 1);
            bytes.splice(to..to, copy);
        }
        Damage::Remove { from, length } => drop(bytes.drain(stretch(from, *length))),
    }
}

proptest! {
    #[test]
    fn a_damaged_file_gives_an_error_or_a_valid_project(
        project in arbitrary_project(),
        damages in vec(damage(), 1..4),
    ) {
        let mut bytes = write(&project).bytes;
        for damage in &damages {
            apply(damage, &mut bytes);
        }
        if let Ok(imported) = read(&bytes) {
            prop_assert_eq!(imported.value.violations(), vec![]);
            let again = read(&write(&imported.value).bytes).expect("still valid");
            prop_assert_eq!(again.value, imported.value);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..300)) {
        prop_assert!(read(&bytes).is_err());
    }
}
