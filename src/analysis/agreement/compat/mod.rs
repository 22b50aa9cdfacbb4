//! What other programs print for the same codings, quirks included, so that numbers of old papers can be told from differences of coding.
//!
//! None of these is advice. `tests/peers.rs` compares them with what the programs' own code gave.

mod boris;
mod elan;
mod interact;

pub use boris::{BorisEvent, BorisMenu, boris_plugin};
pub use elan::{ElanFleiss, elan_fleiss, elan_overlap_extent};
pub use interact::{Interact, Windows, interact};
