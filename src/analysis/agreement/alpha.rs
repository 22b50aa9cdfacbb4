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
//! [`Undefined::OneCode`] where all values are the same.
//!
//! R's irr 0.84.1 divides by 1 in place of m − 1 where three or more coders have no value missing, and is wrong there.

use super::numeric::{count, mean, quantile_of_sorted, squares};
use crate::analysis::{Defined, Undefined};
use oorandom::Rand64;

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
    /// How often each value was given, and how many units have that pattern.
    rows: Vec<(Vec<f64>, f64)>,
    units: usize,
}

impl Patterns {
    /// From what each coder said of each unit. Units coded by fewer than two are left out: they cannot be compared. Not-a-number counts
    /// as missing.
    pub fn of<U: AsRef<[Option<f64>]>>(units: &[U]) -> Self {
        let mut values: Vec<f64> = units
            .iter()
            .flat_map(|unit| unit.as_ref().iter().flatten().copied())
            .filter(|value| !value.is_nan())
            .collect();
        values.sort_by(f64::total_cmp);
        values.dedup_by(|a, b| a.total_cmp(b).is_eq());
        let mut rows: Vec<Vec<u32>> = units
            .iter()
            .filter_map(|unit| {
                let mut counts = vec![0_u32; values.len()];
                for value in unit.as_ref().iter().flatten() {
                    if let Ok(place) = values.binary_search_by(|known| known.total_cmp(value)) {
                        counts[place] += 1;
                    }
                }
                (counts.iter().sum::<u32>() >= 2).then_some(counts)
            })
            .collect();
        let units = rows.len();
        rows.sort_unstable();
        let row = |alike: &[Vec<u32>]| (alike[0].iter().map(|n| f64::from(*n)).collect(), count(alike.len()));
        Self { rows: rows.chunk_by(|a, b| a == b).map(row).collect(), values, units }
    }

    /// One value against all others, as a nominal α of two values.
    #[must_use]
    pub fn one_against_rest(&self, value: f64) -> Self {
        let place = self.values.iter().position(|known| known.total_cmp(&value).is_eq());
        let row = |(counts, number): &(Vec<f64>, f64)| {
            let own = place.map_or(0.0, |place| counts[place]);
            (vec![counts.iter().sum::<f64>() - own, own], *number)
        };
        Self { values: vec![0.0, 1.0], rows: self.rows.iter().map(row).collect(), units: self.units }
    }

    /// α, with the number of units of each pattern given anew.
    fn alpha(&self, level: Level, numbers: impl Iterator<Item = f64> + Clone) -> Defined<f64> {
        let size = self.values.len();
        let mut totals = vec![0.0; size];
        for ((counts, _), number) in self.rows.iter().zip(numbers.clone()) {
            for (total, count) in totals.iter_mut().zip(counts) {
                *total += number * count;
            }
        }
        let n: f64 = totals.iter().sum();
        if n < 2.0 {
            return Err(Undefined::NoUnits);
        }
        if totals.iter().filter(|total| **total > 0.0).count() < 2 {
            return Err(Undefined::OneCode);
        }
        let distances = self.distances(level, &totals);
        let distance = |c: usize, k: usize| distances[c * size + k];
        let (mut observed, mut expected) = (0.0, 0.0);
        for ((counts, _), number) in self.rows.iter().zip(numbers) {
            if number <= 0.0 {
                continue;
            }
            let coders: f64 = counts.iter().sum();
            let mut apart = 0.0;
            for (c, own) in counts.iter().enumerate().filter(|(_, own)| **own > 0.0) {
                for (k, other) in counts.iter().enumerate().skip(c + 1).filter(|(_, other)| **other > 0.0) {
                    apart += own * other * distance(c, k);
                }
            }
            observed += number * 2.0 * apart / (coders - 1.0);
        }
        for c in 0..size {
            for k in c + 1..size {
                expected += 2.0 * totals[c] * totals[k] * distance(c, k);
            }
        }
        Ok(1.0 - (n - 1.0) * observed / expected)
    }

    fn distances(&self, level: Level, totals: &[f64]) -> Vec<f64> {
        let size = self.values.len();
        let distance = |c: usize, k: usize| {
            let (low, high) = (c.min(k), c.max(k));
            let (a, b) = (self.values[low], self.values[high]);
            match level {
                _ if c == k => 0.0,
                Level::Nominal => 1.0,
                Level::Ordinal => {
                    (totals[low..=high].iter().sum::<f64>() - f64::midpoint(totals[low], totals[high])).powi(2)
                }
                Level::Interval => (a - b).powi(2),
                Level::Ratio => ((a - b) / (a + b)).powi(2),
            }
        };
        (0..size * size).map(|cell| distance(cell / size, cell % size)).collect()
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
    patterns.alpha(level, patterns.rows.iter().map(|(_, number)| *number))
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
    /// binomial after the other.
    pub fn of(patterns: &Patterns, level: Level, resamples: usize, seed: u64) -> Self {
        let mut random = Rand64::new(u128::from(seed));
        let mut drawn = vec![0.0; patterns.rows.len()];
        let (mut alphas, mut undefined) = (Vec::with_capacity(resamples), 0);
        for _ in 0..resamples {
            draw(&mut random, patterns, &mut drawn);
            match patterns.alpha(level, drawn.iter().copied()) {
                Ok(alpha) => alphas.push(alpha),
                Err(_) => undefined += 1,
            }
        }
        alphas.sort_by(f64::total_cmp);
        Self { alphas, undefined }
    }

    /// The interval between the percentiles of a confidence such as 0.95.
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

/// Draws as many units as there are, by pattern.
fn draw(random: &mut Rand64, patterns: &Patterns, drawn: &mut [f64]) {
    let (mut left, mut weight) = (patterns.units, count(patterns.units));
    for ((_, number), drawn) in patterns.rows.iter().zip(drawn) {
        let share = if weight > 0.0 { (number / weight).min(1.0) } else { 0.0 };
        let taken = binomial(random, left, share);
        *drawn = count(taken);
        left -= taken;
        weight -= number;
    }
}

/// How many of `n` tries succeed. Few tries are counted out; of many, a normal variate is rounded: with n p (1 − p) above 100 its error lies
/// far below that of the bootstrap itself.
fn binomial(random: &mut Rand64, n: usize, p: f64) -> usize {
    if p >= 1.0 {
        return n;
    }
    let variance = count(n) * p * (1.0 - p);
    if variance > 100.0 {
        // Box and Muller.
        let radius = (-2.0 * (1.0 - random.rand_float()).ln()).sqrt();
        let normal = radius * (std::f64::consts::TAU * random.rand_float()).cos();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to 0..=n
        return (count(n) * p + variance.sqrt() * normal).round().clamp(0.0, count(n)) as usize;
    }
    if p > 0.5 {
        return n - binomial(random, n, 1.0 - p);
    }
    // By the gaps between successes, which are geometric.
    let (mut successes, mut at) = (0, 0.0);
    let log = (-p).ln_1p();
    if log >= 0.0 {
        return 0;
    }
    loop {
        at += ((1.0 - random.rand_float()).ln() / log).floor() + 1.0;
        if at > count(n) {
            return successes;
        }
        successes += 1;
    }
}
