//! Where the frames of an H.264 video lie in its file, for those who decode it themselves.

use std::ops::Range;

/// How the samples are coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codec {
    /// As in the MIME type: `avc1.64001f`.
    pub name: String,
    /// The decoder configuration record, as it is in the file.
    pub description: Vec<u8>,
}

/// One coded picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Its first byte in the file.
    pub offset: u64,
    /// Its length in bytes.
    pub size: u32,
    /// Which frame it is in the order in which they are shown; `None` if it is not shown.
    pub frame: Option<u32>,
}

/// All coded pictures of a video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Samples {
    /// How they are coded.
    pub codec: Codec,
    /// In the order in which they are decoded.
    all: Vec<Sample>,
    /// Which of them can be decoded without any other: ascending, the first is 0.
    keys: Vec<u32>,
    /// Which sample holds each frame.
    places: Vec<u32>,
}

/// A key picture and all that depend on it, up to the next key picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// The samples, in the order in which they are decoded; the first is the key picture.
    pub samples: &'a [Sample],
}

impl Run<'_> {
    /// The bytes of the file that hold some of the samples, and what lies between them.
    pub fn range(&self, samples: Range<usize>) -> Range<u64> {
        let samples = self.samples.get(samples).unwrap_or_default();
        let start = samples.iter().map(|sample| sample.offset).min().unwrap_or(0);
        let end = samples.iter().map(|sample| sample.offset + u64::from(sample.size)).max().unwrap_or(0);
        start..end
    }
}

impl Samples {
    /// From the samples in the order of decoding, each with its time and whether it is a key picture. Those before time 0 are not shown;
    /// of two at the same time the first one is the frame. `None` unless the first can be decoded, or if their bytes are not in the file.
    pub(super) fn new(codec: Codec, pictures: &[Coded], file_size: u64) -> Option<Self> {
        let whole = |coded: &Coded| coded.offset.checked_add(coded.size.into()).is_some_and(|end| end <= file_size);
        if !pictures.first()?.is_key || !pictures.iter().all(whole) {
            return None;
        }
        let mut shown: Vec<u32> = (0..u32::try_from(pictures.len()).ok()?).collect();
        let at = |index: &u32| pictures[*index as usize].at;
        shown.retain(|index| at(index) >= 0);
        shown.sort_by_key(at);
        shown.dedup_by_key(|index| at(index));
        let mut all: Vec<Sample> =
            pictures.iter().map(|&Coded { offset, size, .. }| Sample { offset, size, frame: None }).collect();
        for (frame, index) in (0_u32..).zip(&shown) {
            all[*index as usize].frame = Some(frame);
        }
        let keys = (0_u32..).zip(pictures).filter(|(_, coded)| coded.is_key).map(|(index, _)| index).collect();
        Some(Self { codec, all, keys, places: shown })
    }

    /// The run that a frame is decoded in. In an open group of pictures the first frames shown after a key picture need the run before;
    /// such a frame is not promised to be right by this run alone, so the run before is the answer's beginning.
    pub fn run(&self, frame: u32) -> Option<Run<'_>> {
        let place = *self.places.get(frame as usize)?;
        let next = self.keys.partition_point(|key| *key <= place);
        let mut from = next.checked_sub(1)?;
        let key_frame = self.all[self.keys[from] as usize].frame;
        if key_frame.is_some_and(|key| key > frame) {
            from = from.saturating_sub(1);
        }
        let end = self.keys.get(next).map_or(self.all.len(), |key| *key as usize);
        Some(Run { samples: &self.all[self.keys[from] as usize..end] })
    }

    /// How many samples the longest run has.
    pub fn longest_run(&self) -> usize {
        let ends = self.keys.iter().skip(1).map(|key| *key as usize).chain([self.all.len()]);
        self.keys.iter().zip(ends).map(|(start, end)| end - *start as usize).max().unwrap_or(0)
    }
}

/// A sample as the container tells of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coded {
    /// When it is shown, in microseconds of the media clock.
    pub(super) at: i64,
    pub(super) offset: u64,
    pub(super) size: u32,
    pub(super) is_key: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(shown: &[(i64, bool)]) -> Samples {
        let coded = |(index, (at, is_key)): (u64, &(i64, bool))| Coded {
            at: *at,
            offset: 100 + index * 10,
            size: 10,
            is_key: *is_key,
        };
        let coded: Vec<Coded> = (0..).zip(shown).map(coded).collect();
        let none = Codec { name: String::new(), description: vec![] };
        Samples::new(none, &coded, 100 + 10 * shown.len() as u64).unwrap()
    }

    #[test]
    fn a_run_reaches_from_key_to_key() {
        let samples = samples(&[(0, true), (120, false), (40, false), (80, false), (160, true), (200, false)]);
        let frames = |frame: u32| samples.run(frame).unwrap().samples.iter().map(|s| s.frame).collect::<Vec<_>>();
        assert_eq!(frames(2), [0, 3, 1, 2].map(Some));
        assert_eq!(frames(5), [4, 5].map(Some));
        assert_eq!(samples.run(6), None);
        assert_eq!(samples.run(4).unwrap().range(0..2), 140..160);
        assert_eq!(samples.longest_run(), 4);
    }

    #[test]
    fn frames_before_their_key_picture_are_decoded_from_the_run_before() {
        let samples = samples(&[(0, true), (40, false), (160, true), (80, false), (120, false)]);
        assert_eq!(samples.run(2).unwrap().samples.len(), 5);
        assert_eq!(samples.run(4).unwrap().samples.len(), 3);
    }

    #[test]
    fn pictures_before_the_start_are_decoded_and_not_shown() {
        let samples = samples(&[(-80, true), (-40, false), (0, false), (40, false)]);
        let frames: Vec<_> = samples.run(0).unwrap().samples.iter().map(|sample| sample.frame).collect();
        assert_eq!(frames, [None, None, Some(0), Some(1)]);
    }
}
