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
//! Random codings: units with number, gap and length drawn from normal distributions like those of the coders, codes as often as there
//! ([`Chance::Statistical`], as in pygamma-agreement), or each coder's units turned around by a random time ([`Chance::Shifted`], as
//! in the paper).
//!
//! γ_cat and γ_k (Mathet 2017, *Comput Linguist* 43:661) ask of the aligned pairs alone how they agree in code, or on one code k: the mean of
//! [codes differ], each pair weighted by max(0, 1 − its positional part) / (units in its alignment − 1), against the same by chance.
//!
//! At most 1, may be negative. Undefined: fewer than two coders, a coder set without any unit, chance without disorder.

use super::bout::Bout;
use super::numeric::{count, mean};
use super::random_codings::{Chance, Sampler};
use super::unit_alignment::{BestAlignment, Dissimilarity, best_alignment};
use crate::analysis::{Defined, Undefined, tell};
use rand_pcg::Pcg64;
use rand_pcg::rand_core::SeedableRng;
use std::ops::ControlFlow;

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
    /// γ by so many random codings of a seed. `watch` hears after each how many of how many are done, and may stop it.
    ///
    /// ```
    /// use attune::analysis::agreement::{Bout, Chance, Dissimilarity, Gamma};
    /// use attune::analysis::unwatched;
    /// use attune::time::{Millis, Span};
    ///
    /// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
    /// let coder = [bout(1000, 5000, 0), bout(6000, 10_000, 1)];
    /// let costs = Dissimilarity::default();
    /// let gamma = Gamma::of(&[&coder, &coder], 2, costs, (Chance::Statistical, 30, 1), unwatched).unwrap();
    /// assert_eq!((gamma.gamma, gamma.best.disorder), (Ok(1.0), 0.0));
    /// ```
    pub fn of(
        coders: &[&[Bout]],
        codes: usize,
        dissimilarity: Dissimilarity,
        (chance, samples, seed): (Chance, usize, u64),
        mut watch: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Defined<Self> {
        let best = best_alignment(coders, dissimilarity)?;
        let mut random = Pcg64::seed_from_u64(seed);
        let sampler = Sampler::new(coders, codes, chance);
        let (mut by_chance, mut by_code) = (Vec::with_capacity(samples), Vec::with_capacity(samples));
        // A random coding may be empty; a few times as many are drawn as are asked for.
        for _ in 0..samples.saturating_mul(4) {
            if by_chance.len() == samples {
                break;
            }
            let coding = sampler.draw(&mut random);
            let lists: Vec<&[Bout]> = coding.iter().map(Vec::as_slice).collect();
            match best_alignment(&lists, dissimilarity) {
                Ok(alignment) => {
                    by_chance.push(alignment.disorder);
                    by_code.push(code_disorders(&lists, codes, &alignment, dissimilarity));
                }
                Err(Undefined::NothingCoded) => {}
                Err(why) => return Err(why),
            }
            tell(&mut watch, by_chance.len(), samples)?;
        }
        let observed = code_disorders(coders, codes, &best, dissimilarity);
        let of_code = |place: usize| ratio(observed[place], by_code.iter().map(|of| of[place]));
        Ok(Self {
            gamma: ratio(best.disorder, by_chance.iter().copied()),
            codes: of_code(codes),
            each_code: (0..codes).map(of_code).collect(),
            best,
            by_chance,
        })
    }
}

/// 1 − what is found over the mean of what chance has.
fn ratio(observed: f64, by_chance: impl Iterator<Item = f64>) -> Defined<f64> {
    let expected = mean(&by_chance.collect::<Vec<_>>());
    if expected > 0.0 { Ok(1.0 - observed / expected) } else { Err(Undefined::OneCode) }
}

/// How much the aligned pairs differ in code: those of each code, and last all of them.
fn code_disorders(
    coders: &[&[Bout]],
    codes: usize,
    alignment: &BestAlignment,
    dissimilarity: Dissimilarity,
) -> Vec<f64> {
    let (mut apart, mut weights) = (vec![0.0; codes + 1], vec![0.0; codes + 1]);
    let mut units: Vec<&Bout> = Vec::with_capacity(coders.len());
    for chosen in &alignment.unitary {
        units.clear();
        units.extend(chosen.iter().zip(coders).filter_map(|(place, bouts)| place.map(|place| &bouts[place])));
        for (nth, u) in units.iter().enumerate() {
            for v in &units[nth + 1..] {
                let weight = (1.0 - dissimilarity.position(u, v)).max(0.0) / (count(units.len()) - 1.0);
                let differs = if u.code == v.code { 0.0 } else { weight };
                let of_both = [Some(u.code), (v.code != u.code).then_some(v.code)].into_iter().flatten();
                for code in of_both.filter(|code| *code < codes).chain([codes]) {
                    apart[code] += differs;
                    weights[code] += weight;
                }
            }
        }
    }
    apart.iter().zip(&weights).map(|(apart, weight)| if *weight > 0.0 { apart / weight } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Millis, Span};

    #[test]
    fn it_says_how_far_it_is_and_can_be_stopped() {
        let bout = |start, end| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code: 0 };
        let coder = [bout(1000, 5000), bout(6000, 10_000)];
        let mut heard = Vec::new();
        let costs = Dissimilarity::default();
        let stopped = Gamma::of(&[&coder, &coder], 1, costs, (Chance::Shifted, 10, 1), |done, of| {
            heard.push((done, of));
            if done < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert_eq!((stopped.err(), heard), (Some(Undefined::Stopped), vec![(1, 10), (2, 10)]));
    }
}
