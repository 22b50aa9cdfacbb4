//! The texts within records: lists of annotations with their times (EDF+, 2.2.2).

/// One text at its time.
#[derive(Debug, PartialEq)]
pub(super) struct Annotation {
    /// In milliseconds from the start of the file.
    pub at: f64,
    /// Empty where only the record's onset is told.
    pub text: String,
}

/// The annotations of a record's text. What is no list is passed over.
///
/// A list is `+onset`, maybe byte 21 and a duration, byte 20, then texts that each end in byte 20, then byte 0.
pub(super) fn annotations(bytes: &[u8]) -> Vec<Annotation> {
    let mut found = Vec::new();
    for list in bytes.split(|byte| *byte == 0).filter(|list| !list.is_empty()) {
        let mut parts = list.split(|byte| *byte == 20);
        let onset = parts.next().and_then(|times| times.split(|byte| *byte == 21).next()).and_then(seconds);
        let Some(onset) = onset else { continue };
        let mut texts: Vec<&[u8]> = parts.collect();
        // After the last byte 20 there is nothing.
        texts.pop();
        found.extend(
            texts
                .iter()
                .map(|text| Annotation { at: onset * 1000.0, text: String::from_utf8_lossy(text).into_owned() }),
        );
    }
    found
}

/// A time in seconds; its sign is part of it.
fn seconds(bytes: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(bytes).ok()?;
    let digits = text.strip_prefix(['+', '-'])?;
    let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    text.parse().ok().filter(|seconds: &f64| plain && seconds.abs() < 1e10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_as_the_specification_has_them() {
        let read =
            |bytes: &[u8]| annotations(bytes).into_iter().map(|found| (found.at, found.text)).collect::<Vec<_>>();
        let of = |at: f64, text: &str| (at, text.to_owned());
        assert_eq!(read(b"+0\x14\x14\0\0\0"), [of(0.0, "")]);
        assert_eq!(
            read(b"+567\x14\x14\0+180\x14Lights off\x14Close door\x14\0+1800.2\x1525.5\x14Apnea\x14\0"),
            [of(567_000.0, ""), of(180_000.0, "Lights off"), of(180_000.0, "Close door"), of(1_800_200.0, "Apnea")]
        );
        assert_eq!(read("-0.065\u{14}Überlauf\u{14}\0".as_bytes()), [of(-65.0, "Überlauf")]);
        for broken in
            [&b"5\x14a\x14\0"[..], b"+\x14a\x14\0", b"+1e9\x14a\x14\0", b"+nan\x14a\x14\0", b"\x14\x14\0", b"+5\0"]
        {
            assert!(read(broken).is_empty(), "{broken:?}");
        }
    }
}
