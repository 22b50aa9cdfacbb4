//! What is known of a media file without playing it.

mod frame_rate;

pub use frame_rate::FrameRate;
