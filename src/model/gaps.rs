//! What of a channel without gaps is not coded yet.

use super::{Channel, Observation, Role, Session};
use crate::time::{Millis, Span};

/// How much of what is to be coded has a code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// How long what is to be coded lasts.
    pub asked: Millis,
    /// How much of it has a code.
    pub coded: Millis,
    /// What has none, in order and apart.
    pub gaps: Vec<Span>,
}

/// How far a channel of an observation is coded: of the coded window, or of the stretches that the observation is about, all but what cannot be
/// judged of the channel's partner. A state that runs counts up to the end.
///
/// Empty while the length of the session is not known. Takes time in proportion to the channel's events.
pub fn coverage(session: &Session, observation: &Observation, channel: &Channel) -> Coverage {
    let asked = to_be_coded(session, observation.stretches(), channel.role);
    let Some((track, end)) = observation.track(channel.id).zip(asked.last().map(|span| span.end())) else {
        return Coverage::default();
    };
    let running = track.open.iter().filter_map(|open| Span::new(open.onset, end));
    let states = track.events.iter().filter_map(|event| event.timing.span());
    let mut coded: Vec<Span> = states.chain(running).collect();
    // Sorted already but for what runs.
    coded.sort_by_key(|span| span.start());
    let gaps = without(&asked, &coded);
    let length = |spans: &[Span]| spans.iter().fold(Millis::ZERO, |sum, span| sum + span.duration());
    let whole = length(&asked);
    Coverage { asked: whole, coded: whole - length(&gaps), gaps }
}

/// The stretches that a coder is to judge a partner in, in order and apart.
pub fn to_be_coded(session: &Session, stretches: &[Span], role: Role) -> Vec<Span> {
    let Some(window) = session.coded_window() else { return Vec::new() };
    let asked: Vec<Span> = if stretches.is_empty() {
        vec![window]
    } else {
        stretches.iter().filter_map(|span| span.intersection(window)).collect()
    };
    let unscorable = session.unscorable.iter().filter(|stretch| stretch.role.is_none_or(|of| of == role));
    without(&asked, &unscorable.map(|stretch| stretch.span).collect::<Vec<_>>())
}

/// What is left of spans that are apart when others, by onset, are taken out.
fn without(spans: &[Span], taken: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    let mut first = 0;
    for span in spans {
        let mut from = span.start();
        // What ends before this span ends before all that follow, unless it is one of several that overlap; those are passed over below.
        while taken.get(first).is_some_and(|taken| taken.end() <= span.start()) {
            first += 1;
        }
        for taken in taken[first..].iter().take_while(|taken| taken.start() < span.end()) {
            left.extend(Span::new(from, taken.start()));
            from = from.max(taken.end());
        }
        left.extend(Span::new(from, span.end()));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Assignment, ChannelId, ChannelKind, CodeId, CoderId, EntryMode, Event, EventId, ObservationId, OpenState,
        SchemeId, SessionId, Timing, Track, Unscorable,
    };

    fn spans(of: &[(i64, i64)]) -> Vec<Span> {
        of.iter().map(|(start, end)| Span::new(Millis(*start), Millis(*end)).unwrap()).collect()
    }

    /// Gaps, and what is coded of what is asked, of a channel about the child in a session of 10 s.
    fn gaps(
        states: &[(i64, i64)],
        running: Option<i64>,
        unscorable: &[(i64, i64, Option<Role>)],
        stretches: &[(i64, i64)],
    ) -> (Vec<Span>, i64, i64) {
        let mut session = Session::new(SessionId(1), "s".into(), vec![]);
        session.window = Span::new(Millis(0), Millis(10_000));
        session.unscorable = unscorable
            .iter()
            .map(|(a, b, role)| Unscorable { span: spans(&[(*a, *b)])[0], role: *role, reason: String::new() })
            .collect();
        let channel = Channel::new(ChannelId(2), Role::Child, "Gaze", ChannelKind::State { exclusive: true });
        let mut track = Track::new(channel.id, EntryMode::Toggle);
        track.events = spans(states)
            .into_iter()
            .zip(10..)
            .map(|(span, id)| Event::new(EventId(id), CodeId(3), Timing::State(span)))
            .collect();
        track.open = running.map(|at| OpenState::new(EventId(9), CodeId(3), Millis(at))).into_iter().collect();
        let observation = Observation {
            id: ObservationId(4),
            session: session.id,
            coder: CoderId(5),
            scheme: SchemeId(6),
            scheme_version: 1,
            reaction_time: Millis::ZERO,
            tracks: vec![track],
            assignment: Some(Assignment { stretches: spans(stretches), ..Assignment::default() }),
            consensus: None,
        };
        let found = coverage(&session, &observation, &channel);
        (found.gaps, found.coded.0, found.asked.0)
    }

    #[test]
    fn what_lies_between_states_is_a_gap() {
        assert_eq!(gaps(&[], None, &[], &[]), (spans(&[(0, 10_000)]), 0, 10_000));
        assert_eq!(
            gaps(&[(1000, 2000), (2000, 3000), (5000, 9000)], None, &[], &[]),
            (spans(&[(0, 1000), (3000, 5000), (9000, 10_000)]), 6000, 10_000)
        );
        assert_eq!(gaps(&[(0, 10_000)], None, &[], &[]), (vec![], 10_000, 10_000));
    }

    #[test]
    fn a_running_state_leaves_none_after_it() {
        assert_eq!(gaps(&[(0, 1000)], Some(4000), &[], &[]), (spans(&[(1000, 4000)]), 7000, 10_000));
    }

    #[test]
    fn what_cannot_be_judged_is_no_gap() {
        let child = Some(Role::Child);
        assert_eq!(
            gaps(&[(0, 1000)], None, &[(500, 3000, child), (4000, 5000, Some(Role::Parent))], &[]),
            (spans(&[(3000, 10_000)]), 500, 7500)
        );
        // One within another, and one that reaches beyond both.
        assert_eq!(
            gaps(&[], None, &[(1000, 6000, None), (2000, 3000, child), (5000, 7000, child)], &[]),
            (spans(&[(0, 1000), (7000, 10_000)]), 0, 4000)
        );
    }

    #[test]
    fn only_the_stretches_of_a_second_coding_are_asked_for() {
        assert_eq!(
            gaps(&[(2000, 3000)], None, &[], &[(1000, 4000), (8000, 12_000)]),
            (spans(&[(1000, 2000), (3000, 4000), (8000, 10_000)]), 1000, 5000)
        );
        // An early long state must not be passed over for the second stretch.
        assert_eq!(gaps(&[(0, 9000)], None, &[], &[(1000, 4000), (8000, 10_000)]).0, spans(&[(9000, 10_000)]));
    }
}
