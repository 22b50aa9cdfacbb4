//! The project file, `*.attune.json`: one whole study. This page is the format's documentation.
//!
//! # Form
//!
//! UTF-8 JSON (a byte order mark is accepted, none is written), at most [`MAX_BYTES`]. Times are whole milliseconds on the session clock.
//! Ids are whole numbers from 0 to 4294967294; one number is used for one thing only, of whatever kind, in the whole file.
//! Fields marked *opt.* may be missing, and are missing in written files where they would say nothing. All others are required.
//! Unknown fields are left out with a warning, so a program may add its own but must not expect to get them back.
//! The order of fields is free; the order of lists counts.
//!
//! ```
//! # let text = r##"
//! {
//!  "format": "attune-project",
//!  "version": 1,
//!  "app": "0.1.0",
//!  "project": {
//!   "uid": "5f0c2c9e-7d1b-4f5e-9d2a-1c8e3b6a9f10",
//!   "name": "Still face",
//!   "next_id": 14,
//!   "subjects": [{"id": 1, "role": "parent", "name": "P01"}, {"id": 2, "role": "child", "name": ""}],
//!   "coders": [{"id": 3, "name": "AB"}],
//!   "schemes": [{
//!    "id": 4, "name": "Gaze and affect", "version": 1, "source": "own", "description": "",
//!    "channels": [{
//!     "id": 5, "role": "child", "name": "Gaze", "kind": "exclusive_state", "entry": "toggle", "definition": "Where the child looks.",
//!     "codes": [
//!      {"id": 6, "label": "Partner", "key": "a", "color": "#4477aa", "definition": "At the parent's face."},
//!      {"id": 7, "label": "Away", "key": "s", "color": "#bbbbbb", "definition": ""}
//!     ]
//!    }]
//!   }],
//!   "sessions": [{
//!    "id": 8, "name": "Visit 1", "subjects": [1, 2], "window": {"start_ms": 0, "end_ms": 120000},
//!    "media": [{
//!     "id": 9, "file_name": "visit1.mp4", "fingerprint": {"size_bytes": 123456, "hash": "9f86d081"},
//!     "duration_ms": 130000, "frame_rate": {"numerator": 30000, "denominator": 1001}, "time_offset_ms": 0
//!    }]
//!   }],
//!   "observations": [{
//!    "id": 10, "session": 8, "coder": 3, "scheme": 4, "scheme_version": 1, "reaction_time_ms": 0,
//!    "tracks": [{
//!     "channel": 5, "entry": "toggle",
//!     "events": [
//!      {"id": 11, "code": 6, "onset_ms": 1200, "offset_ms": 3400, "comment": "brief"},
//!      {"id": 12, "code": 7, "onset_ms": 3400, "offset_ms": 5000}
//!     ],
//!     "open": [{"id": 13, "code": 6, "onset_ms": 5000}]
//!    }]
//!   }]
//!  }
//! }
//! # "##;
//! # use attune::formats::native;
//! # let imported = native::read(text.as_bytes()).unwrap();
//! # assert_eq!((imported.value.event_count(), imported.warnings), (3, vec![]));
//! ```
//!
//! | in | field | holds |
//! | --- | --- | --- |
//! | file | `format` | the text `attune-project` |
//! | | `version` | version of the form: 1. A reader refuses newer ones and reads older ones for ever |
//! | | `app` *opt.* | version of the program that wrote it; for people |
//! | | `project` | see below |
//! | project | `uid` | tells projects apart: letters, digits, hyphens |
//! | | `name` | |
//! | | `next_id` | greater than every id in the file |
//! | | `subjects` `coders` `schemes` `sessions` `observations` | lists, see below |
//! | subject | `id`, `name` | name or pseudonym, may be empty |
//! | | `role` | `parent`, `child` or `other` |
//! | coder | `id`, `name` | |
//! | scheme | `id`, `name`, `description` | |
//! | | `version` | whole number; rises with every change to a scheme in use |
//! | | `source` | authors, year |
//! | | `channels` | list, in lane order |
//! | channel | `id`, `name`, `definition` | |
//! | | `role` | whom it is about: as for subjects |
//! | | `kind` | `exclusive_state` (at most one code at a time), `free_state` (codes may overlap, one code does not overlap itself) or `point` |
//! | | `entry` | `toggle` (press to start and to end) or `hold` (key down is onset, key up offset) |
//! | | `codes` | list, in palette order |
//! | code | `id`, `label`, `definition` | |
//! | | `key` *opt.* | as the browser names it, lower case; used once in a scheme |
//! | | `color` | `#rrggbb` |
//! | session | `id`, `name` | |
//! | | `subjects` | ids of those who take part |
//! | | `window` *opt.* | `start_ms`, `end_ms`: what is to be coded, end excluded; missing: the whole first media file |
//! | | `media` | list; frames are counted by the first |
//! | media | `id`, `file_name` | name without folders |
//! | | `fingerprint` | `size_bytes`, and `hash`: SHA-256 over the first and the last MiB, hexadecimal |
//! | | `duration_ms` | |
//! | | `frame_rate` | `numerator` / `denominator` frames a second, 1 to 500; of uneven frames their mean |
//! | | `frames` *opt.* | `{"even": {"first_us": 520000}}`: the first picture comes so many microseconds after the video begins; or `"uneven"` |
//! | | `time_offset_ms` | session time = media time + this; may be negative |
//! | observation | `id` | |
//! | | `session`, `coder`, `scheme` | ids |
//! | | `scheme_version` | the version it was coded with |
//! | | `reaction_time_ms` | 0 to 10000; already subtracted from the marks |
//! | | `tracks` | one for each channel of the scheme, in its order |
//! | track | `channel` | id |
//! | | `entry` | as for channels: this coder's choice |
//! | | `events` | finished events by onset, offset, id; others are sorted, with a warning |
//! | | `open` *opt.* | states without an end yet; they begin after all others of the channel (`exclusive_state`) or of their code |
//! | event | `id` | |
//! | | `code` | id of a code of the track's channel |
//! | | `onset_ms`, `offset_ms` | of a state; the offset is the first moment after it, later than the onset |
//! | | `at_ms` | of a point, in place of these two |
//! | | `comment` *opt.* | |
//! | | `cut_off` *opt.* | `true`: ended by the end of the window, not by the coder |
//! | open | `id`, `code`, `onset_ms`, `comment` *opt.* | as for events |
//!
//! Times of events lie between 0 and 3,600,000,000 ms (1,000 hours). Every rule is a [`Rule`](crate::model::Rule); a file that breaks one is refused.
//!
//! A written file has one event, and one code, on a line of its own, so that a line-by-line comparison of two files compares events.

pub mod scheme;

mod read;
mod write;
mod v1;

pub use read::{ReadError, read};
pub use write::write;

/// What `format` says.
pub const FORMAT: &str = "attune-project";

/// The version of the form that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// The end of a file's name.
pub const EXTENSION: &str = "attune.json";

/// The largest file that is read: 256 MiB, some two million events.
pub const MAX_BYTES: usize = 256 << 20;
