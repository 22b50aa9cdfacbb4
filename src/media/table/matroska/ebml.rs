//! EBML, what Matroska is written in: elements of an id, a size and a body.

use super::super::NoTable;
use super::super::pages::{Pages, Source};
use std::ops::Range;

/// An element in the file.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// With its length marker, as the specification lists ids.
    pub(super) id: u32,
    pub(super) start: u64,
    /// Where it goes on; the end is unknown in files that were written as they came.
    pub(super) body: u64,
    pub(super) end: Option<u64>,
}

impl Element {
    /// The body, of an element that ends.
    pub(super) fn range(&self) -> Result<Range<u64>, NoTable> {
        self.end.map(|end| self.body..end).ok_or(NoTable::Damaged)
    }
}

/// A number of one to eight bytes, whose first byte tells how many; its length is given back too, and whether all its bits are set.
pub(super) fn number(bytes: &[u8]) -> Option<(u64, usize, bool)> {
    let first = *bytes.first()?;
    let length = first.leading_zeros() as usize + 1;
    if length > 8 {
        return None;
    }
    let rest = bytes.get(1..length)?;
    let mask = 0xff_u64.checked_shr(u32::try_from(length).ok()?)?;
    let value = rest.iter().fold(u64::from(first) & mask, |value, byte| value << 8 | u64::from(*byte));
    Some((value, length, value == (1_u64 << (7 * length)) - 1))
}

/// The element that begins at `at`; `None` where the file ends, or holds no element.
pub(super) async fn element<S: Source>(pages: &mut Pages<'_, S>, at: u64) -> Result<Option<Element>, NoTable> {
    let size = pages.size();
    let bytes = pages.peek(at, 12).await?;
    let id_length = bytes.first().map_or(9, |first| first.leading_zeros() as usize + 1);
    let Some(id) = bytes.get(..id_length).filter(|id| id.len() <= 4) else { return Ok(None) };
    let id = id.iter().fold(0, |id, byte| id << 8 | u32::from(*byte));
    let Some((length, width, is_unknown)) = bytes.get(id_length..).and_then(number) else { return Ok(None) };
    let body = at + (id_length + width) as u64;
    let end = if is_unknown { None } else { Some(body.checked_add(length).ok_or(NoTable::Damaged)?.min(size)) };
    if end.is_some_and(|end| end < body) {
        return Ok(None);
    }
    Ok(Some(Element { id, start: at, body, end }))
}

/// The elements within an element, which has to end.
pub(super) async fn children<S: Source>(pages: &mut Pages<'_, S>, within: &Element) -> Result<Vec<Element>, NoTable> {
    let Range { start: mut at, end } = within.range()?;
    let mut found = Vec::new();
    while at < end {
        let Some(element) = element(pages, at).await? else { break };
        at = element.range()?.end;
        found.push(element);
        if found.len() > 1_000_000 {
            return Err(NoTable::TooMuch);
        }
    }
    Ok(found)
}

/// The value of an element that holds a whole number.
pub(super) async fn unsigned<S: Source>(pages: &mut Pages<'_, S>, element: &Element) -> Result<u64, NoTable> {
    let range = element.range()?;
    if range.end - range.start > 8 {
        return Err(NoTable::Damaged);
    }
    Ok(pages.read(range).await?.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_tell_their_length() {
        assert_eq!(number(&[0x81]), Some((1, 1, false)));
        assert_eq!(number(&[0xff]), Some((127, 1, true)));
        assert_eq!(number(&[0x40, 0x02, 9]), Some((2, 2, false)));
        assert_eq!(number(&[0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), Some(((1 << 56) - 1, 8, true)));
        assert_eq!(number(&[0x40]), None);
        assert_eq!(number(&[0x00, 1, 2, 3, 4, 5, 6, 7, 8]), None);
        assert_eq!(number(&[]), None);
    }
}
