//! Files that exist in part: headers where they belong, and nothing but zeros where the pictures would be, so that one of many gigabytes
//! fits into a test.

use attune::media::{Source, Unreadable};
use std::cell::Cell;
use std::ops::Range;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Pieces at their places, in order, with zeros between them.
#[derive(Default)]
pub(crate) struct Sparse {
    pieces: Vec<(u64, Vec<u8>)>,
    size: u64,
    /// How many bytes were read, and in how many readings.
    pub(crate) cost: Cell<(u64, usize)>,
}

impl Sparse {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut file = Self::default();
        file.write(bytes);
        file
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.pieces.push((self.size, bytes.to_vec()));
        self.size += bytes.len() as u64;
    }

    pub(crate) fn skip(&mut self, bytes: u64) {
        self.size += bytes;
    }

    pub(crate) fn len(&self) -> u64 {
        self.size
    }
}

impl Source for Sparse {
    fn size(&self) -> u64 {
        self.size
    }

    async fn read(&self, range: Range<u64>) -> Result<Vec<u8>, Unreadable> {
        assert!(range.start <= range.end && range.end <= self.size, "{range:?} of {}", self.size);
        let (bytes, times) = self.cost.get();
        self.cost.set((bytes + range.end - range.start, times + 1));
        let mut read = vec![0; usize::try_from(range.end - range.start).unwrap()];
        let first = self.pieces.partition_point(|(at, piece)| at + piece.len() as u64 <= range.start);
        for (at, piece) in self.pieces[first..].iter().take_while(|(at, _)| *at < range.end) {
            let start = range.start.max(*at);
            let end = range.end.min(at + piece.len() as u64);
            let from = usize::try_from(start - at).unwrap();
            let to = usize::try_from(start - range.start).unwrap();
            let length = usize::try_from(end - start).unwrap();
            read[to..to + length].copy_from_slice(&piece[from..from + length]);
        }
        Ok(read)
    }
}

/// Runs a future that never waits.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a source in memory does not wait"),
    }
}

/// An MP4 box.
pub(crate) fn atom(kind: &str, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let size = u32::try_from(body.len() + 8).unwrap();
    [&size.to_be_bytes()[..], kind.as_bytes(), &body].concat()
}

/// Big-endian words.
pub(crate) fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// An MP4 box of words, the first of which hold version and flags.
pub(crate) fn table(kind: &str, version: u32, entries: &[&[u32]]) -> Vec<u8> {
    let count = u32::try_from(entries.len()).unwrap();
    atom(kind, &[&words(&[version, count]), &words(&entries.concat())])
}

/// An EBML element.
pub(crate) fn element(id: u32, body: &[u8]) -> Vec<u8> {
    [head(id, body.len() as u64), body.to_vec()].concat()
}

/// Id and size of an EBML element, in eight bytes.
pub(crate) fn head(id: u32, size: u64) -> Vec<u8> {
    let id: Vec<u8> = id.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    [id, (size | 1 << 56).to_be_bytes().to_vec()].concat()
}

/// An EBML element that holds a number.
pub(crate) fn number(id: u32, value: u64) -> Vec<u8> {
    element(id, &value.to_be_bytes())
}
