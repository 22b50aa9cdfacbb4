//! Two codings of one session, side by side: what both said piece by piece, how far they agree, and the moments behind each number.
//!
//! # What is compared
//!
//! The time that both were to code and that can be judged, channel by channel. States that still run count up to its end. Channels of
//! continuous and global ratings are left out: what is between their values is a matter of other numbers.
//!
//! # Numbers
//!
//! | number | of | by |
//! | --- | --- | --- |
//! | agreement, κ, κ max | channels of which one code holds at a time, and each code against all else | [`Kappa`] of the time both said what, in ms |
//! | F₁ | events of one code whose onsets lie within the tolerance | [`Matched`] |
//! | onset difference | those pairs: mean of the absolute differences, in ms | [`Deviation`] |

mod pieces;
mod settings;

pub use pieces::{Crossing, Piece};
pub use settings::Settings;

use super::Defined;
use super::agreement::{Bout, Deviation, Kappa, Matched, Rule, Uncoded, edge_differences};
use crate::model::{
    Channel, ChannelId, ChannelKind, CodeId, CodingScheme, Observation, ObservationId, Project, Role, Session, Timing,
    Track, to_be_coded,
};
use crate::time::{Millis, Span};

/// Why two codings cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// The session has one coding only.
    OneCoding,
    /// The same coding stands on both sides.
    Same,
    /// The project lacks one of them.
    NotThere,
    /// They are of two sessions.
    OtherSession,
    /// They follow two schemes.
    OtherScheme,
    /// One is blind and not handed in.
    Blind,
    /// The coded window is not known.
    NoWindow,
    /// There is no moment that both were to code.
    NoCommonTime,
}

/// Two codings side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairwise {
    /// The codings; the first is the reference.
    pub codings: [ObservationId; 2],
    /// The coded window.
    pub window: Span,
    /// Channels of states, points and windows, in the scheme's order.
    pub channels: Vec<Compared>,
}

/// One channel of both.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Which.
    pub channel: ChannelId,
    /// Whom it is about.
    pub role: Role,
    /// Its codes; categories are places in this list.
    pub codes: Vec<CodeId>,
    /// Whether one code holds at a time, so that the channel as a whole has a table.
    pub exclusive: bool,
    /// Whether its events have no length.
    pub is_point: bool,
    /// The time that is compared, by onset.
    pub scorable: Vec<Span>,
    /// What each coder said within it, by onset; a point as a bout of 1 ms.
    pub said: [Vec<Bout>; 2],
}

/// The numbers of a channel, or of one of its codes. `None` where a number is of another kind of channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The code, as a place among the channel's; `None` for the channel as a whole.
    pub code: Option<usize>,
    /// Share of the time in which both said the same, 0 to 1.
    pub agree: Option<Defined<f64>>,
    /// Cohen's κ by duration, −1 to 1.
    pub kappa: Option<Defined<f64>>,
    /// The highest κ that both coders' totals allow.
    pub max: Option<Defined<f64>>,
    /// F₁ of events, 0 to 1.
    pub f1: Defined<f64>,
    /// Mean absolute difference of the onsets of pairs, in ms.
    pub onset: Defined<f64>,
    /// Events of each coder.
    pub events: [usize; 2],
}

impl Pairwise {
    /// Puts two codings side by side.
    ///
    /// # Errors
    /// Why they cannot be compared.
    pub fn of(project: &Project, codings: [ObservationId; 2]) -> Result<Self, Obstacle> {
        if codings[0] == codings[1] {
            return Err(Obstacle::Same);
        }
        let [Some(first), Some(second)] = codings.map(|id| project.observation(id)) else {
            return Err(Obstacle::NotThere);
        };
        if first.session != second.session {
            return Err(Obstacle::OtherSession);
        }
        if first.scheme != second.scheme {
            return Err(Obstacle::OtherScheme);
        }
        let (Some(session), Some(scheme)) = (project.session(first.session), project.scheme(first.scheme)) else {
            return Err(Obstacle::NotThere);
        };
        if first.is_blind() || second.is_blind() {
            return Err(Obstacle::Blind);
        }
        let window = session.coded_window().ok_or(Obstacle::NoWindow)?;
        let channels = compared(session, scheme, [first, second]);
        if channels.iter().all(|channel| channel.scorable.is_empty()) {
            return Err(Obstacle::NoCommonTime);
        }
        Ok(Self { codings, window, channels })
    }

    /// A channel.
    pub fn channel(&self, id: ChannelId) -> Option<&Compared> {
        self.channels.iter().find(|compared| compared.channel == id)
    }
}

fn compared(session: &Session, scheme: &CodingScheme, of: [&Observation; 2]) -> Vec<Compared> {
    let has_moments = |channel: &&Channel| {
        !channel.codes.is_empty() && !matches!(channel.kind, ChannelKind::Rating(_) | ChannelKind::Global(_))
    };
    let one = |channel: &Channel| {
        let [first, second] = of.map(|of| to_be_coded(session, of.stretches(), channel.role));
        let scorable = common(&first, &second);
        let codes: Vec<CodeId> = channel.codes.iter().map(|code| code.id).collect();
        let said = of.map(|of| of.track(channel.id).map(|track| bouts(track, &codes, &scorable)).unwrap_or_default());
        Compared {
            channel: channel.id,
            role: channel.role,
            exclusive: channel.is_exclusive(),
            is_point: channel.is_point(),
            codes,
            scorable,
            said,
        }
    };
    scheme.channels.iter().filter(has_moments).map(one).collect()
}

/// What lies in both of two lists of spans, each by onset and apart.
fn common(first: &[Span], second: &[Span]) -> Vec<Span> {
    let mut both: Vec<Span> =
        first.iter().flat_map(|one| second.iter().filter_map(|other| one.intersection(*other))).collect();
    both.sort_by_key(|span| span.start());
    both
}

/// The events of a track within some time, cut at its edges.
fn bouts(track: &Track, codes: &[CodeId], scorable: &[Span]) -> Vec<Bout> {
    let Some(end) = scorable.last().map(|span| span.end()) else { return Vec::new() };
    let finished = track.events.iter().filter_map(|event| {
        let span = match event.timing {
            Timing::State(span) => Some(span),
            Timing::Point(at) => Span::new(at, at + Millis(1)),
        };
        Some((event.code, span?))
    });
    let running = track.open.iter().filter_map(|open| Some((open.code, Span::new(open.onset, end)?)));
    let mut bouts: Vec<Bout> = finished
        .chain(running)
        .filter_map(|(code, span)| Some((codes.iter().position(|own| *own == code)?, span)))
        .flat_map(|(code, span)| {
            let first = scorable.partition_point(|stretch| stretch.end() <= span.start());
            let parts = scorable[first..].iter().take_while(move |stretch| stretch.start() < span.end());
            parts.filter_map(move |stretch| Some(Bout { span: stretch.intersection(span)?, code }))
        })
        .collect();
    bouts.sort_by_key(|bout| (bout.span.start(), bout.span.end(), bout.code));
    bouts
}

impl Compared {
    /// The numbers of the channel and of each of its codes.
    pub fn rows(&self, settings: &Settings) -> Vec<Row> {
        let pieces = if self.is_point { Vec::new() } else { self.pieces() };
        let codes = (0..self.codes.len()).map(Some);
        std::iter::once(None).chain(codes).map(|code| self.row(&pieces, code, settings)).collect()
    }

    fn row(&self, pieces: &[Piece], code: Option<usize>, settings: &Settings) -> Row {
        let table = self.crossed(pieces, code, settings.uncoded).map(|crossing| Kappa::of(&crossing.table()));
        let number = |read: fn(&Kappa) -> Defined<f64>| {
            table.as_ref().map(|kappa| kappa.as_ref().map_err(|why| *why).and_then(read))
        };
        let of = |said: &[Bout]| -> Vec<Bout> {
            said.iter().filter(|bout| code.is_none_or(|code| bout.code == code)).copied().collect()
        };
        let [first, second] = [of(&self.said[0]), of(&self.said[1])];
        let rule = Rule::Collar { onset: settings.tolerance, offset: None, share: 0.0, same_code: true };
        let matched = Matched::of(&first, &second, rule);
        let (onsets, _) = edge_differences(&first, &second, &matched);
        Row {
            code,
            agree: number(|kappa| Ok(kappa.po)),
            kappa: number(|kappa| kappa.kappa),
            max: number(|kappa| kappa.max),
            f1: matched.f1(),
            onset: Deviation::of(&onsets).map(|deviation| deviation.mae),
            events: [first.len(), second.len()],
        }
    }

    /// Who said what for how long, and where. `None` where that has no table: of points, and of a channel whose codes overlap as a whole.
    pub fn crossing(&self, code: Option<usize>, uncoded: Uncoded) -> Option<Crossing> {
        self.crossed(&self.pieces(), code, uncoded)
    }

    fn crossed(&self, pieces: &[Piece], code: Option<usize>, uncoded: Uncoded) -> Option<Crossing> {
        let has_table = !self.is_point && (code.is_some() || self.exclusive);
        has_table.then(|| Crossing::of(pieces, self.codes.len(), code, uncoded))
    }

    /// Stretches in which both differ: pieces of time, or points without a partner within the tolerance.
    pub fn disagreements(&self, settings: &Settings) -> Vec<Piece> {
        if !self.is_point {
            let differs = |piece: &Piece| {
                piece.said[0] != piece.said[1]
                    && (settings.uncoded == Uncoded::Category || piece.said.iter().all(|said| !said.is_empty()))
            };
            return self.pieces().into_iter().filter(differs).collect();
        }
        let rule = Rule::Collar { onset: settings.tolerance, offset: None, share: 0.0, same_code: true };
        let [first, second] = &self.said;
        let matched = Matched::of(first, second, rule).pairs;
        let alone = |nth: usize, bout: &Bout| {
            let mut said = [Vec::new(), Vec::new()];
            said[nth].push(bout.code);
            Piece { span: bout.span, said }
        };
        let mut pieces: Vec<Piece> = Vec::new();
        let mut paired = [vec![false; first.len()], vec![false; second.len()]];
        for pair in &matched {
            paired[0][pair.0] = true;
            paired[1][pair.1] = true;
        }
        for (side, said) in [first, second].into_iter().enumerate() {
            let unpaired = said.iter().zip(&paired[side]).filter(|(_, paired)| !**paired);
            pieces.extend(unpaired.map(|(bout, _)| alone(side, bout)));
        }
        pieces.sort_by_key(|piece| piece.span.start());
        pieces
    }
}

#[cfg(test)]
mod tests;
