//! Bytes of a file by ranges, read ahead where that pays.

use super::NoTable;
use std::ops::Range;

/// The file cannot be read any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// Something that gives its bytes by ranges.
pub trait Source {
    /// How many bytes there are.
    fn size(&self) -> u64;
    /// The bytes of a range, which lies within the size.
    fn read(&self, range: Range<u64>) -> impl Future<Output = Result<Vec<u8>, Unreadable>>;
}

/// How much is read in passing where headers lie apart.
const LEAST: u64 = 128;

/// How much is read at once where headers lie close together.
const MOST: u64 = 1 << 16;

/// Of a file of any size no more than so many bytes are read.
const BUDGET: u64 = 96 << 20;

/// A source, and the last range that was read of it.
pub(super) struct Pages<'a, S> {
    source: &'a S,
    held: Vec<u8>,
    start: u64,
    /// How much the next reading takes: it doubles while the readings follow each other.
    ahead: u64,
    left: u64,
}

impl<'a, S: Source> Pages<'a, S> {
    pub(super) fn new(source: &'a S) -> Self {
        Self { source, held: Vec::new(), start: 0, ahead: LEAST, left: BUDGET }
    }

    pub(super) fn size(&self) -> u64 {
        self.source.size()
    }

    /// Up to `length` bytes from `at`; fewer only where the file ends.
    pub(super) async fn peek(&mut self, at: u64, length: usize) -> Result<&[u8], NoTable> {
        let size = self.size();
        let start = at.min(size);
        let end = at.saturating_add(length as u64).min(size);
        let held_to = self.start + self.held.len() as u64;
        if start < self.start || end > held_to {
            let is_near = start >= self.start && start <= held_to.saturating_add(self.ahead);
            self.ahead = if is_near { (self.ahead * 2).min(MOST) } else { LEAST };
            let range = start..end.max(start.saturating_add(self.ahead).min(size));
            self.left = self.left.checked_sub(range.end - range.start).ok_or(NoTable::TooMuch)?;
            self.held = self.source.read(range.clone()).await?;
            if self.held.len() as u64 != range.end - range.start {
                return Err(NoTable::Unreadable);
            }
            self.start = start;
        }
        let offset = usize::try_from(start - self.start).or(Err(NoTable::Damaged))?;
        let length = usize::try_from(end - start).or(Err(NoTable::Damaged))?;
        self.held.get(offset..offset + length).ok_or(NoTable::Damaged)
    }

    /// All bytes of a range, which has to lie in the file.
    pub(super) async fn read(&mut self, range: Range<u64>) -> Result<&[u8], NoTable> {
        let length = usize::try_from(range.end.saturating_sub(range.start)).or(Err(NoTable::TooMuch))?;
        if range.end > self.size() {
            return Err(NoTable::Damaged);
        }
        self.peek(range.start, length).await
    }
}
