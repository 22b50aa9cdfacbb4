//! Finds the bouts of a list that may meet another, without asking all of them.

use super::bout::Bout;
use crate::time::Millis;
use std::collections::BTreeMap;

/// A list of bouts by their onsets, in classes of like length: how far back a bout may begin and still reach a moment depends on how long it
/// is, and one that is as long as the session must not make all others be asked.
pub(super) struct Near {
    classes: Vec<Class>,
}

struct Class {
    longest: Millis,
    /// Onsets and places, rising.
    onsets: Vec<(Millis, usize)>,
}

impl Near {
    /// Of bouts in any order.
    pub(super) fn new(bouts: &[Bout]) -> Self {
        let mut classes: BTreeMap<u32, Class> = BTreeMap::new();
        for (place, bout) in bouts.iter().enumerate() {
            let length = bout.span.duration();
            let class = length.0.max(1).ilog2();
            let class = classes.entry(class).or_insert(Class { longest: length, onsets: Vec::new() });
            class.longest = class.longest.max(length);
            class.onsets.push((bout.span.start(), place));
        }
        let mut classes: Vec<Class> = classes.into_values().collect();
        for class in &mut classes {
            class.onsets.sort_unstable();
        }
        Self { classes }
    }

    /// Places of the bouts whose onset lies between two moments, both among them, which `window` gives for bouts up to a length.
    pub(super) fn starting(&self, window: impl Fn(Millis) -> (Millis, Millis)) -> impl Iterator<Item = usize> {
        self.classes.iter().flat_map(move |class| {
            let (from, to) = window(class.longest);
            let begin = class.onsets.partition_point(|(onset, _)| *onset < from);
            class.onsets[begin..].iter().take_while(move |(onset, _)| *onset <= to).map(|(_, place)| *place)
        })
    }

    /// Places of the bouts that may have time in common with one.
    pub(super) fn meeting<'a>(&'a self, bout: &Bout) -> impl Iterator<Item = usize> + use<'a> {
        let (start, end) = (bout.span.start(), bout.span.end());
        self.starting(move |longest| (start - longest, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Span;

    #[test]
    fn a_long_bout_is_found_and_does_not_bring_the_others() {
        let bout = |start, end| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code: 0 };
        let near = Near::new(&[bout(0, 100_000), bout(10, 20), bout(500, 520), bout(520, 530), bout(900, 910)]);
        let mut met: Vec<usize> = near.meeting(&bout(510, 530)).collect();
        met.sort_unstable();
        assert_eq!(met, [0, 2, 3]);
        assert_eq!(Near::new(&[]).meeting(&bout(0, 1)).count(), 0);
    }
}
