//! Boxes: where they begin and end, and the leaves that the library decodes.

use super::super::NoTable;
use super::super::pages::{Pages, Source};
use mp4_atom::Atom;
use std::ops::Range;

/// Leaves hold a few bytes for each frame; those of the longest films are some megabytes.
const LARGEST_LEAF: u64 = 48 << 20;

/// A box in the file. The library's own header counts sizes in `usize`, which has 32 bits in a browser: too few for media data.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) kind: [u8; 4],
    pub(super) start: u64,
    pub(super) body: Range<u64>,
}

/// The box at the start of a range; `None` where that is empty, or holds no box.
pub(super) async fn next<S: Source>(pages: &mut Pages<'_, S>, within: Range<u64>) -> Result<Option<Header>, NoTable> {
    let start = within.start;
    if start.saturating_add(8) > within.end {
        return Ok(None);
    }
    let bytes = pages.peek(start, 16).await?;
    let (Some(&[a, b, c, d]), Some(&kind)) = (bytes.first_chunk::<4>(), bytes.get(4..).and_then(<[u8]>::first_chunk))
    else {
        return Ok(None);
    };
    let (length, size) = match u32::from_be_bytes([a, b, c, d]) {
        0 => (8, within.end - start),
        1 => {
            let Some(size) = bytes.get(8..).and_then(<[u8]>::first_chunk::<8>) else { return Ok(None) };
            (16, u64::from_be_bytes(*size))
        }
        size => (8, u64::from(size)),
    };
    let end = start.checked_add(size).ok_or(NoTable::Damaged)?;
    if size < length {
        return Err(NoTable::Damaged);
    }
    if start + length > within.end {
        return Ok(None);
    }
    // A file that was cut off, or is still being written, ends within its last box.
    Ok(Some(Header { kind, start, body: start + length..end.min(within.end) }))
}

/// The boxes within a box.
pub(super) async fn children<S: Source>(
    pages: &mut Pages<'_, S>,
    mut within: Range<u64>,
) -> Result<Vec<Header>, NoTable> {
    let mut found = Vec::new();
    while let Some(header) = next(pages, within.clone()).await? {
        within.start = header.body.end;
        found.push(header);
        if found.len() > 10_000 {
            return Err(NoTable::Damaged);
        }
    }
    Ok(found)
}

/// The first box of a kind.
pub(super) fn find<'a>(boxes: &'a [Header], kind: &str) -> Option<&'a Header> {
    boxes.iter().find(|header| header.kind == kind.as_bytes())
}

/// Decodes a leaf.
pub(super) async fn leaf<A: Atom, S: Source>(pages: &mut Pages<'_, S>, header: &Header) -> Result<A, NoTable> {
    if header.body.end - header.body.start > LARGEST_LEAF {
        return Err(NoTable::TooMuch);
    }
    let mut bytes = pages.read(header.body.clone()).await?;
    A::decode_body(&mut bytes).or(Err(NoTable::Damaged))
}
