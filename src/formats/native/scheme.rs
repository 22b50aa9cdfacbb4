//! The scheme file, `*.attune-scheme.json`: one coding scheme on its own, to hand to another lab or another project.
//!
//! Its `scheme` has the form of a scheme in the [project file](super), ids included, so that what is written there about channels, codes,
//! modifiers, anchors, rules and passes holds here too. Ids need to differ within the file only: a reader gives new ones.
//!
//! ```
//! # let text = r##"
//! {
//!  "format": "attune-scheme",
//!  "version": 1,
//!  "app": "0.1.0",
//!  "scheme": {
//!   "id": 1, "name": "Gaze", "version": 1, "source": "own", "description": "",
//!   "channels": [{
//!    "id": 2, "role": "child", "name": "Gaze", "kind": "exclusive_state", "entry": "toggle", "definition": "Where the child looks.",
//!    "codes": [{"id": 3, "label": "Partner", "key": "a", "color": "#4477aa", "definition": "At the parent's face."}]
//!   }],
//!   "passes": [{"name": "Gaze", "channels": [2]}]
//!  }
//! }
//! # "##;
//! # use attune::formats::native::scheme;
//! # let imported = scheme::read(text.as_bytes()).unwrap();
//! # assert_eq!((imported.value.passes[0].channels.len(), imported.warnings), (1, vec![]));
//! ```

use super::read::{ReadError, check_header, parse, text_of};
use super::v1;
use super::write::to_json;
use crate::formats::{Exported, Imported};
use crate::model::CodingScheme;

/// What `format` says.
pub const FORMAT: &str = "attune-scheme";

/// The version of the form that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// The end of a file's name.
pub const EXTENSION: &str = "attune-scheme.json";

/// The largest file that is read: 4 MiB, some ten thousand codes.
pub const MAX_BYTES: usize = 4 << 20;

/// Codes lie just below this depth.
const CODE_DEPTH: usize = 5;

/// Reads a scheme file.
///
/// What is read keeps every rule of a scheme in a project. Its ids count up from 1 in the order of the file; a project that takes the scheme
/// in gives it its own by [`CodingScheme::renumber`]. Unknown fields are left out with a warning.
///
/// # Errors
///
/// As for a project file, with [`ReadError::NotAScheme`] for JSON of another kind.
pub fn read(bytes: &[u8]) -> Result<Imported<CodingScheme>, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let json = text_of(bytes)?;
    check_header(json, FORMAT, VERSION, ReadError::NotAScheme)?;
    let (file, unknown) = parse::<v1::SchemeFile>(json)?;
    let mut scheme = CodingScheme::from(file.scheme);
    let violations = scheme.violations();
    if !violations.is_empty() {
        return Err(ReadError::Broken { violations });
    }
    number_from_one(&mut scheme);
    Ok(Imported { value: scheme, warnings: unknown.into_iter().collect() })
}

/// Writes a scheme. Nothing is lost: [`read`] gives it back, with ids of its own.
pub fn write(scheme: &CodingScheme) -> Exported {
    Exported { bytes: to_json(&v1::SchemeFile::new(scheme), CODE_DEPTH), losses: Vec::new() }
}

fn number_from_one(scheme: &mut CodingScheme) {
    let mut last = 0;
    scheme.renumber(&mut || {
        last += 1;
        last
    });
}
