//! Signals as curves in lanes of their own, under the channels of their partner.

use super::lanes::Group;
use super::{Lanes, Line, Pyramid, Scale, Series, Strip, curve};
use crate::model::{Role, SignalId, ValueRange};
use crate::signals::Samples;
use crate::time::Millis;
use std::ops::Range;

/// What a curve keeps from its lane's edges, so that its peaks are seen whole.
const PAD: f64 = 3.0;

/// One signal's strip across the timeline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignalLane {
    /// The signal.
    pub signal: SignalId,
    /// Whose it is.
    pub role: Role,
    /// Its upper end.
    pub y: f64,
    /// Its height.
    pub height: f64,
}

impl Lanes {
    /// Adds lanes for signals, each under the channels of its partner.
    #[must_use]
    pub fn with_signals(mut self, signals: &[(SignalId, Role)]) -> Self {
        let metrics = self.metrics;
        let mut y = metrics.ruler_height + metrics.waveform_height;
        let (mut groups, mut added) = (Vec::new(), Vec::new());
        for role in Role::ALL {
            let before = self.groups.iter().find(|group| group.role == role).copied();
            let mut end = y;
            if let Some(before) = before {
                for lane in self.lanes.iter_mut().filter(|lane| lane.role == role) {
                    lane.y += y - before.y;
                }
                end += before.height;
            }
            for (signal, _) in signals.iter().filter(|(_, of)| *of == role) {
                let top = if end > y { end + metrics.lane_gap } else { end };
                added.push(SignalLane { signal: *signal, role, y: top, height: metrics.signal_height });
                end = top + metrics.signal_height;
            }
            if end > y {
                groups.push(Group { role, y, height: end - y });
                y = end + metrics.group_gap;
            }
        }
        self.height = if groups.is_empty() { y } else { y - metrics.group_gap };
        Self { groups, signals: added, ..self }
    }
}

/// A signal's samples with what makes drawing them cost pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    samples: Samples,
    low: Pyramid,
    /// Only where samples were joined; else both are the same.
    high: Option<Pyramid>,
}

impl Trace {
    /// Sums the samples up.
    pub fn new(samples: Samples) -> Self {
        let of = |read: fn((f64, f64)) -> f64| (0..samples.len()).map(|nth| read(samples.extremes(nth))).collect();
        let high = (samples.per_value() > 1).then(|| of(|(_, high)| high));
        Self { low: of(|(low, _)| low), high, samples }
    }

    /// The samples.
    pub fn samples(&self) -> &Samples {
        &self.samples
    }

    /// The lowest and the highest value of a range of samples.
    fn extremes(&self, range: Range<usize>) -> Option<(f64, f64)> {
        let low = self.low.extremes(range.clone(), |nth| self.samples.extremes(nth).0)?;
        let Some(high) = &self.high else { return Some(low) };
        let high = high.extremes(range, |nth| self.samples.extremes(nth).1)?;
        Some((low.0, high.1))
    }
}

/// A trace that an offset puts on the session clock.
#[derive(Debug, Clone, Copy)]
struct Placed<'a> {
    trace: &'a Trace,
    offset: f64,
}

impl Series for Placed<'_> {
    fn len(&self) -> usize {
        self.trace.samples.len()
    }

    fn time(&self, index: usize) -> f64 {
        self.trace.samples.time(index) + self.offset
    }

    fn value(&self, index: usize) -> f64 {
        self.trace.samples.mean(index)
    }

    fn extremes(&self, range: Range<usize>) -> Option<(f64, f64)> {
        self.trace.extremes(range)
    }
}

/// A signal as it is to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// Its samples.
    pub trace: &'a Trace,
    /// Session time = time in the file + offset.
    pub offset: Millis,
    /// The values at both ends of its lane; `None` to fit them to what is in view.
    pub range: Option<ValueRange>,
}

/// What is drawn in a signal's lane.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalShape {
    /// Whose signal it is, for its color.
    pub role: Role,
    /// Where, and what its ends stand for.
    pub strip: Strip,
    /// The curve; a line of one corner is a lone sample.
    pub lines: Vec<Line>,
}

/// The curve of a signal in its lane. `None` where nothing of it is in view and no range is stated.
pub fn signal_shape(lane: &SignalLane, drawn: &Drawn, scale: &Scale) -> Option<SignalShape> {
    let placed = Placed { trace: drawn.trace, offset: drawn.offset.as_f64() };
    let (min, max) = match drawn.range {
        Some(range) => (range.min.get(), range.max.get()),
        None => in_view(&placed, scale)?,
    };
    let strip = Strip { y: lane.y + PAD, height: (lane.height - 2.0 * PAD).max(0.0), min, max };
    Some(SignalShape { role: lane.role, strip, lines: curve(&placed, scale, &strip) })
}

/// The lowest and the highest value in view.
fn in_view(placed: &Placed, scale: &Scale) -> Option<(f64, f64)> {
    let start = -scale.x(Millis::ZERO) * scale.ms_per_px();
    let first = placed.first_from(start).saturating_sub(1);
    let last = (placed.first_from(start + scale.width() * scale.ms_per_px()) + 1).min(placed.len());
    placed.trace.extremes(first..last)
}

#[cfg(test)]
mod tests {
    use super::super::Metrics;
    use super::super::fixture::{channel, exclusive};
    use super::*;
    use crate::model::{Clock, Delimiter, TableForm};
    use crate::signals::Reader;

    /// Values at 1,000 a second; empty for a missing one.
    fn trace(values: impl Iterator<Item = Option<f64>>) -> Trace {
        let form = TableForm {
            delimiter: Delimiter::Comma,
            decimal_comma: false,
            header: true,
            clock: Clock::Rate { millihertz: 1_000_000 },
            marker: None,
        };
        let mut reader = Reader::new(Some(&form), ["v"]);
        let text: String = values.map(|value| value.map_or("NA\n".into(), |value| format!("{value}\n"))).collect();
        reader.push(b"v\n").unwrap();
        reader.push(text.as_bytes()).unwrap();
        Trace::new(reader.finish().remove(0).unwrap().samples)
    }

    fn lane() -> SignalLane {
        SignalLane { signal: SignalId(1), role: Role::Child, y: 100.0, height: 46.0 }
    }

    #[test]
    fn signals_lie_under_the_channels_of_their_partner_and_move_what_follows() {
        let mut channels = [channel(1, exclusive()), channel(2, exclusive())];
        channels[1].role = Role::Other;
        let bare = Lanes::new(&channels, &Metrics::DEFAULT);
        assert_eq!(bare.clone().with_signals(&[]), bare);
        let signals = [(SignalId(7), Role::Child), (SignalId(8), Role::Parent), (SignalId(9), Role::Parent)];
        let lanes = bare.with_signals(&signals);
        assert_eq!(lanes.signals.iter().map(|lane| lane.signal.0).collect::<Vec<_>>(), [8, 9, 7]);
        assert_eq!(
            lanes.groups.iter().map(|group| group.role).collect::<Vec<_>>(),
            [Role::Parent, Role::Child, Role::Other]
        );
        let mut ends: Vec<(f64, f64)> = lanes.lanes.iter().map(|lane| (lane.y, lane.y + lane.height)).collect();
        ends.extend(lanes.signals.iter().map(|lane| (lane.y, lane.y + lane.height)));
        ends.sort_by(|one, other| one.0.total_cmp(&other.0));
        assert!(ends.windows(2).all(|pair| pair[0].1 < pair[1].0), "{ends:?}");
        assert!(ends[4].1 <= lanes.height);
    }

    #[test]
    fn a_lane_fits_what_is_in_view_unless_a_range_is_stated() {
        let trace = trace((0..10_000).map(|n| Some(if n < 5000 { f64::from(n % 10) } else { 100.0 })));
        let mut scale = Scale::new(Millis(10_000), 1000.0);
        let drawn = Drawn { trace: &trace, offset: Millis::ZERO, range: None };
        let whole = signal_shape(&lane(), &drawn, &scale).unwrap();
        assert_eq!((whole.strip.min, whole.strip.max), (0.0, 100.0));
        scale.zoom_about(0.0, 4.0);
        let part = signal_shape(&lane(), &drawn, &scale).unwrap();
        assert_eq!((part.strip.min, part.strip.max), (0.0, 9.0));
        let stated = Drawn { range: ValueRange::new(-1.0, 4.0), ..drawn };
        let stated = signal_shape(&lane(), &stated, &scale).unwrap();
        assert_eq!((stated.strip.min, stated.strip.max), (-1.0, 4.0));
        // What is beyond the range lies on the edge.
        assert!(stated.lines.iter().flatten().all(|(_, y)| (103.0..=143.0).contains(y)));
    }

    #[test]
    fn the_offset_moves_the_curve() {
        let trace = trace((0..100).map(|n| Some(f64::from(n))));
        let scale = Scale::new(Millis(10_000), 1000.0);
        let shape = |offset| signal_shape(&lane(), &Drawn { trace: &trace, offset, range: None }, &scale).unwrap();
        let first = |offset| shape(offset).lines[0][0].0;
        assert!((first(Millis(2000)) - first(Millis(0)) - 200.0).abs() < 1e-6);
    }

    #[test]
    fn a_gap_stays_open_however_dense_the_curve_is() {
        let trace = trace((0..100_000).map(|n| (!(40_000..60_000).contains(&n)).then_some(5.0)));
        let mut scale = Scale::new(Millis(100_000), 1000.0);
        for _ in 0..3 {
            let drawn = Drawn { trace: &trace, offset: Millis::ZERO, range: None };
            let shape = signal_shape(&lane(), &drawn, &scale).unwrap();
            assert_eq!(shape.lines.len(), 2, "at {} ms a pixel", scale.ms_per_px());
            scale.zoom_about(500.0, 1.9);
        }
    }

    #[test]
    fn a_thinned_signal_keeps_its_peaks() {
        let trace = trace((0..2_200_000).map(|n| Some(if n == 1_000_001 { 50.0 } else { f64::from(n % 3) })));
        assert!(trace.samples().per_value() > 1);
        let scale = Scale::new(Millis(2_200_000), 1000.0);
        let shape = signal_shape(&lane(), &Drawn { trace: &trace, offset: Millis::ZERO, range: None }, &scale).unwrap();
        assert_eq!((shape.strip.min, shape.strip.max), (0.0, 50.0));
    }
}
