//! Every rule that a valid project keeps, each with a name.

mod details;

pub(crate) use details::are_apart;

use super::{Channel, CodeId, CodingScheme, Event, Observation, Project, Timing, Track};
use crate::time::Millis;
use std::collections::{HashMap, HashSet};

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
    /// Media offset, window, bookmark or the like is out of range or out of order, or a picture is shown in a way there is not.
    SessionTimesAreInRange,
    /// A scale is empty, a window too short, an anchor off its scale, or a rating has codes.
    ScalesAreSensible,
    /// A channel has a rule that its kind cannot have, or a default code that is not its own.
    ChannelRulesFit,
    /// A modifier without options, about codes of another channel, or an answer that it does not allow.
    ModifiersFit,
    /// A pass names a channel twice, or one that the scheme lacks.
    PassesNameChannels,
    /// Judged windows outside of an interval channel or not in order.
    JudgedWindowsFit,
    /// Samples outside of a rating channel, off its scale, off its period or overlapping.
    SamplesFit,
    /// A score outside of a global rating, or one that its scale does not allow.
    ScoresFit,
    /// A consensus of too few or too many codings, of itself, or with a time out of range.
    ConsensusIsSensible,
}

/// A rule that a project breaks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// Where, for someone who mends the file: names and ids.
    pub place: String,
}

/// How many violations are told. A hostile file may have millions.
pub const MAX_VIOLATIONS: usize = 100;

impl Project {
    /// Every place where the project breaks a rule, up to [`MAX_VIOLATIONS`]; empty for a valid one.
    ///
    /// Takes time in proportion to the project's size, however it is made up, since files from elsewhere are checked by it.
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Found(Vec::new());
        self.check_ids(&mut found);
        for scheme in &self.schemes {
            check_keys(scheme, &mut found);
            details::check_scheme(scheme, &mut found);
        }
        let subjects: HashSet<_> = self.subjects.iter().map(|subject| subject.id).collect();
        for session in &self.sessions {
            let place = || format!("session {}", quoted(&session.name));
            if session.subjects.iter().any(|id| !subjects.contains(id)) {
                found.add(Rule::ReferencesResolve, place);
            }
            let in_range = |at: Millis| -Millis::MAX.0 <= at.0 && at <= Millis::MAX;
            let media_fit =
                session.media.iter().all(|m| in_range(m.offset) && in_range(m.duration) && m.duration.0 >= 0);
            if !media_fit
                || !details::session_fits(session)
                || session.window.is_some_and(|w| w.start().0 < 0 || w.end() > Millis::MAX)
            {
                found.add(Rule::SessionTimesAreInRange, place);
            }
        }
        let sessions: HashSet<_> = self.sessions.iter().map(|session| session.id).collect();
        let coders: HashSet<_> = self.coders.iter().map(|coder| coder.id).collect();
        let schemes: HashMap<_, _> = self.schemes.iter().map(|scheme| (scheme.id, scheme)).collect();
        for observation in &self.observations {
            let scheme = schemes.get(&observation.scheme);
            if scheme.is_none() || !sessions.contains(&observation.session) || !coders.contains(&observation.coder) {
                found.add(Rule::ReferencesResolve, || format!("observation {}", observation.id.0));
            }
            if let Some(scheme) = scheme {
                check_observation(observation, scheme, &mut found);
            }
        }
        found.0
    }

    fn check_ids(&self, found: &mut Found) {
        let mut seen = HashSet::new();
        let mut check = |id: u32, place: &dyn Fn() -> String| {
            if !seen.insert(id) {
                found.add(Rule::IdsAreUnique, place);
            }
            if id >= self.next_id {
                found.add(Rule::IdsAreBelowNext, place);
            }
        };
        for subject in &self.subjects {
            check(subject.id.0, &|| format!("subject {}", subject.id.0));
        }
        for coder in &self.coders {
            check(coder.id.0, &|| format!("coder {}", quoted(&coder.name)));
        }
        for scheme in &self.schemes {
            check(scheme.id.0, &|| format!("scheme {}", quoted(&scheme.name)));
            for channel in &scheme.channels {
                check(channel.id.0, &|| format!("channel {}", quoted(&channel.name)));
                for code in &channel.codes {
                    check(code.id.0, &|| format!("code {} of channel {}", quoted(&code.label), quoted(&channel.name)));
                }
                for modifier in &channel.modifiers {
                    check(modifier.id.0, &|| format!("modifier {}", quoted(&modifier.name)));
                }
            }
        }
        for session in &self.sessions {
            check(session.id.0, &|| format!("session {}", quoted(&session.name)));
            for media in &session.media {
                check(media.id.0, &|| format!("media {}", quoted(&media.file_name)));
            }
            for signal in &session.signals {
                check(signal.id.0, &|| format!("signal {}", quoted(&signal.name)));
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
}

impl CodingScheme {
    /// Every rule that it breaks on its own; empty for one that a project can take in.
    pub fn violations(&self) -> Vec<Violation> {
        let alone = Project {
            uid: String::new(),
            name: String::new(),
            subjects: Vec::new(),
            coders: Vec::new(),
            schemes: vec![self.clone()],
            sessions: Vec::new(),
            observations: Vec::new(),
            next_id: u32::MAX,
        };
        alone.violations()
    }
}

fn check_observation(observation: &Observation, scheme: &CodingScheme, found: &mut Found) {
    let place = || format!("observation {}", observation.id.0);
    if observation.reaction_time.0 < 0 || observation.reaction_time > Millis(10_000) {
        found.add(Rule::TimesAreInRange, place);
    }
    if !observation.tracks.iter().map(|t| t.channel).eq(scheme.channels.iter().map(|c| c.id)) {
        found.add(Rule::TracksFollowScheme, place);
        return;
    }
    if let Some(assignment) = &observation.assignment {
        details::check_assignment(assignment, place, found);
    }
    if observation.consensus.as_ref().is_some_and(|of| !of.is_sensible() || of.codings.contains(&observation.id)) {
        found.add(Rule::ConsensusIsSensible, place);
    }
    for (track, channel) in observation.tracks.iter().zip(&scheme.channels) {
        check_track(track, channel, found);
        details::check_track(track, channel, found);
    }
}

fn check_keys(scheme: &CodingScheme, found: &mut Found) {
    let mut seen = HashSet::new();
    for code in scheme.channels.iter().flat_map(|channel| &channel.codes) {
        if code.key.as_ref().is_some_and(|key| !seen.insert(key)) {
            found.add(Rule::KeysAreDistinct, || {
                format!("code {} of scheme {}", quoted(&code.label), quoted(&scheme.name))
            });
        }
    }
}

fn check_track(track: &Track, channel: &Channel, found: &mut Found) {
    let in_range = details::in_session;
    let codes: HashSet<_> = channel.codes.iter().map(|code| code.id).collect();
    for event in &track.events {
        let place = || format!("event {} in channel {}", event.id.0, quoted(&channel.name));
        if !codes.contains(&event.code) {
            found.add(Rule::CodesBelongToChannel, place);
        }
        if channel.is_point() != matches!(event.timing, Timing::Point(_)) {
            found.add(Rule::TimingFitsChannel, place);
        }
        if !in_range(event.timing.onset()) || !in_range(event.timing.offset()) {
            found.add(Rule::TimesAreInRange, place);
        }
    }
    if !track.events.windows(2).all(|pair| sort_key(&pair[0]) <= sort_key(&pair[1])) {
        found.add(Rule::EventsAreSorted, || format!("channel {}", quoted(&channel.name)));
    }
    check_lanes(track, channel, found);
    for open in &track.open {
        let place = || format!("open state {} in channel {}", open.id.0, quoted(&channel.name));
        if !codes.contains(&open.code) {
            found.add(Rule::CodesBelongToChannel, place);
        }
        if channel.is_point() || !channel.is_marked() {
            found.add(Rule::TimingFitsChannel, place);
        }
        if !in_range(open.onset) {
            found.add(Rule::TimesAreInRange, place);
        }
    }
}

/// The events that may not overlap one another: all of an exclusive channel, or those of one code.
struct Lane {
    end: Millis,
    last_point: Option<Millis>,
    is_open: bool,
}

fn check_lanes(track: &Track, channel: &Channel, found: &mut Found) {
    let place = |id: u32| format!("event {id} in channel {}", quoted(&channel.name));
    let is_exclusive = channel.is_exclusive();
    let key = |code: CodeId| (!is_exclusive).then_some(code);
    let mut lanes = HashMap::new();
    let new = || Lane { end: Millis(i64::MIN), last_point: None, is_open: false };
    for event in &track.events {
        let lane = lanes.entry(key(event.code)).or_insert_with(new);
        match event.timing {
            Timing::State(span) => {
                if span.start() < lane.end {
                    found.add(Rule::StatesDoNotOverlap, || place(event.id.0));
                }
                lane.end = lane.end.max(span.end());
            }
            Timing::Point(at) => {
                if lane.last_point == Some(at) {
                    found.add(Rule::PointsAreDistinct, || place(event.id.0));
                }
                lane.last_point = Some(at);
            }
        }
    }
    for open in &track.open {
        let lane = lanes.entry(key(open.code)).or_insert_with(new);
        if lane.is_open || open.onset < lane.end {
            found.add(Rule::OpenStatesComeLast, || place(open.id.0));
        }
        lane.is_open = true;
    }
}

/// The order of events in a track.
pub(crate) fn sort_key(event: &Event) -> (Millis, Millis, super::EventId) {
    (event.timing.onset(), event.timing.offset(), event.id)
}

struct Found(Vec<Violation>);

impl Found {
    fn add(&mut self, rule: Rule, place: impl FnOnce() -> String) {
        if self.0.len() < MAX_VIOLATIONS {
            self.0.push(Violation { rule, place: place() });
        }
    }
}

/// A name, or the beginning of a long one, in quotes.
fn quoted(name: &str) -> String {
    format!("{:?}", name.chars().take(60).collect::<String>())
}
