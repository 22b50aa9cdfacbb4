//! How far values agree: continuous ratings sample by sample, global ratings session by session.
//!
//! | number | of what |
//! | --- | --- |
//! | ICC(A,1), ICC(C,1) | [`Variances`]: of two coders or of all, over the samples or sessions that each of them rated |
//! | ρ_c, r | [`Concordance`], [`Pearson`]; of two coders |
//! | mean difference, SD, mean absolute difference | [`BlandAltman`], [`Deviation`]; second less first, in units of the scale |
//!
//! Samples of a curve depend on each other, so that no formula gives an interval for them; sessions are apart.

use super::comparable::{Aligned, Content, Grid};
use super::report::Between;
use super::{Basis, Estimate, Number, Reason, Settings, Statistic};
use crate::analysis::agreement::{BlandAltman, Concordance, Deviation, Form, Pearson, Variances, count, mean};
use crate::analysis::{Defined, Undefined};
use crate::time::Span;

/// The values of some coders for a sample or session; the place is that in the channel's content.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// Which sample or session.
    pub place: usize,
    /// By coder, in order.
    pub each: Vec<f64>,
}

impl Aligned {
    /// Whether it holds values: ratings and scores.
    pub fn is_rated(&self) -> bool {
        matches!(self.content, Content::Samples { .. } | Content::Scores { .. })
    }

    /// The values that all of these coders gave.
    pub fn values(&self, between: Between) -> Vec<Values> {
        let coders = |all: usize| (0..all).filter(|coder| between.has(*coder)).collect::<Vec<_>>();
        let of = |(place, each): (usize, Option<Vec<f64>>)| Some(Values { place, each: each? });
        match &self.content {
            Content::Samples { values, .. } => {
                let (coders, samples) = (coders(values.len()), values.iter().map(Vec::len).min().unwrap_or(0));
                let sample = |nth: usize| (nth, coders.iter().map(|coder| values[*coder][nth]).collect());
                (0..samples).map(sample).filter_map(of).collect()
            }
            Content::Scores { sessions } => super::session_values(sessions, between),
            _ => Vec::new(),
        }
    }

    /// When samples were taken; for continuous ratings.
    pub fn grid(&self) -> Option<Grid> {
        match self.content {
            Content::Samples { grid, .. } => Some(grid),
            _ => None,
        }
    }

    /// The stretches in which ratings lie farther apart than they do on the average, with the mean of each coder in it; in order.
    pub fn far_apart(&self, between: Between) -> Vec<(Span, Vec<f64>)> {
        let Some(grid) = self.grid() else { return Vec::new() };
        let all = self.values(between);
        let spread = |of: &Values| {
            let (low, high) = of.each.iter().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
            high - low
        };
        let usual = mean(&all.iter().map(spread).collect::<Vec<_>>());
        let far: Vec<&Values> = all.iter().filter(|of| spread(of) > usual).collect();
        let runs = far.chunk_by(|one, next| one.place + 1 == next.place);
        let stretch = |run: &[&Values]| {
            let (first, last) = (grid.span(run.first()?.place)?, grid.span(run.last()?.place)?);
            let coders = run.first()?.each.len();
            let mean_of = |coder: usize| mean(&run.iter().map(|of| of.each[coder]).collect::<Vec<_>>());
            Some((Span::new(first.start(), last.end())?, (0..coders).map(mean_of).collect()))
        };
        runs.filter_map(stretch).collect()
    }
}

/// The numbers of a channel of ratings or scores.
pub(super) fn numbers(aligned: &Aligned, between: Between, settings: &Settings) -> Vec<Number> {
    let values = aligned.values(between);
    let (n, level) = (count(values.len()), settings.level());
    // Rows of the table of variance.
    let rows: Vec<&[f64]> = values.iter().map(|of| of.each.as_slice()).collect();
    let pairs: Vec<(f64, f64)> = match between {
        Between::Pair(..) => rows.iter().filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect(),
        Between::All => Vec::new(),
    };
    // Second less first, as for onsets.
    let differences: Vec<f64> = pairs.iter().map(|(first, second)| second - first).collect();
    let turned: Vec<(f64, f64)> = pairs.iter().map(|(first, second)| (*second, *first)).collect();
    let is_curve = aligned.grid().is_some();
    let with = |value: f64, interval: Defined<(f64, f64)>| {
        let interval = if is_curve { Err(Reason::Dependent) } else { interval.map_err(Reason::from) };
        Estimate::with(value, n, interval)
    };
    let icc = |form: Form| {
        let of = Variances::of(&rows).and_then(|of| of.icc(form, false, level));
        of.map_err(Reason::from).and_then(|of| with(of.value, of.interval))
    };
    let plain = |value: Defined<f64>| value.map_err(Reason::from).and_then(|value| Estimate::plain(value, n));
    let value = |what: Statistic| -> Option<Result<Estimate, Reason>> {
        let is_pair = matches!(between, Between::Pair(..));
        Some(match what {
            Statistic::IccAgreement => icc(Form::Agreement),
            Statistic::IccConsistency => icc(Form::Consistency),
            Statistic::Concordance if is_pair => {
                let of = Concordance::of(&pairs, level, false).map_err(Reason::from);
                of.and_then(|of| with(of.rho, of.interval))
            }
            Statistic::Pearson if is_pair => {
                let of = Pearson::of(&pairs, level).map_err(Reason::from);
                of.and_then(|of| with(of.r, of.interval))
            }
            Statistic::ValueBias if is_pair => {
                let of = BlandAltman::of(&turned, level).map_err(Reason::from);
                of.and_then(|of| with(of.bias, Ok(of.bias_interval)))
            }
            Statistic::ValueDeviation if is_pair => plain(BlandAltman::of(&turned, level).map(|of| of.sd)),
            Statistic::ValueError if is_pair => {
                plain(Deviation::of(&differences).map(|of| of.mae).map_err(|_none| Undefined::TooFewUnits))
            }
            _ => return None,
        })
    };
    let asked = Statistic::ALL.iter().copied().filter(|what| what.basis() == Basis::Values && settings.asks_for(*what));
    asked.filter_map(|statistic| Some(Number { statistic, value: value(statistic)? })).collect()
}

#[cfg(test)]
mod tests {
    use super::super::SessionScores;
    use super::*;
    use crate::model::{ChannelId, Role, SessionId};
    use crate::time::Millis;

    fn rated(content: Content) -> Aligned {
        Aligned { channel: ChannelId(1), role: Role::Child, codes: Vec::new(), scorable: Vec::new(), content }
    }

    fn scores(rows: &[&[Option<f64>]]) -> Aligned {
        let session = |(nth, row): (u32, &&[Option<f64>])| SessionScores {
            session: SessionId(nth),
            codings: vec![None; row.len()],
            values: row.to_vec(),
        };
        rated(Content::Scores { sessions: (0..).zip(rows).map(session).collect() })
    }

    fn curve(values: Vec<Vec<Option<f64>>>) -> Aligned {
        rated(Content::Samples { grid: Grid { start: Millis(1000), period: Millis(100) }, values })
    }

    fn all() -> Settings {
        Settings { statistics: Statistic::ALL.to_vec(), ..Settings::default() }
    }

    #[track_caller]
    fn of(numbers: &[Number], what: Statistic) -> Result<Estimate, Reason> {
        numbers.iter().find(|number| number.statistic == what).unwrap().value
    }

    #[track_caller]
    fn near(number: Result<Estimate, Reason>, expect: f64, tolerance: f64) {
        assert!((number.unwrap().value - expect).abs() < tolerance, "{number:?} {expect}");
    }

    /// Shrout & Fleiss 1979, table 2: ICC(2,1) .29, ICC(3,1) .71.
    const FOUR: [[f64; 4]; 6] =
        [[9., 2., 5., 8.], [6., 1., 3., 2.], [8., 4., 6., 8.], [7., 1., 2., 6.], [10., 5., 6., 9.], [6., 2., 4., 7.]];

    #[test]
    fn scores_of_sessions_have_the_published_correlations_and_intervals() {
        let rows: Vec<Vec<Option<f64>>> = FOUR.iter().map(|row| row.map(Some).to_vec()).collect();
        let mut rows: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
        // A session that one coder did not rate counts for none of all.
        rows.push(&[Some(1.0), None, Some(9.0), Some(2.0)]);
        let numbers = numbers(&scores(&rows), Between::All, &all());
        let agreement = of(&numbers, Statistic::IccAgreement).unwrap();
        let consistency = of(&numbers, Statistic::IccConsistency).unwrap();
        near(Ok(agreement), 0.29, 0.005);
        near(Ok(consistency), 0.71, 0.005);
        assert_eq!((agreement.n, consistency.n), (6.0, 6.0));
        let (low, high) = agreement.interval.unwrap();
        assert!(low < agreement.value && agreement.value < high);
        // What takes two is not among the numbers of all.
        assert_eq!(numbers.len(), 2);
    }

    #[test]
    fn differences_are_second_less_first() {
        let rows: Vec<Vec<Option<f64>>> =
            [(1.0, 2.0), (2.0, 4.0), (4.0, 7.0)].iter().map(|(a, b)| vec![Some(*a), Some(*b)]).collect();
        let rows: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
        let numbers = numbers(&scores(&rows), Between::Pair(0, 1), &all());
        near(of(&numbers, Statistic::ValueBias), 2.0, 1e-12);
        near(of(&numbers, Statistic::ValueDeviation), 1.0, 1e-12);
        near(of(&numbers, Statistic::ValueError), 2.0, 1e-12);
        assert!(of(&numbers, Statistic::Pearson).unwrap().value > of(&numbers, Statistic::Concordance).unwrap().value);
    }

    #[test]
    fn curves_have_no_interval_and_gaps_are_left_out() {
        let first = vec![Some(1.0), Some(2.0), None, Some(3.0), Some(4.0)];
        let second = vec![Some(1.0), Some(2.0), Some(9.0), Some(3.0), Some(4.0)];
        let same = numbers(&curve(vec![first.clone(), second]), Between::Pair(0, 1), &all());
        let icc = of(&same, Statistic::IccAgreement).unwrap();
        assert_eq!((icc.value, icc.n, icc.interval), (1.0, 4.0, Err(Reason::Dependent)));
        // Nobody rated, or all gave one value: a reason, and no number.
        for values in [vec![None; 5], vec![Some(3.0); 5]] {
            for number in numbers(&curve(vec![values.clone(), values]), Between::Pair(0, 1), &all()) {
                let has_value = number.value.is_ok_and(|of| of.value == 0.0);
                assert!(number.value.is_err() || has_value, "{number:?}");
            }
        }
    }

    #[test]
    fn stretches_that_are_farther_apart_than_usual_are_found() {
        let values = |of: [f64; 6]| of.map(Some).to_vec();
        let two = curve(vec![values([1., 1., 1., 1., 1., 1.]), values([1., 5., 7., 1., 1., 4.])]);
        let span = |start, end| Span::new(Millis(start), Millis(end)).unwrap();
        let found = two.far_apart(Between::Pair(0, 1));
        assert_eq!(found, [(span(1100, 1300), vec![1.0, 6.0]), (span(1500, 1600), vec![1.0, 4.0])]);
        let same = curve(vec![values([1.; 6]), values([1.; 6])]);
        assert_eq!(same.far_apart(Between::All), []);
    }
}
