//! Finding.

use super::Query;
use super::relation::Others;
use super::text::{BadPattern, Matcher};
use crate::model::{ChannelId, CodeId, Event, EventId, Observation, OpenState};
use crate::time::Millis;
use std::collections::HashSet;

/// An event that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The event, or the running state.
    pub event: EventId,
    /// Where it lies among the coding's tracks.
    pub track: usize,
    /// Its place among the track's events; `None` for a running state.
    pub index: Option<usize>,
    /// Its code.
    pub code: CodeId,
    /// Where it begins.
    pub onset: Millis,
    /// Where it ends; a point ends where it begins. `None` while it runs.
    pub offset: Option<Millis>,
}

/// An event of either kind, as far as finding asks.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) id: EventId,
    pub(super) code: CodeId,
    pub(super) onset: Millis,
    /// Where it ends; of a running state, later than all.
    pub(super) end: Millis,
    /// The first moment that it does not hold. A point holds one.
    pub(super) reach: Millis,
    pub(super) running: bool,
    comment: &'a str,
    cut_off: bool,
}

impl<'a> Item<'a> {
    fn finished(event: &'a Event) -> Self {
        let (onset, end) = (event.timing.onset(), event.timing.offset());
        Self {
            id: event.id,
            code: event.code,
            onset,
            end,
            reach: end.max(onset + Millis(1)),
            running: false,
            comment: &event.comment,
            cut_off: event.cut_off,
        }
    }

    fn running(open: &'a OpenState) -> Self {
        let never = Millis(i64::MAX);
        Self {
            id: open.id,
            code: open.code,
            onset: open.onset,
            end: never,
            reach: never,
            running: true,
            comment: &open.comment,
            cut_off: false,
        }
    }
}

/// Where an event lies: which track, which channel, which of its events.
type Place = (usize, ChannelId, Option<usize>);

fn items(observation: &Observation) -> impl Iterator<Item = (Place, Item<'_>)> {
    observation.tracks.iter().enumerate().flat_map(|(number, track)| {
        let finished = track.events.iter().enumerate().map(|(index, event)| (Some(index), Item::finished(event)));
        let running = track.open.iter().map(|open| (None, Item::running(open)));
        finished.chain(running).map(move |(index, item)| ((number, track.channel, index), item))
    })
}

/// The events of a coding that a query asks for, by onset. Takes n log n steps for n events, whatever the query.
pub fn find(observation: &Observation, query: &Query) -> Result<Vec<Found>, BadPattern> {
    let comment = query.comment.as_ref().map(Matcher::new).transpose()?;
    let codes: HashSet<CodeId> = query.codes.iter().copied().collect();
    let others =
        query.relation.as_ref().map(|relation| Others::new(relation, items(observation).map(|(_, item)| item)));
    let wanted = |channel: ChannelId, item: &Item| {
        let lasts = |range: Option<Millis>, fits: fn(Millis, Millis) -> bool| {
            range.is_none_or(|bound| !item.running && fits(item.end - item.onset, bound))
        };
        (codes.is_empty() || codes.contains(&item.code))
            && (query.channels.is_empty() || query.channels.contains(&channel))
            && lasts(query.shortest, |length, bound| length >= bound)
            && lasts(query.longest, |length, bound| length <= bound)
            && query.cut_off.is_none_or(|cut_off| cut_off == item.cut_off)
            && comment.as_ref().is_none_or(|comment| comment.holds(item.comment))
            && others.as_ref().is_none_or(|others| others.hold(item))
    };
    let found = items(observation).filter(|((_, channel, _), item)| wanted(*channel, item));
    let mut found: Vec<Found> = found
        .map(|((track, _, index), item)| Found {
            event: item.id,
            track,
            index,
            code: item.code,
            onset: item.onset,
            offset: (!item.running).then_some(item.end),
        })
        .collect();
    // Tracks are in order already; the sort is adaptive and merges them.
    found.sort_by_key(|found| (found.onset, found.track, found.event));
    Ok(found)
}

/// The match after, or before, the selected event if that is one, else after or before a moment. From the last on to the first again.
pub fn neighbor(found: &[Found], selected: Option<EventId>, at: Millis, forward: bool) -> Option<Found> {
    let last = found.len().checked_sub(1)?;
    let place = selected.and_then(|id| found.iter().position(|found| found.event == id));
    let next = match (place, forward) {
        (Some(place), true) => place + 1,
        (Some(place), false) => place + last,
        (None, true) => found.partition_point(|found| found.onset <= at),
        (None, false) => found.partition_point(|found| found.onset < at) + last,
    };
    found.get(next % found.len()).copied()
}
