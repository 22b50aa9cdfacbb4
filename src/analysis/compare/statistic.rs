//! The numbers by name, and where each applies.

use serde::{Deserialize, Serialize};

/// What a number is counted in, and what its n counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Time, or the units and windows of channels that are judged by these.
    Time,
    /// Units of time by the settings.
    Units,
    /// Events.
    Events,
    /// Ratings: samples of a curve, or sessions with a score.
    Values,
    /// What another program gives.
    Program,
}

macro_rules! statistics {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $basis:ident, $usual:literal;)+) => {
        /// A measure of agreement. Its [`id`](Statistic::id) is stable: it stands in addresses and exports, and words are found by it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Statistic {
            $($(#[$doc])* #[serde(rename = $id)] $name,)+
        }

        impl Statistic {
            /// All, in the order of a table's columns.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its name in addresses, exports and the catalog of words.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }

            /// What it is counted in.
            pub const fn basis(self) -> Basis {
                match self { $(Self::$name => Basis::$basis),+ }
            }

            /// Whether it is shown unless one chooses.
            pub const fn is_usual(self) -> bool {
                match self { $(Self::$name => $usual),+ }
            }
        }
    };
}

statistics! {
    /// Share of the time in which coders say the same; of more than two, the mean over pairs.
    Percent = "percent", Time, true;
    /// Specific agreement on a code's presence.
    Positive = "positive", Time, true;
    /// Specific agreement on a code's absence.
    Negative = "negative", Time, false;
    /// Cohen's κ, by duration.
    Kappa = "kappa", Time, true;
    /// The highest κ that the coders' totals allow.
    KappaMax = "kappa-max", Time, true;
    /// Bennett's S: PABAK for two categories.
    Pabak = "pabak", Time, false;
    /// How much more often a code is there than not, for both coders.
    Prevalence = "prevalence", Time, false;
    /// How much more often the first coder gives a code than the second.
    Bias = "bias", Time, false;
    /// Gwet's AC₁.
    Ac1 = "ac1", Time, false;
    /// Scott's π; Fleiss' κ of more than two coders.
    Pi = "pi", Time, false;
    /// Conger's κ: Cohen's for more than two coders.
    Conger = "conger", Time, true;
    /// Light's κ: the mean of Cohen's κ over all pairs.
    Light = "light", Time, false;
    /// Randolph's free-marginal κ.
    Randolph = "randolph", Time, false;
    /// Krippendorff's nominal α.
    Alpha = "alpha", Time, true;
    /// How accurate two alike observers must be to reach this κ.
    Accuracy = "accuracy", Time, false;
    /// Time-unit κ with tolerance, the mean of both directions.
    KappaUnit = "kappa-unit", Units, true;
    /// Time-unit κ with tolerance, seen from the first coder.
    KappaUnitFirst = "kappa-unit-first", Units, false;
    /// Time-unit κ with tolerance, seen from the second coder.
    KappaUnitSecond = "kappa-unit-second", Units, false;
    /// κ of events paired whatever their code, with a row and column for those without a partner.
    KappaEvents = "kappa-events", Events, true;
    /// κ of events linked by overlap, unmatched ones included: EasyDIAg.
    EasyDiag = "easydiag", Events, false;
    /// The same of linked events alone.
    EasyDiagMatched = "easydiag-matched", Events, false;
    /// Share of events that are linked by overlap.
    Linked = "linked", Events, false;
    /// κ of the two sequences of codes, aligned at the least cost.
    KappaSequence = "kappa-sequence", Events, false;
    /// The same of events that are near each other in time only.
    KappaTimed = "kappa-timed", Events, false;
    /// Krippendorff's α_U of 2004: where units are, code by code.
    AlphaU = "alpha-u", Events, false;
    /// Krippendorff's ᵤα of 2016: where units are and what they are.
    UAlpha = "u-alpha", Events, false;
    /// The same of coded or not.
    UAlphaBinary = "u-alpha-binary", Events, false;
    /// The same of the codes where both coded; of one code, (k)ᵤα.
    UAlphaCodes = "cu-alpha", Events, false;
    /// Mathet's γ.
    Gamma = "gamma", Events, false;
    /// γ_cat of the codes of aligned units; of one code, γ_k.
    GammaCodes = "gamma-cat", Events, false;
    /// Share of the second coder's events that pair with one of the first.
    Precision = "precision", Events, false;
    /// Share of the first coder's events that pair with one of the second.
    Recall = "recall", Events, false;
    /// Harmonic mean of both.
    F1 = "f1", Events, true;
    /// Mean difference of the onsets of pairs, second minus first, in ms.
    OnsetBias = "onset-bias", Events, false;
    /// Mean absolute difference of the onsets of pairs, in ms.
    OnsetMae = "onset-mae", Events, true;
    /// Mean difference of the offsets of pairs, in ms.
    OffsetBias = "offset-bias", Events, false;
    /// Mean absolute difference of the offsets of pairs, in ms.
    OffsetMae = "offset-mae", Events, false;
    /// Mean common time over extent of pairs.
    Overlap = "overlap", Events, false;
    /// Smaller over larger number of events.
    CountRatio = "count-ratio", Events, false;
    /// ICC(A,1): how far ratings agree, a shift between coders included.
    IccAgreement = "icc-a1", Values, true;
    /// ICC(C,1): how far ratings run in parallel.
    IccConsistency = "icc-c1", Values, false;
    /// Lin's concordance ρ_c.
    Concordance = "ccc", Values, true;
    /// Pearson's r.
    Pearson = "pearson", Values, false;
    /// Mean difference, second minus first, in units of the scale.
    ValueBias = "value-bias", Values, true;
    /// Standard deviation of the differences, in units of the scale.
    ValueDeviation = "value-sd", Values, false;
    /// Mean absolute difference, in units of the scale.
    ValueError = "value-mae", Values, true;
    /// Mean over intervals of the smaller over the larger number of onsets.
    IoaMean = "ioa-mean", Units, false;
    /// Share of intervals with as many onsets.
    IoaExact = "ioa-exact", Units, false;
    /// Share of intervals in which both or neither have an onset.
    IoaInterval = "ioa-interval", Units, false;
    /// The same among intervals with an onset of either.
    IoaScored = "ioa-scored", Units, false;
    /// The same among intervals without an onset of either.
    IoaUnscored = "ioa-unscored", Units, false;
    /// BORIS, κ of its menu.
    BorisKappa = "boris-kappa", Program, false;
    /// BORIS, share of identical places of its alignment.
    BorisIdentity = "boris-identity", Program, false;
    /// BORIS, κ of its plug-in, each piece one.
    BorisPieces = "boris-pieces", Program, false;
    /// BORIS, κ of its plug-in, pieces by time.
    BorisTime = "boris-time", Program, false;
    /// ELAN, modified Fleiss' κ.
    ElanFleiss = "elan-fleiss", Program, false;
    /// The same of pairs alone.
    ElanFleissMatched = "elan-fleiss-matched", Program, false;
    /// ELAN, mean overlap over extent.
    ElanOverlap = "elan-overlap", Program, false;
    /// INTERACT, κ of its pairing.
    Interact = "interact", Program, false;
    /// ELAN, modified Cohen's κ.
    ElanKappa = "elan-kappa", Program, false;
}

impl Statistic {
    /// The measure of a name.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|statistic| statistic.id() == id)
    }

    /// Whether it is a share or a coefficient, −1 to 1; otherwise in ms, or in units of a scale.
    pub const fn is_coefficient(self) -> bool {
        !matches!(
            self,
            Self::OnsetBias
                | Self::OnsetMae
                | Self::OffsetBias
                | Self::OffsetMae
                | Self::ValueBias
                | Self::ValueDeviation
                | Self::ValueError
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_read_back() {
        for statistic in Statistic::ALL {
            assert_eq!(Statistic::parse(statistic.id()), Some(*statistic));
            let json = serde_json::to_string(statistic).unwrap();
            assert_eq!(json, format!("\"{}\"", statistic.id()));
        }
    }
}
