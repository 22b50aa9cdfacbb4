//! The parts of the coding page.

pub mod bar;
pub mod codings;
pub mod events;
pub mod help;
pub mod inspector;
pub mod lane_labels;
pub mod palette;
pub mod second_coding;
pub mod session_notes;
pub mod side;
pub mod signals;
pub mod summary;
pub mod timeline;
pub mod timeline_head;
pub mod transport;
pub mod video;
pub mod video_trouble;
