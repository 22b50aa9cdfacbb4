//! The header: which signals there are, how they are scaled, and where they lie in a record.

use crate::signals::Unreadable;
use crate::signals::names::{Names, decoded};
use std::ops::Range;

/// The fixed part, and what each signal adds.
const UNIT: usize = 256;

/// The longest record that is read: what 64 channels write in ten seconds at 20 kHz with 24 bits is 38 MB, and no device does.
const MAX_RECORD: usize = 32 << 20;

/// Which of the formats a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdfKind {
    /// Records follow each other, without times.
    Plain,
    /// EDF+C: records follow each other; there are annotations.
    Continuous,
    /// EDF+D: each record says when it begins.
    Discontinuous,
}

/// A signal as the header describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct EdfSignal {
    /// Its name, made unique within the file by a number in parentheses.
    pub label: String,
    /// What its values are counted in; may be empty.
    pub unit: String,
    /// Samples in each record.
    pub per_record: usize,
    /// Value = number in the file × gain + origin.
    gain: f64,
    origin: f64,
    /// Its bytes in a record.
    pub(super) bytes: Range<usize>,
    is_text: bool,
}

/// The header of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct EdfHeader {
    /// Which format.
    pub kind: EdfKind,
    /// How long a record lasts, in milliseconds; 0 where there are annotations only.
    pub record_ms: f64,
    /// How many records there are; `None` while a recording was not ended.
    pub records: Option<u64>,
    pub(super) record_bytes: usize,
    pub(super) header_bytes: usize,
    /// Bytes of a number: 2, in BDF 3.
    pub(super) width: usize,
    all: Vec<EdfSignal>,
}

impl EdfSignal {
    /// The value of a number in the file.
    pub(super) fn value(&self, digital: i32) -> f64 {
        f64::from(digital) * self.gain + self.origin
    }
}

impl EdfHeader {
    /// How many bytes the header has, told by its first 256.
    pub(super) fn length(head: &[u8]) -> Result<usize, Unreadable> {
        let count: usize = number(head, 252..256).ok_or(Unreadable::BrokenHeader)?;
        Ok((count + 1) * UNIT)
    }

    /// Reads a header from the beginning of a file that holds all of it.
    pub fn parse(head: &[u8]) -> Result<Self, Unreadable> {
        if !super::begins_so(head) {
            return Err(Unreadable::BrokenHeader);
        }
        let header_bytes = Self::length(head)?;
        let head = head.get(..header_bytes).ok_or(Unreadable::BrokenHeader)?;
        let count = header_bytes / UNIT - 1;
        let width = if head[0] == 0xff { 3 } else { 2 };
        let records: i64 = number(head, 236..244).ok_or(Unreadable::BrokenHeader)?;
        let seconds: f64 = number(head, 244..252).ok_or(Unreadable::BrokenHeader)?;
        if !(0.0..=86_400.0).contains(&seconds) {
            return Err(Unreadable::BrokenHeader);
        }
        let kind = match text(head, 192..197).get(3..5) {
            Some("+C") => EdfKind::Continuous,
            Some("+D") => EdfKind::Discontinuous,
            _ => EdfKind::Plain,
        };
        // The fields of one kind of all signals stand together: their widths, and where each kind begins.
        let fields = |start: usize, width: usize, nth: usize| {
            let at = UNIT + start * count + width * nth;
            at..at + width
        };
        let mut all: Vec<EdfSignal> = Vec::with_capacity(count);
        let mut names = Names::default();
        let mut at = 0_usize;
        for nth in 0..count {
            let name = text(head, fields(0, 16, nth));
            let level = |start| number::<f64>(head, fields(start, 8, nth));
            let per_record: usize = number(head, fields(216, 8, nth)).ok_or(Unreadable::BrokenHeader)?;
            let bytes = at..at.saturating_add(per_record.saturating_mul(width));
            at = bytes.end;
            if at > MAX_RECORD {
                return Err(Unreadable::RecordTooLong);
            }
            let is_text = matches!(name.as_str(), "EDF Annotations" | "BDF Annotations");
            let (gain, origin) = scale([level(104), level(112), level(120), level(128)]);
            let label = names.unique(&name);
            let unit = text(head, fields(96, 8, nth));
            all.push(EdfSignal { label, unit, per_record, gain, origin, bytes, is_text });
        }
        Ok(Self {
            kind,
            record_ms: seconds * 1000.0,
            records: u64::try_from(records).ok(),
            record_bytes: at,
            header_bytes,
            width,
            all,
        })
    }

    /// The signals that hold numbers.
    pub fn signals(&self) -> impl Iterator<Item = &EdfSignal> {
        self.all.iter().filter(|signal| !signal.is_text && signal.per_record > 0)
    }

    /// Samples per second of a signal; `None` where records have no length.
    #[allow(clippy::cast_precision_loss)] // below 2^25
    pub fn rate(&self, signal: &EdfSignal) -> Option<f64> {
        (self.record_ms > 0.0).then(|| signal.per_record as f64 * 1000.0 / self.record_ms)
    }

    /// The bytes of a record that hold annotations.
    pub(super) fn texts(&self) -> impl Iterator<Item = Range<usize>> {
        let is_plus = self.kind != EdfKind::Plain;
        self.all.iter().filter(move |signal| is_plus && signal.is_text).map(|signal| signal.bytes.clone())
    }
}

/// Gain and origin from the physical and the digital range. Where a range is missing or has no width, numbers are taken as they are.
fn scale(levels: [Option<f64>; 4]) -> (f64, f64) {
    match levels {
        [Some(low), Some(high), Some(digital_low), Some(digital_high)]
            if (digital_high - digital_low).abs() >= 1.0 && low.is_finite() && high.is_finite() =>
        {
            let gain = (high - low) / (digital_high - digital_low);
            (gain, low - digital_low * gain)
        }
        _ => (1.0, 0.0),
    }
}

/// A field, without the spaces that fill it.
fn text(head: &[u8], place: Range<usize>) -> String {
    decoded(head.get(place).unwrap_or_default()).trim_matches([' ', '\0']).to_owned()
}

fn number<T: std::str::FromStr>(head: &[u8], place: Range<usize>) -> Option<T> {
    // Some programs write a decimal comma.
    text(head, place).replace(',', ".").parse().ok()
}
