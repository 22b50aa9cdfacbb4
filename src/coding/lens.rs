//! How a video's picture lies in its box on screen, and what wheel and drag make of that.
//!
//! Pixels are CSS pixels, measured from the middle of the box to the right and down. The saved [`Picture`] knows none: its middle is a
//! place of the picture as it was filmed, so that it stays the same in a box of any size, and when the picture is turned.

use crate::model::Picture;

/// A box on screen with a picture in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lens {
    /// Width and height of the box.
    pub frame: (f64, f64),
    /// Width and height of the picture as it was filmed, in any unit.
    pub film: (f64, f64),
}

/// How to draw a picture that fills its box, turned about the middle and enlarged: moved by so many pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
    /// Times.
    pub zoom: f64,
    /// To the right.
    pub degrees: u16,
}

/// Turns a vector by quarters to the right.
fn turn((x, y): (f64, f64), turns: u8) -> (f64, f64) {
    match turns % 4 {
        0 => (x, y),
        1 => (-y, x),
        2 => (-x, -y),
        _ => (y, -x),
    }
}

/// Thousandths, within the picture.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn thousandths(share: f64) -> u16 {
    (share * 1000.0).round().clamp(0.0, 1000.0) as u16
}

impl Lens {
    /// Pixels on screen for a unit of the film.
    fn scale(&self, picture: Picture) -> f64 {
        let (width, height) = turned(self.film, picture.turns);
        (self.frame.0 / width).min(self.frame.1 / height) * f64::from(picture.zoom) / 100.0
    }

    /// The place of the film in the middle of the box, from the film's own middle.
    fn center(&self, picture: Picture) -> (f64, f64) {
        let of = |thousandths: u16, length: f64| (f64::from(thousandths) / 1000.0 - 0.5) * length;
        (of(picture.center_x, self.film.0), of(picture.center_y, self.film.1))
    }

    /// The same picture with another place in the middle, as far as the picture's edge allows: no empty stripe where there need be none.
    fn centered(&self, picture: Picture, (x, y): (f64, f64)) -> Picture {
        let scale = self.scale(picture);
        let frame = turned(self.frame, picture.turns);
        let share = |at: f64, length: f64, frame: f64| {
            let room = ((length - frame / scale) / 2.0).max(0.0);
            thousandths(at.clamp(-room, room) / length + 0.5)
        };
        let (center_x, center_y) = (share(x, self.film.0, frame.0), share(y, self.film.1, frame.1));
        Picture { center_x, center_y, ..picture }
    }

    /// The picture as it can be shown in this box.
    pub fn fitted(&self, picture: Picture) -> Picture {
        self.centered(picture, self.center(picture))
    }

    /// Enlarges about a point of the box, which keeps what it shows. The zoom is in percent.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
    pub fn zoomed(&self, picture: Picture, zoom: f64, about: (f64, f64)) -> Picture {
        let after = Picture { zoom: zoom.round().clamp(100.0, 1000.0) as u16, ..picture };
        let point = turn(about, 4 - picture.turns % 4);
        let (x, y) = self.center(picture);
        let moved = 1.0 / self.scale(picture) - 1.0 / self.scale(after);
        self.centered(after, (x + point.0 * moved, y + point.1 * moved))
    }

    /// Moves the picture by so many pixels.
    pub fn moved(&self, picture: Picture, by: (f64, f64)) -> Picture {
        let (dx, dy) = turn(by, 4 - picture.turns % 4);
        let ((x, y), scale) = (self.center(picture), self.scale(picture));
        self.centered(picture, (x - dx / scale, y - dy / scale))
    }

    /// How to draw it.
    pub fn placed(&self, picture: Picture) -> Placed {
        let fitted = self.fitted(picture);
        let scale = self.scale(fitted);
        let (x, y) = turn(self.center(fitted), fitted.turns);
        let degrees = u16::from(fitted.turns % 4) * 90;
        Placed { x: -x * scale, y: -y * scale, zoom: f64::from(fitted.zoom) / 100.0, degrees }
    }
}

fn turned((x, y): (f64, f64), turns: u8) -> (f64, f64) {
    if turns.is_multiple_of(2) { (x, y) } else { (y, x) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENS: Lens = Lens { frame: (480.0, 270.0), film: (1920.0, 1080.0) };

    /// The place of the film under a point of the box.
    fn under(lens: &Lens, picture: Picture, point: (f64, f64)) -> (f64, f64) {
        let placed = lens.placed(picture);
        let scale = lens.scale(picture);
        let (x, y) = turn(((point.0 - placed.x) / scale, (point.1 - placed.y) / scale), 4 - picture.turns % 4);
        (x, y)
    }

    #[test]
    fn the_default_is_drawn_as_it_is() {
        assert_eq!(LENS.placed(Picture::default()), Placed { x: -0.0, y: -0.0, zoom: 1.0, degrees: 0 });
        assert_eq!(LENS.fitted(Picture::default()), Picture::default());
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        for turns in 0..4 {
            // Turned, the picture is small in its box; zoomed far enough that it fills the box before and after.
            let start = Picture { zoom: 400, turns, ..Picture::default() };
            for point in [(0.0, 0.0), (100.0, -60.0), (-40.0, 25.0)] {
                let zoomed = LENS.zoomed(start, 800.0, point);
                let (before, after) = (under(&LENS, start, point), under(&LENS, zoomed, point));
                // A center is saved in thousandths: 1.92 of 1,920.
                assert!(
                    (before.0 - after.0).abs() < 2.0 && (before.1 - after.1).abs() < 2.0,
                    "{turns} {before:?} {after:?}"
                );
            }
        }
    }

    #[test]
    fn a_drag_moves_what_is_under_the_pointer() {
        for turns in 0..4 {
            let start = Picture { zoom: 800, turns, ..Picture::default() };
            let moved = LENS.moved(start, (30.0, -20.0));
            let (before, after) = (under(&LENS, start, (5.0, 5.0)), under(&LENS, moved, (35.0, -15.0)));
            assert!(
                (before.0 - after.0).abs() < 2.0 && (before.1 - after.1).abs() < 2.0,
                "{turns} {before:?} {after:?}"
            );
        }
    }

    #[test]
    fn no_empty_stripe_is_dragged_into_view() {
        let start = Picture { zoom: 200, ..Picture::default() };
        let far = LENS.moved(start, (10_000.0, 10_000.0));
        assert_eq!((far.center_x, far.center_y), (250, 250));
        // At its own size it stays in the middle, and zooming out brings it back there.
        assert_eq!(LENS.moved(Picture::default(), (50.0, 50.0)), Picture::default());
        assert_eq!(LENS.zoomed(far, 100.0, (0.0, 0.0)), Picture::default());
        // Turned, its long side has room up and down.
        let upright = LENS.moved(Picture { zoom: 400, turns: 1, ..Picture::default() }, (0.0, 10_000.0));
        assert!(upright.center_x < 250, "{upright:?}");
    }

    #[test]
    fn every_result_is_in_range() {
        let mut random = oorandom::Rand32::new(3);
        let mut picture = Picture::default();
        for _ in 0..2000 {
            let mut by = || f64::from(random.rand_float()) * 600.0 - 300.0;
            picture = LENS.zoomed(picture, 500.0 + by() * 3.0, (by(), by()));
            picture = LENS.moved(Picture { turns: (picture.turns + 1) % 4, ..picture }, (by(), by()));
            assert!(picture.is_in_range(), "{picture:?}");
        }
    }
}
