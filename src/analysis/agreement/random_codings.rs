//! Random codings like those of coders, for what agreement comes to by chance.

use super::bout::Bout;
use super::numeric::{count, mean, squares};
use crate::time::{Millis, Span};
use rand_distr::{Distribution, Normal, StandardUniform};
use rand_pcg::Pcg64;

/// How random codings are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chance {
    /// By the distributions of number, gap, length and code.
    Statistical,
    /// By turning each coder's units around within the stretch.
    Shifted,
}

/// The normal distribution of some values, if there are any.
fn normal(values: &[f64]) -> Option<Normal<f64>> {
    if values.is_empty() {
        return None;
    }
    Normal::new(mean(values), (squares(values) / count(values.len())).sqrt()).ok()
}

fn drawn(of: Option<Normal<f64>>, random: &mut Pcg64) -> f64 {
    of.map_or(0.0, |normal| normal.sample(random))
}

/// A number from 0 up to but without 1.
fn uniform(random: &mut Pcg64) -> f64 {
    StandardUniform.sample(random)
}

/// Makes random codings like those given.
pub(super) struct Sampler<'a> {
    coders: &'a [&'a [Bout]],
    chance: Chance,
    number: Option<Normal<f64>>,
    gap: Option<Normal<f64>>,
    length: Option<Normal<f64>>,
    /// How often each code occurs.
    codes: Vec<f64>,
}

impl<'a> Sampler<'a> {
    pub(super) fn new(coders: &'a [&'a [Bout]], codes: usize, chance: Chance) -> Self {
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
        Self { coders, chance, number: normal(&numbers), gap: normal(&gaps), length: normal(&lengths), codes: often }
    }

    pub(super) fn draw(&self, random: &mut Pcg64) -> Vec<Vec<Bout>> {
        match self.chance {
            Chance::Statistical => self.coders.iter().map(|_| self.units(random)).collect(),
            Chance::Shifted => self.coders.iter().map(|bouts| shifted(bouts, random)).collect(),
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // times of a session, in ms, and numbers of units
    fn units(&self, random: &mut Pcg64) -> Vec<Bout> {
        let number = drawn(self.number, random).trunc().abs() as usize;
        let mut end = 0.0;
        let unit = |_| {
            let start = end + drawn(self.gap, random);
            let length = drawn(self.length, random).abs().max(1.0);
            end = start + length;
            let code = self.code(random);
            let start = Millis(start.round() as i64);
            Span::new(start, start + Millis((length.round() as i64).max(1))).map(|span| Bout { span, code })
        };
        (0..number).filter_map(unit).collect()
    }

    fn code(&self, random: &mut Pcg64) -> usize {
        let mut left = uniform(random) * self.codes.iter().sum::<f64>();
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
fn shifted(bouts: &[Bout], random: &mut Pcg64) -> Vec<Bout> {
    let (Some(first), Some(last)) = (bouts.first(), bouts.iter().map(|bout| bout.span.end()).max()) else {
        return Vec::new();
    };
    let (from, length) = (first.span.start(), (last - first.span.start()).0.max(1));
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // times of a session, in ms
    let by = (uniform(random) * length as f64) as i64;
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
