//! Rows that are not there: a jump in the times of a table is a gap, not a long line.

use super::samples::Collector;

/// A step of more than so many usual ones is a gap. Beats of a heart vary by less than half of that.
const GAP_STEPS: f64 = 4.0;

/// How many rows tell what step is usual.
const ROWS: usize = 256;

/// Hands samples on, with a gap wherever the time jumps.
#[derive(Debug)]
pub(super) struct Jumps {
    /// Held back until the usual step is known.
    first: Vec<(f64, f32)>,
    /// The longest step that is none, once known.
    longest: Option<f64>,
    last: Option<f64>,
    collector: Collector,
}

impl Jumps {
    pub(super) fn new() -> Self {
        Self { first: Vec::new(), longest: None, last: None, collector: Collector::new() }
    }

    pub(super) fn push(&mut self, at: f64, value: f32) {
        if self.longest.is_some() {
            self.hand_on(at, value);
            return;
        }
        self.first.push((at, value));
        if self.first.len() >= ROWS {
            self.settle();
        }
    }

    pub(super) fn finish(mut self) -> super::Samples {
        self.settle();
        self.collector.finish()
    }

    /// Learns the usual step from the rows so far: their median.
    fn settle(&mut self) {
        let mut steps: Vec<f64> = self.first.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
        steps.retain(|step| *step > 0.0);
        let usual = if steps.is_empty() {
            f64::INFINITY
        } else {
            let middle = steps.len() / 2;
            *steps.select_nth_unstable_by(middle, f64::total_cmp).1
        };
        self.longest.get_or_insert(usual * GAP_STEPS);
        for (at, value) in std::mem::take(&mut self.first) {
            self.hand_on(at, value);
        }
    }

    fn hand_on(&mut self, at: f64, value: f32) {
        let longest = self.longest.unwrap_or(f64::INFINITY);
        if let Some(last) = self.last.filter(|last| at - last > longest) {
            self.collector.gap(last + longest / GAP_STEPS);
        }
        self.collector.push(at, value);
        self.last = Some(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_is_a_gap_wherever_it_comes() {
        for count in [20, 1000_u32] {
            let mut jumps = Jumps::new();
            for nth in 0..count {
                let jump = if nth >= count / 2 { 5000.0 } else { 0.0 };
                jumps.push(f64::from(nth) * 100.0 + jump, 1.0);
            }
            let samples = jumps.finish();
            let gaps: Vec<f64> =
                (0..samples.len()).filter(|nth| samples.mean(*nth).is_nan()).map(|nth| samples.time(nth)).collect();
            assert_eq!(gaps, [f64::from(count / 2) * 100.0], "of {count}");
        }
    }

    #[test]
    fn beats_of_a_heart_have_no_gaps() {
        let mut jumps = Jumps::new();
        let mut at = 0.0;
        for nth in 0..600 {
            at += if nth % 3 == 0 { 400.0 } else { 1100.0 };
            jumps.push(at, 70.0);
        }
        assert_eq!(jumps.finish().len(), 600);
    }
}
