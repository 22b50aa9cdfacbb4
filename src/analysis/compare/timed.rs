//! The numbers that come from tables of time, units or windows, with their intervals by blocks, and time-unit κ with tolerance.

use super::chance::Chance;
use super::report::Between;
use super::tables::{Blocks, Tables};
use super::{Estimate, Number, Pieces, Reason, Settings, Statistic};
use crate::analysis::agreement::{
    Against, Kappa, OneCode, Table, Uncoded, by_unit, count, implied_accuracy, quantile_of_sorted,
};
use crate::analysis::{Defined, Undefined};
use crate::time::{Millis, Span};
use oorandom::Rand64;

/// Whose agreement, and on which code, if not on all.
type Subject = (Between, Option<usize>);

type Interval = Result<(f64, f64), Reason>;

/// The numbers of some subjects in the making: the tables, and what each resample gave so far.
pub(super) struct Timed {
    pieces: Pieces,
    subjects: Vec<Subject>,
    /// For each code, which categories it is among.
    has: Vec<Vec<bool>>,
    /// The numbers of each subject.
    asked: Vec<Vec<Statistic>>,
    /// Those of them that have an interval.
    kept: Vec<Vec<Statistic>>,
    blocks: Blocks,
    random: Rand64,
    /// What was drawn last.
    tables: Tables,
    /// For each subject and number that is kept, its values in resamples.
    values: Vec<Vec<Vec<f64>>>,
    /// How many resamples are to come, or why there are none.
    left: Result<u32, Reason>,
    /// How many subjects have their numbers.
    given: usize,
}

impl Timed {
    /// The numbers of each subject; `codes` is how many the scheme has.
    pub fn new(pieces: Pieces, subjects: Vec<Subject>, codes: usize, settings: &Settings) -> Self {
        let blocks = Blocks::of(&pieces, settings.block);
        let has = |code| pieces.categories.iter().map(|category| category.has(code)).collect();
        let has = (0..codes).map(has).collect();
        let of = |subject: &Subject| {
            let all = Statistic::ALL.iter().copied();
            all.filter(|what| settings.asks_for(*what) && is_of(*what, *subject)).collect()
        };
        let asked: Vec<Vec<Statistic>> = subjects.iter().map(of).collect();
        // What another number stands for has no interval of its own.
        let varies = |what: &Statistic| {
            !matches!(what, Statistic::KappaMax | Statistic::Prevalence | Statistic::Bias | Statistic::Accuracy)
        };
        let kept: Vec<Vec<Statistic>> =
            asked.iter().map(|asked| asked.iter().copied().filter(varies).collect()).collect();
        let left = match settings.resamples {
            0 => Err(Reason::NotAsked),
            _ if !blocks.can_be_drawn() => Err(Reason::FewBlocks),
            resamples => Ok(resamples),
        };
        let values = kept.iter().map(|kept| vec![Vec::new(); kept.len()]).collect();
        let (random, tables) = (Rand64::new(settings.seed.into()), blocks.all.clone());
        Self { pieces, subjects, has, asked, kept, blocks, random, tables, values, left, given: 0 }
    }

    fn value(
        &self,
        tables: &Tables,
        subject: Subject,
        what: &[Statistic],
        used_only: bool,
    ) -> (f64, Vec<Defined<f64>>) {
        View { tables, subject, has: &self.has, coders: self.pieces.coders, used_only }.values(what)
    }

    /// How many resamples are to come.
    pub fn left(&self) -> u32 {
        self.left.unwrap_or(0)
    }

    /// Which share is done, by resamples and subjects.
    pub fn share(&self, settings: &Settings) -> f64 {
        let (all, left) = (f64::from(settings.resamples), f64::from(self.left()));
        (all - left + count(self.given)) / (all + count(self.subjects.len()).max(1.0))
    }

    /// Draws once, if there is more to draw. A resample in which a number is undefined is left out of its interval.
    pub fn draw(&mut self, settings: &Settings) {
        let Some(left) = self.left.as_mut().ok().filter(|left| **left > 0) else { return };
        *left -= 1;
        self.blocks.draw(&mut self.random, &mut self.tables);
        let mut all = std::mem::take(&mut self.values);
        for ((subject, kept), values) in self.subjects.iter().zip(&self.kept).zip(&mut all) {
            let (_, drawn) = self.value(&self.tables, *subject, kept, settings.used_codes_only);
            values.iter_mut().zip(drawn).for_each(|(all, one)| all.extend(one.ok().filter(|one| one.is_finite())));
        }
        self.values = all;
    }

    /// The numbers of the next subject, with intervals from what was drawn; none once all are given.
    pub fn next(&mut self, settings: &Settings) -> Option<(Subject, Vec<Number>)> {
        let place = self.given;
        let (subject, kept) = (*self.subjects.get(place)?, self.kept.get(place)?);
        let drawn = self.values.get_mut(place).map(std::mem::take).unwrap_or_default();
        let intervals: Vec<Interval> = drawn.into_iter().map(|values| interval(values, settings.level())).collect();
        let asked = self.asked.get(place)?;
        let (n, values) = self.value(&self.blocks.all, subject, asked, settings.used_codes_only);
        let number = |(what, value): (&Statistic, Defined<f64>)| {
            let drawn = kept.iter().position(|kept| kept == what).and_then(|place| intervals.get(place).copied());
            let interval = self.left.and(drawn.unwrap_or(Err(Reason::NoInterval)));
            let value = value.map_err(Reason::from).and_then(|value| Estimate::with(value, n, interval));
            Number { statistic: *what, value }
        };
        let mut numbers: Vec<Number> = asked.iter().zip(values).map(number).collect();
        if let (Between::Pair(i, j), code) = subject {
            numbers.extend(by_units(&self.pieces, (i, j), code, settings));
        }
        self.given += 1;
        Some((subject, numbers))
    }
}

/// The percentiles of what was drawn.
fn interval(mut all: Vec<f64>, level: f64) -> Interval {
    let tail = (1.0 - level) / 2.0;
    all.sort_by(f64::total_cmp);
    quantile_of_sorted(&all, tail).zip(quantile_of_sorted(&all, 1.0 - tail)).ok_or(Reason::NoInterval)
}

/// Whether a number of tables belongs to a subject.
fn is_of(what: Statistic, (between, code): Subject) -> bool {
    let (pair, code) = (matches!(between, Between::Pair(..)), code.is_some());
    match what {
        Statistic::Percent | Statistic::Ac1 | Statistic::Pi | Statistic::Alpha => true,
        Statistic::Kappa | Statistic::KappaMax | Statistic::Pabak => pair,
        Statistic::Positive | Statistic::Negative | Statistic::Prevalence | Statistic::Bias => pair && code,
        Statistic::Accuracy => pair && !code,
        Statistic::Conger | Statistic::Light | Statistic::Randolph => !pair,
        _ => false,
    }
}

/// Tables seen as one subject's.
struct View<'a> {
    tables: &'a Tables,
    subject: Subject,
    has: &'a [Vec<bool>],
    coders: usize,
    used_only: bool,
}

impl View<'_> {
    /// The table of a pair, or of one code against all else.
    fn cells(&self, cells: &[f64]) -> Vec<f64> {
        let Some(has) = self.subject.1.and_then(|code| self.has.get(code)) else { return cells.to_vec() };
        let mut two = vec![0.0; 4];
        for (row, of_row) in cells.chunks_exact(self.tables.size.max(1)).enumerate() {
            for (column, cell) in of_row.iter().enumerate() {
                two[2 * usize::from(!has[row]) + usize::from(!has[column])] += cell;
            }
        }
        two
    }

    fn size(&self) -> usize {
        if self.subject.1.is_some() { 2 } else { self.tables.size }
    }

    fn values(&self, what: &[Statistic]) -> (f64, Vec<Defined<f64>>) {
        let tables: Vec<((usize, usize), Vec<f64>)> = match self.subject.0 {
            Between::Pair(i, j) => {
                let nth = self.tables.pairs.iter().position(|pair| *pair == (i, j)).unwrap_or(0);
                vec![((0, 1), self.cells(self.tables.pair(nth)))]
            }
            Between::All => self.tables.complete().map(|(pair, cells)| (pair, self.cells(cells))).collect(),
        };
        let (size, coders) = (self.size(), if matches!(self.subject.0, Between::All) { self.coders } else { 2 });
        let categories = if self.used_only {
            let used = |k: &usize| {
                tables
                    .iter()
                    .any(|(_, cells)| (0..size).any(|other| cells[k * size + other] + cells[other * size + k] > 0.0))
            };
            (0..size).filter(used).count()
        } else {
            size
        };
        let each = || tables.iter().map(|(pair, cells)| (*pair, cells.as_slice()));
        let Some(chance) = Chance::of(each(), size, coders, categories) else {
            return (0.0, what.iter().map(|_| Err(Undefined::NoUnits)).collect());
        };
        let table = || Table::from_rows(&tables[0].1.chunks(size).map(<[f64]>::to_vec).collect::<Vec<_>>());
        let one = || OneCode::of(&table().ok_or(Undefined::NoUnits)?);
        let value = |what: &Statistic| match what {
            Statistic::Positive => one()?.positive,
            Statistic::Negative => one()?.negative,
            Statistic::Prevalence => Ok(one()?.prevalence),
            Statistic::Bias => Ok(one()?.bias),
            Statistic::Light => {
                let kappas = each().map(|(_, cells)| {
                    let pair =
                        Chance::of(std::iter::once(((0, 1), cells)), size, 2, categories).ok_or(Undefined::NoUnits)?;
                    pair.value(Statistic::Kappa)
                });
                let kappas = kappas.collect::<Defined<Vec<f64>>>()?;
                Ok(crate::analysis::agreement::mean(&kappas))
            }
            Statistic::Accuracy => {
                let table = table().ok_or(Undefined::NoUnits)?;
                let (rows, columns, total) = (table.row_sums(), table.column_sums(), table.total());
                let prevalence: Vec<f64> =
                    rows.iter().zip(&columns).map(|(row, column)| f64::midpoint(*row, *column) / total).collect();
                implied_accuracy(&prevalence, chance.value(Statistic::Kappa)?, Against::Observer)
            }
            other => chance.value(*other),
        };
        (chance.n, what.iter().map(value).collect())
    }
}

/// Time-unit κ with tolerance, in both directions and their mean, laid anew in every stretch.
fn by_units(pieces: &Pieces, pair: (usize, usize), code: Option<usize>, settings: &Settings) -> Vec<Number> {
    let all = [Statistic::KappaUnit, Statistic::KappaUnitFirst, Statistic::KappaUnitSecond];
    let asked: Vec<Statistic> = all.into_iter().filter(|what| settings.asks_for(*what)).collect();
    if asked.is_empty() || pieces.list.is_empty() {
        return Vec::new();
    }
    let tolerance = usize::try_from(settings.tolerance).unwrap_or(0);
    let both = unit_kappas(pieces, pair, code, settings.unit, tolerance);
    let number = |statistic: Statistic| {
        let value = match (statistic, &both) {
            (Statistic::KappaUnitFirst, (first, _)) => first.clone().and_then(|of| Ok((of.kappa?, of.n))),
            (Statistic::KappaUnitSecond, (_, second)) => second.clone().and_then(|of| Ok((of.kappa?, of.n))),
            (_, (first, second)) => first.clone().and_then(|first| {
                let second = second.clone()?;
                Ok((f64::midpoint(first.kappa?, second.kappa?), first.n))
            }),
        };
        Number { statistic, value: value.map_err(Reason::from).and_then(|(value, n)| Estimate::plain(value, n)) }
    };
    asked.into_iter().map(number).collect()
}

/// κ by units, seen from the first and from the second coder.
pub(super) fn unit_kappas(
    pieces: &Pieces,
    (i, j): (usize, usize),
    code: Option<usize>,
    unit: Millis,
    tolerance: usize,
) -> (Defined<Kappa>, Defined<Kappa>) {
    let name = |category: u16| match code {
        Some(code) => usize::from(!pieces.categories.get(usize::from(category)).is_some_and(|of| of.has(code))),
        None => usize::from(category),
    };
    let size = if code.is_some() { 2 } else { pieces.categories.len() };
    let (a, b) = (pieces.bouts(i, name), pieces.bouts(j, name));
    let stretches = super::stretches::joined(pieces.list.iter().map(|piece| piece.span).collect());
    let sum = |a: &[_], b: &[_]| {
        let mut table = Table::new(size);
        let tables =
            stretches.iter().map(|within: &Span| by_unit(a, b, size, *within, Uncoded::LeftOut, unit, tolerance));
        for part in tables {
            for row in 0..size {
                for column in 0..size {
                    table.add(row, column, part.get(row, column));
                }
            }
        }
        Kappa::of(&table)
    };
    (sum(&a, &b), sum(&b, &a))
}
