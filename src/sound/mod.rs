//! How loud a file is, read by ranges: never more than a few hundred kilobytes of it at once.
//!
//! symphonia takes the container apart and decodes; `pictures` hides an MP4's pictures from it, since it would read them all; `order`
//! says which stretch is read next; `gather` makes peaks of samples.

mod decoder;
mod gather;
mod order;
mod pictures;
mod reader;

pub use reader::{SoundReader, Step};
pub use symphonia::core::io::MediaSource;

use serde::{Deserialize, Serialize};

/// How the peaks of a file are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoundHead {
    /// How many rows each stretch has: 2 for stereo, else 1.
    pub rows: u8,
    /// The length of a stretch in milliseconds.
    pub bucket_ms: u32,
}

/// Why a sound is not read, or not to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unheard {
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
    /// What was to read it stopped: its program failed, or did not answer.
    Stopped,
}

// By proptest, which is for the host.
#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // small numbers
mod tests;
