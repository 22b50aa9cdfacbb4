//! The rows: one column's values out of a table, as its bytes come.

use super::cells::{Timekeeper, number};
use super::head::column_names;
use super::{MAX_CELLS, MAX_ROW, rows};
use crate::model::{Clock, TableForm};
use crate::signals::gaps::Jumps;
use crate::signals::names::decoded;
use crate::signals::{Recording, Unreadable};
use csv_core::ReadRecordResult;

/// Takes a table piece by piece and keeps some columns of it.
#[derive(Debug)]
pub(in crate::signals) struct TableReader {
    csv: csv_core::Reader,
    form: TableForm,
    columns: Vec<Column>,
    row: Row,
    places: Option<Places>,
    keeper: Option<Timekeeper>,
    /// Rows so far, without the header.
    count: u64,
    marker: String,
    /// The first cell of the time column, for an error.
    first_time: Option<String>,
    any_time: bool,
    /// All but the samples, which are each column's own.
    found: Recording,
}

/// A column that is kept.
#[derive(Debug)]
struct Column {
    name: String,
    /// Where it is, once the header is read; `None` where it is not.
    place: Option<usize>,
    jumps: Jumps,
}

/// The row that is being read.
#[derive(Debug)]
struct Row {
    text: Vec<u8>,
    filled: usize,
    ends: Vec<usize>,
    cells: usize,
}

/// Where the columns are that belong to all.
#[derive(Debug, Clone, Copy)]
struct Places {
    time: Option<usize>,
    marker: Option<usize>,
}

impl Row {
    fn cell(&self, index: usize) -> &[u8] {
        if index >= self.cells {
            return &[];
        }
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[index]]
    }

    fn cells(&self) -> Vec<String> {
        (0..self.cells).map(|index| decoded(self.cell(index))).collect()
    }
}

impl TableReader {
    pub(in crate::signals) fn new<'a>(form: &TableForm, columns: impl IntoIterator<Item = &'a str>) -> Self {
        let keeper = match &form.clock {
            Clock::Column { form: time, .. } => Some(Timekeeper::new(*time, form.decimal_comma)),
            Clock::Rate { .. } => None,
        };
        Self {
            csv: rows(form.delimiter),
            form: form.clone(),
            columns: columns
                .into_iter()
                .map(|name| Column { name: name.to_owned(), place: None, jumps: Jumps::new() })
                .collect(),
            row: Row { text: vec![0; 1024], filled: 0, ends: vec![0; 64], cells: 0 },
            places: None,
            keeper,
            count: 0,
            marker: String::new(),
            first_time: None,
            any_time: false,
            found: Recording::default(),
        }
    }

    /// Takes the next bytes; none for the end of the file.
    fn take(&mut self, mut bytes: &[u8]) -> Result<(), Unreadable> {
        loop {
            let row = &mut self.row;
            let (result, read, written, ended) =
                self.csv.read_record(bytes, &mut row.text[row.filled..], &mut row.ends[row.cells..]);
            bytes = &bytes[read..];
            row.filled += written;
            row.cells += ended;
            match result {
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return Ok(()),
                ReadRecordResult::OutputFull if row.text.len() < MAX_ROW => {
                    row.text.resize(row.text.len() * 4, 0);
                }
                ReadRecordResult::OutputEndsFull if row.ends.len() < MAX_CELLS => {
                    row.ends.resize(row.ends.len() * 4, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    return Err(Unreadable::RowTooLong {
                        row: self.count + 1 + u64::from(self.form.header && self.places.is_some()),
                    });
                }
                ReadRecordResult::Record => {
                    self.record()?;
                    (self.row.filled, self.row.cells) = (0, 0);
                }
            }
        }
    }

    pub(in crate::signals) fn push(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        // No bytes would mean the end.
        if bytes.is_empty() { Ok(()) } else { self.take(bytes) }
    }

    fn record(&mut self) -> Result<(), Unreadable> {
        let Some(places) = self.places else {
            let names = column_names(&self.row.cells(), self.form.header);
            self.places = Some(self.find(&names)?);
            return if self.form.header { Ok(()) } else { self.record() };
        };
        let nth = self.count;
        self.count += 1;
        let at = match (&mut self.keeper, places.time, &self.form.clock) {
            (Some(keeper), Some(place), _) => {
                let cell = decoded(self.row.cell(place));
                let at = keeper.next(&cell);
                self.first_time.get_or_insert(cell);
                at
            }
            #[allow(clippy::cast_precision_loss)] // a count of rows
            (_, _, Clock::Rate { millihertz }) => Some(nth as f64 * 1e6 / f64::from((*millihertz).max(1))),
            _ => None,
        };
        let Some(at) = at else {
            self.found.left_out += 1;
            return Ok(());
        };
        self.any_time = true;
        if let Some(place) = places.marker {
            let text = decoded(self.row.cell(place));
            if text != self.marker {
                // Back to rest is no moment to align by.
                if !text.trim().is_empty() && number(&text, self.form.decimal_comma) != Some(0.0) {
                    self.found.mark(at, &text);
                }
                self.marker = text;
            }
        }
        for column in &mut self.columns {
            let Some(place) = column.place else { continue };
            let value = number(&decoded(self.row.cell(place)), self.form.decimal_comma);
            #[allow(clippy::cast_possible_truncation)] // finer than what was measured
            column.jumps.push(at, value.map_or(f32::NAN, |value| value as f32));
        }
        Ok(())
    }

    /// Where the columns are, by their names. Fails where none of those that are kept is there.
    fn find(&mut self, names: &[String]) -> Result<Places, Unreadable> {
        let find = |name: &String| names.iter().position(|known| known == name);
        let place = |name: &String| find(name).ok_or_else(|| Unreadable::NoColumn { name: name.clone() });
        for column in &mut self.columns {
            column.place = find(&column.name);
        }
        if let Some(first) = self.columns.first().filter(|_| self.columns.iter().all(|column| column.place.is_none())) {
            return Err(Unreadable::NoColumn { name: first.name.clone() });
        }
        let time = match &self.form.clock {
            Clock::Column { name, .. } => Some(place(name)?),
            Clock::Rate { .. } => None,
        };
        let marker = self.form.marker.as_ref().map(place).transpose()?;
        Ok(Places { time, marker })
    }

    /// What was read of each column, in their order.
    pub(in crate::signals) fn finish(mut self) -> Vec<Result<Recording, Unreadable>> {
        let whole = self.end();
        let of = |column: Column| {
            whole.clone()?;
            column.place.ok_or_else(|| Unreadable::NoColumn { name: column.name.clone() })?;
            let found = Recording { samples: column.jumps.finish(), ..self.found.clone() };
            if found.samples.has_numbers() { Ok(found) } else { Err(Unreadable::NoNumbers) }
        };
        std::mem::take(&mut self.columns).into_iter().map(of).collect()
    }

    /// Takes the end of the file, and says what is wrong with the whole table.
    fn end(&mut self) -> Result<(), Unreadable> {
        self.take(&[])?;
        // A row that no line break ends.
        self.take(&[])?;
        if self.places.is_none() {
            return Err(Unreadable::Empty);
        }
        if !self.any_time && self.count > 0 {
            let first = self.first_time.clone().unwrap_or_default();
            return Err(Unreadable::NoTimes { first: first.chars().take(80).collect() });
        }
        Ok(())
    }
}
