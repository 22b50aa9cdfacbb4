//! How much room a text takes, estimated from its letters, so that a layout is the same wherever it is drawn.

/// Estimated width in pixels at a font size; on the generous side for the usual sans-serif fonts.
pub(super) fn width(text: &str, font_size: f64) -> f64 {
    text.chars().map(|letter| em(letter) * font_size).sum()
}

fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' => 0.29,
        ' ' | ',' | '.' | ':' | ';' | 'f' | 'r' | 't' | '(' | ')' | '-' | '/' | 'I' => 0.41,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.97,
        letter if letter.is_uppercase() => 0.72,
        letter if letter.is_ascii() => 0.63,
        // Scripts of square letters are as wide as they are high.
        '\u{1100}'.. => 1.0,
        _ => 0.66,
    }
}

/// The text, cut with an ellipsis where it is wider than its room.
pub(super) fn fitted(text: &str, font_size: f64, room: f64) -> String {
    if width(text, font_size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", font_size);
    let fits = |letter: &char| {
        left -= em(*letter) * font_size;
        left >= 0.0
    };
    text.chars().take_while(fits).collect::<String>().trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut() {
        #[track_caller]
        fn check(text: &str, room: f64, expect: &str) {
            assert_eq!(fitted(text, 10.0, room), expect);
        }
        check("Infant-directed", 200.0, "Infant-directed");
        check("Infant-directed", 45.0, "Infant…");
        check("Infant directed", 46.0, "Infant…");
        check("Gaze", 0.0, "…");
        check("凝視する", 41.0, "凝視する");
        check("凝視する", 39.0, "凝視…");
    }
}
