//! How many disagreements were settled which way.

use super::Survey;
use crate::model::{ChannelId, Choice, ObservationId};

/// The disagreements of a channel by what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ways {
    /// Which channel.
    pub channel: ChannelId,
    /// For each coding, how many were settled as it has it.
    pub codings: Vec<usize>,
    /// How many were settled otherwise.
    pub other: usize,
    /// How many were skipped.
    pub skipped: usize,
    /// How many are not decided.
    pub open: usize,
    /// How many edges, and points, were apart within the tolerance and taken unasked.
    pub met: usize,
}

impl Ways {
    /// All disagreements.
    pub fn total(&self) -> usize {
        self.codings.iter().sum::<usize>() + self.other + self.skipped + self.open
    }
}

/// What became of the disagreements of each channel, in the scheme's order.
pub fn report(survey: &Survey, codings: &[ObservationId]) -> Vec<Ways> {
    let ways = |surveyed: &super::Surveyed| {
        let mut ways = Ways {
            channel: surveyed.channel,
            codings: vec![0; codings.len()],
            other: 0,
            skipped: 0,
            open: 0,
            met: surveyed.met,
        };
        for question in &surveyed.questions {
            match question.settled.as_ref().and_then(|decision| decision.choice.as_ref()) {
                Some(Choice::Coding(coding)) => {
                    let place = codings.iter().position(|id| id == coding);
                    if let Some(count) = place.and_then(|place| ways.codings.get_mut(place)) {
                        *count += 1;
                    }
                }
                Some(Choice::Codes(_) | Choice::Value(_)) => ways.other += 1,
                Some(Choice::Skipped) => ways.skipped += 1,
                None => ways.open += 1,
            }
        }
        ways
    };
    survey.channels.iter().map(ways).collect()
}
