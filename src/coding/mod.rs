//! From a key press to a command: the table of actions, the key map of a scheme, chords, the recorder, where a mark lands, walks between
//! edges, the course of interval coding, the sampling of ratings, what is played by itself, how a video's picture is moved, events as a list.

mod actions;
mod checks;
mod agenda;
mod clock;
mod judging;
mod keymap;
mod lens;
mod listing;
mod navigate;
mod questions;
pub mod rating;
mod recorder;
mod region;
mod sampling;
mod stroke;
mod watched;
mod tracer;

pub use actions::{ACTIONS, Act, Shortcut, Topic, act_for};
pub use agenda::{Agenda, Stop};
pub use checks::{Finding, lacking, too_close, too_short, unanswered};
pub use clock::{MarkClock, RATES, faster, slower};
pub use judging::{Judging, Turn};
pub use keymap::{Conflict, KeyMap, reserved};
pub use lens::{Lens, Placed};
pub use listing::{Line, lines, rank};
pub use navigate::{next_edge, previous_edge};
pub use questions::{Answering, Card, OPTION_KEYS, Question, raised, typed_answer};
pub use recorder::{Held, Press, Recorder};
pub use region::{Region, around};
pub use sampling::{Sampling, stretches};
pub use stroke::{MAX_STROKES, PATIENCE_MS, Reading, Stroke, Strokes, key_of, strokes};
pub use tracer::{Recorded, Tracer};
pub use watched::Watched;
