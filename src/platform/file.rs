//! Files: picked by the user, read by ranges, handed out as downloads. Nothing is ever sent anywhere.

use super::page::document;
pub use crate::media::Unreadable;

use crate::media::{EDGE, Source, fingerprint};
use crate::model::Fingerprint;
use gloo::file::Blob;
use gloo::file::futures::read_as_bytes;
use gloo::timers::callback::Timeout;
use std::ops::Range;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BlobPropertyBag, DataTransfer, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// Both ends of a file, at most [`EDGE`] bytes each.
pub struct Ends {
    /// The first bytes.
    pub head: Vec<u8>,
    /// The last bytes.
    pub tail: Vec<u8>,
    /// The whole file's size.
    pub size: u64,
}

impl Ends {
    /// What the file is known by.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint { size: self.size, hash: fingerprint(&self.head, &self.tail) }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes are whole and below 2^53
/// How many bytes a file has.
pub fn size(file: &File) -> u64 {
    file.size() as u64
}

/// A file that is read by ranges.
pub struct Ranges {
    file: File,
    size: u64,
}

impl Ranges {
    /// Of a file.
    pub fn of(file: File) -> Self {
        Self { size: size(&file), file }
    }
}

impl Source for Ranges {
    fn size(&self) -> u64 {
        self.size
    }

    async fn read(&self, range: Range<u64>) -> Result<Vec<u8>, Unreadable> {
        #[allow(clippy::cast_precision_loss)] // sizes are below 2^53
        let (start, end) = (range.start as f64, range.end as f64);
        // Not by a `FileReader`: its events make each of thousands of readings three times as slow.
        let slice = self.file.slice_with_f64_and_f64(start, end).ok().ok_or(Unreadable)?;
        let buffer = wasm_bindgen_futures::JsFuture::from(slice.array_buffer()).await.ok().ok_or(Unreadable)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}

/// Reads both ends.
pub async fn read_ends(file: &File) -> Result<Ends, Unreadable> {
    let size = size(file);
    let blob = Blob::from(web_sys::Blob::from(file.clone()));
    let read = async |start: u64, end: u64| read_as_bytes(&blob.slice(start, end)).await.ok().ok_or(Unreadable);
    Ok(Ends { head: read(0, size.min(EDGE)).await?, tail: read(size.saturating_sub(EDGE), size).await?, size })
}

/// Reads a whole file of at most `limit` bytes; `Ok(None)` if it is larger.
pub async fn read_all(file: &File, limit: u64) -> Result<Option<Vec<u8>>, Unreadable> {
    if size(file) > limit {
        return Ok(None);
    }
    read_as_bytes(&Blob::from(web_sys::Blob::from(file.clone()))).await.map(Some).ok().ok_or(Unreadable)
}

/// Reads the bytes of a file from `start` up to, but without, `end`; fewer where it ends before.
pub async fn read_range(file: &File, start: u64, end: u64) -> Result<Vec<u8>, Unreadable> {
    let blob = Blob::from(web_sys::Blob::from(file.clone()));
    read_as_bytes(&blob.slice(start, end.min(size(file)))).await.ok().ok_or(Unreadable)
}

/// Whether a file can still be read: its first byte is asked for.
pub async fn is_readable(file: &File) -> bool {
    let blob = Blob::from(web_sys::Blob::from(file.clone()));
    read_as_bytes(&blob.slice(0, 1)).await.is_ok()
}

/// The files chosen in a file input. The input is emptied, so that the same ones can be chosen again.
pub fn take_chosen(input: &HtmlInputElement) -> Vec<File> {
    let files = all(input.files());
    input.set_value("");
    files
}

/// The files dropped onto the page.
pub fn dropped(transfer: &DataTransfer) -> Vec<File> {
    all(transfer.files())
}

fn all(files: Option<FileList>) -> Vec<File> {
    files.map_or_else(Vec::new, |files| (0..files.length()).filter_map(|index| files.get(index)).collect())
}

/// An address under which a file can be played until it is revoked.
pub fn object_url(file: &File) -> Option<String> {
    Url::create_object_url_with_blob(file).ok()
}

/// Lets go of an address made by [`object_url`].
pub fn revoke(url: &str) {
    Url::revoke_object_url(url).ok();
}

/// A file made of bytes, as if it had been picked.
pub fn from_bytes(bytes: &[u8], name: &str, mime: &str) -> Option<File> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::FilePropertyBag::new();
    options.set_type(mime);
    File::new_with_u8_array_sequence_and_options(&parts, name, &options).ok()
}

/// Hands bytes to the browser as a download. `None` if it refuses.
pub fn download(bytes: &[u8], name: &str, mime: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    download_blob(&blob, name)
}

/// Hands what the browser made to it as a download. `None` if it refuses.
pub fn download_blob(blob: &web_sys::Blob, name: &str) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let anchor: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    document().body()?.append_child(&anchor).ok()?;
    anchor.click();
    anchor.remove();
    // Revoked at once, some browsers find nothing to download.
    Timeout::new(60_000, move || revoke(&url)).forget();
    Some(())
}

/// Fetches one of the page's own files; used for the demo alone.
pub async fn fetch_own(path: &str) -> Option<Vec<u8>> {
    let fetched = wasm_bindgen_futures::JsFuture::from(super::page::window().fetch_with_str(path)).await.ok()?;
    let response: web_sys::Response = fetched.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer: JsValue = wasm_bindgen_futures::JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
