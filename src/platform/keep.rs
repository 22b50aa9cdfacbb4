//! Small texts that outlive the page, in the browser's local storage. Not for work: that is the database's.

use super::page::window;
use web_sys::Storage;

/// The storage, where the page may have one.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps a text. Where there is no room it is kept nowhere, and is gone with the page.
pub fn set(key: &str, text: &str) {
    if let Some(storage) = storage() {
        storage.set_item(key, text).ok();
    }
}

/// What is kept under a key.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Forgets what is kept under a key.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        storage.remove_item(key).ok();
    }
}
