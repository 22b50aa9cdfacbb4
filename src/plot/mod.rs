//! Results → figures, drawn by [plotters] on any of its backends: on a canvas on screen, into an SVG file.
//!
//! A figure goes through three steps, each a function of the one before: a *chart* says what is shown, with all its texts; a *layout* says
//! where each part lies; `draw` draws the layout. The hit test reads the same layout, so that what is under the pointer is what is drawn
//! there. Words come in with the chart, colors and sizes with the [`Theme`].
//!
//! Color never stands alone: each bar has its name beside it and its value behind it, each cell its number in it, and of a curve the point
//! that holds is larger.
//!
//! Bars came first and have a layout of their own. The other charts are laid out as a [`Picture`](picture::Picture): plain shapes, and the
//! marks that can be pointed at, each with what it says; so there is one way to draw them, to hit them and to walk through them.

pub mod bars;
mod brush;
pub mod budget;
pub mod columns;
pub mod curve;
pub mod even;
pub mod matrix;
pub mod picture;
pub mod scatter;
mod svg;
mod text;
mod theme;

pub use svg::{NotDrawn, svg};
pub use theme::Theme;
