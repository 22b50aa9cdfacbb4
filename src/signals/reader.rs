//! One reader for every format.

use super::edf::{EdfHeader, EdfReader, begins_so};
use super::table::{TableHead, TableReader, head_of};
use super::{Recording, Unreadable};
use crate::media::{FileKind, sniff};
use crate::model::TableForm;

/// What the beginning of a file tells of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    /// EDF, EDF+ or BDF.
    Edf(EdfHeader),
    /// A table.
    Table(TableHead),
}

/// Looks at the beginning of a file: at its first [`EDGE`](crate::media::EDGE) bytes, or all of it if it is `whole`.
pub fn inspect(head: &[u8], whole: bool) -> Result<Outline, Unreadable> {
    if begins_so(head) {
        let header = EdfHeader::parse(head)?;
        return if header.record_ms > 0.0 && header.signals().next().is_some() {
            Ok(Outline::Edf(header))
        } else {
            Err(Unreadable::NoSignals)
        };
    }
    match sniff(head) {
        FileKind::Empty => Err(Unreadable::Empty),
        FileKind::Text => head_of(head, whole, None).map(Outline::Table).ok_or(Unreadable::Empty),
        // Text in Latin-1 is of no kind that is known.
        FileKind::Unknown if !head.contains(&0) => {
            head_of(head, whole, None).map(Outline::Table).ok_or(Unreadable::Empty)
        }
        kind => Err(Unreadable::OtherKind(kind)),
    }
}

/// Takes a file piece by piece and keeps some columns of it, in one pass.
#[derive(Debug)]
pub struct Reader(Format);

#[derive(Debug)]
enum Format {
    Edf(Box<EdfReader>),
    Table(Box<TableReader>),
}

impl Reader {
    /// For columns of a table in this form, or for signals of an EDF file.
    pub fn new<'a>(table: Option<&TableForm>, columns: impl IntoIterator<Item = &'a str>) -> Self {
        Self(match table {
            Some(form) => Format::Table(Box::new(TableReader::new(form, columns))),
            None => Format::Edf(Box::new(EdfReader::new(columns))),
        })
    }

    /// Takes the next bytes, from the file's first on. Fails where nothing can be read of any column.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        match &mut self.0 {
            Format::Edf(reader) => reader.push(bytes),
            Format::Table(reader) => reader.push(bytes),
        }
    }

    /// The file ended. Gives what was read of each column, in their order.
    pub fn finish(self) -> Vec<Result<Recording, Unreadable>> {
        match self.0 {
            Format::Edf(reader) => reader.finish(),
            Format::Table(reader) => reader.finish(),
        }
    }
}
