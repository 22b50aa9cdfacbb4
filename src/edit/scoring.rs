//! What a coder says of a whole channel: a global rating, that it is gone through, that its gaps hold what holds by default.

use super::draft::{Draft, Ids};
use super::plan::Target;
use super::{Refusal, Step};
use crate::model::{ChannelId, CodeId, Event, Evidence, ObservationId, Project, Score, Timing, coverage};
use crate::time::{Millis, Span};

/// Gives a global rating, or takes it back. Evidence is put in order; of two notes on one moment both stay.
pub(super) fn rate(target: &Target, score: Option<&Score>) -> Result<Vec<Step>, Refusal> {
    let scale = target.channel.global().ok_or(Refusal::WrongKind)?;
    let after = score.cloned().map(|mut score| {
        score.evidence.sort_by_key(|evidence| evidence.at);
        score
    });
    let in_session = |evidence: &Evidence| Millis::ZERO <= evidence.at && evidence.at <= Millis::MAX;
    let fits = |score: &Score| scale.allows(score.value) && score.evidence.iter().all(in_session);
    if !after.as_ref().is_none_or(fits) {
        return Err(Refusal::OutOfRange);
    }
    Ok(vec![Step::Score { place: target.place, before: target.track.score.clone(), after }])
}

/// Marks a channel as gone through, or not.
pub(super) fn set_done(target: &Target, done: bool) -> Vec<Step> {
    vec![Step::Done { place: target.place, before: target.track.done, after: done }]
}

/// Fills the gaps of a channel with a code. A state of that code that a gap touches grows into it, so that no bout is cut in two.
pub(super) fn close_gaps(
    project: &Project,
    observation: ObservationId,
    channel: ChannelId,
    code: CodeId,
) -> Result<Vec<Step>, Refusal> {
    let coding = project.observation(observation).ok_or(Refusal::NotThere)?;
    let session = project.session(coding.session).ok_or(Refusal::NotThere)?;
    let mut draft = Draft::new(project, observation)?;
    let (index, channel, _) = draft.originals().find(|(_, own, _)| own.id == channel).ok_or(Refusal::NotThere)?;
    if !channel.is_marked() || channel.is_point() || !channel.is_exclusive() {
        return Err(Refusal::WrongKind);
    }
    channel.code(code).ok_or(Refusal::NotThere)?;
    let gaps = coverage(session, coding, channel).gaps;
    if gaps.is_empty() {
        return Ok(Vec::new());
    }
    let fillings = gaps.into_iter().map(|gap| Ok(Event::new(draft.take_id()?, code, Timing::State(gap))));
    let fillings: Vec<Event> = fillings.collect::<Result<_, Refusal>>()?;
    let filled = Ids::new(&fillings.iter().map(|event| event.id).collect::<Vec<_>>());
    let track = draft.track(index);
    let mut events = std::mem::take(&mut track.events);
    events.extend(fillings);
    events.sort_by_key(crate::model::sort_key);
    track.events = joined(events, code, &filled);
    // What runs begins earlier where the last gap leads up to it.
    for open in track.open.iter_mut().filter(|open| open.code == code) {
        if let Some(last) =
            track.events.pop_if(|last| last.code == code && last.timing.offset() == open.onset && filled.hold(last.id))
        {
            open.onset = last.timing.onset();
        }
    }
    Ok(draft.steps())
}

/// Joins fillings with the states of their code that they touch. The state that was there keeps its id, comment and answers; between two of
/// them, the first.
fn joined(events: Vec<Event>, code: CodeId, filled: &Ids) -> Vec<Event> {
    let mut whole: Vec<Event> = Vec::with_capacity(events.len());
    // Whether the last one grew by a filling at its end, so that the next may be joined to it.
    let mut grown = false;
    for event in events {
        let touches = whole.last().is_some_and(|last| {
            last.code == code && event.code == code && last.timing.offset() == event.timing.onset()
        });
        let is_filling = filled.hold(event.id);
        if let Some(last) = whole.last_mut().filter(|_| touches && (is_filling || grown)) {
            let span = Span::new(last.timing.onset(), event.timing.offset()).map(Timing::State);
            let timing = span.unwrap_or(last.timing);
            *last = if filled.hold(last.id) && !is_filling {
                Event { timing, ..event }
            } else {
                let comments = [last.comment.as_str(), &event.comment].into_iter().filter(|text| !text.is_empty());
                let comment = comments.collect::<Vec<_>>().join("; ");
                let modifiers = if last.modifiers.is_empty() { event.modifiers } else { last.modifiers.clone() };
                Event { timing, comment, modifiers, cut_off: event.cut_off, ..last.clone() }
            };
        } else {
            whole.push(event);
        }
        grown = is_filling;
    }
    whole
}
