//! What the page asks of its worker, and what the worker reports: jobs that take longer than a frame, each by its number.
//!
//! A message is one of these as JSON, and beside it what JSON is no form for: the file to read, or numbers by the thousand.

use crate::media::Peak;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// The number of a job; none is used twice while a page is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JobId(pub u32);

impl JobId {
    /// Of no job.
    pub const NONE: Self = Self(0);
}

/// What the page asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Begin a job on the file that comes with the message.
    Begin {
        /// Its number from now on.
        job: JobId,
        /// What is to be done.
        work: Work,
    },
    /// What is wanted first is elsewhere now.
    Look {
        /// Which job.
        job: JobId,
        /// A moment of the file.
        at: Millis,
    },
    /// Nobody waits for it any more. No report of it follows those under way.
    Cancel {
        /// Which job.
        job: JobId,
    },
}

/// A kind of job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Read how loud the file is, from this moment on first.
    Sound {
        /// A moment of the file.
        from: Millis,
    },
}

/// What the worker says of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Which job.
    pub job: JobId,
    /// What is new.
    pub news: News,
}

/// What is new of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// The worker takes requests from now on; of no job. What was sent before went to nobody.
    Ready,
    /// There is sound that can be read; comes before the first peaks.
    Sound(SoundHead),
    /// Peaks of stretches in a row, [`pack`]ed beside the message.
    Peaks {
        /// The number of the first stretch.
        first: u32,
    },
    /// How far the job is, in thousandths; absent while nobody can tell.
    Progress(Option<u16>),
    /// All is done.
    Done,
    /// It could not be done, or not to the end.
    Failed(Failure),
}

/// How the peaks of a file are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoundHead {
    /// How many rows each stretch has: 2 for stereo, else 1.
    pub rows: u8,
    /// The length of a stretch in milliseconds.
    pub bucket_ms: u32,
}

/// Why a job came to no end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The file has pictures only.
    NoSound,
    /// The container is none that is read.
    Container,
    /// There is sound in a codec that is not read, by name where that is known.
    Codec(Option<String>),
    /// The file breaks off or contradicts itself.
    Damaged,
    /// The file cannot be read any more.
    Gone,
    /// The worker stopped: its program failed, or did not answer.
    Stopped,
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
    fn messages_survive_the_way() {
        let job = JobId(7);
        let request = Request::Begin { job, work: Work::Sound { from: Millis(90_000) } };
        let text = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<Request>(&text).unwrap(), request);
        for news in [
            News::Sound(SoundHead { rows: 2, bucket_ms: 5 }),
            News::Peaks { first: 12 },
            News::Progress(None),
            News::Done,
            News::Failed(Failure::Codec(Some("AC-3".into()))),
        ] {
            let report = Report { job, news };
            let text = serde_json::to_string(&report).unwrap();
            assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
        }
    }
}
