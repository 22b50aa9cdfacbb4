//! The parts of the coding page.

pub mod bar;
pub mod events;
pub mod help;
pub mod inspector;
pub mod palette;
pub mod timeline;
pub mod transport;
pub mod video;
pub mod video_trouble;
