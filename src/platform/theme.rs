//! The colors that canvases draw in, read from the style sheet so that they have one home.

use super::page::{document, window};
use crate::model::Role;
use std::cell::RefCell;

/// Colors of the timeline as CSS text.
#[derive(Debug, Clone, Default)]
pub struct CanvasTheme {
    /// Behind everything.
    pub surface: String,
    /// A lane's background.
    pub lane: String,
    /// Ticks and hairlines.
    pub line: String,
    /// Fine ticks.
    pub line_faint: String,
    /// Texts of the ruler.
    pub text: String,
    /// Around the selected event.
    pub selection: String,
    /// Between the selection's line and the event's color.
    pub selection_gap: String,
    /// A parent's curves.
    pub parent: String,
    /// A child's curves.
    pub child: String,
    /// The playhead.
    pub playhead: String,
    /// The frame over the visible part in the minimap.
    pub accent: String,
    /// The outside of the coded window.
    pub shade: String,
    /// How far the sound goes.
    pub sound: String,
    /// How loud the sound is heard.
    pub sound_body: String,
    /// Font family.
    pub font: String,
}

impl CanvasTheme {
    /// The color of a partner's curves.
    pub fn curve_of(&self, role: Role) -> &str {
        match role {
            Role::Parent => &self.parent,
            Role::Child => &self.child,
            Role::Other => &self.text,
        }
    }
}

thread_local! {
    static CURRENT: RefCell<Option<CanvasTheme>> = const { RefCell::new(None) };
}

/// The theme as it is now; read once until [`forget`] is called.
pub fn canvas_theme() -> CanvasTheme {
    CURRENT.with(|current| current.borrow_mut().get_or_insert_with(read).clone())
}

/// Forgets the colors, because the system turned dark or light.
pub fn forget() {
    CURRENT.with(|current| current.borrow_mut().take());
}

fn read() -> CanvasTheme {
    let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
    let value = |name: &str| {
        style.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default().trim().to_owned()
    };
    CanvasTheme {
        surface: value("--surface"),
        lane: value("--lane"),
        line: value("--line-strong"),
        line_faint: value("--line"),
        text: value("--text-muted"),
        selection: value("--text"),
        selection_gap: value("--surface"),
        parent: value("--parent"),
        child: value("--child"),
        playhead: value("--playhead"),
        accent: value("--accent"),
        shade: value("--shade"),
        sound: value("--sound"),
        sound_body: value("--sound-body"),
        font: value("--font"),
    }
}
