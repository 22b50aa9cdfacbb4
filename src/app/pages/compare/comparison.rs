//! The comparison that the page shows, and how it follows the project and the settings.

use super::Chosen;
use crate::analysis::compare::{
    Aligned, Between, Comparable, EventPair, Obstacle, Pieces, Report, Settings, event_pairs, report,
};
use crate::app::desk::Desk;
use crate::model::{ChannelId, Observation, ObservationId, Project};
use crate::platform::frame;
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
    fn of(project: &Project, settings: Settings) -> Result<Self, Obstacle> {
        let comparable = Comparable::of(project, &settings)?;
        let live = Settings { resamples: 0, ..settings.clone() };
        let report = report(&comparable, &live, &mut |_| true).unwrap_or_default();
        let pieces = comparable.channels.iter().map(|aligned| Pieces::of(aligned, &settings)).collect();
        Ok(Self { comparable, settings, report, pieces })
    }

    pub fn channel(&self, id: ChannelId) -> Option<(&Aligned, Option<&Pieces>)> {
        let place = self.comparable.channels.iter().position(|aligned| aligned.channel == id)?;
        Some((self.comparable.channels.get(place)?, self.pieces.get(place)?.as_ref()))
    }

    pub fn pairs(&self, channel: ChannelId, between: Between) -> Option<Vec<EventPair>> {
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
        self.channel(chosen.channel).is_some_and(|(aligned, pieces)| pieces.is_some() && has_code(aligned))
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

pub(super) fn compare(desk: Desk, settings: Settings) -> Result<Comparison, Obstacle> {
    let of = desk.shown(|shown| {
        // Who is to code blind does not see what others coded.
        if settings.codings.len() > 1 && shown.observation.is_blind() {
            return Err(Obstacle::Blind { coding: 0 });
        }
        if settings
            .codings
            .first()
            .and_then(|id| shown.project.observation(*id))
            .is_some_and(|of| of.session != shown.session.id)
        {
            return Err(Obstacle::OtherSession { coding: 0 });
        }
        Comparison::of(shown.project, settings)
    });
    of.unwrap_or(Err(Obstacle::NotThere))
}

/// The comparison, made anew in the frame after a change.
pub(super) fn live(desk: Desk, settings: Memo<Settings>) -> RwSignal<Result<Comparison, Obstacle>> {
    let result = RwSignal::new(compare(desk, settings.get_untracked()));
    let asked = StoredValue::new_local(false);
    Effect::new(move |before: Option<()>| {
        settings.track();
        desk.observation.track();
        let revisions = desk.revisions;
        for revision in [revisions.events, revisions.media, revisions.names, revisions.schemes, revisions.study] {
            revision.track();
        }
        if before.is_none() || asked.get_value() {
            return;
        }
        asked.set_value(true);
        frame::next_frame(move || {
            if asked.try_set_value(false).is_none()
                && let Some(settings) = settings.try_get_untracked()
            {
                result.try_set(compare(desk, settings));
            }
        });
    });
    result
}
