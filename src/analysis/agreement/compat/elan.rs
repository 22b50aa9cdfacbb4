//! ELAN 6.9, beside its modified κ (see [`EasyDiag`](crate::analysis::agreement::EasyDiag)): modified Fleiss' κ of two raters, and the ratio of
//! overlap and extent.
//!
//! **Modified Fleiss.** Annotations of both raters that overlap make a pair where the mean of overlap / own duration of both reaches a
//! least (0.6); the largest first, each once. Categories are the codes and *unmatched*. One κ with all units, and one with pairs alone.
//!
//! **Overlap / extent.** For each annotation of the first in time order, the unused one of the second with the longest overlap: overlap over
//! the time from the first onset to the last offset; 0 for one without a partner; the mean of all. Codes are not looked at, and it
//! depends on which coder is the first: an early short annotation takes the partner of another.

use crate::analysis::agreement::bout::Bout;
use crate::analysis::agreement::near::Near;
use crate::analysis::agreement::{Fleiss, Ratings, numeric::mean};
use crate::analysis::{Defined, Undefined};

/// Both values that ELAN shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ElanFleiss {
    /// With unmatched annotations as a category.
    pub including: Defined<f64>,
    /// Of pairs alone.
    pub excluding: Defined<f64>,
}

/// Modified Fleiss' κ of two raters.
///
/// ```
/// use attune::analysis::agreement::{Bout, compat::elan_fleiss};
/// use attune::time::{Millis, Span};
///
/// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
/// let a = [bout(1000, 3000, 2), bout(3000, 9000, 1), bout(9000, 10_000, 0), bout(12_000, 15_000, 2), bout(15_000, 20_000, 1)];
/// let b = [bout(1200, 3100, 2), bout(3100, 8800, 1), bout(9100, 10_050, 2), bout(11_000, 20_000, 1)];
/// // ELAN 6.9 itself: .3939 and .5789.
/// let of = elan_fleiss(&a, &b, 3, 0.6);
/// assert_eq!([of.including, of.excluding].map(|kappa| (kappa.unwrap() * 1e4).round()), [3939.0, 5789.0]);
/// ```
pub fn elan_fleiss(first: &[Bout], second: &[Bout], codes: usize, least: f64) -> ElanFleiss {
    let near = Near::new(second);
    let mut candidates = Vec::new();
    for (i, one) in first.iter().enumerate() {
        for j in near.meeting(one) {
            let two = &second[j];
            let common = one.overlap(two);
            let share = f64::midpoint(common / one.length(), common / two.length());
            if common > 0.0 && share >= least {
                candidates.push((share, i, j));
            }
        }
    }
    candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut free_first, mut free_second) = (vec![true; first.len()], vec![true; second.len()]);
    let mut units = Vec::new();
    for (_, i, j) in candidates {
        if free_first[i] && free_second[j] {
            (free_first[i], free_second[j]) = (false, false);
            units.push(vec![Some(first[i].code), Some(second[j].code)]);
        }
    }
    let kappa = |categories: usize, units: Vec<Vec<Option<usize>>>| {
        // ELAN's value where all is one category is 1.
        match Fleiss::of(&Ratings { categories, units }) {
            Err(Undefined::OneCode) => Ok(1.0),
            other => other.map(|fleiss| fleiss.kappa),
        }
    };
    let excluding = kappa(codes, units.clone());
    let alone = |bouts: &[Bout], free: Vec<bool>, is_first: bool| -> Vec<Vec<Option<usize>>> {
        let unmatched = bouts.iter().zip(free).filter(|(_, free)| *free).map(|(bout, _)| bout.code);
        unmatched
            .map(|code| if is_first { vec![Some(code), Some(codes)] } else { vec![Some(codes), Some(code)] })
            .collect()
    };
    units.extend(alone(first, free_first, true));
    units.extend(alone(second, free_second, false));
    ElanFleiss { including: kappa(codes + 1, units), excluding }
}

/// Mean ratio of overlap and extent. Undefined without annotations.
///
/// ```
/// use attune::analysis::agreement::{Bout, compat::elan_overlap_extent};
/// use attune::time::{Millis, Span};
///
/// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
/// let a = [bout(0, 4000, 0), bout(4000, 10_000, 1), bout(10_000, 12_000, 0), bout(12_000, 20_000, 1)];
/// let b = [bout(0, 5000, 0), bout(5000, 10_000, 1), bout(10_500, 12_000, 0), bout(12_000, 20_000, 1)];
/// // ELAN 6.9 itself: .8458.
/// assert_eq!((elan_overlap_extent(&a, &b).unwrap() * 1e4).round(), 8458.0);
/// ```
pub fn elan_overlap_extent(first: &[Bout], second: &[Bout]) -> Defined<f64> {
    let near = Near::new(second);
    let mut free = vec![true; second.len()];
    let mut ratios = Vec::new();
    for one in first {
        let best = near
            .meeting(one)
            .map(|j| (j, &second[j]))
            .filter(|(j, two)| free[*j] && one.overlap(two) > 0.0)
            .max_by(|x, y| one.overlap(x.1).total_cmp(&one.overlap(y.1)).then(y.0.cmp(&x.0)));
        ratios.push(best.map_or(0.0, |(j, two)| {
            free[j] = false;
            one.overlap(two) / one.extent(two)
        }));
    }
    ratios.extend(free.into_iter().filter(|free| *free).map(|_| 0.0));
    if ratios.is_empty() { Err(Undefined::NothingCoded) } else { Ok(mean(&ratios)) }
}
