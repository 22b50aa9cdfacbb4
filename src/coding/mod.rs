//! From a key press to a command: the table of actions, the key map of a scheme, the recorder, where a mark lands, walks between edges.

mod actions;
mod clock;
mod keymap;
mod navigate;
mod recorder;
mod sampling;

pub use actions::{ACTIONS, Act, Shortcut, Topic, act_for};
pub use clock::{MarkClock, RATES, faster, slower};
pub use keymap::{Conflict, KeyMap};
pub use navigate::{next_edge, previous_edge};
pub use recorder::{Held, Press, Recorder};
pub use sampling::{Sampling, stretches};
