//! The media element: loading, and seeks that end only when the picture is on screen.

use super::page::document;
use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

#[wasm_bindgen]
extern "C" {
    /// The part of the element that the bindings lack. Present in all current engines; older ones are left to the timer.
    type FrameSource;
    #[wasm_bindgen(method, catch, js_name = requestVideoFrameCallback)]
    fn request_video_frame_callback(this: &FrameSource, callback: &Function) -> Result<u32, JsValue>;
}

/// How long to wait for a frame that may never be announced: a hidden tab paints none, and a seek within one frame shows nothing new.
/// Measured: three engines announce it within 60 ms, a busy WebKit within 270.
const FRAME_TIMEOUT_MS: u32 = 300;

/// How long to wait for a seek or for data from a slow disk.
const DATA_TIMEOUT_MS: u32 = 15_000;

/// How loading a file ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Loaded {
    /// It plays.
    Ready {
        /// In seconds.
        duration: f64,
        /// Where the engine says that the first frame lies, in seconds, if it does.
        first_frame: Option<f64>,
    },
    /// It has sound and no picture that this browser can show.
    SoundOnly,
    /// The browser refused it, or nothing came within [`DATA_TIMEOUT_MS`].
    Refused,
}

/// A promise for whichever of some events comes first; its value is the event's index.
fn first_event(video: &HtmlVideoElement, names: &'static [&'static str]) -> Promise {
    let listeners: Rc<RefCell<Vec<EventListener>>> = Rc::default();
    Promise::new(&mut |resolve, _| {
        for (name, index) in names.iter().zip(0u32..) {
            let (resolve, own) = (resolve.clone(), Rc::clone(&listeners));
            let listener = EventListener::new(video, *name, move |_| {
                resolve.call1(&JsValue::NULL, &JsValue::from(index)).ok();
                // The listeners hold themselves; dropped a turn later, since one of them is running.
                let spent = std::mem::take(&mut *own.borrow_mut());
                gloo::timers::callback::Timeout::new(0, move || drop(spent)).forget();
            });
            listeners.borrow_mut().push(listener);
        }
    })
}

/// A promise for the next frame that is put on screen.
fn next_presented_frame(video: &HtmlVideoElement) -> Promise {
    let source: &FrameSource = video.unchecked_ref();
    Promise::new(&mut |resolve, _| {
        // Without the callback the timer decides. It is called with the time at which it is called, and with what is known of the frame.
        if Reflect::has(video, &"requestVideoFrameCallback".into()).unwrap_or(false) {
            let settle = Closure::once_into_js(move |_now: JsValue, frame: JsValue| {
                let time = Reflect::get(&frame, &"mediaTime".into()).unwrap_or(JsValue::NULL);
                resolve.call1(&JsValue::NULL, &time).ok();
            });
            source.request_video_frame_callback(settle.unchecked_ref()).ok();
        }
    })
}

/// Waits for a promise, but not for ever. `None` when the time is over.
async fn within(promise: Promise, ms: u32) -> Option<JsValue> {
    let timeout = async move {
        TimeoutFuture::new(ms).await;
        Ok(JsValue::UNDEFINED)
    };
    let timeout = wasm_bindgen_futures::future_to_promise(timeout);
    let race = Promise::race(&js_sys::Array::of2(&promise, &timeout));
    JsFuture::from(race).await.ok().filter(|value| !value.is_undefined())
}

/// Plays a file from its object URL, up to the first picture.
pub async fn load(video: &HtmlVideoElement, url: &str) -> Loaded {
    let answer = first_event(video, &["loadeddata", "error"]);
    let presented = next_presented_frame(video);
    video.set_src(url);
    video.load();
    let refused =
        within(answer, DATA_TIMEOUT_MS).await.and_then(|index| index.as_f64()).is_none_or(|index| index > 0.0);
    if refused || video.error().is_some() {
        return Loaded::Refused;
    }
    // One engine plays the sound of a film whose picture it cannot decode, without an error.
    if video.video_width() == 0 {
        return Loaded::SoundOnly;
    }
    // A video outside of the page presents nothing.
    let first_frame = if video.is_connected() && !super::page::is_hidden() {
        within(presented, FRAME_TIMEOUT_MS).await.and_then(|time| time.as_f64())
    } else {
        None
    };
    let mut duration = video.duration();
    if duration.is_infinite() {
        // Films recorded by a browser do not say how long they are until their end was seen.
        let known = first_event(video, &["durationchange", "error"]);
        video.set_current_time(1e7);
        within(known, DATA_TIMEOUT_MS).await;
        duration = video.duration();
        seek(video, 0.0).await;
    }
    if duration.is_finite() && duration > 0.0 { Loaded::Ready { duration, first_frame } } else { Loaded::Refused }
}

/// Whether and how a file would play, without disturbing what plays now.
pub async fn try_out(url: &str) -> Loaded {
    let Some(video) = detached() else { return Loaded::Refused };
    let outcome = load(&video, url).await;
    unload(&video);
    outcome
}

fn detached() -> Option<HtmlVideoElement> {
    let video: HtmlVideoElement = document().create_element("video").ok()?.dyn_into().ok()?;
    video.set_preload("auto");
    video.set_muted(true);
    Some(video)
}

/// Seeks, and returns once the picture of that time is on screen: `seeked` alone comes too early in one engine, up to 31 times in 250.
pub async fn seek(video: &HtmlVideoElement, seconds: f64) {
    let seeked = first_event(video, &["seeked", "error", "emptied"]);
    let presented = next_presented_frame(video);
    video.set_current_time(seconds);
    within(seeked, DATA_TIMEOUT_MS).await;
    if !super::page::is_hidden() {
        within(presented, FRAME_TIMEOUT_MS).await;
    }
}

/// Waits for the next frame that is put on screen, but not for ever.
pub async fn presented(video: &HtmlVideoElement) {
    within(next_presented_frame(video), DATA_TIMEOUT_MS).await;
}

/// Seeks several, and returns once all their pictures are on screen.
pub async fn seek_all(targets: Vec<(HtmlVideoElement, f64)>) {
    let seeks = targets.into_iter().map(|(video, seconds)| {
        let seek = async move {
            seek(&video, seconds).await;
            Ok(JsValue::UNDEFINED)
        };
        wasm_bindgen_futures::future_to_promise(seek)
    });
    JsFuture::from(Promise::all(&seeks.collect::<js_sys::Array>())).await.ok();
}

/// Draws the picture that is decoded now on a canvas of its size.
pub fn draw_picture(video: &HtmlVideoElement, canvas: &HtmlCanvasElement) -> Option<()> {
    let (width, height) = (video.video_width(), video.video_height());
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_video_element(video, 0.0, 0.0).ok()
}

/// Asks for playback; `false` if the browser refuses.
pub async fn play(video: &HtmlVideoElement) -> bool {
    match video.play() {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// Sets the rate; engines throw at rates that they do not support.
pub fn set_rate(video: &HtmlVideoElement, rate: f64) {
    // One engine starts over at any setting, even to what is set.
    if (video.playback_rate() - rate).abs() < 1e-6 && (video.default_playback_rate() - rate).abs() < 1e-6 {
        return;
    }
    let value = JsValue::from_f64(rate);
    Reflect::set(video, &"playbackRate".into(), &value).ok();
    // Loading a file resets the rate to this one.
    Reflect::set(video, &"defaultPlaybackRate".into(), &value).ok();
}

/// Lets go of the file.
pub fn unload(video: &HtmlVideoElement) {
    video.pause().ok();
    video.remove_attribute("src").ok();
    video.load();
}

/// Whether this browser says that it may play a type.
pub fn can_play(mime: &str) -> bool {
    detached().is_some_and(|video| !video.can_play_type(mime).is_empty())
}
