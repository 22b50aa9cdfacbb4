//! Who said what for how long, and which events had which partner, as tables: each cell says its numbers, and has the moments behind it.

use super::moments::Moment;
use super::names::category_name;
use super::{Chosen, ComparePage};
use crate::analysis::compare::{Between, Category, Confusion, EventPair, PairSide};
use crate::plot::matrix::{Cell, MatrixChart};
use crate::t;
use crate::time::Span;
use leptos::prelude::With;

/// A table of more categories cannot be read: sets of codes, where any may hold at once.
const MOST_CATEGORIES: usize = 24;

/// A table of two coders, with what it is made of.
pub(super) struct Crossed {
    counts: Counts,
    /// The stretches behind each cell, by rows.
    spans: Vec<Vec<Vec<Span>>>,
    pub confusion: Confusion,
    /// The names of its categories.
    pub names: Vec<String>,
    /// The names of both coders.
    pub coders: [String; 2],
}

/// What a table counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    Time,
    /// Units of time, and windows.
    Units,
    Events,
}

/// Who said what for how long, of two coders' row: none of more, of channels that are rated, and of too many categories.
pub(super) fn crossed(here: ComparePage, chosen: Chosen) -> Option<Crossed> {
    let Between::Pair(i, j) = chosen.between else { return None };
    let (pieces, names) = here.channel(chosen.channel, |aligned, pieces, scheme| {
        let all = pieces?.clone();
        let pieces = match chosen.code {
            Some(code) => all.about(code),
            None => all,
        };
        if pieces.categories.len() > MOST_CATEGORIES {
            return None;
        }
        let names = pieces.categories.iter().map(|category| category_name(aligned, scheme, category)).collect();
        Some((pieces, names))
    })??;
    let confusion = Confusion::of(&pieces, (i, j));
    let counts = if pieces.units { Counts::Units } else { Counts::Time };
    Some(Crossed { counts, spans: pieces.moments((i, j)), confusion, names, coders: here.pair((i, j)) })
}

/// Which events had which partner, of two coders in the channel of a row.
pub(super) fn events_crossed(here: ComparePage, chosen: Chosen, pairs: &[EventPair]) -> Option<Crossed> {
    let Between::Pair(i, j) = chosen.between else { return None };
    let settings = here.result.with(|result| Some(result.as_ref().ok()?.settings.clone()))?;
    here.channel(chosen.channel, |aligned, _, scheme| {
        let confusion = Confusion::of_events(aligned, (i, j), &settings)?;
        if confusion.categories.len() > MOST_CATEGORIES {
            return None;
        }
        let name = |category: &Category| match category {
            Category::Nothing => t!("compare-no-partner"),
            category => category_name(aligned, scheme, category),
        };
        let names = confusion.categories.iter().map(name).collect();
        let size = confusion.categories.len();
        let mut spans = vec![vec![Vec::new(); size]; size];
        // Without a partner comes last.
        let place = |side: Option<PairSide>| {
            side.map_or(Some(size - 1), |side| aligned.codes.iter().position(|code| *code == side.code))
        };
        for pair in pairs {
            if let (Some(row), Some(column), Some(span)) = (place(pair.first), place(pair.second), pair.span()) {
                spans[row][column].push(span);
            }
        }
        Some(Crossed { counts: Counts::Events, spans, confusion, names, coders: here.pair((i, j)) })
    })?
}

impl Crossed {
    /// What a cell shows: the value as a number and in writing.
    fn value(&self, value: f64) -> (f64, String) {
        match self.counts {
            Counts::Time => (value / 1000.0, format!("{:.1}", value / 1000.0)),
            Counts::Units | Counts::Events => (value, format!("{value:.0}")),
        }
    }

    /// As a chart.
    pub fn chart(&self) -> MatrixChart {
        let [first, second] = &self.coders;
        let cell = |row: usize, column: usize, value: f64| {
            let said = |coder: &String, said: &String| t!("compare-said", coder = coder.clone(), said = said.clone());
            let both = format!("{} · {}", said(first, &self.names[row]), said(second, &self.names[column]));
            let (value, text) = self.value(value);
            let (of, count) = (text.clone(), self.spans[row][column].len());
            let says = match self.counts {
                Counts::Time => t!("compare-cell", both = both, seconds = of, count = count),
                Counts::Units => t!("compare-cell-units", both = both, units = of, count = count),
                Counts::Events => t!("compare-cell-events", both = both, count = count),
            };
            Cell { value, text, says }
        };
        let rows = self.confusion.cells.iter().enumerate();
        let cells = rows.flat_map(|(row, cells)| {
            let cell = &cell;
            cells.iter().enumerate().map(move |(column, value)| cell(row, column, *value))
        });
        MatrixChart {
            down: first.clone(),
            across: t!("compare-across", coder = second.clone()),
            rows: self.names.clone(),
            columns: self.names.clone(),
            cells: cells.collect(),
        }
    }

    /// The moments behind a cell, with their title.
    pub fn moments(&self, chosen: Chosen, place: usize) -> Option<(String, Vec<Moment>)> {
        let size = self.names.len();
        let (row, column) = (place.checked_div(size)?, place.checked_rem(size)?);
        let (one, other) = (self.names.get(row)?, self.names.get(column)?);
        let said =
            |coder: usize, said: &String| t!("compare-said", coder = self.coders[coder].clone(), said = said.clone());
        let both = format!("{} · {}", said(0, one), said(1, other));
        let moment = |span: &Span| Moment { channel: chosen.channel, span: *span, said: both.clone() };
        let moments = self.spans[row][column].iter().map(moment).collect();
        Some((format!("{one} · {other}"), moments))
    }
}
