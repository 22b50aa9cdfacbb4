//! Paints the lane of the sound. What is where comes from `timeline`.

use super::canvas::Surface;
use super::theme::CanvasTheme;
use crate::timeline::{SoundLook, SoundRow};

/// Paints the lane: how far the sound goes, and in a stronger color how loud it is heard.
pub fn paint(surface: &Surface, rows: &[SoundRow], look: SoundLook, theme: &CanvasTheme) {
    surface.fill(&theme.lane, 0.0, look.y, surface.width, look.height);
    let context = &surface.context;
    for row in rows {
        // One path for each color: a call to fill costs as much as a thousand columns.
        context.begin_path();
        for column in &row.columns {
            context.rect(column.x, column.top, 1.0, (column.bottom - column.top).max(1.0));
        }
        context.set_fill_style_str(&theme.sound);
        context.fill();
        context.begin_path();
        for column in row.columns.iter().filter(|column| column.body >= 0.5) {
            context.rect(column.x, row.middle - column.body, 1.0, column.body * 2.0);
        }
        context.set_fill_style_str(&theme.sound_body);
        context.fill();
    }
}
