//! The look of figures: colors and sizes, as the page or the paper has them.

use crate::color::Rgb;

/// The look of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Behind everything; `None` lets what is there show through.
    pub background: Option<Rgb>,
    /// Names and values.
    pub text: Rgb,
    /// Titles of groups, and the axes' numbers.
    pub muted: Rgb,
    /// Grid lines.
    pub grid: Rgb,
    /// Axes, and around each bar: pale codes stand out from the background by it.
    pub line: Rgb,
    /// Behind the bar under the pointer.
    pub highlight: Rgb,
    /// The first line or cloud of several, and what is as it should be.
    pub first: Rgb,
    /// The second, and what is not. The pair keeps apart for the color-blind: blue and orange.
    pub second: Rgb,
    /// A CSS font family.
    pub font: String,
    /// Size of all texts in pixels.
    pub font_size: f64,
}

impl Theme {
    /// Black on white, for files: papers and slides are.
    pub fn paper() -> Self {
        Self {
            background: Some(Rgb::hex(0xff_ffff)),
            text: Rgb::hex(0x17_1b22),
            muted: Rgb::hex(0x5a_6271),
            grid: Rgb::hex(0xe1_e4ea),
            line: Rgb::hex(0x8a_919e),
            highlight: Rgb::hex(0xec_eef3),
            first: Rgb::hex(0x2f_5fd0),
            second: Rgb::hex(0xa8_5b00),
            font: "sans-serif".to_owned(),
            font_size: 12.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_on_paper_are_readable_and_lines_visible() {
        let theme = Theme::paper();
        let paper = Rgb::hex(0xff_ffff);
        assert!(theme.text.contrast(paper) >= 4.5 && theme.muted.contrast(paper) >= 4.5);
        assert!([theme.line, theme.first, theme.second].iter().all(|color| color.contrast(paper) >= 3.0));
    }
}
