//! A heuristic: where `view!` bodies hold words that a person reads.
//!
//! It looks at text between tags, at attributes that are shown or read aloud, and at `format!` within a view. It does not see a word
//! that reaches a view through a variable or a function.

use crate::sources::{Source, each_level, is_punct, macro_calls, string};
use proc_macro2::{Group, TokenTree};

/// Attributes whose values people see or hear; of `aria-label` the last word.
const SHOWN_ATTRIBUTES: [&str; 5] = ["title", "label", "placeholder", "alt", "description"];

/// Names of keys and units, which are the same in every language that the catalog may get.
const TECHNICAL: [&str; 4] = ["Ctrl", "Shift", "fps", "px"];

/// The words that a file's views hold.
pub(crate) fn words(file: &Source) -> Vec<String> {
    let views = macro_calls(file.tokens(), "view");
    let found = views.iter().flat_map(in_view).map(|text| format!("{}: `{text}`", file.path));
    found.collect()
}

fn in_view(view: &Group) -> Vec<String> {
    let level: Vec<TokenTree> = view.stream().into_iter().collect();
    let mut found: Vec<String> = Vec::new();
    for (place, token) in level.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| level.get(before));
        let text = match token {
            // The value of an attribute.
            TokenTree::Literal(_) if is_punct(before, '=') => {
                let name = place.checked_sub(2).and_then(|name| level.get(name)).map(ToString::to_string);
                name.filter(|name| SHOWN_ATTRIBUTES.contains(&name.as_str())).and_then(|_| string(token))
            }
            TokenTree::Literal(_) => string(token),
            // Text without quotes, right after a tag; not the `->` of a closure and not its `=>`.
            TokenTree::Ident(word) if is_punct(before, '>') => {
                let arrow = place.checked_sub(2).and_then(|arrow| level.get(arrow));
                (!is_punct(arrow, '-') && !is_punct(arrow, '=')).then(|| word.to_string())
            }
            _ => None,
        };
        found.extend(text.filter(|text| has_words(text)));
    }
    each_level(view.stream(), &mut |level| {
        for window in level.windows(3) {
            if let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(group)] = window
                && name == "format"
            {
                let text = group.stream().into_iter().next().as_ref().and_then(string);
                found.extend(text.filter(|text| has_words(text)));
            }
        }
    });
    found
}

/// Whether a text has a run of two letters that is no placeholder and no technical word.
fn has_words(text: &str) -> bool {
    let mut outside = String::new();
    for (number, part) in text.split(['{', '}']).enumerate() {
        outside += if number % 2 == 0 { part } else { " " };
    }
    outside.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1 && !TECHNICAL.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(view: &str, expect: &[&str]) {
        let text = format!("fn f() {{ view! {{ {view} }} }}");
        let expect: Vec<_> = expect.iter().map(|text| format!("a.rs: `{text}`")).collect();
        assert_eq!(words(&Source { path: "a.rs".to_owned(), text }), expect, "{view}");
    }

    #[test]
    fn words_in_views_are_found() {
        check(r#"<p>"Saved"</p>"#, &["Saved"]);
        check("<p>Saved</p>", &["Saved"]);
        check(r#"<p title="Undo" aria-label="Close">{x}</p>"#, &["Undo", "Close"]);
        check(r#"<p>{move || view! { <b>"Not saved"</b> }}</p>"#, &["Not saved"]);
        check(
            r#"<p title=format!("{name} of {count}")>{format!("{x:?} Datei")}</p>"#,
            &["{name} of {count}", "{x:?} Datei"],
        );
        check(r#"<p>"größer"</p>"#, &["größer"]);
    }

    #[test]
    fn what_is_not_for_readers_is_left_alone() {
        check(r#"<p class="wide note" data-testid="saved" role="status">{t!("save-saved")}</p>"#, &[]);
        check(r#"<kbd>"←"</kbd> "· s" <b>"Ctrl+Z"</b>"#, &[]);
        check(r#"<p title=format!("{} (Shift ↓)", t!("zoom"))>{format!("{rate} fps")}</p>"#, &[]);
        check(r#"<p on:keydown=move |event| match event.key() { "Enter" => commit(), _ => {} }></p>"#, &[]);
        check("<p hidden=move || a() on:click=move |_| -> bool { go() }>{x}</p>", &[]);
    }
}
