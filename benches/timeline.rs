//! Layout of an hour's coding, whole hour in view: what each frame costs while panning. Run by `cargo bench --bench timeline`.
#![allow(clippy::disallowed_methods)] // a benchmark needs a clock
#![allow(missing_docs)]

mod timing;

use attune::color::BRIGHT;
use attune::model::{
    Channel, ChannelId, ChannelKind, Clock, Code, CodeId, Delimiter, EntryMode, Event, EventId, Role, SignalId,
    TableForm, Timing, Track,
};
use attune::signals::Reader;
use attune::time::{Millis, Span};
use attune::timeline::{Drawn, Lanes, Live, Metrics, Scale, Trace, View, hit, layout, minimap, signal_shape};
use std::collections::BTreeSet;
use std::hint::black_box;

const HOUR: i64 = 3_600_000;
const CHANNELS: u32 = 10;
const WIDTH: f64 = 1400.0;

fn main() {
    for events in [10_000, 100_000] {
        run(events);
    }
    signals();
}

/// Four signals of a million samples each, whole hour in view: what they add to a frame.
fn signals() {
    let form = TableForm {
        delimiter: Delimiter::Comma,
        decimal_comma: false,
        header: false,
        clock: Clock::Rate { millihertz: 277_778 },
        marker: None,
    };
    let ids = [0, 1, 2, 3].map(SignalId);
    let traces = ids.map(|id| {
        let mut reader = Reader::new(Some(&form), ["1"]);
        let mut state = id.0 + 1;
        for _ in 0..1_000_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            reader.push(format!("{}\n", state >> 20).as_bytes()).ok();
        }
        let read = reader.finish().pop().and_then(Result::ok);
        Trace::new(read.map(|recording| recording.samples).unwrap_or_default())
    });
    let lanes = Lanes::new(&[], &Metrics::DEFAULT).with_signals(&ids.map(|id| (id, Role::Child)));
    let mut scale = Scale::new(Millis(HOUR), WIDTH);
    let frame = time(|nth| {
        scale.pan_by(if nth % 2 == 0 { 1.0 } else { -1.0 });
        for (lane, trace) in lanes.signals.iter().zip(&traces) {
            black_box(signal_shape(lane, &Drawn { trace, offset: Millis::ZERO, range: None }, &scale));
        }
    });
    print("signals", 1_000_000, frame, "ms");
}

struct Hour {
    channels: Vec<Channel>,
    tracks: Vec<Track>,
    lanes: Lanes,
    selection: BTreeSet<EventId>,
}

impl Hour {
    fn view<'a>(&'a self, scale: &'a Scale) -> View<'a> {
        View {
            channels: &self.channels,
            tracks: &self.tracks,
            lanes: &self.lanes,
            scale,
            playhead: Millis(HOUR / 2),
            selection: &self.selection,
        }
    }
}

fn run(events: u32) {
    let channels: Vec<Channel> = (0..CHANNELS).map(channel).collect();
    let hour = Hour {
        tracks: (0..CHANNELS).map(|nth| track(nth, events / CHANNELS)).collect(),
        lanes: Lanes::new(&channels, &Metrics::DEFAULT),
        channels,
        selection: BTreeSet::from([EventId(7), EventId(5000)]),
    };
    let mut scale = Scale::new(Millis(HOUR), WIDTH);

    let mut shapes = 0;
    let whole = time(|nth| {
        scale.pan_by(if nth % 2 == 0 { 1.0 } else { -1.0 });
        let list = layout(&hour.view(&scale), &Live::default());
        shapes = list.rects.len() + list.points.len();
        black_box(&list);
    });
    print("layout", events, whole, "ms");
    println!("bench timeline_shapes/{events} {shapes} shapes");

    let strip = time(|_| {
        black_box(minimap(&hour.view(&scale), WIDTH, 30.0));
    });
    print("minimap", events, strip, "ms");

    let mut near = scale;
    near.zoom_about(WIDTH / 2.0, 60.0);
    let minute = time(|nth| {
        near.pan_by(if nth % 2 == 0 { 1.0 } else { -1.0 });
        black_box(layout(&hour.view(&near), &Live::default()));
    });
    print("layout_minute", events, minute, "ms");

    let under = time(|nth| {
        for lane in &hour.lanes.lanes {
            black_box(hit(&hour.view(&scale), f64::from(nth % 1400), lane.y + lane.height / 2.0));
        }
    });
    let per_hit = 1000.0 / f64::from(CHANNELS);
    print("hit", events, (under.0 * per_hit, under.1 * per_hit), "us");
}

/// The least and the 95th percentile of 300 runs, in milliseconds.
fn time(work: impl FnMut(u32)) -> (f64, f64) {
    let times = timing::times(300, work);
    (times[0], times[times.len() * 95 / 100])
}

/// One line a figure; the least beside the 95th percentile tells what a busy machine adds.
fn print(name: &str, events: u32, (least, p95): (f64, f64), unit: &str) {
    println!("bench timeline_{name}_min_{unit}/{events} {least:.3} {unit}");
    println!("bench timeline_{name}_p95_{unit}/{events} {p95:.3} {unit}");
}

fn channel(nth: u32) -> Channel {
    let kind = match nth {
        8 => ChannelKind::State { exclusive: false },
        9 => ChannelKind::Point,
        _ => ChannelKind::State { exclusive: true },
    };
    let codes = (0..5).map(|code| Code::new(CodeId(nth * 10 + code), "", BRIGHT[code as usize])).collect();
    let role = if nth < CHANNELS / 2 { Role::Parent } else { Role::Child };
    Channel { codes, ..Channel::new(ChannelId(nth), role, "", kind) }
}

/// Events of uneven length with pauses, codes by a small linear congruence so that no two runs differ.
fn track(channel: u32, events: u32) -> Track {
    let mut track = Track::new(ChannelId(channel), EntryMode::Toggle);
    let step = HOUR / i64::from(events);
    let mut state = channel + 1;
    for nth in 0..events {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let onset = Millis(i64::from(nth) * step);
        let length = Millis((step * i64::from(state >> 24) / 256).max(1));
        let timing = match Span::new(onset, onset + length) {
            Some(span) if channel != 9 => Timing::State(span),
            _ => Timing::Point(onset),
        };
        let code = CodeId(channel * 10 + (state >> 8) % 5);
        track.events.push(Event::new(EventId(channel * events + nth), code, timing));
    }
    track
}
