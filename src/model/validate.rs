//! Every rule that a valid project keeps, each with a name.

use super::{Channel, ChannelKind, CodingScheme, Event, Observation, Project, Timing, Track};
use crate::time::Millis;
use std::collections::HashSet;

/// A rule of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// An id is used twice.
    IdsAreUnique,
    /// An id is not below `next_id`, so it would be given out again.
    IdsAreBelowNext,
    /// An observation names a session, coder or scheme that the project lacks, or a session names a subject that it lacks.
    ReferencesResolve,
    /// An observation's tracks are not its scheme's channels in their order.
    TracksFollowScheme,
    /// An event has a code that its channel lacks.
    CodesBelongToChannel,
    /// A state lies in a point channel, or a point in a state channel.
    TimingFitsChannel,
    /// A time lies before the session's start or beyond [`Millis::MAX`].
    TimesAreInRange,
    /// A track's events are not sorted by onset, offset, id.
    EventsAreSorted,
    /// Two states of an exclusive channel, or two of one code in a free one, overlap.
    StatesDoNotOverlap,
    /// Two points of one code at one moment.
    PointsAreDistinct,
    /// More than one open state where only one may run, or an open state that begins before the end of what it would run into.
    OpenStatesComeLast,
    /// Two codes of a scheme have the same key.
    KeysAreDistinct,
    /// Media offset or window is out of range.
    SessionTimesAreInRange,
}

/// A rule that a project breaks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// Where, for someone who mends the file: names and ids.
    pub place: String,
}

impl Project {
    /// Every rule the project breaks; empty for a valid one.
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Found(Vec::new());
        self.check_ids(&mut found);
        for scheme in &self.schemes {
            check_keys(scheme, &mut found);
        }
        for session in &self.sessions {
            let place = || format!("session {:?}", session.name);
            if session.subjects.iter().any(|id| !self.subjects.iter().any(|subject| subject.id == *id)) {
                found.add(Rule::ReferencesResolve, place());
            }
            let in_range = |at: Millis| -Millis::MAX.0 <= at.0 && at <= Millis::MAX;
            let media_fit =
                session.media.iter().all(|m| in_range(m.offset) && in_range(m.duration) && m.duration.0 >= 0);
            if !media_fit || session.window.is_some_and(|w| w.start().0 < 0 || w.end() > Millis::MAX) {
                found.add(Rule::SessionTimesAreInRange, place());
            }
        }
        for observation in &self.observations {
            self.check_observation(observation, &mut found);
        }
        found.0
    }

    fn check_ids(&self, found: &mut Found) {
        let mut seen = HashSet::new();
        let mut check = |id: u32, place: &dyn Fn() -> String| {
            if !seen.insert(id) {
                found.add(Rule::IdsAreUnique, place());
            }
            if id >= self.next_id {
                found.add(Rule::IdsAreBelowNext, place());
            }
        };
        for subject in &self.subjects {
            check(subject.id.0, &|| format!("subject {}", subject.id.0));
        }
        for coder in &self.coders {
            check(coder.id.0, &|| format!("coder {:?}", coder.name));
        }
        for scheme in &self.schemes {
            check(scheme.id.0, &|| format!("scheme {:?}", scheme.name));
            for channel in &scheme.channels {
                check(channel.id.0, &|| format!("channel {:?}", channel.name));
                for code in &channel.codes {
                    check(code.id.0, &|| format!("code {:?} of channel {:?}", code.label, channel.name));
                }
            }
        }
        for session in &self.sessions {
            check(session.id.0, &|| format!("session {:?}", session.name));
            for media in &session.media {
                check(media.id.0, &|| format!("media {:?}", media.file_name));
            }
        }
        for observation in &self.observations {
            check(observation.id.0, &|| format!("observation {}", observation.id.0));
            for track in &observation.tracks {
                for id in track.events.iter().map(|e| e.id).chain(track.open.iter().map(|o| o.id)) {
                    check(id.0, &|| format!("event {}", id.0));
                }
            }
        }
    }

    fn check_observation(&self, observation: &Observation, found: &mut Found) {
        let place = || format!("observation {}", observation.id.0);
        let Some(scheme) = self.scheme(observation.scheme) else {
            found.add(Rule::ReferencesResolve, place());
            return;
        };
        if self.session(observation.session).is_none() || self.coder(observation.coder).is_none() {
            found.add(Rule::ReferencesResolve, place());
        }
        if observation.reaction_time.0 < 0 || observation.reaction_time > Millis(10_000) {
            found.add(Rule::TimesAreInRange, place());
        }
        if !observation.tracks.iter().map(|t| t.channel).eq(scheme.channels.iter().map(|c| c.id)) {
            found.add(Rule::TracksFollowScheme, place());
            return;
        }
        for (track, channel) in observation.tracks.iter().zip(&scheme.channels) {
            check_track(track, channel, found);
        }
    }
}

fn check_keys(scheme: &CodingScheme, found: &mut Found) {
    let mut seen = HashSet::new();
    for code in scheme.channels.iter().flat_map(|channel| &channel.codes) {
        if code.key.as_ref().is_some_and(|key| !seen.insert(key)) {
            found.add(Rule::KeysAreDistinct, format!("code {:?} of scheme {:?}", code.label, scheme.name));
        }
    }
}

fn check_track(track: &Track, channel: &Channel, found: &mut Found) {
    let in_range = |at: Millis| at >= Millis::ZERO && at <= Millis::MAX;
    for event in &track.events {
        let place = || format!("event {} in channel {:?}", event.id.0, channel.name);
        if channel.code(event.code).is_none() {
            found.add(Rule::CodesBelongToChannel, place());
        }
        if channel.is_point() != matches!(event.timing, Timing::Point(_)) {
            found.add(Rule::TimingFitsChannel, place());
        }
        if !in_range(event.timing.onset()) || !in_range(event.timing.offset()) {
            found.add(Rule::TimesAreInRange, place());
        }
    }
    if !track.events.windows(2).all(|pair| sort_key(&pair[0]) <= sort_key(&pair[1])) {
        found.add(Rule::EventsAreSorted, format!("channel {:?}", channel.name));
    }
    match channel.kind {
        ChannelKind::State { exclusive: true } => check_lane(track, None, channel, found),
        ChannelKind::State { exclusive: false } | ChannelKind::Point => {
            for code in &channel.codes {
                check_lane(track, Some(code.id), channel, found);
            }
        }
    }
    for open in &track.open {
        let place = || format!("open state {} in channel {:?}", open.id.0, channel.name);
        if channel.code(open.code).is_none() {
            found.add(Rule::CodesBelongToChannel, place());
        }
        if channel.is_point() {
            found.add(Rule::TimingFitsChannel, place());
        }
        if !in_range(open.onset) {
            found.add(Rule::TimesAreInRange, place());
        }
    }
}

/// Checks the events that may not overlap one another: all of an exclusive channel, or those of one code.
fn check_lane(track: &Track, code: Option<super::CodeId>, channel: &Channel, found: &mut Found) {
    let place = || format!("channel {:?}", channel.name);
    let mine = |id| code.is_none_or(|code| code == id);
    let mut end = Millis(i64::MIN);
    let mut last_point = None;
    for event in track.events.iter().filter(|event| mine(event.code)) {
        match event.timing {
            Timing::State(span) => {
                if span.start() < end {
                    found.add(Rule::StatesDoNotOverlap, format!("event {} in {}", event.id.0, place()));
                }
                end = end.max(span.end());
            }
            Timing::Point(at) => {
                if last_point == Some(at) {
                    found.add(Rule::PointsAreDistinct, format!("event {} in {}", event.id.0, place()));
                }
                last_point = Some(at);
            }
        }
    }
    let mut open = track.open.iter().filter(|open| mine(open.code));
    if open.next().is_some_and(|open| open.onset < end) || open.next().is_some() {
        found.add(Rule::OpenStatesComeLast, place());
    }
}

/// The order of events in a track.
pub(crate) fn sort_key(event: &Event) -> (Millis, Millis, super::EventId) {
    (event.timing.onset(), event.timing.offset(), event.id)
}

struct Found(Vec<Violation>);

impl Found {
    fn add(&mut self, rule: Rule, place: String) {
        self.0.push(Violation { rule, place });
    }
}
