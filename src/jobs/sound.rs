//! The job of reading a sound.

use super::{Job, News, SoundNews, Step, Told};
use crate::media::Peak;
use crate::sound::{SoundReader, Step as Packet, Unheard};
use crate::time::Millis;

/// Reads a sound to its end.
pub(super) struct SoundJob {
    reader: SoundReader,
    is_announced: bool,
    failed: Option<Unheard>,
}

impl SoundJob {
    /// Nothing of it is read yet.
    pub fn new(reader: SoundReader) -> Self {
        Self { reader, is_announced: false, failed: None }
    }
}

impl Job for SoundJob {
    fn step(&mut self) -> Step {
        match self.reader.step() {
            Ok(Packet::More) => Step::More,
            Ok(Packet::End) => Step::End,
            Err(why) => {
                self.failed = Some(why);
                Step::End
            }
        }
    }

    fn tell(&mut self) -> Vec<Told> {
        let mut told: Vec<Told> = Vec::new();
        if !std::mem::replace(&mut self.is_announced, true) {
            told.push(News::Sound(SoundNews::Head(self.reader.head())).into());
        }
        let peaks = self.reader.take().into_iter();
        told.extend(
            peaks.map(|(first, peaks)| Told { news: News::Sound(SoundNews::Peaks { first }), numbers: pack(&peaks) }),
        );
        told.extend(self.failed.take().map(|why| News::Sound(SoundNews::Unheard(why)).into()));
        told
    }

    fn permille(&self) -> Option<u16> {
        self.reader.permille()
    }

    fn look(&mut self, at: Millis) {
        self.reader.look(at);
    }
}

/// Peaks as plain numbers, three each.
pub fn pack(peaks: &[Peak]) -> Vec<i16> {
    peaks.iter().flat_map(|peak| [peak.low, peak.high, peak.rms]).collect()
}

/// The counterpart of [`pack`]; a rest of fewer than three is left out.
pub fn unpack(numbers: &[i16]) -> Vec<Peak> {
    numbers.chunks_exact(3).map(|three| Peak { low: three[0], high: three[1], rms: three[2] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peaks_survive_the_way() {
        let peaks = [Peak { low: -3, high: 7, rms: 2 }, Peak::UNREAD];
        assert_eq!(unpack(&pack(&peaks)), peaks);
        assert_eq!(unpack(&[1, 2]), []);
    }

    #[test]
    fn a_sound_is_announced_before_its_peaks() {
        let bytes = include_bytes!("../../tests/fixtures/sound/aac.mp4");
        let mut job = SoundJob::new(SoundReader::open(std::io::Cursor::new(bytes), Millis::ZERO).unwrap());
        while job.step() == Step::More {}
        let told = job.tell();
        assert!(matches!(told[0].news, News::Sound(SoundNews::Head(head)) if head.rows == 2), "{:?}", told[0]);
        assert!(matches!(told[1].news, News::Sound(SoundNews::Peaks { first: 0 })), "{:?}", told[1].news);
        assert!(!told[1].numbers.is_empty());
        assert_eq!(job.tell(), []);
    }
}
