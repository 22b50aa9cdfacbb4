//! Changes to many events of a coding, made on copies of its tracks and then told as the fewest steps.

use super::bounds::Bounds;
use super::plan::{by_hand, observation_index, take_id};
use super::{Place, Refusal, Step, Which};
use crate::model::{Channel, Event, EventId, ObservationId, OpenState, Project, Track, sort_key};
use std::collections::BTreeMap;

/// Some events, found fast.
pub(super) enum Ids {
    All,
    /// In order.
    These(Vec<EventId>),
}

impl Ids {
    pub(super) fn new(ids: &[EventId]) -> Self {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        Self::These(ids)
    }

    pub(super) fn of(which: &Which) -> Self {
        match which {
            Which::All => Self::All,
            Which::These(ids) => Self::new(ids),
        }
    }

    pub(super) fn hold(&self, id: EventId) -> bool {
        match self {
            Self::All => true,
            Self::These(ids) => ids.binary_search(&id).is_ok(),
        }
    }
}

/// Tracks as they are to be. Only those that are asked for are copied.
pub(super) struct Draft<'a> {
    originals: &'a [Track],
    channels: Vec<&'a Channel>,
    /// Where the coding may have marks.
    pub(super) bounds: Bounds<'a>,
    observation: usize,
    tracks: BTreeMap<usize, Track>,
    first_id: u32,
    next_id: u32,
}

impl<'a> Draft<'a> {
    pub(super) fn new(project: &'a Project, id: ObservationId) -> Result<Self, Refusal> {
        let index = observation_index(project, id)?;
        let observation = &project.observations[index];
        by_hand(observation)?;
        let scheme = project.scheme(observation.scheme).ok_or(Refusal::NotThere)?;
        let channels: Option<_> = observation.tracks.iter().map(|track| scheme.channel(track.channel)).collect();
        Ok(Self {
            originals: &observation.tracks,
            channels: channels.ok_or(Refusal::NotThere)?,
            bounds: Bounds::of(project, observation),
            observation: index,
            tracks: BTreeMap::new(),
            first_id: project.next_id,
            next_id: project.next_id,
        })
    }

    /// The tracks as they are in the project, with their channels.
    pub(super) fn originals(&self) -> impl Iterator<Item = (usize, &'a Channel, &'a Track)> + use<'a> {
        let channels = self.channels.clone();
        self.originals.iter().zip(channels).enumerate().map(|(index, (track, channel))| (index, channel, track))
    }

    /// A track as it is in the project.
    pub(super) fn original(&self, track: usize) -> &'a Track {
        &self.originals[track]
    }

    /// The channel of a track.
    pub(super) fn channel(&self, track: usize) -> &'a Channel {
        self.channels[track]
    }

    /// The copy of a track, to be changed. Its events need not stay in order.
    pub(super) fn track(&mut self, index: usize) -> &mut Track {
        self.tracks.entry(index).or_insert_with(|| self.originals[index].clone())
    }

    /// Takes events out of a track.
    pub(super) fn lift(&mut self, track: usize, taken: impl Fn(&Event) -> bool) -> Vec<Event> {
        let track = self.track(track);
        let (lifted, rest) = std::mem::take(&mut track.events).into_iter().partition(taken);
        track.events = rest;
        lifted
    }

    /// Gives out an id for a new event.
    pub(super) fn take_id(&mut self) -> Result<EventId, Refusal> {
        take_id(&mut self.next_id)
    }

    /// What differs from the project.
    pub(super) fn steps(self) -> Vec<Step> {
        let mut steps = Vec::new();
        for (index, mut after) in self.tracks {
            let place = Place { observation: self.observation, track: index };
            let before = &self.originals[index];
            after.events.sort_by_key(sort_key);
            steps.extend(event_steps(place, &before.events, after.events));
            steps.extend(open_steps(place, &before.open, &after.open));
        }
        steps.push(Step::NextId { before: self.first_id, after: self.next_id });
        steps
    }
}

/// Walks through both lists side by side: what is in one of them only, or differs, has changed.
pub(super) fn event_steps(place: Place, before: &[Event], after: Vec<Event>) -> Option<Step> {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let mut old = before.iter().peekable();
    for event in after {
        let key = sort_key(&event);
        while let Some(passed) = old.next_if(|old| sort_key(old) < key) {
            gone.push(passed.clone());
        }
        match old.next_if(|old| sort_key(old) == key) {
            Some(same) if *same == event => {}
            Some(other) => {
                gone.push(other.clone());
                come.push(event);
            }
            None => come.push(event),
        }
    }
    gone.extend(old.cloned());
    match (gone.len(), come.len()) {
        (0, 0) => None,
        (0 | 1, 0 | 1) => Some(Step::Event { place, before: gone.pop(), after: come.pop() }),
        _ => Some(Step::Events { place, before: gone, after: come }),
    }
}

fn open_steps(place: Place, before: &[OpenState], after: &[OpenState]) -> Vec<Step> {
    let find = |list: &[OpenState], id: EventId| list.iter().find(|open| open.id == id).cloned();
    let old = before.iter().map(|open| (Some(open.clone()), find(after, open.id)));
    let new = after.iter().filter(|open| find(before, open.id).is_none()).map(|open| (None, Some(open.clone())));
    let changed = old.chain(new).filter(|(before, after)| before != after);
    changed.map(|(before, after)| Step::Open { place, before, after }).collect()
}
