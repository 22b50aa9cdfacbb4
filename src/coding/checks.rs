//! Checks of a channel against its own rules: states that are too short, stops that are too short to end a state, questions without an answer.

use crate::model::{Channel, CodeId, Event, EventId, Modified, Modifier, Observation, OpenState, Track};
use crate::time::Millis;
use std::collections::HashMap;

/// An event to look at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// Which.
    pub event: EventId,
    /// The state that the stop before it did not end; `None` where the event itself is what is found.
    pub before: Option<EventId>,
    /// Its code.
    pub code: CodeId,
    /// Where to look.
    pub at: Millis,
    /// How long the state, or the stop before it, lasts.
    pub length: Millis,
}

/// States that are shorter than the channel's shortest, in order. Those that the end of the coded window ended may be longer than is seen and
/// are left out.
pub fn too_short(channel: &Channel, track: &Track) -> Vec<Finding> {
    let Some(shortest) = channel.rules.shortest else { return Vec::new() };
    let short = |event: &Event| {
        let span = event.timing.span().filter(|span| span.duration() < shortest && !event.cut_off)?;
        Some(Finding { event: event.id, before: None, code: event.code, at: span.start(), length: span.duration() })
    };
    track.events.iter().filter_map(short).collect()
}

/// States that begin again after a stop that is too short to have ended them, in order: whatever lies between the two, the stop of the code is
/// what counts. A finding's moment is where the stop begins.
pub fn too_close(channel: &Channel, track: &Track) -> Vec<Finding> {
    let Some(bridge) = channel.rules.bridge else { return Vec::new() };
    let finished = track
        .events
        .iter()
        .filter_map(|event| event.timing.span().map(|span| (event.id, event.code, span.start(), Some(span.end()))));
    let running = track.open.iter().map(|open| (open.id, open.code, open.onset, None));
    let mut ended: HashMap<CodeId, (EventId, Millis)> = HashMap::new();
    let mut findings = Vec::new();
    for (event, code, onset, offset) in finished.chain(running) {
        if let Some((before, end)) = ended.get(&code).copied().filter(|(_, end)| onset - *end < bridge) {
            findings.push(Finding { event, before: Some(before), code, at: end, length: onset - end });
        }
        if let Some(offset) = offset {
            ended.insert(code, (event, offset));
        }
    }
    findings
}

/// The questions about an event that are due and have no answer. `running`: what is asked at the offset is not due yet.
pub fn unanswered<'a>(
    channel: &'a Channel,
    code: CodeId,
    answers: &'a [Modified],
    running: bool,
) -> impl Iterator<Item = &'a Modifier> {
    channel.modifiers.iter().filter(move |modifier| {
        modifier.applies_to(code)
            && !(running && modifier.ask == crate::model::Ask::Offset)
            && answers.iter().all(|answer| answer.modifier != modifier.id)
    })
}

/// Whether an event lacks an answer that is due.
fn lacks(channel: &Channel, event: &Event) -> bool {
    unanswered(channel, event.code, &event.modifiers, false).next().is_some()
}

/// The same of a state that runs.
fn running_lacks(channel: &Channel, open: &OpenState) -> bool {
    unanswered(channel, open.code, &open.modifiers, true).next().is_some()
}

/// The events that lack an answer that is due: moment and id, in order within each channel. Channels that ask nothing cost nothing.
pub fn lacking<'a>(
    channels: &'a [Channel],
    observation: &'a Observation,
) -> impl Iterator<Item = (Millis, EventId)> + 'a {
    let asking = channels.iter().filter(|channel| !channel.modifiers.is_empty());
    asking.flat_map(move |channel| {
        let track = observation.track(channel.id);
        let finished = track.into_iter().flat_map(|track| &track.events).filter(|event| lacks(channel, event));
        let running = track.into_iter().flat_map(|track| &track.open).filter(|open| running_lacks(channel, open));
        finished.map(|event| (event.timing.onset(), event.id)).chain(running.map(|open| (open.onset, open.id)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Answer, Ask, ChannelId, ChannelKind, ChannelRules, EntryMode, ModifierId, ModifierKind, Role, Timing,
    };
    use crate::time::Span;

    fn channel() -> Channel {
        let modifier = |id, ask, codes: &[u32]| Modifier {
            id: ModifierId(id),
            name: String::new(),
            kind: ModifierKind::Text,
            ask,
            pauses: false,
            codes: codes.iter().map(|code| CodeId(*code)).collect(),
        };
        Channel {
            modifiers: vec![
                modifier(90, Ask::Onset, &[1]),
                modifier(91, Ask::Offset, &[]),
                modifier(92, Ask::Later, &[2]),
            ],
            rules: ChannelRules { shortest: Some(Millis(1000)), bridge: Some(Millis(2000)), ..ChannelRules::default() },
            ..Channel::new(ChannelId(5), Role::Child, "Gaze", ChannelKind::State { exclusive: true })
        }
    }

    fn track(states: &[(u32, u32, i64, i64)]) -> Track {
        let state = |(id, code, start, end): &(u32, u32, i64, i64)| {
            let span = Span::new(Millis(*start), Millis(*end)).unwrap();
            Event::new(EventId(*id), CodeId(*code), Timing::State(span))
        };
        Track { events: states.iter().map(state).collect(), ..Track::new(ChannelId(5), EntryMode::Toggle) }
    }

    fn ids(findings: &[Finding]) -> Vec<(u32, i64, i64)> {
        findings.iter().map(|found| (found.event.0, found.at.0, found.length.0)).collect()
    }

    #[test]
    fn short_states_are_found_unless_the_window_cut_them() {
        let mut track = track(&[(10, 1, 0, 999), (11, 2, 1000, 2000), (12, 1, 2000, 2100), (13, 2, 9500, 10_000)]);
        track.events[3].cut_off = true;
        assert_eq!(ids(&too_short(&channel(), &track)), [(10, 0, 999), (12, 2000, 100)]);
        let lenient = Channel { rules: ChannelRules::default(), ..channel() };
        assert_eq!((too_short(&lenient, &track), too_close(&lenient, &track)), (vec![], vec![]));
    }

    #[test]
    fn a_state_that_stops_for_less_than_the_rule_has_not_ended() {
        // 1 stops for 1.5 s while 2 holds, then for 2 s; 2 never comes back in time.
        let mut track = track(&[(10, 1, 0, 1000), (11, 2, 1000, 2500), (12, 1, 2500, 4000), (13, 1, 6000, 7000)]);
        track.open = vec![OpenState::new(EventId(14), CodeId(1), Millis(7000))];
        let close = too_close(&channel(), &track);
        assert_eq!(ids(&close), [(12, 1000, 1500), (14, 7000, 0)]);
        assert_eq!(close.iter().map(|found| found.before).collect::<Vec<_>>(), [Some(EventId(10)), Some(EventId(13))]);
    }

    #[test]
    fn questions_that_are_due_and_open_are_found() {
        let mut track = track(&[(10, 1, 0, 1000), (11, 2, 1000, 2000), (12, 1, 2000, 3000)]);
        let answered = |id| Modified { modifier: ModifierId(id), answer: Answer::Text("x".into()) };
        track.events[0].modifiers = vec![answered(90), answered(91)];
        track.events[1].modifiers = vec![answered(91)];
        track.open = vec![OpenState::new(EventId(13), CodeId(1), Millis(3000))];
        track.open[0].modifiers = vec![answered(90)];
        let channel = channel();
        let due = |index: usize| {
            let event = &track.events[index];
            unanswered(&channel, event.code, &event.modifiers, false).map(|asked| asked.id.0).collect::<Vec<_>>()
        };
        assert_eq!((due(0), due(1), due(2)), (vec![], vec![92], vec![90, 91]));
        assert!(!running_lacks(&channel, &track.open[0]), "what is asked at the offset waits for it");
    }
}
