//! The gold coding: the script, written as a coder would mark it.

use super::acts::{Act, Bout};
use super::script;
use crate::model::{Channel, CodeId, Event, EventId, Role, Timing, Track};
use crate::time::Span;

/// What the script says about one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Whom the channel is about.
    pub role: Role,
    /// The channel's name in the scheme.
    pub channel: &'static str,
    /// The label of each behavior's code, and when, by onset.
    pub acts: Vec<(&'static str, Timing)>,
}

/// The whole script, a lane for each channel of the scheme in its order.
pub fn lanes() -> [Lane; 10] {
    use Role::{Child, Parent};
    let contacts = script::CHILD_TOUCH.iter().map(|c| (c.act.label(Child), Timing::Point(start(c.at))));
    [
        lane(Parent, "Gaze", script::PARENT_GAZE),
        lane(Parent, "Affect", script::PARENT_AFFECT),
        lane(Parent, "Vocalization", script::PARENT_VOICE),
        lane(Parent, "Touch", script::PARENT_TOUCH),
        lane(Parent, "Posture", script::PARENT_POSTURE),
        lane(Child, "Gaze", script::CHILD_GAZE),
        lane(Child, "Affect", script::CHILD_AFFECT),
        lane(Child, "Vocalization", script::CHILD_VOICE),
        Lane { role: Child, channel: "Touch", acts: contacts.collect() },
        lane(Child, "Posture", script::CHILD_POSTURE),
    ]
}

fn start(frame: u32) -> crate::time::Millis {
    script::FRAME_RATE.frame_start(frame.into())
}

fn lane<T: Act>(role: Role, channel: &'static str, bouts: &[Bout<T>]) -> Lane {
    let timed = |bout: &Bout<T>| {
        let span = Span::new(start(bout.from), start(bout.to))?;
        Some((bout.act.label(role), Timing::State(span)))
    };
    Lane { role, channel, acts: bouts.iter().filter_map(timed).collect() }
}

/// The script's track for a channel of the scheme; its events get ids from `take`.
pub(super) fn track(channel: &Channel, take: &mut impl FnMut() -> u32) -> Track {
    let code =
        |label: &str| -> Option<CodeId> { channel.codes.iter().find(|code| code.label == label).map(|code| code.id) };
    let acts = lanes().into_iter().filter(|lane| lane.role == channel.role && lane.channel == channel.name);
    let mut track = Track::new(channel.id, channel.entry);
    track.events = acts
        .flat_map(|lane| lane.acts)
        .filter_map(|(label, timing)| Some((code(label)?, timing)))
        .map(|(code, timing)| event(take(), code, timing))
        .collect();
    track
}

/// A finished event without comment.
pub(super) fn event(id: u32, code: CodeId, timing: Timing) -> Event {
    Event::new(EventId(id), code, timing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schemes::dyadic_micro;
    use crate::time::Millis;

    #[test]
    fn the_gold_coding_is_the_script() {
        let scheme = dyadic_micro();
        for (lane, channel) in lanes().iter().zip(&scheme.channels) {
            assert_eq!((lane.role, lane.channel), (channel.role, channel.name.as_str()));
            let mut ids = 1000..;
            let track = track(channel, &mut || ids.next().unwrap());
            let label = |event: &Event| channel.code(event.code).unwrap().label.clone();
            let marked: Vec<(String, Timing)> = track.events.iter().map(|e| (label(e), e.timing)).collect();
            let scripted: Vec<(String, Timing)> = lane.acts.iter().map(|(l, t)| ((*l).to_owned(), *t)).collect();
            assert_eq!(marked, scripted, "{}", lane.channel);
        }
    }

    #[test]
    fn gaze_affect_and_posture_are_scripted_without_gaps() {
        for lane in lanes().iter().filter(|lane| ["Gaze", "Affect", "Posture"].contains(&lane.channel)) {
            let mut at = Millis::ZERO;
            for (label, timing) in &lane.acts {
                assert_eq!(timing.onset(), at, "{label}");
                at = timing.offset();
            }
            assert_eq!(at, script::DURATION);
        }
    }

    #[test]
    fn no_behavior_lasts_less_than_half_a_second() {
        for (label, timing) in lanes().iter().flat_map(|lane| &lane.acts) {
            assert!(timing.span().is_none_or(|span| span.duration() >= Millis(500)), "{label} at {}", timing.onset());
        }
    }

    #[test]
    fn the_length_is_a_whole_number_of_frames() {
        assert_eq!(start(script::FRAMES), script::DURATION);
    }
}
