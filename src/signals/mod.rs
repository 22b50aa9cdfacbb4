//! Signals recorded beside the videos: from the bytes of a file, as they come, to samples that are drawn and compared.
//!
//! A file is never held. [`inspect`] tells from its beginning what is in it; a [`Reader`] then takes it piece by piece, keeps one column,
//! and gives a [`Recording`], whose memory is bounded however long the file is (see [`Samples`]). [`on_grid`] is how an analysis takes it:
//! means over equal bins of the session, with gaps.
//!
//! Tables of values are read by `csv-core`, dates by `jiff`. EDF, EDF+ and BDF have a reader of their own: the crates for them open files
//! by path and read them by seeking, which a browser has neither of.

mod edf;
mod gaps;
mod grid;
mod names;
mod reader;
mod samples;
mod table;

pub use edf::{EdfHeader, EdfKind, EdfSignal};
pub use grid::on_grid;
pub use reader::{Outline, Reader, inspect};
pub use samples::{MAX_SAMPLES, Samples};
pub use table::{TableColumn, TableHead, head_of};

use crate::media::FileKind;

/// What was read of one signal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recording {
    /// Its values.
    pub samples: Samples,
    /// Moments of the file to align by, in their order: annotations, or changes of the marker column. At most [`MAX_MARKERS`].
    pub markers: Vec<Marker>,
    /// How many rows were left out, since their time was missing, unreadable or earlier than the row's before.
    pub left_out: u64,
}

/// How many moments are kept to align by: more than anybody chooses from.
pub const MAX_MARKERS: usize = 1000;

/// A moment that the file names.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// When, in milliseconds on the file's clock.
    pub at: f64,
    /// What it is called there; at most 80 characters.
    pub text: String,
}

/// Why a file gives no signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It has no bytes.
    Empty,
    /// It is of another kind.
    OtherKind(FileKind),
    /// It begins like EDF, but its header is not one.
    BrokenHeader,
    /// A record of it is longer than any device writes.
    RecordTooLong,
    /// It holds annotations only.
    NoSignals,
    /// A row of the table has more than 1 MiB or 4,096 cells.
    RowTooLong {
        /// Which, from 1.
        row: u64,
    },
    /// A column is not in it.
    NoColumn {
        /// Its name.
        name: String,
    },
    /// No row has a time that could be read.
    NoTimes {
        /// The first cell of the time column; may be empty.
        first: String,
    },
    /// The column holds no number.
    NoNumbers,
}

impl Recording {
    fn mark(&mut self, at: f64, text: &str) {
        if self.markers.len() < MAX_MARKERS {
            self.markers.push(Marker { at, text: text.trim().chars().take(80).collect() });
        }
    }
}
