//! Stretches of a continuous rating as a list: what lies within a span, and what takes its place.

use super::Samples;
use crate::time::{Millis, Span};

/// The samples that were taken within a span, stretch by stretch.
pub(crate) fn samples_within(all: &[Samples], period: Millis, span: Span) -> Vec<Samples> {
    let first = all.partition_point(|samples| end(samples, period) <= span.start());
    let here = all[first..].iter().take_while(|samples| samples.onset < span.end());
    let part = |samples: &Samples| {
        let from = places(span.start() - samples.onset, period);
        let to = places(span.end() - samples.onset, period).min(samples.values.len());
        let values = samples.values.get(from..to).filter(|values| !values.is_empty())?.to_vec();
        Some(Samples { onset: samples.onset + times(period, from), values })
    };
    here.filter_map(part).collect()
}

/// Puts stretches, which lie within a span, in the place of what was taken there. Stretches that touch become one.
pub(crate) fn replace_within(all: &mut Vec<Samples>, period: Millis, span: Span, with: &[Samples]) {
    let first = all.partition_point(|samples| end(samples, period) < span.start());
    let mut after = all.split_off(first);
    let mut tails = Vec::new();
    for mut samples in after.drain(..) {
        if samples.onset > span.end() || samples.onset == span.end() {
            tails.push(samples);
            continue;
        }
        let from = places(span.start() - samples.onset, period);
        let to = places(span.end() - samples.onset, period);
        if to < samples.values.len() {
            let values = samples.values.split_off(to);
            tails.push(Samples { onset: samples.onset + times(period, to), values });
        }
        samples.values.truncate(from);
        join(all, period, samples);
    }
    for samples in with.iter().cloned().chain(tails) {
        join(all, period, samples);
    }
}

/// Adds a stretch at the end; one that touches the last goes on it.
fn join(all: &mut Vec<Samples>, period: Millis, next: Samples) {
    if next.values.is_empty() {
        return;
    }
    match all.last_mut() {
        Some(last) if end(last, period) == next.onset => last.values.extend(next.values),
        _ => all.push(next),
    }
}

fn end(samples: &Samples, period: Millis) -> Millis {
    samples.onset + times(period, samples.values.len())
}

fn times(period: Millis, count: usize) -> Millis {
    Millis(period.0.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// How many samples begin within a length of time; none before its start.
fn places(length: Millis, period: Millis) -> usize {
    let period = period.0.max(1);
    usize::try_from((length.0.max(0) + period - 1) / period).unwrap_or(0)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))] // by proptest, which is for the host
mod tests {
    use super::*;
    use crate::decimal::Decimal;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const PERIOD: Millis = Millis(100);

    /// The same as a table of moments.
    fn table(all: &[Samples]) -> BTreeMap<i64, Decimal> {
        let of = |samples: &Samples| {
            let onset = samples.onset.0;
            samples.values.clone().into_iter().zip(0..).map(move |(value, nth)| (onset + 100 * nth, value))
        };
        all.iter().flat_map(of).collect()
    }

    fn stretches(table: &BTreeMap<i64, Decimal>) -> Vec<Samples> {
        let mut all: Vec<Samples> = Vec::new();
        for (&at, &value) in table {
            match all.last_mut() {
                Some(last) if end(last, PERIOD).0 == at => last.values.push(value),
                _ => all.push(Samples { onset: Millis(at), values: vec![value] }),
            }
        }
        all
    }

    fn some_table() -> impl Strategy<Value = BTreeMap<i64, Decimal>> {
        prop::collection::btree_map((0_i64..30).prop_map(|nth| nth * 100), (0_i64..5).prop_map(Decimal), 0..25)
    }

    proptest! {
        #[test]
        fn a_list_behaves_as_a_table(old in some_table(), new in some_table(), start in 0_i64..3000, length in 1_i64..3000) {
            let span = Span::new(Millis(start), Millis(start + length)).unwrap();
            let within = |at: &i64| span.contains(Millis(*at));
            let mut all = stretches(&old);
            let before = samples_within(&all, PERIOD, span);
            let there: BTreeMap<i64, Decimal> = old.clone().into_iter().filter(|(at, _)| within(at)).collect();
            prop_assert_eq!(&before, &stretches(&there));

            let put: BTreeMap<i64, Decimal> = new.into_iter().filter(|(at, _)| within(at)).collect();
            replace_within(&mut all, PERIOD, span, &stretches(&put));
            let expect = old.iter().filter(|(at, _)| !within(at)).map(|(at, value)| (*at, *value)).chain(put).collect();
            prop_assert_eq!(&all, &stretches(&expect));

            replace_within(&mut all, PERIOD, span, &before);
            prop_assert_eq!(table(&all), old);
        }
    }
}
