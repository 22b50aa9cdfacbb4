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
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
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

/// Below this distance two colors are hard to tell apart side by side in small areas; a fifth of that from black to white.
const ALIKE: f64 = 0.065;

impl Rgb {
    /// Whether it is hard to tell from another color for some kind of color vision: full, without the long-wave cones, or without the
    /// middle-wave ones.
    ///
    /// Distances are Euclidean in Oklab (Ottosson 2020); missing cones are simulated after Viénot, Brettel & Mollon (1999).
    pub fn looks_like(self, other: Self) -> bool {
        let near = |a: [f64; 3], b: [f64; 3]| {
            let (a, b) = (oklab(a), oklab(b));
            a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt() < ALIKE
        };
        let (own, other) = (self.linear(), other.linear());
        near(own, other) || [PROTAN, DEUTAN].iter().any(|seen| near(apply(seen, own), apply(seen, other)))
    }

    /// Red, green and blue as amounts of light, 0 to 1.
    fn linear(self) -> [f64; 3] {
        [self.r, self.g, self.b].map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }
}

/// Linear RGB as seen without the long-wave cones (Viénot et al. 1999).
const PROTAN: [[f64; 3]; 3] = [[0.112_38, 0.887_62, 0.0], [0.112_38, 0.887_62, 0.0], [0.004_01, -0.004_01, 1.0]];

/// Linear RGB as seen without the middle-wave cones (the same).
const DEUTAN: [[f64; 3]; 3] = [[0.292_75, 0.707_25, 0.0], [0.292_75, 0.707_25, 0.0], [-0.022_34, 0.022_34, 1.0]];

fn apply(matrix: &[[f64; 3]; 3], color: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(color).map(|(factor, value)| factor * value).sum())
}

/// Linear RGB in Oklab.
fn oklab(color: [f64; 3]) -> [f64; 3] {
    const TO_CONES: [[f64; 3]; 3] = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const TO_LAB: [[f64; 3]; 3] = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    apply(&TO_LAB, apply(&TO_CONES, color).map(f64::cbrt))
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
