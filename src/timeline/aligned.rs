//! The lanes of several coders, stacked channel by channel, and where they differ.

use super::{Group, Lane, Lanes, Metrics, Scale};
use crate::model::{Channel, ChannelId};
use crate::time::Span;

/// Between the lanes of two coders, in pixels: less than between channels.
const BETWEEN: f64 = 2.0;

/// A box over the lanes of a channel: left and upper end, width, height.
pub type Shade = (f64, f64, f64, f64);

/// The lanes of each of some coders: below each channel's lane of the first lie those of the others.
pub fn aligned(
    channels: &[Channel],
    coders: usize,
    metrics: &Metrics,
    shown: impl Fn(ChannelId) -> bool,
) -> Vec<Lanes> {
    let base = Lanes::of(channels, metrics, shown);
    let mut all: Vec<Lanes> =
        (0..coders).map(|_| Lanes { lanes: Vec::new(), groups: Vec::new(), ..base.clone() }).collect();
    let mut y = metrics.ruler_height + metrics.waveform_height;
    for (nth, lane) in base.lanes.iter().enumerate() {
        if nth > 0 {
            y += metrics.group_gap;
        }
        for own in &mut all {
            own.lanes.push(Lane { y, ..*lane });
            own.groups.push(Group { role: lane.role, y, height: lane.height });
            y += lane.height + BETWEEN;
        }
        y -= BETWEEN;
    }
    for own in &mut all {
        own.height = y;
    }
    all
}

/// The boxes of some stretches, by onset, over all coders' lanes of a channel; those in view. Stretches that lie within a pixel of each
/// other are one box, so that there are no more of them than pixels.
pub fn shades(lanes: &[Lanes], channel: ChannelId, scale: &Scale, spans: &[Span]) -> Vec<Shade> {
    let edges =
        lanes.first().and_then(|first| first.lane(channel)).zip(lanes.last().and_then(|last| last.lane(channel)));
    let Some((first, last)) = edges else { return Vec::new() };
    let (top, height) = (first.y - 1.0, last.y + last.height - first.y + 2.0);
    let mut boxes: Vec<Shade> = Vec::new();
    for span in spans {
        let (left, right) = (scale.x(span.start()).max(-1.0), scale.x(span.end()).min(scale.width() + 1.0));
        if right < 0.0 || left > scale.width() {
            continue;
        }
        match boxes.last_mut() {
            Some(before) if left - (before.0 + before.2) < 1.0 => before.2 = (right - before.0).max(before.2),
            _ => boxes.push((left, top, (right - left).max(2.0), height)),
        }
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{channel, exclusive, free};
    use super::*;
    use crate::time::Millis;

    fn span(start: i64, end: i64) -> Span {
        Span::new(Millis(start), Millis(end)).unwrap()
    }

    #[test]
    fn coders_lie_below_each_other_channel_by_channel() {
        let channels = [channel(1, exclusive()), channel(2, free()), channel(3, exclusive())];
        let all = aligned(&channels, 3, &Metrics::DEFAULT, |id| id != ChannelId(3));
        let mut order: Vec<(f64, u32, usize)> = Vec::new();
        for (coder, lanes) in all.iter().enumerate() {
            order.extend(lanes.lanes.iter().map(|lane| (lane.y, lane.channel.0, coder)));
        }
        order.sort_by(|one, other| one.0.total_cmp(&other.0));
        let order: Vec<(u32, usize)> = order.into_iter().map(|(_, channel, coder)| (channel, coder)).collect();
        assert_eq!(order, [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]);
        let last = all[2].lanes[1];
        assert!((all[0].height - (last.y + last.height)).abs() < 1e-9);
    }

    #[test]
    fn shades_cover_all_coders_and_join_where_they_would_not_be_told_apart() {
        let channels = [channel(1, exclusive())];
        let all = aligned(&channels, 2, &Metrics::DEFAULT, |_| true);
        let scale = Scale::new(Millis(10_000), 1000.0);
        let spans = [span(100, 200), span(205, 300), span(1000, 2000)];
        let boxes = shades(&all, ChannelId(1), &scale, &spans);
        assert_eq!(boxes.iter().map(|shade| (shade.0, shade.2)).collect::<Vec<_>>(), [(10.0, 20.0), (100.0, 100.0)]);
        let (first, last) = (all[0].lanes[0], all[1].lanes[0]);
        assert!(boxes[0].1 <= first.y && boxes[0].1 + boxes[0].3 >= last.y + last.height);
        assert!(shades(&all, ChannelId(9), &scale, &spans).is_empty());
    }
}
