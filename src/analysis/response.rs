//! The response window: whether one partner answered what the other did, within some seconds.
//!
//! Let s be the onsets of *stimuli* (of some codes, say a parent's commands) and r those of *responses* (say a child's compliance), n the length of
//! the response window and W the coded window.
//!
//! | number | formula | unit and range |
//! | --- | --- | --- |
//! | latency of s | r − s for the first r with s < r ≤ s + n | ms, 1 … n |
//! | answered | stimuli in W that have a latency | 0 … |
//! | missed | stimuli in W without one, whose window s + n ends within W | 0 … |
//! | cut | stimuli in W without one, whose window the end of W cuts: the answer may have come later. Left out of the share | 0 … |
//! | share | answered / (answered + missed) | 0 … 1 |
//! | mean and median latency | of the answered, see [`describe`](super::describe) | ms |
//!
//! Each stimulus is taken for itself: where windows overlap, one response may answer several, and a stimulus that is repeated within its window
//! counts again. A response at the very moment of a stimulus does not answer it. Counted are onsets, as in the [tally](super::tally).
//!
//! Undefined: share and latencies without an answered or missed stimulus ([`Undefined::NoEvents`]).
//!
//! **Cost.** [`Responses::follow`] looks again only at the stimuli within n before an onset that moved.
//!
//! This is the time-window sequential analysis of Yoder & Tapp (2004) and Bakeman & Quera (2011), *Sequential Analysis and Observational Methods for
//! the Behavioral Sciences*, chapter 11, of which the share is the first row of the table.

use super::describe::as_f64;
use super::tally::{Moved, Tally, shift};
use super::{Defined, Undefined};
use crate::model::CodeId;
use crate::time::{Millis, Span};

/// Which codes ask, which answer, and how soon.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Codes whose onsets are stimuli.
    pub stimuli: Vec<CodeId>,
    /// Codes whose onsets are responses.
    pub responses: Vec<CodeId>,
    /// How long the response window is.
    pub within: Millis,
    /// The coded window; without one all stimuli count, and none is cut.
    pub window: Option<Span>,
}

/// What became of a stimulus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Answered after so long.
    Answered(Millis),
    /// Not answered in time.
    Missed,
    /// Not answered before the coded window ended.
    Cut,
}

/// What a coder sees of the latest stimulus while coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Latest {
    /// When it was.
    pub at: Millis,
    /// `None` while its response window is open at the playhead and no answer has come.
    pub fate: Option<Fate>,
}

/// All stimuli with what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responses {
    asked: Asked,
    stimuli: Vec<Millis>,
    answers: Vec<Millis>,
    /// Latencies of the answered stimuli in W, in order.
    latencies: Vec<Millis>,
    missed: usize,
    cut: usize,
}

impl Responses {
    /// Looks at every stimulus. Takes n · log n time.
    pub fn of(tally: &Tally, asked: Asked) -> Self {
        let gather = |codes: &[CodeId]| {
            let mut all: Vec<Millis> = codes.iter().flat_map(|code| tally.onsets(*code)).copied().collect();
            all.sort_unstable();
            all
        };
        let (stimuli, answers) = (gather(&asked.stimuli), gather(&asked.responses));
        let mut found = Self { asked, stimuli, answers, latencies: Vec::new(), missed: 0, cut: 0 };
        for at in found.stimuli.clone() {
            match found.fate(at) {
                Some(Fate::Answered(latency)) => found.latencies.push(latency),
                Some(Fate::Missed) => found.missed += 1,
                Some(Fate::Cut) => found.cut += 1,
                None => {}
            }
        }
        found.latencies.sort_unstable();
        found
    }

    /// What is looked for.
    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    /// Takes in an onset that came or went.
    pub fn follow(&mut self, moved: Moved) {
        if self.asked.responses.contains(&moved.code) {
            let from = self.stimuli.partition_point(|at| *at < moved.at - self.asked.within);
            let to = self.stimuli.partition_point(|at| *at < moved.at);
            let touched: Vec<Millis> = self.stimuli[from..to].to_vec();
            for at in &touched {
                self.count(*at, false);
            }
            shift(&mut self.answers, moved);
            for at in &touched {
                self.count(*at, true);
            }
        }
        if self.asked.stimuli.contains(&moved.code) {
            shift(&mut self.stimuli, moved);
            self.count(moved.at, moved.came);
        }
    }

    /// Counts a stimulus in, or out.
    fn count(&mut self, at: Millis, in_: bool) {
        let step = |count: &mut usize| *count = if in_ { *count + 1 } else { count.saturating_sub(1) };
        match self.fate(at) {
            Some(Fate::Answered(latency)) => {
                shift(&mut self.latencies, Moved { code: CodeId(0), at: latency, came: in_ });
            }
            Some(Fate::Missed) => step(&mut self.missed),
            Some(Fate::Cut) => step(&mut self.cut),
            None => {}
        }
    }

    /// What became of a stimulus at a moment; `None` outside of the coded window.
    fn fate(&self, at: Millis) -> Option<Fate> {
        let Asked { within, window, .. } = self.asked;
        if window.is_some_and(|window| !window.contains(at)) {
            return None;
        }
        let next = self.answers.get(self.answers.partition_point(|response| *response <= at)).copied();
        let latency = next.map(|next| next - at).filter(|latency| *latency <= within);
        Some(match latency {
            Some(latency) => Fate::Answered(latency),
            None if window.is_some_and(|window| at + within > window.end()) => Fate::Cut,
            None => Fate::Missed,
        })
    }

    /// How many stimuli in the coded window were answered.
    pub fn answered(&self) -> usize {
        self.latencies.len()
    }

    /// How many were not, though their whole response window was coded.
    pub fn missed(&self) -> usize {
        self.missed
    }

    /// How many were not before the coded window ended; left out of the share.
    pub fn cut(&self) -> usize {
        self.cut
    }

    /// The share of the answered among the answered and the missed, 0 to 1.
    pub fn share(&self) -> Defined<f64> {
        let all = self.answered() + self.missed;
        if all == 0 { Err(Undefined::NoEvents) } else { Ok(as_f64(self.answered()) / as_f64(all)) }
    }

    /// The median latency of the answered, in milliseconds.
    pub fn median_latency(&self) -> Defined<f64> {
        let n = self.latencies.len();
        if n == 0 {
            return Err(Undefined::NoEvents);
        }
        Ok(f64::midpoint(self.latencies[(n - 1) / 2].as_f64(), self.latencies[n / 2].as_f64()))
    }

    /// The latest stimulus at or before the playhead.
    pub fn latest(&self, playhead: Millis) -> Option<Latest> {
        let place = self.stimuli.partition_point(|at| *at <= playhead).checked_sub(1)?;
        let at = self.stimuli[place];
        let fate = self.fate(at)?;
        let known = match fate {
            Fate::Answered(latency) => at + latency <= playhead,
            Fate::Missed => at + self.asked.within < playhead,
            Fate::Cut => self.asked.window.is_some_and(|window| window.end() <= playhead),
        };
        Some(Latest { at, fate: known.then_some(fate) })
    }
}
