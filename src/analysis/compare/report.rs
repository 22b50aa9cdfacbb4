//! The numbers of every channel and code, for every pair of coders and, with more than two, for all together.

use super::comparable::Comparable;
use super::timed::Timed;
use super::{Number, Pieces, Settings, evented, programs, rated, unitized};
use crate::analysis::agreement::count;
use crate::model::{ChannelId, CodeId};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;

/// Whose agreement a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Between {
    /// Two coders', by place; the first is the reference.
    Pair(usize, usize),
    /// All coders', where there are more than two.
    All,
}

impl Between {
    /// All pairs of so many coders, and with more than two all of them together.
    pub fn all(coders: usize) -> Vec<Self> {
        let pairs = (0..coders).flat_map(|i| (i + 1..coders).map(move |j| Self::Pair(i, j)));
        pairs.chain((coders > 2).then_some(Self::All)).collect()
    }

    /// Whether a coder is one of them, by place.
    pub fn has(self, coder: usize) -> bool {
        match self {
            Self::Pair(i, j) => coder == i || coder == j,
            Self::All => true,
        }
    }
}

/// The numbers of a channel or of one of its codes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The channel, by the first coding's scheme.
    pub channel: ChannelId,
    /// One of its codes against all else; `None` for the whole channel.
    pub code: Option<CodeId>,
    /// Whose agreement.
    pub between: Between,
    /// Those that were asked for and apply, in the order of [`Statistic::ALL`](super::Statistic::ALL).
    pub numbers: Vec<Number>,
}

/// All numbers of a comparison: by channel, then coders, then the channel as a whole before its codes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// The rows.
    pub rows: Vec<Row>,
}

impl Report {
    /// The row of a channel or code.
    pub fn row(&self, channel: ChannelId, code: Option<CodeId>, between: Between) -> Option<&Row> {
        self.rows.iter().find(|row| row.channel == channel && row.code == code && row.between == between)
    }
}

/// Numbers in the making, so that whoever waits for them can be told how far they are, and stop.
pub struct Reporter<C> {
    comparable: C,
    settings: Settings,
    between: Vec<Between>,
    /// The channels before this one are done.
    channel: usize,
    /// What is drawn for it, once that has begun.
    drawn: Option<Timed>,
    rows: Vec<Row>,
}

impl<C: Borrow<Comparable>> Reporter<C> {
    /// Nothing is computed yet.
    pub fn new(comparable: C, settings: Settings) -> Self {
        let coders = comparable.borrow().codings.len();
        let between = Between::all(coders);
        Self { comparable, settings, between, channel: 0, drawn: None, rows: Vec::new() }
    }

    /// Which share is done, by channels and their resamples.
    pub fn share(&self) -> f64 {
        let channels = self.comparable.borrow().channels.len().max(1);
        let own = self.drawn.as_ref().map_or(0.0, |drawn| drawn.share(&self.settings));
        ((count(self.channel) + own) / count(channels)).min(1.0)
    }

    /// Goes on by one resample, or by one row, or by what a channel takes before these; whether there is more to do.
    pub fn step(&mut self) -> bool {
        let comparable = self.comparable.borrow();
        let Some(aligned) = comparable.channels.get(self.channel) else { return false };
        let settings = &self.settings;
        match self.drawn.take() {
            None => {
                self.drawn = Pieces::of(aligned, settings).map(|pieces| {
                    let parts = std::iter::once(None).chain((0..aligned.codes.len()).map(Some));
                    let subjects = parts.flat_map(|code| self.between.iter().map(move |between| (*between, code)));
                    Timed::new(pieces, subjects.collect(), aligned.codes.len(), settings)
                });
            }
            Some(mut drawn) if drawn.left() > 0 => {
                drawn.draw(settings);
                self.drawn = Some(drawn);
            }
            Some(mut drawn) => {
                if let Some(((between, code), mut numbers)) = drawn.next(settings) {
                    if let (Between::Pair(i, j), Some(said)) = (between, aligned.events()) {
                        numbers.extend(evented::numbers(aligned, &said[i], &said[j], code, settings));
                        if code.is_none() {
                            numbers.extend(programs::numbers(aligned, &said[i], &said[j], settings));
                        }
                    }
                    numbers.extend(unitized::numbers(aligned, between, code, settings));
                    numbers.sort_by_key(|number| number.statistic);
                    let code = code.and_then(|code| aligned.codes.get(code).copied());
                    self.rows.push(Row { channel: aligned.channel, code, between, numbers });
                    self.drawn = Some(drawn);
                }
            }
        }
        // Ratings and scores have no pieces.
        if self.drawn.is_none() {
            if aligned.is_rated() {
                self.rows.extend(self.between.iter().map(|between| Row {
                    channel: aligned.channel,
                    code: None,
                    between: *between,
                    numbers: rated::numbers(aligned, *between, settings),
                }));
            }
            self.channel += 1;
        }
        self.channel < comparable.channels.len()
    }

    /// What is compared.
    pub fn comparable(&self) -> &Comparable {
        self.comparable.borrow()
    }

    /// What is done, with what was compared.
    pub fn into_report(self) -> (C, Report) {
        (self.comparable, Report { rows: self.rows })
    }
}

/// Computes all numbers. `go_on` is told between steps which share is done, and answers whether to go on; `None` if it said no.
pub fn report(comparable: &Comparable, settings: &Settings, go_on: &mut dyn FnMut(f64) -> bool) -> Option<Report> {
    let mut reporter = Reporter::new(comparable, settings.clone());
    while reporter.step() {
        if !go_on(reporter.share()) {
            return None;
        }
    }
    Some(reporter.into_report().1)
}
