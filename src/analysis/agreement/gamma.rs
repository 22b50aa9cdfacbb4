//! γ of Mathet, Widlöcher & Métivier 2015, *Comput Linguist* 41:437: agreement on where units are and what they are, after aligning them.
//!
//! Two units u, v with onsets s, offsets e, lengths l differ by
//!
//! d(u, v) = α ((|s_u − s_v| + |e_u − e_v|) / (l_u + l_v))² Δ + β [codes differ] Δ, and a unit from none by Δ.
//!
//! A *unitary alignment* takes at most one unit of each coder; its disorder is the mean of d over all pairs of coders. An alignment puts each
//! unit into one unitary alignment; its disorder is the sum of theirs over the mean number of units of a coder. The **best** alignment
//! has the least. γ = 1 − (disorder of the best) / (mean disorder of the best ones of random codings).
//!
//! Two coders: the best alignment is an assignment (see `matching`). Three and more: a set partition, solved as an integer program by the crate
//! `microlp`.
//!
//! Random codings: units with number, gap and length drawn from normal distributions like those of the coders, codes as often as there
//! ([`Chance::Statistical`], as in pygamma-agreement), or each coder's units turned around by a random time ([`Chance::Shifted`], as
//! in the paper).
//!
//! γ_cat and γ_k (Mathet 2017, *Comput Linguist* 43:661) ask of the aligned pairs alone how they agree in code, or on one code k: the mean of
//! [codes differ], each pair weighted by max(0, 1 − its positional part) / (units in its alignment − 1), against the same by chance.
//!
//! At most 1, may be negative. Undefined: fewer than two coders, a coder set without any unit, chance without disorder.

use super::bout::Bout;
use super::matching::{Candidate, heaviest};
use super::numeric::{count, mean, squares};
use crate::analysis::{Defined, Undefined};
use crate::time::{Millis, Span};
use microlp::{ComparisonOp, OptimizationDirection, Problem};
use oorandom::Rand64;

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
    fn position(&self, u: &Bout, v: &Bout) -> f64 {
        let edges = (u.span.start() - v.span.start()).as_f64().abs() + (u.span.end() - v.span.end()).as_f64().abs();
        self.alpha * (edges / (u.length() + v.length())).powi(2) * self.empty
    }

    fn of(&self, u: &Bout, v: &Bout) -> f64 {
        let code = if u.code == v.code { 0.0 } else { self.beta * self.empty };
        self.position(u, v) + code
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

/// How random codings are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chance {
    /// By the distributions of number, gap, length and code.
    Statistical,
    /// By turning each coder's units around within the stretch.
    Shifted,
}

/// γ with what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Gamma {
    /// γ.
    pub gamma: Defined<f64>,
    /// The best alignment of the coders.
    pub best: BestAlignment,
    /// The disorders of random codings.
    pub by_chance: Vec<f64>,
    /// γ_cat.
    pub codes: Defined<f64>,
    /// γ_k of each code.
    pub each_code: Vec<Defined<f64>>,
}

impl Gamma {
    /// γ by so many random codings of a seed.
    ///
    /// ```
    /// use attune::analysis::agreement::{Bout, Chance, Dissimilarity, Gamma};
    /// use attune::time::{Millis, Span};
    ///
    /// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
    /// let coder = [bout(1000, 5000, 0), bout(6000, 10_000, 1)];
    /// let gamma = Gamma::of(&[&coder, &coder], 2, Dissimilarity::default(), Chance::Statistical, 30, 1).unwrap();
    /// assert_eq!((gamma.gamma, gamma.best.disorder), (Ok(1.0), 0.0));
    /// ```
    pub fn of(
        coders: &[&[Bout]],
        codes: usize,
        dissimilarity: Dissimilarity,
        chance: Chance,
        samples: usize,
        seed: u64,
    ) -> Defined<Self> {
        let best = best_alignment(coders, dissimilarity)?;
        let mut random = Rand64::new(u128::from(seed));
        let sampler = Sampler::new(coders, codes, chance);
        let (mut by_chance, mut drawn) = (Vec::with_capacity(samples), Vec::with_capacity(samples));
        // A random coding may be empty; a few times as many are drawn as are asked for.
        for _ in 0..samples * 4 {
            if by_chance.len() == samples {
                break;
            }
            let coding = sampler.draw(&mut random);
            let lists: Vec<&[Bout]> = coding.iter().map(Vec::as_slice).collect();
            if let Ok(alignment) = best_alignment(&lists, dissimilarity) {
                by_chance.push(alignment.disorder);
                drawn.push((coding, alignment));
            }
        }
        let ratio = |observed: f64, expected: f64| {
            if expected > 0.0 { Ok(1.0 - observed / expected) } else { Err(Undefined::OneCode) }
        };
        let of_codes = |code: Option<usize>| {
            let observed = code_disorder(coders, &best, dissimilarity, code);
            let expected: Vec<f64> = drawn
                .iter()
                .map(|(coding, alignment)| {
                    let lists: Vec<&[Bout]> = coding.iter().map(Vec::as_slice).collect();
                    code_disorder(&lists, alignment, dissimilarity, code)
                })
                .collect();
            ratio(observed, mean(&expected))
        };
        Ok(Self {
            gamma: ratio(best.disorder, mean(&by_chance)),
            codes: of_codes(None),
            each_code: (0..codes).map(|code| of_codes(Some(code))).collect(),
            best,
            by_chance,
        })
    }
}

/// The alignment of least disorder.
pub fn best_alignment(coders: &[&[Bout]], dissimilarity: Dissimilarity) -> Defined<BestAlignment> {
    if coders.len() < 2 {
        return Err(Undefined::TooFewUnits);
    }
    let units: usize = coders.iter().map(|bouts| bouts.len()).sum();
    if units == 0 {
        return Err(Undefined::NothingCoded);
    }
    let unitary = match coders {
        [first, second] => pairs(first, second, dissimilarity),
        _ => partition(coders, dissimilarity),
    };
    let total: f64 = unitary.iter().map(|chosen| disorder(coders, chosen, dissimilarity)).sum();
    Ok(BestAlignment { disorder: total / (count(units) / count(coders.len())), unitary })
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

fn pairs(first: &[Bout], second: &[Bout], dissimilarity: Dissimilarity) -> Vec<Vec<Option<usize>>> {
    // Two units apart cost as much as two without a partner: no pair beyond that.
    let most = 2.0 * dissimilarity.empty;
    let mut candidates = Vec::new();
    for (i, u) in first.iter().enumerate() {
        for (j, v) in second.iter().enumerate() {
            let d = dissimilarity.of(u, v);
            if d < most {
                candidates.push(Candidate { first: i, second: j, score: 1.0 - d / most });
            }
        }
    }
    let matched = heaviest(&candidates);
    let (mut alone_first, mut alone_second) = (vec![true; first.len()], vec![true; second.len()]);
    for (i, j) in &matched {
        (alone_first[*i], alone_second[*j]) = (false, false);
    }
    let alone = |of: Vec<bool>| of.into_iter().enumerate().filter(|(_, alone)| *alone).map(|(place, _)| place);
    let together = matched.into_iter().map(|(i, j)| vec![Some(i), Some(j)]);
    together
        .chain(alone(alone_first).map(|i| vec![Some(i), None]))
        .chain(alone(alone_second).map(|j| vec![None, Some(j)]))
        .collect()
}

/// The set partition of least disorder among all unitary alignments that are better than their units alone.
fn partition(coders: &[&[Bout]], dissimilarity: Dissimilarity) -> Vec<Vec<Option<usize>>> {
    let alone = 2.0 * dissimilarity.empty / count(coders.len());
    let mut candidates: Vec<(Vec<Option<usize>>, f64)> = Vec::new();
    let mut chosen = vec![None; coders.len()];
    grow(coders, dissimilarity, alone, 0, &mut chosen, &mut candidates);
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: Vec<_> = candidates.iter().map(|(_, disorder)| problem.add_binary_var(*disorder)).collect();
    for (coder, bouts) in coders.iter().enumerate() {
        for place in 0..bouts.len() {
            let with_it = candidates.iter().zip(&variables).filter(|((chosen, _), _)| chosen[coder] == Some(place));
            problem.add_constraint(with_it.map(|(_, variable)| (*variable, 1.0)), ComparisonOp::Eq, 1.0);
        }
    }
    // Each unit alone is always a solution, so there is one.
    match problem.solve() {
        Ok(solution) => {
            let taken = candidates.into_iter().zip(variables).filter(|(_, variable)| solution[*variable] > 0.5);
            taken.map(|((chosen, _), _)| chosen).collect()
        }
        Err(_) => candidates
            .into_iter()
            .map(|(chosen, _)| chosen)
            .filter(|chosen| chosen.iter().flatten().count() == 1)
            .collect(),
    }
}

/// All unitary alignments whose disorder is below that of their units alone, and each unit alone.
fn grow(
    coders: &[&[Bout]],
    dissimilarity: Dissimilarity,
    alone: f64,
    coder: usize,
    chosen: &mut Vec<Option<usize>>,
    found: &mut Vec<(Vec<Option<usize>>, f64)>,
) {
    if coder == coders.len() {
        let units = chosen.iter().flatten().count();
        let disorder = disorder(coders, chosen, dissimilarity);
        if units == 1 || (units > 1 && disorder < count(units) * alone) {
            found.push((chosen.clone(), disorder));
        }
        return;
    }
    let before: Vec<Bout> =
        chosen[..coder].iter().zip(coders).filter_map(|(place, bouts)| place.map(|place| bouts[place])).collect();
    for (place, bout) in coders[coder].iter().enumerate() {
        // Two units so far apart that no others could make up for it.
        let most = count(coders.len()) * dissimilarity.empty * count(coders.len() - 1);
        if before.iter().all(|other| dissimilarity.of(other, bout) < most) {
            chosen[coder] = Some(place);
            grow(coders, dissimilarity, alone, coder + 1, chosen, found);
        }
    }
    chosen[coder] = None;
    grow(coders, dissimilarity, alone, coder + 1, chosen, found);
}

/// How much the aligned pairs differ in code, or those of one code.
fn code_disorder(
    coders: &[&[Bout]],
    alignment: &BestAlignment,
    dissimilarity: Dissimilarity,
    code: Option<usize>,
) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for chosen in &alignment.unitary {
        let units: Vec<&Bout> =
            chosen.iter().zip(coders).filter_map(|(place, bouts)| place.map(|place| &bouts[place])).collect();
        for (nth, u) in units.iter().enumerate() {
            for v in &units[nth + 1..] {
                if code.is_some_and(|code| u.code != code && v.code != code) {
                    continue;
                }
                let weight = (1.0 - dissimilarity.position(u, v)).max(0.0) / (count(units.len()) - 1.0);
                sum += if u.code == v.code { 0.0 } else { weight };
                weights += weight;
            }
        }
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// Mean and standard deviation of what a normal distribution is fitted to.
#[derive(Clone, Copy)]
struct Normal {
    mean: f64,
    sd: f64,
}

impl Normal {
    fn of(values: &[f64]) -> Self {
        if values.is_empty() {
            return Self { mean: 0.0, sd: 0.0 };
        }
        Self { mean: mean(values), sd: (squares(values) / count(values.len())).sqrt() }
    }

    fn draw(self, random: &mut Rand64) -> f64 {
        let radius = (-2.0 * (1.0 - random.rand_float()).ln()).sqrt();
        self.mean + self.sd * radius * (std::f64::consts::TAU * random.rand_float()).cos()
    }
}

/// Makes random codings like those given.
struct Sampler<'a> {
    coders: &'a [&'a [Bout]],
    chance: Chance,
    number: Normal,
    gap: Normal,
    length: Normal,
    /// How often each code occurs.
    codes: Vec<f64>,
}

impl<'a> Sampler<'a> {
    fn new(coders: &'a [&'a [Bout]], codes: usize, chance: Chance) -> Self {
        let mut gaps = vec![0.0];
        let mut often = vec![0.0; codes];
        for bouts in coders {
            let mut end = 0.0;
            for bout in *bouts {
                gaps.push(bout.span.start().as_f64() - end);
                end = bout.span.end().as_f64();
                if let Some(often) = often.get_mut(bout.code) {
                    *often += 1.0;
                }
            }
        }
        let numbers: Vec<f64> = coders.iter().map(|bouts| count(bouts.len())).collect();
        let lengths: Vec<f64> = coders.iter().flat_map(|bouts| bouts.iter().map(Bout::length)).collect();
        Self {
            coders,
            chance,
            number: Normal::of(&numbers),
            gap: Normal::of(&gaps),
            length: Normal::of(&lengths),
            codes: often,
        }
    }

    fn draw(&self, random: &mut Rand64) -> Vec<Vec<Bout>> {
        match self.chance {
            Chance::Statistical => self.coders.iter().map(|_| self.units(random)).collect(),
            Chance::Shifted => self.coders.iter().map(|bouts| shifted(bouts, random)).collect(),
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // times of a session, in ms, and numbers of units
    fn units(&self, random: &mut Rand64) -> Vec<Bout> {
        let number = self.number.draw(random).trunc().abs() as usize;
        let mut end = 0.0;
        let unit = |_| {
            let start = end + self.gap.draw(random);
            let length = self.length.draw(random).abs().max(1.0);
            end = start + length;
            let code = self.code(random);
            let start = Millis(start.round() as i64);
            Span::new(start, start + Millis((length.round() as i64).max(1))).map(|span| Bout { span, code })
        };
        (0..number).filter_map(unit).collect()
    }

    fn code(&self, random: &mut Rand64) -> usize {
        let mut left = random.rand_float() * self.codes.iter().sum::<f64>();
        for (code, often) in self.codes.iter().enumerate() {
            left -= often;
            if left < 0.0 {
                return code;
            }
        }
        self.codes.iter().rposition(|often| *often > 0.0).unwrap_or(0)
    }
}

/// The units turned around within the stretch from the first onset of all to the last offset; one that the end cuts keeps its length and
/// sticks out.
fn shifted(bouts: &[Bout], random: &mut Rand64) -> Vec<Bout> {
    let (Some(first), Some(last)) = (bouts.first(), bouts.iter().map(|bout| bout.span.end()).max()) else {
        return Vec::new();
    };
    let (from, length) = (first.span.start(), (last - first.span.start()).0.max(1));
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // times of a session, in ms
    let by = (random.rand_float() * length as f64) as i64;
    let mut turned: Vec<Bout> = bouts
        .iter()
        .filter_map(|bout| {
            let start = from + Millis(((bout.span.start() - from).0 + by) % length);
            Span::new(start, start + bout.span.duration()).map(|span| Bout { span, code: bout.code })
        })
        .collect();
    turned.sort_by_key(|bout| bout.span.start());
    turned
}
