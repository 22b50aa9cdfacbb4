//! What is known of a media file without playing it.

mod fingerprint;
mod frame_rate;
mod sniff;

pub use fingerprint::{EDGE, fingerprint};
pub use frame_rate::FrameRate;
pub use sniff::{FileKind, VideoCodec, conversion_command, sniff, video_codec};
