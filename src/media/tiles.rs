//! How several pictures share a screen.

/// The number of columns in which `count` pictures of a shape (width over height) are largest on a screen of `width` by `height`.
///
/// ```
/// use attune::media::columns;
/// assert_eq!(columns(2, 500.0, 400.0, 16.0 / 9.0), 1);
/// assert_eq!(columns(2, 1200.0, 400.0, 16.0 / 9.0), 2);
/// ```
pub fn columns(count: u32, width: f64, height: f64, shape: f64) -> u32 {
    let size = |columns: u32| {
        let rows = count.div_ceil(columns);
        (width / f64::from(columns)).min(height / f64::from(rows) * shape)
    };
    (1..=count.max(1)).rev().max_by(|a, b| size(*a).total_cmp(&size(*b))).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_as_large_as_they_can_be() {
        const WIDE: f64 = 16.0 / 9.0;
        for (count, (width, height), expect) in [
            (0, (500.0, 300.0), 1),
            (1, (500.0, 300.0), 1),
            (2, (488.0, 420.0), 1),
            (2, (900.0, 400.0), 2),
            (3, (488.0, 420.0), 1),
            (3, (700.0, 420.0), 2),
            (4, (488.0, 330.0), 2),
            (4, (2000.0, 300.0), 4),
        ] {
            assert_eq!(columns(count, width, height, WIDE), expect, "{count} on {width} by {height}");
        }
    }
}
