//! The numbers of where units are and what they are at once, and the indices of behavior analysis. Both take one stretch of time: what is not
//! scorable is folded away.

use super::comparable::{Aligned, Content};
use super::report::Between;
use super::stretches::Folded;
use super::{Estimate, Number, Reason, Settings, Statistic};
use crate::analysis::agreement::{Bout, Chance, Dissimilarity, Family, Gamma, Ioa, alpha_u, count};
use crate::analysis::{Defined, Undefined, unwatched};
use crate::time::Span;
use std::cell::OnceCell;

/// With more events than these γ would stop the page.
const MOST_FOR_GAMMA: usize = 3000;

/// How many random codings γ is compared with.
const GAMMA_SAMPLES: usize = 30;

/// The numbers of a channel, or of one of its codes, for a pair of coders or for all.
pub(super) fn numbers(aligned: &Aligned, between: Between, code: Option<usize>, settings: &Settings) -> Vec<Number> {
    let (Some(said), Some(folded)) = (aligned.events(), Folded::new(&aligned.scorable)) else { return Vec::new() };
    let asked = Statistic::ALL.iter().copied().filter(|what| settings.asks_for(*what) && is_of(*what, between));
    let asked: Vec<Statistic> = asked.collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let lines: Vec<Vec<Bout>> = said
        .iter()
        .enumerate()
        .filter(|(coder, _)| between.has(*coder))
        .map(|(_, said)| said.bouts.iter().filter_map(|bout| folded.bout(*bout)).collect())
        .collect();
    let made = Made::default();
    let own = Own { aligned, said: &lines, within: folded.span(), code, settings, made };
    let units: usize = lines.iter().flatten().filter(|bout| code.is_none_or(|code| bout.code == code)).count();
    let number = |statistic| {
        let value = own.value(statistic)?.map_err(Reason::from);
        Some(Number { statistic, value: value.and_then(|value| Estimate::plain(value, count(units))) })
    };
    asked.into_iter().filter_map(number).collect()
}

/// Whether a number here is one of a pair, or of all.
fn is_of(what: Statistic, between: Between) -> bool {
    match what {
        Statistic::IoaMean
        | Statistic::IoaExact
        | Statistic::IoaInterval
        | Statistic::IoaScored
        | Statistic::IoaUnscored => matches!(between, Between::Pair(..)),
        Statistic::AlphaU
        | Statistic::UAlpha
        | Statistic::UAlphaBinary
        | Statistic::UAlphaCodes
        | Statistic::Gamma
        | Statistic::GammaCodes => true,
        _ => false,
    }
}

/// What several numbers come of, once it was wanted.
#[derive(Default)]
struct Made {
    family: OnceCell<Defined<Family>>,
    gamma: OnceCell<Defined<Gamma>>,
    ioa: OnceCell<Defined<Ioa>>,
}

/// What the numbers are made from.
struct Own<'a> {
    aligned: &'a Aligned,
    said: &'a [Vec<Bout>],
    within: Span,
    code: Option<usize>,
    settings: &'a Settings,
    made: Made,
}

impl Own<'_> {
    /// A number; none where it does not apply.
    fn value(&self, what: Statistic) -> Option<Defined<f64>> {
        let (states, exclusive) = match &self.aligned.content {
            Content::States { exclusive, .. } => (true, *exclusive),
            _ => (false, false),
        };
        let whole = self.code.is_none();
        Some(match what {
            Statistic::AlphaU if states => self.alpha_u(),
            Statistic::UAlpha if exclusive && whole => self.family().and_then(|of| of.all),
            Statistic::UAlphaBinary if exclusive && whole => self.family().and_then(|of| of.binary),
            Statistic::UAlphaCodes if exclusive => self.family().and_then(|of| match self.code {
                Some(code) => of.codes.get(code).copied().unwrap_or(Err(Undefined::NothingCoded)),
                None => of.coded,
            }),
            Statistic::Gamma if states && whole => self.gamma().and_then(|of| of.gamma),
            Statistic::GammaCodes if states => self.gamma().and_then(|of| match self.code {
                Some(code) => of.each_code.get(code).copied().unwrap_or(Err(Undefined::NothingCoded)),
                None => of.codes,
            }),
            Statistic::IoaMean => self.ioa().map(|of| of.mean_count),
            Statistic::IoaExact => self.ioa().map(|of| of.exact_count),
            Statistic::IoaInterval => self.ioa().map(|of| of.intervals),
            Statistic::IoaScored => self.ioa().and_then(|of| of.scored),
            Statistic::IoaUnscored => self.ioa().and_then(|of| of.unscored),
            _ => return None,
        })
    }

    fn lines(&self) -> Vec<&[Bout]> {
        self.said.iter().map(Vec::as_slice).collect()
    }

    fn alpha_u(&self) -> Defined<f64> {
        let (all, each) = alpha_u(&self.lines(), self.aligned.codes.len(), self.within)?;
        match self.code {
            Some(code) => each.get(code).map_or(Err(Undefined::NothingCoded), |of| of.alpha),
            None => all.alpha,
        }
    }

    fn family(&self) -> Defined<&Family> {
        let family = || Family::of(&self.lines(), self.aligned.codes.len(), self.within);
        self.made.family.get_or_init(family).as_ref().map_err(|why| *why)
    }

    fn gamma(&self) -> Defined<&Gamma> {
        self.made.gamma.get_or_init(|| self.new_gamma()).as_ref().map_err(|why| *why)
    }

    fn new_gamma(&self) -> Defined<Gamma> {
        if self.said.iter().map(Vec::len).sum::<usize>() > MOST_FOR_GAMMA {
            return Err(Undefined::TooMany);
        }
        let chance = (Chance::Statistical, GAMMA_SAMPLES, self.settings.seed);
        Gamma::of(&self.lines(), self.aligned.codes.len(), Dissimilarity::default(), chance, unwatched)
    }

    fn ioa(&self) -> Defined<&Ioa> {
        self.made.ioa.get_or_init(|| self.new_ioa()).as_ref().map_err(|why| *why)
    }

    fn new_ioa(&self) -> Defined<Ioa> {
        let [first, second] = self.said else { return Err(Undefined::TooFewUnits) };
        let onsets = |bouts: &[Bout]| -> Vec<_> {
            let own = bouts.iter().filter(|bout| self.code.is_none_or(|code| bout.code == code));
            own.map(|bout| bout.span.start()).collect()
        };
        Ioa::of(&onsets(first), &onsets(second), self.within, self.settings.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        report,
        tests::{comparable, said, span, states},
    };
    use super::*;

    #[test]
    fn what_cannot_be_judged_neither_parts_nor_lengthens_units() {
        // The same coding twice; once the middle of a unit cannot be judged, and lies before, not within, what is counted.
        let whole = states(true, vec![span(0, 10_000)], vec![said(&[(0, 4000, 0)]), said(&[(1000, 5000, 0)])]);
        let parted = states(
            true,
            vec![span(0, 2000), span(7000, 15_000)],
            vec![said(&[(0, 9000, 0)]), said(&[(1000, 10_000, 0)])],
        );
        let all = Settings { statistics: Statistic::ALL.to_vec(), resamples: 0, ..Settings::default() };
        let of = |aligned| {
            let report = report(&comparable(aligned, 2), &all, &mut |_| true).unwrap();
            let asked = [Statistic::AlphaU, Statistic::UAlpha, Statistic::UAlphaBinary, Statistic::IoaMean];
            let numbers = &report.rows[0].numbers;
            let value = |what| numbers.iter().find(|number| number.statistic == what).unwrap().value.unwrap().value;
            asked.map(|what| format!("{:.9}", value(what)))
        };
        assert_eq!(of(whole), of(parted));
    }
}
