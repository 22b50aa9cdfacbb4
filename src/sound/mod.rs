//! How loud a file is, read by ranges: never more than a few hundred kilobytes of it at once.
//!
//! symphonia takes the container apart and decodes; [`pictures`] hides an MP4's pictures from it, since it would read them all; [`order`]
//! says which stretch is read next; [`gather`] makes peaks of samples.

mod decoder;
mod gather;
mod order;
mod pictures;
mod reader;

pub use reader::{SoundReader, Step};
pub use symphonia::core::io::MediaSource;

#[cfg(test)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // small numbers
mod tests;
