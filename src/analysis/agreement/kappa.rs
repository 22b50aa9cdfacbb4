//! Percent agreement, Cohen's κ, its limits, and what prevalence and bias do to it.
//!
//! Two coders, K categories, p_ij the share of units that the first put into i and the second into j, r_i and c_j the shares of each.
//!
//! | measure | formula | source |
//! | --- | --- | --- |
//! | observed agreement pₒ | Σ p_ii | |
//! | chance agreement pₑ | Σ r_i c_i | Cohen 1960 |
//! | κ | (pₒ − pₑ) / (1 − pₑ) | Cohen 1960, *Educ Psychol Meas* 20:37 |
//! | standard error of κ | see [`Kappa::se`] | Fleiss, Cohen & Everitt 1969, *Psychol Bull* 72:323 |
//! | κ max | (Σ min(r_i, c_i) − pₑ) / (1 − pₑ) | Umesh, Peterson & Sauber 1989 |
//! | S | (K pₒ − 1) / (K − 1); for K = 2 this is PABAK = 2 pₒ − 1 | Bennett, Alpert & Goldstein 1954; Byrt, Bishop & Carlin 1993 |
//! | prevalence, bias of one code | (a − d) / N, (b − c) / N | Byrt, Bishop & Carlin 1993 |
//! | positive, negative agreement | 2a / (2a + b + c), 2d / (2d + b + c) | Cicchetti & Feinstein 1990 |
//!
//! **Undefined.** Without a unit nothing is defined ([`Undefined::NoUnits`]). Where both coders used one and the same category throughout,
//! chance agreement is 1 and κ has no value ([`Undefined::OneCode`]): other programs print 1, 0 or not-a-number there.
//!
//! The errors assume independent units. **They are wrong for the time units of one session**, which resemble their neighbors; there, take
//! a bootstrap over blocks.

use super::numeric::{beta_quantile, normal_quantile, normal_two_sided};
use super::table::Table;
use crate::analysis::{Defined, Undefined};

/// Cohen's κ with all that belongs beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kappa {
    /// Units, or time, that both coded.
    pub n: f64,
    /// Observed agreement, 0 to 1.
    pub po: f64,
    /// Chance agreement, 0 to 1.
    pub pe: f64,
    /// κ, −1 to 1.
    pub kappa: Defined<f64>,
    /// The highest κ that the coders' own totals allow.
    pub max: Defined<f64>,
    /// Standard error about the κ found: √((A + B − C) / (N (1 − pₑ)²)), with A = Σ p_ii (1 − (r_i + c_i)(1 − κ))²,
    /// B = (1 − κ)² Σ_{i≠j} p_ij (c_i + r_j)², C = (κ − pₑ (1 − κ))².
    pub se: Defined<f64>,
    /// Standard error if only chance agreed: √(pₑ + pₑ² − Σ r_i c_i (r_i + c_i)) / ((1 − pₑ) √N).
    pub se0: Defined<f64>,
}

impl Kappa {
    /// κ of a table.
    ///
    /// ```
    /// use attune::analysis::agreement::{Kappa, Table};
    ///
    /// // Cohen 1960, table 1: 200 subjects, three diagnoses; published κ .492.
    /// let table = Table::from_rows(&[vec![88., 14., 18.], vec![10., 40., 10.], vec![2., 6., 12.]]).unwrap();
    /// let kappa = Kappa::of(&table).unwrap();
    /// assert_eq!((kappa.po, (kappa.kappa.unwrap() * 1000.0).round()), (0.7, 492.0));
    /// ```
    pub fn of(table: &Table) -> Defined<Self> {
        let p = table.proportions().ok_or(Undefined::NoUnits)?;
        let po = p.sum(|row, column, share| if row == column { share } else { 0.0 });
        let pe: f64 = p.rows.iter().zip(&p.columns).map(|(row, column)| row * column).sum();
        if table.has_one_category() {
            let none = Err(Undefined::OneCode);
            return Ok(Self { n: p.total, po, pe: 1.0, kappa: none, max: none, se: none, se0: none });
        }
        let kappa = (po - pe) / (1.0 - pe);
        let most: f64 = p.rows.iter().zip(&p.columns).map(|(row, column)| row.min(*column)).sum();
        let spread = p.sum(|i, j, share| {
            if i == j {
                share * (1.0 - (p.rows[i] + p.columns[i]) * (1.0 - kappa)).powi(2)
            } else {
                (1.0 - kappa).powi(2) * share * (p.columns[i] + p.rows[j]).powi(2)
            }
        });
        let variance = (spread - (kappa - pe * (1.0 - kappa)).powi(2)) / (p.total * (1.0 - pe).powi(2));
        let joint: f64 = p.rows.iter().zip(&p.columns).map(|(row, column)| row * column * (row + column)).sum();
        let variance0 = (pe + pe * pe - joint) / ((1.0 - pe).powi(2) * p.total);
        Ok(Self {
            n: p.total,
            po,
            pe,
            kappa: Ok(kappa),
            max: Ok((most - pe) / (1.0 - pe)),
            // Rounding may take a variance of zero below it.
            se: Ok(variance.max(0.0).sqrt()),
            se0: Ok(variance0.max(0.0).sqrt()),
        })
    }

    /// The interval κ ± z · SE of a confidence such as 0.95. Not cut at 1.
    ///
    /// ```
    /// use attune::analysis::agreement::{Kappa, Table};
    ///
    /// // Agresti 1992, carcinoma slides of two pathologists: published κ .493, standard error .057.
    /// let rows = [[22., 2., 2., 0.], [5., 7., 14., 0.], [0., 2., 36., 0.], [0., 1., 17., 10.]];
    /// let kappa = Kappa::of(&Table::from_rows(&rows.map(Vec::from)).unwrap()).unwrap();
    /// assert_eq!([kappa.kappa, kappa.se].map(|value| (value.unwrap() * 1000.0).round()), [493.0, 57.0]);
    /// let (low, high) = kappa.interval(0.95).unwrap();
    /// assert!(((high - low) / 2.0 - 1.96 * kappa.se.unwrap()).abs() < 1e-4);
    /// ```
    pub fn interval(&self, confidence: f64) -> Defined<(f64, f64)> {
        let half = normal_quantile(f64::midpoint(1.0, confidence)) * self.se?;
        Ok((self.kappa? - half, self.kappa? + half))
    }

    /// κ in units of its error under chance, and how probable so much agreement is by chance, on both sides.
    pub fn test(&self) -> Defined<(f64, f64)> {
        let z = self.kappa? / self.se0?;
        if z.is_finite() { Ok((z, normal_two_sided(z))) } else { Err(Undefined::NoVariance) }
    }
}

/// S of Bennett, Alpert and Goldstein, also known as Brennan and Prediger's κ; PABAK for two categories. `categories` is the number that
/// the scheme has, used or not.
///
/// ```
/// use attune::analysis::agreement::bennett_s;
///
/// // Artstein & Poesio 2008, p. 558: agreement .7 on two categories; published S .4.
/// assert!((bennett_s(0.7, 2).unwrap() - 0.4).abs() < 1e-12);
/// ```
pub fn bennett_s(po: f64, categories: usize) -> Defined<f64> {
    let k = super::numeric::count(categories);
    if categories < 2 { Err(Undefined::OneCode) } else { Ok((k * po - 1.0) / (k - 1.0)) }
}

/// What one code's table of two by two says beside κ.
#[derive(Debug, Clone, PartialEq)]
pub struct OneCode {
    /// Prevalence index (a − d) / N, −1 to 1: positive where the code was mostly there.
    pub prevalence: f64,
    /// Bias index (b − c) / N, −1 to 1: positive where the first coder gave the code more often.
    pub bias: f64,
    /// 2 pₒ − 1.
    pub pabak: f64,
    /// Agreement on the code's presence.
    pub positive: Defined<f64>,
    /// Agreement on its absence.
    pub negative: Defined<f64>,
    /// McNemar's χ² = (b − c)² / (b + c), for a difference of both coders' totals.
    pub mcnemar: Defined<f64>,
    n: f64,
    agreed: f64,
}

impl OneCode {
    /// Of a table `[[both, first only], [second only, neither]]`; only its first two categories count.
    ///
    /// ```
    /// use attune::analysis::agreement::{OneCode, Table};
    ///
    /// // Cicchetti & Feinstein 1990: 85 of 100 agree; published .91 on presence, .40 on absence, so that κ is a mere .32.
    /// let table = Table::from_rows(&[vec![80.0, 10.0], vec![5.0, 5.0]]).unwrap();
    /// let of = OneCode::of(&table).unwrap();
    /// assert_eq!([of.positive, of.negative].map(|share| (share.unwrap() * 100.0).round()), [91.0, 40.0]);
    /// assert_eq!((of.prevalence, of.bias, of.pabak), (0.75, 0.05, 0.7));
    /// ```
    pub fn of(table: &Table) -> Defined<Self> {
        let [a, b, c, d] = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(row, column)| table.get(row, column));
        let n = a + b + c + d;
        if n <= 0.0 {
            return Err(Undefined::NoUnits);
        }
        let share = |part: f64, whole: f64| if whole > 0.0 { Ok(part / whole) } else { Err(Undefined::NoUnits) };
        Ok(Self {
            prevalence: (a - d) / n,
            bias: (b - c) / n,
            pabak: 2.0 * (a + d) / n - 1.0,
            positive: share(2.0 * a, 2.0 * a + b + c),
            negative: share(2.0 * d, 2.0 * d + b + c),
            mcnemar: share((b - c).powi(2), b + c),
            n,
            agreed: a + d,
        })
    }

    /// The interval of PABAK by that of Clopper and Pearson (1934) for the observed agreement. For counts of independent units only.
    pub fn pabak_interval(&self, confidence: f64) -> (f64, f64) {
        let tail = (1.0 - confidence) / 2.0;
        let missed = self.n - self.agreed;
        let low = if self.agreed > 0.0 { beta_quantile(tail, (self.agreed, missed + 1.0)) } else { 0.0 };
        let high = if missed > 0.0 { beta_quantile(1.0 - tail, (self.agreed + 1.0, missed)) } else { 1.0 };
        (2.0 * low - 1.0, 2.0 * high - 1.0)
    }
}

/// The interval of a share of independent units by Wilson (1927): stays within 0 and 1, and holds for small numbers.
///
/// ```
/// use attune::analysis::agreement::wilson_interval;
///
/// // Newcombe 1998, Stat Med 17:857: 81 of 263; published .2553 to .3662.
/// let (low, high) = wilson_interval(81.0 / 263.0, 263.0, 0.95).unwrap();
/// assert_eq!([low, high].map(|bound| (bound * 1e4).round()), [2553.0, 3662.0]);
/// ```
pub fn wilson_interval(share: f64, n: f64, confidence: f64) -> Defined<(f64, f64)> {
    if n <= 0.0 {
        return Err(Undefined::NoUnits);
    }
    let z = normal_quantile(f64::midpoint(1.0, confidence));
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    Ok(((middle - half).max(0.0), (middle + half).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_category_has_no_kappa_but_an_agreement() {
        let kappa = Kappa::of(&Table::from_rows(&[vec![9.0, 0.0], vec![0.0, 0.0]]).unwrap()).unwrap();
        assert_eq!((kappa.po.to_bits(), kappa.kappa), (1f64.to_bits(), Err(Undefined::OneCode)));
        assert_eq!(Kappa::of(&Table::new(3)), Err(Undefined::NoUnits));
    }

    #[test]
    fn a_constant_coder_agrees_as_chance_does() {
        let kappa = Kappa::of(&Table::from_rows(&[vec![6.0, 4.0], vec![0.0, 0.0]]).unwrap()).unwrap();
        assert_eq!(kappa.kappa, Ok(0.0));
    }

    #[test]
    fn wilson_stays_within_its_bounds() {
        let (low, high) = wilson_interval(1.0, 10.0, 0.95).unwrap();
        assert!((low - 0.7225).abs() < 1e-3 && (high - 1.0).abs() < 1e-12, "{low} {high}");
        assert_eq!(wilson_interval(0.5, 0.0, 0.95), Err(Undefined::NoUnits));
    }
}
