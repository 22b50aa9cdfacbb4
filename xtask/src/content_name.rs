//! Names of built files that change with their content, so that a browser never takes an old file for a new one.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// `title-0123456789abcdef.ending`. The same content has the same name in each build by the same Rust.
pub(crate) fn content_name(title: &str, content: &[u8], ending: &str) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{title}-{:016x}.{ending}", hasher.finish())
}
