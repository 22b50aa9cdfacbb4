//! What this browser remembers of how its user likes the page: a few short words, never anything of a study.

use super::page::window;

/// What is remembered under a name. `None` where nothing is, or the browser keeps nothing.
pub fn get(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&format!("attune-{name}")).ok()?
}

/// Remembers it, if the browser does.
pub fn set(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Full or forbidden: then it is asked again next time.
        storage.set_item(&format!("attune-{name}"), value).ok();
    }
}
