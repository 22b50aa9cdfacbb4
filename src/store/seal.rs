//! The checksum before every saved text: eight hexadecimal digits of its CRC-32 (IEEE) and a space.

use super::DamageError;
use serde::{Deserialize, Serialize};

const DIGITS: usize = 8;

/// Puts the checksum before a text.
pub(super) fn seal(text: &str) -> String {
    format!("{:08x} {text}", crc32fast::hash(text.as_bytes()))
}

/// The text behind a checksum that fits it.
pub(super) fn unseal(sealed: &str) -> Result<&str, DamageError> {
    let (digits, text) = sealed.split_once(' ').ok_or(DamageError::Checksum)?;
    // `from_str_radix` alone would take a sign, and fewer digits.
    let plain = digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let stated = plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten();
    if stated == Some(crc32fast::hash(text.as_bytes())) { Ok(text) } else { Err(DamageError::Checksum) }
}

/// Reads the JSON of a form whose only version so far is 1. The version is looked at first: a newer form may hold anything.
pub(super) fn from_json_v1<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, DamageError> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    let form = |error: serde_json::Error| DamageError::Form { problem: error.to_string() };
    match serde_json::from_str::<Version>(json).map_err(form)?.v {
        1 => serde_json::from_str(json).map_err(form),
        found => Err(DamageError::NewerVersion { found }),
    }
}

/// Writes a form as JSON on one line.
pub(super) fn to_json(form: &impl Serialize) -> String {
    #[expect(clippy::expect_used, reason = "a String takes every text, and every key of the saved forms is a text")]
    serde_json::to_string(form).expect("the saved form has a JSON form")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_altered_or_missing_byte_is_noticed() {
        let sealed = seal(r#"{"v":1,"seq":7}"#);
        assert_eq!(unseal(&sealed), Ok(r#"{"v":1,"seq":7}"#));
        for cut in 0..sealed.len() {
            assert_eq!(unseal(&sealed[..cut]), Err(DamageError::Checksum), "cut at {cut}");
            let mut altered = sealed.clone().into_bytes();
            altered[cut] ^= 1;
            let altered = String::from_utf8(altered).unwrap();
            assert_eq!(unseal(&altered), Err(DamageError::Checksum), "altered at {cut}");
        }
    }

    #[test]
    fn a_sign_is_no_digit() {
        // CRC-32 of the empty text is 0.
        assert_eq!(unseal("00000000 "), Ok(""));
        assert_eq!(unseal("+0000000 "), Err(DamageError::Checksum));
        assert_eq!(unseal("0 "), Err(DamageError::Checksum));
    }
}
