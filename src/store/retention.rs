//! What may go: all snapshots but the last three and the last of each day, and the journal that only they needed.

use super::{SetAside, SnapshotInfo};
use std::cmp::Reverse;
use std::collections::HashSet;

/// How many of the last snapshots are kept.
const LAST: usize = 3;
/// For how many days the last snapshot of a day is kept, and journal entries that could not be replayed.
const DAYS: i64 = 14;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What may be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prune {
    /// Snapshots, by number.
    pub snapshots: Vec<u64>,
    /// Journal entries, from the first number to the last, both included.
    pub journal: Vec<(u64, u64)>,
}

impl Prune {
    /// Whether nothing may go.
    pub fn is_empty(&self) -> bool {
        self.snapshots.is_empty() && self.journal.is_empty()
    }
}

/// What may be deleted at `now` (ms since 1970, UTC) of a project of which these snapshots are durable and readable. Any other snapshot
/// is left alone: one that this version cannot read may be the only one that a newer version wants.
///
/// Only snapshots that are durable count. One that is still being written replaces nothing yet: were it lost, an older one that had gone
/// already would be missed.
pub fn prune(snapshots: &[SnapshotInfo], set_aside: &[SetAside], now: i64) -> Prune {
    let mut newest_first = snapshots.to_vec();
    newest_first.sort_unstable_by_key(|snapshot| Reverse(snapshot.seq));
    let mut days = HashSet::new();
    let mut kept = Vec::new();
    let mut gone = Vec::new();
    for (index, snapshot) in newest_first.iter().enumerate() {
        let last_of_its_day = days.insert(snapshot.saved_at.div_euclid(DAY_MS));
        let recent = now.saturating_sub(snapshot.saved_at) < DAYS * DAY_MS;
        let keep = index < LAST || (last_of_its_day && recent);
        if keep { &mut kept } else { &mut gone }.push(snapshot.seq);
    }
    gone.sort_unstable();
    match kept.last() {
        // The journal from the oldest kept snapshot on stays, so that every kept snapshot leads up to the last action.
        Some(&oldest) if !gone.is_empty() => Prune { snapshots: gone, journal: without(oldest, set_aside, now) },
        _ => Prune::default(),
    }
}

/// The ranges from 1 to `last` without the entries that wait to be exported.
fn without(last: u64, set_aside: &[SetAside], now: i64) -> Vec<(u64, u64)> {
    let mut waiting: Vec<_> =
        set_aside.iter().filter(|range| is_waiting(range, now)).map(|range| (range.first, range.last)).collect();
    waiting.sort_unstable();
    let mut ranges = Vec::new();
    let mut from = 1;
    for (first, end) in waiting {
        if first > from {
            ranges.push((from, last.min(first - 1)));
        }
        from = from.max(end.saturating_add(1));
        if from > last {
            return ranges;
        }
    }
    if from <= last {
        ranges.push((from, last));
    }
    ranges
}

/// Whether entries that could not be replayed are still kept for export.
pub(super) fn is_waiting(range: &SetAside, now: i64) -> bool {
    now.saturating_sub(range.at) < DAYS * DAY_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 100 * DAY_MS;

    fn check(days_ago: &[(u64, i64)], expect: &[u64], journal: &[(u64, u64)]) {
        let snapshots: Vec<_> =
            days_ago.iter().map(|&(seq, days)| SnapshotInfo { seq, saved_at: NOW - days * DAY_MS }).collect();
        let found = prune(&snapshots, &[], NOW);
        assert_eq!((found.snapshots.as_slice(), found.journal.as_slice()), (expect, journal), "{days_ago:?}");
    }

    #[test]
    fn the_last_three_and_one_a_day_stay() {
        check(&[], &[], &[]);
        check(&[(1, 0), (2, 0), (3, 0)], &[], &[]);
        check(&[(4, 0), (1, 0), (2, 0), (3, 0)], &[1], &[(1, 2)]);
        check(&[(1, 2), (2, 2), (3, 1), (4, 1), (5, 0), (6, 0), (7, 0)], &[1, 3], &[(1, 2)]);
        check(&[(1, 20), (2, 13), (3, 0), (4, 0), (5, 0)], &[1], &[(1, 2)]);
        check(&[(1, 40), (2, 30), (3, 20)], &[], &[]);
    }

    #[test]
    fn a_clock_that_was_wrong_deletes_nothing_recent() {
        check(&[(1, -400), (2, 0), (3, 0), (4, 0)], &[], &[]);
        check(&[(1, 0), (2, 0), (3, 0), (4, 400)], &[1], &[(1, 2)]);
    }

    #[test]
    fn entries_that_were_set_aside_wait_to_be_exported() {
        let check = |ranges: &[(u64, u64, i64)], expect: &[(u64, u64)]| {
            let snapshots = [10, 20, 30, 40].map(|seq| SnapshotInfo { seq, saved_at: NOW });
            let ranges: Vec<_> =
                ranges.iter().map(|&(first, last, days)| SetAside { first, last, at: NOW - days * DAY_MS }).collect();
            assert_eq!(prune(&snapshots, &ranges, NOW).journal, expect, "{ranges:?}");
        };
        check(&[], &[(1, 20)]);
        check(&[(5, 9, 0)], &[(1, 4), (10, 20)]);
        check(&[(5, 9, 20)], &[(1, 20)]);
        check(&[(12, 14, 1), (1, 3, 1)], &[(4, 11), (15, 20)]);
        check(&[(15, 25, 0)], &[(1, 14)]);
        check(&[(25, 26, 0)], &[(1, 20)]);
        check(&[(5, 9, 0), (7, 8, 0)], &[(1, 4), (10, 20)]);
    }
}
