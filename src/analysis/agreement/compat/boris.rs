//! BORIS 9: "Cohen's kappa (time-unit)" and "Needleman–Wunsch identity" of its menu, and Cohen's κ of its plug-ins.
//!
//! **Menu.** From the earliest onset of either coder to the latest offset of either (not over the session), in steps of Δ. At each step the
//! category is the list of all states on, *with both ends*, so that at a boundary both neighbors are on, and of the points within Δ / 2;
//! nothing on is a category too. κ is rounded to three decimals, and is 1 where chance agreement is 1. Steps resemble their neighbors:
//! larger ones can lower κ.
//!
//! The identity aligns both sequences of steps, match 1, mismatch −1, gap −1, and gives the share of identical places in percent: a
//! constant delay is forgiven. For n and m steps, x mismatches and g gaps that score is (n + m) / 2 − 2x − 1.5g, so the best alignment is
//! that of least cost with 2 a mismatch and 1.5 a gap.
//!
//! **Plug-ins.** Time is cut at every onset and offset of either; the category is the set of states on, from onset up to, not including,
//! the offset. Each piece counts once, or by its length; a moment with points counts as one more piece, of weight 1.

use crate::analysis::agreement::table::Table;
use crate::analysis::agreement::{Alignment, Costs, Kappa, numeric::count};
use crate::analysis::{Defined, Undefined};
use crate::time::Millis;
use std::collections::{BTreeMap, BTreeSet};

/// A state or, with onset and offset the same, a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BorisEvent {
    /// A place in the list of codes.
    pub code: usize,
    /// Onset.
    pub start: Millis,
    /// Offset; that of a point is its onset.
    pub stop: Millis,
}

impl BorisEvent {
    fn is_point(&self) -> bool {
        self.start == self.stop
    }
}

/// A table has a row for each category; more than these do not come of coding.
const MOST_CATEGORIES: usize = 4096;

/// Steps of 1 ms over four hours.
const MOST_STEPS: i64 = 1 << 24;

/// What the menu's numbers come from: what each coder has on at each step, as numbers of categories.
#[derive(Debug, Clone, PartialEq)]
pub struct BorisMenu {
    first: Vec<usize>,
    second: Vec<usize>,
    categories: usize,
}

impl BorisMenu {
    /// Samples two codings in steps of a length. Undefined without events or steps, and for more steps than there is room for.
    ///
    /// ```
    /// use attune::analysis::agreement::compat::{BorisEvent, BorisMenu};
    /// use attune::time::Millis;
    ///
    /// let event = |code, start, stop| BorisEvent { code, start: Millis(start), stop: Millis(stop) };
    /// let a = [event(0, 0, 4000), event(1, 4000, 10_000), event(2, 2500, 2500)];
    /// let b = [event(0, 0, 5000), event(1, 5000, 10_000), event(2, 3000, 3000)];
    /// // BORIS 9.12 itself: .752 by 0.1 s, .588 by 1 s, .750 by 2 s.
    /// let kappa = |step| BorisMenu::of(&a, &b, Millis(step)).unwrap().kappa().unwrap();
    /// assert_eq!([100, 1000, 2000].map(kappa), [0.752, 0.588, 0.750]);
    /// ```
    pub fn of(first: &[BorisEvent], second: &[BorisEvent], step: Millis) -> Defined<Self> {
        let all = || first.iter().chain(second);
        let (from, to) = (all().map(|event| event.start).min(), all().map(|event| event.stop).max());
        let (Some(from), Some(to)) = (from, to) else { return Err(Undefined::NothingCoded) };
        if step <= Millis::ZERO {
            return Err(Undefined::NoUnits);
        }
        let steps = (to - from).0 / step.0;
        if steps >= MOST_STEPS {
            return Err(Undefined::TooMany);
        }
        let mut categories = Categories::default();
        let mut on = |events: &[BorisEvent]| -> Vec<usize> {
            let mut sampler = Sampler::new(events, step);
            (0..=steps).map(|nth| sampler.at(from + Millis(nth * step.0), &mut categories)).collect()
        };
        let (first, second) = (on(first), on(second));
        Ok(Self { first, second, categories: categories.0.len() })
    }

    /// How many steps there are.
    pub fn steps(&self) -> usize {
        self.first.len()
    }

    /// κ, three decimals.
    pub fn kappa(&self) -> Defined<f64> {
        let steps = self.first.iter().zip(&self.second).map(|(one, two)| (*one, *two, 1.0));
        let kappa = Kappa::of(&table(self.categories, steps)?)?.kappa.unwrap_or(1.0);
        Ok((kappa * 1000.0).round() / 1000.0)
    }

    /// Share of identical places, in percent. Takes time and memory of the square of the steps; undefined for more than about eleven
    /// thousand.
    pub fn identity(&self) -> Defined<f64> {
        let aligned = Alignment::of(&self.first, &self.second, Costs { mismatch: 2.0, gap: 1.5 })?;
        let identical = aligned.pairs.iter().filter(|(one, two)| one == two).count();
        Ok(100.0 * count(identical) / count(aligned.pairs.len()))
    }
}

/// A table of so many categories.
fn table(categories: usize, pieces: impl Iterator<Item = (usize, usize, f64)>) -> Defined<Table> {
    if categories > MOST_CATEGORIES {
        return Err(Undefined::TooMany);
    }
    let mut table = Table::new(categories);
    for (row, column, weight) in pieces {
        table.add(row, column, weight);
    }
    Ok(table)
}

/// The lists of codes that occur, each with a number.
#[derive(Default)]
struct Categories(BTreeMap<Vec<usize>, usize>);

impl Categories {
    fn number(&mut self, codes: Vec<usize>) -> usize {
        let next = self.0.len();
        *self.0.entry(codes).or_insert(next)
    }
}

/// Asks, at moments that only rise, which of a coder's events are on, in the order of their rows.
struct Sampler<'a> {
    events: &'a [BorisEvent],
    /// When each is on, both ends included, in half milliseconds: halves of odd steps are not whole milliseconds.
    on: Vec<(i64, i64)>,
    /// Places by onset, and those that are on, with the category that they make.
    by_onset: Vec<usize>,
    next: usize,
    now: BTreeSet<usize>,
    category: Option<usize>,
}

impl<'a> Sampler<'a> {
    fn new(events: &'a [BorisEvent], step: Millis) -> Self {
        let on = |event: &BorisEvent| {
            let around = if event.is_point() { step.0 } else { 0 };
            (2 * event.start.0 - around, 2 * event.stop.0 + around)
        };
        let on: Vec<(i64, i64)> = events.iter().map(on).collect();
        let mut by_onset: Vec<usize> = (0..events.len()).collect();
        by_onset.sort_by_key(|place| on[*place].0);
        Self { events, on, by_onset, next: 0, now: BTreeSet::new(), category: None }
    }

    fn at(&mut self, moment: Millis, categories: &mut Categories) -> usize {
        let moment = 2 * moment.0;
        let before = self.now.len();
        self.now.retain(|place| self.on[*place].1 >= moment);
        let mut changed = self.now.len() < before;
        while let Some(place) = self.by_onset.get(self.next).copied().filter(|place| self.on[*place].0 <= moment) {
            self.next += 1;
            // A short one may lie between two steps.
            changed |= self.on[place].1 >= moment && self.now.insert(place);
        }
        if let Some(category) = self.category.filter(|_| !changed) {
            category
        } else {
            let codes = self.now.iter().map(|place| self.events[*place].code).collect();
            *self.category.insert(categories.number(codes))
        }
    }
}

/// The plug-ins' κ: by pieces, or by their lengths in seconds. Undefined without events.
///
/// ```
/// use attune::analysis::agreement::compat::{BorisEvent, boris_plugin};
/// use attune::time::Millis;
///
/// let event = |code, start, stop| BorisEvent { code, start: Millis(start), stop: Millis(stop) };
/// let a = [event(0, 0, 4000), event(1, 4000, 10_000), event(0, 10_000, 12_000), event(1, 12_000, 20_000)];
/// let b = [event(0, 0, 5000), event(1, 5000, 10_000), event(0, 10_500, 12_000), event(1, 12_000, 20_000)];
/// // The plug-ins themselves: .429 unweighted, .832 by time.
/// let kappa = |weighted| boris_plugin(&a, &b, weighted).unwrap().kappa.unwrap();
/// assert_eq!([false, true].map(|weighted| (kappa(weighted) * 1000.0).round()), [429.0, 832.0]);
/// ```
pub fn boris_plugin(first: &[BorisEvent], second: &[BorisEvent], weighted: bool) -> Defined<Kappa> {
    let all = || first.iter().chain(second);
    let edges: BTreeSet<Millis> =
        all().filter(|event| !event.is_point()).flat_map(|event| [event.start, event.stop]).collect();
    let moments: BTreeSet<Millis> = all().filter(|event| event.is_point()).map(|event| event.start).collect();
    let mut categories = Categories::default();
    let mut walks = [Walk::new(first), Walk::new(second)];
    let mut pieces = Vec::with_capacity(edges.len() + moments.len());
    let mut following = edges.iter().skip(1);
    for at in edges.union(&moments) {
        for walk in &mut walks {
            walk.go_to(*at);
        }
        if edges.contains(at)
            && let Some(next) = following.next()
        {
            let weight = if weighted { (*next - *at).seconds() } else { 1.0 };
            let [one, two] = walks.each_ref().map(|walk| categories.number(walk.states()));
            pieces.push((one, two, weight));
        }
        if moments.contains(at) {
            let [one, two] = walks.each_ref().map(|walk| categories.number(walk.with_points(*at)));
            pieces.push((one, two, 1.0));
        }
    }
    Kappa::of(&table(categories.0.len(), pieces.into_iter())?)
}

/// A coder's states and points, at moments that only rise.
struct Walk {
    /// Onsets and offsets of states, rising, with what they add to a code.
    changes: Vec<(Millis, usize, i32)>,
    next: usize,
    /// How many states of each code are on.
    on: BTreeMap<usize, i32>,
    points: BTreeSet<(Millis, usize)>,
}

impl Walk {
    fn new(events: &[BorisEvent]) -> Self {
        let (points, states): (Vec<&BorisEvent>, Vec<&BorisEvent>) = events.iter().partition(|event| event.is_point());
        let mut changes: Vec<(Millis, usize, i32)> =
            states.iter().flat_map(|event| [(event.start, event.code, 1), (event.stop, event.code, -1)]).collect();
        changes.sort_unstable();
        let points = points.iter().map(|event| (event.start, event.code)).collect();
        Self { changes, next: 0, on: BTreeMap::new(), points }
    }

    /// States that begin at the moment are on, those that end there are not.
    fn go_to(&mut self, at: Millis) {
        while let Some((_, code, by)) = self.changes.get(self.next).filter(|(moment, ..)| *moment <= at) {
            let on = self.on.entry(*code).or_default();
            *on += by;
            if *on == 0 {
                self.on.remove(code);
            }
            self.next += 1;
        }
    }

    /// The codes of the states on, each once.
    fn states(&self) -> Vec<usize> {
        self.on.keys().copied().collect()
    }

    /// The same with the points at the moment.
    fn with_points(&self, at: Millis) -> Vec<usize> {
        let points = self.points.range((at, 0)..=(at, usize::MAX)).map(|(_, code)| *code);
        self.states().into_iter().chain(points).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_session_by_short_steps_has_a_kappa_and_no_alignment() {
        let events: Vec<BorisEvent> = (0..100_000_i32)
            .map(|nth| (nth.unsigned_abs() as usize % 5, i64::from(nth) * 36))
            .map(|(code, at)| BorisEvent { code, start: Millis(at), stop: Millis(at + 36) })
            .collect();
        let menu = BorisMenu::of(&events, &events, Millis(100)).unwrap();
        assert_eq!((menu.kappa(), menu.identity()), (Ok(1.0), Err(Undefined::TooMany)));
        assert_eq!(BorisMenu::of(&events, &[], Millis::ZERO), Err(Undefined::NoUnits));
        assert_eq!(boris_plugin(&events, &events, true).unwrap().kappa, Ok(1.0));
    }
}
