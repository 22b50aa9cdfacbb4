//! What is known of a media file without playing it, and how several play as one.

mod fingerprint;
mod follow;
mod frame_rate;
mod lineup;
mod frame_times;
mod near;
mod peaks;
mod sniff;
mod tiles;
mod table;

pub use fingerprint::{EDGE, fingerprint};
pub use follow::{Action, Follower, Reading};
pub use frame_rate::FrameRate;
pub use frame_times::{FrameLayout, FrameTimes};
pub use lineup::{Candidate, Presence, Reel, aligned, frame_bounds, leader};
pub use near::{Near, Next};
pub use peaks::{Peak, Pyramid, Waveform};
pub use sniff::{FileKind, VideoCodec, conversion_command, sniff, video_codec};
pub use table::{Codec, FrameTable, Habit, NoTable, Sample, Samples, Source, Unreadable, read_table};
pub use tiles::columns;
