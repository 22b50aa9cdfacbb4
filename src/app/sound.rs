//! The sound of the video that is heard: asked of the worker, kept while the video is there, drawn by the timeline.

use super::panels::videos::Stage;
use super::player::Player;
use super::timeline_view::TimelineView;
use crate::jobs::{JobId, News, SoundNews, Told, Work, unpack};
use crate::media::Waveform;
use crate::model::{Fingerprint, MAX_VIDEOS};
use crate::platform::worker::Worker;
use crate::platform::{measure, page, preferences};
use crate::sound::Unheard;
use crate::time::Millis;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::File;

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
    Failed(Unheard),
}

#[derive(Default)]
struct Inner {
    worker: Option<Worker>,
    /// The job under way.
    job: Option<JobId>,
    /// Whose sound it is.
    of: Option<Fingerprint>,
    waveform: Option<Waveform>,
    /// Sounds that were read to the end and are not drawn now: who listens to one microphone and then to the other does not wait twice.
    kept: Vec<(Fingerprint, Waveform)>,
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
    /// The place of the video whose sound it is.
    pub place: RwSignal<Option<usize>>,
    /// Where that video's time 0 lies in the session, also while it is being aligned.
    pub offset: RwSignal<Millis>,
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
            place: RwSignal::new(None),
            offset: RwSignal::new(Millis::ZERO),
            shown: RwSignal::new(preferred("sound").as_deref() != Some("hidden")),
            apart: RwSignal::new(preferred("sound-channels").as_deref() == Some("apart")),
            gain: RwSignal::new(preferred("sound-gain").and_then(|gain| gain.parse().ok()).unwrap_or(0).min(MOST_GAIN)),
        };
        sound.start_worker();
        on_cleanup(move || sound.inner.dispose());
        sound
    }

    /// Follows which video is heard, and what the timeline looks at. To be called once, by the panel that shows it.
    pub fn follow(self, player: Player, stage: Stage, view: TimelineView) {
        Effect::new(move |_| {
            let heard = player.heard();
            let place = heard.as_ref().map(|heard| heard.place);
            let offset = place.and_then(|place| stage.media(place)).map(|media| stage.offset(&media));
            self.place.set(place);
            self.offset.set(offset.unwrap_or_default());
            let Some(heard) = heard else { return self.close() };
            let is_known = self.inner.with_value(|inner| inner.of.as_ref() == Some(&heard.fingerprint));
            // A video that is chosen again is tried again.
            let is_lost = matches!(self.state.get_untracked(), Hearing::Failed(Unheard::Stopped | Unheard::Gone));
            if !is_known || is_lost {
                self.open(&heard.fingerprint, &heard.file, self.start(view));
            }
        });
        Effect::new(move |_| {
            view.scale.track();
            self.look(self.start(view));
        });
        on_cleanup(move || self.close());
    }

    /// The moment of the file at the timeline's left end.
    fn start(self, view: TimelineView) -> Millis {
        let start = view.scale.with_untracked(|scale| scale.visible().0);
        (start - self.offset.get_untracked()).max(Millis::ZERO)
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
        let worker = Worker::start(move |job, told| self.hear(job, told), move || self.stop_soon());
        self.inner.try_update_value(|inner| inner.worker = worker);
    }

    /// Begins to read a file, from a moment on first, unless its sound is known.
    fn open(self, of: &Fingerprint, file: &File, from: Millis) {
        self.close();
        let known = self.inner.try_update_value(|inner| {
            inner.of = Some(of.clone());
            let place = inner.kept.iter().position(|(kept, _)| kept == of)?;
            Some(inner.waveform.insert(inner.kept.remove(place).1).differ())
        });
        if let Some(differs) = known.flatten() {
            self.differs.set(differs);
            self.state.set(Hearing::Read);
            return self.revision.update(|count| *count += 1);
        }
        if self.inner.try_with_value(|inner| inner.worker.is_none()) == Some(true) {
            self.start_worker();
        }
        let job = self.inner.try_update_value(|inner| {
            inner.looked = from;
            inner.opened = Some(page::performance_now());
            inner.job = inner.worker.as_ref()?.begin(Work::Sound { from }, Some(file));
            inner.job
        });
        let is_asked = job.flatten().is_some();
        self.state.set(if is_asked { Hearing::Reading(Some(0)) } else { Hearing::Failed(Unheard::Stopped) });
    }

    /// Lets go of what is being read; what was read to the end is kept aside.
    fn close(self) {
        let was_read = self.state.try_get_untracked() == Some(Hearing::Read);
        self.inner.try_update_value(|inner| {
            if let (Some(worker), Some(job)) = (&inner.worker, inner.job.take()) {
                worker.cancel(job);
            }
            if let (Some(of), Some(waveform)) = (inner.of.take(), inner.waveform.take().filter(|_| was_read)) {
                inner.kept.truncate(MAX_VIDEOS - 1);
                inner.kept.insert(0, (of, waveform));
            }
        });
        if self.state.try_get_untracked().is_some_and(|state| state != Hearing::Nothing) {
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
        self.inner.update_value(|inner| {
            let is_read = |waveform: &Waveform| waveform.between(None, at.seconds(), at.seconds() + 0.1).is_read();
            let is_new = (at.0 - inner.looked.0).abs() > 1000;
            if is_new && !inner.waveform.as_ref().is_some_and(is_read) {
                inner.looked = at;
                if let (Some(worker), Some(job)) = (&inner.worker, inner.job) {
                    worker.look(job, at);
                }
            }
        });
    }

    fn hear(self, job: JobId, Told { news, numbers }: Told) {
        if self.inner.try_with_value(|inner| inner.job == Some(job)) != Some(true) {
            return;
        }
        match news {
            News::Sound(SoundNews::Head(head)) => self.inner.update_value(|inner| {
                inner.waveform = Some(Waveform::new(head.rows, head.bucket_ms));
            }),
            News::Sound(SoundNews::Peaks { first }) => {
                let differs = self.inner.try_update_value(|inner| {
                    if let Some(opened) = inner.opened.take() {
                        measure::since("sound-first-peaks", opened);
                    }
                    let waveform = inner.waveform.as_mut()?;
                    waveform.put(first, &unpack(&numbers));
                    Some(waveform.differ())
                });
                if differs.flatten() == Some(true) && !self.differs.get_untracked() {
                    self.differs.set(true);
                }
                self.revision.update(|count| *count += 1);
            }
            News::Sound(SoundNews::Unheard(why)) => self.state.set(Hearing::Failed(why)),
            News::Compared(_) => {}
            News::Progress(permille) => {
                if matches!(self.state.get_untracked(), Hearing::Reading(_)) {
                    self.state.set(Hearing::Reading(permille));
                }
            }
            News::Done => {
                self.inner.update_value(|inner| inner.job = None);
                if matches!(self.state.get_untracked(), Hearing::Reading(_)) {
                    self.state.set(Hearing::Read);
                }
            }
        }
    }

    /// The worker has failed. It is let go of once the event that told so is over, which is its own.
    fn stop_soon(self) {
        Timeout::new(0, move || {
            self.inner.try_update_value(|inner| {
                inner.worker = None;
                inner.job = None;
            });
            if matches!(self.state.try_get_untracked(), Some(Hearing::Reading(_))) {
                self.state.set(Hearing::Failed(Unheard::Stopped));
            }
        })
        .forget();
    }
}
