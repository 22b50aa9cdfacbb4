//! Which part of a file is read next: first what is looked at, then what follows, then what was passed over.

/// How long a part is, in seconds: a seek costs some packets that are decoded in vain, and who looks elsewhere waits for one part at most.
pub(super) const PART: f64 = 10.0;

/// The parts of a file, and which of them are read.
#[derive(Debug)]
pub(super) struct Order {
    read: Vec<bool>,
    left: usize,
}

impl Order {
    /// No part of a file of this many seconds is read.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a file of a day has 8,640 parts
    pub fn new(seconds: f64) -> Self {
        let parts = ((seconds / PART).ceil() as usize).max(1);
        Self { read: vec![false; parts], left: parts }
    }

    /// The part that a moment in seconds lies in.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below the number of parts
    pub fn part(&self, seconds: f64) -> usize {
        ((seconds.max(0.0) / PART) as usize).min(self.read.len() - 1)
    }

    /// Takes note that a part is read, or cannot be.
    pub fn finish(&mut self, part: usize) {
        if let Some(read) = self.read.get_mut(part).filter(|read| !**read) {
            *read = true;
            self.left -= 1;
        }
    }

    /// Takes note that the file ends within a part: there is nothing from there on.
    pub fn end_at(&mut self, part: usize) {
        for part in part..self.read.len() {
            self.finish(part);
        }
    }

    /// The part to read next: the first at or after `from` that is not read, else the first of all.
    pub fn next(&self, from: usize) -> Option<usize> {
        let unread = |range: std::ops::Range<usize>| range.into_iter().find(|part| !self.read[*part]);
        let from = from.min(self.read.len());
        unread(from..self.read.len()).or_else(|| unread(0..from))
    }

    /// The share that is read, in thousandths.
    pub fn permille(&self) -> u16 {
        let done = self.read.len() - self.left;
        u16::try_from(done * 1000 / self.read.len()).unwrap_or(1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_comes_first_and_what_was_passed_over_last() {
        let mut order = Order::new(95.0);
        let mut at = order.part(60.0);
        let mut went = Vec::new();
        while let Some(part) = order.next(at) {
            went.push(part);
            order.finish(part);
            // Someone looks at second 20 in between.
            at = if went.len() == 2 { order.part(20.0) } else { part + 1 };
        }
        assert_eq!(went, [6, 7, 2, 3, 4, 5, 8, 9, 0, 1]);
        assert_eq!(order.permille(), 1000);
    }

    #[test]
    fn a_file_may_end_early() {
        let mut order = Order::new(100.0);
        order.end_at(3);
        assert_eq!(order.next(5), Some(0));
        order.end_at(0);
        assert_eq!(order.next(0), None);
        assert_eq!(Order::new(0.0).next(0), Some(0));
        assert_eq!(Order::new(30.0).part(1e9), 2);
    }
}
