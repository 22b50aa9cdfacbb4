//! Reversible steps: each holds a place with its value before and after, so that undo is the same code run the other way.

use crate::model::{
    Assignment, Coder, CodingScheme, Decision, EntryMode, Event, Media, Observation, OpenState, Project, Samples,
    Score, Session, Subject, Track, replace_within, sort_key,
};
use crate::time::{Millis, Span};
use std::mem;

/// A track, by index: places stay valid because edits are undone in the reverse order they were done in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Index of the observation.
    pub observation: usize,
    /// Index of the track within it.
    pub track: usize,
}

/// One reversible change. `before` and `after` of events: `None` where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are what their names say
pub enum Step {
    /// An event appears, changes or goes.
    Event { place: Place, before: Option<Event>, after: Option<Event> },
    /// Many events of a track at once. Both lists are in the track's order; what did not change is in neither.
    Events { place: Place, before: Vec<Event>, after: Vec<Event> },
    /// An open state appears, changes or goes.
    Open { place: Place, before: Option<OpenState>, after: Option<OpenState> },
    /// How a channel's keys work.
    Entry { place: Place, before: EntryMode, after: EntryMode },
    /// A coder's reaction time.
    ReactionTime { observation: usize, before: Millis, after: Millis },
    /// A session's media files.
    Media { session: usize, before: Vec<Media>, after: Vec<Media> },
    /// A session's coded window.
    Window { session: usize, before: Option<Span>, after: Option<Span> },
    /// The project's name.
    ProjectName { before: String, after: String },
    /// A session's name.
    SessionName { session: usize, before: String, after: String },
    /// A coder's name.
    CoderName { coder: usize, before: String, after: String },
    /// A coding scheme appears, changes or goes.
    Scheme { index: usize, before: Option<Box<CodingScheme>>, after: Option<Box<CodingScheme>> },
    /// Someone observed appears, changes or goes.
    Subject { index: usize, before: Option<Subject>, after: Option<Subject> },
    /// A coder appears, changes or goes.
    Coder { index: usize, before: Option<Coder>, after: Option<Coder> },
    /// A session appears, changes or goes.
    Session { index: usize, before: Option<Box<Session>>, after: Option<Box<Session>> },
    /// A whole coding appears, changes or goes.
    Observation { index: usize, before: Option<Box<Observation>>, after: Option<Box<Observation>> },
    /// The version of its scheme that a coding follows.
    SchemeVersion { observation: usize, before: u32, after: u32 },
    /// The judged windows of an interval channel.
    Judged { place: Place, before: Vec<Millis>, after: Vec<Millis> },
    /// The samples of a continuous rating that were taken within a span: the others of an hour need not be kept with every step.
    Samples { place: Place, period: Millis, span: Span, before: Vec<Samples>, after: Vec<Samples> },
    /// A global rating.
    Score { place: Place, before: Option<Score>, after: Option<Score> },
    /// Whether a channel is gone through.
    Done { place: Place, before: bool, after: bool },
    /// What a coding is for.
    Assignment { observation: usize, before: Option<Assignment>, after: Option<Assignment> },
    /// An entry of a consensus' log appears, or goes.
    Decision { observation: usize, index: usize, before: Option<Decision>, after: Option<Decision> },
    /// The next id to give out.
    NextId { before: u32, after: u32 },
}

/// The steps of one command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edit {
    /// In the order they are done.
    pub steps: Vec<Step>,
    /// What it is a piece of, if it is one.
    pub piece: Option<Piece>,
}

/// A piece of a recording. Pieces are steps of their own, so that each is saved as it comes, and are taken back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it was recorded.
    pub place: Place,
    /// From when to when.
    pub span: Span,
    /// It was recorded on from where another one ended.
    pub continues: bool,
}

impl Edit {
    /// Does every step.
    pub(super) fn apply(&self, project: &mut Project) {
        for step in &self.steps {
            step.run(project, false);
        }
    }

    /// Whether it goes on the recording that another edit is a piece of.
    pub(super) fn goes_on(&self, before: &Self) -> bool {
        let pieces = self.piece.filter(|piece| piece.continues).zip(before.piece);
        pieces.is_some_and(|(own, before)| own.place == before.place && own.span.start() == before.span.end())
    }

    /// Takes every step back, last first.
    pub(super) fn revert(&self, project: &mut Project) {
        for step in self.steps.iter().rev() {
            step.run(project, true);
        }
    }
}

/// `(from, to)` in the direction of travel.
fn directed<T>(before: T, after: T, back: bool) -> (T, T) {
    if back { (after, before) } else { (before, after) }
}

impl Step {
    /// The track whose events or open states it changes.
    pub fn marks(&self) -> Option<Place> {
        match self {
            Self::Event { place, .. } | Self::Events { place, .. } | Self::Open { place, .. } => Some(*place),
            _ => None,
        }
    }

    /// Changes events or open states of the track that it is about.
    pub(super) fn run_on(&self, track: &mut Track, back: bool) {
        match self {
            Self::Event { before, after, .. } => {
                let (from, to) = directed(before, after, back);
                swap_event(track, from.as_ref(), to.as_ref());
            }
            Self::Events { before, after, .. } => {
                let (from, to) = directed(before, after, back);
                swap_events(track, from, to);
            }
            Self::Open { before, after, .. } => {
                let (from, to) = directed(before, after, back);
                swap_open(track, from.as_ref(), to.as_ref());
            }
            _ => {}
        }
    }

    fn run(&self, project: &mut Project, back: bool) {
        match self {
            Self::Event { place, .. } | Self::Events { place, .. } | Self::Open { place, .. } => {
                if let Some(track) = track_mut(project, *place) {
                    self.run_on(track, back);
                }
            }
            Self::Entry { place, before, after } => {
                if let Some(track) = track_mut(project, *place) {
                    track.entry = directed(*before, *after, back).1;
                }
            }
            Self::ReactionTime { observation, before, after } => {
                if let Some(observation) = observation_mut(project, *observation) {
                    observation.reaction_time = directed(*before, *after, back).1;
                }
            }
            Self::Media { session, before, after } => {
                if let Some(session) = session_mut(project, *session) {
                    session.media.clone_from(directed(before, after, back).1);
                }
            }
            Self::Window { session, before, after } => {
                if let Some(session) = session_mut(project, *session) {
                    session.window = directed(*before, *after, back).1;
                }
            }
            Self::ProjectName { before, after } => project.name.clone_from(directed(before, after, back).1),
            Self::SessionName { session, before, after } => {
                if let Some(session) = session_mut(project, *session) {
                    session.name.clone_from(directed(before, after, back).1);
                }
            }
            Self::CoderName { coder, before, after } => {
                if let Some(coder) = project.coders.get_mut(*coder) {
                    coder.name.clone_from(directed(before, after, back).1);
                }
            }
            Self::Scheme { index, before, after } => {
                let (from, to) = directed(before, after, back);
                swap_item(&mut project.schemes, *index, from.is_some(), to.as_deref());
            }
            Self::Subject { index, before, after } => {
                let (from, to) = directed(before, after, back);
                swap_item(&mut project.subjects, *index, from.is_some(), to.as_ref());
            }
            Self::Coder { index, before, after } => {
                let (from, to) = directed(before, after, back);
                swap_item(&mut project.coders, *index, from.is_some(), to.as_ref());
            }
            Self::Session { index, before, after } => {
                let (from, to) = directed(before, after, back);
                swap_item(&mut project.sessions, *index, from.is_some(), to.as_deref());
            }
            Self::Observation { index, before, after } => {
                let (from, to) = directed(before, after, back);
                swap_item(&mut project.observations, *index, from.is_some(), to.as_deref());
            }
            Self::SchemeVersion { observation, before, after } => {
                if let Some(observation) = observation_mut(project, *observation) {
                    observation.scheme_version = directed(*before, *after, back).1;
                }
            }
            Self::Judged { place, before, after } => {
                if let Some(track) = track_mut(project, *place) {
                    track.judged.clone_from(directed(before, after, back).1);
                }
            }
            Self::Samples { place, period, span, before, after } => {
                if let Some(track) = track_mut(project, *place) {
                    replace_within(&mut track.samples, *period, *span, directed(before, after, back).1);
                }
            }
            Self::Score { place, before, after } => {
                if let Some(track) = track_mut(project, *place) {
                    track.score.clone_from(directed(before, after, back).1);
                }
            }
            Self::Done { place, before, after } => {
                if let Some(track) = track_mut(project, *place) {
                    track.done = directed(*before, *after, back).1;
                }
            }
            Self::Assignment { observation, before, after } => {
                if let Some(observation) = observation_mut(project, *observation) {
                    observation.assignment.clone_from(directed(before, after, back).1);
                }
            }
            Self::Decision { observation, index, before, after } => {
                let (from, to) = directed(before, after, back);
                if let Some(consensus) = observation_mut(project, *observation).and_then(|of| of.consensus.as_mut()) {
                    swap_item(&mut consensus.log, *index, from.is_some(), to.as_ref());
                }
            }
            Self::NextId { before, after } => project.next_id = directed(*before, *after, back).1,
        }
    }
}

/// Replaces, takes out or puts in the item at an index.
fn swap_item<T: Clone>(items: &mut Vec<T>, index: usize, was_there: bool, to: Option<&T>) {
    match to {
        Some(to) if was_there => {
            if let Some(item) = items.get_mut(index) {
                item.clone_from(to);
            }
        }
        Some(to) => items.insert(index.min(items.len()), to.clone()),
        None if was_there && index < items.len() => drop(items.remove(index)),
        None => {}
    }
}

fn observation_mut(project: &mut Project, index: usize) -> Option<&mut Observation> {
    project.observations.get_mut(index)
}

fn session_mut(project: &mut Project, index: usize) -> Option<&mut Session> {
    project.sessions.get_mut(index)
}

fn track_mut(project: &mut Project, place: Place) -> Option<&mut Track> {
    observation_mut(project, place.observation)?.tracks.get_mut(place.track)
}

/// Puts `to` where `from` was and keeps the track sorted. Both are found by binary search: the id is part of the order.
fn swap_event(track: &mut Track, from: Option<&Event>, to: Option<&Event>) {
    let found = from.and_then(|from| track.events.binary_search_by_key(&sort_key(from), sort_key).ok());
    match (found, to) {
        (Some(index), Some(to)) if fits(track, index, to) => {
            track.events[index] = to.clone();
        }
        (found, to) => {
            if let Some(index) = found {
                track.events.remove(index);
            }
            if let Some(to) = to {
                let index = track.events.partition_point(|event| sort_key(event) < sort_key(to));
                track.events.insert(index, to.clone());
            }
        }
    }
}

/// Takes `from` out and puts `to` in, both in the track's order, in one walk through the track.
fn swap_events(track: &mut Track, from: &[Event], to: &[Event]) {
    let mut from = from.iter().peekable();
    let mut to = to.iter().peekable();
    let mut merged = Vec::with_capacity(track.events.len() + to.len());
    for event in mem::take(&mut track.events) {
        let key = sort_key(&event);
        while let Some(next) = to.next_if(|next| sort_key(next) < key) {
            merged.push(next.clone());
        }
        while from.next_if(|gone| sort_key(gone) < key).is_some() {}
        if from.next_if(|gone| sort_key(gone) == key).is_none() {
            merged.push(event);
        }
    }
    merged.extend(to.cloned());
    track.events = merged;
}

/// Whether `event` may stand at `index` without breaking the order; then nothing has to move.
fn fits(track: &Track, index: usize, event: &Event) -> bool {
    let key = sort_key(event);
    let after_previous = index == 0 || sort_key(&track.events[index - 1]) < key;
    after_previous && track.events.get(index + 1).is_none_or(|next| key < sort_key(next))
}

fn swap_open(track: &mut Track, from: Option<&OpenState>, to: Option<&OpenState>) {
    let found = from.and_then(|from| track.open.iter().position(|open| open.id == from.id));
    match (found, to) {
        (Some(index), Some(to)) => drop(mem::replace(&mut track.open[index], to.clone())),
        (Some(index), None) => drop(track.open.remove(index)),
        (None, Some(to)) => {
            // By id, so that undo gives back the very same list.
            let index = track.open.partition_point(|open| open.id < to.id);
            track.open.insert(index, to.clone());
        }
        (None, None) => {}
    }
}
