//! Layout of an hour's coding, whole hour in view: what each frame costs while panning. Run by `cargo bench --bench timeline`.
#![allow(clippy::disallowed_methods)] // a benchmark needs a clock
#![allow(missing_docs)]

use attune::color::BRIGHT;
use attune::model::{Channel, ChannelId, ChannelKind, Code, CodeId, EntryMode, Event, EventId, Role, Timing, Track};
use attune::time::{Millis, Span};
use attune::timeline::{Lanes, Live, Metrics, Scale, View, hit, layout, minimap};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;

const HOUR: i64 = 3_600_000;
const CHANNELS: u32 = 10;
const WIDTH: f64 = 1400.0;

fn main() {
    for events in [10_000, 100_000] {
        run(events);
    }
}

fn run(events: u32) {
    let channels: Vec<Channel> = (0..CHANNELS).map(channel).collect();
    let tracks: Vec<Track> = (0..CHANNELS).map(|nth| track(nth, events / CHANNELS)).collect();
    let lanes = Lanes::new(&channels, &Metrics::DEFAULT);
    let selection = BTreeSet::from([EventId(7), EventId(5000)]);
    let mut scale = Scale::new(Millis(HOUR), WIDTH);
    let view = |scale| View {
        channels: &channels,
        tracks: &tracks,
        lanes: &lanes,
        scale,
        playhead: Millis(HOUR / 2),
        selection: &selection,
    };

    let mut shapes = 0;
    let whole = p95(|nth| {
        scale.pan_by(if nth % 2 == 0 { 1.0 } else { -1.0 });
        let list = layout(&view(&scale), &Live::default());
        shapes = list.rects.len() + list.points.len();
        black_box(&list);
    });
    println!("bench timeline_layout_p95_ms/{events} {whole:.3} ms");
    println!("bench timeline_shapes/{events} {shapes} shapes");

    let strip = p95(|_| {
        black_box(minimap(&view(&scale), WIDTH, 30.0));
    });
    println!("bench timeline_minimap_p95_ms/{events} {strip:.3} ms");

    let mut near = scale;
    near.zoom_about(WIDTH / 2.0, 60.0);
    let minute = p95(|nth| {
        near.pan_by(if nth % 2 == 0 { 1.0 } else { -1.0 });
        black_box(layout(&view(&near), &Live::default()));
    });
    println!("bench timeline_layout_minute_p95_ms/{events} {minute:.3} ms");

    let under = p95(|nth| {
        for lane in &lanes.lanes {
            black_box(hit(&view(&scale), f64::from(nth % 1400), lane.y + lane.height / 2.0));
        }
    });
    println!("bench timeline_hit_p95_us/{events} {:.3} us", under * 1000.0 / f64::from(CHANNELS));
}

/// The 95th percentile of 300 runs, in milliseconds.
fn p95(mut work: impl FnMut(u32)) -> f64 {
    let mut times: Vec<f64> = (0..300)
        .map(|nth| {
            let start = Instant::now();
            work(nth);
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() * 95 / 100]
}

fn channel(nth: u32) -> Channel {
    let kind = match nth {
        8 => ChannelKind::State { exclusive: false },
        9 => ChannelKind::Point,
        _ => ChannelKind::State { exclusive: true },
    };
    let codes = (0..5)
        .map(|code| Code {
            id: CodeId(nth * 10 + code),
            label: String::new(),
            key: None,
            color: BRIGHT[code as usize],
            definition: String::new(),
        })
        .collect();
    Channel {
        id: ChannelId(nth),
        role: if nth < CHANNELS / 2 { Role::Parent } else { Role::Child },
        name: String::new(),
        kind,
        entry: EntryMode::Toggle,
        definition: String::new(),
        codes,
    }
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
        track.events.push(Event {
            id: EventId(channel * events + nth),
            code: CodeId(channel * 10 + (state >> 8) % 5),
            timing,
            comment: String::new(),
            cut_off: false,
        });
    }
    track
}
