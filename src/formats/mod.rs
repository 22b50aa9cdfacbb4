//! Files ⇄ model. One module per format.
//!
//! # The contract
//!
//! **A reader** takes bytes and returns [`Imported`] or an error of its own that says what is wrong. What it returns is valid: a project
//! has no [`violations`](crate::model::Project::violations). What it had to mend or leave out is in the warnings. It never panics,
//! whatever the bytes, and takes time and memory in proportion to their number.
//!
//! **A writer** takes the model and returns [`Exported`]. It never fails. What the format cannot hold is in the losses, with counts, so that
//! whoever exports can be told before the file replaces anything. Only [`native`] loses nothing.
//!
//! Warnings, losses and errors are values, not sentences; the words come from the catalog.

pub mod native;
pub mod consensus_csv;
pub mod csv;
pub mod budget_csv;
pub mod compare_csv;
pub mod ratings_csv;
pub mod webvtt;

mod frames;

pub use frames::Tables;

use crate::model::{Event, Observation, OpenState, Role, Track};

/// What a reader made of a file, and what it changed on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported<T> {
    /// What was read.
    pub value: T,
    /// What was mended or left out; empty where nothing was.
    pub warnings: Vec<Warning>,
}

/// Something that a reader mended or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Fields that this version does not know were left out.
    UnknownFields {
        /// How many.
        count: usize,
        /// Where the first few are: `project.sessions.0.mood`. At most [`UNKNOWN_FIELDS_NAMED`].
        first: Vec<String>,
    },
    /// Events were not in the order of their onsets and were sorted.
    EventsSorted {
        /// In how many tracks.
        tracks: usize,
    },
}

/// How many unknown fields a warning names.
pub const UNKNOWN_FIELDS_NAMED: usize = 10;

/// A written file, and what it does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the format cannot hold; empty where it holds everything.
    pub losses: Vec<Loss>,
}

/// Something of the model that a written file does not hold. Counts are never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Loss {
    /// Definitions, keys, colors, and the channels and codes without an event.
    SchemeDetails,
    /// Media files, signals, coded windows, notes, and the subjects without an event.
    SessionDetails,
    /// Answers to modifiers are left out.
    Answers {
        /// How many.
        count: usize,
    },
    /// Which windows were judged is left out: one in which nothing occurred looks like one that was not seen.
    JudgedWindows {
        /// How many.
        count: usize,
    },
    /// Continuous ratings are left out.
    Samples {
        /// How many stretches without a gap.
        count: usize,
    },
    /// Global ratings are left out.
    Scores {
        /// How many.
        count: usize,
    },
    /// Open states are written without an offset.
    OpenStatesUnended {
        /// How many.
        count: usize,
    },
    /// Open states are left out.
    OpenStatesLeftOut {
        /// How many.
        count: usize,
    },
    /// Offsets that the end of the coded window set, not the coder, look like any other.
    CutOffMarks {
        /// How many.
        count: usize,
    },
    /// Frame numbers are left out: the video's frames are uneven, and its file is not at hand to be counted by.
    FramesUnknown {
        /// Of how many moments.
        count: usize,
    },
    /// Points were given a length.
    PointsLengthened {
        /// How many.
        count: usize,
    },
    /// Line breaks within texts became spaces.
    LineBreaks {
        /// In how many events.
        count: usize,
    },
    /// Texts got a leading apostrophe, so that no spreadsheet takes them for a formula.
    CellsGuarded {
        /// How many cells.
        count: usize,
    },
}

impl Loss {
    /// The loss, unless there is none of it.
    fn counted(count: usize, loss: impl FnOnce(usize) -> Self) -> Option<Self> {
        (count > 0).then(|| loss(count))
    }
}

/// The beginning of a text from a file, for an error or a warning: a field of a hostile file may be megabytes long.
fn shorten(mut text: String) -> String {
    const CHARS: usize = 200;
    if let Some((end, _)) = text.char_indices().nth(CHARS) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// A finished event or an open state, with the track it lies in.
#[derive(Clone, Copy)]
struct Mark<'a> {
    track: &'a Track,
    what: What<'a>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Finished(&'a Event),
    Open(&'a OpenState),
}

/// Everything marked in an observation, by onset, then by lane; within a lane, finished before open.
fn marks(observation: &Observation) -> Vec<Mark<'_>> {
    let mut marks: Vec<Mark<'_>> = observation
        .tracks
        .iter()
        .flat_map(|track| {
            let finished = track.events.iter().map(What::Finished);
            finished.chain(track.open.iter().map(What::Open)).map(move |what| Mark { track, what })
        })
        .collect();
    // Stable, so that lanes and their events keep their order among equal onsets.
    marks.sort_by_key(|mark| match mark.what {
        What::Finished(event) => event.timing.onset(),
        What::Open(open) => open.onset,
    });
    marks
}

/// What codings hold beside events with code, time and comment: how much of each.
#[derive(Default)]
struct Beside {
    answers: usize,
    windows: usize,
    samples: usize,
    scores: usize,
}

fn beside_events(observations: &[Observation]) -> Beside {
    let mut beside = Beside::default();
    for track in observations.iter().flat_map(|observation| &observation.tracks) {
        beside.answers += track.events.iter().map(|event| event.modifiers.len()).sum::<usize>();
        beside.answers += track.open.iter().map(|open| open.modifiers.len()).sum::<usize>();
        beside.windows += track.judged.len();
        beside.samples += track.samples.len();
        beside.scores += usize::from(track.score.is_some());
    }
    beside
}

/// How many events of an observation are cut off.
fn cut_off_count(observation: &Observation) -> usize {
    observation.tracks.iter().flat_map(|track| &track.events).filter(|event| event.cut_off).count()
}

/// The word for a role in every file; as in the native form.
const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Parent => "parent",
        Role::Child => "child",
        Role::Other => "other",
    }
}
