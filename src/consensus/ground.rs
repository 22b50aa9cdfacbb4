//! What a consensus stands on: the codings, and the time that all of them were to code.

use super::Obstacle;
use crate::model::{
    Channel, CodingScheme, Event, MAX_SETTLED, Observation, ObservationId, Project, Role, Session, Track, to_be_coded,
};
use crate::time::{Millis, Span};

pub(super) struct Ground<'a> {
    /// The session; its window ends with the last event where its length is not known.
    pub session: Session,
    pub scheme: &'a CodingScheme,
    pub observations: Vec<&'a Observation>,
    /// The stretches that all were to code; at least one.
    pub stretches: Vec<Span>,
    /// The same, if one of the codings is about parts of the session; else empty.
    pub parts: Vec<Span>,
}

impl<'a> Ground<'a> {
    pub fn of(project: &'a Project, codings: &[ObservationId]) -> Result<Self, Obstacle> {
        let distinct = codings.iter().enumerate().all(|(nth, id)| !codings[..nth].contains(id));
        if !(2..=MAX_SETTLED).contains(&codings.len()) || !distinct {
            return Err(Obstacle::NotTwoToSix);
        }
        let observations: Option<Vec<&Observation>> = codings.iter().map(|id| project.observation(*id)).collect();
        let observations = observations.ok_or(Obstacle::NotThere)?;
        let first = observations[0];
        if observations.iter().any(|of| of.session != first.session) {
            return Err(Obstacle::OtherSession);
        }
        if observations.iter().any(|of| of.scheme != first.scheme) {
            return Err(Obstacle::OtherScheme);
        }
        if observations.iter().any(|of| of.is_blind()) {
            return Err(Obstacle::Blind);
        }
        let scheme = project.scheme(first.scheme).ok_or(Obstacle::NotThere)?;
        let session = project.session(first.session).ok_or(Obstacle::NotThere)?;
        let mut session = Session { signals: Vec::new(), ..session.clone() };
        if session.coded_window().is_none() {
            session.window = Span::new(Millis::ZERO, last_moment(&observations));
        }
        let window = session.coded_window().ok_or(Obstacle::NoCommonTime)?;
        let mut stretches = vec![window];
        for of in observations.iter().filter(|of| !of.stretches().is_empty()) {
            let both =
                |span: &Span| of.stretches().iter().filter_map(|own| own.intersection(*span)).collect::<Vec<_>>();
            stretches = stretches.iter().flat_map(both).collect();
        }
        if stretches.is_empty() {
            return Err(Obstacle::NoCommonTime);
        }
        let parts = observations.iter().any(|of| !of.stretches().is_empty());
        Ok(Self { session, scheme, observations, parts: if parts { stretches.clone() } else { Vec::new() }, stretches })
    }

    /// The time that counts of a partner, in order and apart.
    pub fn scorable(&self, role: Role) -> Vec<Span> {
        to_be_coded(&self.session, &self.stretches, role)
    }

    /// What each coding has in a channel.
    pub fn tracks(&self, channel: &Channel) -> Vec<Option<&'a Track>> {
        self.observations.iter().map(|of| of.track(channel.id)).collect()
    }

    /// The states of a track in order of time; those that run end with the coded window.
    pub fn states(&self, track: Option<&Track>) -> Vec<Event> {
        let end = self.session.coded_window().map_or(Millis::ZERO, Span::end);
        let running = track.into_iter().flat_map(|track| &track.open);
        let running = running.filter_map(|open| Some(open.closed(Span::new(open.onset, end)?, true)));
        let mut all: Vec<Event> = track.into_iter().flat_map(|track| &track.events).cloned().chain(running).collect();
        all.sort_by_key(|event| (event.timing.onset(), event.timing.offset(), event.id));
        all
    }
}

/// The end of all that was coded; a point takes up its millisecond.
fn last_moment(observations: &[&Observation]) -> Millis {
    let tracks = || observations.iter().flat_map(|observation| &observation.tracks);
    let events = tracks().flat_map(|track| &track.events).map(|event| event.timing.offset() + Millis(1));
    let open = tracks().flat_map(|track| &track.open).map(|open| open.onset + Millis(1));
    // Of scores alone there is no length: any will do.
    events.chain(open).max().unwrap_or(Millis(1))
}
