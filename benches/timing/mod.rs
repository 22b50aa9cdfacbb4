//! The clock of the benches.

/// The times that some work takes, so many times over, in milliseconds, rising. The work hears how many times it was done before.
pub fn times(runs: u32, mut work: impl FnMut(u32)) -> Vec<f64> {
    let mut times: Vec<f64> = (0..runs)
        .map(|nth| {
            let start = now();
            work(nth);
            now() - start
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}

/// Milliseconds since some moment.
#[cfg(not(target_arch = "wasm32"))]
fn now() -> f64 {
    use std::sync::LazyLock;
    use std::time::Instant;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64() * 1000.0
}

/// Milliseconds since some moment, in a worker too; browsers round them to a tenth.
#[cfg(target_arch = "wasm32")]
fn now() -> f64 {
    use wasm_bindgen::JsCast;

    let clock = js_sys::Reflect::get(&js_sys::global(), &"performance".into()).expect("a clock");
    clock.unchecked_into::<web_sys::Performance>().now()
}
