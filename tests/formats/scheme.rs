//! The scheme file: what ships and what a project holds travels, and what is no scheme is refused with its reason.

use crate::support::{arbitrary_project, detailed_project, small_project};
use attune::formats::native::scheme::{MAX_BYTES, read, write};
use attune::formats::native::{self, ReadError};
use attune::formats::{UNKNOWN_FIELDS_NAMED, Warning};
use attune::model::{CodingScheme, Rule};
use attune::schemes;
use proptest::prelude::*;

/// As a reader numbers it.
fn renumbered(mut scheme: CodingScheme) -> CodingScheme {
    let mut ids = 1..;
    scheme.renumber(&mut || ids.next().expect("enough"));
    scheme
}

fn text(scheme: &CodingScheme) -> String {
    String::from_utf8(write(scheme).bytes).expect("text")
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_equal(project in arbitrary_project()) {
        for scheme in project.schemes {
            let written = write(&scheme);
            prop_assert_eq!(written.losses, vec![]);
            let imported = read(&written.bytes).expect("a valid scheme is read");
            prop_assert_eq!(imported.warnings, vec![]);
            prop_assert_eq!(imported.value, renumbered(scheme));
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn a_damaged_file_is_refused_or_still_valid(at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = write(&detailed_project().schemes[0]).bytes;
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(imported) = read(&bytes) {
            prop_assert_eq!(read(&write(&imported.value).bytes).map(|again| again.value), Ok(imported.value));
        }
    }
}

#[test]
fn every_shipped_scheme_travels() {
    for scheme in schemes::all() {
        let imported = read(&write(&scheme).bytes).expect("read");
        assert_eq!((imported.value, imported.warnings), (scheme, vec![]));
    }
}

#[test]
fn a_code_is_one_line() {
    let text = text(&small_project().schemes[0]);
    let lines: Vec<&str> = text.lines().map(|line| line.trim().trim_end_matches(',')).collect();
    let code = r##"{"id":6,"label":"Partner","key":"a","color":"#4477aa","definition":""}"##;
    assert!(lines.contains(&code), "{text}");
}

#[test]
fn files_that_are_no_scheme_say_why() {
    #[track_caller]
    fn check(bytes: impl AsRef<[u8]>, expect: ReadError) {
        assert_eq!(read(bytes.as_ref()).err(), Some(expect));
    }
    let good = text(&small_project().schemes[0]);
    check("", ReadError::Empty);
    check(native::write(&small_project()).bytes, ReadError::NotAScheme);
    check(r#"{"format": "other"}"#, ReadError::NotAScheme);
    check("[]", ReadError::NotAScheme);
    check(good.replacen("\"version\": 1", "\"version\": 2", 1), ReadError::NewerVersion { found: 2, supported: 1 });
    let half = &good.as_bytes()[..good.len() / 2];
    assert!(matches!(read(half), Err(ReadError::NotJson { truncated: true, .. })));
    check(vec![b' '; MAX_BYTES + 1], ReadError::TooLarge { bytes: MAX_BYTES + 1 });
    assert!(matches!(native::read(good.as_bytes()), Err(ReadError::NotAProject)));
}

#[test]
fn a_scheme_that_contradicts_itself_is_refused() {
    #[track_caller]
    fn check(break_it: impl Fn(&mut CodingScheme), expect: Rule) {
        let mut scheme = schemes::by_name("Joint engagement").expect("ships");
        break_it(&mut scheme);
        match read(&write(&scheme).bytes) {
            Err(ReadError::Broken { violations }) => assert_eq!(violations[0].rule, expect),
            other => unreachable!("{expect:?}: {other:?}"),
        }
    }
    check(|scheme| scheme.channels[0].id = scheme.channels[1].id, Rule::IdsAreUnique);
    check(|scheme| scheme.channels[0].codes[0].key = scheme.channels[0].codes[1].key.clone(), Rule::KeysAreDistinct);
    check(|scheme| scheme.channels[1].rules.exhaustive = true, Rule::ChannelRulesFit);
    let foreign = |scheme: &mut CodingScheme| {
        let code = scheme.channels[0].codes[0].id;
        scheme.channels[1].modifiers[0].codes.push(code);
    };
    check(foreign, Rule::ModifiersFit);
}

#[test]
fn fields_from_elsewhere_are_left_out_with_a_warning() {
    let scheme = &small_project().schemes[0];
    let more = text(scheme).replace("\"label\":", "\"mood\": [1], \"label\":");
    let imported = read(more.as_bytes()).expect("read");
    assert_eq!(imported.value, renumbered(scheme.clone()));
    let [Warning::UnknownFields { count, first }] = imported.warnings.as_slice() else { unreachable!("one warning") };
    assert!(*count > 0 && first.len() <= UNKNOWN_FIELDS_NAMED && first[0] == "scheme.channels.0.codes.0.mood");
}
