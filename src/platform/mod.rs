//! One thin file for each power of the browser.

pub mod database;
pub mod lock;
