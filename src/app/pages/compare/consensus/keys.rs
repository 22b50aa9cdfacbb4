//! The keys of the page: a letter for each coder, a figure for each code, S, T, U, O and N. J and K are the list's.

use super::Here;
use super::card::{focus, ordered_codes};
use crate::consensus::Other;
use crate::model::Choice;
use crate::platform::page;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The letters of coders, by place.
pub(super) const LETTERS: [char; crate::model::MAX_SETTLED] = ['A', 'B', 'C', 'D', 'E', 'F'];

/// Listens as long as the page is shown.
pub(super) fn listen(here: Here) {
    let options = EventListenerOptions::enable_prevent_default();
    let listening = EventListener::new_with_options(&page::window(), "keydown", options, move |event| {
        let event = event.dyn_ref::<KeyboardEvent>();
        let Some(event) = event.filter(|event| super::super::moments::is_for_page(event) && !event.repeat()) else {
            return;
        };
        if press(here, &event.key()) {
            event.prevent_default();
        }
    });
    let listening = StoredValue::new_local(listening);
    on_cleanup(move || listening.dispose());
}

/// Whether the key meant something.
fn press(here: Here, key: &str) -> bool {
    let mut letters = key.chars();
    let (Some(key), None) = (letters.next(), letters.next()) else { return false };
    let Some(question) = untrack(|| here.question()) else { return false };
    let key = key.to_ascii_uppercase();
    if let Some(place) = LETTERS.iter().position(|letter| *letter == key) {
        let coding = here.with(|_, _, codings| codings.get(place).copied()).flatten();
        if let Some(coding) = coding.filter(|_| question.can_take.get(place) == Some(&true)) {
            here.settle(Choice::Coding(coding));
        }
        return coding.is_some();
    }
    match key {
        'S' => here.settle(Choice::Skipped),
        'U' => here.reopen(),
        'N' => focus("consensus-note"),
        'O' => focus("consensus-other"),
        'T' if question.other == Other::Any => here.settle(Choice::Codes(here.chosen.get_untracked())),
        '0'..='9' => return figure(here, question.other, key),
        _ => return false,
    }
    true
}

/// A figure takes a code, or chooses it where there can be many; 0 is no code.
fn figure(here: Here, other: Other, key: char) -> bool {
    let place = key.to_digit(10).and_then(|digit| digit.checked_sub(1));
    let code = place.and_then(|place| ordered_codes(here).get(place as usize).map(|code| code.id));
    match (other, code) {
        (Other::One { .. }, Some(code)) => here.settle(Choice::Codes(vec![code])),
        (Other::One { or_none: true } | Other::Any, None) if key == '0' => here.settle(Choice::Codes(Vec::new())),
        (Other::Any, Some(code)) => super::card::toggle(here, code),
        _ => return false,
    }
    true
}
