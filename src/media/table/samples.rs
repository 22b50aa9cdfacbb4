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
    /// Whether it can be decoded without any other.
    pub is_key: bool,
}

/// All coded pictures of a video, in the order in which they are decoded. There is at least one, and the first is a key picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Samples {
    /// How they are coded.
    pub codec: Codec,
    all: Vec<Sample>,
    /// Which of them are key pictures, ascending.
    keys: Vec<u32>,
    /// Which of them holds each frame.
    places: Vec<u32>,
}

impl Samples {
    /// From the samples in the order of decoding, each with its time and whether it is a key picture. Those before time 0 are not shown;
    /// of two at the same time the first one is the frame. `None` unless the first can be decoded, or if their bytes are not in the file.
    pub(super) fn new(codec: Codec, pictures: &[Coded], file_size: u64) -> Option<Self> {
        let whole = |coded: &Coded| coded.offset.checked_add(coded.size.into()).is_some_and(|end| end <= file_size);
        if !pictures.first()?.is_key || !pictures.iter().all(whole) {
            return None;
        }
        let mut places: Vec<u32> = (0..u32::try_from(pictures.len()).ok()?).collect();
        let at = |index: &u32| pictures[*index as usize].at;
        places.retain(|index| at(index) >= 0);
        places.sort_by_key(at);
        places.dedup_by_key(|index| at(index));
        let sample = |&Coded { offset, size, is_key, .. }: &Coded| Sample { offset, size, frame: None, is_key };
        let mut all: Vec<Sample> = pictures.iter().map(sample).collect();
        for (frame, index) in (0_u32..).zip(&places) {
            all[*index as usize].frame = Some(frame);
        }
        let keys = (0_u32..).zip(pictures).filter(|(_, coded)| coded.is_key).map(|(index, _)| index).collect();
        Some(Self { codec, all, keys, places })
    }

    /// The samples in a range of places; fewer where they end.
    pub fn get(&self, places: Range<usize>) -> &[Sample] {
        let end = places.end.min(self.all.len());
        self.all.get(places.start.min(end)..end).unwrap_or_default()
    }

    /// How many frames are shown.
    pub fn frames(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }

    /// Which sample holds a frame.
    pub fn place(&self, frame: u32) -> Option<usize> {
        self.places.get(frame as usize).map(|place| *place as usize)
    }

    /// The key picture from which a frame can be decoded. Frames that are shown before their key picture, in open groups of pictures, are
    /// decoded from the one before.
    pub fn start(&self, frame: u32) -> Option<usize> {
        let place = *self.places.get(frame as usize)?;
        let nth = self.keys.partition_point(|key| *key <= place).checked_sub(1)?;
        let is_open = self.all[self.keys[nth] as usize].frame.is_some_and(|key| key > frame);
        Some(self.keys[if is_open { nth.saturating_sub(1) } else { nth }] as usize)
    }

    /// How many samples there are from a key picture to the next one, at most.
    pub fn longest_run(&self) -> usize {
        let ends = self.keys.iter().skip(1).map(|key| *key as usize).chain([self.all.len()]);
        self.keys.iter().zip(ends).map(|(start, end)| end - *start as usize).max().unwrap_or(0)
    }
}

/// A sample as the container tells of it.
#[derive(Debug, Clone, Copy)]
pub(in crate::media) struct Coded {
    /// When it is shown, in microseconds of the container's clock.
    pub(in crate::media) at: i64,
    pub(in crate::media) offset: u64,
    pub(in crate::media) size: u32,
    pub(in crate::media) is_key: bool,
}

#[cfg(test)]
impl Samples {
    /// Samples of ten bytes each, by their times and whether they are keys.
    pub(in crate::media) fn of(shown: &[(i64, bool)]) -> Self {
        let picture = |(index, (at, is_key)): (u64, &(i64, bool))| Coded {
            at: *at,
            offset: index * 10,
            size: 10,
            is_key: *is_key,
        };
        let pictures: Vec<Coded> = (0..).zip(shown).map(picture).collect();
        let codec = Codec { name: String::new(), description: vec![] };
        Self::new(codec, &pictures, 10 * shown.len() as u64).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_decoded_from_its_key_picture() {
        let samples = Samples::of(&[(0, true), (120, false), (40, false), (80, false), (160, true), (200, false)]);
        let frames: Vec<_> = samples.get(0..9).iter().map(|sample| sample.frame.unwrap()).collect();
        assert_eq!(frames, [0, 3, 1, 2, 4, 5]);
        let starts: Vec<_> = (0..7).map(|frame| samples.start(frame)).collect();
        assert_eq!(starts, [Some(0), Some(0), Some(0), Some(0), Some(4), Some(4), None]);
        assert_eq!((samples.place(3), samples.longest_run(), samples.frames()), (Some(1), 4, 6));
        assert!(samples.get(9..12).is_empty());
    }

    #[test]
    fn frames_before_their_key_picture_are_decoded_from_the_one_before() {
        let samples = Samples::of(&[(0, true), (40, false), (160, true), (80, false), (120, false)]);
        assert_eq!((samples.start(2), samples.start(4)), (Some(0), Some(2)));
    }

    #[test]
    fn pictures_before_the_start_are_decoded_and_not_shown() {
        let samples = Samples::of(&[(-80, true), (-40, false), (0, false), (40, false)]);
        let frames: Vec<_> = samples.get(0..4).iter().map(|sample| sample.frame).collect();
        assert_eq!(frames, [None, None, Some(0), Some(1)]);
        assert_eq!(samples.start(1), Some(0));
    }
}
