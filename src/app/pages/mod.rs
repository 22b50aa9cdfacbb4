//! The screens.

pub mod code;
pub mod codebook;
pub mod compare;
pub mod home;
pub mod new_project;
pub mod scheme;
