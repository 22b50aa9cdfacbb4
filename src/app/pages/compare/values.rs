//! Values of two coders against each other, and their differences over their means: a point for each sample of a curve, or for each session.
//! A sample plays its moment, a session is opened.

use super::moments::{Moment, stretch};
use super::{Chosen, ComparePage};
use crate::analysis::agreement::BlandAltman;
use crate::analysis::compare::{
    Between, Grid, ScoreKind, SessionScores, Values, fixed, session_scores, session_values,
};
use crate::model::{Project, SessionId};
use crate::plot::Theme;
use crate::plot::picture::Picture;
use crate::plot::scatter::{Dot, Level, ScatterChart};
use crate::t;
use leptos::prelude::*;

/// More points would lie over each other: of a longer curve every nth sample is drawn.
const MOST_POINTS: usize = 1500;

/// What points stand for.
enum Source {
    /// Samples of a curve in this session.
    Samples(Grid),
    /// Sessions, with their names.
    Sessions { all: Vec<(SessionScores, String)>, kind: ScoreKind, here: SessionId },
}

/// The values of two coders.
pub(super) struct Valued {
    source: Source,
    /// All of them.
    values: Vec<Values>,
    coders: [String; 2],
    confidence: f64,
}

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axes {
    /// The second coder's over the first one's.
    Both,
    /// Their difference over their mean, after Bland and Altman.
    Differences,
}

impl Valued {
    /// Of the two coders of a row; none of more.
    pub fn of(here: ComparePage, chosen: Chosen) -> Option<Self> {
        let Between::Pair(i, j) = chosen.between else { return None };
        let coders = here.pair((i, j));
        here.result.with(|result| {
            let comparison = result.as_ref().ok()?;
            let (aligned, _) = comparison.channel(chosen.channel)?;
            let confidence = f64::from(comparison.settings.confidence) / 100.0;
            if let Some(grid) = aligned.grid() {
                let values = aligned.values(chosen.between);
                return Some(Self { source: Source::Samples(grid), values, coders, confidence });
            }
            let comparable = &comparison.comparable;
            let scored = |project: &Project| {
                let (kind, all) = session_scores(project, comparable, chosen.channel, chosen.code)?;
                let values = session_values(&all, chosen.between);
                let name = |of: &SessionScores| project.session(of.session).map(|session| session.name.clone());
                let all = all.into_iter().map(|of| (of.clone(), name(&of).unwrap_or_default())).collect();
                Some((Source::Sessions { all, kind, here: comparable.session }, values))
            };
            let (source, values) = here.context.desk.with(scored).flatten()?;
            Some(Self { source, values, coders, confidence })
        })
    }

    /// How many samples make one point.
    fn every(&self) -> usize {
        self.values.len().div_ceil(MOST_POINTS).max(1)
    }

    /// How values are written.
    fn written(value: f64) -> String {
        fixed(value, 2).trim_end_matches('0').trim_end_matches('.').replace('-', "−")
    }

    /// A name with what its values count.
    fn axis(&self, name: String) -> String {
        match &self.source {
            Source::Samples(_) | Source::Sessions { kind: ScoreKind::Rating, .. } => name,
            Source::Sessions { kind: ScoreKind::TimeShare, .. } => t!("compare-axis-time", name = name),
            Source::Sessions { kind: ScoreKind::Rate, .. } => t!("compare-axis-rate", name = name),
            Source::Sessions { kind: ScoreKind::WindowShare, .. } => t!("compare-axis-windows", name = name),
        }
    }

    /// What both said, and where.
    fn says(&self, values: &Values) -> String {
        let said = self.coders.iter().zip(&values.each);
        let said = said.map(|(coder, value)| t!("compare-said", coder = coder.clone(), said = Self::written(*value)));
        self.place(values.place).into_iter().chain(said).collect::<Vec<_>>().join(" · ")
    }

    fn place(&self, place: usize) -> Option<String> {
        match &self.source {
            Source::Samples(grid) => Some(stretch(grid.span(place)?)),
            Source::Sessions { all, .. } => all.get(place).map(|(_, name)| name.clone()),
        }
    }

    /// Mean and limits of the differences, second less first; none of fewer than three.
    fn limits(&self) -> Option<BlandAltman> {
        let turned: Vec<(f64, f64)> = self.values.iter().map(|of| (of.each[1], of.each[0])).collect();
        BlandAltman::of(&turned, self.confidence).ok()
    }

    /// What there is to see, and what a click does.
    pub fn hint(&self) -> String {
        let count = self.values.len();
        let of = match &self.source {
            Source::Samples(_) if self.every() > 1 => {
                t!("compare-samples-thinned", count = count, every = self.every().to_string())
            }
            Source::Samples(_) => t!("compare-samples", count = count),
            Source::Sessions { .. } => t!("compare-sessions", count = count),
        };
        match self.limits() {
            Some(of_all) => {
                let [bias, low, high] = [of_all.bias, of_all.limits.0, of_all.limits.1].map(Self::written);
                t!("compare-limits", of = of, bias = bias, low = low, high = high)
            }
            None => of,
        }
    }

    /// Laid out for a width.
    pub fn layout(&self, axes: Axes, width: u32, theme: &Theme) -> Picture {
        let [first, second] = self.coders.clone();
        let is_here = |place: usize| match &self.source {
            Source::Samples(_) => false,
            Source::Sessions { all, here, .. } => all.get(place).is_some_and(|(of, _)| of.session == *here),
        };
        let dot = |values: &Values| {
            let (one, other) = (values.each[0], values.each[1]);
            let (x, y) = match axes {
                Axes::Both => (one, other),
                Axes::Differences => (f64::midpoint(one, other), other - one),
            };
            Dot { x, y, says: self.says(values), is_special: is_here(values.place) }
        };
        let level = |y: f64, name: String, is_main| Level { y, name, is_main };
        let levels = match (axes, self.limits()) {
            (Axes::Both, _) => Vec::new(),
            (Axes::Differences, None) => vec![level(0.0, "0".to_owned(), false)],
            (Axes::Differences, Some(of)) => vec![
                level(0.0, String::new(), false),
                level(of.bias, t!("compare-level-mean", value = Self::written(of.bias)), true),
                level(of.limits.0, t!("compare-level-low", value = Self::written(of.limits.0)), false),
                level(of.limits.1, t!("compare-level-high", value = Self::written(of.limits.1)), false),
            ],
        };
        let (across, up) = match axes {
            Axes::Both => (first, second),
            Axes::Differences => (t!("compare-means"), t!("compare-less", first = first, second = second)),
        };
        let chart = ScatterChart {
            up: self.axis(up),
            across: self.axis(across),
            dots: self.values.iter().step_by(self.every()).map(dot).collect(),
            levels,
            is_square: axes == Axes::Both,
        };
        chart.layout(width, theme)
    }

    /// Plays the moment of a sample, or opens a session.
    pub fn act(&self, here: ComparePage, chosen: Chosen, point: usize) -> Option<()> {
        let values = self.values.get(point * self.every())?;
        match &self.source {
            Source::Samples(grid) => {
                let said = |(coder, value): (&String, &f64)| {
                    t!("compare-said", coder = coder.clone(), said = Self::written(*value))
                };
                let said = self.coders.iter().zip(&values.each).map(said).collect::<Vec<_>>().join(" · ");
                let moment = Moment { channel: chosen.channel, span: grid.span(values.place)?, said };
                here.moments.play(here.title(chosen), vec![moment]);
            }
            Source::Sessions { all, here: shown, .. } => {
                let (scores, _) = all.get(values.place)?;
                if scores.session == *shown {
                    let (title, moments) = here.differing(chosen);
                    here.moments.play(title, moments);
                } else {
                    let codings: Vec<_> = scores.codings.iter().flatten().copied().collect();
                    let first = *codings.first()?;
                    here.change(|settings| settings.codings = codings);
                    here.context.desk.show(first);
                }
            }
        }
        Some(())
    }
}
