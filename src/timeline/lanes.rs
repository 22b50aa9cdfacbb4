//! Where each channel's lane lies.

use super::{Metrics, SignalLane};
use crate::model::{Channel, ChannelId, ChannelKind, Role};

/// A curve gets the height of so many rows: its rises and falls are to be read, not only seen.
const RATING_ROWS: usize = 5;

/// One channel's strip across the timeline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lane {
    /// The channel.
    pub channel: ChannelId,
    /// The channel's place among the scheme's channels, and its track's among the observation's.
    pub index: usize,
    /// Whom the channel is about.
    pub role: Role,
    /// Its upper end.
    pub y: f64,
    /// Its height.
    pub height: f64,
    /// How many rows it is split into: one for each code where states of different codes may overlap, else 1.
    pub rows: usize,
}

/// All lanes about one partner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// The partner.
    pub role: Role,
    /// Its upper end.
    pub y: f64,
    /// Its height, without the gap that follows.
    pub height: f64,
}

/// The lanes of a scheme, grouped by partner: parent, child, others.
#[derive(Debug, Clone, PartialEq)]
pub struct Lanes {
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// From top to bottom.
    pub groups: Vec<Group>,
    /// Lanes of signals, from top to bottom.
    pub signals: Vec<SignalLane>,
    /// The height of everything.
    pub height: f64,
    /// The sizes they were made with.
    pub metrics: Metrics,
}

impl Lane {
    /// Upper end and height of one row; the first for a row that the lane lacks.
    pub fn row(&self, row: usize) -> (f64, f64) {
        let height = self.height / as_px(self.rows.max(1));
        let row = if row < self.rows { row } else { 0 };
        (self.y + as_px(row) * height, height)
    }

    /// The middle of a diamond of the `code`-th of `codes` codes. They are staggered from top to bottom, so that two at one moment
    /// are both seen and their place tells them apart as well as their color.
    pub fn point_y(&self, code: usize, codes: usize, size: f64) -> f64 {
        let room = (self.height - size).max(0.0);
        let share = if codes > 1 { as_px(code) / as_px(codes - 1) } else { 0.5 };
        self.y + (self.height - room) / 2.0 + share * room
    }
}

impl Lanes {
    /// Stacks the channels by partner, each partner's in the scheme's order.
    pub fn new(channels: &[Channel], metrics: &Metrics) -> Self {
        Self::of(channels, metrics, |_| true)
    }

    /// The same of some channels; the others have no lane.
    pub fn of(channels: &[Channel], metrics: &Metrics, shown: impl Fn(ChannelId) -> bool) -> Self {
        Self::stack(channels, metrics, shown, |channel| match channel.kind {
            ChannelKind::State { .. } | ChannelKind::Interval(_) if !channel.is_exclusive() => {
                channel.codes.len().max(1)
            }
            ChannelKind::Rating(_) => RATING_ROWS,
            _ => 1,
        })
    }

    /// One thin row per channel, together `height` pixels high, for a picture of the whole session.
    pub fn strip(channels: &[Channel], height: f64) -> Self {
        let count = channels.iter().filter(|channel| channel.has_lane()).count();
        Self::stack(channels, &Metrics::strip(height.max(0.0) / as_px(count.max(1))), |_| true, |_| 1)
    }

    fn stack(
        channels: &[Channel],
        metrics: &Metrics,
        shown: impl Fn(ChannelId) -> bool,
        rows: impl Fn(&Channel) -> usize,
    ) -> Self {
        let mut y = metrics.ruler_height + metrics.waveform_height;
        let (mut lanes, mut groups) = (Vec::with_capacity(channels.len()), Vec::new());
        for role in Role::ALL {
            let top = y;
            let of_role = |channel: &Channel| channel.role == role && channel.has_lane() && shown(channel.id);
            for (index, channel) in channels.iter().enumerate().filter(|(_, channel)| of_role(channel)) {
                let rows = rows(channel);
                let height = if rows == 1 {
                    metrics.lane_height
                } else {
                    metrics.lane_height.max(as_px(rows) * metrics.row_height)
                };
                lanes.push(Lane { channel: channel.id, index, role, y, height, rows });
                y += height + metrics.lane_gap;
            }
            if y > top {
                y -= metrics.lane_gap;
                groups.push(Group { role, y: top, height: y - top });
                y += metrics.group_gap;
            }
        }
        let height = if groups.is_empty() { y } else { y - metrics.group_gap };
        Self { lanes, groups, signals: Vec::new(), height, metrics: *metrics }
    }

    /// The channel's lane at a height.
    pub fn at(&self, y: f64) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.y <= y && y < lane.y + lane.height)
    }

    /// The lane of a channel.
    pub fn lane(&self, channel: ChannelId) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.channel == channel)
    }
}

#[allow(clippy::cast_precision_loss)] // counts of channels and codes
fn as_px(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{channel, exclusive, free, points};
    use super::*;

    #[test]
    fn partners_are_grouped_and_keep_the_schemes_order() {
        let mut channels = [channel(1, exclusive()), channel(2, exclusive()), channel(3, exclusive())];
        channels[0].role = Role::Child;
        let lanes = Lanes::new(&channels, &Metrics::DEFAULT);
        assert_eq!(lanes.lanes.iter().map(|lane| lane.channel.0).collect::<Vec<_>>(), [2, 3, 1]);
        assert_eq!(lanes.groups.iter().map(|group| group.role).collect::<Vec<_>>(), [Role::Parent, Role::Child]);
        let [parent, child] = lanes.groups[..] else { panic!("two groups") };
        assert!((child.y - (parent.y + parent.height) - Metrics::DEFAULT.group_gap).abs() < 1e-9);
        assert!((lanes.height - (child.y + child.height)).abs() < 1e-9);
    }

    #[test]
    fn a_channel_whose_codes_may_overlap_has_a_row_for_each() {
        let lanes = Lanes::new(&[channel(1, free())], &Metrics::DEFAULT);
        let lane = lanes.lanes[0];
        assert_eq!(lane.rows, 3);
        let (y, height) = lane.row(2);
        assert!((y + height - (lane.y + lane.height)).abs() < 1e-9);
    }

    #[test]
    fn channels_that_are_not_shown_have_no_lane() {
        let channels = [channel(1, exclusive()), channel(2, exclusive()), channel(3, exclusive())];
        let lanes = Lanes::of(&channels, &Metrics::DEFAULT, |id| id != ChannelId(2));
        let shown: Vec<_> = lanes.lanes.iter().map(|lane| (lane.channel.0, lane.index)).collect();
        assert_eq!(shown, [(1, 0), (3, 2)], "and the others keep their place in the scheme");
        assert!(lanes.height < Lanes::new(&channels, &Metrics::DEFAULT).height);
    }

    #[test]
    fn lanes_are_found_by_height_and_gaps_are_none() {
        let lanes = Lanes::new(&[channel(1, exclusive()), channel(2, points())], &Metrics::DEFAULT);
        let first = lanes.lanes[0];
        assert_eq!(lanes.at(first.y).map(|lane| lane.channel.0), Some(1));
        assert_eq!(lanes.at(first.y + first.height), None);
        assert_eq!(lanes.at(0.0), None);
    }

    #[test]
    fn a_strip_fills_its_height() {
        let lanes = Lanes::strip(&[channel(1, exclusive()), channel(2, free()), channel(3, points())], 24.0);
        assert!((lanes.height - 24.0).abs() < 1e-9);
        assert!(lanes.lanes.iter().all(|lane| (lane.height - 8.0).abs() < 1e-9));
    }
}
