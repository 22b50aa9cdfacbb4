//! The browser's own video decoder, given samples one by one. An extra: not every browser has it, nor has it every codec.

use super::page::window;
use crate::media::Codec;
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

#[wasm_bindgen]
extern "C" {
    type VideoDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(init: &Object) -> Result<VideoDecoder, JsValue>;
    #[wasm_bindgen(static_method_of = VideoDecoder, catch, js_name = isConfigSupported)]
    fn is_config_supported(config: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn configure(this: &VideoDecoder, config: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &VideoDecoder, chunk: &EncodedVideoChunk) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn flush(this: &VideoDecoder) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn reset(this: &VideoDecoder) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &VideoDecoder) -> Result<(), JsValue>;

    type EncodedVideoChunk;
    #[wasm_bindgen(constructor, catch)]
    fn new(init: &Object) -> Result<EncodedVideoChunk, JsValue>;

    type VideoFrame;
    #[wasm_bindgen(method, getter)]
    fn timestamp(this: &VideoFrame) -> f64;
    #[wasm_bindgen(method)]
    fn close(this: &VideoFrame);

    /// A context that draws what the bindings know nothing of.
    type AnyContext;
    #[wasm_bindgen(method, catch, js_name = drawImage)]
    fn draw_image(
        this: &AnyContext,
        image: &VideoFrame,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    ) -> Result<(), JsValue>;
}

/// A decoded picture. It holds memory that the browser is short of, and gives that back when dropped.
pub struct Picture(VideoFrame);

impl Picture {
    /// The frame's number, as it was given with the sample; `None` of a sample that is not shown.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // what `feed` was given
    pub fn frame(&self) -> Option<u32> {
        let number = self.0.timestamp();
        (number >= 0.0).then_some(number as u32)
    }

    /// Draws it on a canvas, which takes the size.
    pub fn draw(&self, canvas: &HtmlCanvasElement, width: u32, height: u32) -> Option<()> {
        if canvas.width() != width || canvas.height() != height {
            canvas.set_width(width);
            canvas.set_height(height);
        }
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let context: &AnyContext = context.unchecked_ref();
        context.draw_image(&self.0, 0.0, 0.0, width.into(), height.into()).ok()
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// A decoder for one video.
pub struct Decoder {
    raw: VideoDecoder,
    config: Object,
    _output: Closure<dyn FnMut(VideoFrame)>,
    _failed: Closure<dyn FnMut(JsValue)>,
}

fn set(object: &Object, name: &str, value: impl Into<JsValue>) {
    Reflect::set(object, &name.into(), &value.into()).ok();
}

fn config(codec: &Codec) -> Object {
    let config = Object::new();
    set(&config, "codec", codec.name.as_str());
    set(&config, "description", Uint8Array::from(codec.description.as_slice()));
    // Hardware lends out few pictures at a time, and many are kept here.
    set(&config, "hardwareAcceleration", "prefer-software");
    config
}

impl Decoder {
    /// A decoder whose pictures go to `output`, or `None` if this browser has none for the codec. `failed` is called when it breaks.
    pub async fn new(
        codec: &Codec,
        mut output: impl FnMut(Picture) + 'static,
        mut failed: impl FnMut() + 'static,
    ) -> Option<Self> {
        if !Reflect::has(&window(), &"VideoDecoder".into()).unwrap_or(false) {
            return None;
        }
        let config = config(codec);
        let answer = JsFuture::from(VideoDecoder::is_config_supported(&config).ok()?).await.ok()?;
        if Reflect::get(&answer, &"supported".into()).ok()?.as_bool() != Some(true) {
            return None;
        }
        let output = Closure::<dyn FnMut(VideoFrame)>::new(move |frame| output(Picture(frame)));
        let failed = Closure::<dyn FnMut(JsValue)>::new(move |_| failed());
        let init = Object::new();
        set(&init, "output", output.as_ref().unchecked_ref::<Function>().clone());
        set(&init, "error", failed.as_ref().unchecked_ref::<Function>().clone());
        let raw = VideoDecoder::new(&init).ok()?;
        raw.configure(&config).ok()?;
        Some(Self { raw, config, _output: output, _failed: failed })
    }

    /// Forgets all it was given; the next sample has to be a key picture.
    pub fn restart(&self) -> Option<()> {
        self.raw.reset().ok()?;
        self.raw.configure(&self.config).ok()
    }

    /// Gives it a sample.
    pub fn feed(&self, frame: Option<u32>, is_key: bool, bytes: &Uint8Array) -> Option<()> {
        let init = Object::new();
        set(&init, "type", if is_key { "key" } else { "delta" });
        set(&init, "timestamp", frame.map_or(-1.0, f64::from));
        set(&init, "data", bytes.clone());
        self.raw.decode(&EncodedVideoChunk::new(&init).ok()?).ok()
    }

    /// Lets it give out all that it holds. The next sample has to be a key picture.
    pub async fn flush(&self) -> Option<()> {
        JsFuture::from(self.raw.flush().ok()?).await.ok().map(|_| ())
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        self.raw.close().ok();
    }
}

/// The bytes of a range of a file, left in the browser's memory.
pub async fn bytes(file: &web_sys::File, range: std::ops::Range<u64>) -> Option<Uint8Array> {
    #[allow(clippy::cast_precision_loss)] // sizes are below 2^53
    let slice = file.slice_with_f64_and_f64(range.start as f64, range.end as f64).ok()?;
    let buffer = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(Uint8Array::new_with_byte_offset(&buffer, 0))
}
