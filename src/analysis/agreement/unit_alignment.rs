//! The best alignment of units: which of each coder's belong together, at the least disorder. See [`gamma`](super::gamma) for what it costs.
//!
//! Two coders: the best alignment is an assignment (see `matching`). Three and more: a set partition, solved as an integer program by the crate
//! `microlp`, each part of units that hang together by possible alignments for itself.
//!
//! Only units that are near are looked at: two whose difference is above what they cost without a partner are never aligned.

use super::bout::Bout;
use super::matching::{Candidate, heaviest};
use super::near::Near;
use super::numeric::count;
use crate::analysis::{Defined, Undefined};
use crate::time::Millis;
use microlp::{ComparisonOp, OptimizationDirection, Problem};

/// What a difference costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dissimilarity {
    /// Weight of the position.
    pub alpha: f64,
    /// Weight of the code.
    pub beta: f64,
    /// Δ: what a unit without a partner costs.
    pub empty: f64,
}

impl Default for Dissimilarity {
    fn default() -> Self {
        Self { alpha: 1.0, beta: 1.0, empty: 1.0 }
    }
}

impl Dissimilarity {
    pub(super) fn position(&self, u: &Bout, v: &Bout) -> f64 {
        let edges = (u.span.start() - v.span.start()).as_f64().abs() + (u.span.end() - v.span.end()).as_f64().abs();
        self.alpha * (edges / (u.length() + v.length())).powi(2) * self.empty
    }

    fn of(&self, u: &Bout, v: &Bout) -> f64 {
        let code = if u.code == v.code { 0.0 } else { self.beta * self.empty };
        self.position(u, v) + code
    }

    /// Places of the units that may differ from one by less than `most`: by d < most, |s_u − s_v| < (l_u + l_v) √(most / (α Δ)).
    fn nearby<'a>(&self, near: &'a Near, unit: &Bout, most: f64) -> impl Iterator<Item = usize> + use<'a> {
        let cost = self.alpha * self.empty;
        let factor = if cost > 0.0 { (most / cost).max(0.0).sqrt() } else { f64::INFINITY };
        let (start, length) = (unit.span.start(), unit.length());
        near.starting(move |longest| {
            #[allow(clippy::cast_possible_truncation)] // an infinite one ends at the last moment there is
            let reach = Millis(((length + longest.as_f64()) * factor).ceil() as i64);
            (start - reach, start + reach)
        })
    }
}

/// An alignment: which units of the coders belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct BestAlignment {
    /// Its disorder.
    pub disorder: f64,
    /// One place for each coder: the place of its unit in its list, or none.
    pub unitary: Vec<Vec<Option<usize>>>,
}

/// The most pairs, or sets of units of several coders, that are weighed against each other: what a browser has room for.
const MOST: usize = 4_000_000;

/// The most sets of units that hang together and go into one integer program; above, it would take minutes.
const MOST_IN_PROGRAM: usize = 20_000;

/// The alignment of least disorder. Undefined for fewer than two coders, without any unit, and where more units are near each other than can be
/// weighed ([`Undefined::TooMany`]).
///
/// ```
/// use attune::analysis::agreement::{Bout, Dissimilarity, best_alignment};
/// use attune::time::{Millis, Span};
///
/// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
/// let (a, b) = ([bout(0, 1000, 0), bout(5000, 6000, 1)], [bout(100, 1100, 0)]);
/// // The first ones belong together; the second of a stands alone, which costs 1.
/// let of = best_alignment(&[&a, &b], Dissimilarity::default()).unwrap();
/// assert_eq!(of.unitary, [vec![Some(0), Some(0)], vec![Some(1), None]]);
/// assert!((of.disorder - ((200.0_f64 / 2000.0).powi(2) + 1.0) / 1.5).abs() < 1e-12);
/// ```
pub fn best_alignment(coders: &[&[Bout]], dissimilarity: Dissimilarity) -> Defined<BestAlignment> {
    if coders.len() < 2 {
        return Err(Undefined::TooFewUnits);
    }
    let units: usize = coders.iter().map(|bouts| bouts.len()).sum();
    if units == 0 {
        return Err(Undefined::NothingCoded);
    }
    let mut unitary = match coders {
        [first, second] => pairs(first, second, dissimilarity)?,
        _ => partition(coders, dissimilarity)?,
    };
    unitary.extend(alone(coders, &unitary));
    let total: f64 = unitary.iter().map(|chosen| disorder(coders, chosen, dissimilarity)).sum();
    Ok(BestAlignment { disorder: total / (count(units) / count(coders.len())), unitary })
}

/// The units that stand in none of the unitary alignments, each in one of its own.
fn alone(coders: &[&[Bout]], together: &[Vec<Option<usize>>]) -> Vec<Vec<Option<usize>>> {
    let mut free: Vec<Vec<bool>> = coders.iter().map(|bouts| vec![true; bouts.len()]).collect();
    for (coder, place) in together.iter().flat_map(|chosen| chosen.iter().enumerate()) {
        if let Some(place) = place {
            free[coder][*place] = false;
        }
    }
    let of_coder = |(coder, free): (usize, Vec<bool>)| {
        let alone = move |place: usize| {
            let mut chosen = vec![None; coders.len()];
            chosen[coder] = Some(place);
            chosen
        };
        free.into_iter().enumerate().filter(|(_, free)| *free).map(move |(place, _)| alone(place))
    };
    free.into_iter().enumerate().flat_map(of_coder).collect()
}

/// The mean of the differences over all pairs of coders.
fn disorder(coders: &[&[Bout]], chosen: &[Option<usize>], dissimilarity: Dissimilarity) -> f64 {
    let unit = |coder: usize| chosen[coder].map(|place| &coders[coder][place]);
    let mut sum = 0.0;
    for first in 0..chosen.len() {
        for second in first + 1..chosen.len() {
            sum += match (unit(first), unit(second)) {
                (Some(u), Some(v)) => dissimilarity.of(u, v),
                (None, None) => 0.0,
                _ => dissimilarity.empty,
            };
        }
    }
    sum / (count(chosen.len()) * (count(chosen.len()) - 1.0) / 2.0)
}

fn pairs(first: &[Bout], second: &[Bout], dissimilarity: Dissimilarity) -> Defined<Vec<Vec<Option<usize>>>> {
    // Two units apart cost as much as two without a partner: no pair beyond that.
    let most = 2.0 * dissimilarity.empty;
    let near = Near::new(second);
    let mut candidates = Vec::new();
    for (i, u) in first.iter().enumerate() {
        for j in dissimilarity.nearby(&near, u, most) {
            let d = dissimilarity.of(u, &second[j]);
            if d < most {
                candidates.push(Candidate { first: i, second: j, score: 1.0 - d / most });
            }
        }
        if candidates.len() > MOST {
            return Err(Undefined::TooMany);
        }
    }
    Ok(heaviest(&candidates).into_iter().map(|(i, j)| vec![Some(i), Some(j)]).collect())
}

/// Several coders' units in one unitary alignment, and what it saves against each of them alone.
struct Together {
    chosen: Vec<Option<usize>>,
    saved: f64,
}

/// The unitary alignments of two units or more in the set partition of least disorder.
fn partition(coders: &[&[Bout]], dissimilarity: Dissimilarity) -> Defined<Vec<Vec<Option<usize>>>> {
    let mut growth = Growth {
        coders,
        near: coders.iter().map(|bouts| Near::new(bouts)).collect(),
        dissimilarity,
        chosen: vec![None; coders.len()],
        found: Vec::new(),
    };
    growth.grow(0, 0, 0.0)?;
    let mut taken = Vec::new();
    for part in parts(coders, growth.found) {
        taken.extend(cheapest(part)?);
    }
    Ok(taken)
}

/// Finds all unitary alignments that save something.
struct Growth<'a> {
    coders: &'a [&'a [Bout]],
    near: Vec<Near>,
    dissimilarity: Dissimilarity,
    chosen: Vec<Option<usize>>,
    found: Vec<Together>,
}

impl Growth<'_> {
    /// Goes on from a coder, with so many units chosen that differ by so much in all.
    fn grow(&mut self, coder: usize, units: usize, apart: f64) -> Defined<()> {
        let (coders, costs) = (self.coders, self.dissimilarity);
        // With n units in all, those without a partner among them saved, differences must stay below n (n − 1) Δ.
        let most = |units: usize| count(units) * (count(units) - 1.0) * costs.empty;
        if coder == coders.len() {
            if units > 1 && apart < most(units) {
                let alone = 2.0 * costs.empty / count(coders.len());
                let saved = count(units) * alone - disorder(coders, &self.chosen, costs);
                self.found.push(Together { chosen: self.chosen.clone(), saved });
            }
            return if self.found.len() > MOST { Err(Undefined::TooMany) } else { Ok(()) };
        }
        let limit = most(units + coders.len() - coder);
        let before: Vec<Bout> = (0..coder).filter_map(|of| self.chosen[of].map(|place| coders[of][place])).collect();
        let places: Vec<usize> = match before.first() {
            Some(unit) => costs.nearby(&self.near[coder], unit, limit - apart).collect(),
            None => (0..coders[coder].len()).collect(),
        };
        for place in places {
            let unit = &coders[coder][place];
            let apart = apart + before.iter().map(|other| costs.of(other, unit)).sum::<f64>();
            if apart < limit {
                self.chosen[coder] = Some(place);
                self.grow(coder + 1, units + 1, apart)?;
            }
        }
        self.chosen[coder] = None;
        self.grow(coder + 1, units, apart)
    }
}

/// Those that share units, directly or by others.
fn parts(coders: &[&[Bout]], found: Vec<Together>) -> Vec<Vec<Together>> {
    let mut begins = vec![0];
    for bouts in coders {
        begins.push(begins[begins.len() - 1] + bouts.len());
    }
    let mut roots: Vec<usize> = (0..begins[coders.len()]).collect();
    let units = |together: &Together| -> Vec<usize> {
        let unit = |(coder, place): (usize, &Option<usize>)| place.map(|place| begins[coder] + place);
        together.chosen.iter().enumerate().filter_map(unit).collect()
    };
    for together in &found {
        for pair in units(together).windows(2) {
            let (one, other) = (root(&mut roots, pair[0]), root(&mut roots, pair[1]));
            roots[one] = other;
        }
    }
    let mut parts: Vec<Vec<Together>> = roots.iter().map(|_| Vec::new()).collect();
    for together in found {
        if let Some(unit) = units(&together).first() {
            parts[root(&mut roots, *unit)].push(together);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// What a unit is joined to in the end, by the paths that are shortened as they are walked.
fn root(roots: &mut [usize], mut unit: usize) -> usize {
    while roots[unit] != unit {
        roots[unit] = roots[roots[unit]];
        unit = roots[unit];
    }
    unit
}

/// Those that save the most and have no unit in common.
fn cheapest(part: Vec<Together>) -> Defined<Vec<Vec<Option<usize>>>> {
    if part.len() > MOST_IN_PROGRAM {
        return Err(Undefined::TooMany);
    }
    if part.len() == 1 {
        return Ok(part.into_iter().map(|only| only.chosen).collect());
    }
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let variables: Vec<_> = part.iter().map(|together| problem.add_binary_var(together.saved)).collect();
    let mut with_unit = std::collections::BTreeMap::<(usize, usize), Vec<_>>::new();
    for (together, variable) in part.iter().zip(&variables) {
        for (coder, place) in together.chosen.iter().enumerate() {
            if let Some(place) = place {
                with_unit.entry((coder, *place)).or_default().push((*variable, 1.0));
            }
        }
    }
    for terms in with_unit.into_values().filter(|terms| terms.len() > 1) {
        problem.add_constraint(terms, ComparisonOp::Le, 1.0);
    }
    // None of them at all is always a solution, so there is one, unless the arithmetic fails.
    let Ok(solution) = problem.solve() else { return Err(Undefined::TooMany) };
    let taken = part.into_iter().zip(variables).filter(|(_, variable)| solution[*variable] > 0.5);
    Ok(taken.map(|(together, _)| together.chosen).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Span;

    /// Codings of so many coders by a seed, up to so many units each, of which many meet.
    fn codings(seed: u32, coders: usize, most: u32) -> Vec<Vec<Bout>> {
        let mut state = seed;
        let mut below = move |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % n
        };
        let mut unit = |_| {
            let (start, length) = (i64::from(below(6000)), 1 + i64::from(below(2500)));
            let span = Span::new(Millis(start), Millis(start + length)).unwrap();
            Bout { span, code: usize::from(below(2) == 0) }
        };
        let mut number = seed;
        let mut coder = |_| {
            number = number.wrapping_mul(2_654_435_761).wrapping_add(97);
            (0..(number >> 16) % (most + 1)).map(&mut unit).collect()
        };
        (0..coders).map(&mut coder).collect()
    }

    fn costs(seed: u32) -> Dissimilarity {
        Dissimilarity { alpha: f64::from(seed % 4), beta: f64::from(seed % 3), empty: 1.0 }
    }

    /// The least sum of disorders, by trying every set of the others' units with the first that is left.
    fn least(coders: &[&[Bout]], left: &[Vec<usize>], costs: Dissimilarity) -> f64 {
        let Some(first) = left.iter().position(|places| !places.is_empty()) else { return 0.0 };
        let mut sets = vec![vec![None; coders.len()]];
        sets[0][first] = Some(left[first][0]);
        for coder in first + 1..coders.len() {
            let with = |set: &Vec<Option<usize>>| -> Vec<Vec<Option<usize>>> {
                let choices = left[coder].iter().map(|place| Some(*place)).chain([None]);
                choices.map(|choice| [&set[..coder], &[choice], &set[coder + 1..]].concat()).collect()
            };
            sets = sets.iter().flat_map(with).collect();
        }
        let rest = |set: &[Option<usize>]| -> Vec<Vec<usize>> {
            let without = |(places, taken): (&Vec<usize>, &Option<usize>)| {
                places.iter().copied().filter(|place| Some(*place) != *taken).collect()
            };
            left.iter().zip(set).map(without).collect()
        };
        sets.iter().map(|set| disorder(coders, set, costs) + least(coders, &rest(set), costs)).fold(f64::MAX, f64::min)
    }

    #[test]
    fn no_other_alignment_has_less_disorder() {
        for seed in 1..60 {
            let coders = codings(seed, if seed % 2 == 0 { 2 } else { 3 }, 3);
            let lists: Vec<&[Bout]> = coders.iter().map(Vec::as_slice).collect();
            let Ok(best) = best_alignment(&lists, costs(seed)) else { continue };
            let units: usize = lists.iter().map(|bouts| bouts.len()).sum();
            let all: Vec<Vec<usize>> = lists.iter().map(|bouts| (0..bouts.len()).collect()).collect();
            let expected = least(&lists, &all, costs(seed)) / (count(units) / count(lists.len()));
            assert!((best.disorder - expected).abs() < 1e-8, "{seed}: {}, not {expected}", best.disorder);
            assert_eq!(best.unitary.iter().flatten().flatten().count(), units);
        }
    }

    #[test]
    fn the_assignment_and_the_program_find_the_same() {
        for seed in 1..8 {
            let coders = codings(seed * 7919, 2, 12);
            let lists: Vec<&[Bout]> = coders.iter().map(Vec::as_slice).collect();
            let sum = |mut unitary: Vec<Vec<Option<usize>>>| {
                unitary.extend(alone(&lists, &unitary));
                unitary.iter().map(|chosen| disorder(&lists, chosen, costs(seed))).sum::<f64>()
            };
            let assigned = sum(pairs(lists[0], lists[1], costs(seed)).unwrap());
            let programmed = sum(partition(&lists, costs(seed)).unwrap());
            assert!((assigned - programmed).abs() < 1e-8, "{seed}: {assigned}, and {programmed}");
        }
    }

    #[test]
    fn more_than_can_be_weighed_is_refused() {
        let unit = |nth| Bout { span: Span::new(Millis(nth), Millis(nth + 60_000)).unwrap(), code: 0 };
        let units: Vec<Bout> = (0..2100).map(unit).collect();
        let refused = best_alignment(&[&units, &units], Dissimilarity::default());
        assert_eq!(refused.err(), Some(Undefined::TooMany));
        let refused = best_alignment(&[&units[..200], &units[..200], &units[..200]], Dissimilarity::default());
        assert_eq!(refused.err(), Some(Undefined::TooMany));
    }
}
