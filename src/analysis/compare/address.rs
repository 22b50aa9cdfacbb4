//! The form of settings in an address: what differs from the usual, short enough to be sent to a colleague.

use super::{Pairing, Settings, Statistic};
use crate::analysis::agreement::Uncoded;
use crate::model::{ChannelId, ObservationId};
use crate::time::Millis;

/// What is between the parts of a list: it needs no escape in an address.
const BETWEEN: char = '.';

impl Settings {
    /// What differs from the usual, as `of=2.3&onset=1000&show=kappa.alpha`.
    ///
    /// ```
    /// use attune::{analysis::compare::Settings, time::Millis};
    /// let settings = Settings { onset: Millis(1000), ..Settings::default() };
    /// assert_eq!((settings.query().as_str(), Settings::parse("onset=1000")), ("onset=1000", settings));
    /// ```
    pub fn query(&self) -> String {
        let usual = Self::default();
        let list = |all: Vec<String>| (!all.is_empty()).then(|| all.join(&BETWEEN.to_string()));
        let differs = |own: i64, usual: i64| (own != usual).then(|| own.to_string());
        let parts = [
            ("of", list(self.codings.iter().map(|id| id.0.to_string()).collect())),
            ("channels", list(self.channels.iter().map(|id| id.0.to_string()).collect())),
            ("show", list(self.statistics.iter().map(|statistic| statistic.id().to_owned()).collect())),
            ("uncoded", (self.uncoded != usual.uncoded).then(|| "out".to_owned())),
            ("codes", self.used_codes_only.then(|| "used".to_owned())),
            ("unit", differs(self.unit.0, usual.unit.0)),
            ("tolerance", differs(self.tolerance.into(), usual.tolerance.into())),
            ("pairing", (self.pairing != usual.pairing).then(|| "overlap".to_owned())),
            ("onset", differs(self.onset.0, usual.onset.0)),
            ("offset", self.offset.map(|offset| offset.0.to_string())),
            ("share", differs(self.offset_share.into(), usual.offset_share.into())),
            ("overlap", differs(self.overlap.into(), usual.overlap.into())),
            ("longer", differs(self.longer.into(), usual.longer.into())),
            ("resamples", differs(self.resamples.into(), usual.resamples.into())),
            ("seed", (self.seed != usual.seed).then(|| self.seed.to_string())),
            ("block", differs(self.block.0, usual.block.0)),
            ("confidence", differs(self.confidence.into(), usual.confidence.into())),
        ];
        let written = parts.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        written.collect::<Vec<_>>().join("&")
    }

    /// Reads that form. What it does not know or cannot read is as usual; values that are out of range are brought into it.
    pub fn parse(query: &str) -> Self {
        let mut settings = Self::default();
        for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            settings.read(name, value);
        }
        settings.in_range()
    }

    /// Takes one value; none where it makes no sense.
    fn read(&mut self, name: &str, value: &str) -> Option<()> {
        let numbers = || value.split(BETWEEN).filter_map(|part| part.parse::<u32>().ok());
        let millis = || value.parse().ok().map(Millis);
        match name {
            "of" => self.codings = numbers().map(ObservationId).collect(),
            "channels" => self.channels = numbers().map(ChannelId).collect(),
            "show" => self.statistics = value.split(BETWEEN).filter_map(Statistic::parse).collect(),
            "uncoded" if value == "out" => self.uncoded = Uncoded::LeftOut,
            "codes" if value == "used" => self.used_codes_only = true,
            "unit" => self.unit = millis()?,
            "tolerance" => self.tolerance = value.parse().ok()?,
            "pairing" if value == "overlap" => self.pairing = Pairing::Overlap,
            "onset" => self.onset = millis()?,
            "offset" => self.offset = Some(millis()?),
            "share" => self.offset_share = value.parse().ok()?,
            "overlap" => self.overlap = value.parse().ok()?,
            "longer" => self.longer = value.parse().ok()?,
            "resamples" => self.resamples = value.parse().ok()?,
            "seed" => self.seed = value.parse().ok()?,
            "block" => self.block = millis()?,
            "confidence" => self.confidence = value.parse().ok()?,
            _ => {}
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_round_trip() {
        let all = Settings {
            codings: [7, 2, 12].map(ObservationId).to_vec(),
            channels: vec![ChannelId(3)],
            statistics: vec![Statistic::KappaUnit, Statistic::F1],
            uncoded: Uncoded::LeftOut,
            used_codes_only: true,
            unit: Millis(250),
            tolerance: 3,
            pairing: Pairing::Overlap,
            onset: Millis(0),
            offset: Some(Millis(500)),
            offset_share: 0,
            overlap: 10,
            longer: 80,
            resamples: 10_000,
            seed: u64::MAX,
            block: Millis(5000),
            confidence: 90,
        };
        let mut seen = std::collections::BTreeSet::new();
        for settings in [Settings::default(), all] {
            let query = settings.query();
            assert_eq!(Settings::parse(&query), settings, "{query}");
            assert!(query.chars().all(|c| c.is_ascii_alphanumeric() || "=&.-".contains(c)), "{query}");
            seen.insert(query.matches('=').count());
        }
        // All fields, and none of the usual.
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [0, 17]);
    }

    #[test]
    fn what_makes_no_sense_is_as_usual_or_brought_into_range() {
        for query in ["", "&&=", "onset=x", "of=x", "uncoded=1", "new=1", "show=nothing.", "codes=", "confidence=300"] {
            assert_eq!(Settings::parse(query), Settings::default(), "{query}");
        }
        assert_eq!(Settings::parse("onset=-1").onset, Millis(0));
        assert_eq!(Settings::parse("onset=99999999").onset, Millis(60_000));
        assert_eq!(Settings::parse("of=1.1.2").codings, [ObservationId(1), ObservationId(2)]);
    }
}
