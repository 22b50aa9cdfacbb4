//! The figures of the row that is chosen: tables, the histogram of onset differences, and how κ by units depends on its settings.
//! Each mark says its numbers under the pointer or the arrow keys, and leads to the moments behind it, or sets what it stands for.

use super::crossing::{Crossed, crossed, events_crossed};
use super::moments::Moment;
use super::names::pair_in_words;
use super::values::{Axes, Valued};
use super::{Chosen, ComparePage};
use crate::analysis::Undefined;
use crate::analysis::compare::{
    Bar, Between, CurvePoint, EventPair, fixed, kappa_over_tolerance, kappa_over_unit, onset_histogram,
};
use crate::plot::Theme;
use crate::plot::columns::{Column, ColumnChart};
use crate::plot::curve::{CurveChart, Point};
use crate::plot::picture::Picture;
use crate::t;
use crate::time::Millis;
use crate::words::agreement;
use leptos::prelude::*;

/// What a figure shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Who said what for how long.
    Said,
    /// Which events had which partner.
    Events,
    /// How far onsets of pairs lie apart.
    Onsets,
    /// κ by units over its tolerance.
    Tolerance,
    /// κ by units over its unit.
    Unit,
    /// Values of both coders: of samples, or of sessions.
    Values,
    /// Their differences over their means.
    Differences,
}

impl Kind {
    pub const ALL: [Self; 7] =
        [Self::Said, Self::Events, Self::Onsets, Self::Tolerance, Self::Unit, Self::Values, Self::Differences];

    /// For the list of figures.
    pub fn id(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Events => "events",
            Self::Onsets => "onsets",
            Self::Tolerance => "tolerance",
            Self::Unit => "unit",
            Self::Values => "values",
            Self::Differences => "differences",
        }
    }

    pub fn name(self) -> String {
        match self {
            Self::Said => t!("compare-figure-said"),
            Self::Events => t!("compare-figure-events"),
            Self::Onsets => t!("compare-figure-onsets"),
            Self::Tolerance => t!("compare-figure-tolerance"),
            Self::Unit => t!("compare-figure-unit"),
            Self::Values => t!("compare-figure-values"),
            Self::Differences => t!("compare-figure-differences"),
        }
    }

    /// What is asked for, else the first that suits the channel.
    pub fn shown(here: ComparePage, chosen: Chosen) -> Self {
        let asked = std::iter::once(here.figure.get());
        asked.chain(Self::ALL).find(|kind| kind.suits(here, chosen)).unwrap_or(Self::Said)
    }

    /// Whether it suits a channel: units and windows have no κ over another unit, windows no onsets, and their sets of codes no value.
    pub fn suits(self, here: ComparePage, chosen: Chosen) -> bool {
        let of = here.channel(chosen.channel, |aligned, pieces, _| {
            let is_whole_window = aligned.is_in_units() && aligned.events().is_none() && chosen.code.is_none();
            (aligned.events().is_some(), pieces.is_some(), pieces.is_some_and(|pieces| !pieces.units), !is_whole_window)
        });
        let (has_events, has_pieces, has_time, has_values) = of.unwrap_or_default();
        match self {
            Self::Said => has_pieces,
            Self::Events | Self::Onsets => has_events,
            Self::Tolerance | Self::Unit => has_time,
            Self::Values | Self::Differences => has_values,
        }
    }
}

/// Widths of a histogram's bars, in milliseconds; the narrowest that leaves no more than [`MOST_BARS`] is taken.
const WIDTHS: [i64; 9] = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

const MOST_BARS: usize = 30;

/// Tolerances of the curve, in units.
const TOLERANCES: [u32; 9] = [0, 1, 2, 3, 4, 5, 6, 8, 10];

/// Units of the curve, in milliseconds.
const UNITS: [i64; 8] = [100, 250, 500, 1000, 2000, 3000, 5000, 10_000];

/// A figure with what it is made of.
enum Shown {
    Table(Crossed),
    Onsets {
        pairs: Vec<EventPair>,
        bars: Vec<Bar>,
        coders: [String; 2],
    },
    Curve {
        kind: Kind,
        points: Vec<CurvePoint>,
        values: Vec<i64>,
        now: i64,
        unit: Millis,
        tolerance: u32,
    },
    Values(Axes, Valued),
    /// Why there is none.
    Nothing(Undefined),
}

impl Shown {
    fn of(here: ComparePage, chosen: Chosen) -> Option<Self> {
        let pairs = || {
            let Between::Pair(..) = chosen.between else { return None };
            here.result.with(|result| result.as_ref().ok()?.pairs(chosen.channel, chosen.between))
        };
        let of_pairs = |show: fn(ComparePage, Chosen, Vec<EventPair>) -> Option<Self>| match pairs()? {
            Ok(pairs) => show(here, chosen, pairs),
            Err(why) => Some(Self::Nothing(why)),
        };
        match Kind::shown(here, chosen) {
            Kind::Said => crossed(here, chosen).map(Self::Table),
            Kind::Events => of_pairs(|here, chosen, pairs| events_crossed(here, chosen, &pairs).map(Self::Table)),
            Kind::Onsets => of_pairs(Self::onsets),
            kind @ (Kind::Tolerance | Kind::Unit) => Self::curve(here, chosen, kind),
            Kind::Values => Valued::of(here, chosen).map(|of| Self::Values(Axes::Both, of)),
            Kind::Differences => Valued::of(here, chosen).map(|of| Self::Values(Axes::Differences, of)),
        }
    }

    /// Of pairs of one code: those that onset differences are computed from.
    fn onsets(here: ComparePage, chosen: Chosen, pairs: Vec<EventPair>) -> Option<Self> {
        let Between::Pair(i, j) = chosen.between else { return None };
        let code = here
            .channel(chosen.channel, |aligned, _, _| chosen.code.and_then(|code| aligned.codes.get(code).copied()))?;
        let is_own = |pair: &EventPair| {
            pair.is_agreed() && code.is_none_or(|code| pair.first.is_some_and(|side| side.code == code))
        };
        let pairs: Vec<EventPair> = pairs.into_iter().filter(is_own).collect();
        let tried = WIDTHS.iter().map(|width| onset_histogram(&pairs, Millis(*width)));
        let mut bars = Vec::new();
        for found in tried {
            bars = found;
            if bars.len() <= MOST_BARS {
                break;
            }
        }
        Some(Self::Onsets { pairs, bars, coders: here.pair((i, j)) })
    }

    fn curve(here: ComparePage, chosen: Chosen, kind: Kind) -> Option<Self> {
        let Between::Pair(i, j) = chosen.between else { return None };
        let (unit, tolerance) = here.result.with(|result| {
            let settings = &result.as_ref().ok()?.settings;
            Some((settings.unit, settings.tolerance))
        })?;
        let (mut values, now) = match kind {
            Kind::Unit => (UNITS.to_vec(), unit.0),
            _ => (TOLERANCES.map(i64::from).to_vec(), i64::from(tolerance)),
        };
        // The value that holds is always among them.
        values.push(now);
        values.sort_unstable();
        values.dedup();
        let points = here.channel(chosen.channel, |_, pieces, _| {
            let own = pieces?.clone();
            let pieces = match chosen.code {
                Some(code) => own.about(code),
                None => own,
            };
            Some(if kind == Kind::Unit {
                let units: Vec<Millis> = values.iter().map(|value| Millis(*value)).collect();
                kappa_over_unit(&pieces, (i, j), &units, tolerance)
            } else {
                let tolerances: Vec<u32> = values.iter().filter_map(|value| u32::try_from(*value).ok()).collect();
                kappa_over_tolerance(&pieces, (i, j), unit, &tolerances)
            })
        })??;
        Some(Self::Curve { kind, points, values, now, unit, tolerance })
    }

    /// What it is read by, and what a click does.
    fn hint(&self) -> String {
        match self {
            Self::Table(_) | Self::Onsets { .. } => t!("compare-cell-hint"),
            Self::Curve { .. } => t!("compare-curve-hint"),
            Self::Values(_, values) => values.hint(),
            Self::Nothing(why) => agreement::reason((*why).into()),
        }
    }

    fn layout(&self, width: u32, theme: &Theme) -> Picture {
        match self {
            Self::Values(axes, values) => values.layout(*axes, width, theme),
            Self::Nothing(_) => Picture::default(),
            Self::Table(crossed) => crossed.chart().layout(width, theme),
            Self::Onsets { bars, coders, .. } => {
                let column = |bar: &Bar| {
                    let count = bar.pairs.len();
                    let (from, to) = (bar.from.0.to_string(), bar.to.0.to_string());
                    let says = t!("compare-bar", from = from.clone(), to = to, count = count);
                    // As exact as there are events.
                    let value = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
                    Column { from, value, text: count.to_string(), says }
                };
                let [first, second] = coders.clone();
                let chart = ColumnChart {
                    up: t!("compare-pairs-up"),
                    across: t!("compare-onsets-across", first = first, second = second),
                    columns: bars.iter().map(column).collect(),
                    end: bars.last().map(|bar| bar.to.0.to_string()).unwrap_or_default(),
                };
                chart.layout(width, theme)
            }
            Self::Curve { kind, points, values, now, unit, tolerance } => {
                let is_unit = *kind == Kind::Unit;
                let name = |value: i64| {
                    if is_unit { Millis(value).seconds().to_string() } else { value.to_string() }
                };
                let point = |(point, value): (&CurvePoint, &i64)| {
                    let kappa = match point.kappa {
                        Ok(kappa) => t!("compare-kappa-is", value = fixed(kappa, 3)),
                        Err(why) => agreement::reason(why),
                    };
                    let says = if is_unit {
                        t!("compare-point-unit", value = name(*value), kappa = kappa)
                    } else {
                        t!("compare-point-tolerance", value = name(*value), kappa = kappa)
                    };
                    Point { name: name(*value), value: point.kappa.ok(), says }
                };
                let across = if is_unit {
                    t!("compare-unit-across", tolerance = tolerance.to_string())
                } else {
                    t!("compare-tolerance-across", seconds = unit.seconds().to_string())
                };
                let chart = CurveChart {
                    up: t!("measure-kappa-unit"),
                    across,
                    points: points.iter().zip(values).map(point).collect(),
                    now: values.iter().position(|value| value == now),
                };
                chart.layout(width, theme)
            }
        }
    }

    /// Plays the moments behind a mark, or sets the value that it stands for.
    fn act(&self, here: ComparePage, chosen: Chosen, place: usize) -> Option<()> {
        let (title, moments) = match self {
            Self::Values(_, values) => return values.act(here, chosen, place),
            Self::Nothing(_) => return None,
            Self::Table(crossed) => crossed.moments(chosen, place)?,
            Self::Onsets { pairs, bars, coders } => {
                let bar = bars.get(place)?;
                let moments = here.channel(chosen.channel, |_, _, scheme| {
                    let moment = |pair: &EventPair| {
                        let said = pair_in_words(pair, coders, scheme);
                        Some(Moment { channel: chosen.channel, span: pair.span()?, said })
                    };
                    bar.pairs.iter().filter_map(|place| moment(pairs.get(*place)?)).collect::<Vec<_>>()
                })?;
                let (from, to) = (bar.from.0.to_string(), bar.to.0.to_string());
                (t!("compare-bar", from = from, to = to, count = moments.len()), moments)
            }
            Self::Curve { kind, values, .. } => {
                let value = *values.get(place)?;
                here.change(|settings| match kind {
                    Kind::Unit => settings.unit = Millis(value),
                    _ => settings.tolerance = u32::try_from(value).unwrap_or(settings.tolerance),
                });
                return Some(());
            }
        };
        if !moments.is_empty() {
            here.moments.play(title, moments);
        }
        Some(())
    }
}

/// The figure that is shown, laid out for a width, with what it is read by.
pub(super) fn picture(here: ComparePage, width: u32, theme: &Theme) -> Option<(Picture, String)> {
    let shown = Shown::of(here, here.chosen.get()?)?;
    Some((shown.layout(width, theme), shown.hint()))
}

/// The table that is shown, or the one of who said what for how long.
pub(super) fn table(here: ComparePage) -> Option<Crossed> {
    let chosen = here.chosen.get()?;
    match Shown::of(here, chosen) {
        Some(Shown::Table(crossed)) => Some(crossed),
        _ => crossed(here, chosen),
    }
}

/// Does what a mark of the figure that is shown is for.
pub(super) fn act(here: ComparePage, place: usize) {
    untrack(|| {
        let chosen = here.chosen.get()?;
        Shown::of(here, chosen)?.act(here, chosen, place)
    });
}
