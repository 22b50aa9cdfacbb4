//! The places on screen: an element for each video, which of them leads, and how the others follow it.

use super::Player;
use crate::media::{Action, Candidate, Follower, Reading, leader};
use crate::model::{Fingerprint, MAX_VIDEOS};
use crate::platform::{file, page, video};
use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, HtmlMediaElement, HtmlVideoElement};

/// The lead goes over to a video that should have it once the two are so close, in seconds, that nobody sees the clock change.
const CLOSE: f64 = 0.02;

/// A place for one video.
pub(super) struct Slot {
    element: Option<HtmlVideoElement>,
    listeners: Vec<EventListener>,
    /// What plays: the file, and its address.
    pub(super) source: Option<Source>,
    follower: Follower,
    /// Whether it waits for the one that leads.
    waiting: bool,
    /// Whether it was asked to play and has not begun.
    starting: bool,
    /// The element's time at the video's time 0, in seconds: what the file leads by, and what the engine shifts it by.
    origin: f64,
    /// Counts loads, so that a slow one that was overtaken is dropped.
    pub(super) load: u32,
}

impl Default for Slot {
    fn default() -> Self {
        let follower = Follower::new(!page::loses_pictures());
        Self {
            element: None,
            listeners: Vec::new(),
            source: None,
            follower,
            waiting: false,
            starting: false,
            origin: 0.0,
            load: 0,
        }
    }
}

impl Slot {
    /// What was seen and begun before counts no more.
    fn restart(&mut self) {
        self.follower.restart();
        (self.waiting, self.starting) = (false, false);
    }
}

/// A file in a place.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) file: File,
    pub(super) fingerprint: Fingerprint,
    pub(super) url: String,
}

/// The video whose sound is the session's.
pub struct Heard {
    pub place: usize,
    pub fingerprint: Fingerprint,
    pub file: File,
}

impl Player {
    /// The first video that is open and heard, else the first that is open; tracked.
    pub fn heard(self) -> Option<Heard> {
        self.desk.revisions.media.track();
        self.desk.observation.track();
        let open = self.files.map(|file| file.with(Option::is_some));
        let candidates = self.videos().into_iter().zip(open);
        let candidates: Vec<_> =
            candidates.map(|(media, open)| Candidate { runs: open, audible: media.audible }).collect();
        let place = leader(&candidates)?;
        let heard = |inner: &super::Inner| {
            let Source { file, fingerprint, .. } = inner.slots[place].source.as_ref()?;
            Some(Heard { place, fingerprint: fingerprint.clone(), file: file.clone() })
        };
        self.inner.try_with_value(heard).flatten()
    }

    /// The element to play a video in, once it is in the page.
    pub fn attach(self, place: usize, element: &HtmlVideoElement) {
        let on =
            |name: &'static str, run: fn(Self, usize)| EventListener::new(element, name, move |_| run(self, place));
        let listeners = vec![
            on("play", Self::plays),
            on("playing", Self::has_begun),
            on("pause", Self::stops),
            on("ended", Self::stops),
            on("error", Self::failed),
            on("seeking", Self::waits),
            on("waiting", Self::waits),
            on("stalled", Self::waits),
        ];
        self.inner.update_value(|inner| {
            inner.slots[place].element = Some(element.clone());
            inner.slots[place].listeners = listeners;
        });
        let waiting = self.inner.try_update_value(|inner| std::mem::take(&mut inner.waiting)).unwrap_or_default();
        if waiting.is_empty() {
            self.reconcile();
        } else {
            self.open_all(waiting);
        }
    }

    /// The element goes.
    pub fn leave(self, place: usize) {
        self.unload(place);
        self.inner.update_value(|inner| {
            inner.slots[place].element = None;
            inner.slots[place].listeners.clear();
        });
    }

    pub(super) fn unload(self, place: usize) {
        let held = self.inner.try_update_value(|inner| {
            let slot = &mut inner.slots[place];
            slot.load += 1;
            slot.origin = 0.0;
            slot.restart();
            if inner.lead == Some(place) {
                inner.lead = None;
            }
            (slot.element.clone(), slot.source.take())
        });
        if let Some((Some(element), Some(source))) = held {
            video::unload(&element);
            file::revoke(&source.url);
        }
        self.files[place].set(None);
        if place == 0 {
            self.inner.update_value(|inner| inner.stills = None);
            self.frames.set(None);
            self.drawn.set(false);
        }
        if !self.is_loaded() {
            self.inner.update_value(|inner| inner.wanted = None);
            self.playing.set(false);
            self.settled.set(true);
        }
    }

    /// Whether any video is open.
    pub(super) fn is_loaded(self) -> bool {
        self.files.iter().any(|file| file.with_untracked(Option::is_some))
    }

    pub(super) fn set_origin(self, place: usize, origin: f64) {
        self.inner.update_value(|inner| inner.slots[place].origin = origin);
    }

    /// What is to be added to session seconds for the element's own.
    fn shift(self, place: usize) -> f64 {
        let origin = self.inner.try_with_value(|inner| inner.slots[place].origin).unwrap_or(0.0);
        origin - self.reels().get(place).map_or(0.0, |reel| reel.offset.seconds())
    }

    /// A video's element's time at a moment of the session, both in seconds.
    pub(super) fn to_element(self, place: usize, session: f64) -> f64 {
        (session + self.shift(place)).max(0.0)
    }

    /// The moment of the session at a time of a video's element, both in seconds.
    pub(super) fn to_session(self, place: usize, element: f64) -> f64 {
        element - self.shift(place)
    }

    pub(super) fn element(self, place: usize) -> Option<HtmlVideoElement> {
        self.inner.try_with_value(|inner| inner.slots[place].element.clone()).flatten()
    }

    /// The element of a place, if a file is loaded in it.
    pub(super) fn loaded(self, place: usize) -> Option<HtmlVideoElement> {
        self.files[place].with_untracked(Option::is_some).then(|| self.element(place)).flatten()
    }

    /// The file that plays in a place.
    pub fn file(self, place: usize) -> Option<File> {
        self.inner
            .try_with_value(|inner| inner.slots[place].source.as_ref().map(|source| source.file.clone()))
            .flatten()
    }

    /// Where a file plays from, if it is open.
    pub fn address_of(self, fingerprint: &Fingerprint) -> Option<String> {
        let address = |inner: &super::Inner| {
            let mut sources = inner.slots.iter().filter_map(|slot| slot.source.as_ref());
            sources.find(|source| source.fingerprint == *fingerprint).map(|source| source.url.clone())
        };
        self.inner.try_with_value(address).flatten()
    }

    /// The elements of the videos that are open and run at a moment.
    pub(super) fn running(self, seconds: f64) -> Vec<(usize, HtmlVideoElement)> {
        let reels = self.reels();
        // A video that is alone is shown at any moment: its last frame may begin where the file says that it ends.
        let alone = reels.len() == 1;
        let runs = reels.into_iter().enumerate().filter(|(_, reel)| alone || reel.runs(seconds));
        runs.filter_map(|(place, _)| Some((place, self.loaded(place)?))).collect()
    }

    fn candidates(self, seconds: f64) -> Vec<Candidate> {
        let candidate = |(place, media): (usize, crate::model::Media)| Candidate {
            runs: self.loaded(place).is_some_and(|element| !element.ended()) && super::reel(&media).runs(seconds),
            audible: media.audible,
        };
        self.videos().into_iter().enumerate().map(candidate).collect()
    }

    /// Gives the lead to the video that should have it at a moment.
    pub(super) fn choose_lead(self, seconds: f64) {
        let lead = leader(&self.candidates(seconds));
        self.inner.update_value(|inner| {
            inner.lead = lead;
            inner.slots.iter_mut().for_each(Slot::restart);
        });
        self.reset_rates();
    }

    /// Where the video that leads stands, in session seconds.
    pub(super) fn lead_seconds(self) -> Option<f64> {
        let lead = self.inner.try_with_value(|inner| inner.lead).flatten()?;
        self.position(lead)
    }

    fn position(self, place: usize) -> Option<f64> {
        self.loaded(place).map(|element| self.to_session(place, element.current_time()))
    }

    /// Reads the session's clock from the video that leads; where none runs, time passes all the same.
    pub(super) fn advance(self, now: f64) -> f64 {
        let before = self.clock.get_untracked();
        let passed = self.inner.try_update_value(|inner| now - std::mem::replace(&mut inner.read, now)).unwrap_or(0.0);
        let seconds = self.lead_seconds().unwrap_or(before + passed * self.rate.get_untracked());
        let candidates = self.candidates(seconds);
        let lead = self.inner.try_with_value(|inner| inner.lead).flatten();
        let lost = lead.is_none_or(|lead| candidates.get(lead).is_none_or(|lead| !lead.runs));
        let better = leader(&candidates).filter(|better| Some(*better) != lead);
        let close = |place: usize| {
            let plays = self.loaded(place).is_some_and(|element| !element.paused() && !element.seeking());
            plays && self.position(place).is_some_and(|position| (position - seconds).abs() < CLOSE)
        };
        if lost || better.is_some_and(close) {
            self.inner.update_value(|inner| {
                inner.lead = better;
                if let Some(better) = better {
                    inner.slots[better].restart();
                }
            });
            if let Some(element) = better.and_then(|better| self.loaded(better)) {
                video::set_rate(&element, self.rate.get_untracked());
                if element.paused() {
                    self.start(better.unwrap_or_default(), &element, seconds);
                }
            }
        }
        seconds
    }

    /// Starts a video at a moment while the session plays.
    fn start(self, place: usize, element: &HtmlVideoElement, seconds: f64) {
        let Some(reel) = self.reels().get(place).copied() else { return };
        let target = self.to_element(place, seconds);
        if (element.current_time() - target).abs() > 0.5 / reel.frame_rate.per_second() {
            element.set_current_time(target);
        }
        self.inner.update_value(|inner| {
            inner.slots[place].restart();
            inner.slots[place].starting = true;
        });
        video::set_rate(element, self.rate.get_untracked());
        let element = element.clone();
        spawn_local(async move {
            video::play(&element).await;
        });
    }

    /// Keeps the other videos with the one that leads.
    pub(super) fn follow(self, seconds: f64, now: f64) {
        let videos = self.videos();
        let rate = self.rate.get_untracked();
        let lead = self.inner.with_value(|inner| inner.lead);
        // While the one that leads waits for data, the others wait for it.
        let waits = lead
            .and_then(|lead| self.loaded(lead))
            .is_some_and(|element| element.seeking() || element.ready_state() < HtmlMediaElement::HAVE_FUTURE_DATA);
        for (place, media) in videos.iter().enumerate().filter(|(place, _)| Some(*place) != lead) {
            let Some(element) = self.loaded(place) else { continue };
            let reel = super::reel(media);
            if waits || !reel.runs(seconds) {
                if !element.paused() {
                    element.pause().ok();
                }
                continue;
            }
            let target = self.to_element(place, seconds);
            if self.inner.with_value(|inner| inner.slots[place].waiting) {
                self.meet(place, &element, target, now);
                continue;
            }
            if element.paused() {
                if !self.inner.with_value(|inner| inner.slots[place].starting) {
                    self.start(place, &element, seconds);
                }
                continue;
            }
            if element.seeking() || element.ready_state() < HtmlMediaElement::HAVE_FUTURE_DATA {
                continue;
            }
            let reading = Reading {
                behind: target - element.current_time(),
                frame: 1.0 / media.frame_rate.per_second(),
                rate,
                audible: media.audible,
                now,
            };
            let action = self.inner.try_update_value(|inner| inner.slots[place].follower.observe(reading));
            match action.unwrap_or(Action::Keep) {
                Action::Keep => {}
                Action::Rate(factor) => video::set_rate(&element, rate * factor),
                Action::Wait => self.wait(place, &element),
                Action::Seek { ahead } => {
                    self.wait(place, &element);
                    element.set_current_time((target + ahead).max(0.0));
                }
            }
        }
    }

    /// Lets a video stand until the one that leads has come to where it is.
    fn wait(self, place: usize, element: &HtmlVideoElement) {
        self.inner.update_value(|inner| inner.slots[place].waiting = true);
        element.pause().ok();
        video::set_rate(element, self.rate.get_untracked());
    }

    /// Lets a video that waits go on when the one that leads is there.
    fn meet(self, place: usize, element: &HtmlVideoElement, target: f64, now: f64) {
        if element.seeking() {
            return;
        }
        let (ahead, rate) = (element.current_time() - target, self.rate.get_untracked());
        let goes = self.inner.try_update_value(|inner| inner.slots[place].follower.goes(ahead, rate, now));
        if goes == Some(true) {
            self.inner.update_value(|inner| inner.slots[place].waiting = false);
            let element = element.clone();
            spawn_local(async move {
                video::play(&element).await;
            });
        }
    }

    /// Puts every video that runs at a moment there, without waiting.
    pub(super) fn place_all(self, seconds: f64) {
        for (place, element) in self.running(seconds) {
            element.set_current_time(self.to_element(place, seconds));
        }
    }

    pub(super) fn pause_all(self) {
        for element in (0..MAX_VIDEOS).filter_map(|place| self.loaded(place)) {
            element.pause().ok();
        }
        self.reset_rates();
    }

    /// Ends all corrections.
    fn reset_rates(self) {
        let rate = self.rate.get_untracked();
        for element in (0..MAX_VIDEOS).filter_map(|place| self.element(place)) {
            video::set_rate(&element, rate);
        }
    }

    /// Whether no video shows anything at a moment or later.
    pub(super) fn is_beyond_all(self, seconds: f64) -> bool {
        let reels = self.reels();
        !reels.is_empty() && reels.iter().all(|reel| seconds >= reel.end().seconds())
    }

    /// Whether no video but the one that leads, which has ended, has anything more to show.
    pub(super) fn is_last(self, seconds: f64) -> bool {
        let lead = self.inner.with_value(|inner| inner.lead);
        let reels = self.reels().into_iter().enumerate().filter(|(place, _)| Some(*place) != lead);
        // A tenth of a second is what sound and picture of one film differ by.
        reels.into_iter().all(|(place, reel)| self.loaded(place).is_none() || reel.end().seconds() <= seconds + 0.1)
    }

    fn leads(self, place: usize) -> bool {
        self.inner.try_with_value(|inner| inner.lead == Some(place)) == Some(true)
    }

    fn plays(self, place: usize) {
        if self.leads(place) {
            self.began();
        }
    }

    fn has_begun(self, place: usize) {
        self.inner.try_update_value(|inner| inner.slots[place].starting = false);
    }

    fn stops(self, place: usize) {
        if self.leads(place) {
            self.paused();
        } else {
            self.inner.try_update_value(|inner| inner.slots[place].starting = false);
        }
    }

    /// Sets the playback rate.
    pub fn set_rate(self, rate: f64) {
        self.rate.set(rate);
        self.inner.update_value(|inner| inner.slots.iter_mut().for_each(Slot::restart));
        self.reset_rates();
    }

    /// Sets the volume, 0 to 1.
    pub fn set_volume(self, volume: f64) {
        self.volume.set(volume);
        self.apply_sound();
    }

    /// Lets those be heard that are to be.
    pub(super) fn apply_sound(self) {
        let volume = self.volume.get_untracked().clamp(0.0, 1.0);
        for (place, media) in self.videos().iter().enumerate() {
            if let Some(element) = self.element(place) {
                element.set_volume(volume);
                element.set_muted(!media.audible);
            }
        }
    }

    /// Moves a video to where it would be with another offset, without changing the project: while it is aligned, its picture shows how.
    pub fn try_offset(self, place: usize, offset: crate::time::Millis) {
        if self.playing.get_untracked() {
            return;
        }
        let seconds = self.clock.get_untracked();
        if let (Some(element), Some(reel)) = (self.loaded(place), self.reels().get(place)) {
            let shifted = crate::media::Reel { offset, ..*reel };
            if shifted.runs(seconds) {
                let origin = self.inner.with_value(|inner| inner.slots[place].origin);
                element.set_current_time(shifted.seek_target(seconds) + origin);
            }
        }
    }
}
