//! The event tally: how often each code began, while it is coded.
//!
//! | number | formula | unit |
//! | --- | --- | --- |
//! | count | onsets of a code within W | 0 … |
//! | count so far | onsets of a code from the start of W up to and with the playhead | 0 … |
//! | rate so far | count so far / time from the start of W to the playhead | per minute |
//! | count in a window | onsets of a code within one of the windows of n s that W is divided into from its start; the last may be shorter | 0 … |
//!
//! W is the coded window. Counted are *onsets*: each point, each finished state and each state that still runs counts once, where it begins. A
//! state that began before W is not counted, unlike in the [time budget](super::budget), which counts bouts that share a moment with W. Without a
//! known window all onsets count.
//!
//! Undefined: the rate before W has begun to run ([`Undefined::NoWindow`]).
//!
//! **Cost.** The onsets of each code are kept in order. Reading a count takes log n time for n onsets; [`Tally::follow`] takes an edit in by moving
//! the onsets that it changed, and counts nothing anew.
//!
//! Event counts and rates are those of Bakeman & Quera (2011), *Sequential Analysis and Observational Methods for the Behavioral Sciences*,
//! chapter 9.

use super::describe::as_f64;
use super::{Defined, Undefined};
use crate::edit::{Edit, Step};
use crate::model::{CodeId, Observation};
use crate::time::{Millis, Span};
use std::collections::BTreeMap;

/// An onset that came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Of which code.
    pub code: CodeId,
    /// When.
    pub at: Millis,
    /// Whether it came.
    pub came: bool,
}

/// The onsets of every code of one coding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    onsets: BTreeMap<CodeId, Vec<Millis>>,
}

impl Tally {
    /// Counts a coding. Takes n · log n time.
    ///
    /// ```
    /// use attune::analysis::tally::Tally;
    /// use attune::model::{Event, EventId, NewProject, Project, Timing};
    /// use attune::time::{Millis, Span};
    ///
    /// let scheme = attune::schemes::by_name("Parent verbalizations").unwrap();
    /// let new = NewProject { uid: "u".into(), name: "n".into(), session: "s".into(), coder: "c".into(), scheme };
    /// let mut project = Project::new(new);
    /// let code = project.schemes[0].channels[0].codes[0].id;
    /// for (id, at) in [(1001, 10_000), (1002, 20_000), (1003, 100_000)] {
    ///     project.observations[0].tracks[0].events.push(Event::new(EventId(id), code, Timing::Point(Millis(at))));
    /// }
    ///
    /// let tally = Tally::of(&project.observations[0]);
    /// let window = Span::new(Millis(0), Millis(120_000));
    /// assert_eq!(tally.count(code, window), 3);
    /// assert_eq!(tally.rate(code, window, Millis(60_000)), Ok(2.0));
    /// ```
    pub fn of(observation: &Observation) -> Self {
        let mut onsets: BTreeMap<CodeId, Vec<Millis>> = BTreeMap::new();
        for track in &observation.tracks {
            let finished = track.events.iter().map(|event| (event.code, event.timing.onset()));
            for (code, at) in finished.chain(track.open.iter().map(|open| (open.code, open.onset))) {
                onsets.entry(code).or_default().push(at);
            }
        }
        // In order already but for what runs.
        for own in onsets.values_mut() {
            own.sort_unstable();
        }
        Self { onsets }
    }

    /// Takes in an edit of the coding at this place of the project, or the edit taken back, and tells which onsets moved. `None` for an edit that
    /// did more than that to codings, so that all must be counted anew.
    pub fn follow(&mut self, edit: &Edit, observation: usize, back: bool) -> Option<Vec<Moved>> {
        let mut moved = Vec::new();
        for step in &edit.steps {
            if matches!(step, Step::Observation { .. } | Step::Scheme { .. }) {
                return None;
            }
            if step.marks().is_some_and(|place| place.observation == observation) {
                onsets_of(step, back, &mut moved);
            }
        }
        for change in &moved {
            self.shift(*change);
        }
        Some(moved)
    }

    fn shift(&mut self, moved: Moved) {
        let own = self.onsets.entry(moved.code).or_default();
        shift(own, moved);
    }

    /// The onsets of a code, in order.
    pub fn onsets(&self, code: CodeId) -> &[Millis] {
        self.onsets.get(&code).map(Vec::as_slice).unwrap_or_default()
    }

    /// How often a code began within a stretch; ever, without one.
    pub fn count(&self, code: CodeId, within: Option<Span>) -> usize {
        let own = self.onsets(code);
        let before = |at: Millis| own.partition_point(|onset| *onset < at);
        within.map_or(own.len(), |within| before(within.end()) - before(within.start()))
    }

    /// How often a code began per minute, from the start of the coded window up to the playhead.
    pub fn rate(&self, code: CodeId, window: Option<Span>, playhead: Millis) -> Defined<f64> {
        let so_far = so_far(window, playhead).ok_or(Undefined::NoWindow)?;
        // An onset at the playhead was made there.
        let counted = Span::new(so_far.start(), so_far.end() + Millis(1));
        Ok(as_f64(self.count(code, counted)) / (so_far.duration().as_f64() / 60_000.0))
    }
}

/// Puts an onset into a list that is in order, or takes it out.
pub(super) fn shift(onsets: &mut Vec<Millis>, moved: Moved) {
    let place = onsets.partition_point(|onset| *onset < moved.at);
    if moved.came {
        onsets.insert(place, moved.at);
    } else if onsets.get(place) == Some(&moved.at) {
        onsets.remove(place);
    }
}

/// What of the coded window lies behind the playhead.
fn so_far(window: Option<Span>, playhead: Millis) -> Option<Span> {
    window.and_then(|window| Span::new(window.start(), playhead.min(window.end())))
}

/// The window of n s that a moment lies in, of those that the coded window is divided into from its start; cut where that ends.
pub fn window_at(window: Option<Span>, length: Millis, at: Millis) -> Option<Span> {
    let window = window.filter(|window| length.0 > 0 && window.contains(at))?;
    let index = (at - window.start()).0 / length.0;
    let start = window.start() + Millis(index * length.0);
    Span::new(start, (start + length).min(window.end()))
}

fn onsets_of(step: &Step, back: bool, moved: &mut Vec<Moved>) {
    let mut push = |code, at, came: bool| moved.push(Moved { code, at, came: came != back });
    match step {
        Step::Event { before, after, .. } => {
            for (event, came) in [(before, false), (after, true)] {
                if let Some(event) = event {
                    push(event.code, event.timing.onset(), came);
                }
            }
        }
        Step::Events { before, after, .. } => {
            for (events, came) in [(before, false), (after, true)] {
                for event in events {
                    push(event.code, event.timing.onset(), came);
                }
            }
        }
        Step::Open { before, after, .. } => {
            for (open, came) in [(before, false), (after, true)] {
                if let Some(open) = open {
                    push(open.code, open.onset, came);
                }
            }
        }
        _ => {}
    }
}
