//! Chance agreement where one cell cannot occur: a table with a last row and column for what the other coder did not mark. That both did
//! not mark it is never seen, so chance must not fill that cell: quasi-independence with one structural zero.
//!
//! Iterative proportional fitting of such a table, from ones with a zero in the last corner, converges to E_ij = M (r_i / R′)(c_j / C′) among
//! the coded categories, with M the total of that part and R′, C′ the sums of its rows' and columns' totals. So no iteration is needed,
//! and none stops too early.

use super::table::Table;

/// Σ of the fitted diagonal over the total: pₑ. 0 for an empty table.
pub(super) fn chance(table: &Table) -> f64 {
    let Some(last) = table.size().checked_sub(1) else { return 0.0 };
    let (rows, columns, total) = (table.row_sums(), table.column_sums(), table.total());
    let linked = table.without_last().total();
    let of_rows: f64 = rows[..last].iter().sum();
    let of_columns: f64 = columns[..last].iter().sum();
    if total <= 0.0 || of_rows <= 0.0 || of_columns <= 0.0 {
        return 0.0;
    }
    let both: f64 = rows[..last].iter().zip(&columns[..last]).map(|(row, column)| row * column).sum();
    linked / total * both / (of_rows * of_columns)
}
