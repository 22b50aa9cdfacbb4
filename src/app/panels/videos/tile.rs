//! One video on screen: its picture under a lens, its name and tools, and what is said where there is no picture.

use super::{Live, Stage, titled};
use crate::app::pages::code::CodePage;
use crate::app::widgets::fields::{FilesInput, pick};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::{Context, context};
use crate::coding::Lens;
use crate::edit::Command;
use crate::media::Presence;
use crate::model::{Media, Picture};
use crate::platform::resize::Resized;
use crate::platform::{page, video};
use crate::t;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent, WheelEvent};

/// How far the pointer goes, in CSS pixels, before a press is a drag.
const SLACK: f64 = 4.0;

/// What wheel and pointer do to a picture.
#[derive(Clone, Copy)]
struct Handling {
    stage: Stage,
    place: usize,
    frame: RwSignal<(f64, f64)>,
    film: RwSignal<(f64, f64)>,
    /// Where the pointer went down, and the picture as it was then.
    held: StoredValue<Option<((f64, f64), Picture)>>,
    /// Whether the press has become a drag: then it is no click.
    dragged: StoredValue<bool>,
    /// The zoom in percent as the wheel has it: a touchpad turns by less than a percent at a time.
    zoom: StoredValue<f64>,
}

impl Handling {
    fn lens(self) -> Lens {
        Lens { frame: self.frame.get(), film: self.film.get() }
    }

    fn lens_now(self) -> Option<Lens> {
        let lens = Lens { frame: self.frame.get_untracked(), film: self.film.get_untracked() };
        (lens.frame.0 > 0.0 && lens.frame.1 > 0.0 && lens.film.0 > 0.0).then_some(lens)
    }

    fn now(self) -> Option<(Media, Picture)> {
        untrack(|| self.stage.media(self.place).map(|media| (media.clone(), self.stage.picture(&media))))
    }

    fn turn(self, event: &WheelEvent) {
        event.prevent_default();
        let (Some(lens), Some((media, picture))) = (self.lens_now(), self.now()) else { return };
        // Lines and pages, as some mice count, in pixels.
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_PIXEL => 1.0,
            WheelEvent::DOM_DELTA_LINE => 16.0,
            _ => 400.0,
        };
        let known = self.zoom.get_value();
        let before = if (known - f64::from(picture.zoom)).abs() < 1.0 { known } else { f64::from(picture.zoom) };
        let zoom = (before * (-event.delta_y() * unit * 0.0015).exp()).clamp(100.0, 1000.0);
        self.zoom.set_value(zoom);
        let about =
            (f64::from(event.offset_x()) - lens.frame.0 / 2.0, f64::from(event.offset_y()) - lens.frame.1 / 2.0);
        self.stage.show(Live::Picture(media.id, lens.zoomed(picture, zoom, about)), true);
    }

    fn press(self, event: &PointerEvent) {
        self.dragged.set_value(false);
        let Some((_, picture)) = self.now().filter(|(_, picture)| picture.zoom > 100 && event.button() == 0) else {
            return;
        };
        if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            element.set_pointer_capture(event.pointer_id()).ok();
        }
        self.held.set_value(Some(((f64::from(event.client_x()), f64::from(event.client_y())), picture)));
    }

    fn drag(self, event: &PointerEvent) {
        let Some((from, picture)) = self.held.get_value() else { return };
        let by = (f64::from(event.client_x()) - from.0, f64::from(event.client_y()) - from.1);
        if !self.dragged.get_value() && by.0.hypot(by.1) < SLACK {
            return;
        }
        self.dragged.set_value(true);
        if let (Some(lens), Some((media, _))) = (self.lens_now(), self.now()) {
            self.stage.show(Live::Picture(media.id, lens.moved(picture, by)), false);
        }
    }

    fn let_go(self) {
        if self.held.get_value().is_some() {
            self.held.set_value(None);
            if self.dragged.get_value() {
                self.stage.commit();
            }
        }
    }
}

/// A video in its place.
#[component]
pub fn Tile(place: usize) -> impl IntoView {
    let Context { player, .. } = context();
    let stage = expect_context::<CodePage>().stage;
    let video = NodeRef::<html::Video>::new();
    let frame = NodeRef::<html::Div>::new();
    let handling = Handling {
        stage,
        place,
        frame: RwSignal::new((0.0, 0.0)),
        film: RwSignal::new((0.0, 0.0)),
        held: StoredValue::new(None),
        dragged: StoredValue::new(false),
        zoom: StoredValue::new(100.0),
    };
    Effect::new(move |_| {
        if let Some(element) = video.get() {
            player.attach(place, &element);
        }
    });
    on_cleanup(move || player.leave(place));
    let watching = StoredValue::new_local(None::<Resized>);
    Effect::new(move |_| {
        let Some(element) = frame.get() else { return };
        let measured = element.clone();
        watching.set_value(Resized::watch(&element, move || {
            let size = (f64::from(measured.client_width()), f64::from(measured.client_height()));
            handling.frame.try_set(size);
        }));
    });

    let media = Memo::new(move |_| stage.media(place));
    let picture = Memo::new(move |_| media.get().map(|media| stage.picture(&media)).unwrap_or_default());
    let has_file = move || player.files[place].with(Option::is_some);
    let many = Memo::new(move |_| stage.count() > 1);
    let small = Memo::new(move |_| stage.large.get().is_some_and(|large| large != place) && many.get());
    let transform = move || {
        let (picture, lens) = (picture.get(), handling.lens());
        if (picture.zoom == 100 && picture.turns == 0) || lens.film.0 <= 0.0 || lens.frame.0 <= 0.0 {
            return "none".to_owned();
        }
        let placed = lens.placed(picture);
        format!("translate({:.2}px, {:.2}px) scale({}) rotate({}deg)", placed.x, placed.y, placed.zoom, placed.degrees)
    };
    let filter = move || match picture.get() {
        Picture { brightness: 100, contrast: 100, .. } => "none".to_owned(),
        Picture { brightness, contrast, .. } => format!("brightness({brightness}%) contrast({contrast}%)"),
    };
    let zoomed = move || picture.get().zoom > 100;
    let click = move |_| {
        if handling.dragged.get_value() {
            return;
        }
        if small.get_untracked() { stage.large.set(Some(place)) } else { player.toggle() }
    };
    view! {
        <div
            class="tile"
            class:large=move || many.get() && stage.large.get() == Some(place)
            class:muted-out=move || many.get() && !has_file()
            data-testid="tile"
            data-place=place.to_string()
        >
            <div
                class="tile-frame"
                class:zoomed=zoomed
                node_ref=frame
                data-testid="tile-frame"
                on:click=click
                on:wheel=move |event| {
                    if has_file() {
                        handling.turn(&event);
                    }
                }
                on:pointerdown=move |event| handling.press(&event)
                on:pointermove=move |event| handling.drag(&event)
                on:pointerup=move |_| handling.let_go()
                on:pointercancel=move |_| handling.let_go()
            >
                <div
                    class="lens"
                    class:upright=move || picture.get().turns % 2 == 1
                    data-testid="lens"
                    style:transform=transform
                    style:filter=filter
                >
                    <video
                        node_ref=video
                        data-testid="video"
                        playsinline
                        preload="auto"
                        disablepictureinpicture
                        class:hidden=move || !has_file()
                        on:loadeddata=move |_| {
                            if let Some(video) = video.get_untracked() {
                                handling.film.set((f64::from(video.video_width()), f64::from(video.video_height())));
                            }
                        }
                    ></video>
                    <Still video place />
                </div>
            </div>
            <Absence place media />
            <Show when=has_file>
                <Tools place media many />
            </Show>
            <Show when=move || many.get()>
                <p class="tile-name">
                    {move || {
                        let silent = media.get().is_some_and(|media| !media.audible);
                        silent.then(|| view! { <Icon glyph=Glyph::Mute /> })
                    }}
                    <span>{move || media.get().map(|media| titled(place, &media))}</span>
                </p>
            </Show>
        </div>
    }
    .into_any()
}

/// The paused picture, drawn over the video: where it was decoded ahead, and in the browser that may lose it.
#[component]
fn Still(video: NodeRef<html::Video>, place: usize) -> impl IntoView {
    let player = context().player;
    let canvas = NodeRef::<html::Canvas>::new();
    let copies = page::loses_pictures();
    let is_still = move || copies && !player.playing.get() && player.files[place].with(Option::is_some);
    let is_drawn = move || place == 0 && player.drawn.get();
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get().filter(|_| place == 0) {
            player.attach_canvas(&canvas);
        }
    });
    Effect::new(move |_| {
        if is_still() && player.settled.get() {
            // Another seek may have come to rest on the same signals.
            player.clock.track();
            if let (Some(video), Some(canvas)) = (video.get(), canvas.get()) {
                video::draw_picture(&video, &canvas);
            }
        }
    });
    view! {
        <canvas
            node_ref=canvas
            class="still"
            data-testid="still"
            data-drawn=move || is_drawn().to_string()
            class:hidden=move || !is_still() && !is_drawn()
            aria-hidden="true"
        ></canvas>
    }
}

/// What stands where a video shows nothing, beside others that do: it is not open, or does not run at this moment.
#[component]
fn Absence(place: usize, media: Memo<Option<Media>>) -> impl IntoView {
    let Context { player, .. } = context();
    let stage = expect_context::<CodePage>().stage;
    let input = NodeRef::<html::Input>::new();
    let has_file = move || player.files[place].with(Option::is_some);
    let presence = Memo::new(move |_| {
        let media = media.get()?;
        let reel =
            crate::media::Reel { offset: stage.offset(&media), duration: media.duration, frame_rate: media.frame_rate };
        Some(reel.presence(player.clock.get()))
    });
    let many = Memo::new(move |_| stage.count() > 1);
    let words = move || {
        if !many.get() || !player.is_open() {
            return None;
        }
        let file = media.with(|media| media.as_ref().map(|media| media.file_name.clone()))?;
        if !has_file() {
            return Some(
                view! {
                    <div class="absence" data-testid="video-missing">
                        <p>{t!("videos-missing")}</p>
                        <button class="button small" data-testid="pick-missing" on:click=move |_| pick(input)>
                            {t!("video-choose-again", file = file)}
                        </button>
                    </div>
                }
                .into_any(),
            );
        }
        let text = match presence.get()? {
            Presence::Runs => return None,
            Presence::Before(at) => t!("videos-begins", at = at.to_string()),
            Presence::After(at) => t!("videos-ended", at = at.to_string()),
        };
        Some(view! { <div class="absence" data-testid="video-absent"><p>{text}</p></div> }.into_any())
    };
    view! {
        {words}
        <FilesInput
            testid="input-missing"
            label=t!("video-choose")
            accept=super::ACCEPT
            input
            take=Callback::new(move |picked| player.open_all(picked))
        />
    }
}

/// Sound, picture, size.
#[component]
fn Tools(place: usize, media: Memo<Option<Media>>, many: Memo<bool>) -> impl IntoView {
    let Context { desk, .. } = context();
    let stage = expect_context::<CodePage>().stage;
    let audible = Memo::new(move |_| media.with(|media| media.as_ref().is_none_or(|media| media.audible)));
    let is_large = move || stage.large.get() == Some(place);
    let is_adjusting = move || stage.adjusting.get() == Some(place);
    let named =
        move |words: fn(String) -> String| words(media.get().map(|media| titled(place, &media)).unwrap_or_default());
    let toggle_sound = move |_| {
        let found = media.get_untracked().zip(desk.shown(|shown| shown.session.id));
        if let Some((media, session)) = found {
            desk.dispatch(Command::SetAudible { session, media: media.id, audible: !media.audible });
        }
    };
    view! {
        <div class="tile-tools" class:open=is_adjusting>
            <button
                class="icon-button"
                data-testid="sound"
                aria-pressed=move || audible.get().to_string()
                aria-label=move || named(|file| t!("videos-sound", file = file))
                title=move || if audible.get() { t!("videos-mute") } else { t!("videos-unmute") }
                disabled=move || desk.read_only.get()
                on:click=toggle_sound
            >
                {move || view! { <Icon glyph=if audible.get() { Glyph::Volume } else { Glyph::Mute } /> }}
            </button>
            <button
                class="icon-button"
                data-testid="adjust"
                aria-expanded=move || is_adjusting().to_string()
                aria-label=move || named(|file| t!("videos-adjust-label", file = file))
                title=t!("videos-adjust")
                on:click=move |_| {
                    stage.adjusting.update(|open| *open = if *open == Some(place) { None } else { Some(place) });
                }
            >
                <Icon glyph=Glyph::Adjust />
            </button>
            <Show when=move || many.get()>
                <button
                    class="icon-button"
                    data-testid="enlarge"
                    aria-pressed=move || is_large().to_string()
                    aria-label=move || named(|file| t!("videos-enlarge", file = file))
                    title=move || if is_large() { t!("videos-alike") } else { t!("videos-large") }
                    on:click=move |_| {
                        stage.large.update(|large| *large = if *large == Some(place) { None } else { Some(place) });
                    }
                >
                    <Icon glyph=Glyph::Enlarge />
                </button>
            </Show>
        </div>
    }
}

/// Gives the focus to the button that opens the adjustments of a picture.
pub(super) fn focus_adjust(place: usize) {
    let selector = format!("[data-place='{place}'] [data-testid='adjust']");
    let button = page::document().query_selector(&selector).ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.focus().ok();
    }
}
