//! What is asked for, and its form in an address.

use crate::analysis::agreement::Uncoded;
use crate::model::ObservationId;
use crate::time::Millis;

/// The farthest that onsets of a pair may lie apart.
const FARTHEST: Millis = Millis(60_000);

/// All settings of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The codings; the first is the reference. `None` for those that come first in the session.
    pub codings: [Option<ObservationId>; 2],
    /// How far the onsets of a pair of events may lie apart; 0 to 60 s.
    pub tolerance: Millis,
    /// What time without a code is.
    pub uncoded: Uncoded,
}

impl Default for Settings {
    fn default() -> Self {
        Self { codings: [None, None], tolerance: Millis(500), uncoded: Uncoded::Category }
    }
}

impl Settings {
    /// The form in an address: what differs from the usual, as `a=2&b=3&onset=500&uncoded=out`.
    ///
    /// ```
    /// use attune::{analysis::pairwise::Settings, time::Millis};
    /// let settings = Settings { tolerance: Millis(1000), ..Settings::default() };
    /// assert_eq!((settings.query().as_str(), Settings::parse("onset=1000")), ("onset=1000", settings));
    /// ```
    pub fn query(self) -> String {
        let usual = Self::default();
        let coding = |name: &str, id: Option<ObservationId>| id.map(|id| format!("{name}={}", id.0));
        let onset = (self.tolerance != usual.tolerance).then(|| format!("onset={}", self.tolerance.0));
        let uncoded = (self.uncoded != usual.uncoded).then(|| "uncoded=out".to_owned());
        let parts = [coding("a", self.codings[0]), coding("b", self.codings[1]), onset, uncoded];
        parts.into_iter().flatten().collect::<Vec<_>>().join("&")
    }

    /// Reads that form. What it does not know, and values that are out of range, are as usual.
    pub fn parse(query: &str) -> Self {
        let mut settings = Self::default();
        for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            let id = || value.parse().ok().map(ObservationId);
            match name {
                "a" => settings.codings[0] = id(),
                "b" => settings.codings[1] = id(),
                "onset" => {
                    let onset = value.parse().ok().map(Millis);
                    let onset = onset.filter(|onset| (Millis::ZERO..=FARTHEST).contains(onset));
                    settings.tolerance = onset.unwrap_or(settings.tolerance);
                }
                "uncoded" if value == "out" => settings.uncoded = Uncoded::LeftOut,
                _ => {}
            }
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_round_trip() {
        let all = Settings {
            codings: [Some(ObservationId(7)), Some(ObservationId(12))],
            tolerance: Millis(0),
            uncoded: Uncoded::LeftOut,
        };
        for settings in [Settings::default(), all, Settings { uncoded: Uncoded::Category, ..all }] {
            assert_eq!(Settings::parse(&settings.query()), settings);
        }
    }

    #[test]
    fn what_makes_no_sense_is_as_usual() {
        for query in ["", "&&=", "onset=-1", "onset=60001", "onset=x", "a=x", "uncoded=1", "new=1"] {
            assert_eq!(Settings::parse(query), Settings::default(), "{query}");
        }
    }
}
