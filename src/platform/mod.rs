//! One thin file per browser power. Nothing here decides; it carries out and reports.

pub mod canvas;
pub mod database;
pub mod decoder;
pub mod disagreements;
pub mod file;
pub mod frame;
pub mod keep;
pub mod gamepad;
pub mod labor;
pub mod lock;
pub mod measure;
pub mod page;
pub mod panic;
pub mod session_marks;
pub mod signal_curves;
pub mod plot;
pub mod preferences;
pub mod ranges;
pub mod resize;
pub mod theme;
pub mod video;
pub mod ways;
pub mod waveform;
pub mod worker;
