//! What both coders said, cut wherever either began or ended something.

use super::Compared;
use crate::analysis::agreement::{Bout, Table, Uncoded};
use crate::time::{Millis, Span};

/// A stretch in which neither coder changes anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// When.
    pub span: Span,
    /// The codes that each coder gave, in the order of the scheme.
    pub said: [Vec<usize>; 2],
}

/// A table of time, with the stretches behind each cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// How many categories.
    pub size: usize,
    /// Stretches by onset, row by row: rows are what the first coder said.
    pub cells: Vec<Vec<Span>>,
}

impl Crossing {
    /// Crosses pieces. Of a channel, the categories are its codes and, unless that is left out, time without one; of one code, that it is
    /// there and that it is not.
    pub(super) fn of(pieces: &[Piece], codes: usize, code: Option<usize>, uncoded: Uncoded) -> Self {
        let size = match (code, uncoded) {
            (Some(_), _) => 2,
            (None, Uncoded::Category) => codes + 1,
            (None, Uncoded::LeftOut) => codes,
        };
        let mut crossing = Self { size, cells: vec![Vec::new(); size * size] };
        for piece in pieces {
            let category = |said: &Vec<usize>| match (code, said.first()) {
                (_, None) if uncoded == Uncoded::LeftOut => None,
                (Some(code), _) => Some(usize::from(!said.contains(&code))),
                (None, Some(said)) => Some(*said),
                (None, None) => Some(codes),
            };
            let [first, second] = &piece.said;
            if let (Some(row), Some(column)) = (category(first), category(second)) {
                crossing.add(row * size + column, piece.span);
            }
        }
        crossing
    }

    /// Adds a stretch; one that goes on where the last ended makes that longer.
    fn add(&mut self, cell: usize, span: Span) {
        let Some(spans) = self.cells.get_mut(cell) else { return };
        match spans
            .last()
            .filter(|last| last.end() == span.start())
            .and_then(|last| Span::new(last.start(), span.end()))
        {
            Some(longer) => {
                spans.pop();
                spans.push(longer);
            }
            None => spans.push(span),
        }
    }

    /// The time in a cell.
    pub fn time(&self, row: usize, column: usize) -> Millis {
        let spans = self.spans(row, column).iter();
        spans.fold(Millis::ZERO, |sum, span| sum + span.duration())
    }

    /// The stretches behind a cell.
    pub fn spans(&self, row: usize, column: usize) -> &[Span] {
        self.cells.get(row * self.size + column).map_or(&[], Vec::as_slice)
    }

    /// The time in each cell, in ms.
    pub fn table(&self) -> Table {
        let mut table = Table::new(self.size);
        for row in 0..self.size {
            for column in 0..self.size {
                table.add(row, column, self.time(row, column).as_f64());
            }
        }
        table
    }
}

impl Compared {
    /// The time that is compared, cut wherever either coder began or ended something.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut next = [0, 0];
        let mut holding: [Vec<Bout>; 2] = [Vec::new(), Vec::new()];
        for stretch in &self.scorable {
            let edges = self.said.iter().flatten().flat_map(|bout| [bout.span.start(), bout.span.end()]);
            let mut edges: Vec<Millis> = edges.filter(|edge| stretch.contains(*edge)).collect();
            edges.extend([stretch.start(), stretch.end()]);
            edges.sort_unstable();
            edges.dedup();
            for span in edges.windows(2).filter_map(|pair| Span::new(pair[0], pair[1])) {
                let said = [0, 1].map(|coder| {
                    let (said, held) = (&self.said[coder], &mut holding[coder]);
                    while let Some(bout) = said.get(next[coder]).filter(|bout| bout.span.start() <= span.start()) {
                        held.push(*bout);
                        next[coder] += 1;
                    }
                    held.retain(|bout| bout.span.contains(span.start()));
                    let mut codes: Vec<usize> = held.iter().map(|bout| bout.code).collect();
                    codes.sort_unstable();
                    codes.dedup();
                    codes
                });
                pieces.push(Piece { span, said });
            }
        }
        pieces
    }
}
