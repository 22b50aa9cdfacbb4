//! The table of a video's frames, read from the file's container by ranges: a film of many gigabytes costs a few megabytes.
//!
//! Nothing is known of files here: a [`Source`] gives bytes by ranges when asked, and the readers are futures that run on anything.

mod matroska;
mod mp4;
mod pages;
mod samples;

pub use pages::{Source, Unreadable};
pub use samples::{Codec, Sample, Samples};

use super::{FileKind, FrameTimes};
use pages::Pages;

/// No film that a person codes has more frames: 18 hours at 60 a second.
const MAX_FRAMES: usize = 4_000_000;

/// What a container says of a video's frames.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameTable {
    /// When each is shown.
    pub times: FrameTimes,
    /// The first picture in the file, in microseconds of the container's clock. An edit list may cut it off, and then this is below 0.
    pub first: i64,
    /// Where the frames lie in the file, if it is an MP4 with H.264.
    pub samples: Option<Samples>,
}

/// How a browser engine lays a file's pictures on the clock of its media element. Measured in Chromium, Firefox and WebKitGTK with files
/// whose pictures begin late, early and in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// As the container says (WebKit). What the engine announces of its frames is of another clock.
    AsWritten,
    /// The first picture that is shown lies where the engine announces its first frame (Chromium).
    FirstShown,
    /// The first picture in the file lies there: what an edit list cuts off is shown (Firefox).
    FirstInFile,
}

impl FrameTable {
    /// What a media element adds to the container's times, in seconds. `announced` is the time at which it says that its first frame lies.
    #[allow(clippy::cast_precision_loss)] // microseconds of less than a century
    pub fn shift(&self, habit: Habit, announced: Option<f64>) -> f64 {
        let first = match habit {
            Habit::AsWritten => return 0.0,
            Habit::FirstShown => self.times.first().seconds() + self.times.lead(),
            Habit::FirstInFile => self.first as f64 / 1e6,
        };
        // Engines round to some microsecond; of an even clip nothing should be shifted by that.
        announced.map(|announced| announced - first).filter(|shift| shift.abs() > 0.002).unwrap_or(0.0)
    }
}

/// Why there is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTable {
    /// The container is not one that is read here.
    Container,
    /// The file cannot be read any more.
    Unreadable,
    /// The container breaks its own rules, or ends early.
    Damaged,
    /// It holds no video, or no frame of it.
    NoVideo,
    /// It plays pieces of the video in an order of its own, or at a speed of its own.
    Edited,
    /// More would have to be read than is sensible.
    TooMuch,
}

impl From<Unreadable> for NoTable {
    fn from(Unreadable: Unreadable) -> Self {
        Self::Unreadable
    }
}

/// Reads the table of a file of some kind.
pub async fn read_table(source: &impl Source, kind: FileKind) -> Result<FrameTable, NoTable> {
    let mut pages = Pages::new(source);
    match kind {
        FileKind::Mp4 => mp4::read(&mut pages).await,
        FileKind::Matroska => matroska::read(&mut pages).await,
        _ => Err(NoTable::Container),
    }
}
