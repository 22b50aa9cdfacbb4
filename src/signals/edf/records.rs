//! The records: one signal's samples out of all bytes, as they come.

use super::EdfHeader;
use super::annotations::annotations;
use super::header::{EdfKind, EdfSignal};
use crate::signals::samples::Collector;
use crate::signals::{Recording, Unreadable};

/// Takes a file piece by piece and keeps some signals of it.
#[derive(Debug)]
pub(in crate::signals) struct EdfReader {
    labels: Vec<String>,
    /// The header until it is whole; then the record that is not.
    pending: Vec<u8>,
    body: Option<Body>,
    /// All but the samples, which are each signal's own.
    found: Recording,
}

#[derive(Debug)]
struct Body {
    header: EdfHeader,
    /// As they were asked for; `None` for one that is not there.
    kept: Vec<Option<Kept>>,
    /// When the next record begins, if it follows the last one.
    next: f64,
    records: u64,
}

/// A signal that is kept.
#[derive(Debug)]
struct Kept {
    signal: EdfSignal,
    /// Milliseconds from one sample to the next.
    period: f64,
    collector: Collector,
}

impl EdfReader {
    pub(in crate::signals) fn new<'a>(labels: impl IntoIterator<Item = &'a str>) -> Self {
        let labels = labels.into_iter().map(str::to_owned).collect();
        Self { labels, pending: Vec::new(), body: None, found: Recording::default() }
    }

    pub(in crate::signals) fn push(&mut self, mut bytes: &[u8]) -> Result<(), Unreadable> {
        while !bytes.is_empty() {
            let want = match &self.body {
                Some(body) => body.header.record_bytes,
                None if self.pending.len() < 256 => 256,
                None => EdfHeader::length(&self.pending)?,
            };
            // A record that came in one piece need not be copied.
            if self.pending.is_empty() && bytes.len() >= want && self.body.is_some() {
                let (record, rest) = bytes.split_at(want);
                self.record(record);
                bytes = rest;
                continue;
            }
            let taken = bytes.len().min(want.saturating_sub(self.pending.len()));
            self.pending.extend_from_slice(&bytes[..taken]);
            bytes = &bytes[taken..];
            if self.pending.len() < want {
                return Ok(());
            }
            if self.body.is_some() {
                let record = std::mem::take(&mut self.pending);
                self.record(&record);
                self.pending = record;
                self.pending.clear();
            } else if self.pending.len() == EdfHeader::length(&self.pending)? {
                let header = EdfHeader::parse(&self.pending)?;
                self.body = Some(Body::new(header, &self.labels)?);
                self.pending.clear();
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &[u8]) {
        let Some(body) = &mut self.body else { return };
        // What follows the records that the header counts is not one.
        if body.header.records.is_some_and(|records| body.records >= records) {
            return;
        }
        let mut onset = None;
        for place in body.header.texts() {
            for annotation in annotations(record.get(place).unwrap_or_default()) {
                // The first time of a record is its onset; it has no text of its own.
                onset.get_or_insert(annotation.at);
                if !annotation.text.is_empty() {
                    self.found.mark(annotation.at, &annotation.text);
                }
            }
        }
        // Without gaps only the first record's time counts: it may begin within the second that the header names.
        let says = body.header.kind == EdfKind::Discontinuous || body.records == 0;
        let start = onset.filter(|onset| says && (body.records == 0 || *onset >= body.next)).unwrap_or(body.next);
        for Kept { signal, period, collector } in body.kept.iter_mut().flatten() {
            if body.records > 0 && start - body.next > *period / 2.0 {
                collector.gap(body.next);
            }
            let bytes = record.get(signal.bytes.clone()).unwrap_or_default();
            let mut at = start;
            for number in bytes.chunks_exact(body.header.width) {
                #[allow(clippy::cast_possible_truncation)] // finer than what was measured
                collector.push(at, signal.value(digital(number)) as f32);
                at += *period;
            }
        }
        body.next = start + body.header.record_ms;
        body.records += 1;
    }

    /// What was read of each signal, in the order in which they were asked for.
    pub(in crate::signals) fn finish(mut self) -> Vec<Result<Recording, Unreadable>> {
        let Some(body) = self.body else {
            let why = if self.pending.is_empty() { Unreadable::Empty } else { Unreadable::BrokenHeader };
            return self.labels.iter().map(|_| Err(why.clone())).collect();
        };
        self.found.markers.sort_by(|one, other| one.at.total_cmp(&other.at));
        let of = |(label, kept): (String, Option<Kept>)| {
            let kept = kept.ok_or(Unreadable::NoColumn { name: label })?;
            let found = Recording { samples: kept.collector.finish(), ..self.found.clone() };
            if found.samples.has_numbers() { Ok(found) } else { Err(Unreadable::NoNumbers) }
        };
        self.labels.into_iter().zip(body.kept).map(of).collect()
    }
}

impl Body {
    /// Fails where none of the signals is there.
    fn new(header: EdfHeader, labels: &[String]) -> Result<Self, Unreadable> {
        if header.record_ms <= 0.0 || header.signals().next().is_none() {
            return Err(Unreadable::NoSignals);
        }
        let keep = |label: &String| {
            let signal = header.signals().find(|signal| signal.label == *label).cloned()?;
            #[allow(clippy::cast_precision_loss)] // below 2^25
            let period = header.record_ms / signal.per_record as f64;
            Some(Kept { signal, period, collector: Collector::new() })
        };
        let kept: Vec<Option<Kept>> = labels.iter().map(keep).collect();
        match labels.first().filter(|_| kept.iter().all(Option::is_none)) {
            Some(first) => Err(Unreadable::NoColumn { name: first.clone() }),
            None => Ok(Self { header, kept, next: 0.0, records: 0 }),
        }
    }
}

/// A number with its lowest byte first, of two bytes or three.
fn digital(bytes: &[u8]) -> i32 {
    match *bytes {
        [low, high] => i32::from(i16::from_le_bytes([low, high])),
        [low, middle, high] => i32::from_le_bytes([0, low, middle, high]) >> 8,
        _ => 0,
    }
}
