//! Confusion matrices of two coders with the moments behind each cell, and where coders differ.

use super::comparable::Aligned;
use super::evented::event_table;
use super::pieces::{Category, Pieces};
use super::stretches::joined;
use super::{Between, MAX_CODINGS, Settings};
use crate::time::Span;
use serde::{Deserialize, Serialize};

/// What two coders said together, by time, units or windows: the first coder's categories in rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Confusion {
    /// What rows and columns stand for.
    pub categories: Vec<Category>,
    /// Milliseconds, or units and windows, by rows.
    pub cells: Vec<Vec<f64>>,
}

impl Confusion {
    /// Of the pieces of a channel.
    pub fn of(pieces: &Pieces, (first, second): (usize, usize)) -> Self {
        let size = pieces.categories.len();
        let mut cells = vec![vec![0.0; size]; size];
        for piece in &pieces.list {
            if let (Some(row), Some(column)) = (piece.said[first], piece.said[second]) {
                cells[usize::from(row)][usize::from(column)] += piece.weight;
            }
        }
        Self { categories: pieces.categories.clone(), cells }
    }

    /// Of paired events: [`Category::Nothing`] stands for events without a partner. None for channels without events, and where too many
    /// pairs may be.
    pub fn of_events(aligned: &Aligned, (first, second): (usize, usize), settings: &Settings) -> Option<Self> {
        let said = aligned.events()?;
        let codes = aligned.codes.len();
        let table = event_table(&said.get(first)?.bouts, &said.get(second)?.bouts, codes, settings).ok()?;
        let categories = (0..codes).map(Category::Code).chain([Category::Nothing]).collect();
        Some(Self { categories, cells: table.rows() })
    }
}

impl Pieces {
    /// For each cell of two coders' matrix, by rows, the stretches that it stands for: those in which the first said the one category and the
    /// second the other. In order, apart.
    pub fn moments(&self, (first, second): (usize, usize)) -> Vec<Vec<Vec<Span>>> {
        let size = self.categories.len();
        let mut cells = vec![vec![Vec::new(); size]; size];
        for piece in &self.list {
            if let (Some(row), Some(column)) = (piece.said[first], piece.said[second]) {
                cells[usize::from(row)][usize::from(column)].push(piece.span);
            }
        }
        cells.into_iter().map(|row| row.into_iter().map(joined).collect()).collect()
    }

    /// The stretches in which coders differ, in all or on whether one code held, each with what these coders said. In order.
    pub fn disagreements(&self, between: Between, code: Option<usize>) -> Vec<Disagreement> {
        let mut all: Vec<Disagreement> = Vec::new();
        for piece in &self.list {
            let mut said = [None; MAX_CODINGS];
            for coder in (0..self.coders).filter(|coder| between.has(*coder)) {
                said[coder] = piece.said[coder];
            }
            let has = |said: u16, code| self.categories.get(usize::from(said)).is_some_and(|of| of.has(code));
            let differ = |one: u16, other: u16| match code {
                Some(code) => has(one, code) != has(other, code),
                None => one != other,
            };
            let mut own = said.iter().flatten();
            if !own.next().is_some_and(|first| own.any(|other| differ(*first, *other))) {
                continue;
            }
            match all.last_mut() {
                Some(last) if last.said == said && last.span.end() == piece.span.start() => {
                    last.span = Span::new(last.span.start(), piece.span.end()).unwrap_or(last.span);
                }
                _ => all.push(Disagreement { span: piece.span, said }),
            }
        }
        all
    }
}

/// A stretch in which coders differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// From when to when.
    pub span: Span,
    /// The category of each coder that is looked at.
    pub said: [Option<u16>; MAX_CODINGS],
}
