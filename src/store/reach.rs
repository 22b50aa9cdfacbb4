//! How far undo reaches when the journal is replayed.
//!
//! A snapshot holds a project without its history. An undo that takes back an action from before the snapshot can therefore not be replayed
//! from it, nor can anything after it. [`Tail`] notices that as it happens, so that a new snapshot is made at once.

use crate::edit::Action;
use std::collections::VecDeque;

/// The actions since a snapshot, as far as replaying them from it is concerned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tail(VecDeque<(u64, Walk)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Walk {
    Do,
    Undo,
    Redo,
}

impl Tail {
    /// Adds an action that changed something; others leave no trace in the history.
    pub fn push(&mut self, seq: u64, action: &Action) {
        let walk = match action {
            Action::Do(_) => Walk::Do,
            Action::Undo => Walk::Undo,
            Action::Redo => Walk::Redo,
        };
        self.0.push_back((seq, walk));
    }

    /// Drops what a snapshot with this number holds.
    pub fn drop_through(&mut self, seq: u64) {
        while self.0.front().is_some_and(|&(first, _)| first <= seq) {
            self.0.pop_front();
        }
    }

    /// Number of actions.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the snapshot holds everything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first action that could not be replayed from the snapshot.
    pub fn first_out_of_reach(&self) -> Option<u64> {
        let (mut done, mut undone) = (0_usize, 0_usize);
        for &(seq, walk) in &self.0 {
            let (from, to) = match walk {
                Walk::Do => {
                    (done, undone) = (done + 1, 0);
                    continue;
                }
                Walk::Undo => (&mut done, &mut undone),
                Walk::Redo => (&mut undone, &mut done),
            };
            if *from == 0 {
                return Some(seq);
            }
            *from -= 1;
            *to += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Command;

    /// `d`o, `u`ndo, `r`edo, numbered from 1.
    fn check(walk: &str, expect: Option<u64>) {
        let mut tail = Tail::default();
        for (seq, letter) in (1..).zip(walk.chars()) {
            let action = match letter {
                'd' => Action::Do(Command::RenameProject { name: "A".into() }),
                'u' => Action::Undo,
                _ => Action::Redo,
            };
            tail.push(seq, &action);
        }
        assert_eq!(tail.first_out_of_reach(), expect, "{walk}");
    }

    #[test]
    fn what_was_done_before_the_snapshot_is_out_of_reach() {
        check("", None);
        check("ddd", None);
        check("u", Some(1));
        check("r", Some(1));
        check("dduu", None);
        check("dduuu", Some(5));
        check("durur", None);
        check("durr", Some(4));
        check("dudr", Some(4));
    }
}
