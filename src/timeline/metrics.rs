//! Sizes of the timeline's parts.

/// Sizes in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// The ruler on top: one line of 11 px text over ticks.
    pub ruler_height: f64,
    /// The waveform between ruler and lanes; 0 to leave it out.
    pub waveform_height: f64,
    /// A lane: one line of 11 px text with air; large enough to hit. Ten of them fit under a video on a 13-inch laptop.
    pub lane_height: f64,
    /// A signal's lane: what a heart does within minutes is seen in it.
    pub signal_height: f64,
    /// Between two lanes of one partner.
    pub lane_gap: f64,
    /// Between the partners: wide enough that the two groups read as two.
    pub group_gap: f64,
    /// The least height of one code's row where a channel's codes may overlap.
    pub row_height: f64,
    /// The least row that text is drawn in.
    pub label_row_height: f64,
    /// Text keeps this distance from its rectangle's ends.
    pub label_pad: f64,
    /// The narrowest rectangle that text is drawn in: about three letters.
    pub label_min_width: f64,
    /// What is left free at the end of each rectangle, so that two states of one code in a row are seen to be two.
    pub event_gap: f64,
    /// Width and height of a point's diamond.
    pub point_size: f64,
}

impl Metrics {
    /// The sizes of the timeline under the video.
    pub const DEFAULT: Self = Self {
        ruler_height: 22.0,
        waveform_height: 28.0,
        lane_height: 20.0,
        signal_height: 44.0,
        lane_gap: 4.0,
        group_gap: 10.0,
        row_height: 10.0,
        label_row_height: 12.0,
        label_pad: 6.0,
        label_min_width: 24.0,
        event_gap: 1.0,
        point_size: 12.0,
    };

    /// The same where the screen is low: text still fits, and ten lanes with a sound take a fifth less.
    pub const COMPACT: Self = Self { lane_height: 16.0, lane_gap: 2.0, group_gap: 6.0, ..Self::DEFAULT };

    /// A strip of bare rows of this height.
    pub(crate) fn strip(row_height: f64) -> Self {
        Self {
            ruler_height: 0.0,
            waveform_height: 0.0,
            lane_height: row_height,
            lane_gap: 0.0,
            group_gap: 0.0,
            event_gap: 0.0,
            label_min_width: f64::INFINITY,
            ..Self::DEFAULT
        }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::DEFAULT
    }
}
