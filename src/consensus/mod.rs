//! One coding from several: where coders agree it is taken unasked, where they differ someone decides.
//!
//! Everything follows from the codings and from the log of decisions ([`Consensus`]), so that a decision can be changed at any time and the
//! order of decisions does not matter.
//!
//! # What is taken unasked
//!
//! The time that counts is what all codings were to code, without the stretches in which the channel's partner cannot be judged. Then:
//!
//! - **States** are settled channel by channel, or code by code where several can hold at once. What all say is taken. Where all go from one
//!   code to the same other one and their edges are apart by no more than the tolerance, the edge is put at their mean or where the first coding
//!   has it. All else is a question. A part of it that is no longer than the tolerance is asked about together with what is beside it.
//! - In a channel **without gaps** time without a code is a question too, even where nobody coded it, and no answer may leave a gap. What is
//!   no longer than the tolerance between two edges is divided between them.
//! - **Points** of one code that lie within the tolerance, one of each coding, are one point at their mean or where the first coding has it.
//! - **Windows** that all judged alike are taken; what nobody judged stays so.
//! - **Scores** that are equal are taken. Of **continuous ratings** the mean is taken where all rated, without a question.
//!
//! Comments and answers to modifiers come with the event that is taken: where coders agree with the first coding's, and where an event is put
//! together from several with those of the longest part. A state that still runs counts up to the end of the coded window.

mod ground;
mod lanes;
mod others;
mod parts;
mod points;
mod report;
mod states;

pub use report::{Ways, report};

use crate::decimal::Decimal;
use crate::model::{
    Channel, ChannelId, ChannelKind, Choice, CodeId, Consensus, Decision, Event, EventId, Moment, Observation,
    ObservationId, Project, Samples, Score,
};
use crate::time::{Millis, Span};
use ground::Ground;
use std::collections::HashMap;

/// Why codings cannot be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It takes two to [`MAX_SETTLED`](crate::model::MAX_SETTLED), each once.
    NotTwoToSix,
    /// The study lacks one of them.
    NotThere,
    /// They are of different sessions.
    OtherSession,
    /// They follow different schemes.
    OtherScheme,
    /// One is blind and not handed in.
    Blind,
    /// There is no moment that all were to code.
    NoCommonTime,
}

/// All that codings say together: what is asked, and what comes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The stretches that all were to code, if one of them is about parts of the session.
    pub stretches: Vec<Span>,
    /// The channels of the scheme, in its order.
    pub channels: Vec<Surveyed>,
}

/// A channel of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Surveyed {
    /// Which.
    pub channel: ChannelId,
    /// Where coders differ, in order of time.
    pub questions: Vec<Question>,
    /// How many edges, and points, were apart but within the tolerance.
    pub met: usize,
    /// What is coded so far.
    pub taken: Taken,
}

/// What a channel of the consensus holds. Events are without ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Its events, by onset.
    pub events: Vec<Event>,
    /// Onsets of the windows that are judged.
    pub judged: Vec<Millis>,
    /// A continuous rating.
    pub samples: Vec<Samples>,
    /// A global rating.
    pub score: Option<Score>,
}

/// A disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub moment: Moment,
    /// What each coding says.
    pub said: Vec<Said>,
    /// Whether each coding's word can be taken: not where it leaves a gap that may not be, or is none.
    pub can_take: Vec<bool>,
    /// What can be said beside that.
    pub other: Other,
    /// The decision that holds, if one does and still fits.
    pub settled: Option<Decision>,
}

/// What a coding says at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// These states one after the other; none for no code.
    States(Vec<(Span, CodeId)>),
    /// A point, or none.
    Point(Option<(Millis, CodeId)>),
    /// The codes of a window, or that it was not judged.
    Window(Option<Vec<CodeId>>),
    /// A score, or none.
    Score(Option<Decimal>),
}

/// What can be decided beside the words of the codings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// One code.
    One {
        /// Or none at all.
        or_none: bool,
    },
    /// Any number of codes.
    Any,
    /// A value of the scale.
    Value,
}

impl Question {
    /// Whether a choice answers it.
    pub fn takes(&self, choice: &Choice, channel: &Channel, codings: &[ObservationId]) -> bool {
        match (choice, self.other) {
            (Choice::Skipped, _) => true,
            (Choice::Coding(id), _) => {
                codings.iter().zip(&self.can_take).any(|(coding, can_take)| coding == id && *can_take)
            }
            (Choice::Value(value), Other::Value) => channel.global().is_some_and(|scale| scale.allows(*value)),
            (Choice::Codes(codes), Other::One { or_none }) => match codes.as_slice() {
                [] => or_none,
                [code] => channel.code(*code).is_some(),
                _ => false,
            },
            (Choice::Codes(codes), Other::Any) => {
                let once = |nth: usize, code| !codes[..nth].contains(code);
                codes.iter().enumerate().all(|(nth, code)| channel.code(*code).is_some() && once(nth, code))
            }
            (Choice::Value(_), _) | (Choice::Codes(_), Other::Value) => false,
        }
    }

    /// Whether it is decided what is coded there.
    pub fn is_settled(&self) -> bool {
        self.settled.as_ref().is_some_and(|decision| decision.choice != Some(Choice::Skipped))
    }
}

impl Survey {
    /// Of all channels.
    pub fn of(project: &Project, consensus: &Consensus) -> Result<Self, Obstacle> {
        Self::about(project, consensus, None)
    }

    /// Of one channel only, if one is named.
    pub fn about(project: &Project, consensus: &Consensus, only: Option<ChannelId>) -> Result<Self, Obstacle> {
        let ground = Ground::of(project, &consensus.codings)?;
        let asked = Asked::new(consensus);
        let channels = ground.scheme.channels.iter().filter(|channel| only.is_none_or(|only| only == channel.id));
        let channels = channels.map(|channel| surveyed(&ground, channel, &asked)).collect();
        Ok(Self { stretches: ground.parts, channels })
    }

    /// Whether this is what is coded in an observation: not once a coding that it is made from has changed.
    pub fn is_held_by(&self, observation: &Observation) -> bool {
        let same = |surveyed: &Surveyed| {
            let Some(track) = observation.track(surveyed.channel) else { return false };
            let key = |event: &Event| (event.timing.onset(), event.timing.offset(), event.code);
            let mut held: Vec<Event> =
                track.events.iter().map(|event| Event { id: EventId(0), ..event.clone() }).collect();
            let mut taken = surveyed.taken.events.clone();
            held.sort_by_key(key);
            taken.sort_by_key(key);
            held == taken
                && track.judged == surveyed.taken.judged
                && track.samples == surveyed.taken.samples
                && track.score == surveyed.taken.score
        };
        self.channels.iter().all(same)
    }

    /// All questions, channel by channel.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.channels.iter().flat_map(|channel| &channel.questions)
    }
}

/// The rule, and the decisions that hold.
struct Asked<'a> {
    consensus: &'a Consensus,
    decisions: HashMap<Moment, &'a Decision>,
}

impl<'a> Asked<'a> {
    fn new(consensus: &'a Consensus) -> Self {
        // Later ones take the place of earlier ones.
        let decisions = consensus.log.iter().map(|decision| (decision.moment, decision)).collect();
        Self { consensus, decisions }
    }

    /// Puts the decision that holds to a question, if it answers it.
    fn settle(&self, mut question: Question, channel: &Channel) -> Question {
        let held = self.decisions.get(&question.moment).copied().filter(|decision| {
            let choice = decision.choice.as_ref();
            choice.is_some_and(|choice| question.takes(choice, channel, &self.consensus.codings))
        });
        question.settled = held.cloned();
        question
    }

    /// The place of a coding in the list.
    fn place(&self, coding: ObservationId) -> Option<usize> {
        self.consensus.codings.iter().position(|id| *id == coding)
    }

    /// Where edges or points at some times, in the order of codings, come together.
    fn meet(&self, times: &[Millis]) -> Millis {
        let first = times.first().copied().unwrap_or(Millis::ZERO);
        match self.consensus.edges {
            crate::model::Edges::First => first,
            crate::model::Edges::Mean => {
                let sum: i64 = times.iter().map(|time| time.0).sum();
                i64::try_from(times.len()).map_or(first, |count| Millis(sum.div_euclid(count.max(1))))
            }
        }
    }
}

fn surveyed(ground: &Ground, channel: &Channel, asked: &Asked) -> Surveyed {
    match channel.kind {
        ChannelKind::State { exclusive } => states::surveyed(ground, channel, exclusive, asked),
        ChannelKind::Point => points::surveyed(ground, channel, asked),
        ChannelKind::Interval(rule) => others::windows(ground, channel, rule, asked),
        ChannelKind::Rating(scale) => others::rating(ground, channel, scale),
        ChannelKind::Global(_) => others::score(ground, channel, asked),
    }
}
