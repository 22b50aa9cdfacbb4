//! The time budget: how often and how long each code occurs in one coding.
//!
//! Let W be the coded window, |W| its length, and *bouts* the finished states of a code. A bout counts with its part within W.
//!
//! | number | of | formula | unit and range |
//! | --- | --- | --- | --- |
//! | frequency | both | bouts that share a moment with W; points within W | 0 … |
//! | rate | both | frequency / \|W\| | per minute, ≥ 0 |
//! | latency | both | the first onset in W − the start of W; 0 for a bout that runs already at the start | ms, 0 … \|W\| |
//! | total | states | Σ of the bouts' lengths within W | ms, 0 … \|W\| |
//! | share | states | total / \|W\| | 0 … 1 |
//! | mean, median, SD, shortest, longest | states | of the same lengths, see [`describe`](super::describe) | ms |
//!
//! Bouts of one code never overlap one another, so a share never passes 1; the shares of a channel sum up to at most 1 where it is exclusive.
//!
//! **Open states** have no end yet, so they are no bouts: they are left out of every number and counted in [`CodeBudget::running`].
//!
//! **Bouts that are cut**, by the end of the window while they ran or by an edge of the window that was moved later, count with what is
//! within the window. Total and share are exact so; mean, median and extremes would be longer had one seen the bout's end.
//! [`Bouts::cut`] counts them.
//!
//! **Events that lie wholly outside of the window** are left out and counted in [`CodeBudget::outside`].
//!
//! **Undefined**: rate, share and latency without a window ([`Undefined::NoWindow`]; everything else is then taken over all events);
//! latency, mean, median and extremes without a bout or point ([`Undefined::NoEvents`]); the SD below two ([`Undefined::OneEvent`]). A
//! code that did not occur has frequency, rate, total and share 0: that was observed.
//!
//! The terms are those of Bakeman & Quera (2011), *Sequential Analysis and Observational Methods for the Behavioral Sciences*, chapter 9.

use super::describe::{Description, as_f64};
use super::{Defined, Undefined};
use crate::model::{Channel, ChannelId, CodeId, CodingScheme, Observation, Timing, Track};
use crate::time::{Millis, Span};

/// The time budget of one coding.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// The coded window.
    pub window: Option<Span>,
    /// One for each channel of the scheme, in its order.
    pub channels: Vec<ChannelBudget>,
}

/// The time budget of one channel.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelBudget {
    /// The channel.
    pub channel: ChannelId,
    /// One for each of its codes, in the scheme's order; codes that did not occur are there too.
    pub codes: Vec<CodeBudget>,
}

/// The numbers of one code.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeBudget {
    /// The code.
    pub code: CodeId,
    /// Bouts of a state, or points.
    pub frequency: usize,
    /// Bouts or points per minute of the window.
    pub rate: Defined<f64>,
    /// From the start of the window to the first onset.
    pub latency: Defined<Millis>,
    /// What has a length; `None` for points.
    pub bouts: Option<Bouts>,
    /// States that still run, in none of the numbers.
    pub running: usize,
    /// Finished events outside of the window, in none of the numbers.
    pub outside: usize,
}

/// The lengths of a code's bouts.
#[derive(Debug, Clone, PartialEq)]
pub struct Bouts {
    /// The share of the window that they cover, 0 to 1.
    pub share: Defined<f64>,
    /// Total, mean, median, deviation and extremes.
    pub lengths: Description,
    /// How many were ended or cut by an edge of the window, so that they may have lasted longer than is counted.
    pub cut: usize,
}

impl Budget {
    /// The time budget of a coding by this scheme within a window.
    ///
    /// Takes n · log n time for n events. A channel that the coding has no track for counts as empty.
    ///
    /// ```
    /// use attune::analysis::Undefined;
    /// use attune::analysis::budget::Budget;
    /// use attune::model::{Event, EventId, NewProject, Project, Timing};
    /// use attune::time::{Millis, Span};
    ///
    /// let scheme = attune::schemes::dyadic_micro();
    /// let new = NewProject { uid: "u".into(), name: "n".into(), session: "s".into(), coder: "c".into(), scheme };
    /// let mut project = Project::new(new);
    /// let (scheme, observation) = (&project.schemes[0], &mut project.observations[0]);
    /// let code = scheme.channels[0].codes[0].id;
    /// for (id, start, end) in [(1001, 2_000, 5_000), (1002, 9_000, 10_000)] {
    ///     let timing = Timing::State(Span::new(Millis(start), Millis(end)).unwrap());
    ///     observation.tracks[0].events.push(Event::new(EventId(id), code, timing));
    /// }
    ///
    /// let budget = Budget::of(observation, scheme, Span::new(Millis(0), Millis(20_000)));
    /// let numbers = &budget.channels[0].codes[0];
    /// assert_eq!((numbers.frequency, numbers.rate, numbers.latency), (2, Ok(6.0), Ok(Millis(2_000))));
    /// let bouts = numbers.bouts.as_ref().unwrap();
    /// assert_eq!((bouts.lengths.total, bouts.share, bouts.lengths.mean), (Millis(4_000), Ok(0.2), Ok(2_000.0)));
    ///
    /// let never = &budget.channels[0].codes[1];
    /// assert_eq!((never.rate, never.latency), (Ok(0.0), Err(Undefined::NoEvents)));
    /// ```
    pub fn of(observation: &Observation, scheme: &CodingScheme, window: Option<Span>) -> Self {
        let channels = scheme.channels.iter().map(|channel| {
            let codes = tally(channel, observation.track(channel.id), window);
            ChannelBudget { channel: channel.id, codes }
        });
        Self { window, channels: channels.collect() }
    }

    /// The numbers of one code.
    pub fn code(&self, id: CodeId) -> Option<&CodeBudget> {
        self.channels.iter().flat_map(|channel| &channel.codes).find(|numbers| numbers.code == id)
    }

    /// All codes' numbers, in the scheme's order.
    pub fn codes(&self) -> impl Iterator<Item = &CodeBudget> {
        self.channels.iter().flat_map(|channel| &channel.codes)
    }
}

/// What is gathered of one code.
#[derive(Default)]
struct Tally {
    lengths: Vec<Millis>,
    points: usize,
    first: Option<Millis>,
    cut: usize,
    running: usize,
    outside: usize,
}

impl Tally {
    fn add(&mut self, timing: Timing, cut_off: bool, window: Option<Span>) {
        let onset = match timing {
            Timing::State(span) => {
                let Some(within) = window.map_or(Some(span), |window| span.intersection(window)) else {
                    self.outside += 1;
                    return;
                };
                self.lengths.push(within.duration());
                self.cut += usize::from(cut_off || within != span);
                within.start()
            }
            Timing::Point(at) => {
                if window.is_some_and(|window| !window.contains(at)) {
                    self.outside += 1;
                    return;
                }
                self.points += 1;
                at
            }
        };
        self.first = Some(self.first.map_or(onset, |first| first.min(onset)));
    }

    fn finish(self, code: CodeId, is_point: bool, window: Option<Span>) -> CodeBudget {
        let frequency = self.lengths.len() + self.points;
        let window = window.ok_or(Undefined::NoWindow);
        let bouts = (!is_point).then(|| {
            let lengths = Description::of(self.lengths);
            let share = window.map(|window| lengths.total.as_f64() / window.duration().as_f64());
            Bouts { share, lengths, cut: self.cut }
        });
        CodeBudget {
            code,
            frequency,
            rate: window.map(|window| as_f64(frequency) / (window.duration().as_f64() / 60_000.0)),
            latency: window.and_then(|window| Ok(self.first.ok_or(Undefined::NoEvents)? - window.start())),
            bouts,
            running: self.running,
            outside: self.outside,
        }
    }
}

fn tally(channel: &Channel, track: Option<&Track>, window: Option<Span>) -> Vec<CodeBudget> {
    let mut tallies: Vec<Tally> = channel.codes.iter().map(|_| Tally::default()).collect();
    let place = |code| channel.codes.iter().position(|known| known.id == code);
    if let Some(track) = track {
        for event in &track.events {
            if let Some(place) = place(event.code) {
                tallies[place].add(event.timing, event.cut_off, window);
            }
        }
        for open in &track.open {
            if let Some(place) = place(open.code) {
                tallies[place].running += 1;
            }
        }
    }
    let finish = |(code, tally): (_, Tally)| tally.finish(code, channel.is_point(), window);
    channel.codes.iter().map(|code| code.id).zip(tallies).map(finish).collect()
}
