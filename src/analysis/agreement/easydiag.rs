//! κ of events that are paired by their overlap: `EasyDIAg` of Holle & Rein 2015, *Behav Res Methods* 47:837, which ELAN has as modified κ.
//!
//! 1. The overlap of two events is their common time over the duration of the **longer**. Pairs below a least overlap (0.6) do not count.
//! 2. Pairs are linked one to one: the largest overlap first, then the longest common time, then the earliest.
//! 3. In a table of codes and *unmatched*, a linked pair counts 2 and an event without a partner 1: the table sums up to the number of events.
//! 4. Chance leaves out the cell unmatched–unmatched: see `quasi`.
//!
//! κ max takes the ordinary product of totals for chance, as the authors do, so it is not on the footing of κ. Per code: the table of that
//! code against all else, unmatched among it.
//!
//! Undefined: without events; κ where chance agreement is 1.
//!
//! ELAN 6.9 differs in its numbers: it fits chance by 20 rounds from a seed of ones in which the structural zero, and each empty total,
//! is 0.001 ([`EasyDiag::elan_kappa`]), and prints what is negative as 0.

use super::alignment::NilKappa;
use super::bout::Bout;
use super::kappa::Kappa;
use super::near::Near;
use super::numeric::count;
use super::table::Table;
use crate::analysis::{Defined, Undefined};

/// What ELAN puts in place of a zero.
const ELAN_ZERO: f64 = 0.001;

/// How often ELAN fits.
const ELAN_ROUNDS: usize = 20;

/// Two codings, paired.
#[derive(Debug, Clone, PartialEq)]
pub struct EasyDiag {
    /// Codes, and last *unmatched*.
    pub table: Table,
    /// Places of the linked events in both lists, by the first.
    pub links: Vec<(usize, usize)>,
    /// Share of events that are linked.
    pub linked: f64,
    /// Share of events that are linked to one of the same code.
    pub raw: f64,
    /// Chance agreement, and κ.
    pub kappa: NilKappa,
    /// κ max.
    pub max: Defined<f64>,
    /// Among linked pairs alone: κ, with its own κ max and agreement. `None` where no pair is linked.
    pub matched: Option<Kappa>,
    /// One for each code.
    pub codes: Vec<Kappa>,
}

impl EasyDiag {
    /// Of two lists of events with codes below `codes`, by a least overlap above 0 and up to 1.
    ///
    /// ```
    /// use attune::analysis::agreement::{Bout, EasyDiag};
    /// use attune::time::{Millis, Span};
    ///
    /// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
    /// let a = [bout(0, 4000, 0), bout(4000, 10_000, 1)];
    /// let b = [bout(0, 5000, 0), bout(5000, 10_000, 1)];
    /// let of = EasyDiag::of(&a, &b, 2, 0.6).unwrap();
    /// assert_eq!((of.links, of.kappa.kappa), (vec![(0, 0), (1, 1)], Ok(1.0)));
    /// ```
    pub fn of(a: &[Bout], b: &[Bout], codes: usize, least: f64) -> Defined<Self> {
        if a.is_empty() && b.is_empty() {
            return Err(Undefined::NothingCoded);
        }
        let links = link(a, b, least);
        let mut table = Table::new(codes + 1);
        let mut paired = (vec![false; a.len()], vec![false; b.len()]);
        for (i, j) in &links {
            table.add(a[*i].code, b[*j].code, 2.0);
            (paired.0[*i], paired.1[*j]) = (true, true);
        }
        for (event, _) in a.iter().zip(&paired.0).filter(|(_, paired)| !**paired) {
            table.add(event.code, codes, 1.0);
        }
        for (event, _) in b.iter().zip(&paired.1).filter(|(_, paired)| !**paired) {
            table.add(codes, event.code, 1.0);
        }
        let total = table.total();
        let kappa = NilKappa::of(&table)?;
        let matched = table.without_last();
        Ok(Self {
            linked: 2.0 * count(links.len()) / total,
            raw: table.agreed() / total,
            kappa,
            max: Kappa::of(&table)?.max,
            matched: if links.is_empty() { None } else { Some(Kappa::of(&matched)?) },
            codes: (0..codes).map(|code| Kappa::of(&table.one_against_rest(code))).collect::<Defined<_>>()?,
            table,
            links,
        })
    }

    /// κ as ELAN 6.9 computes it.
    ///
    /// ```
    /// use attune::analysis::agreement::{Bout, EasyDiag};
    /// use attune::time::{Millis, Span};
    ///
    /// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
    /// let a = [bout(1000, 3000, 2), bout(3000, 9000, 1), bout(9000, 10_000, 0), bout(12_000, 15_000, 2), bout(15_000, 20_000, 1)];
    /// let b = [bout(1200, 3100, 2), bout(3100, 8800, 1), bout(9100, 10_050, 2), bout(11_000, 20_000, 1)];
    /// // ELAN 6.9 itself: .2592 with the unmatched, .5 without.
    /// let of = EasyDiag::of(&a, &b, 3, 0.6).unwrap();
    /// assert_eq!((of.elan_kappa().unwrap() * 1e4).round(), 2592.0);
    /// assert_eq!((of.matched.unwrap().kappa.unwrap() * 1e4).round(), 5000.0);
    /// ```
    pub fn elan_kappa(&self) -> Defined<f64> {
        let size = self.table.size();
        let fill =
            |sums: Vec<f64>| sums.into_iter().map(|sum| if sum > 0.0 { sum } else { ELAN_ZERO }).collect::<Vec<_>>();
        let (rows, columns) = (fill(self.table.row_sums()), fill(self.table.column_sums()));
        let mut fitted = vec![1.0; size * size];
        fitted[size * size - 1] = ELAN_ZERO;
        for _ in 0..ELAN_ROUNDS {
            for row in 0..size {
                let sum: f64 = fitted[row * size..(row + 1) * size].iter().sum();
                fitted[row * size..(row + 1) * size].iter_mut().for_each(|cell| *cell *= rows[row] / sum);
            }
            for column in 0..size {
                let sum: f64 = (0..size).map(|row| fitted[row * size + column]).sum();
                (0..size).for_each(|row| fitted[row * size + column] *= columns[column] / sum);
            }
        }
        let total = self.table.total();
        let pe = (0..size - 1).map(|code| fitted[code * size + code]).sum::<f64>() / total;
        if pe >= 1.0 { Err(Undefined::OneCode) } else { Ok((self.raw - pe) / (1.0 - pe)) }
    }
}

/// Pairs of events, best overlap first.
fn link(a: &[Bout], b: &[Bout], least: f64) -> Vec<(usize, usize)> {
    let near = Near::new(b);
    let mut candidates = Vec::new();
    for (i, first) in a.iter().enumerate() {
        for j in near.meeting(first) {
            let second = &b[j];
            let common = first.overlap(second);
            let share = common / first.length().max(second.length());
            if common > 0.0 && share >= least - 1e-12 {
                candidates.push((share, common, i, j));
            }
        }
    }
    candidates.sort_by(|x, y| {
        let by_size = y.0.total_cmp(&x.0).then(y.1.total_cmp(&x.1));
        by_size.then_with(|| {
            let start = |(i, j): (usize, usize)| (a[i].span.start().min(b[j].span.start()), i, j);
            start((x.2, x.3)).cmp(&start((y.2, y.3)))
        })
    });
    let mut taken = (vec![false; a.len()], vec![false; b.len()]);
    let mut links: Vec<(usize, usize)> = candidates
        .into_iter()
        .filter_map(|(.., i, j)| {
            let free = !taken.0[i] && !taken.1[j];
            if free {
                (taken.0[i], taken.1[j]) = (true, true);
            }
            free.then_some((i, j))
        })
        .collect();
    links.sort_unstable();
    links
}
