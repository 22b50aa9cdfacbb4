//! Zoom, place, turn, brightness and contrast of one video, for keyboard and pointer.

use super::tile::focus_adjust;
use super::{Live, titled};
use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::model::{Media, Picture};
use crate::t;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// One value of a picture that has a slider.
#[derive(Clone, Copy)]
struct Slider {
    testid: &'static str,
    range: (u16, u16),
    step: u16,
    read: fn(Picture) -> u16,
    write: fn(Picture, u16) -> Picture,
}

const ZOOM: Slider = Slider {
    testid: "picture-zoom",
    range: (100, 1000),
    step: 10,
    read: |picture| picture.zoom,
    write: |picture, zoom| Picture { zoom, ..picture },
};
const ACROSS: Slider = Slider {
    testid: "picture-across",
    range: (0, 1000),
    step: 10,
    read: |picture| picture.center_x,
    write: |picture, center_x| Picture { center_x, ..picture },
};
const DOWN: Slider = Slider {
    testid: "picture-down",
    range: (0, 1000),
    step: 10,
    read: |picture| picture.center_y,
    write: |picture, center_y| Picture { center_y, ..picture },
};
const BRIGHTNESS: Slider = Slider {
    testid: "picture-brightness",
    range: (10, 400),
    step: 5,
    read: |picture| picture.brightness,
    write: |picture, brightness| Picture { brightness, ..picture },
};
const CONTRAST: Slider = Slider {
    testid: "picture-contrast",
    range: (10, 400),
    step: 5,
    read: |picture| picture.contrast,
    write: |picture, contrast| Picture { contrast, ..picture },
};

/// The adjustments of the picture that is being adjusted, over the screen.
#[component]
pub fn PicturePanel() -> impl IntoView {
    let stage = expect_context::<CodePage>().stage;
    move || {
        let place = stage.adjusting.get()?;
        // Gone with its video.
        (place < stage.count()).then(|| view! { <Adjustments place /> })
    }
}

#[component]
fn Adjustments(place: usize) -> impl IntoView {
    let desk = context().desk;
    let stage = expect_context::<CodePage>().stage;
    let media = Memo::new(move |_| stage.media(place));
    let picture = Memo::new(move |_| media.get().map(|media| stage.picture(&media)).unwrap_or_default());
    let close = move || {
        stage.commit();
        stage.adjusting.set(None);
        focus_adjust(place);
    };
    let change = move |picture: Picture, by_itself: bool| {
        if let Some(media) = media.get_untracked()
            && !desk.read_only.get_untracked()
        {
            stage.show(Live::Picture(media.id, picture), by_itself);
        }
    };
    let turn = move |quarters: u8| {
        let picture = picture.get_untracked();
        change(Picture { turns: (picture.turns + quarters) % 4, ..picture }, true);
    };
    let slider = move |slider: Slider, label: String, unit: fn(u16) -> String| {
        let value = move || (slider.read)(picture.get());
        view! {
            <label class="slider">
                <span>{label}</span>
                <input
                    type="range"
                    min=slider.range.0.to_string()
                    max=slider.range.1.to_string()
                    step=slider.step.to_string()
                    data-testid=slider.testid
                    prop:value=move || value().to_string()
                    aria-valuetext=move || unit(value())
                    disabled=move || desk.read_only.get()
                    on:input=move |event| {
                        if let Ok(value) = event_target_value(&event).parse() {
                            change((slider.write)(picture.get_untracked(), value), true);
                        }
                    }
                />
                <output>{move || unit(value())}</output>
            </label>
        }
    };
    let percent: fn(u16) -> String = |value| t!("videos-percent", value = value);
    let share: fn(u16) -> String = |value| t!("videos-percent", value = value / 10);
    let first = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(panel) = first.get() {
            panel.focus().ok();
        }
    });
    view! {
        <div
            class="picture-panel"
            role="group"
            tabindex="-1"
            node_ref=first
            data-testid="picture-panel"
            aria-label=move || {
                t!("videos-adjust-label", file = media.get().map(|media: Media| titled(place, &media)).unwrap_or_default())
            }
            on:keydown=move |event: KeyboardEvent| {
                // The page's own keys rest here, so that arrows and Space are for these controls.
                if !event.ctrl_key() && !event.meta_key() {
                    event.stop_propagation();
                }
                if event.key() == "Escape" {
                    close();
                }
            }
        >
            <header>
                <h3>{move || media.get().map(|media| titled(place, &media))}</h3>
                <button
                    class="icon-button"
                    data-testid="picture-close"
                    aria-label=t!("dialog-close")
                    on:click=move |_| close()
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            {slider(ZOOM, t!("videos-zoom"), percent)}
            {slider(ACROSS, t!("videos-across"), share)}
            {slider(DOWN, t!("videos-down"), share)}
            {slider(BRIGHTNESS, t!("videos-brightness"), percent)}
            {slider(CONTRAST, t!("videos-contrast"), percent)}
            <div class="picture-turns">
                <button
                    class="button small"
                    data-testid="picture-left"
                    disabled=move || desk.read_only.get()
                    on:click=move |_| turn(3)
                >
                    <Icon glyph=Glyph::Undo />
                    {t!("videos-turn-left")}
                </button>
                <button
                    class="button small"
                    data-testid="picture-right"
                    disabled=move || desk.read_only.get()
                    on:click=move |_| turn(1)
                >
                    <Icon glyph=Glyph::Redo />
                    {t!("videos-turn-right")}
                </button>
                <button
                    class="button small"
                    data-testid="picture-reset"
                    disabled=move || desk.read_only.get() || picture.get() == Picture::default()
                    on:click=move |_| {
                        change(Picture::default(), false);
                        stage.commit();
                    }
                >
                    {t!("videos-reset")}
                </button>
            </div>
            <p class="hint">{t!("videos-wheel-hint")}</p>
        </div>
    }
    .into_any()
}
