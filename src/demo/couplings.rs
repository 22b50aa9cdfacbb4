//! The true couplings of the script as data: what a synchrony analysis of the demo should find.

use super::acts::{Act, Affect, ChildTouch, ChildVoice, Gaze, ParentVoice};
use crate::model::Role;
use crate::time::Millis;

/// A set of behaviors of one partner in one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behavior {
    /// Whose.
    pub role: Role,
    /// The channel's name in the scheme.
    pub channel: &'static str,
    /// Labels of codes; any of them counts.
    pub codes: Vec<&'static str>,
}

/// From which edge of the leading behavior the latency runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its onset.
    Onset,
    /// Its offset.
    Offset,
}

/// One behavior that is followed by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coupling {
    /// What comes first.
    pub leader: Behavior,
    /// Where the latency starts.
    pub edge: Edge,
    /// What begins after it.
    pub follower: Behavior,
    /// The shortest and the longest latency of an answer: all scripted ones lie within, and no accidental one does.
    pub within: (Millis, Millis),
    /// How many of the leader's events are answered.
    pub answered: usize,
    /// How many events the leader has.
    pub of: usize,
    /// The mean latency of the answered ones, rounded to the millisecond.
    pub latency: Millis,
}

/// Every coupling that repeats. All else in the script is uncoupled by design, or happens once.
pub fn all() -> [Coupling; 5] {
    let talk = || behavior(Role::Parent, "Vocalization", &[ParentVoice::InfantDirected, ParentVoice::AdultLike]);
    let sounds = || behavior(Role::Child, "Vocalization", &[ChildVoice::Babble, ChildVoice::Neutral, ChildVoice::Fuss]);
    let between = |shortest, longest| (Millis(shortest), Millis(longest));
    [
        Coupling {
            leader: behavior(Role::Parent, "Affect", &[Affect::Positive]),
            edge: Edge::Onset,
            follower: behavior(Role::Child, "Affect", &[Affect::Positive]),
            within: between(1000, 1400),
            answered: 9,
            of: 11,
            latency: Millis(1209),
        },
        Coupling {
            leader: behavior(Role::Parent, "Gaze", &[Gaze::Object]),
            edge: Edge::Onset,
            follower: behavior(Role::Child, "Gaze", &[Gaze::Object, Gaze::Shared]),
            within: between(800, 1000),
            answered: 7,
            of: 8,
            latency: Millis(926),
        },
        Coupling {
            leader: talk(),
            edge: Edge::Offset,
            follower: sounds(),
            within: between(700, 900),
            answered: 12,
            of: 18,
            latency: Millis(810),
        },
        Coupling {
            leader: sounds(),
            edge: Edge::Offset,
            follower: talk(),
            within: between(700, 900),
            answered: 13,
            of: 18,
            latency: Millis(785),
        },
        Coupling {
            leader: behavior(Role::Child, "Gaze", &[Gaze::Object]),
            edge: Edge::Onset,
            follower: behavior(Role::Child, "Touch", &[ChildTouch::Object]),
            within: between(700, 900),
            answered: 6,
            of: 6,
            latency: Millis(807),
        },
    ]
}

fn behavior<T: Act>(role: Role, channel: &'static str, acts: &[T]) -> Behavior {
    Behavior { role, channel, codes: acts.iter().map(|act| act.label(role)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::gold::{Lane, lanes};
    use crate::model::Timing;

    fn timings(behavior: &Behavior) -> Vec<Timing> {
        let mine = |lane: &Lane| lane.role == behavior.role && lane.channel == behavior.channel;
        let acts = lanes().into_iter().find(mine).expect("the channel is scripted").acts;
        acts.into_iter().filter(|(label, _)| behavior.codes.contains(label)).map(|(_, timing)| timing).collect()
    }

    #[test]
    fn the_script_has_the_stated_couplings() {
        for stated in all() {
            let onsets: Vec<Millis> = timings(&stated.follower).into_iter().map(Timing::onset).collect();
            let leaders = timings(&stated.leader);
            let latencies: Vec<i64> = leaders
                .iter()
                .filter_map(|timing| {
                    let edge = if stated.edge == Edge::Onset { timing.onset() } else { timing.offset() };
                    let answer = onsets.iter().map(|onset| *onset - edge);
                    answer
                        .into_iter()
                        .find(|latency| (stated.within.0..=stated.within.1).contains(latency))
                        .map(|l| l.0)
                })
                .collect();
            let count = i64::try_from(latencies.len()).unwrap();
            let mean = (latencies.iter().sum::<i64>() + count / 2) / count.max(1);
            let found =
                Coupling { answered: latencies.len(), of: leaders.len(), latency: Millis(mean), ..stated.clone() };
            assert_eq!(found, stated);
        }
    }

    #[test]
    fn the_parent_alone_leads_smiles() {
        let [smile, ..] = all();
        let follows = |first: &[Timing], second: &[Timing]| {
            let after = |a: &&Timing| second.iter().any(|b| (0..=2000).contains(&(b.onset() - a.onset()).0));
            first.iter().filter(after).count()
        };
        let (parent, child) = (timings(&smile.leader), timings(&smile.follower));
        assert_eq!((follows(&parent, &child), follows(&child, &parent)), (9, 0));
    }
}
