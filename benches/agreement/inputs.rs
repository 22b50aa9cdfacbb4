//! What the measures are timed on. The files are those that other programs were timed and checked on; what is large is drawn here by a seed.

use attune::analysis::agreement::Bout;
use attune::time::{Millis, Span};
use rand_pcg::Pcg64;
use rand_pcg::rand_core::Rng;

/// Two codings of an hour: 2,000 events of eight codes that exclude each other and leave no gap.
pub fn states() -> [Vec<Bout>; 2] {
    [include_str!("inputs/states_a.csv"), include_str!("inputs/states_b.csv")].map(|text| {
        let event = |row: Vec<f64>| bout(whole(row[0]), whole(row[1]), place(row[2]));
        numbers(text).into_iter().map(event).collect()
    })
}

/// Two annotators' 200 units of five categories in an hour: onsets, offsets in seconds.
pub fn units() -> [Vec<Bout>; 2] {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for line in include_str!("inputs/units.csv").lines() {
        let fields: Vec<&str> = line.split(',').collect();
        let at = |field: &str| whole(field.parse::<f64>().expect("seconds") * 1000.0);
        let code = fields[1][1..].parse().expect("a category");
        let list = if fields[0] == "A" { &mut a } else { &mut b };
        list.push(bout(at(fields[2]), at(fields[3]), code));
    }
    [a, b]
}

/// Twenty scores of 200 sessions by three raters.
pub fn scores() -> Vec<Vec<Vec<f64>>> {
    numbers(include_str!("inputs/scores.csv")).chunks(200).map(<[Vec<f64>]>::to_vec).collect()
}

/// What four coders said of 100,000 units: six categories, 15 % at random, 5 % missing. It is what numpy 2's `default_rng(2)` draws, value by
/// value, so that other programs can be asked about the same.
pub fn ratings() -> Vec<[Option<f64>; 4]> {
    const UNITS: usize = 100_000;
    let mut numpy = Numpy::seeded_by_two();
    let truth: Vec<u8> = (0..UNITS).map(|_| numpy.below(6)).collect();
    let mut units = vec![[None; 4]; UNITS];
    for coder in 0..4 {
        let mut said = truth.clone();
        let random: Vec<bool> = (0..UNITS).map(|_| numpy.float() < 0.15).collect();
        said.iter_mut().zip(random).filter(|(_, random)| *random).for_each(|(said, _)| *said = numpy.below(6));
        for (unit, said) in units.iter_mut().zip(said) {
            unit[coder] = (numpy.float() >= 0.05).then(|| f64::from(said));
        }
    }
    units
}

/// Two codings of so many events each, of so many codes: the second has edges up to 300 ms off, and another code in one event of eight.
pub fn long_states(events: i64, codes: u32) -> [Vec<Bout>; 2] {
    let mut random = Pcg64::new(1, 1);
    let mut below = move |n: u32| random.next_u32() % n;
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let (mut at, mut other_at, mut code) = (0, 0, 0);
    for _ in 0..events {
        let end = at + 800 + i64::from(below(2000));
        let other_end = end - 300 + i64::from(below(600));
        code = (code + 1 + below(codes - 1)) % codes;
        let other = if below(8) == 0 { below(codes) } else { code };
        a.push(bout(at, end, place(f64::from(code))));
        b.push(bout(other_at, other_end, place(f64::from(other))));
        (at, other_at) = (end, other_end);
    }
    [a, b]
}

/// Two annotators' units, as those of [`units`] but more and longer: one each 17.5 s, 2–20 s long, the second 3 s off at the most, and
/// another category in one of eight.
pub fn long_units(number: u32) -> [Vec<Bout>; 2] {
    let mut random = Pcg64::new(2, 2);
    let mut below = move |n: u32| random.next_u32() % n;
    let mut onsets: Vec<u32> = (0..number).map(|_| below(number * 17_500)).collect();
    onsets.sort_unstable();
    let mut unit = |onset: u32| {
        let (start, length, code) = (i64::from(onset) + 3000, 2000 + i64::from(below(18_000)), below(5));
        let other = start - 3000 + i64::from(below(6000));
        let other_length = (length - 1000 + i64::from(below(2000))).max(500);
        let other_code = if below(8) == 0 { below(5) } else { code };
        let both = [(start, length, code), (other, other_length, other_code)];
        both.map(|(start, length, code)| bout(start, start + length, place(f64::from(code))))
    };
    let (a, b) = onsets.into_iter().map(|onset| unit(onset).into()).unzip();
    [a, b]
}

fn bout(start: i64, end: i64, code: usize) -> Bout {
    Bout { span: Span::new(Millis(start), Millis(end)).expect("a length"), code }
}

#[allow(clippy::cast_possible_truncation)] // times of a session
fn whole(ms: f64) -> i64 {
    ms.round() as i64
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small number
fn place(code: f64) -> usize {
    code as usize
}

/// The rows below a heading.
fn numbers(text: &str) -> Vec<Vec<f64>> {
    let row = |line: &str| line.split(',').map(|field| field.parse().expect("a number")).collect();
    text.lines().skip(1).map(row).collect()
}

/// numpy's generator, as far as it is used here: PCG-64, floats of 53 bits, and whole numbers by Lemire's method from halves of its words.
struct Numpy {
    words: Pcg64,
    half: Option<u32>,
}

impl Numpy {
    /// With the state that numpy's `SeedSequence` makes of the seed 2.
    fn seeded_by_two() -> Self {
        let words = Pcg64::new(0x8c8e_a222_a8ed_588b_55aa_58f3_6ee1_14ca, 0x2dd7_052b_a1c4_15d2_e8d6_87cf_965c_6df7);
        Self { words, half: None }
    }

    #[allow(clippy::cast_precision_loss)] // 53 bits
    fn float(&mut self) -> f64 {
        (self.words.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    #[allow(clippy::cast_possible_truncation)] // halves of a word
    fn half(&mut self) -> u32 {
        self.half.take().unwrap_or_else(|| {
            let word = self.words.next_u64();
            self.half = Some((word >> 32) as u32);
            word as u32
        })
    }

    #[allow(clippy::cast_possible_truncation)] // both parts of a product
    fn below(&mut self, n: u8) -> u8 {
        let n = u64::from(n);
        let rejected = (1 << 32) % n;
        loop {
            let product = u64::from(self.half()) * n;
            if product % (1 << 32) >= rejected {
                return (product >> 32) as u8;
            }
        }
    }
}
