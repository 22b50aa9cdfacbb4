//! Agreement of events: which of one coding are in the other, and how far their edges are apart.
//!
//! Two events match where the rule allows it; each at most once; as many pairs as can be, and of those the best (see `matching`).
//! TP is the number of pairs, R that of the first (reference) coding, S that of the second:
//!
//! precision = TP / S, recall = TP / R, F₁ = 2 TP / (R + S), error rate = (R + S − 2 TP − substitutions) / R
//!
//! | rule | two events match where |
//! | --- | --- |
//! | collar | the codes are the same, onsets differ by no more than the collar, and, if asked, offsets by no more than the larger of collar and a share of the reference's length (Mesaros, Heittola & Virtanen 2016, `sed_eval`) |
//! | overlap | the codes are the same, if asked, and common time / extent of both ≥ a least (intersection over union) |
//!
//! On matched pairs: bias, mean absolute and root-mean-square difference of onsets and of offsets, second minus first.
//!
//! Undefined: precision without events of the second, recall without those of the first, F₁ without any. F₁ is 0, not undefined, where one has events and the
//! other none.

use super::bout::Bout;
use super::matching::{Candidate, best};
use super::near::Near;
use super::numeric::{count, mean};
use crate::analysis::{Defined, Undefined};
use crate::time::Millis;

/// When two events may match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// By their edges.
    Collar {
        /// How far onsets may be apart.
        onset: Millis,
        /// How far offsets may be apart at least; `None` leaves them out of account.
        offset: Option<Millis>,
        /// How far offsets may be apart as a share of the reference's length, where that is more.
        share: f64,
        /// Whether codes must be the same.
        same_code: bool,
    },
    /// By their common time over their extent.
    Overlap {
        /// The least, above 0 and up to 1.
        least: f64,
        /// Whether codes must be the same.
        same_code: bool,
    },
}

impl Rule {
    /// How good a pair is, 0 to 1; `None` if it may not be.
    fn score(&self, first: &Bout, second: &Bout) -> Option<f64> {
        match *self {
            Self::Collar { onset, offset, share, same_code } => {
                let onsets = (first.span.start() - second.span.start()).as_f64().abs();
                let offsets = (first.span.end() - second.span.end()).as_f64().abs();
                let wide = |at_least: Millis| offsets <= at_least.as_f64().max(share * first.length()) + EPSILON;
                let fits = (!same_code || first.code == second.code)
                    && onsets <= onset.as_f64() + EPSILON
                    && offset.is_none_or(wide);
                fits.then(|| 1.0 - (onsets + if offset.is_some() { offsets } else { 0.0 }) / FARTHEST)
            }
            Self::Overlap { least, same_code } => {
                let share = first.overlap(second) / first.extent(second);
                (share > 0.0 && share >= least - 1e-12 && (!same_code || first.code == second.code)).then_some(share)
            }
        }
    }

    /// Places of the events that may match one, and maybe others.
    fn nearby<'a>(&self, near: &'a Near, event: &Bout) -> impl Iterator<Item = usize> + use<'a> {
        let (rule, start, end) = (*self, event.span.start(), event.span.end());
        near.starting(move |longest| match rule {
            Self::Collar { onset, .. } => (start - onset, start + onset),
            Self::Overlap { .. } => (start - longest, end),
        })
    }
}

/// Limits are whole milliseconds or shares of them.
const EPSILON: f64 = 1e-9;

/// No two edges are farther apart, in ms: eleven days. Makes a difference a score that falls with it evenly.
const FARTHEST: f64 = 1e9;

/// Events of two codings, matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// Places of the matched events in both lists, by the first.
    pub pairs: Vec<(usize, usize)>,
    /// Events of the first coding.
    pub reference: usize,
    /// Events of the second coding.
    pub second: usize,
}

/// More pairs than these are not weighed: they would take 160 MB, and `matching` tells sums of scores of that many from one more pair.
const MOST: usize = 4_000_000;

/// More pairs than these are not asked whether they may be: it would take a second.
const MOST_ASKED: usize = 50_000_000;

impl Matched {
    /// Matches two lists of events. [`Undefined::TooMany`] where more than four million pairs may be: some hundred events within each other's
    /// reach, an hour long, are no coding.
    ///
    /// ```
    /// use attune::analysis::agreement::{Bout, Matched, Rule};
    /// use attune::time::{Millis, Span};
    ///
    /// let bout = |start, end| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code: 0 };
    /// let rule = Rule::Collar { onset: Millis(500), offset: None, share: 0.0, same_code: true };
    /// let matched = Matched::of(&[bout(0, 900), bout(2000, 3000)], &[bout(300, 900)], rule).unwrap();
    /// assert_eq!((matched.pairs.as_slice(), matched.f1()), (&[(0, 0)][..], Ok(2.0 / 3.0)));
    /// ```
    pub fn of(first: &[Bout], second: &[Bout], rule: Rule) -> Defined<Self> {
        let near = Near::new(second);
        let (mut candidates, mut asked) = (Vec::new(), 0_usize);
        for (i, event) in first.iter().enumerate() {
            for j in rule.nearby(&near, event) {
                asked += 1;
                candidates.extend(rule.score(event, &second[j]).map(|score| Candidate { first: i, second: j, score }));
                if candidates.len() > MOST || asked > MOST_ASKED {
                    return Err(Undefined::TooMany);
                }
            }
        }
        Ok(Self { pairs: best(&candidates), reference: first.len(), second: second.len() })
    }

    /// TP / S.
    pub fn precision(&self) -> Defined<f64> {
        ratio(self.pairs.len(), self.second)
    }

    /// TP / R.
    pub fn recall(&self) -> Defined<f64> {
        ratio(self.pairs.len(), self.reference)
    }

    /// 2 TP / (R + S).
    pub fn f1(&self) -> Defined<f64> {
        ratio(2 * self.pairs.len(), self.reference + self.second)
    }
}

fn ratio(part: usize, whole: usize) -> Defined<f64> {
    if whole > 0 { Ok(count(part) / count(whole)) } else { Err(Undefined::NoEvents) }
}

/// Pairs of events that match but for their code, among those that no pair of one code has taken, first come first served: substitutions.
pub fn substitutions(first: &[Bout], second: &[Bout], matched: &Matched, rule: Rule) -> usize {
    let mut taken = vec![false; second.len()];
    let mut paired = vec![false; first.len()];
    for (i, j) in &matched.pairs {
        (paired[*i], taken[*j]) = (true, true);
    }
    let any_code = match rule {
        Rule::Collar { onset, offset, share, .. } => Rule::Collar { onset, offset, share, same_code: false },
        Rule::Overlap { least, .. } => Rule::Overlap { least, same_code: false },
    };
    let near = Near::new(second);
    first
        .iter()
        .enumerate()
        .filter(|(i, bout)| {
            let partner = (!paired[*i])
                .then(|| {
                    let fits = |j: &usize| !taken[*j] && any_code.score(bout, &second[*j]).is_some();
                    any_code.nearby(&near, bout).filter(fits).min()
                })
                .flatten();
            partner.inspect(|j| taken[*j] = true).is_some()
        })
        .count()
}

/// How far one kind of edge is apart in matched pairs, in ms, second minus first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deviation {
    /// Mean; positive where the second coder is later.
    pub bias: f64,
    /// Mean of the absolute differences.
    pub mae: f64,
    /// Root of the mean square.
    pub rmse: f64,
}

impl Deviation {
    /// Of differences; undefined without any.
    pub fn of(differences: &[f64]) -> Defined<Self> {
        if differences.is_empty() {
            return Err(Undefined::NoEvents);
        }
        let of = |map: fn(f64) -> f64| mean(&differences.iter().map(|x| map(*x)).collect::<Vec<_>>());
        Ok(Self { bias: of(|x| x), mae: of(f64::abs), rmse: of(|x| x * x).sqrt() })
    }
}

/// Differences of onsets and of offsets of matched pairs, in ms, second minus first.
///
/// ```
/// use attune::analysis::agreement::{Bout, Deviation, Matched, Rule, edge_differences};
/// use attune::time::{Millis, Span};
///
/// let bout = |start, end| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code: 0 };
/// let (a, b) = ([bout(0, 1000), bout(5000, 6000)], [bout(100, 1000), bout(4700, 6100)]);
/// let matched = Matched::of(&a, &b, Rule::Overlap { least: 0.5, same_code: true }).unwrap();
/// let (onsets, offsets) = edge_differences(&a, &b, &matched);
/// assert_eq!((onsets.as_slice(), offsets.as_slice()), (&[100.0, -300.0][..], &[0.0, 100.0][..]));
/// let of = Deviation::of(&onsets).unwrap();
/// assert_eq!((of.bias, of.mae, of.rmse), (-100.0, 200.0, 50_000_f64.sqrt()));
/// ```
pub fn edge_differences(first: &[Bout], second: &[Bout], matched: &Matched) -> (Vec<f64>, Vec<f64>) {
    let of = |edge: fn(&Bout) -> Millis| {
        matched.pairs.iter().map(|(i, j)| (edge(&second[*j]) - edge(&first[*i])).as_f64()).collect()
    };
    (of(|bout| bout.span.start()), of(|bout| bout.span.end()))
}

/// Common time over extent of each matched pair.
pub fn overlaps(first: &[Bout], second: &[Bout], matched: &Matched) -> Vec<f64> {
    matched.pairs.iter().map(|(i, j)| first[*i].overlap(&second[*j]) / first[*i].extent(&second[*j])).collect()
}

/// Matches moments: as many pairs as can be, none farther apart than the tolerance, and of those the nearest.
///
/// ```
/// use attune::analysis::agreement::match_points;
/// use attune::time::Millis;
///
/// // The nearest pair would leave one without a partner.
/// let (a, b) = ([Millis(0), Millis(500)], [Millis(400), Millis(1000)]);
/// assert_eq!(match_points(&a, &b, Millis(500)), [(0, 0), (1, 1)]);
/// ```
pub fn match_points(first: &[Millis], second: &[Millis], tolerance: Millis) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, at) in first.iter().enumerate() {
        let begin = second.partition_point(|other| *other < *at - tolerance);
        for (nth, other) in second[begin..].iter().enumerate().take_while(|(_, other)| **other <= *at + tolerance) {
            let score = 1.0 - (*other - *at).as_f64().abs() / FARTHEST;
            candidates.push(Candidate { first: i, second: begin + nth, score });
        }
    }
    best(&candidates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Span;

    #[test]
    fn too_many_events_within_reach_are_refused_and_as_many_apart_are_not() {
        let coding = |apart: i64| -> Vec<Bout> {
            let bout = |nth: i64| Span::new(Millis(nth * apart), Millis(nth * apart + 1));
            (0..3000).filter_map(bout).map(|span| Bout { span, code: 0 }).collect()
        };
        let collar = Rule::Collar { onset: Millis(5000), offset: None, share: 0.0, same_code: true };
        assert_eq!(Matched::of(&coding(1), &coding(1), collar), Err(Undefined::TooMany));
        assert_eq!(Matched::of(&coding(100), &coding(100), collar).unwrap().f1(), Ok(1.0));
    }
}
