//! The player: one video, the session clock, and the promise that the frame named is the frame shown.
//!
//! Paused, every move goes to the middle of a frame and counts as done when its picture is on screen; requests that come meanwhile are
//! answered by the latest. Playing, the media element's own clock leads and is read once per animation frame.

mod frames;
mod opening;
mod stills;

pub use opening::Trouble;

use super::desk::Desk;
use super::notices::Notices;
use crate::coding::{faster, slower};
use crate::edit::Command;
use crate::media::FrameTimes;
use crate::model::{Fingerprint, Media};
use crate::platform::{file, frame, video};
use crate::time::{Millis, Span};
use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;
use stills::Stills;
use web_sys::{File, HtmlCanvasElement, HtmlVideoElement};

/// What is not for signals.
#[derive(Default)]
struct Inner {
    element: Option<HtmlVideoElement>,
    listeners: Vec<EventListener>,
    /// The file that plays, its name, and its address.
    source: Option<(File, String)>,
    /// A file that waits for the user's word because it is not the known one.
    doubtful: Option<File>,
    /// A file that was dropped before there was an element to play it in.
    waiting: Option<File>,
    /// The element's time at the video's time 0, in seconds: what the file leads by, and what the engine shifts it by.
    origin: f64,
    /// The frame to seek to next.
    wanted: Option<i64>,
    seeking: bool,
    /// What decodes pictures ahead, for films in which a seek takes long.
    stills: Option<Rc<Stills>>,
    /// Where stills are drawn.
    canvas: Option<HtmlCanvasElement>,
    /// Counts requests for stills, so that the video follows the last one alone.
    still: u32,
    /// Counts loads, so that a slow one that was overtaken is dropped.
    load: u32,
    /// Counts requests to open a file, so that one that was overtaken, or outlived its project, changes nothing.
    request: u32,
}

/// The handle. Copies all lead to the same player.
#[derive(Clone, Copy)]
pub struct Player {
    inner: StoredValue<Inner, LocalStorage>,
    desk: Desk,
    notices: Notices,
    /// Session time of the playhead, in seconds. Paused: inside the frame that is named.
    pub clock: RwSignal<f64>,
    /// Whether it plays.
    pub playing: RwSignal<bool>,
    /// Whether the picture on screen is the frame that is named.
    pub settled: RwSignal<bool>,
    /// Whether a still lies over the video.
    pub drawn: RwSignal<bool>,
    /// Playback rate.
    pub rate: RwSignal<f64>,
    /// 0 to 1.
    pub volume: RwSignal<f64>,
    /// The stretch that is repeated.
    pub looping: RwSignal<Option<Span>>,
    /// When the frames of the file are shown, once that is read from it.
    pub frames: RwSignal<Option<Arc<FrameTimes>>>,
    /// The name of the file that plays.
    pub file_name: RwSignal<Option<String>>,
    /// The name of the file that is being opened.
    pub opening: RwSignal<Option<String>>,
    /// Why there is no picture.
    pub trouble: RwSignal<Option<Trouble>>,
}

impl Player {
    /// No video.
    pub fn new(desk: Desk, notices: Notices) -> Self {
        Self {
            inner: StoredValue::new_local(Inner::default()),
            desk,
            notices,
            clock: RwSignal::new(0.0),
            playing: RwSignal::new(false),
            settled: RwSignal::new(true),
            drawn: RwSignal::new(false),
            rate: RwSignal::new(1.0),
            volume: RwSignal::new(1.0),
            looping: RwSignal::new(None),
            frames: RwSignal::new(None),
            file_name: RwSignal::new(None),
            opening: RwSignal::new(None),
            trouble: RwSignal::new(None),
        }
    }

    /// Where a file plays from, if it is the one that is open.
    pub fn address_of(self, fingerprint: &Fingerprint) -> Option<String> {
        let is_it = self.desk.shown(|shown| shown.session.media.first().is_some_and(|m| m.fingerprint == *fingerprint));
        let address = || self.inner.try_with_value(|inner| inner.source.as_ref().map(|(_, address)| address.clone()));
        if is_it == Some(true) { address().flatten() } else { None }
    }

    /// The element to play in, once it is in the page.
    pub fn attach(self, element: &HtmlVideoElement) {
        let on = |name: &'static str, run: fn(Self)| EventListener::new(element, name, move |_| run(self));
        let listeners = vec![
            on("play", Self::began),
            on("pause", Self::paused),
            on("ended", Self::paused),
            on("error", Self::failed),
            on("seeking", Self::waits),
            on("waiting", Self::waits),
            on("stalled", Self::waits),
        ];
        self.inner.update_value(|inner| {
            inner.element = Some(element.clone());
            inner.listeners = listeners;
        });
        if let Some(waiting) = self.inner.try_update_value(|inner| inner.waiting.take()).flatten() {
            self.open(waiting);
        }
    }

    /// The canvas over the element.
    pub fn attach_canvas(self, canvas: &HtmlCanvasElement) {
        self.inner.update_value(|inner| inner.canvas = Some(canvas.clone()));
    }

    /// Lets go of the video and everything known of it.
    pub fn detach(self) {
        self.inner.update_value(|inner| inner.request += 1);
        self.opening.set(None);
        self.unload();
        self.inner.update_value(|inner| {
            inner.element = None;
            inner.canvas = None;
            inner.listeners.clear();
        });
        self.clock.set(0.0);
        self.trouble.set(None);
        self.looping.set(None);
    }

    fn unload(self) {
        let (element, source) = self
            .inner
            .try_update_value(|inner| {
                inner.load += 1;
                inner.wanted = None;
                inner.doubtful = None;
                inner.origin = 0.0;
                inner.stills = None;
                (inner.element.clone(), inner.source.take())
            })
            .unwrap_or_default();
        if let (Some(element), Some((_, url))) = (element, source) {
            video::unload(&element);
            file::revoke(&url);
        }
        self.file_name.set(None);
        self.frames.set(None);
        self.playing.set(false);
        self.settled.set(true);
        self.drawn.set(false);
    }

    fn element(self) -> Option<HtmlVideoElement> {
        self.inner.try_with_value(|inner| inner.element.clone()).flatten()
    }

    /// The element, if a file is loaded in it.
    fn loaded(self) -> Option<HtmlVideoElement> {
        self.file_name.with_untracked(Option::is_some).then(|| self.element()).flatten()
    }

    /// The first media file of the session, as the project knows it.
    fn media(self) -> Option<Media> {
        self.desk.shown(|shown| shown.session.media.first().cloned()).flatten()
    }

    fn window(self) -> Option<Span> {
        self.desk.shown(|shown| shown.session.coded_window()).flatten()
    }

    /// Plays or pauses.
    pub fn toggle(self) {
        let Some(element) = self.loaded() else { return };
        if self.playing.get_untracked() {
            element.pause().ok();
            return;
        }
        // At the end, playing starts over from the beginning of what is coded.
        let end = self.looping.get_untracked().or(self.window()).map(Span::end);
        let start = self.looping.get_untracked().or(self.window()).map_or(0.0, |span| span.start().seconds());
        if element.ended() || end.is_some_and(|end| self.clock.get_untracked() >= end.seconds() - 0.001) {
            element.set_current_time(self.to_element(start));
            self.clock.set(start);
        } else if self.drawn.get_untracked() {
            // The video may not have followed yet.
            element.set_current_time(self.to_element(self.clock.get_untracked()));
        }
        let load = self.inner.with_value(|inner| inner.load);
        spawn_local(async move {
            if !video::play(&element).await && self.inner.with_value(|inner| inner.load) == load {
                self.failed();
            }
        });
    }

    /// Pauses.
    pub fn pause(self) {
        if let Some(element) = self.loaded() {
            element.pause().ok();
        }
    }

    fn began(self) {
        if self.playing.get_untracked() {
            return;
        }
        self.playing.set(true);
        self.leave_still();
        frame::every_frame(move || self.tick());
    }

    /// Follows the media clock; tells whether to go on.
    fn tick(self) -> bool {
        let Some(element) = self.element() else { return false };
        if self.playing.try_get_untracked() != Some(true) {
            return false;
        }
        let seconds = self.to_session(element.current_time());
        self.clock.set(seconds);
        if let Some(span) = self.looping.get_untracked() {
            if seconds >= span.end().seconds() || seconds < span.start().seconds() - 0.5 {
                element.set_current_time(self.to_element(span.start().seconds()));
            }
        } else if let Some(window) = self.window()
            && seconds >= window.end().seconds()
        {
            element.pause().ok();
            self.cut_off(window.end());
        }
        true
    }

    fn paused(self) {
        if !self.playing.get_untracked() {
            return;
        }
        self.playing.set(false);
        let Some(element) = self.element() else { return };
        if element.ended()
            && let Some(window) = self.window()
        {
            self.cut_off(window.end());
        }
        // The picture that was on screen when playback stopped is made sure of, and named.
        self.clock.set(self.to_session(element.current_time()));
        self.show_frame(self.frame());
    }

    /// Closes the states that still run at the end of the coded window.
    fn cut_off(self, at: Millis) {
        let running = self.desk.shown(|shown| {
            let open = shown.observation.tracks.iter().map(|track| track.open.len()).sum::<usize>();
            (open, shown.observation.id)
        });
        if let Some((count, observation)) = running.filter(|(count, _)| *count > 0)
            && !self.desk.read_only.get_untracked()
            && self.desk.dispatch(Command::CutOff { observation, at })
        {
            self.notices.inform("cut-off", crate::t!("cut-off-notice", count = count));
        }
    }

    /// Moves by whole frames, from the frame last asked for.
    pub fn step_frames(self, count: i64) {
        self.pause();
        self.show_frame(self.frame() + count);
    }

    /// Moves by seconds.
    pub fn step_seconds(self, seconds: f64) {
        self.seek(Millis::from_seconds(self.clock.get_untracked() + seconds));
    }

    /// Goes to a moment of the session.
    pub fn seek(self, at: Millis) {
        if self.playing.get_untracked() {
            if let Some(element) = self.loaded() {
                let seconds = at.seconds().max(self.offset());
                element.set_current_time(self.to_element(seconds));
                self.clock.set(seconds);
            }
            return;
        }
        let offset = self.media().map_or(Millis::ZERO, |media| media.offset);
        self.show_frame(self.times().at(at - offset));
    }

    /// Next lower rate.
    pub fn slower(self) {
        self.set_rate(slower(self.rate.get_untracked()));
    }

    /// Next higher rate.
    pub fn faster(self) {
        self.set_rate(faster(self.rate.get_untracked()));
    }

    /// Sets the playback rate.
    pub fn set_rate(self, rate: f64) {
        self.rate.set(rate);
        if let Some(element) = self.element() {
            video::set_rate(&element, rate);
        }
    }

    /// Sets the volume, 0 to 1.
    pub fn set_volume(self, volume: f64) {
        self.volume.set(volume);
        if let Some(element) = self.element() {
            element.set_volume(volume.clamp(0.0, 1.0));
        }
    }

    /// Starts or ends the repetition of a stretch, and goes there.
    pub fn set_loop(self, span: Option<Span>) {
        self.looping.set(span);
        if let Some(span) = span
            && !span.contains(self.playhead())
        {
            self.seek(span.start());
        }
    }
}
