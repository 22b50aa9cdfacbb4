//! Small parts that several panels use.

pub mod icon;
pub mod menu;
