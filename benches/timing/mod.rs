//! The clock of the benches.

use std::time::Instant;

/// The times that some work takes, so many times over, in milliseconds, rising. The work hears how many times it was done before.
pub fn times(runs: u32, mut work: impl FnMut(u32)) -> Vec<f64> {
    let mut times: Vec<f64> = (0..runs)
        .map(|nth| {
            let start = Instant::now();
            work(nth);
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}
