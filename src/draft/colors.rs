//! Colors of codes: which are offered, and which are hard to see or to tell apart.

use crate::color::{BRIGHT, MUTED, Rgb, VIBRANT};
use crate::model::{Channel, CodeId};

/// The lanes that codes are drawn on, light and dark; the tokens `--lane` of the style sheet.
const LANES: [Rgb; 2] = [Rgb::hex(0xf1_f3f7), Rgb::hex(0x20_252d)];

/// A color with less contrast to a lane than this (WCAG ratio, 1 to 21) is hard to see on it.
const FAINT: f64 = 1.35;

/// What is wrong with a color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorTrouble {
    /// Hard to see on the lanes of the timeline.
    Faint,
    /// Hard to tell from that of another code of its channel, with or without a color vision deficiency.
    Like(CodeId),
}

/// The colors that are offered: sets that keep apart for the color-blind, the best of them first.
pub fn palette() -> impl Iterator<Item = Rgb> {
    BRIGHT.into_iter().chain(VIBRANT).chain(MUTED)
}

/// The first color of the palette that a channel has not used; the first of all if it has used them all.
pub fn free_color(channel: &Channel) -> Rgb {
    let is_free = |color: &Rgb| channel.codes.iter().all(|code| code.color != *color);
    palette().find(is_free).unwrap_or(BRIGHT[0])
}

/// What is wrong with the color of a code. Colors of the palette are taken to be seen; two that are the same are told in any case.
pub fn color_trouble(channel: &Channel, id: CodeId) -> Option<ColorTrouble> {
    let own = channel.code(id)?.color;
    let is_offered = |color: Rgb| palette().any(|known| known == color);
    let is_like = |other: Rgb| other == own || (!(is_offered(own) && is_offered(other)) && own.looks_like(other));
    let twin = channel.codes.iter().find(|other| other.id != id && is_like(other.color));
    if let Some(twin) = twin {
        return Some(ColorTrouble::Like(twin.id));
    }
    let is_faint = !is_offered(own) && LANES.iter().any(|lane| own.contrast(*lane) < FAINT);
    is_faint.then_some(ColorTrouble::Faint)
}

#[cfg(test)]
mod tests {
    use super::super::{Draft, blank};
    use super::*;
    use crate::model::Role;

    fn with(colors: &[Rgb]) -> (Draft, Vec<CodeId>) {
        let mut draft = Draft::of(blank());
        let channel = draft.add_channel(Role::Child);
        let mut codes = Vec::new();
        for color in colors {
            let code = draft.add_code(channel).unwrap();
            draft.code_mut(code).unwrap().color = *color;
            codes.push(code);
        }
        (draft, codes)
    }

    #[test]
    fn new_codes_take_colors_that_are_free() {
        let mut draft = Draft::of(blank());
        let channel = draft.add_channel(Role::Child);
        for _ in 0..palette().count() {
            draft.add_code(channel);
        }
        let channel = &draft.scheme.channels[0];
        let troubles: Vec<_> = channel.codes.iter().filter_map(|code| color_trouble(channel, code.id)).collect();
        assert_eq!(troubles, []);
    }

    #[test]
    fn what_cannot_be_seen_or_told_apart_is_told() {
        let trouble = |colors: &[Rgb]| {
            let (draft, codes) = with(colors);
            let trouble = color_trouble(&draft.scheme.channels[0], codes[0]);
            trouble.map(|trouble| match trouble {
                ColorTrouble::Faint => "faint",
                ColorTrouble::Like(_) => "like",
            })
        };
        assert_eq!(trouble(&[Rgb::hex(0xff_ffff)]), Some("faint"));
        assert_eq!(trouble(&[Rgb::hex(0x22_2222)]), Some("faint"));
        assert_eq!(trouble(&[BRIGHT[0], BRIGHT[0]]), Some("like"));
        // A red and a green that only full color vision tells apart.
        assert_eq!(trouble(&[Rgb::hex(0xb0_6000), Rgb::hex(0x7a_7a00)]), Some("like"));
        assert_eq!(trouble(&[Rgb::hex(0x00_40ff), Rgb::hex(0xff_a000)]), None);
    }
}
