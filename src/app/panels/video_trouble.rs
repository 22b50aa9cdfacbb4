//! What is wrong with a video file, in a sentence, with what to do about it.

use crate::app::context;
use crate::app::player::Trouble;
use crate::media::conversion_command;
use crate::platform::page;
use crate::t;
use crate::words::say;
use leptos::prelude::*;

/// The sentence for a trouble, and the file whose conversion would mend it.
fn say_trouble(trouble: &Trouble) -> (String, Option<String>) {
    match trouble.clone() {
        Trouble::Empty { file } => (t!("video-error-empty", file = file), None),
        Trouble::NotVideo { file, kind } => {
            (t!("video-error-not-video", file = file, kind = say::file_kind(kind)), None)
        }
        Trouble::Damaged { file } => (t!("video-error-damaged", file = file.clone()), Some(file)),
        Trouble::Unsupported { file, codec: codec @ Some(_), .. } => {
            (t!("video-error-codec", file = file.clone(), codec = say::codec(codec)), Some(file))
        }
        Trouble::Unsupported { file, kind, codec: None } => {
            (t!("video-error-container", file = file.clone(), kind = say::file_kind(kind)), Some(file))
        }
        Trouble::SoundOnly { file, codec } => {
            (t!("video-error-sound-only", file = file.clone(), codec = say::codec(codec)), Some(file))
        }
        Trouble::Gone { file } => (t!("video-error-gone", file = file), None),
        Trouble::Other { picked, known, size, .. } => {
            let difference = match size {
                Some(size) => {
                    t!("video-other-size", picked = say::size(size), known = say::size(known.fingerprint.size))
                }
                None => t!("video-other-content"),
            };
            (t!("video-other", picked = picked, known = known.file_name, difference = difference), None)
        }
    }
}

/// The note; nothing where there is no trouble.
#[component]
pub fn TroubleNote() -> impl IntoView {
    let context = context();
    let player = context.player;
    move || {
        let trouble = player.trouble.get()?;
        let (sentence, convert) = say_trouble(&trouble);
        let fits = matches!(trouble, Trouble::Other { fits: true, .. });
        let use_it = matches!(trouble, Trouble::Other { .. }).then(|| {
            view! {
                <button class="button small" data-testid="use-other-video" on:click=move |_| player.use_doubtful(true)>
                    {t!("video-other-use")}
                </button>
                {fits
                    .then(|| {
                        view! {
                            <button
                                class="button small"
                                data-testid="add-other-video"
                                on:click=move |_| player.use_doubtful(false)
                            >
                                {t!("video-other-add")}
                            </button>
                        }
                    })}
            }
        });
        Some(view! {
            <div class="trouble" role="alert" data-testid="video-message">
                <p>{sentence}</p>
                {convert.map(|file| view! { <Conversion command=conversion_command(&file) /> })}
                {use_it}
            </div>
        })
    }
}

/// A command to copy.
#[component]
fn Conversion(command: String) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = {
        let command = command.clone();
        move |_| {
            page::copy(&command);
            copied.set(true);
        }
    };
    view! {
        <pre class="command" data-testid="convert-command" tabindex="0">{command}</pre>
        <button class="button small" on:click=copy>
            {move || if copied.get() { t!("video-error-copied") } else { t!("video-error-copy") }}
        </button>
    }
}
