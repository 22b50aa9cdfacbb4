//! What the hand does, as the browser reports it.

/// Keys held while the pointer acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // that is what the browser reports
pub struct Modifiers {
    /// Shift: selects up to here, or with a box; a wheel pans.
    pub shift: bool,
    /// Ctrl: adds to the selection; a wheel zooms finely.
    pub ctrl: bool,
    /// Alt: suspends snapping.
    pub alt: bool,
    /// ⌘ on a Mac: adds to the selection.
    pub meta: bool,
}

/// A pointer's button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// Left, a finger, or a pen's tip.
    Primary,
    /// Any other; it starts nothing here.
    Other,
}

/// What a wheel's deltas count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WheelUnit {
    /// `deltaMode` 0.
    Pixel,
    /// `deltaMode` 1.
    Line,
    /// `deltaMode` 2.
    Page,
}

/// Something the hand did. Places are in pixels from the canvas's top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Input {
    /// A button or finger went down.
    Down {
        /// The browser's `pointerId`.
        pointer: i32,
        /// Which button.
        button: Button,
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
        /// Held keys.
        modifiers: Modifiers,
    },
    /// A pointer moved, pressed or not.
    Move {
        /// The browser's `pointerId`.
        pointer: i32,
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
        /// Held keys.
        modifiers: Modifiers,
    },
    /// A button or finger went up.
    Up {
        /// The browser's `pointerId`.
        pointer: i32,
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
        /// Held keys.
        modifiers: Modifiers,
    },
    /// The browser took the pointer away (`pointercancel`, `lostpointercapture`).
    Lost {
        /// The browser's `pointerId`.
        pointer: i32,
    },
    /// A key went down or up that a drag heeds.
    Keys {
        /// What is held now.
        modifiers: Modifiers,
    },
    /// The Escape key.
    Escape,
    /// The wheel turned.
    Wheel {
        /// Where the pointer is, from the left.
        x: f64,
        /// Sideways travel, positive to the right.
        dx: f64,
        /// Travel, positive downwards.
        dy: f64,
        /// What the travel counts.
        unit: WheelUnit,
        /// Held keys.
        modifiers: Modifiers,
    },
}
