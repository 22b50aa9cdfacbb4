//! The parts of the coding page.

pub mod answers;
pub mod bar;
pub mod batch;
pub mod codings;
pub mod events;
pub mod evidence;
pub mod find;
pub mod help;
pub mod inspector;
pub mod lane_labels;
pub mod palette;
pub mod passes;
pub mod question_card;
pub mod ratings;
pub mod second_coding;
pub mod session_notes;
pub mod side;
pub mod signals;
pub mod summary;
pub mod tally;
pub mod timeline;
pub mod timeline_head;
pub mod transport;
pub mod video;
pub mod video_trouble;
