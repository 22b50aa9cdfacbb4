//! The messages. Each is one of these as JSON, and beside it what JSON is no form for: the file to read, or numbers by the thousand.

use crate::analysis::compare::{Comparable, Report as Numbers, Settings};
use crate::sound::{SoundHead, Unheard};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// The number of a job; none is used twice by a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JobId(pub u32);

/// What the page asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Begin a job, on the file that comes with the message if it needs one.
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Work {
    /// Read how loud the file is, from this moment on first.
    Sound {
        /// A moment of the file.
        from: Millis,
    },
    /// Compute the numbers of codings side by side, with their intervals. Takes no file.
    Compare {
        /// The codings.
        comparable: Box<Comparable>,
        /// What is asked for.
        settings: Box<Settings>,
    },
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// It takes requests from now on. What was sent before went to nobody.
    Ready,
    /// Something of a job.
    Of(JobId, News),
}

/// What is new of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum News {
    /// How far it is, in thousandths; absent while nobody can tell.
    Progress(Option<u16>),
    /// Something of [`Work::Sound`].
    Sound(SoundNews),
    /// All that [`Work::Compare`] asked for.
    Compared(Numbers),
    /// Nothing more follows.
    Done,
}

/// What is new of a sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SoundNews {
    /// There is sound that can be read; comes before the first peaks.
    Head(SoundHead),
    /// Peaks of stretches in a row, [packed](super::pack) beside the message.
    Peaks {
        /// The number of the first stretch.
        first: u32,
    },
    /// It could not be read, or not to the end.
    Unheard(Unheard),
}

/// News of a job, and the numbers beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The news.
    pub news: News,
    /// Empty for most.
    pub numbers: Vec<i16>,
}

impl From<News> for Told {
    fn from(news: News) -> Self {
        Self { news, numbers: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_way() {
        let job = JobId(7);
        for request in [
            Request::Begin { job, work: Work::Sound { from: Millis(90_000) } },
            Request::Look { job, at: Millis(3) },
            Request::Cancel { job },
        ] {
            let text = serde_json::to_string(&request).unwrap();
            assert_eq!(serde_json::from_str::<Request>(&text).unwrap(), request);
        }
        for news in [
            News::Sound(SoundNews::Head(SoundHead { rows: 2, bucket_ms: 5 })),
            News::Sound(SoundNews::Peaks { first: 12 }),
            News::Sound(SoundNews::Unheard(Unheard::Codec(Some("AC-3".into())))),
            News::Progress(None),
            News::Done,
        ] {
            let report = Report::Of(job, news);
            let text = serde_json::to_string(&report).unwrap();
            assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
        }
    }
}
