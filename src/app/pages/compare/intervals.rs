//! Intervals of all numbers, computed beside the page when they are asked for: a thousand resamples are no work for a frame.

use super::comparison::Comparison;
use crate::analysis::compare::Report;
use crate::jobs::{News, Told, Work};
use crate::platform::worker::Worker;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// How far they are.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum State {
    /// Nobody asked.
    Unasked,
    /// So many thousandths are done.
    Running(u16),
    /// All numbers with their intervals.
    Done(Report),
    /// The worker could not be started, or stopped.
    Failed,
}

/// The handle. Copies all lead to the same.
#[derive(Clone, Copy)]
pub(super) struct Intervals {
    state: RwSignal<State>,
    worker: StoredValue<Option<Worker>, LocalStorage>,
}

impl Intervals {
    pub fn new() -> Self {
        let worker = StoredValue::new_local(None);
        on_cleanup(move || worker.dispose());
        Self { state: RwSignal::new(State::Unasked), worker }
    }

    /// How far they are; tracked.
    pub fn state(self) -> RwSignal<State> {
        self.state
    }

    /// Reads the numbers with their intervals, if they are there; tracked.
    pub fn with<R>(self, read: impl FnOnce(Option<&Report>) -> R) -> R {
        self.state.with(|state| match state {
            State::Done(report) => read(Some(report)),
            _ => read(None),
        })
    }

    /// Begins to compute them.
    pub fn ask(self, comparison: &Comparison) {
        let worker = Worker::start(move |_, told| self.hear(told), move || self.end_soon(Some(State::Failed)));
        let work = Work::Compare {
            comparable: Box::new(comparison.comparable.clone()),
            settings: Box::new(comparison.settings.clone()),
        };
        let is_asked = worker.as_ref().is_some_and(|worker| worker.begin(work, None).is_some());
        self.worker.set_value(worker);
        self.state.set(if is_asked { State::Running(0) } else { State::Failed });
    }

    /// Lets go of them, and of what is being computed.
    pub fn clear(self) {
        self.worker.try_set_value(None);
        if self.state.try_with_untracked(|state| *state != State::Unasked) == Some(true) {
            self.state.set(State::Unasked);
        }
    }

    fn hear(self, told: Told) {
        match told.news {
            News::Compared(report) => drop(self.state.try_set(State::Done(report))),
            News::Progress(Some(permille)) => {
                if self.state.try_with_untracked(|state| matches!(state, State::Running(_))) == Some(true) {
                    self.state.try_set(State::Running(permille));
                }
            }
            News::Done => self.end_soon(None),
            News::Progress(None) | News::Sound(_) => {}
        }
    }

    /// The worker is let go of once the event that told so is over, which is its own. One that was started since stays.
    fn end_soon(self, failed: Option<State>) {
        Timeout::new(0, move || {
            let is_running = self.state.try_with_untracked(|state| matches!(state, State::Running(_)));
            match (failed, is_running) {
                (Some(failed), Some(true)) => {
                    self.worker.try_set_value(None);
                    self.state.try_set(failed);
                }
                (None, Some(false)) => drop(self.worker.try_set_value(None)),
                _ => {}
            }
        })
        .forget();
    }
}
