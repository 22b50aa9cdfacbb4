//! The screens.

pub mod code;
pub mod home;
