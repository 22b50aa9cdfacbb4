//! The confusion table of two coders: what the one said in rows, what the other said in columns.
//!
//! Cells hold units or time; all coefficients are of proportions, so both serve.

/// A square table of weights that are not negative.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    size: usize,
    cells: Vec<f64>,
}

impl Table {
    /// An empty table for so many categories.
    pub fn new(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    /// A table from its rows; `None` unless it is square and every cell is finite and not negative.
    pub fn from_rows(rows: &[Vec<f64>]) -> Option<Self> {
        let size = rows.len();
        let valid = rows.iter().all(|row| row.len() == size && row.iter().all(|cell| cell.is_finite() && *cell >= 0.0));
        valid.then(|| Self { size, cells: rows.concat() })
    }

    /// The table of two sequences of categories, unit by unit. Categories at or above `size` are passed over.
    pub fn of_units(size: usize, units: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut table = Self::new(size);
        for (row, column) in units {
            table.add(row, column, 1.0);
        }
        table
    }

    /// Adds to a cell; outside of the table nothing.
    pub fn add(&mut self, row: usize, column: usize, weight: f64) {
        if row < self.size && column < self.size {
            self.cells[row * self.size + column] += weight;
        }
    }

    /// The number of categories.
    pub fn size(&self) -> usize {
        self.size
    }

    /// A cell; 0 outside of the table.
    pub fn get(&self, row: usize, column: usize) -> f64 {
        if row < self.size && column < self.size { self.cells[row * self.size + column] } else { 0.0 }
    }

    /// The rows.
    pub fn rows(&self) -> Vec<Vec<f64>> {
        (0..self.size).map(|row| self.cells[row * self.size..(row + 1) * self.size].to_vec()).collect()
    }

    /// Sum of all cells.
    pub fn total(&self) -> f64 {
        self.cells.iter().sum()
    }

    /// Sum of the cells in which both agree.
    pub fn agreed(&self) -> f64 {
        (0..self.size).map(|category| self.get(category, category)).sum()
    }

    /// Sum of each row.
    pub fn row_sums(&self) -> Vec<f64> {
        (0..self.size).map(|row| (0..self.size).map(|column| self.get(row, column)).sum()).collect()
    }

    /// Sum of each column.
    pub fn column_sums(&self) -> Vec<f64> {
        (0..self.size).map(|column| (0..self.size).map(|row| self.get(row, column)).sum()).collect()
    }

    /// With the coders' roles exchanged.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let mut table = Self::new(self.size);
        for row in 0..self.size {
            for column in 0..self.size {
                table.add(column, row, self.get(row, column));
            }
        }
        table
    }

    /// One category against all others: `[[both, rows only], [columns only, neither]]`.
    #[must_use]
    pub fn one_against_rest(&self, category: usize) -> Self {
        let mut table = Self::new(2);
        for row in 0..self.size {
            for column in 0..self.size {
                table.add(usize::from(row != category), usize::from(column != category), self.get(row, column));
            }
        }
        table
    }

    /// The first categories alone.
    #[must_use]
    pub fn without_last(&self) -> Self {
        let mut table = Self::new(self.size.saturating_sub(1));
        for row in 0..table.size {
            for column in 0..table.size {
                table.add(row, column, self.get(row, column));
            }
        }
        table
    }

    /// Proportions: of the total in each cell, in each row, in each column. `None` for an empty table.
    pub(super) fn proportions(&self) -> Option<Proportions> {
        let total = self.total();
        (total > 0.0).then(|| Proportions {
            total,
            size: self.size,
            cells: self.cells.iter().map(|cell| cell / total).collect(),
            rows: self.row_sums().iter().map(|sum| sum / total).collect(),
            columns: self.column_sums().iter().map(|sum| sum / total).collect(),
        })
    }

    /// Whether both coders used one category only, and the same.
    pub(super) fn has_one_category(&self) -> bool {
        let used = |sums: Vec<f64>| {
            sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0).map(|(category, _)| category).collect::<Vec<_>>()
        };
        let (rows, columns) = (used(self.row_sums()), used(self.column_sums()));
        rows.len() == 1 && rows == columns
    }
}

/// A table as proportions of its total.
pub(super) struct Proportions {
    pub(super) total: f64,
    pub(super) size: usize,
    cells: Vec<f64>,
    /// What the coder of the rows said.
    pub(super) rows: Vec<f64>,
    /// What the coder of the columns said.
    pub(super) columns: Vec<f64>,
}

impl Proportions {
    /// The sum over all cells of what a function makes of row, column and proportion.
    pub(super) fn sum(&self, of: impl Fn(usize, usize, f64) -> f64) -> f64 {
        let cell = |index: usize| {
            let (row, column) = (index / self.size, index % self.size);
            of(row, column, self.cells[index])
        };
        (0..self.cells.len()).map(cell).sum()
    }

    /// What each category has of both coders together.
    pub(super) fn means(&self) -> Vec<f64> {
        self.rows.iter().zip(&self.columns).map(|(row, column)| f64::midpoint(*row, *column)).collect()
    }
}
