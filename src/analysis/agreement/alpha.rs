//! Krippendorff's α, for any number of coders, with values missing, on four levels of measurement.
//!
//! With o_ck the coincidences of values c and k: over all units coded by m ≥ 2, the ordered pairs of them, each weighted 1 / (m − 1);
//! n_c = Σ_k o_ck, n = Σ n_c:
//!
//! α = 1 − Dₒ / Dₑ, Dₒ = Σ o_ck δ²_ck / n, Dₑ = Σ n_c n_k δ²_ck / (n (n − 1))
//!
//! | level | δ² |
//! | --- | --- |
//! | nominal | 0 if c = k, else 1 |
//! | ordinal | (Σ_{g=c}^{k} n_g − (n_c + n_k) / 2)² |
//! | interval | (c − k)² |
//! | ratio | ((c − k) / (c + k))², 0 for c = k = 0 |
//!
//! Source: Krippendorff (2004, 2013), *Content Analysis*, chapter 11/12. Undefined: [`Undefined::NoUnits`] where no unit was coded by two,
//! [`Undefined::OneCode`] where all values are the same,
//! [`Undefined::Negative`] where a proportion is below 0.
//!
//! R's irr 0.84.1 divides by 1 in place of m − 1 where three or more coders have no value missing, and is wrong there.

use super::numeric::{count, mean, quantile_of_sorted, squares};
use crate::analysis::{Defined, Undefined, tell};
use rand_distr::{Binomial, Distribution};
use rand_pcg::Pcg64;
use rand_pcg::rand_core::SeedableRng;
use std::collections::HashMap;
use std::ops::ControlFlow;

/// What differences of values mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Same or different.
    Nominal,
    /// Ranks.
    Ordinal,
    /// Differences.
    Interval,
    /// Proportions; values are not negative.
    Ratio,
}

/// Units by their pattern: which values they got how often. Units of one pattern are one row with their number.
#[derive(Debug, Clone, PartialEq)]
pub struct Patterns {
    /// The values, rising.
    values: Vec<f64>,
    rows: Vec<Row>,
    units: usize,
}

/// A pattern.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    /// Places of values, rising, and how often each was given.
    counts: Vec<(usize, f64)>,
    /// How many units have that pattern.
    units: usize,
}

impl Patterns {
    /// From what each coder said of each unit. Units coded by fewer than two are left out: they cannot be compared. What is not a finite
    /// number counts as missing.
    pub fn of<U: AsRef<[Option<f64>]>>(units: &[U]) -> Self {
        // Zero has two signs, and they are one value.
        let said = |unit: &U| -> Vec<f64> {
            unit.as_ref().iter().flatten().filter(|value| value.is_finite()).map(|value| value + 0.0).collect()
        };
        let mut values: Vec<f64> = units.iter().flat_map(said).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup_by(|a, b| a.total_cmp(b).is_eq());
        let mut known: HashMap<Vec<usize>, usize> = HashMap::new();
        for unit in units {
            let place = |value: f64| values.binary_search_by(|known| known.total_cmp(&value)).ok();
            let mut places: Vec<usize> = said(unit).into_iter().filter_map(place).collect();
            places.sort_unstable();
            if places.len() >= 2 {
                *known.entry(places).or_default() += 1;
            }
        }
        let mut known: Vec<(Vec<usize>, usize)> = known.into_iter().collect();
        known.sort_unstable();
        let units = known.iter().map(|(_, units)| units).sum();
        let row = |(places, units): (Vec<usize>, usize)| {
            let counts = places.chunk_by(|a, b| a == b).map(|alike| (alike[0], count(alike.len()))).collect();
            Row { counts, units }
        };
        Self { rows: known.into_iter().map(row).collect(), values, units }
    }

    /// One value against all others, as a nominal α of two values.
    #[must_use]
    pub fn one_against_rest(&self, value: f64) -> Self {
        let place = self.values.iter().position(|known| known.total_cmp(&(value + 0.0)).is_eq());
        let row = |row: &Row| {
            let of = |own: bool| -> f64 {
                row.counts.iter().filter(|(other, _)| (Some(*other) == place) == own).map(|(_, often)| often).sum()
            };
            let counts = [(0, of(false)), (1, of(true))].into_iter().filter(|(_, often)| *often > 0.0).collect();
            Row { counts, units: row.units }
        };
        Self { values: vec![0.0, 1.0], rows: self.rows.iter().map(row).collect(), units: self.units }
    }
}

/// Computes α of patterns again and again, with other numbers of units each time.
struct Computation<'a> {
    patterns: &'a Patterns,
    level: Level,
    /// What the values of each pattern differ by, where that does not depend on how many units there are.
    apart: Option<Vec<f64>>,
    /// How often each value was given.
    totals: Vec<f64>,
    /// Where the values stand: what their differences are taken of.
    places: Vec<f64>,
}

impl<'a> Computation<'a> {
    fn new(patterns: &'a Patterns, level: Level) -> Defined<Self> {
        if level == Level::Ratio && patterns.values.iter().any(|value| *value < 0.0) {
            return Err(Undefined::Negative);
        }
        let places = patterns.values.clone();
        let mut of = Self { patterns, level, apart: None, totals: vec![0.0; places.len()], places };
        if level != Level::Ordinal {
            of.apart = Some(patterns.rows.iter().map(|row| of.apart(row)).collect());
        }
        Ok(of)
    }

    /// δ² of two values that are not the same.
    fn distance(&self, c: usize, k: usize) -> f64 {
        let (a, b) = (self.places[c], self.places[k]);
        match self.level {
            Level::Nominal => 1.0,
            Level::Ordinal | Level::Interval => (a - b).powi(2),
            Level::Ratio => ((a - b) / (a + b)).powi(2),
        }
    }

    /// Σ δ² over the ordered pairs of a pattern's values, over m − 1.
    fn apart(&self, row: &Row) -> f64 {
        let coders: f64 = row.counts.iter().map(|(_, often)| often).sum();
        let mut apart = 0.0;
        for (nth, (c, own)) in row.counts.iter().enumerate() {
            for (k, other) in &row.counts[nth + 1..] {
                apart += own * other * self.distance(*c, *k);
            }
        }
        2.0 * apart / (coders - 1.0)
    }

    /// Σ n_c n_k δ² over all ordered pairs of values. Only ratios take the pairs; what is a square of differences is n times a variance.
    fn expected(&self, n: f64) -> f64 {
        match self.level {
            Level::Nominal => n * n - self.totals.iter().map(|total| total * total).sum::<f64>(),
            Level::Ordinal | Level::Interval => {
                let weighted = || self.totals.iter().zip(&self.places);
                let mean = weighted().map(|(total, place)| total * place).sum::<f64>() / n;
                2.0 * n * weighted().map(|(total, place)| total * (place - mean).powi(2)).sum::<f64>()
            }
            Level::Ratio => {
                let used: Vec<usize> = (0..self.totals.len()).filter(|place| self.totals[*place] > 0.0).collect();
                let mut sum = 0.0;
                for (nth, c) in used.iter().enumerate() {
                    let of = |k: &usize| self.totals[*k] * self.distance(*c, *k);
                    sum += 2.0 * self.totals[*c] * used[nth + 1..].iter().map(of).sum::<f64>();
                }
                sum
            }
        }
    }

    /// α where each pattern has so many units.
    fn alpha(&mut self, units: &[u64]) -> Defined<f64> {
        #[allow(clippy::cast_precision_loss)] // exact below 2^53
        let rows = || self.patterns.rows.iter().zip(units.iter().map(|units| *units as f64));
        self.totals.fill(0.0);
        for (row, units) in rows() {
            for (place, often) in &row.counts {
                self.totals[*place] += units * often;
            }
        }
        let n: f64 = self.totals.iter().sum();
        if n < 2.0 {
            return Err(Undefined::NoUnits);
        }
        if self.totals.iter().filter(|total| **total > 0.0).count() < 2 {
            return Err(Undefined::OneCode);
        }
        if self.level == Level::Ordinal {
            // Σ_{g=c}^{k} n_g − (n_c + n_k) / 2 is the distance of both values' middle ranks.
            let mut below = 0.0;
            for (place, total) in self.places.iter_mut().zip(&self.totals) {
                *place = below + total / 2.0;
                below += total;
            }
        }
        let observed: f64 = match &self.apart {
            Some(apart) => rows().zip(apart).map(|((_, units), apart)| units * apart).sum(),
            None => rows().filter(|(_, units)| *units > 0.0).map(|(row, units)| units * self.apart(row)).sum(),
        };
        let alpha = 1.0 - (n - 1.0) * observed / self.expected(n);
        if alpha.is_finite() { Ok(alpha) } else { Err(Undefined::NoVariance) }
    }
}

/// α of units.
///
/// ```
/// use attune::analysis::agreement::{Level, Patterns, alpha};
///
/// // Krippendorff's own example of four coders and twelve units; published: nominal .743, ordinal .815, interval .849, ratio .797.
/// let said = |codes: &str| codes.chars().map(|c| c.to_digit(10).map(f64::from)).collect::<Vec<_>>();
/// let units: Vec<_> = ["11.1", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", ".555", "..11", "..3."].map(said).into();
/// let patterns = Patterns::of(&units);
/// let rounded = |level| (alpha(&patterns, level).unwrap() * 1000.0).round();
/// assert_eq!([Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio].map(rounded), [743.0, 815.0, 849.0, 797.0]);
/// ```
pub fn alpha(patterns: &Patterns, level: Level) -> Defined<f64> {
    let units: Vec<u64> = patterns.rows.iter().map(|row| row.units as u64).collect();
    Computation::new(patterns, level)?.alpha(&units)
}

/// How α varies where units are drawn anew from those there are, each as often as chance has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Bootstrap {
    /// The α of each resample that has one, rising.
    pub alphas: Vec<f64>,
    /// How many resamples had none: all their values were the same.
    pub undefined: usize,
}

impl Bootstrap {
    /// Draws so many resamples of units, by a seed. Costs patterns × resamples, not units: units of one pattern are drawn together, as one
    /// binomial after the other. `watch` hears after each resample how many of how many are done, and may stop it.
    pub fn of(
        patterns: &Patterns,
        level: Level,
        resamples: usize,
        seed: u64,
        mut watch: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Defined<Self> {
        let mut random = Pcg64::seed_from_u64(seed);
        let mut computation = Computation::new(patterns, level)?;
        let mut drawn = vec![0; patterns.rows.len()];
        let (mut alphas, mut undefined) = (Vec::with_capacity(resamples), 0);
        for nth in 0..resamples {
            draw(&mut random, patterns, &mut drawn);
            match computation.alpha(&drawn) {
                Ok(alpha) => alphas.push(alpha),
                Err(_) => undefined += 1,
            }
            tell(&mut watch, nth + 1, resamples)?;
        }
        alphas.sort_unstable_by(f64::total_cmp);
        Ok(Self { alphas, undefined })
    }

    /// The interval between the percentiles of a confidence such as 0.95.
    ///
    /// ```
    /// use attune::analysis::agreement::{Bootstrap, Level, Patterns, alpha};
    /// use std::ops::ControlFlow;
    ///
    /// // Krippendorff 2004, p. 224: ten units, two coders; published α .095. So few leave all open.
    /// let a = [0., 1., 0., 0., 0., 0., 0., 0., 1., 0.];
    /// let b = [1., 1., 1., 0., 0., 1., 0., 0., 0., 0.];
    /// let units: Vec<_> = a.into_iter().zip(b).map(|(a, b)| [Some(a), Some(b)]).collect();
    /// let patterns = Patterns::of(&units);
    /// assert_eq!((alpha(&patterns, Level::Nominal).unwrap() * 1000.0).round(), 95.0);
    /// let of = Bootstrap::of(&patterns, Level::Nominal, 1000, 7, |_, _| ControlFlow::Continue(())).unwrap();
    /// let (low, high) = of.interval(0.95).unwrap();
    /// assert!(low < 0.0 && high > 0.5 && of.alphas.len() + of.undefined == 1000);
    /// ```
    pub fn interval(&self, confidence: f64) -> Defined<(f64, f64)> {
        let tail = (1.0 - confidence) / 2.0;
        quantile_of_sorted(&self.alphas, tail)
            .zip(quantile_of_sorted(&self.alphas, 1.0 - tail))
            .ok_or(Undefined::OneCode)
    }

    /// Mean and standard deviation.
    pub fn moments(&self) -> Defined<(f64, f64)> {
        if self.alphas.len() < 2 {
            return Err(Undefined::TooFewUnits);
        }
        Ok((mean(&self.alphas), (squares(&self.alphas) / (count(self.alphas.len()) - 1.0)).sqrt()))
    }

    /// The share of resamples below a value, such as the least that one would accept.
    pub fn below(&self, value: f64) -> Defined<f64> {
        let below = self.alphas.partition_point(|alpha| *alpha < value);
        if self.alphas.is_empty() { Err(Undefined::OneCode) } else { Ok(count(below) / count(self.alphas.len())) }
    }
}

/// Draws as many units as there are, by pattern: a multinomial, as one binomial of what is left after the other.
fn draw(random: &mut Pcg64, patterns: &Patterns, drawn: &mut [u64]) {
    let (mut left, mut rest) = (patterns.units as u64, patterns.units);
    for (row, drawn) in patterns.rows.iter().zip(drawn) {
        let share = count(row.units) / count(rest).max(1.0);
        *drawn = Binomial::new(left, share).map_or(0, |binomial| binomial.sample(random));
        left -= *drawn;
        rest -= row.units;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::unwatched;

    /// α by its definition: all ordered pairs of values, from the coincidences.
    fn by_definition(units: &[Vec<Option<f64>>], level: Level) -> f64 {
        let mut values: Vec<f64> = units.iter().flatten().flatten().copied().collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let size = values.len();
        let mut cells = vec![vec![0.0; size]; size];
        for unit in units {
            let said: Vec<usize> = unit
                .iter()
                .flatten()
                .filter_map(|value| values.iter().position(|known| known.total_cmp(value).is_eq()))
                .collect();
            for (i, c) in said.iter().enumerate() {
                for (_, k) in said.iter().enumerate().filter(|(j, _)| *j != i) {
                    cells[*c][*k] += 1.0 / (count(said.len()) - 1.0);
                }
            }
        }
        let totals: Vec<f64> = cells.iter().map(|row| row.iter().sum()).collect();
        let n: f64 = totals.iter().sum();
        let distance = |c: usize, k: usize| {
            let between: f64 = totals[c.min(k)..=c.max(k)].iter().sum();
            match level {
                _ if c == k => 0.0,
                Level::Nominal => 1.0,
                Level::Ordinal => (between - f64::midpoint(totals[c], totals[k])).powi(2),
                Level::Interval => (values[c] - values[k]).powi(2),
                Level::Ratio => ((values[c] - values[k]) / (values[c] + values[k])).powi(2),
            }
        };
        let (mut observed, mut expected) = (0.0, 0.0);
        for (c, row) in cells.iter().enumerate() {
            for (k, cell) in row.iter().enumerate() {
                observed += cell * distance(c, k) / n;
                expected += totals[c] * totals[k] * distance(c, k) / (n * (n - 1.0));
            }
        }
        1.0 - observed / expected
    }

    #[test]
    fn patterns_and_variances_give_what_the_definition_does() {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 28
        };
        let units: Vec<Vec<Option<f64>>> = (0..200)
            .map(|_| {
                let truth = next();
                let mut said = || match next() {
                    0 => None,
                    1..=4 => Some(f64::from(next()) / 4.0),
                    _ => Some(f64::from(truth) / 4.0),
                };
                (0..5).map(|_| said()).collect()
            })
            .collect();
        let patterns = Patterns::of(&units);
        for level in [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio] {
            let (found, expected) = (alpha(&patterns, level).unwrap(), by_definition(&units, level));
            assert!((found - expected).abs() < 1e-12, "{level:?}: {found}, not {expected}");
        }
    }

    #[test]
    fn resamples_vary_as_drawing_each_unit_does() {
        let units: Vec<[Option<f64>; 2]> = (0..400_u32)
            .map(|nth| [Some(f64::from(nth % 3)), Some(f64::from((nth + u32::from(nth % 5 == 0)) % 3))])
            .collect();
        let patterns = Patterns::of(&units);
        let (mean, sd) = Bootstrap::of(&patterns, Level::Nominal, 4000, 1, unwatched).unwrap().moments().unwrap();
        // Each unit drawn for itself.
        let mut random = Pcg64::seed_from_u64(2);
        let one = |random: &mut Pcg64| {
            let place: f64 = rand_distr::StandardUniform.sample(random);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let place = (place * 400.0) as usize;
            units[place]
        };
        let alphas: Vec<f64> = (0..4000)
            .map(|_| {
                let drawn: Vec<[Option<f64>; 2]> = (0..400).map(|_| one(&mut random)).collect();
                alpha(&Patterns::of(&drawn), Level::Nominal).unwrap()
            })
            .collect();
        let other = (squares(&alphas) / 3999.0).sqrt();
        assert!((mean - super::super::numeric::mean(&alphas)).abs() < 4.0 * sd / 45.0, "{mean}");
        assert!((sd / other - 1.0).abs() < 0.07, "{sd}, not {other}");
    }

    #[test]
    fn a_bootstrap_can_be_stopped() {
        let patterns = Patterns::of(&[[Some(1.0), Some(1.0)], [Some(2.0), Some(1.0)], [Some(2.0), Some(2.0)]]);
        let mut heard = Vec::new();
        let stopped = Bootstrap::of(&patterns, Level::Nominal, 100, 1, |done, of| {
            heard.push((done, of));
            if done < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert_eq!((stopped, heard), (Err(Undefined::Stopped), vec![(1, 100), (2, 100), (3, 100)]));
    }

    #[test]
    fn what_is_no_number_is_missing_and_proportions_are_not_negative() {
        let patterns = Patterns::of(&[[Some(f64::NAN), Some(1.0)], [Some(f64::INFINITY), Some(2.0)]]);
        assert_eq!(alpha(&patterns, Level::Interval), Err(Undefined::NoUnits));
        let negative = Patterns::of(&[[Some(-1.0), Some(1.0)], [Some(0.0), Some(-0.0)]]);
        assert_eq!(alpha(&negative, Level::Ratio), Err(Undefined::Negative));
        assert!(alpha(&negative, Level::Interval).is_ok());
    }
}
