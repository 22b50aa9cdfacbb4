//! All events of a coding in one order, by onset over all channels, without holding that order: a list of 100,000 rows asks for the
//! thirty it shows.
//!
//! Each track is sorted by onset, so the number of events before a moment is a sum of binary searches, and the row that a list begins at
//! is found by halving the time. Costs `O(tracks · log events · log duration)`, whatever a key adds or takes away.

use crate::model::{EventId, Observation, Track};
use crate::time::Millis;

/// One row: an event, and where to find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// When it begins.
    pub onset: Millis,
    /// Which.
    pub id: EventId,
    /// Index of its track.
    pub track: usize,
    /// Its index among the track's events; `None` for an open state.
    pub index: Option<usize>,
}

/// A run of lines of one track, by onset.
enum Run<'a> {
    Finished(usize, &'a Track),
    Open(Vec<Line>),
}

impl Run<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Finished(_, track) => track.events.len(),
            Self::Open(lines) => lines.len(),
        }
    }

    fn line(&self, index: usize) -> Option<Line> {
        match self {
            Self::Finished(number, track) => {
                let event = track.events.get(index)?;
                Some(Line { onset: event.timing.onset(), id: event.id, track: *number, index: Some(index) })
            }
            Self::Open(lines) => lines.get(index).copied(),
        }
    }

    /// How many of its lines begin before a moment.
    fn before(&self, at: Millis) -> usize {
        match self {
            Self::Finished(_, track) => track.events.partition_point(|event| event.timing.onset() < at),
            Self::Open(lines) => lines.partition_point(|line| line.onset < at),
        }
    }
}

/// In the order that decides between lines of one onset: by track, finished events first.
fn runs(observation: &Observation) -> Vec<Run<'_>> {
    let each = observation.tracks.iter().enumerate().flat_map(|(number, track)| {
        let mut open: Vec<Line> =
            track.open.iter().map(|open| Line { onset: open.onset, id: open.id, track: number, index: None }).collect();
        open.sort_by_key(|line| (line.onset, line.id));
        [Run::Finished(number, track), Run::Open(open)]
    });
    each.filter(|run| run.len() > 0).collect()
}

/// The lines from the `first`th on, at most `count`.
pub fn lines(observation: &Observation, first: usize, count: usize) -> Vec<Line> {
    let runs = runs(observation);
    let total: usize = runs.iter().map(Run::len).sum();
    if first >= total {
        return Vec::new();
    }
    let begin = onset_of(&runs, first);
    let mut next: Vec<usize> = runs.iter().map(|run| run.before(begin)).collect();
    // Those of one onset are walked one by one.
    let passed = first - next.iter().sum::<usize>();
    let mut found = Vec::with_capacity(count.min(total - first));
    for nth in 0..passed + count {
        let heads = runs.iter().zip(&next).enumerate();
        let earliest = heads
            .filter_map(|(place, (run, next))| Some((run.line(*next)?, place)))
            .min_by_key(|(line, place)| (line.onset, *place));
        let Some((line, place)) = earliest else { break };
        next[place] += 1;
        if nth >= passed {
            found.push(line);
        }
    }
    found
}

/// The latest moment that no more than `rank` lines begin before: the onset of the line of that rank.
fn onset_of(runs: &[Run], rank: usize) -> Millis {
    let onsets =
        || runs.iter().flat_map(|run| [run.line(0), run.line(run.len() - 1)]).flatten().map(|line| line.onset.0);
    let (mut low, mut high) = (onsets().min().unwrap_or(0), onsets().max().unwrap_or(0));
    while low < high {
        let middle = low + (high - low + 1) / 2;
        let before: usize = runs.iter().map(|run| run.before(Millis(middle))).sum();
        if before <= rank {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Millis(low)
}

/// Which line an event is on; `None` if it is not of this coding.
pub fn rank(observation: &Observation, event: EventId) -> Option<usize> {
    let runs = runs(observation);
    let (own, index) = runs.iter().enumerate().find_map(|(place, run)| {
        let index = match run {
            Run::Finished(_, track) => track.events.iter().position(|known| known.id == event),
            Run::Open(lines) => lines.iter().position(|line| line.id == event),
        };
        Some((place, index?))
    })?;
    let onset = runs[own].line(index)?.onset;
    let others = runs.iter().enumerate().filter(|(place, _)| *place != own).map(|(place, run)| {
        // Of the same onset, those of the tracks above come first.
        run.before(if place < own { onset + Millis(1) } else { onset })
    });
    Some(index + others.sum::<usize>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        ChannelId, CodeId, CoderId, EntryMode, Event, ObservationId, OpenState, SchemeId, SessionId, Timing,
    };

    fn coding(tracks: &[(&[i64], &[i64])]) -> Observation {
        let mut id = 0;
        let mut track = |(finished, open): &(&[i64], &[i64])| {
            let mut track = Track::new(ChannelId(0), EntryMode::Toggle);
            for at in *finished {
                id += 1;
                track.events.push(Event::new(EventId(id), CodeId(0), Timing::Point(Millis(*at))));
            }
            for at in *open {
                id += 1;
                track.open.push(OpenState::new(EventId(id), CodeId(0), Millis(*at)));
            }
            track
        };
        Observation {
            id: ObservationId(0),
            session: SessionId(0),
            coder: CoderId(0),
            scheme: SchemeId(0),
            scheme_version: 1,
            reaction_time: Millis::ZERO,
            tracks: tracks.iter().map(&mut track).collect(),
            assignment: None,
            consensus: None,
        }
    }

    /// All at once, as the definition says.
    fn sorted(observation: &Observation) -> Vec<Line> {
        let all = runs(observation);
        let mut lines: Vec<(usize, Line)> = all
            .iter()
            .enumerate()
            .flat_map(|(place, run)| (0..run.len()).filter_map(move |index| Some((place, run.line(index)?))))
            .collect();
        lines.sort_by_key(|(place, line)| (line.onset, *place));
        lines.into_iter().map(|(_, line)| line).collect()
    }

    #[test]
    fn any_part_of_the_list_is_that_of_the_whole() {
        let codings = [
            coding(&[]),
            coding(&[(&[], &[])]),
            coding(&[(&[5], &[])]),
            coding(&[(&[0, 5, 5, 5, 9], &[5]), (&[5, 5, 7], &[20, 3]), (&[], &[]), (&[5], &[])]),
            coding(&[(&[1, 1, 1, 1, 1, 1, 1, 1], &[]), (&[1, 1, 1], &[1])]),
        ];
        for observation in &codings {
            let whole = sorted(observation);
            for first in 0..=whole.len() + 1 {
                for count in 0..=whole.len() + 1 {
                    let end = (first + count).min(whole.len());
                    assert_eq!(lines(observation, first, count), whole[first.min(end)..end]);
                }
            }
            for (place, line) in whole.iter().enumerate() {
                assert_eq!(rank(observation, line.id), Some(place));
            }
            assert_eq!(rank(observation, EventId(99)), None);
        }
    }
}
