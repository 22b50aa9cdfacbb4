//! The sound of the session's first video: asked of the worker, kept while the video is there, drawn by the timeline.

use super::player::Player;
use super::timeline_view::TimelineView;
use crate::jobs::{Failure, JobId, News, Report, Request, Work};
use crate::media::{Peak, Waveform};
use crate::platform::worker::Worker;
use crate::platform::{measure, page, preferences};
use crate::time::Millis;
use gloo::timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use web_sys::File;

/// How often it is looked whether the worker said anything since, in milliseconds; one that did not has failed.
const PATIENCE_MS: u32 = 15_000;

/// The largest step of [`Sound::gain`]: the loudest is drawn 32 times too large.
const MOST_GAIN: u32 = 5;

/// How far the reading is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hearing {
    /// There is no video.
    Nothing,
    /// So many thousandths are read, where that can be told.
    Reading(Option<u16>),
    /// All is read.
    Read,
    /// It was not read, or not to the end.
    Failed(Failure),
}

#[derive(Default)]
struct Inner {
    worker: Option<Worker>,
    /// The job under way, or the last one.
    job: u32,
    waveform: Option<Waveform>,
    /// Watches whether the worker answers.
    watch: Option<Interval>,
    /// How many reports came, and how many there were at the last look.
    reports: (u32, u32),
    /// When the file was opened, until its first peaks are here.
    opened: Option<f64>,
    /// The moment that was last asked for, so that the worker is not asked for it again.
    looked: Millis,
}

/// The handle. Copies all lead to the same.
#[derive(Clone, Copy)]
pub struct Sound {
    inner: StoredValue<Inner, LocalStorage>,
    /// How far the reading is.
    pub state: RwSignal<Hearing>,
    /// Rises when there are more peaks.
    pub revision: RwSignal<u32>,
    /// Whether left and right are known to differ.
    pub differs: RwSignal<bool>,
    /// Whether the lane is shown.
    pub shown: RwSignal<bool>,
    /// Whether left and right are drawn apart.
    pub apart: RwSignal<bool>,
    /// How much too large the loudest is drawn, as a power of two; 0 to [`MOST_GAIN`].
    pub gain: RwSignal<u32>,
}

impl Sound {
    /// Nothing to hear yet. The worker is started now, so that nothing is asked of the network later.
    pub fn new() -> Self {
        let preferred = |name: &str| preferences::get(name);
        let sound = Self {
            inner: StoredValue::new_local(Inner::default()),
            state: RwSignal::new(Hearing::Nothing),
            revision: RwSignal::new(0),
            differs: RwSignal::new(false),
            shown: RwSignal::new(preferred("sound").as_deref() != Some("hidden")),
            apart: RwSignal::new(preferred("sound-channels").as_deref() == Some("apart")),
            gain: RwSignal::new(preferred("sound-gain").and_then(|gain| gain.parse().ok()).unwrap_or(0).min(MOST_GAIN)),
        };
        sound.start_worker();
        on_cleanup(move || sound.inner.dispose());
        sound
    }

    /// Follows the player's file, and what the timeline looks at. To be called once, by the panel that shows it.
    pub fn follow(self, player: Player, view: TimelineView) {
        Effect::new(move |_| {
            let there = player.file_name.with(Option::is_some);
            match player.file(0).filter(|_| there) {
                Some(file) => {
                    let start = view.scale.with_untracked(|scale| scale.visible().0);
                    self.open(&file, start - player.media_offset());
                }
                None => self.close(),
            }
        });
        Effect::new(move |_| {
            let start = view.scale.with(|scale| scale.visible().0);
            self.look(start - player.media_offset());
        });
        on_cleanup(move || self.close());
    }

    /// Shows or hides the lane, and remembers that.
    pub fn toggle(self) {
        self.shown.update(|shown| *shown = !*shown);
        preferences::set("sound", if self.shown.get_untracked() { "shown" } else { "hidden" });
    }

    /// Draws left and right apart or together, and remembers that.
    pub fn toggle_apart(self) {
        self.apart.update(|apart| *apart = !*apart);
        preferences::set("sound-channels", if self.apart.get_untracked() { "apart" } else { "together" });
    }

    /// Draws it larger or smaller, and remembers that.
    pub fn change_gain(self, larger: bool) {
        self.gain.update(|gain| *gain = if larger { (*gain + 1).min(MOST_GAIN) } else { gain.saturating_sub(1) });
        preferences::set("sound-gain", &self.gain.get_untracked().to_string());
    }

    /// Whether it can be drawn larger, or smaller.
    pub fn can_change_gain(self, larger: bool) -> bool {
        if larger { self.gain.get() < MOST_GAIN } else { self.gain.get() > 0 }
    }

    /// The height of the lane: none where there is no video, one line where there is a sentence in place of a sound.
    pub fn height(self) -> f64 {
        let has_rows = || self.apart.get() && self.differs.get();
        match (self.shown.get(), self.state.get()) {
            (false, _) | (_, Hearing::Nothing) => 0.0,
            (true, Hearing::Failed(_)) if self.is_silent() => 22.0,
            _ if has_rows() => 60.0,
            _ => 36.0,
        }
    }

    /// Whether nothing is known of the sound.
    pub fn is_silent(self) -> bool {
        self.with(Waveform::is_empty).unwrap_or(true)
    }

    /// Reads what is known of the sound.
    pub fn with<R>(self, read: impl FnOnce(&Waveform) -> R) -> Option<R> {
        self.inner.try_with_value(|inner| inner.waveform.as_ref().map(read)).flatten()
    }

    fn start_worker(self) {
        let worker = Worker::start(move |report, peaks| self.hear(report, &peaks), move || self.stop_soon());
        self.inner.try_update_value(|inner| inner.worker = worker);
    }

    /// Begins to read a file, from a moment on first.
    fn open(self, file: &File, from: Millis) {
        self.close();
        if self.inner.try_with_value(|inner| inner.worker.is_none()) == Some(true) {
            self.start_worker();
        }
        let asked = self.inner.try_update_value(|inner| {
            inner.job += 1;
            inner.looked = from;
            inner.opened = Some(page::performance_now());
            let begin = Request::Begin { job: JobId(inner.job), work: Work::Sound { from: from.max(Millis::ZERO) } };
            inner.worker.as_ref()?.ask(&begin, Some(file))
        });
        if asked.flatten().is_some() {
            self.state.set(Hearing::Reading(Some(0)));
            let watch = Interval::new(PATIENCE_MS, move || self.check());
            self.inner.update_value(|inner| inner.watch = Some(watch));
        } else {
            self.state.set(Hearing::Failed(Failure::Stopped));
        }
    }

    /// Lets go of what was read, and of what is being read.
    fn close(self) {
        let is_open = self.inner.try_update_value(|inner| {
            inner.watch = None;
            inner.reports = (0, 0);
            if let Some(worker) = &inner.worker {
                worker.ask(&Request::Cancel { job: JobId(inner.job) }, None);
            }
            inner.waveform.take().is_some()
        });
        if is_open == Some(true) || self.state.try_get_untracked().is_some_and(|state| state != Hearing::Nothing) {
            self.state.try_set(Hearing::Nothing);
            self.differs.try_set(false);
            self.revision.try_update(|count| *count += 1);
        }
    }

    /// The timeline shows another stretch: what is not read there is read first.
    fn look(self, at: Millis) {
        if !matches!(self.state.get_untracked(), Hearing::Reading(_)) {
            return;
        }
        let at = at.max(Millis::ZERO);
        self.inner.update_value(|inner| {
            let is_read = |waveform: &Waveform| waveform.between(None, at.seconds(), at.seconds() + 0.1).is_read();
            let is_new = (at.0 - inner.looked.0).abs() > 1000;
            if is_new && !inner.waveform.as_ref().is_some_and(is_read) {
                inner.looked = at;
                if let Some(worker) = &inner.worker {
                    worker.ask(&Request::Look { job: JobId(inner.job), at }, None);
                }
            }
        });
    }

    fn hear(self, Report { job, news }: Report, peaks: &[Peak]) {
        let is_current = self.inner.try_update_value(|inner| {
            inner.reports.0 += 1;
            job == JobId(inner.job)
        });
        // A report of what was cancelled since.
        if is_current != Some(true) || self.state.try_get_untracked().is_none_or(|state| state == Hearing::Nothing) {
            return;
        }
        match news {
            News::Sound(head) => self.inner.update_value(|inner| {
                inner.waveform = Some(Waveform::new(head.rows, head.bucket_ms));
            }),
            News::Peaks { first } => {
                let differs = self.inner.try_update_value(|inner| {
                    if let Some(opened) = inner.opened.take() {
                        measure::since("sound-first-peaks", opened);
                    }
                    let waveform = inner.waveform.as_mut()?;
                    waveform.put(first, peaks);
                    Some(waveform.differ())
                });
                if differs.flatten() == Some(true) && !self.differs.get_untracked() {
                    self.differs.set(true);
                }
                self.revision.update(|count| *count += 1);
            }
            News::Progress(permille) => self.state.set(Hearing::Reading(permille)),
            News::Ready => {}
            News::Done => self.end(Hearing::Read),
            News::Failed(why) => self.end(Hearing::Failed(why)),
        }
    }

    fn end(self, state: Hearing) {
        self.inner.update_value(|inner| inner.watch = None);
        self.state.set(state);
    }

    /// Looks whether the worker still answers.
    fn check(self) {
        let is_silent = self.inner.try_update_value(|inner| {
            let (now, before) = inner.reports;
            inner.reports.1 = now;
            now == before
        });
        if is_silent == Some(true) {
            self.stop_soon();
        }
    }

    /// The worker has failed. It is let go of once the event that told so is over, which is its own.
    fn stop_soon(self) {
        Timeout::new(0, move || {
            self.inner.try_update_value(|inner| {
                inner.worker = None;
                inner.watch = None;
            });
            if matches!(self.state.try_get_untracked(), Some(Hearing::Reading(_))) {
                self.state.set(Hearing::Failed(Failure::Stopped));
            }
        })
        .forget();
    }
}
