//! Tables of values: CSV with any of the usual delimiters, with or without a header.

mod cells;
mod head;
mod reader;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))] // by proptest, which is for the host
mod tests;

pub use head::{TableColumn, TableHead, head_of};
pub(super) use reader::TableReader;

/// The longest row that is read, in bytes.
const MAX_ROW: usize = 1 << 20;

/// The most cells of a row.
const MAX_CELLS: usize = 4096;

/// A reader of rows. Lines that begin with `#` are remarks.
fn rows(delimiter: crate::model::Delimiter) -> csv_core::Reader {
    csv_core::ReaderBuilder::new().delimiter(delimiter.byte()).comment(Some(b'#')).build()
}
