//! The pairing of Mangold INTERACT, by the steps that its manual gives, and κ of the table that comes of it.
//!
//! For each event of the first coder in turn that is not linked yet, over all events step by step:
//!
//! 1. the same code with an overlap of at least a share of the longer: a match;
//! 2. the same code with an onset within the first window: a match;
//! 3. another code with an onset within the first window, the first found: a mismatch;
//! 4. another code with an onset within the second window: a mismatch.
//!
//! What is left goes into a row and a column *no match*. κ takes the plain product of totals for chance, with that row and column. The manual
//! recommends no values, and warns that they "can influence the resulting Kappa values tremendously". No output of the program was
//! there to compare with.

use crate::analysis::Defined;
use crate::analysis::agreement::bout::Bout;
use crate::analysis::agreement::near::Near;
use crate::analysis::agreement::{Kappa, Table};
use crate::time::Millis;

/// What may be paired.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Windows {
    /// Least overlap as a share of the longer event, above 0 and up to 1.
    pub overlap: f64,
    /// How far onsets may be apart for a match, and for a mismatch.
    pub first: Millis,
    /// How far onsets may be apart for a mismatch in the last step.
    pub second: Millis,
}

/// The pairs and what comes of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Interact {
    /// Places of the linked events in both lists, in the order in which they were found.
    pub links: Vec<(usize, usize)>,
    /// Codes, and last *no match*.
    pub table: Table,
    /// κ of that table.
    pub kappa: Kappa,
}

/// Pairs two lists of events, each sorted by onset. Undefined without events.
///
/// ```
/// use attune::analysis::agreement::{Bout, compat::{Windows, interact}};
/// use attune::time::{Millis, Span};
///
/// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
/// let (a, b) = ([bout(0, 1000, 0), bout(2000, 3000, 1)], [bout(100, 1000, 0), bout(2100, 3000, 0), bout(9000, 9500, 1)]);
/// let windows = Windows { overlap: 0.8, first: Millis(200), second: Millis(500) };
/// // A match by overlap, a mismatch by onset, and one of the second coder with no match.
/// let of = interact(&a, &b, 2, windows).unwrap();
/// assert_eq!(of.links, [(0, 0), (1, 1)]);
/// assert_eq!(of.table.rows(), [[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
/// ```
pub fn interact(first: &[Bout], second: &[Bout], codes: usize, windows: Windows) -> Defined<Interact> {
    let onsets = |one: &Bout, two: &Bout, window: Millis| (one.span.start() - two.span.start()).0.abs() <= window.0;
    let overlaps = |one: &Bout, two: &Bout| {
        let common = one.overlap(two);
        common > 0.0 && common / one.length().max(two.length()) >= windows.overlap
    };
    let fits = |step: usize, one: &Bout, two: &Bout| match step {
        0 => one.code == two.code && overlaps(one, two),
        1 => one.code == two.code && onsets(one, two, windows.first),
        2 => one.code != two.code && onsets(one, two, windows.first),
        _ => one.code != two.code && onsets(one, two, windows.second),
    };
    let (mut free_first, mut free_second) = (vec![true; first.len()], vec![true; second.len()]);
    let mut links = Vec::new();
    let near = Near::new(second);
    for step in 0..4 {
        // How far before the event another may begin, of bouts up to a length, and how far after.
        let window = |one: &Bout, longest: Millis| match step {
            0 => (one.span.start() - longest, one.span.end()),
            1 | 2 => (one.span.start() - windows.first, one.span.start() + windows.first),
            _ => (one.span.start() - windows.second, one.span.start() + windows.second),
        };
        for (i, one) in first.iter().enumerate() {
            if !free_first[i] {
                continue;
            }
            let nearby = near.starting(|longest| window(one, longest));
            if let Some(j) = nearby.filter(|j| free_second[*j] && fits(step, one, &second[*j])).min() {
                (free_first[i], free_second[j]) = (false, false);
                links.push((i, j));
            }
        }
    }
    let mut table = Table::of_units(codes + 1, links.iter().map(|(i, j)| (first[*i].code, second[*j].code)));
    for (one, _) in first.iter().zip(&free_first).filter(|(_, free)| **free) {
        table.add(one.code, codes, 1.0);
    }
    for (two, _) in second.iter().zip(&free_second).filter(|(_, free)| **free) {
        table.add(codes, two.code, 1.0);
    }
    let kappa = Kappa::of(&table)?;
    Ok(Interact { links, table, kappa })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Span;

    #[test]
    fn steps_come_one_after_the_other_over_all_events() {
        let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
        let first = [bout(0, 1000, 0), bout(2000, 3000, 1), bout(5000, 5500, 0)];
        // The second event of the first coder overlaps one of its own code, so the first does not get it as a mismatch.
        let second = [bout(100, 1000, 0), bout(2100, 3000, 1), bout(5400, 5600, 1), bout(9000, 9100, 0)];
        let windows = Windows { overlap: 0.8, first: Millis(200), second: Millis(500) };
        let of = interact(&first, &second, 2, windows).unwrap();
        assert_eq!(of.links, [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(of.table.rows(), [[1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]);
    }
}
