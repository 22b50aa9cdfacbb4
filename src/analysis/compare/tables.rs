//! Tables of pieces for every pair of coders, by blocks of time, and the same drawn anew.

use super::pieces::Pieces;
use crate::time::Millis;
use oorandom::Rand64;

/// For each pair of coders a square table of what both said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tables {
    /// How many categories a table has.
    pub size: usize,
    /// The pairs, in order.
    pub pairs: Vec<(usize, usize)>,
    /// The table of each pair, by rows, of all pieces that both can be compared on.
    each: Vec<f64>,
    /// The same, of the pieces that all can be compared on.
    complete: Vec<f64>,
}

impl Tables {
    fn new(size: usize, coders: usize) -> Self {
        let pairs: Vec<(usize, usize)> = (0..coders).flat_map(|i| (i + 1..coders).map(move |j| (i, j))).collect();
        let cells = vec![0.0; pairs.len() * size * size];
        Self { size, pairs, each: cells.clone(), complete: cells }
    }

    fn add(&mut self, said: &[Option<u16>], weight: f64) {
        let all = said.iter().all(Option::is_some);
        for (nth, (i, j)) in self.pairs.iter().enumerate() {
            if let (Some(row), Some(column)) = (said[*i], said[*j]) {
                let cell = (nth * self.size + usize::from(row)) * self.size + usize::from(column);
                self.each[cell] += weight;
                if all {
                    self.complete[cell] += weight;
                }
            }
        }
    }

    fn clear(&mut self) {
        self.each.fill(0.0);
        self.complete.fill(0.0);
    }

    fn add_all(&mut self, other: &Self) {
        self.each.iter_mut().zip(&other.each).for_each(|(sum, cell)| *sum += cell);
        self.complete.iter_mut().zip(&other.complete).for_each(|(sum, cell)| *sum += cell);
    }

    /// The table of a pair, by rows.
    pub fn pair(&self, nth: usize) -> &[f64] {
        let cells = self.size * self.size;
        &self.each[nth * cells..(nth + 1) * cells]
    }

    /// The tables of all pairs, of the pieces that all can be compared on.
    pub fn complete(&self) -> impl Iterator<Item = ((usize, usize), &[f64])> {
        self.pairs.iter().copied().zip(self.complete.chunks_exact((self.size * self.size).max(1)))
    }
}

/// Tables of all pieces, and of blocks of them.
#[derive(Debug, Clone)]
pub(super) struct Blocks {
    /// Of all pieces.
    pub all: Tables,
    blocks: Vec<Tables>,
}

/// Fewer blocks than these say nothing about how a number varies.
pub(super) const FEWEST_BLOCKS: usize = 5;

/// Tables of more categories are not drawn anew: sets of codes in channels where any may hold at once.
const MOST_CATEGORIES: usize = 64;

impl Blocks {
    /// Tables of the pieces, in blocks of so much time; of a tenth of the time compared where that is shorter.
    pub fn of(pieces: &Pieces, block: Millis) -> Self {
        let size = pieces.categories.len();
        let mut all = Tables::new(size, pieces.coders);
        let total: f64 = pieces.list.iter().map(|piece| piece.span.duration().as_f64()).sum();
        let block = block.as_f64().min(total / 10.0).max(1.0);
        let mut blocks: Vec<Tables> = Vec::new();
        let mut at = 0.0;
        for piece in &pieces.list {
            let said = &piece.said[..pieces.coders];
            all.add(said, piece.weight);
            if size > MOST_CATEGORIES {
                continue;
            }
            // Time is cut where a block ends; a unit belongs to the block that it begins in.
            let mut left = piece.span.duration().as_f64();
            let mut weight = piece.weight;
            while left > 0.0 {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in the list
                let nth = (at / block + 1e-9).floor() as usize;
                while blocks.len() <= nth {
                    blocks.push(Tables::new(size, pieces.coders));
                }
                let to_end = (crate::analysis::agreement::count(nth + 1) * block - at).max(1e-6);
                let part = if pieces.units { left } else { left.min(to_end) };
                blocks[nth].add(said, if pieces.units { weight } else { part });
                weight = 0.0;
                left -= part;
                at += part;
            }
        }
        Self { all, blocks }
    }

    /// Whether there are enough blocks to draw from.
    pub fn can_be_drawn(&self) -> bool {
        self.blocks.len() >= FEWEST_BLOCKS
    }

    /// Sums up as many blocks as there are, drawn by chance, each as often as chance has it.
    pub fn draw(&self, random: &mut Rand64, into: &mut Tables) {
        into.clear();
        let blocks = u64::try_from(self.blocks.len()).unwrap_or(0);
        for _ in 0..blocks {
            if let Some(block) = usize::try_from(random.rand_range(0..blocks)).ok().and_then(|nth| self.blocks.get(nth))
            {
                into.add_all(block);
            }
        }
    }
}
