//! The frame number that every picture of the demo carries: digits for people, and squares for tests.
//!
//! A row of square cells, white for 1 and black for 0: one white guard, the number's bits with the highest first, one black guard.

/// Width of the picture in pixels.
pub const WIDTH: u32 = 640;
/// Height of the picture in pixels.
pub const HEIGHT: u32 = 360;
/// Bits of the number.
pub const BITS: u32 = 12;
/// Cells in the row: the bits and a guard at either end.
pub const CELLS: u32 = BITS + 2;
/// Side of a cell in pixels.
pub const CELL: u32 = 10;
/// Left edge of the first cell.
pub const LEFT: u32 = WIDTH - CELLS * CELL - 6;
/// Top edge of the row.
pub const TOP: u32 = HEIGHT - CELL - 6;

/// Which cells are white, from left to right.
pub fn cells(frame: u32) -> [bool; CELLS as usize] {
    let mut cells = [false; CELLS as usize];
    cells[0] = true;
    for (cell, bit) in cells[1..].iter_mut().zip((0..BITS).rev()) {
        *cell = frame >> bit & 1 == 1;
    }
    cells
}

/// Reads the number from the brightness, 0 to 255, of the pixel at `(x, y)` in a picture of [`WIDTH`] by [`HEIGHT`]. `None` where the
/// guards are not white and black.
pub fn read(brightness: impl Fn(u32, u32) -> u8) -> Option<u32> {
    let white = |cell: u32| brightness(LEFT + cell * CELL + CELL / 2, TOP + CELL / 2) >= 128;
    if !white(0) || white(CELLS - 1) {
        return None;
    }
    Some((1..=BITS).fold(0, |number, cell| number << 1 | u32::from(white(cell))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::script::FRAMES;

    fn painted(frame: u32) -> impl Fn(u32, u32) -> u8 {
        move |x, y| {
            let inside = (TOP..TOP + CELL).contains(&y) && (LEFT..LEFT + CELLS * CELL).contains(&x);
            if inside && cells(frame)[((x - LEFT) / CELL) as usize] { 235 } else { 20 }
        }
    }

    #[test]
    fn every_frame_is_read_back() {
        for frame in 0..FRAMES {
            assert_eq!(read(painted(frame)), Some(frame));
        }
    }

    #[test]
    fn a_picture_without_the_row_is_none() {
        for shade in [0, 255] {
            assert_eq!(read(|_, _| shade), None);
        }
    }
}
