//! The pictures around the playhead, decoded ahead of being asked for, so that a step shows what is there already. A seek decodes from
//! the last key picture each time; in a film with a key picture every ten seconds that takes a second.
//!
//! This plans: which pictures to keep, and what a decoder should be given next. It knows neither decoder nor file.

use super::Samples;
use std::collections::{BTreeMap, BTreeSet};

/// What the decoder should get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The sample at this place.
    Feed(usize),
    /// The sample at this place, after forgetting all it has: it is a key picture.
    Restart(usize),
    /// Nothing more comes: it should give out what it still holds.
    Flush,
    /// Nothing: all that is wanted is there.
    Rest,
}

/// Decoded pictures by the number of their frame.
#[derive(Debug)]
pub struct Near<P> {
    goal: u32,
    /// How many pictures are kept before the goal, and how many after it.
    back: u32,
    ahead: u32,
    held: BTreeMap<u32, P>,
    /// The place of the sample that follows what the decoder was given; `None` before it was given any.
    fed: Option<usize>,
    /// Frames that the decoder was given and has not given back.
    inside: BTreeSet<u32>,
    is_flushed: bool,
}

impl<P> Near<P> {
    /// Keeps up to so many pictures; at least 3.
    pub fn new(pictures: u32) -> Self {
        let ahead = pictures.saturating_sub(1) / 3;
        let back = pictures.saturating_sub(1) - ahead;
        Self {
            goal: 0,
            back: back.max(1),
            ahead: ahead.max(1),
            held: BTreeMap::new(),
            fed: None,
            inside: BTreeSet::new(),
            is_flushed: false,
        }
    }

    /// Moves to a frame; pictures far from it are let go of.
    pub fn go(&mut self, goal: u32) {
        self.goal = goal;
        let kept = self.window();
        self.held.retain(|frame, _| kept.contains(frame));
    }

    /// The picture of a frame, if it is there.
    pub fn picture(&self, frame: u32) -> Option<&P> {
        self.held.get(&frame)
    }

    fn window(&self) -> std::ops::RangeInclusive<u32> {
        self.goal.saturating_sub(self.back)..=self.goal.saturating_add(self.ahead)
    }

    /// A picture has come out of the decoder.
    pub fn take(&mut self, frame: u32, picture: P) {
        self.inside.remove(&frame);
        if self.window().contains(&frame) {
            self.held.insert(frame, picture);
        }
    }

    /// The decoder has given out all that it held.
    pub fn flushed(&mut self) {
        self.inside.clear();
        self.fed = None;
        self.is_flushed = false;
    }

    /// How many pictures the decoder works at.
    pub fn inside(&self) -> usize {
        self.inside.len()
    }

    /// What comes next.
    pub fn next(&self, samples: &Samples) -> Next {
        let Some((target, start)) = self.target(samples).and_then(|frame| Some((frame, samples.start(frame)?))) else {
            return Next::Rest;
        };
        let Some(fed) = self.fed else { return Next::Restart(start) };
        let is_to_come = samples.place(target).is_some_and(|place| place >= fed);
        // A key picture that lies ahead of what was fed makes all before it needless.
        if !self.inside.contains(&target) && (!is_to_come || start > fed) {
            return Next::Restart(start);
        }
        match (samples.get(fed..fed + 1).is_empty(), self.is_flushed) {
            (false, _) => Next::Feed(fed),
            (true, false) => Next::Flush,
            (true, true) => Next::Rest,
        }
    }

    /// The frame that is missed most: the goal, then those ahead, then those behind once half of them are gone.
    fn target(&self, samples: &Samples) -> Option<u32> {
        let end = samples.frames();
        let window = self.window();
        let missing = |frame: &u32| *frame < end && !self.held.contains_key(frame);
        let near_behind = self.goal.saturating_sub(self.back / 2)..self.goal;
        Some(self.goal)
            .filter(missing)
            .or_else(|| {
                near_behind.into_iter().any(|frame| missing(&frame)).then(|| *window.start()..self.goal)?.find(missing)
            })
            .or_else(|| (self.goal..=*window.end()).find(missing))
    }

    /// The decoder was given what [`next`](Self::next) said.
    pub fn did(&mut self, next: Next, samples: &Samples) {
        let place = match next {
            Next::Feed(place) => place,
            Next::Restart(place) => {
                self.inside.clear();
                self.is_flushed = false;
                place
            }
            Next::Flush => {
                self.is_flushed = true;
                return;
            }
            Next::Rest => return,
        };
        self.fed = Some(place + 1);
        self.inside.extend(samples.get(place..place + 1).iter().filter_map(|sample| sample.frame));
    }

    /// Forgets what the decoder was given: it has failed or was reset.
    pub fn forget(&mut self) {
        self.fed = None;
        self.inside.clear();
        self.is_flushed = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs of `run` frames at 25 a second, each in order I P B B P B B.
    fn film(runs: i64, run: i64) -> Samples {
        let mut shown = Vec::new();
        for start in (0..runs).map(|nth| nth * run) {
            shown.push((start * 40, true));
            for group in (1..run).step_by(3) {
                shown.extend([group + 2, group, group + 1].map(|n| ((start + n) * 40, false)));
            }
        }
        Samples::of(&shown)
    }

    /// A decoder that holds back some pictures, as real ones do, and gives them out in the order in which they are shown.
    struct Decoder {
        near: Near<u32>,
        samples: Samples,
        queue: Vec<u32>,
        decoded: usize,
        most: usize,
    }

    impl Decoder {
        fn new(samples: Samples, pictures: u32) -> Self {
            Self { near: Near::new(pictures), samples, queue: vec![], decoded: 0, most: 0 }
        }

        fn put_out(&mut self, but: usize) {
            self.queue.sort_unstable();
            while self.queue.len() > but {
                let frame = self.queue.remove(0);
                self.near.take(frame, frame);
            }
        }

        /// One turn; whether there was anything to do.
        fn turn(&mut self) -> bool {
            let next = self.near.next(&self.samples);
            self.near.did(next, &self.samples);
            match next {
                Next::Rest => return false,
                Next::Flush => {
                    self.put_out(0);
                    self.near.flushed();
                }
                Next::Restart(place) | Next::Feed(place) => {
                    if let Next::Restart(_) = next {
                        assert!(self.samples.get(place..place + 1)[0].is_key);
                        self.queue.clear();
                    }
                    self.queue.extend(self.samples.get(place..place + 1)[0].frame);
                    self.decoded += 1;
                    self.put_out(4);
                }
            }
            self.most = self.most.max(self.near.held.len());
            true
        }

        fn rest(&mut self) {
            for _ in 0..10_000 {
                if !self.turn() {
                    return;
                }
            }
            panic!("it never rests");
        }

        fn go(&mut self, frame: u32) {
            self.near.go(frame);
        }
    }

    #[test]
    fn all_around_the_goal_is_there_in_the_end() {
        for goal in [0, 3, 50, 99, 100, 101, 130, 298, 299] {
            let mut decoder = Decoder::new(film(3, 100), 30);
            decoder.go(goal);
            decoder.rest();
            for frame in goal.saturating_sub(10)..(goal + 9).min(300) {
                assert_eq!(decoder.near.picture(frame), Some(&frame), "around {goal}");
            }
            assert!(decoder.most <= 30, "{}", decoder.most);
        }
    }

    #[test]
    fn steps_forward_decode_each_frame_once() {
        let mut decoder = Decoder::new(film(3, 100), 30);
        decoder.go(10);
        decoder.rest();
        let before = decoder.decoded;
        for frame in 11..90 {
            decoder.go(frame);
            assert!(decoder.near.picture(frame).is_some());
            decoder.rest();
        }
        assert_eq!(decoder.decoded - before, 79);
    }

    #[test]
    fn steps_back_find_their_pictures_and_decode_a_run_now_and_then() {
        let mut decoder = Decoder::new(film(3, 100), 30);
        decoder.go(290);
        decoder.rest();
        let before = decoder.decoded;
        for frame in (20..290).rev() {
            decoder.go(frame);
            assert!(decoder.near.picture(frame).is_some(), "{frame}");
            decoder.rest();
        }
        assert!(decoder.decoded - before < 3_500, "{}", decoder.decoded - before);
    }

    #[test]
    fn a_jump_while_it_works_is_answered() {
        let mut decoder = Decoder::new(film(3, 100), 30);
        for goal in [250, 20, 199, 0, 299, 120] {
            decoder.go(goal);
            for _ in 0..17 {
                decoder.turn();
            }
        }
        decoder.rest();
        assert_eq!(decoder.near.picture(120), Some(&120));
    }
}
