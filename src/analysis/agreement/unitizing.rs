//! Krippendorff's α for units that coders cut from a continuum themselves: both where they begin and end, and what they are.
//!
//! **α_U of 2004** ([`alpha_u`]), *Content Analysis* 2nd ed., pp. 251–256. Each coder's continuum of length L is units of a category and gaps
//! between them. For a category, over all ordered pairs of the m coders and of their segments,
//!
//! Dₒ = Σ δ² / (m (m − 1) L²), Dₑ = (2 / L) Σ_units [(N_c − 1) / 3 · (2l³ − 3l² + l) + l² Σ_gaps (g − l + 1 if g ≥ l)] / (mL (mL − 1) − Σ_units l (l − 1))
//!
//! with δ² the sum of squares of what sticks out on both sides where two units meet, and l² where a unit lies within a gap of the other.
//! α_U = 1 − Σ Dₒ / Σ Dₑ over categories. It depends on the unit of time; take the millisecond.
//!
//! **The family of 2016** ([`Family`]), Krippendorff, Mathet, Bouvry & Widlöcher 2016, *Qual Quant* 50:2347; Krippendorff 2019, section 12.6. Gaps are a
//! category ∅ of their own. ℓ_ck is the common time of segments c and k over all ordered pairs of coders, over m − 1; expected
//! ε_ck = (ℓ_c· ℓ_·k − [c = k] s_c) / (ℓ·· − Σ s / ℓ··), s_c the sum of squared lengths of c's segments and, for ∅, the sum of lengths.
//!
//! | measure | asks | formula |
//! | --- | --- | --- |
//! | ᵤα | all of it | 1 − (ℓ·· − Σ ℓ_cc) / (ε·· − Σ ε_cc) |
//! | \|ᵤα | coded at all, or not | the same of ∅ and not ∅ |
//! | cᵤα | the codes, where both coded | the same without ∅ |
//! | (k)ᵤα | one code, where one coder has it and the other codes | 1 − (ε_·k / ℓ_·k)(ℓ_·k − ℓ_kk) / (ε_·k − ε_kk), without ∅ |
//!
//! ᵤα and |ᵤα were compared with another program; cᵤα and (k)ᵤα follow one reading of equations 36–38 and were not checked against the book.
//!
//! With one code only, what both coded cannot differ: cᵤα and (k)ᵤα are 1 there.
//!
//! Undefined: fewer than two coders; nothing coded by anyone; no difference expected by chance.

use super::bout::Bout;
use super::numeric::count;
use crate::analysis::{Defined, Undefined};
use crate::time::{Millis, Span};

/// Observed and expected disagreement of one category, and α_U.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlphaU {
    /// Observed.
    pub observed: f64,
    /// Expected by chance.
    pub expected: f64,
    /// 1 − observed / expected.
    pub alpha: Defined<f64>,
}

impl AlphaU {
    fn new(observed: f64, expected: f64) -> Self {
        let alpha = if expected > 0.0 { Ok(1.0 - observed / expected) } else { Err(Undefined::OneCode) };
        Self { observed, expected, alpha }
    }
}

/// A unit, or a gap, as start and length in units of time.
#[derive(Debug, Clone, Copy)]
struct Segment {
    start: f64,
    length: f64,
    valued: bool,
}

/// A coder's continuum of one category: units and the gaps between them.
fn continuum(bouts: &[Bout], code: usize, within: Span) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut at = within.start();
    let gap = |from: Millis, to: Millis| {
        (to > from).then(|| Segment { start: from.as_f64(), length: (to - from).as_f64(), valued: false })
    };
    for bout in bouts.iter().filter(|bout| bout.code == code) {
        segments.extend(gap(at, bout.span.start()));
        segments.push(Segment { start: bout.span.start().as_f64(), length: bout.length(), valued: true });
        at = bout.span.end();
    }
    segments.extend(gap(at, within.end()));
    segments
}

/// α_U of 2004 by category, and of all. Bouts of one coder are sorted and lie within the stretch; those of one category do not overlap.
///
/// ```
/// use attune::analysis::agreement::{Bout, alpha_u};
/// use attune::time::{Millis, Span};
///
/// // Krippendorff 2004, p. 254: two coders, categories c and k; published .729, 1 and, together, .859.
/// let coder = |units: &[(i64, i64, usize)]| -> Vec<Bout> {
///     units.iter().map(|&(from, length, code)| Bout { span: Span::new(Millis(from), Millis(from + length)).unwrap(), code }).collect()
/// };
/// let one = coder(&[(180, 60, 1), (225, 70, 0), (300, 50, 1), (370, 30, 0)]);
/// let two = coder(&[(180, 60, 1), (220, 80, 0), (300, 50, 1), (355, 20, 0), (400, 20, 0)]);
/// let (all, each) = alpha_u(&[&one, &two], 2, Span::new(Millis(150), Millis(450)).unwrap()).unwrap();
/// let rounded = |alpha: &attune::analysis::agreement::AlphaU| (alpha.alpha.unwrap() * 1000.0).round();
/// assert_eq!((rounded(&each[0]), rounded(&each[1]), rounded(&all)), (729.0, 1000.0, 859.0));
/// ```
pub fn alpha_u(coders: &[&[Bout]], codes: usize, within: Span) -> Defined<(AlphaU, Vec<AlphaU>)> {
    if coders.len() < 2 {
        return Err(Undefined::TooFewUnits);
    }
    if coders.iter().all(|bouts| bouts.is_empty()) {
        return Err(Undefined::NothingCoded);
    }
    let each: Vec<AlphaU> = (0..codes)
        .map(|code| {
            let lines: Vec<Vec<Segment>> = coders.iter().map(|bouts| continuum(bouts, code, within)).collect();
            AlphaU::new(observed(&lines, within), expected(&lines, within))
        })
        .collect();
    let sum = |of: fn(&AlphaU) -> f64| each.iter().map(of).sum::<f64>();
    Ok((AlphaU::new(sum(|of| of.observed), sum(|of| of.expected)), each))
}

fn observed(lines: &[Vec<Segment>], within: Span) -> f64 {
    let (m, length) = (count(lines.len()), within.duration().as_f64());
    let mut sum = 0.0;
    for (i, first) in lines.iter().enumerate() {
        for (_, second) in lines.iter().enumerate().filter(|(j, _)| *j != i) {
            // Both walk along the continuum together: only segments that meet can differ.
            let mut begin = 0;
            for one in first {
                while second.get(begin).is_some_and(|other| other.start + other.length <= one.start) {
                    begin += 1;
                }
                let meeting = second[begin..].iter().take_while(|other| other.start < one.start + one.length);
                sum += meeting.map(|other| apart(one, other)).sum::<f64>();
            }
        }
    }
    sum / (m * (m - 1.0) * length * length)
}

fn apart(one: &Segment, other: &Segment) -> f64 {
    let b = one.start - other.start;
    let inside = |unit: &Segment, gap: &Segment| {
        let into = unit.start - gap.start;
        if into >= 0.0 && gap.length - unit.length >= into { unit.length * unit.length } else { 0.0 }
    };
    match (one.valued, other.valued) {
        (true, true) => b * b + (b + one.length - other.length).powi(2),
        (true, false) => inside(one, other),
        (false, true) => inside(other, one),
        (false, false) => 0.0,
    }
}

fn expected(lines: &[Vec<Segment>], within: Span) -> f64 {
    let (m, length) = (count(lines.len()), within.duration().as_f64());
    let all = || lines.iter().flatten();
    let units: Vec<f64> = all().filter(|segment| segment.valued).map(|segment| segment.length).collect();
    let mut gaps: Vec<f64> = all().filter(|segment| !segment.valued).map(|segment| segment.length).collect();
    gaps.sort_by(f64::total_cmp);
    // Sums of the gaps from each place on, so that those at least as long as a unit are found and summed at once.
    let mut rest = vec![0.0; gaps.len() + 1];
    for place in (0..gaps.len()).rev() {
        rest[place] = rest[place + 1] + gaps[place];
    }
    let number = count(units.len());
    let of_unit = |l: &f64| {
        let place = gaps.partition_point(|gap| gap < l);
        let in_gaps = rest[place] + count(gaps.len() - place) * (1.0 - l);
        (number - 1.0) / 3.0 * (2.0 * l.powi(3) - 3.0 * l * l + l) + l * l * in_gaps
    };
    let above = 2.0 / length * units.iter().map(of_unit).sum::<f64>();
    let below = m * length * (m * length - 1.0) - units.iter().map(|l| l * (l - 1.0)).sum::<f64>();
    if below > 0.0 { above / below } else { 0.0 }
}

/// The family of 2016.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// Common time of each pair of categories; the last is ∅.
    pub coincidences: Vec<Vec<f64>>,
    /// ᵤα.
    pub all: Defined<f64>,
    /// |ᵤα.
    pub binary: Defined<f64>,
    /// cᵤα.
    pub coded: Defined<f64>,
    /// (k)ᵤα of each code.
    pub codes: Vec<Defined<f64>>,
}

impl Family {
    /// Of coders' bouts, sorted and without overlaps, within a stretch. Lengths count in milliseconds, half-open.
    ///
    /// ```
    /// use attune::analysis::agreement::{Bout, Family};
    /// use attune::time::{Millis, Span};
    ///
    /// let bout = |start, end| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code: 0 };
    /// let (a, b) = ([bout(0, 5)], [bout(10, 15)]);
    /// // The same code at other times: krippendorff-unitized-alpha 0.1.0 gives −.2667 too.
    /// let of = Family::of(&[&a, &b], 1, Span::new(Millis(0), Millis(20)).unwrap()).unwrap();
    /// assert!((of.all.unwrap() + 0.266_666_667).abs() < 1e-9);
    /// ```
    pub fn of(coders: &[&[Bout]], codes: usize, within: Span) -> Defined<Self> {
        if coders.len() < 2 {
            return Err(Undefined::TooFewUnits);
        }
        let lines: Vec<Vec<Bout>> = coders.iter().map(|bouts| with_gaps(bouts, codes, within)).collect();
        let size = codes + 1;
        let mut coincidences = vec![vec![0.0; size]; size];
        for (i, first) in lines.iter().enumerate() {
            for (_, second) in lines.iter().enumerate().filter(|(j, _)| *j != i) {
                each_meeting(first, second, |one, other, common| coincidences[one.code][other.code] += common);
            }
        }
        let pairs = count(coders.len()) - 1.0;
        coincidences.iter_mut().flatten().for_each(|cell| *cell /= pairs);
        // The gap's correction is a sum of lengths, that of a code a sum of squares.
        let mut corrections = vec![0.0; size];
        for bout in lines.iter().flatten() {
            corrections[bout.code] += if bout.code == codes { bout.length() } else { bout.length().powi(2) };
        }
        let nothing = coders.iter().all(|bouts| bouts.is_empty());
        let binary = || {
            let mut cells = vec![vec![0.0; 2]; 2];
            for (row, of) in coincidences.iter().enumerate() {
                for (column, cell) in of.iter().enumerate() {
                    cells[usize::from(row == codes)][usize::from(column == codes)] += cell;
                }
            }
            let coded = corrections[..codes].iter().sum();
            alpha_of(&cells, &[coded, corrections[codes]])
        };
        let restricted: Vec<Vec<f64>> = coincidences[..codes].iter().map(|row| row[..codes].to_vec()).collect();
        let pairable = pairable(&lines, codes);
        let none = Err(Undefined::NothingCoded);
        Ok(Self {
            all: if nothing { none } else { alpha_of(&coincidences, &corrections) },
            binary: if nothing { none } else { binary() },
            coded: if nothing { none } else { alpha_of(&restricted, &pairable) },
            codes: (0..codes).map(|code| if nothing { none } else { of_code(&restricted, &pairable, code) }).collect(),
            coincidences,
        })
    }
}

/// A coder's bouts with the gaps between them as bouts of a category more.
fn with_gaps(bouts: &[Bout], codes: usize, within: Span) -> Vec<Bout> {
    let mut line = Vec::with_capacity(2 * bouts.len() + 1);
    let mut at = within.start();
    for bout in bouts {
        line.extend(Span::new(at, bout.span.start()).map(|span| Bout { span, code: codes }));
        line.push(*bout);
        at = bout.span.end();
    }
    line.extend(Span::new(at, within.end()).map(|span| Bout { span, code: codes }));
    line
}

/// Calls with each two bouts that meet, and how long.
fn each_meeting(first: &[Bout], second: &[Bout], mut call: impl FnMut(&Bout, &Bout, f64)) {
    let mut begin = 0;
    for one in first {
        while second.get(begin).is_some_and(|other| other.span.end() <= one.span.start()) {
            begin += 1;
        }
        for other in second[begin..].iter().take_while(|other| other.span.start() < one.span.end()) {
            call(one, other, one.overlap(other));
        }
    }
}

/// Expected coincidences: all pairs of what there is, without a segment's pairs with itself.
fn expectations(cells: &[Vec<f64>], corrections: &[f64]) -> Option<Vec<Vec<f64>>> {
    let rows: Vec<f64> = cells.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<f64> = (0..cells.len()).map(|column| cells.iter().map(|row| row[column]).sum()).collect();
    let total: f64 = rows.iter().sum();
    if total <= 0.0 {
        return None;
    }
    let pairs = total - corrections.iter().sum::<f64>() / total;
    let cell = |row: usize, column: usize| {
        let own = if row == column { corrections[row] } else { 0.0 };
        (rows[row] * columns[column] - own) / pairs
    };
    (pairs > 0.0)
        .then(|| (0..rows.len()).map(|row| (0..rows.len()).map(|column| cell(row, column)).collect()).collect())
}

fn apart_in(cells: &[Vec<f64>]) -> f64 {
    let all: f64 = cells.iter().flatten().sum();
    all - cells.iter().enumerate().map(|(place, row)| row[place]).sum::<f64>()
}

fn alpha_of(cells: &[Vec<f64>], corrections: &[f64]) -> Defined<f64> {
    if let [row] = cells
        && let [only] = row.as_slice()
    {
        return if *only > 0.0 { Ok(1.0) } else { Err(Undefined::NoUnits) };
    }
    let expected = expectations(cells, corrections).ok_or(Undefined::NoUnits)?;
    let by_chance = apart_in(&expected);
    if by_chance > 1e-12 { Ok(1.0 - apart_in(cells) / by_chance) } else { Err(Undefined::OneCode) }
}

fn of_code(cells: &[Vec<f64>], corrections: &[f64], code: usize) -> Defined<f64> {
    if cells.len() == 1 {
        return alpha_of(cells, corrections);
    }
    let expected = expectations(cells, corrections).ok_or(Undefined::NoUnits)?;
    let column = |of: &[Vec<f64>]| of.iter().map(|row| row[code]).sum::<f64>();
    let (there, by_chance) = (column(cells), column(&expected));
    let apart = by_chance - expected[code][code];
    if there <= 0.0 {
        return Err(Undefined::NoUnits);
    }
    if apart <= 1e-12 {
        return Err(Undefined::OneCode);
    }
    Ok(1.0 - by_chance / there * (there - cells[code][code]) / apart)
}

/// For each code, the sum over its segments of the square of how much of them any other coder coded.
fn pairable(lines: &[Vec<Bout>], codes: usize) -> Vec<f64> {
    let mut sums = vec![0.0; codes];
    for (i, first) in lines.iter().enumerate() {
        let others = lines.iter().enumerate().filter(|(j, _)| *j != i).flat_map(|(_, line)| line);
        let mut coded: Vec<Bout> = others.filter(|bout| bout.code < codes).copied().collect();
        coded.sort_by_key(|bout| bout.span.start());
        let mut begin = 0;
        for bout in first.iter().filter(|bout| bout.code < codes) {
            while coded.get(begin).is_some_and(|other| other.span.end() <= bout.span.start()) {
                begin += 1;
            }
            // What several others coded at once counts once.
            let (mut covered, mut until) = (0.0, bout.span.start());
            for other in coded[begin..].iter().take_while(|other| other.span.start() < bout.span.end()) {
                let (from, to) = (other.span.start().max(until), other.span.end().min(bout.span.end()));
                covered += (to - from).as_f64().max(0.0);
                until = until.max(to);
            }
            sums[bout.code] += covered.powi(2);
        }
    }
    sums
}
