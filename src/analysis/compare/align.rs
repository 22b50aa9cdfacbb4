//! From a project to codings side by side.
//!
//! Channels and codes of one scheme are the same by their ids; of two schemes, by their names, without regard to capitals, where partner and
//! kind are the same as well. What has no counterpart in the first coding is left out and noted.

use super::comparable::{Aligned, Coding, Comparable, Content, Grid, Note, Obstacle, Said, SessionScores};
use super::stretches::{common, length};
use super::{MAX_CODINGS, Settings};
use crate::analysis::agreement::Bout;
use crate::model::{
    Channel, ChannelId, ChannelKind, CodeId, CoderId, CodingScheme, EventId, Observation, ObservationId, Project,
    Session, SessionId, Timing, Track, to_be_coded, windows,
};
use crate::time::{Millis, Span};
use std::collections::{BTreeMap, BTreeSet};

impl Comparable {
    /// The codings that settings name, side by side.
    pub fn of(project: &Project, settings: &Settings) -> Result<Self, Obstacle> {
        if settings.codings.len() < 2 {
            return Err(Obstacle::TooFew);
        }
        if settings.codings.len() > MAX_CODINGS {
            return Err(Obstacle::TooMany);
        }
        let observations: Option<Vec<&Observation>> =
            settings.codings.iter().map(|id| project.observation(*id)).collect();
        let observations = observations.ok_or(Obstacle::NotThere)?;
        let schemes: Option<Vec<&CodingScheme>> = observations.iter().map(|of| project.scheme(of.scheme)).collect();
        let schemes = schemes.ok_or(Obstacle::NotThere)?;
        let session = project.session(observations[0].session).ok_or(Obstacle::NotThere)?;
        if let Some(coding) = observations.iter().position(|of| of.session != session.id) {
            return Err(Obstacle::OtherSession { coding });
        }
        if let Some(coding) = observations.iter().position(|of| of.is_blind()) {
            return Err(Obstacle::Blind { coding });
        }
        let mut notes = Vec::new();
        let session = &with_window(session, &observations, &mut notes)?;
        let window = session.coded_window().ok_or(Obstacle::NothingCoded)?;
        let to_code = |role| {
            let of = |observation: &&Observation| to_be_coded(session, observation.stretches(), role);
            observations.iter().map(of).reduce(|all, next| common(&all, &next)).unwrap_or_default()
        };
        let shared = observations.iter().map(|of| stretches_of(of, window));
        let shared = shared.reduce(|all, next| common(&all, &next)).unwrap_or_default();
        if shared.is_empty() {
            return Err(Obstacle::NoCommonTime);
        }
        for (coding, (observation, scheme)) in observations.iter().zip(&schemes).enumerate().skip(1) {
            if scheme.id != schemes[0].id {
                notes.push(Note::OtherScheme { coding });
            } else if observation.scheme_version != observations[0].scheme_version {
                notes.push(Note::OtherVersion { coding, version: observation.scheme_version });
            }
        }
        let mut channels = Vec::new();
        for channel in &schemes[0].channels {
            if !settings.channels.is_empty() && !settings.channels.contains(&channel.id) {
                continue;
            }
            let twins: Vec<Option<&Channel>> = schemes.iter().map(|scheme| twin(channel, schemes[0], scheme)).collect();
            if let Some(coding) = twins.iter().position(Option::is_none) {
                notes.push(Note::ChannelWithout { channel: channel.id, coding });
                continue;
            }
            let lanes = observations.iter().zip(twins.into_iter().flatten());
            let lanes: Vec<Lane> = lanes.map(|(observation, twin)| Lane::new(observation, channel, twin)).collect();
            let scorable = to_code(channel.role);
            if scorable.is_empty() {
                notes.push(Note::NothingScorable { channel: channel.id });
            } else if length(&scorable) < length(&shared) {
                let length = length(&shared) - length(&scorable);
                notes.push(Note::Unscorable { channel: channel.id, length });
            }
            let mut own = aligned(session, channel, &lanes, (scorable, &shared), window, &mut notes);
            if let Content::Scores { sessions } = &mut own.content {
                *sessions = scores(project, &observations, channel, schemes[0]);
            }
            channels.push(own);
        }
        if channels.is_empty() {
            return Err(Obstacle::NoCommonChannel);
        }
        let coding = |of: &&Observation| Coding { observation: of.id, coder: of.coder };
        Ok(Self { session: session.id, codings: observations.iter().map(coding).collect(), window, channels, notes })
    }
}

/// The session, with a window up to the last event if its length is not known.
fn with_window(session: &Session, of: &[&Observation], notes: &mut Vec<Note>) -> Result<Session, Obstacle> {
    let mut session = Session { signals: Vec::new(), ..session.clone() };
    if session.coded_window().is_none() {
        let tracks = || of.iter().flat_map(|observation| &observation.tracks);
        // A point takes up its millisecond.
        let events = tracks().flat_map(|track| &track.events).map(|event| event.timing.offset() + Millis(1));
        let open = tracks().flat_map(|track| &track.open).map(|open| open.onset + Millis(1));
        let end = events.chain(open).max().unwrap_or(Millis::ZERO);
        session.window = Span::new(Millis::ZERO, end);
        notes.push(Note::WindowFromEvents);
    }
    if session.coded_window().is_some() { Ok(session) } else { Err(Obstacle::NothingCoded) }
}

/// What a coding is about, of the coded window.
fn stretches_of(observation: &Observation, window: Span) -> Vec<Span> {
    match observation.stretches() {
        [] => vec![window],
        stretches => common(stretches, &[window]),
    }
}

/// The channel of another scheme that stands for this one.
pub(super) fn twin<'a>(channel: &Channel, own: &CodingScheme, other: &'a CodingScheme) -> Option<&'a Channel> {
    if own.id == other.id {
        return other.channel(channel.id);
    }
    let alike = |of: &&Channel| {
        of.role == channel.role && same_name(&of.name, &channel.name) && is_same_way(of.kind, channel.kind)
    };
    other.channels.iter().find(alike)
}

pub(super) fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Whether what is coded one way can be compared with what is coded another way.
fn is_same_way(one: ChannelKind, other: ChannelKind) -> bool {
    match (one, other) {
        (ChannelKind::Rating(one), ChannelKind::Rating(other)) => one.period == other.period,
        (ChannelKind::Global(_), ChannelKind::Global(_)) => true,
        _ => one == other,
    }
}

/// What one coder said in a channel, with the place of each code in the first coding's list.
struct Lane<'a> {
    track: Option<&'a Track>,
    places: BTreeMap<CodeId, usize>,
    twin: &'a Channel,
}

impl<'a> Lane<'a> {
    fn new(observation: &'a Observation, channel: &Channel, twin: &'a Channel) -> Self {
        let place = |code: &crate::model::Code| {
            let same = |own: &crate::model::Code| {
                if channel.id == twin.id { own.id == code.id } else { same_name(&own.label, &code.label) }
            };
            channel.codes.iter().position(same).map(|place| (code.id, place))
        };
        Self { track: observation.track(twin.id), places: twin.codes.iter().filter_map(place).collect(), twin }
    }

    fn judged(&self, windows: &[Span]) -> Vec<Option<Vec<usize>>> {
        let Some(track) = self.track else { return vec![None; windows.len()] };
        let judged = |window: &Span| {
            track.judged.binary_search(&window.start()).ok()?;
            let from = track.events.partition_point(|event| event.timing.onset() < window.start());
            let here = track.events[from..].iter().take_while(|event| event.timing.onset() == window.start());
            let mut codes: Vec<usize> = here.filter_map(|event| self.places.get(&event.code).copied()).collect();
            codes.sort_unstable();
            Some(codes)
        };
        windows.iter().map(judged).collect()
    }

    fn samples(&self, grid: Grid, scorable: &[Span], count: usize) -> Vec<Option<f64>> {
        let mut values = vec![None; count];
        for samples in self.track.iter().flat_map(|track| &track.samples) {
            for (nth, value) in samples.values.iter().zip(0_i64..).map(|(value, nth)| (nth, value)) {
                let at = samples.onset + Millis(nth * grid.period.0);
                let place = usize::try_from((at - grid.start).0 / grid.period.0.max(1)).ok();
                let slot = place.filter(|_| at >= grid.start).and_then(|place| values.get_mut(place));
                let next = scorable.partition_point(|span| span.end() <= at);
                if let (Some(slot), true) = (slot, scorable.get(next).is_some_and(|span| span.contains(at))) {
                    *slot = Some(value.as_f64());
                }
            }
        }
        values
    }
}

fn aligned(
    session: &Session,
    channel: &Channel,
    lanes: &[Lane],
    (scorable, shared): (Vec<Span>, &[Span]),
    window: Span,
    notes: &mut Vec<Note>,
) -> Aligned {
    let hull = scorable.first().zip(scorable.last()).and_then(|(first, last)| Span::new(first.start(), last.end()));
    let mut said = || -> Vec<Said> {
        let of = |(coding, lane): (usize, &Lane)| said(lane, coding, channel.id, (&scorable, window), notes);
        lanes.iter().enumerate().map(of).collect()
    };
    let content = match channel.kind {
        ChannelKind::State { exclusive } => Content::States { exclusive, said: said() },
        ChannelKind::Point => Content::Points { said: said() },
        ChannelKind::Interval(rule) => {
            // A window counts for all or for none: one that all were to judge, and could.
            let laid = windows(rule, session, channel.role, shared).into_iter().filter(|window| !window.is_unscorable);
            let windows: Vec<Span> = laid.map(|window| window.span).collect();
            let judged = lanes.iter().map(|lane| lane.judged(&windows)).collect();
            Content::Windows { windows, judged }
        }
        ChannelKind::Rating(scale) => {
            let period = Millis(scale.period.0.max(1));
            let start = hull.map_or(Millis::ZERO, |hull| Millis(hull.start().0.div_euclid(period.0) * period.0));
            let count = hull.map_or(0, |hull| usize::try_from((hull.end() - start).0 / period.0 + 1).unwrap_or(0));
            let grid = Grid { start, period };
            Content::Samples { grid, values: lanes.iter().map(|lane| lane.samples(grid, &scorable, count)).collect() }
        }
        // They take the whole project.
        ChannelKind::Global(_) => Content::Scores { sessions: Vec::new() },
    };
    let codes = channel.codes.iter().map(|code| code.id).collect();
    Aligned { channel: channel.id, role: channel.role, codes, scorable, content }
}

/// What the coders of these codings gave each session of the project in a channel of scores. In the session of the codings these count; in
/// others, the first coding of each coder that has the channel and is not blind. A session takes two.
fn scores(project: &Project, own: &[&Observation], channel: &Channel, scheme: &CodingScheme) -> Vec<SessionScores> {
    let value = |observation: &Observation| {
        let twin = twin(channel, scheme, project.scheme(observation.scheme)?)?;
        Some(observation.track(twin.id)?.score.as_ref()?.value.as_f64())
    };
    let of = |session: &Session| {
        let coding = |one: &&Observation| {
            if one.session == session.id {
                return Some((one.id, value(one)));
            }
            coded_by(project, session.id, one.coder, value).map(|(id, value)| (id, Some(value)))
        };
        let found: Vec<Option<(ObservationId, Option<f64>)>> = own.iter().map(coding).collect();
        SessionScores {
            session: session.id,
            codings: found.iter().map(|of| of.map(|(id, _)| id)).collect(),
            values: found.iter().map(|of| of.and_then(|(_, value)| value)).collect(),
        }
    };
    let all = project.sessions.iter().map(of);
    all.filter(|of| of.values.iter().flatten().count() > 1).collect()
}

/// The first coding of a session by a coder that is not blind and has something to be read, with that.
pub(super) fn coded_by<R>(
    project: &Project,
    session: SessionId,
    coder: CoderId,
    read: impl Fn(&Observation) -> Option<R>,
) -> Option<(ObservationId, R)> {
    let mut all = project.observations.iter().filter(|of| of.session == session && of.coder == coder && !of.is_blind());
    all.find_map(|of| Some((of.id, read(of)?)))
}

/// Events of one coder within the time compared.
fn said(
    lane: &Lane,
    coding: usize,
    channel: ChannelId,
    (scorable, window): (&[Span], Span),
    notes: &mut Vec<Note>,
) -> Said {
    let Some(track) = lane.track else {
        notes.push(Note::NoEvents { channel, coding });
        return Said::default();
    };
    let finished = track.events.iter().map(|event| (event.id, event.code, event.timing));
    let running = track.open.iter().filter_map(|open| {
        let span = Span::new(open.onset, window.end())?;
        Some((open.id, open.code, Timing::State(span)))
    });
    let mut bouts: Vec<(Bout, EventId)> = Vec::with_capacity(track.events.len());
    let (mut outside, mut without, mut unnamed) = (0, 0, BTreeSet::new());
    for (id, code, timing) in finished.chain(running) {
        let Some(place) = lane.places.get(&code) else {
            without += 1;
            unnamed.extend(lane.twin.code(code).map(|code| code.label.clone()));
            continue;
        };
        let span = match timing {
            Timing::State(span) => Some(span),
            Timing::Point(at) => Span::new(at, at + Millis(1)),
        };
        match span.and_then(|span| within(span, scorable)) {
            Some(span) => bouts.push((Bout { span, code: *place }, id)),
            None => outside += 1,
        }
    }
    bouts.sort_by_key(|(bout, id)| (bout.span.start(), bout.span.end(), *id));
    let codes: Vec<String> = unnamed.into_iter().collect();
    let found = [
        (without > 0).then_some(Note::CodesWithout { channel, coding, codes, events: without }),
        (!track.open.is_empty()).then_some(Note::OpenClosed { channel, coding, count: track.open.len() }),
        (outside > 0).then_some(Note::Outside { channel, coding, count: outside }),
        bouts.is_empty().then_some(Note::NoEvents { channel, coding }),
    ];
    notes.extend(found.into_iter().flatten());
    let (bouts, events) = bouts.into_iter().unzip();
    Said { bouts, events }
}

/// A span with its edges moved into the time compared; none if no moment of it lies there.
fn within(span: Span, scorable: &[Span]) -> Option<Span> {
    let first = scorable.get(scorable.partition_point(|of| of.end() <= span.start()))?;
    let last = scorable.get(scorable.partition_point(|of| of.start() < span.end()).checked_sub(1)?)?;
    Span::new(span.start().max(first.start()), span.end().min(last.end()))
}
