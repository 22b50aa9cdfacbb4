//! The comparison that the page shows, and how it follows the project and the settings.

use super::Chosen;
use crate::analysis::Defined;
use crate::analysis::compare::{
    Aligned, Between, Comparable, EventPair, Obstacle, Pieces, Report, Reporter, Settings, event_pairs,
};
use crate::app::desk::Desk;
use crate::model::{ChannelId, Observation, ObservationId, Project};
use crate::platform::{frame, page};
use leptos::prelude::*;

/// Codings side by side, with all that the page shows of them.
pub(super) struct Comparison {
    pub comparable: Comparable,
    pub settings: Settings,
    /// The numbers, without intervals.
    pub report: Report,
    /// What all said in each channel.
    pub pieces: Vec<Option<Pieces>>,
}

impl Comparison {
    pub fn channel(&self, id: ChannelId) -> Option<(&Aligned, Option<&Pieces>)> {
        let place = self.comparable.channels.iter().position(|aligned| aligned.channel == id)?;
        Some((self.comparable.channels.get(place)?, self.pieces.get(place)?.as_ref()))
    }

    pub fn pairs(&self, channel: ChannelId, between: Between) -> Option<Defined<Vec<EventPair>>> {
        let Between::Pair(i, j) = between else { return None };
        event_pairs(self.channel(channel)?.0, (i, j), &self.settings)
    }

    /// Whose agreement a channel's own row is about.
    pub fn between(&self) -> Between {
        if self.comparable.codings.len() > 2 { Between::All } else { Between::Pair(0, 1) }
    }

    /// Whether there is such a row.
    pub fn has(&self, chosen: &Chosen) -> bool {
        let has_code = |aligned: &Aligned| chosen.code.is_none_or(|code| code < aligned.codes.len());
        self.channel(chosen.channel).is_some_and(|(aligned, _)| has_code(aligned))
            && Between::all(self.comparable.codings.len()).contains(&chosen.between)
    }
}

/// The codings of the session that is shown; those that are blind and not handed in come last.
pub(super) fn codings(project: &Project, shown: &Observation) -> Vec<(ObservationId, bool)> {
    let own = project.observations.iter().filter(|other| other.session == shown.session);
    let mut all: Vec<(ObservationId, bool)> = own.map(|other| (other.id, other.is_blind())).collect();
    all.sort_by_key(|(_, is_blind)| *is_blind);
    all
}

/// Settings with their codings: the first two of the session where they name none.
pub(super) fn meant(desk: Desk, mut asked: Settings) -> Settings {
    if asked.codings.is_empty() {
        let first = desk.shown(|shown| codings(shown.project, shown.observation));
        asked.codings = first.unwrap_or_default().into_iter().take(2).map(|(id, _)| id).collect();
    }
    asked
}

/// How long a comparison is made at a time, in milliseconds: what else a frame of the page has to do has room beside it. A step of its own takes
/// some milliseconds at most.
const TURN_MS: f64 = 10.0;

/// A comparison in the making.
struct Making {
    settings: Settings,
    reporter: Reporter<Comparable>,
    pieces: Vec<Option<Pieces>>,
}

impl Making {
    /// Of the project as it is now.
    fn begin(desk: Desk, settings: Settings) -> Result<Self, Obstacle> {
        let of = desk.shown(|shown| {
            // Who is to code blind does not see what others coded.
            if settings.codings.len() > 1 && shown.observation.is_blind() {
                return Err(Obstacle::Blind { coding: 0 });
            }
            let first = settings.codings.first().and_then(|id| shown.project.observation(*id));
            if first.is_some_and(|of| of.session != shown.session.id) {
                return Err(Obstacle::OtherSession { coding: 0 });
            }
            let comparable = Comparable::of(shown.project, &settings)?;
            let live = Settings { resamples: 0, ..settings.clone() };
            Ok(Self { settings, reporter: Reporter::new(comparable, live), pieces: Vec::new() })
        });
        of.unwrap_or(Err(Obstacle::NotThere))
    }

    /// Goes on for a moment; whether there is more to do.
    fn step(&mut self) -> bool {
        if let Some(aligned) = self.reporter.comparable().channels.get(self.pieces.len()) {
            self.pieces.push(Pieces::of(aligned, &self.settings));
            return true;
        }
        self.reporter.step()
    }

    fn into_comparison(self) -> Comparison {
        let (comparable, report) = self.reporter.into_report();
        Comparison { comparable, settings: self.settings, report, pieces: self.pieces }
    }
}

/// What is shown: the comparison, or why there is none; `None` as the reason says that the first one is still being made.
pub(super) type Outcome = Result<Comparison, Option<Obstacle>>;

/// A comparison that follows the project and the settings. Copies all lead to the same.
///
/// One that is under way when something changes is finished and shown before the next is begun: else nothing would be seen while an edge is
/// dragged.
#[derive(Clone, Copy)]
pub(super) struct Live {
    desk: Desk,
    settings: Memo<Settings>,
    result: RwSignal<Outcome>,
    is_behind: RwSignal<bool>,
    making: StoredValue<Option<Making>, LocalStorage>,
    /// Whether something changed since the one under way was begun.
    asked: StoredValue<bool, LocalStorage>,
    /// Whether a frame is asked for.
    turns: StoredValue<bool, LocalStorage>,
}

impl Live {
    /// Begins to follow.
    pub fn new(desk: Desk, settings: Memo<Settings>) -> Self {
        let own = Self {
            desk,
            settings,
            result: RwSignal::new(Err(None)),
            is_behind: RwSignal::new(true),
            making: StoredValue::new_local(None),
            asked: StoredValue::new_local(true),
            turns: StoredValue::new_local(false),
        };
        // A small comparison is there at once.
        own.turn();
        Effect::new(move |before: Option<()>| {
            settings.track();
            desk.observation.track();
            let revisions = desk.revisions;
            for revision in [revisions.events, revisions.media, revisions.names, revisions.schemes, revisions.study] {
                revision.track();
            }
            if before.is_some() {
                own.asked.set_value(true);
                own.is_behind.set(true);
                own.go_on();
            }
        });
        own
    }

    /// The comparison.
    pub fn result(self) -> RwSignal<Outcome> {
        self.result
    }

    /// Whether what is shown is about to be replaced; tracked.
    pub fn is_behind(self) -> bool {
        self.is_behind.get()
    }

    /// Asks for a turn in the next frame, once.
    fn go_on(self) {
        if self.turns.try_update_value(|turns| !std::mem::replace(turns, true)) == Some(true) {
            frame::next_frame(move || {
                if self.turns.try_set_value(false).is_none() {
                    self.turn();
                }
            });
        }
    }

    fn turn(self) {
        let until = page::performance_now() + TURN_MS;
        let step = move |making: &mut Option<Making>| -> Option<Outcome> {
            let goes_on = making.as_mut().map(Making::step);
            match goes_on {
                Some(true) => None,
                Some(false) => making.take().map(|done| Ok(done.into_comparison())),
                None => match Making::begin(self.desk, self.settings.try_get_untracked()?) {
                    Ok(begun) => {
                        *making = Some(begun);
                        None
                    }
                    Err(obstacle) => Some(Err(Some(obstacle))),
                },
            }
        };
        loop {
            let is_idle = self.making.try_with_value(Option::is_none);
            let is_asked = self.asked.try_get_value();
            match (is_idle, is_asked) {
                (Some(true), Some(true)) => {
                    self.asked.try_set_value(false);
                }
                (Some(false), Some(_)) => {}
                (Some(true), Some(false)) => {
                    self.is_behind.try_set(false);
                    return;
                }
                _ => return,
            }
            if let Some(Some(outcome)) = self.making.try_update_value(step) {
                self.result.try_set(outcome);
            }
            if page::performance_now() >= until {
                return self.go_on();
            }
        }
    }
}
