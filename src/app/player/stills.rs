//! Stills: pictures around the playhead that are decoded before they are asked for, and drawn over the video, which follows when the coder
//! rests. For films in which a seek takes long.

use super::Player;
use crate::media::{Near, Next, Samples};
use crate::platform::decoder::{self, Decoder, Picture};
use crate::platform::{page, video};
use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use web_sys::File;

/// A seek is slow where so many pixels may have to be decoded for one: two dozen pictures of full HD. Measured: 40 ms for 250 pictures of
/// 320 × 180, and a second for 250 of 1920 × 1080.
const SLOW: u64 = 50_000_000;

/// What the pictures may take, in bytes.
const MEMORY: u64 = 190_000_000;

/// How long nobody steps before the video follows.
const REST_MS: u32 = 300;

/// So many times is rested for a decoder that works on: half a minute.
const FOLLOWS_AT_LAST: u32 = 100;

/// How many samples the decoder works at. It may hold back some until it gets more, so after [`PATIENCE`] turns it gets more.
const AT_ONCE: usize = 24;

/// A turn of waiting for the decoder.
const TURN_MS: u32 = 3;

/// Turns without any picture after which the decoder is fed all the same.
const PATIENCE: u32 = 10;

/// Samples whose bytes are read in one go, and the most that this may be.
const BATCH: usize = 32;
const BATCH_BYTES: u64 = 16 << 20;

/// What decodes, and what it has decoded.
pub(super) struct Stills {
    file: File,
    samples: Samples,
    near: RefCell<Near<Picture>>,
    decoder: OnceCell<Decoder>,
    /// The picture's size on screen, in pixels of the video.
    size: (u32, u32),
    /// Bytes of the file that were read last.
    read: RefCell<Option<(Range<u64>, Uint8Array)>>,
    is_running: Cell<bool>,
    /// Playing needs the processor for itself.
    is_held: Cell<bool>,
    is_broken: Cell<bool>,
}

impl Stills {
    async fn bytes(&self, place: usize) -> Option<Uint8Array> {
        let samples = self.samples.get(place..place + BATCH);
        let sample = samples.first()?;
        let own = sample.offset..sample.offset + u64::from(sample.size);
        let part = |(range, bytes): &(Range<u64>, Uint8Array)| {
            let start = u32::try_from(own.start.checked_sub(range.start)?).ok()?;
            let end = start.checked_add(sample.size)?;
            (own.end <= range.end).then(|| bytes.subarray(start, end))
        };
        if let Some(bytes) = self.read.borrow().as_ref().and_then(part) {
            return Some(bytes);
        }
        let end = samples.iter().map(|sample| sample.offset + u64::from(sample.size)).max()?;
        let start = samples.iter().map(|sample| sample.offset).min()?;
        let range = if end - start <= BATCH_BYTES { start..end } else { own.clone() };
        let bytes = decoder::bytes(&self.file, range.clone()).await?;
        let read = (range, bytes);
        let bytes = part(&read)?;
        *self.read.borrow_mut() = Some(read);
        Some(bytes)
    }

    /// Feeds the decoder until all that is wanted is there.
    async fn run(self: Rc<Self>) {
        if self.is_running.replace(true) {
            return;
        }
        let mut waited = 0;
        while !self.is_held.get() {
            let inside = self.near.borrow().inside();
            if inside > AT_ONCE && waited < PATIENCE {
                TimeoutFuture::new(TURN_MS).await;
                waited = if self.near.borrow().inside() < inside { 0 } else { waited + 1 };
                continue;
            }
            match self.step().await {
                None => {
                    self.is_broken.set(true);
                    break;
                }
                Some(false) => break,
                Some(true) => {}
            }
            if inside > AT_ONCE {
                waited = 0;
            }
        }
        self.is_running.set(false);
    }

    /// Gives the decoder what comes next. `Some(false)` if there is nothing to do, `None` if it fails.
    async fn step(&self) -> Option<bool> {
        let decoder = self.decoder.get()?;
        let next = self.near.borrow().next(&self.samples);
        match next {
            Next::Rest => return Some(false),
            Next::Flush => {
                self.near.borrow_mut().did(next, &self.samples);
                let is_done = decoder.flush().await;
                // A restart meanwhile ends the flush, and has begun anew already.
                if is_done.is_some() {
                    self.near.borrow_mut().flushed();
                }
            }
            Next::Feed(place) | Next::Restart(place) => {
                let bytes = self.bytes(place).await?;
                // Somebody may have stepped on meanwhile.
                if self.near.borrow().next(&self.samples) != next {
                    return Some(true);
                }
                if let Next::Restart(_) = next {
                    decoder.restart()?;
                }
                self.near.borrow_mut().did(next, &self.samples);
                let sample = self.samples.get(place..place + 1).first()?;
                decoder.feed(sample.frame, sample.is_key, &bytes)?;
            }
        }
        Some(true)
    }
}

impl Player {
    pub(super) fn stills(self) -> Option<Rc<Stills>> {
        let stills = self.inner.try_with_value(|inner| inner.stills.clone()).flatten();
        stills.filter(|stills| !stills.is_broken.get())
    }

    /// Decodes stills of a file from now on, if that is worth it and this browser can.
    pub(super) fn prepare_stills(self, file: File, samples: Samples) {
        let Some(element) = self.element(0) else { return };
        let size = (element.video_width(), element.video_height());
        let pixels = u64::from(size.0) * u64::from(size.1);
        let is_slow = samples.longest_run() as u64 * pixels > SLOW;
        // There the paused picture is drawn from the video in any case.
        if !is_slow || page::loses_pictures() {
            return;
        }
        let pictures = u32::try_from(MEMORY / (pixels * 3 / 2).max(1)).unwrap_or(u32::MAX).clamp(3, 120);
        let load = self.inner.with_value(|inner| inner.slots[0].load);
        let stills = Rc::new(Stills {
            file,
            samples,
            near: RefCell::new(Near::new(pictures)),
            decoder: OnceCell::new(),
            size,
            read: RefCell::default(),
            is_running: Cell::new(false),
            is_held: Cell::new(false),
            is_broken: Cell::new(false),
        });
        spawn_local(async move {
            let (own, broken) = (Rc::downgrade(&stills), Rc::downgrade(&stills));
            let output = move |picture: Picture| {
                if let (Some(stills), Some(frame)) = (own.upgrade(), picture.frame()) {
                    stills.near.borrow_mut().take(frame, picture);
                    self.draw_still();
                }
            };
            let failed = move || {
                if let Some(stills) = broken.upgrade() {
                    stills.is_broken.set(true);
                }
            };
            let Some(decoder) = Decoder::new(&stills.samples.codec, output, failed).await else { return };
            if self.inner.try_with_value(|inner| inner.slots[0].load) != Some(load) {
                return;
            }
            stills.decoder.set(decoder).ok();
            self.inner.update_value(|inner| inner.stills = Some(stills));
            if !self.playing.get_untracked() {
                self.show_still();
            }
        });
    }

    /// Shows the frame at the playhead from what is decoded, or as soon as it is. `false` if that is not to be had.
    pub(super) fn show_still(self) -> bool {
        let Some(stills) = self.stills() else { return false };
        let Ok(goal) = u32::try_from(self.frame()) else { return false };
        stills.is_held.set(false);
        stills.near.borrow_mut().go(goal);
        self.draw_still();
        spawn_local(Rc::clone(&stills).run());
        let request = self.inner.try_update_value(|inner| {
            inner.still += 1;
            inner.still
        });
        spawn_local(async move {
            // The video follows once nobody steps and the decoder rests, for which a frame that does not come is no reason to wait.
            let is_last = || self.inner.try_with_value(|inner| inner.still) == request;
            for _ in 0..FOLLOWS_AT_LAST {
                TimeoutFuture::new(REST_MS).await;
                if !is_last() || self.playing.try_get_untracked() != Some(false) {
                    return;
                }
                if !stills.is_running.get() {
                    break;
                }
            }
            self.seek_element();
        });
        true
    }

    /// Draws the frame at the playhead, if it is there and not shown yet.
    fn draw_still(self) {
        if self.playing.try_get_untracked() != Some(false) || self.settled.try_get_untracked() != Some(false) {
            return;
        }
        let (Some(stills), Ok(frame)) = (self.stills(), u32::try_from(self.frame())) else { return };
        let canvas = self.inner.try_with_value(|inner| inner.canvas.clone()).flatten();
        let near = stills.near.borrow();
        if let (Some(canvas), Some(picture)) = (canvas, near.picture(frame))
            && picture.draw(&canvas, stills.size.0, stills.size.1).is_some()
        {
            self.drawn.set(true);
            self.settled.set(true);
        }
    }

    /// Lets the video play from where the still stands.
    pub(super) fn leave_still(self) {
        if let Some(stills) = self.stills() {
            stills.is_held.set(true);
        }
        let Some(element) = self.loaded(0).filter(|_| self.drawn.get_untracked()) else { return };
        spawn_local(async move {
            video::presented(&element).await;
            if self.playing.try_get_untracked() == Some(true) {
                self.drawn.try_set(false);
            }
        });
    }
}
