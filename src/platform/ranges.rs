//! A file as a source of bytes, in a worker, where a read may wait.

use crate::sound::MediaSource;
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use web_sys::{Blob, File, FileReaderSync};

/// The first read after a jump: a packet of sound and what lies around it.
const SHORTEST: usize = 32 * 1024;
/// A read where many came before it in a row.
const LONGEST: usize = 1024 * 1024;

thread_local! {
    /// The files that are being read. What decodes must be fit for threads, which values of the browser are not; so a source holds a place
    /// in this list in place of the file.
    static FILES: RefCell<Vec<Option<(File, FileReaderSync)>>> = const { RefCell::new(Vec::new()) };
}

/// A file that is read by ranges: what it holds of it is at most [`LONGEST`] bytes.
pub struct Ranges {
    place: usize,
    length: u64,
    at: u64,
    /// What was read last, and where that begins.
    held: Vec<u8>,
    held_at: u64,
    next_read: usize,
}

impl Ranges {
    /// A file from its start. `None` outside of a worker.
    pub fn new(file: File) -> Option<Self> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes are whole and below 2^53
        let length = file.size() as u64;
        let reader = FileReaderSync::new().ok()?;
        let place = FILES.with_borrow_mut(|files| {
            files.push(Some((file, reader)));
            files.len() - 1
        });
        Some(Self { place, length, at: 0, held: Vec::new(), held_at: 0, next_read: SHORTEST })
    }

    fn held_from(&self) -> Option<&[u8]> {
        let skip = usize::try_from(self.at.checked_sub(self.held_at)?).ok()?;
        self.held.get(skip..).filter(|rest| !rest.is_empty())
    }

    fn fill(&mut self) -> Result<()> {
        let follows = self.at == self.held_at + self.held.len() as u64;
        self.next_read = if follows { (self.next_read * 2).min(LONGEST) } else { SHORTEST };
        let end = self.length.min(self.at + self.next_read as u64);
        let gone = || Error::new(ErrorKind::NotFound, "the file cannot be read");
        let buffer = FILES.with_borrow(|files| {
            let (file, reader) = files.get(self.place)?.as_ref()?;
            #[allow(clippy::cast_precision_loss)] // below 2^53
            let range = file.slice_with_f64_and_f64(self.at as f64, end as f64).ok()?;
            let range: &Blob = range.as_ref();
            reader.read_as_array_buffer(range).ok()
        });
        let bytes = Uint8Array::new(&buffer.ok_or_else(gone)?.into());
        self.held.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.held);
        self.held_at = self.at;
        if self.held.is_empty() { Err(gone()) } else { Ok(()) }
    }
}

impl Read for Ranges {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if self.at >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        if self.held_from().is_none() {
            self.fill()?;
        }
        let held = self.held_from().unwrap_or_default();
        let count = held.len().min(buffer.len());
        buffer[..count].copy_from_slice(&held[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Ranges {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        self.at = at.ok_or_else(|| Error::new(ErrorKind::InvalidInput, "before the start"))?;
        Ok(self.at)
    }
}

impl MediaSource for Ranges {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.length)
    }
}

impl Drop for Ranges {
    fn drop(&mut self) {
        FILES.with_borrow_mut(|files| {
            if let Some(place) = files.get_mut(self.place) {
                *place = None;
            }
        });
    }
}
