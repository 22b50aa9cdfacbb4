//! What is asked for: which codings, how they are paired, which numbers.

use super::Statistic;
use crate::analysis::agreement::{Rule, Uncoded};
use crate::model::{ChannelId, ObservationId};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// How many codings of a session can be compared at once.
pub const MAX_CODINGS: usize = 6;

/// How events of two coders are paired for precision, recall, F₁, edge differences and the list of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pairing {
    /// Onsets, and offsets where that is set, lie near each other.
    Edges,
    /// Common time over the extent of both reaches a least.
    Overlap,
}

/// All settings of a comparison. Every number depends on these and on nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The codings, two to six of one session; the first is the reference of precision and recall, and its scheme names channels and codes.
    pub codings: Vec<ObservationId>,
    /// The channels, by the scheme of the first coding; empty for all.
    pub channels: Vec<ChannelId>,
    /// The numbers; empty for those of [`Statistic::is_usual`].
    pub statistics: Vec<Statistic>,
    /// What time without a code is.
    pub uncoded: Uncoded,
    /// Counts the codes that occurred, not all of the scheme, where a measure depends on how many there are.
    pub used_codes_only: bool,
    /// The unit of time-unit κ, of points, and of other programs' numbers by unit; 10 ms to 10 min.
    pub unit: Millis,
    /// By how many units time-unit κ lets coders differ; up to 100.
    pub tolerance: u32,
    /// How events are paired.
    pub pairing: Pairing,
    /// How far onsets may be apart; 0 to 60 s.
    pub onset: Millis,
    /// How far offsets may be apart at least; `None` leaves them out of account.
    pub offset: Option<Millis>,
    /// How far offsets may be apart as a share of the reference's length, where that is more; percent.
    pub offset_share: u8,
    /// The least common time of a pair, as a share of the extent of both; 1 to 100 percent.
    pub overlap: u8,
    /// The least common time of a pair, as a share of the longer event, for EasyDIAg, ELAN and INTERACT; 1 to 100 percent.
    pub longer: u8,
    /// How many resamples an interval of a time-based number rests on; 0 for no such intervals, up to 10,000.
    pub resamples: u32,
    /// Where the random numbers start.
    pub seed: u64,
    /// The length of the blocks that are drawn; a tenth of the time compared where that is shorter. 1 s to 10 min.
    pub block: Millis,
    /// The confidence of all intervals, in percent; 50 to 99.
    pub confidence: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            codings: Vec::new(),
            channels: Vec::new(),
            statistics: Vec::new(),
            uncoded: Uncoded::Category,
            used_codes_only: false,
            unit: Millis(1000),
            tolerance: 1,
            pairing: Pairing::Edges,
            onset: Millis(500),
            offset: None,
            offset_share: 50,
            overlap: 50,
            longer: 60,
            resamples: 1000,
            seed: 1,
            block: Millis(30_000),
            confidence: 95,
        }
    }
}

impl Settings {
    /// The usual settings for some codings.
    pub fn of(codings: impl IntoIterator<Item = ObservationId>) -> Self {
        Self { codings: codings.into_iter().collect(), ..Self::default() }
    }

    /// With every value within its range and each coding once.
    #[must_use]
    pub fn in_range(mut self) -> Self {
        let between = |value: Millis, low: i64, high: i64| Millis(value.0.clamp(low, high));
        let mut seen = Vec::new();
        self.codings.retain(|coding| {
            !seen.contains(coding) && seen.len() < MAX_CODINGS && {
                seen.push(*coding);
                true
            }
        });
        self.unit = between(self.unit, 10, 600_000);
        self.tolerance = self.tolerance.min(100);
        self.onset = between(self.onset, 0, 60_000);
        self.offset = self.offset.map(|offset| between(offset, 0, 60_000));
        self.offset_share = self.offset_share.min(100);
        self.overlap = self.overlap.clamp(1, 100);
        self.longer = self.longer.clamp(1, 100);
        self.resamples = self.resamples.min(10_000);
        self.block = between(self.block, 1000, 600_000);
        self.confidence = self.confidence.clamp(50, 99);
        self
    }

    /// Whether a number was asked for.
    pub fn asks_for(&self, statistic: Statistic) -> bool {
        if self.statistics.is_empty() { statistic.is_usual() } else { self.statistics.contains(&statistic) }
    }

    /// When two events may be paired.
    pub fn rule(&self, same_code: bool) -> Rule {
        match self.pairing {
            Pairing::Edges => Rule::Collar {
                onset: self.onset,
                offset: self.offset,
                share: f64::from(self.offset_share) / 100.0,
                same_code,
            },
            Pairing::Overlap => Rule::Overlap { least: f64::from(self.overlap) / 100.0, same_code },
        }
    }

    /// The confidence as a share.
    pub(super) fn level(&self) -> f64 {
        f64::from(self.confidence) / 100.0
    }
}
