//! The confusion table of time: how long both coders said what.
//!
//! **Exact** ([`by_duration`]): time is cut at every onset and offset of either, and each piece counts with its length. No unit is chosen
//! and nothing is sampled; it is what sampling at 1 ms converges to, at the cost of the events.
//!
//! **By unit** ([`by_unit`]): the record is read in the middle of each unit of time, after GSEQ (Bakeman & Quera 2011). With a tolerance of t
//! units, a unit of the first coder agrees where the second has the same code anywhere within t units of it; else what the second has at
//! that unit is tallied. That is not symmetric: do it both ways and report both, or their mean, never the larger alone.
//!
//! Time that a coder did not code is a category of its own (`uncoded`), or left out where either did not code; say which.

use super::bout::{Bout, boundaries};
use super::table::Table;
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// What to do with time that is not coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uncoded {
    /// It is left out where either coder has nothing.
    LeftOut,
    /// It counts as one more category, the last.
    Category,
}

/// A coding as it is walked from its start on: bouts sorted by onset that do not overlap.
struct Walk<'a> {
    bouts: &'a [Bout],
    next: usize,
}

impl Walk<'_> {
    /// The category at a moment; moments must not go back.
    fn at(&mut self, moment: Millis) -> Option<usize> {
        while self.bouts.get(self.next).is_some_and(|bout| bout.span.end() <= moment) {
            self.next += 1;
        }
        self.bouts.get(self.next).filter(|bout| bout.span.contains(moment)).map(|bout| bout.code)
    }
}

fn size(codes: usize, uncoded: Uncoded) -> usize {
    codes + usize::from(uncoded == Uncoded::Category)
}

fn category(code: Option<usize>, codes: usize, uncoded: Uncoded) -> Option<usize> {
    code.or((uncoded == Uncoded::Category).then_some(codes))
}

/// Milliseconds in which the coders said each pair of codes, within a stretch. Bouts of one coder are sorted and do not overlap.
///
/// ```
/// use attune::analysis::agreement::{Bout, Kappa, Uncoded, by_duration};
/// use attune::time::{Millis, Span};
///
/// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
/// let a = [bout(0, 4000, 0), bout(4000, 10_000, 1), bout(10_000, 12_000, 0), bout(12_000, 20_000, 1)];
/// let b = [bout(0, 5000, 0), bout(5000, 10_000, 1), bout(10_500, 12_000, 0), bout(12_000, 20_000, 1)];
/// let table = by_duration(&a, &b, 2, Span::new(Millis(0), Millis(20_000)).unwrap(), Uncoded::Category);
/// assert_eq!(table.rows(), [[5500.0, 0.0, 500.0], [1000.0, 13_000.0, 0.0], [0.0, 0.0, 0.0]]);
/// assert_eq!((Kappa::of(&table).unwrap().kappa.unwrap() * 1000.0).round(), 832.0);
/// ```
pub fn by_duration(a: &[Bout], b: &[Bout], codes: usize, within: Span, uncoded: Uncoded) -> Table {
    let mut table = Table::new(size(codes, uncoded));
    let (mut first, mut second) = (Walk { bouts: a, next: 0 }, Walk { bouts: b, next: 0 });
    for piece in boundaries(a.iter().chain(b), within).windows(2) {
        let of = |walk: &mut Walk| category(walk.at(piece[0]), codes, uncoded);
        if let (Some(row), Some(column)) = (of(&mut first), of(&mut second)) {
            table.add(row, column, (piece[1] - piece[0]).as_f64());
        }
    }
    table
}

/// What a coder has in each whole unit of a stretch.
pub(super) fn sampled(bouts: &[Bout], within: Span, unit: Millis) -> Vec<Option<usize>> {
    let units = if unit > Millis::ZERO { within.duration().0 / unit.0 } else { 0 };
    let mut walk = Walk { bouts, next: 0 };
    (0..units).map(|nth| walk.at(within.start() + Millis(nth * unit.0 + unit.0 / 2))).collect()
}

/// Units in which the coders said each pair of codes, seen from the first: rows are the first coder's. `tolerance` is in units.
///
/// ```
/// use attune::analysis::agreement::{Bout, Uncoded, by_unit};
/// use attune::time::{Millis, Span};
///
/// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
/// let (a, b) = ([bout(0, 4000, 0), bout(4000, 10_000, 1)], [bout(0, 5000, 0), bout(5000, 10_000, 1)]);
/// let of = |tolerance| {
///     let within = Span::new(Millis(0), Millis(10_000)).unwrap();
///     by_unit(&a, &b, 2, within, Uncoded::LeftOut, Millis(1000), tolerance).rows()
/// };
/// // The fifth second is the only one that differs, and it is one unit away from where both say the same.
/// assert_eq!(of(0), [[4.0, 0.0], [1.0, 5.0]]);
/// assert_eq!(of(1), [[4.0, 0.0], [0.0, 6.0]]);
/// ```
pub fn by_unit(
    a: &[Bout],
    b: &[Bout],
    codes: usize,
    within: Span,
    uncoded: Uncoded,
    unit: Millis,
    tolerance: usize,
) -> Table {
    let categories = |bouts| -> Vec<Option<usize>> {
        sampled(bouts, within, unit).into_iter().map(|code| category(code, codes, uncoded)).collect()
    };
    let (first, second) = (categories(a), categories(b));
    // The units at which the second has each category, as a running count, so that a window is asked in one step.
    let size = size(codes, uncoded);
    let mut running = vec![vec![0_u32; second.len() + 1]; size];
    for (nth, category) in second.iter().enumerate() {
        for (of, counts) in running.iter_mut().enumerate() {
            counts[nth + 1] = counts[nth] + u32::from(*category == Some(of));
        }
    }
    let pairs = first.iter().zip(&second).enumerate().filter_map(|(nth, (row, column))| {
        let (row, column) = (*row, *column);
        let (from, to) = (nth.saturating_sub(tolerance), (nth + tolerance + 1).min(second.len()));
        let meets = row.is_some_and(|row| running[row][to] > running[row][from]);
        Some((row?, if meets { row? } else { column? }))
    });
    Table::of_units(size, pairs)
}
