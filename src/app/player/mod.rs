//! The player: up to four videos on one session clock, and the promise that the frame named is the frame shown.
//!
//! Paused, every move goes to the middle of a frame of the first video, the others go to their frame of that moment, and the move counts
//! as done when all pictures are on screen; requests that come meanwhile are answered by the latest. Playing, one video's own clock leads
//! and is read once per animation frame; the others follow it (`slots`).

mod frames;
mod opening;
mod region;
mod slots;
mod stills;

pub use opening::{Purpose, Trouble};

use super::desk::Desk;
use super::notices::Notices;
use crate::coding::{Region, faster, slower};
use crate::edit::Command;
use crate::formats::Tables;
use crate::media::{FrameTimes, Reel};
use crate::model::{Fingerprint, MAX_VIDEOS, Media};
use crate::platform::{frame, page, video};
use crate::time::{Millis, Span};
use leptos::prelude::*;
use leptos::task::spawn_local;
use slots::Slot;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use stills::Stills;
use web_sys::{File, HtmlCanvasElement, HtmlVideoElement};

/// What is not for signals.
#[derive(Default)]
struct Inner {
    /// A place on screen for each video, in the session's order.
    slots: [Slot; MAX_VIDEOS],
    /// The files that were picked, as long as the session is shown: a change of the order or an undo finds them again.
    picked: Vec<(Fingerprint, File)>,
    /// When the frames of videos are shown, of every file that was read since the page was loaded.
    tables: Tables,
    /// Files that wait for the user's word because they are not known; [`Trouble::Other`] is about the first.
    doubtful: VecDeque<File>,
    /// Files that were dropped before there was an element to play them in.
    waiting: Vec<File>,
    /// The video that leads while playing; `None` where none runs.
    lead: Option<usize>,
    /// When the clock was last read, in seconds of the page.
    read: f64,
    /// The frame to seek to next.
    wanted: Option<i64>,
    seeking: bool,
    /// What decodes pictures ahead, for films in which a seek takes long.
    stills: Option<Rc<Stills>>,
    /// Where stills are drawn.
    canvas: Option<HtmlCanvasElement>,
    /// Counts requests for stills, so that the video follows the last one alone.
    still: u32,
    /// Counts requests to open files, so that one that was overtaken, or outlived its project, changes nothing.
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
    /// Whether the pictures on screen are those of the frame that is named.
    pub settled: RwSignal<bool>,
    /// Whether a still lies over the first video.
    pub drawn: RwSignal<bool>,
    /// Counts the times that the playhead was put elsewhere: what follows it is no continuation of what came before.
    pub jumps: RwSignal<u32>,
    /// Playback rate.
    pub rate: RwSignal<f64>,
    /// 0 to 1.
    pub volume: RwSignal<f64>,
    /// Points A and B; what lies between them is repeated.
    pub region: RwSignal<Region>,
    /// Where playing stops, if it was started to end there.
    pub stop_at: RwSignal<Option<Millis>>,
    /// When the frames of the first video are shown, once that is read from its file.
    pub frames: RwSignal<Option<Arc<FrameTimes>>>,
    /// The name of the file of the first video.
    pub file_name: RwSignal<Option<String>>,
    /// The names of the files that are open, by place; the first is `file_name`.
    pub files: [RwSignal<Option<String>>; MAX_VIDEOS],
    /// The name of the file that is being opened.
    pub opening: RwSignal<Option<String>>,
    /// Why there is no picture.
    pub trouble: RwSignal<Option<Trouble>>,
}

impl Player {
    /// No video.
    pub fn new(desk: Desk, notices: Notices) -> Self {
        let files = [(); MAX_VIDEOS].map(|()| RwSignal::new(None));
        Self {
            inner: StoredValue::new_local(Inner::default()),
            desk,
            notices,
            clock: RwSignal::new(0.0),
            playing: RwSignal::new(false),
            settled: RwSignal::new(true),
            drawn: RwSignal::new(false),
            jumps: RwSignal::new(0),
            rate: RwSignal::new(1.0),
            volume: RwSignal::new(1.0),
            region: RwSignal::new(Region::default()),
            stop_at: RwSignal::new(None),
            frames: RwSignal::new(None),
            file_name: files[0],
            files,
            opening: RwSignal::new(None),
            trouble: RwSignal::new(None),
        }
    }

    /// The canvas over the first element.
    pub fn attach_canvas(self, canvas: &HtmlCanvasElement) {
        self.inner.update_value(|inner| inner.canvas = Some(canvas.clone()));
    }

    /// Lets go of the videos and everything known of them.
    pub fn detach(self) {
        self.inner.update_value(|inner| {
            inner.request += 1;
            inner.picked.clear();
        });
        self.opening.set(None);
        for place in 0..MAX_VIDEOS {
            self.leave(place);
        }
        self.clock.set(0.0);
        self.forget_troubles();
        self.region.set(Region::default());
        self.stop_at.set(None);
    }

    /// Whether any video is open; tracked.
    pub fn is_open(self) -> bool {
        // All are asked, so that all are tracked.
        self.files.map(|file| file.with(Option::is_some)).contains(&true)
    }

    /// The videos of the session, as the project knows them.
    fn videos(self) -> Vec<Media> {
        let videos = self.desk.shown(|shown| shown.session.media.iter().take(MAX_VIDEOS).cloned().collect());
        videos.unwrap_or_default()
    }

    /// The place of each video on the session's clock.
    pub fn reels(self) -> Vec<Reel> {
        let reels = self.desk.shown(|shown| shown.session.media.iter().take(MAX_VIDEOS).map(reel).collect());
        reels.unwrap_or_default()
    }

    /// The first video, which frames are counted by.
    fn first(self) -> Option<Reel> {
        self.desk.shown(|shown| shown.session.media.first().map(reel)).flatten()
    }

    fn window(self) -> Option<Span> {
        self.desk.shown(|shown| shown.session.coded_window()).flatten()
    }

    /// Plays or pauses.
    pub fn toggle(self) {
        if self.playing.get_untracked() {
            return self.pause();
        }
        // At the end, playing starts over from the beginning of what is coded.
        let stretch = self.looping().or(self.window());
        let seconds = self.clock.get_untracked();
        let is_over = stretch.is_some_and(|span| seconds >= span.end().seconds() - 0.001) || self.is_at_end(seconds);
        if is_over {
            self.jumped();
        }
        self.stop_at.set(None);
        self.play_from(if is_over { stretch.map_or(0.0, |span| span.start().seconds()) } else { seconds });
    }

    /// Whether nothing comes after the frame at a moment.
    fn is_at_end(self, seconds: f64) -> bool {
        self.first().is_some() && self.frame_at(seconds) >= self.bounds().1
    }

    /// Plays from a moment on, in session seconds.
    fn play_from(self, seconds: f64) {
        if self.files.iter().all(|file| file.with_untracked(Option::is_none)) {
            return;
        }
        self.inner.update_value(|inner| inner.wanted = None);
        // Under a still the video may not have followed yet.
        if (seconds - self.clock.get_untracked()).abs() > 1e-6 || self.drawn.get_untracked() {
            self.place_all(seconds);
        }
        self.clock.set(seconds);
        self.choose_lead(seconds);
        let Some(lead) = self.inner.with_value(|inner| inner.lead) else { return self.began() };
        let of_lead = move |inner: &Inner| inner.slots[lead].load;
        let before = self.inner.with_value(of_lead);
        for (place, element) in self.running(seconds) {
            spawn_local(async move {
                let plays = video::play(&element).await;
                if !plays && place == lead && self.inner.try_with_value(of_lead) == Some(before) {
                    self.failed(place);
                }
            });
        }
    }

    /// Goes to a moment of the session and plays from there.
    pub fn play_at(self, at: Millis) {
        self.jumped();
        self.stop_at.set(None);
        self.play_from(at.seconds());
    }

    /// Pauses.
    pub fn pause(self) {
        match self.inner.with_value(|inner| inner.lead).and_then(|lead| self.loaded(lead)) {
            Some(element) => {
                element.pause().ok();
            }
            None => self.paused(),
        }
    }

    fn began(self) {
        if self.playing.get_untracked() {
            return;
        }
        self.inner.update_value(|inner| inner.read = page::performance_now() / 1000.0);
        self.playing.set(true);
        self.leave_still();
        frame::every_frame(move || self.tick());
    }

    /// Follows the media clock; tells whether to go on.
    fn tick(self) -> bool {
        if self.playing.try_get_untracked() != Some(true) {
            return false;
        }
        let now = page::performance_now() / 1000.0;
        let seconds = self.advance(now);
        self.clock.set(seconds);
        if let Some(span) = self.looping() {
            if seconds >= span.end().seconds() || seconds < span.start().seconds() - 0.5 {
                self.jumped();
                self.jump(span.start().seconds());
                return true;
            }
        } else if let Some(stop) = self.stop_at.get_untracked().filter(|stop| seconds >= stop.seconds()) {
            self.stop_at.set(None);
            self.rest(stop.seconds() - 0.001);
            return false;
        } else if let Some(window) = self.window()
            && seconds >= window.end().seconds()
        {
            self.rest(seconds);
            self.cut_off(window.end());
            return false;
        } else if self.is_beyond_all(seconds) {
            self.rest(seconds);
            return false;
        }
        self.follow(seconds, now);
        true
    }

    /// The video that leads was paused: by us, by the browser, or by its end.
    fn paused(self) {
        if !self.playing.get_untracked() {
            return;
        }
        let seconds = self.lead_seconds().unwrap_or_else(|| self.clock.get_untracked());
        let ended = self.inner.with_value(|inner| inner.lead).and_then(|lead| self.loaded(lead));
        if ended.is_some_and(|element| element.ended()) {
            if !self.is_last(seconds) {
                // Others run on, or begin later: the clock goes on.
                return;
            }
            if let Some(window) = self.window() {
                self.cut_off(window.end());
            }
        }
        self.rest(seconds);
    }

    /// Stops on the frame of a moment: the picture that was on screen when playback stopped is made sure of, and named.
    fn rest(self, seconds: f64) {
        self.playing.set(false);
        self.pause_all();
        self.clock.set(seconds);
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

    fn jumped(self) {
        self.jumps.update(|count| *count += 1);
    }

    /// Where the media clock stands, to the millisecond.
    pub fn now(self) -> Millis {
        let read = if self.playing.get_untracked() { self.lead_seconds() } else { None };
        Millis::from_seconds(read.unwrap_or_else(|| self.clock.get_untracked()))
    }

    /// Moves by whole frames, from the frame last asked for.
    pub fn step_frames(self, count: i64) {
        self.jumped();
        self.pause();
        self.show_frame(self.frame() + count);
    }

    /// Moves by seconds.
    pub fn step_seconds(self, seconds: f64) {
        self.seek(Millis::from_seconds(self.clock.get_untracked() + seconds));
    }

    /// Goes to a moment of the session.
    pub fn seek(self, at: Millis) {
        self.jumped();
        if self.playing.get_untracked() {
            let start = self.reels().iter().map(|reel| reel.offset.max(Millis::ZERO)).min().unwrap_or_default();
            return self.jump(at.max(start).seconds());
        }
        let frame = match self.first() {
            Some(first) if first.runs(at.seconds()) => self.times().at(at - first.offset),
            _ => self.frame_at(at.seconds()),
        };
        self.show_frame(frame);
    }

    /// Goes to a moment while playing.
    fn jump(self, seconds: f64) {
        self.place_all(seconds);
        self.clock.set(seconds);
        self.choose_lead(seconds);
    }

    /// Where each video that runs at a moment is to be sought to.
    fn targets(self, seconds: f64) -> Vec<(HtmlVideoElement, f64)> {
        let reels = self.reels();
        let target = |place: usize| match place {
            // The first one's frames may be uneven: its moment is aimed at already.
            0 => self.to_element(0, seconds),
            _ => self.to_element(place, reels[place].seek_target(seconds) + reels[place].offset.seconds()),
        };
        self.running(seconds).into_iter().map(|(place, element)| (element, target(place))).collect()
    }

    /// Next lower rate.
    pub fn slower(self) {
        self.set_rate(slower(self.rate.get_untracked()));
    }

    /// Next higher rate.
    pub fn faster(self) {
        self.set_rate(faster(self.rate.get_untracked()));
    }
}

/// The place of a video on the session's clock.
fn reel(media: &Media) -> Reel {
    Reel { offset: media.offset, duration: media.duration, frame_rate: media.frame_rate }
}
