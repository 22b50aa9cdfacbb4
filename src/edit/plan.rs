//! From a command to the steps that carry it out, or a refusal. Reads the project, changes nothing.

use super::bounds::Bounds;
use super::marking::Lane;
use super::step::Piece;
use super::{
    Boundary, Command, Edit, MediaFile, Place, Refusal, Step, answering, batch, consensus, judging, marking, moving,
    rating, reshaping, scheme, scoring, signals, study, videos,
};
use crate::media::{FrameLayout, FrameRate};
use crate::model::{
    Channel, CodeId, Consensus, Event, EventId, Media, MediaId, Modified, Modifier, Observation, ObservationId,
    OpenState, Project, SessionId, Timing, Track,
};
use crate::time::{Millis, Span};

/// The longest reaction time that is taken for one.
const MAX_REACTION: Millis = Millis(2000);

/// Plans a command.
pub(super) fn plan(project: &Project, command: &Command) -> Result<Edit, Refusal> {
    let mut piece = None;
    let steps = match command {
        Command::RenameProject { name } => {
            vec![Step::ProjectName { before: project.name.clone(), after: named(name)? }]
        }
        Command::RenameSession { session, name } => {
            let session = session_index(project, *session)?;
            vec![Step::SessionName { session, before: project.sessions[session].name.clone(), after: named(name)? }]
        }
        Command::RenameCoder { coder, name } => {
            let coder = project.coders.iter().position(|c| c.id == *coder).ok_or(Refusal::NotThere)?;
            vec![Step::CoderName { coder, before: project.coders[coder].name.clone(), after: named(name)? }]
        }
        Command::SetVideo { session, file } => set_video(project, *session, file)?,
        Command::AddVideo { session, file, offset } => videos::add(project, *session, file, *offset)?,
        Command::ReplaceVideo { session, media, file } => videos::replace(project, *session, *media, file)?,
        Command::RemoveVideo { session, media, keep_window } => {
            videos::remove(project, *session, *media, *keep_window)?
        }
        Command::MoveVideo { session, media, to } => videos::shift(project, *session, *media, *to)?,
        Command::SetOffset { session, media, offset } => videos::set_offset(project, *session, *media, *offset)?,
        Command::SetAudible { session, media, audible } => {
            videos::change(project, *session, *media, |media| media.audible = *audible)?
        }
        Command::SetPicture { session, media, picture } => videos::set_picture(project, *session, *media, *picture)?,
        Command::AddSignal { session, source, details } => signals::add(project, *session, source, details)?,
        Command::RemoveSignal { session, signal } => signals::remove(project, *session, *signal)?,
        Command::ChangeSignal { session, signal, details } => {
            signals::set_details(project, *session, *signal, details)?
        }
        Command::SetFrameRate { session, media, rate, frames } => {
            set_frame_rate(project, *session, *media, *rate, *frames)?
        }
        Command::SetWindow { session, window } => {
            if window.is_some_and(|w| w.start() < Millis::ZERO || w.end() > Millis::MAX) {
                return Err(Refusal::OutOfRange);
            }
            let session = session_index(project, *session)?;
            vec![Step::Window { session, before: project.sessions[session].window, after: *window }]
        }
        Command::Mark { observation, channel, code, at } => {
            let target = Target::channel(project, *observation, *channel)?;
            target.has_code(*code)?;
            marking::mark(&target, *code, *at)?
        }
        Command::PlaceState { observation, channel, code, span } => {
            let target = Target::channel(project, *observation, *channel)?;
            target.has_code(*code)?;
            marking::place_state(&target, *code, *span)?
        }
        Command::Retime { observation, event, timing } => {
            moving::adjust(project, *observation, *event, *timing, Boundary::Normal)?
        }
        Command::RetimeOpen { observation, event, onset } => {
            let target = Target::event(project, *observation, *event)?;
            let open = target.track.open_state(*event).ok_or(Refusal::NotThere)?;
            target.in_window(*onset)?;
            if target.lane(open.code).last_end() > *onset {
                return Err(Refusal::Overlap);
            }
            vec![target.open(Some(open.clone()), Some(OpenState { onset: *onset, ..open.clone() }))]
        }
        Command::Adjust { observation, event, timing, boundary } => {
            moving::adjust(project, *observation, *event, *timing, *boundary)?
        }
        Command::ShiftEvents { observation, which, by, boundary, clip } => {
            moving::shift_events(project, *observation, which, *by, *boundary, *clip)?
        }
        Command::Split { observation, events, at } => reshaping::split(project, *observation, events, *at)?,
        Command::Merge { observation, events } => reshaping::merge(project, *observation, events)?,
        Command::CopyEvents { observation, events, channel, codes, over } => {
            batch::copy(project, *observation, events, *channel, codes, *over)?
        }
        Command::RecodeEvents { observation, events, code } => batch::recode(project, *observation, events, *code)?,
        Command::CommentEvents { observation, events, text, how } => {
            batch::comment(project, *observation, events, text, *how)?
        }
        Command::Recode { observation, event, code } => {
            let target = Target::event(project, *observation, *event)?;
            target.has_code(*code)?;
            recode(&target, *event, *code)?
        }
        Command::Comment { observation, event, text } => {
            let target = Target::event(project, *observation, *event)?;
            target.change(*event, |e| e.comment.clone_from(text), |o| o.comment.clone_from(text))
        }
        Command::Answer { observation, event, modifier, answer } => {
            answering::answer(&Target::event(project, *observation, *event)?, *event, *modifier, answer.as_ref())?
        }
        Command::Delete { observation, events } => batch::delete(project, *observation, events)?,
        Command::CutOff { observation, at } => cut_off(project, *observation, *at)?,
        Command::Judge { observation, channel, onset, codes } => {
            judging::judge(&Target::channel(project, *observation, *channel)?, *onset, codes)?
        }
        Command::Unjudge { observation, channel, onset } => {
            judging::unjudge(&Target::channel(project, *observation, *channel)?, *onset)?
        }
        Command::RecordSamples { observation, channel, onset, values, continues } => {
            let target = Target::channel(project, *observation, *channel)?;
            let (steps, span) = rating::record(&target, *onset, values)?;
            piece = Some(Piece { place: target.place, span, continues: *continues });
            steps
        }
        Command::EraseSamples { observation, channel, span } => {
            rating::erase(&Target::channel(project, *observation, *channel)?, *span)?
        }
        Command::Rate { observation, channel, score } => {
            scoring::rate(&Target::channel(project, *observation, *channel)?, score.as_ref())?
        }
        Command::SetDone { observation, channel, done } => {
            scoring::set_done(&Target::channel(project, *observation, *channel)?, *done)
        }
        Command::CloseGaps { observation, channel, code } => {
            scoring::close_gaps(project, *observation, *channel, *code)?
        }
        Command::SetEntryMode { observation, channel, entry } => {
            let target = Target::channel(project, *observation, *channel)?;
            vec![Step::Entry { place: target.place, before: target.track.entry, after: *entry }]
        }
        Command::SetReactionTime { observation, value } => {
            if *value < Millis::ZERO || *value > MAX_REACTION {
                return Err(Refusal::OutOfRange);
            }
            let index = observation_index(project, *observation)?;
            let before = project.observations[index].reaction_time;
            vec![Step::ReactionTime { observation: index, before, after: *value }]
        }
        Command::AddScheme { scheme } => scheme::add(project, scheme)?,
        Command::ChangeScheme { scheme, change } => scheme::change(project, *scheme, change)?,
        Command::RemoveScheme { scheme } => scheme::remove(project, *scheme)?,
        Command::AddSession { name, coder, scheme } => study::add_session(project, name, coder, *scheme)?,
        Command::StartObservation { session, coder, scheme, assignment } => {
            study::start_observation(project, *session, coder, *scheme, assignment.as_ref())?
        }
        Command::BeginConsensus { codings, coder, tolerance, edges } => {
            let (codings, log) = (codings.clone(), Vec::new());
            consensus::begin(project, &Consensus { codings, tolerance: *tolerance, edges: *edges, log }, coder)?
        }
        Command::Settle { observation, decision } => consensus::settle(project, *observation, decision)?,
        Command::RenewConsensus { observation } => consensus::renew(project, *observation)?,
        Command::RemoveObservation { observation } => study::remove_observation(project, *observation)?,
        Command::Submit { observation } => study::assign(project, *observation, |a| a.submitted = true)?,
        Command::Unblind { observation } => study::assign(project, *observation, |a| a.blind = false)?,
        Command::SetNotes { session, text } => study::set_notes(project, *session, text)?,
        Command::SetBookmarks { session, bookmarks } => study::set_bookmarks(project, *session, bookmarks)?,
        Command::SetUnscorable { session, stretches } => study::set_unscorable(project, *session, stretches)?,
    };
    Ok(Edit { steps: steps.into_iter().filter(changes).collect(), piece })
}

/// Whether a step does anything.
fn changes(step: &Step) -> bool {
    match step {
        Step::Event { before, after, .. } => before != after,
        Step::Events { before, after, .. } => before != after,
        Step::Open { before, after, .. } => before != after,
        Step::Entry { before, after, .. } => before != after,
        Step::ReactionTime { before, after, .. } => before != after,
        Step::Media { before, after, .. } => before != after,
        Step::Window { before, after, .. } => before != after,
        Step::ProjectName { before, after }
        | Step::SessionName { before, after, .. }
        | Step::CoderName { before, after, .. } => before != after,
        Step::Scheme { before, after, .. } => before != after,
        Step::Subject { before, after, .. } => before != after,
        Step::Coder { before, after, .. } => before != after,
        Step::Session { before, after, .. } => before != after,
        Step::Observation { before, after, .. } => before != after,
        Step::Judged { before, after, .. } => before != after,
        Step::Samples { before, after, .. } => before != after,
        Step::Score { before, after, .. } => before != after,
        Step::Done { before, after, .. } => before != after,
        Step::Assignment { before, after, .. } => before != after,
        Step::Decision { before, after, .. } => before != after,
        Step::SchemeVersion { before, after, .. } | Step::NextId { before, after } => before != after,
    }
}

/// The track that a command is about, with all that the rules need to know of its surroundings.
pub(super) struct Target<'a> {
    pub(super) track: &'a Track,
    pub(super) channel: &'a Channel,
    pub(super) place: Place,
    pub(super) window: Option<Span>,
    /// The stretches to be coded; empty for all of the window.
    pub(super) stretches: &'a [Span],
    pub(super) next_id: u32,
}

impl<'a> Target<'a> {
    fn new(project: &'a Project, observation: usize, track: usize) -> Result<Self, Refusal> {
        let place = Place { observation, track };
        let observation: &Observation = &project.observations[observation];
        by_hand(observation)?;
        let track = observation.tracks.get(track).ok_or(Refusal::NotThere)?;
        let scheme = project.scheme(observation.scheme).ok_or(Refusal::NotThere)?;
        let channel = scheme.channel(track.channel).ok_or(Refusal::NotThere)?;
        let Bounds { window, stretches } = Bounds::of(project, observation);
        Ok(Self { track, channel, place, window, stretches, next_id: project.next_id })
    }

    fn channel(project: &'a Project, id: ObservationId, channel: crate::model::ChannelId) -> Result<Self, Refusal> {
        let observation = observation_index(project, id)?;
        let tracks = &project.observations[observation].tracks;
        let track = tracks.iter().position(|track| track.channel == channel).ok_or(Refusal::NotThere)?;
        Self::new(project, observation, track)
    }

    fn event(project: &'a Project, id: ObservationId, event: EventId) -> Result<Self, Refusal> {
        let observation = observation_index(project, id)?;
        let holds = |track: &Track| track.event(event).is_some() || track.open_state(event).is_some();
        let track = project.observations[observation].tracks.iter().position(holds).ok_or(Refusal::NotThere)?;
        Self::new(project, observation, track)
    }

    pub(super) fn has_code(&self, code: CodeId) -> Result<(), Refusal> {
        self.channel.code(code).map(|_| ()).ok_or(Refusal::NotThere)
    }

    /// The states that a state of `code` may not overlap.
    pub(super) fn lane(&self, code: CodeId) -> Lane<'a> {
        Lane { track: self.track, code: (!self.channel.is_exclusive()).then_some(code) }
    }

    fn bounds(&self) -> Bounds<'a> {
        Bounds { window: self.window, stretches: self.stretches }
    }

    /// Whether a mark may be made at this moment.
    pub(super) fn in_window(&self, at: Millis) -> Result<(), Refusal> {
        self.bounds().begin(at)
    }

    /// Whether a state may end at this moment: the window's end itself is allowed.
    pub(super) fn ends_in_window(&self, end: Millis) -> Result<(), Refusal> {
        self.bounds().end(end)
    }

    pub(super) fn event_step(&self, before: Option<Event>, after: Option<Event>) -> Step {
        Step::Event { place: self.place, before, after }
    }

    pub(super) fn open(&self, before: Option<OpenState>, after: Option<OpenState>) -> Step {
        Step::Open { place: self.place, before, after }
    }

    /// Changes an event or open state in place.
    pub(super) fn change(&self, id: EventId, event: impl Fn(&mut Event), open: impl Fn(&mut OpenState)) -> Vec<Step> {
        if let Some(before) = self.track.event(id) {
            let mut after = before.clone();
            event(&mut after);
            return vec![self.event_step(Some(before.clone()), Some(after))];
        }
        self.track.open_state(id).map_or_else(Vec::new, |before| {
            let mut after = before.clone();
            open(&mut after);
            vec![self.open(Some(before.clone()), Some(after))]
        })
    }
}

pub(super) fn named(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() { Err(Refusal::BlankName) } else { Ok(name.to_owned()) }
}

pub(super) fn session_index(project: &Project, id: SessionId) -> Result<usize, Refusal> {
    project.sessions.iter().position(|session| session.id == id).ok_or(Refusal::NotThere)
}

pub(super) fn observation_index(project: &Project, id: ObservationId) -> Result<usize, Refusal> {
    project.observations.iter().position(|observation| observation.id == id).ok_or(Refusal::NotThere)
}

/// What is coded in a consensus follows from others, and is not changed by hand.
pub(super) fn by_hand(observation: &Observation) -> Result<(), Refusal> {
    if observation.consensus.is_some() { Err(Refusal::IsConsensus) } else { Ok(()) }
}

/// Gives out one id.
pub(super) fn take_id(next_id: &mut u32) -> Result<EventId, Refusal> {
    let id = EventId(*next_id);
    *next_id = next_id.checked_add(1).ok_or(Refusal::Full)?;
    Ok(id)
}

fn set_video(project: &Project, session: SessionId, file: &MediaFile) -> Result<Vec<Step>, Refusal> {
    if file.duration < Millis::ZERO || file.duration > Millis::MAX {
        return Err(Refusal::OutOfRange);
    }
    let session = session_index(project, session)?;
    let before = project.sessions[session].media.clone();
    let mut after = before.clone();
    let mut next_id = project.next_id;
    let (id, offset) = match before.first() {
        Some(old) => (old.id, old.offset),
        None => (MediaId(take_id(&mut next_id)?.0), Millis::ZERO),
    };
    let media = Media {
        id,
        file_name: file.file_name.clone(),
        fingerprint: file.fingerprint.clone(),
        duration: file.duration,
        frame_rate: file.frame_rate,
        frames: file.frames,
        offset,
        picture: before.first().map(|old| old.picture).unwrap_or_default(),
        audible: before.first().is_none_or(|old| old.audible),
    };
    match after.first_mut() {
        Some(first) => *first = media,
        None => after.push(media),
    }
    Ok(vec![Step::Media { session, before, after }, Step::NextId { before: project.next_id, after: next_id }])
}

fn set_frame_rate(
    project: &Project,
    session: SessionId,
    media: MediaId,
    rate: FrameRate,
    frames: FrameLayout,
) -> Result<Vec<Step>, Refusal> {
    videos::change(project, session, media, |media| {
        media.frame_rate = rate;
        media.frames = frames;
    })
}

fn recode(target: &Target, id: EventId, code: CodeId) -> Result<Vec<Step>, Refusal> {
    let lane = target.lane(code);
    if let Some(event) = target.track.event(id) {
        match event.timing {
            Timing::Point(at) if lane.has_point(at, id) => return Err(Refusal::AlreadyMarked),
            Timing::State(span) if lane.is_taken(span, id) => return Err(Refusal::Overlap),
            _ => {}
        }
    } else if let Some(open) = target.track.open_state(id) {
        let runs_already = lane.open().is_some_and(|other| other.id != id);
        if runs_already || lane.last_end() > open.onset {
            return Err(Refusal::Overlap);
        }
    }
    let channel = target.channel;
    Ok(target.change(
        id,
        |event| {
            event.code = code;
            keep_asked(channel, code, &mut event.modifiers);
        },
        |open| {
            open.code = code;
            keep_asked(channel, code, &mut open.modifiers);
        },
    ))
}

/// Lets answers go to questions that a code does not raise.
pub(super) fn keep_asked(channel: &Channel, code: CodeId, answers: &mut Vec<Modified>) {
    answers.retain(|answer| {
        let asked = |modifier: &Modifier| modifier.id == answer.modifier && modifier.applies_to(code);
        channel.modifiers.iter().any(asked)
    });
}

fn cut_off(project: &Project, observation: ObservationId, at: Millis) -> Result<Vec<Step>, Refusal> {
    if at < Millis::ZERO || at > Millis::MAX {
        return Err(Refusal::OutOfRange);
    }
    let index = observation_index(project, observation)?;
    let mut steps = Vec::new();
    for (track_index, track) in project.observations[index].tracks.iter().enumerate() {
        let place = Place { observation: index, track: track_index };
        for open in &track.open {
            let Some(span) = Span::new(open.onset, at) else { continue };
            steps.push(Step::Open { place, before: Some(open.clone()), after: None });
            let after = open.closed(span, true);
            steps.push(Step::Event { place, before: None, after: Some(after) });
        }
    }
    Ok(steps)
}
