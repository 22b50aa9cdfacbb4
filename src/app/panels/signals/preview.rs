//! A first look at a column, before it is added.

use crate::model::{Role, SignalId, TableForm};
use crate::signals::{Reader, Unreadable};
use crate::time::Millis;
use crate::timeline::{Drawn, Scale, SignalLane, Trace, signal_shape};
use std::fmt::Write;

/// How much of a file is looked at.
const BYTES: usize = 1 << 18;

/// The size of the picture.
pub const SIZE: (f64, f64) = (560.0, 72.0);

/// The beginning of a column.
pub fn trace(head: &[u8], table: Option<&TableForm>, column: &str) -> Result<Trace, Unreadable> {
    let mut part = &head[..head.len().min(BYTES)];
    // A row that was cut would show a number that is not there.
    if let (Some(_), Some(end)) = (table, part.iter().rposition(|byte| *byte == b'\n')) {
        part = if part.len() < BYTES { part } else { &part[..=end] };
    }
    let mut reader = Reader::new(table, [column]);
    reader.push(part)?;
    let read = reader.finish().pop().unwrap_or(Err(Unreadable::NoNumbers))?;
    Ok(Trace::new(read.samples))
}

/// The curve as the path of an SVG picture of [`SIZE`].
pub fn path(trace: &Trace) -> String {
    let (width, height) = SIZE;
    let (first, last) = trace.samples().reach().unwrap_or_default();
    let offset = Millis::ZERO - Millis::from_seconds(first / 1000.0);
    let scale = Scale::new(Millis::from_seconds((last - first) / 1000.0), width);
    let lane = SignalLane { signal: SignalId(0), role: Role::Other, y: 0.0, height };
    let shape = signal_shape(&lane, &Drawn { trace, offset, range: None }, &scale);
    let mut text = String::new();
    for line in shape.iter().flat_map(|shape| &shape.lines) {
        for (nth, (x, y)) in line.iter().enumerate() {
            // Writing to a String cannot fail.
            write!(text, "{}{x:.1} {y:.1} ", if nth == 0 { 'M' } else { 'L' }).ok();
        }
        if let [(x, y)] = line.as_slice() {
            write!(text, "L{:.1} {y:.1} ", x + 1.0).ok();
        }
    }
    text
}
