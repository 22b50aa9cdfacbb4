//! Writes the comments of the selected events.

use super::{BatchDialog, Radios};
use crate::app::context;
use crate::app::widgets::fields::TextField;
use crate::edit::{Command, Commenting};
use crate::t;
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn CommentEvents() -> impl IntoView {
    let desk = context().desk;
    let selected = desk.selected();
    let text = RwSignal::new(String::new());
    let how = RwSignal::new(Commenting::Append);
    let command = Signal::derive(move || {
        let observation = desk.observation.get()?;
        Some(Command::CommentEvents { observation, events: selected.clone(), text: text.get(), how: how.get() })
    });
    view! {
        <BatchDialog testid="comment-panel" title=t!("comment-title") action=t!("comment-do") command>
            <TextField testid="comment-text" label=t!("inspector-comment") value=text first=true />
            <Radios
                name="comment-how"
                legend=t!("comment-how")
                value=how
                choices=vec![
                    ("comment-append", t!("comment-append"), Commenting::Append),
                    ("comment-replace", t!("comment-replace"), Commenting::Replace),
                ]
            />
        </BatchDialog>
    }
}
