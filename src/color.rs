//! Colors: sRGB, and the palette that codes are drawn in.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An opaque sRGB color, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rgb {
    /// Red, 0–255.
    pub r: u8,
    /// Green, 0–255.
    pub g: u8,
    /// Blue, 0–255.
    pub b: u8,
}

/// Paul Tol's "bright" qualitative scheme (Tol 2021, *Colour schemes*, SRON/EPS/TN/09-002): tells seven hues apart for all common
/// kinds of color vision. Codes of one meaning share a hue across channels and partners.
pub const BRIGHT: [Rgb; 7] = [
    Rgb::hex(0x44_77aa), // blue
    Rgb::hex(0x66_ccee), // cyan
    Rgb::hex(0x22_8833), // green
    Rgb::hex(0xcc_bb44), // yellow
    Rgb::hex(0xee_6677), // red
    Rgb::hex(0xaa_3377), // purple
    Rgb::hex(0xbb_bbbb), // grey
];

/// Tol's "muted" scheme without its pale grey (the same note): nine more hues, for channels with more codes than [`BRIGHT`] has. They keep
/// apart from one another for all common kinds of color vision, less so from the bright ones.
pub const MUTED: [Rgb; 9] = [
    Rgb::hex(0x33_2288), // indigo
    Rgb::hex(0x88_ccee), // sky
    Rgb::hex(0x44_aa99), // teal
    Rgb::hex(0x11_7733), // forest
    Rgb::hex(0x99_9933), // olive
    Rgb::hex(0xdd_cc77), // sand
    Rgb::hex(0xcc_6677), // rose
    Rgb::hex(0x88_2255), // wine
    Rgb::hex(0xaa_4499), // mauve
];

/// The two of Tol's "vibrant" scheme (the same note) that neither [`BRIGHT`] nor [`MUTED`] comes near.
pub const VIBRANT: [Rgb; 2] = [
    Rgb::hex(0xee_7733), // orange
    Rgb::hex(0xee_3377), // magenta
];

impl Rgb {
    /// From `0xrrggbb`.
    #[allow(clippy::cast_possible_truncation)] // takes one byte at a time
    pub const fn hex(value: u32) -> Self {
        Self { r: (value >> 16) as u8, g: (value >> 8) as u8, b: value as u8 }
    }

    /// Relative luminance, 0 (black) to 1 (white) (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio with another color, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Near-black or white, whichever reads better on this color.
    #[must_use]
    pub fn ink(self) -> Self {
        let (dark, light) = (Self::hex(0x10_1418), Self::hex(0xff_ffff));
        if self.contrast(dark) >= self.contrast(light) { dark } else { light }
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

impl From<Rgb> for String {
    fn from(color: Rgb) -> Self {
        color.to_string()
    }
}

impl TryFrom<String> for Rgb {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let refuse = || format!("{text:?} is not a color like #4477aa");
        let digits = text
            .strip_prefix('#')
            .filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))
            .ok_or_else(refuse)?;
        u32::from_str_radix(digits, 16).ok().map(Self::hex).ok_or_else(refuse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_a_code_color_is_readable() {
        for color in BRIGHT.into_iter().chain(MUTED).chain(VIBRANT) {
            assert!(color.contrast(color.ink()) >= 4.5, "{color}");
        }
    }

    #[test]
    fn written_form_round_trips() {
        for color in BRIGHT {
            assert_eq!(Rgb::try_from(color.to_string()), Ok(color));
        }
        for bad in ["", "#12345", "4477aa", "#44zzaa", "#+12345"] {
            assert!(Rgb::try_from(bad.to_string()).is_err(), "{bad}");
        }
    }
}
