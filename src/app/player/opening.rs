//! Opening video files: what they are, whether they are those that were coded, whether this browser plays them.

use super::Player;
use super::frames::table_of;
use super::slots::Source;
use crate::edit::{Command, MediaFile};
use crate::media::{FileKind, FrameLayout, FrameRate, FrameTable, NoTable, VideoCodec, sniff, video_codec};
use crate::model::{Fingerprint, MAX_VIDEOS, Media, MediaId};
use crate::platform::{file, video};
use crate::time::Millis;
use futures::future::{Either, select};
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use web_sys::{File, HtmlMediaElement};

/// How long data may take before the file is looked after. A seek in a long film takes up to 300 ms on a slow machine.
const PATIENCE_MS: u32 = 800;

/// How long a project waits for the table of frames, before it takes up the video without one. Only large Matroska files take longer.
const TABLE_PATIENCE_MS: u32 = 1_500;

/// What the element says of a file that plays in it.
#[derive(Clone, Copy)]
struct Playing {
    /// In seconds.
    duration: f64,
    /// Where its first frame lies, in seconds, if it says so.
    first_frame: Option<f64>,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// The file has no bytes.
    Empty {
        /// The file's name.
        file: String,
    },
    /// The file is no film.
    NotVideo {
        /// The file's name.
        file: String,
        /// What it is.
        kind: FileKind,
    },
    /// The container is one that browsers play, but no film was found in it.
    Damaged {
        /// The file's name.
        file: String,
    },
    /// The container or the codec is not for this browser.
    Unsupported {
        /// The file's name.
        file: String,
        /// The container.
        kind: FileKind,
        /// The codec, where it is known.
        codec: Option<VideoCodec>,
    },
    /// Sound plays and the picture does not.
    SoundOnly {
        /// The file's name.
        file: String,
        /// The codec, where it is known.
        codec: Option<VideoCodec>,
    },
    /// The file vanished.
    Gone {
        /// The file's name.
        file: String,
    },
    /// Another file than the project was coded from: the user decides.
    Other {
        /// The picked file's name.
        picked: String,
        /// The known file.
        known: Media,
        /// The picked file's size, if that differs.
        size: Option<u64>,
        /// Whether there is room for it beside those that are known.
        fits: bool,
    },
}

/// What a file is picked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Whatever it turns out to be: a known one is shown, for another one the user is asked.
    Any,
    /// To be one more video of the session.
    Add,
    /// To stand in the place of a known one.
    Replace(MediaId),
}

/// What is told from a file before it is played.
struct Examined {
    file: File,
    fingerprint: Fingerprint,
    kind: FileKind,
    codec: Option<VideoCodec>,
}

impl Player {
    /// Opens a file that the user picked. If the project was coded from another one, the user is asked first.
    pub fn open(self, picked: File) {
        self.open_all(vec![picked]);
    }

    /// Opens files that the user picked, in any order: each is known by what is in it. The first videos of a session become its videos.
    pub fn open_all(self, picked: Vec<File>) {
        if self.element(0).is_none() {
            return self.inner.update_value(|inner| inner.waiting = picked);
        }
        let purpose = if self.videos().is_empty() { Purpose::Add } else { Purpose::Any };
        self.open_for(purpose, picked);
    }

    /// Opens files for a purpose.
    pub fn open_for(self, purpose: Purpose, picked: Vec<File>) {
        self.begin(picked.into_iter().map(|file| (file, purpose)).collect());
    }

    /// Forgets files that wait for a project to be made.
    pub fn forget_waiting(self) {
        self.inner.update_value(|inner| inner.waiting.clear());
    }

    /// Takes the file that [`Trouble::Other`] asks about: in the place of the known one, or as one more.
    pub fn use_doubtful(self, replace: bool) {
        let Some(Trouble::Other { known, .. }) = self.trouble.get_untracked() else { return };
        let doubtful = self.inner.try_update_value(|inner| std::mem::take(&mut inner.doubtful)).unwrap_or_default();
        let purpose = if replace { Purpose::Replace(known.id) } else { Purpose::Add };
        // Of the others that were picked with it the user is asked next.
        let purposes = std::iter::once(purpose).chain(std::iter::repeat(Purpose::Any));
        self.begin(doubtful.into_iter().zip(purposes).collect());
    }

    /// Lets a trouble go, and with it the file that waited.
    pub fn forget_troubles(self) {
        self.trouble.set(None);
        self.inner.update_value(|inner| inner.doubtful.clear());
    }

    fn begin(self, picked: Vec<(File, Purpose)>) {
        self.forget_troubles();
        let request = self.inner.try_update_value(|inner| {
            inner.request += 1;
            inner.request
        });
        let Some(request) = request else { return };
        spawn_local(async move {
            let mut trouble = None;
            for (file, purpose) in picked {
                self.opening.try_set(Some(file.name()));
                let outcome = self.take(file, purpose, request).await;
                if !self.is_current(request) {
                    return;
                }
                // The first one that went wrong is told; whatever else is missing stays asked for in its place.
                trouble = trouble.or(outcome.err());
            }
            self.opening.try_set(None);
            self.trouble.try_set(trouble);
        });
    }

    /// Whether no other file was asked for since, and the project is still the same.
    fn is_current(self, request: u32) -> bool {
        self.inner.try_with_value(|inner| inner.request == request) == Some(true)
    }

    async fn examine(self, file: File) -> Result<Examined, Trouble> {
        let name = file.name();
        let ends = file::read_ends(&file).await.map_err(|file::Unreadable| Trouble::Gone { file: name.clone() })?;
        let kind = sniff(&ends.head);
        if kind == FileKind::Empty {
            return Err(Trouble::Empty { file: name });
        }
        if !kind.is_media() && kind != FileKind::Unknown {
            return Err(Trouble::NotVideo { file: name, kind });
        }
        let codec = video_codec(&[&ends.head, &ends.tail]);
        Ok(Examined { file, fingerprint: ends.fingerprint(), kind, codec })
    }

    async fn take(self, picked: File, purpose: Purpose, request: u32) -> Result<(), Trouble> {
        let examined = self.examine(picked).await?;
        if !self.is_current(request) {
            return Ok(());
        }
        let videos = self.videos();
        let is_same = |media: &Media| media.fingerprint == examined.fingerprint;
        if let Some(place) = videos.iter().position(is_same) {
            // Picked again, it is read again: it may have been out of reach.
            self.keep(&examined);
            return self.load(place, examined).await;
        }
        let known = match purpose {
            Purpose::Replace(media) => videos.iter().find(|known| known.id == media),
            Purpose::Add => None,
            Purpose::Any => {
                let missing = |(place, _): &(usize, &Media)| self.loaded(*place).is_none();
                let missing = videos.iter().enumerate().find(missing).map(|(_, media)| media);
                missing.or(videos.first())
            }
        };
        if let (Purpose::Any, Some(known)) = (purpose, known) {
            let size = (known.fingerprint.size != examined.fingerprint.size).then_some(examined.fingerprint.size);
            let picked = examined.file.name();
            self.inner.update_value(|inner| inner.doubtful.push_back(examined.file));
            return Err(Trouble::Other { picked, known: known.clone(), size, fits: videos.len() < MAX_VIDEOS });
        }
        let duration = self.try_out(&examined).await?.duration;
        let session = self.desk.shown(|shown| shown.session.id).filter(|_| self.is_current(request));
        let Some(session) = session else { return Ok(()) };
        // The file's own rate belongs to the same step; one that takes long to read is stated later.
        let reading = Box::pin(table_of(examined.file.clone(), examined.kind));
        let own = match select(reading, TimeoutFuture::new(TABLE_PATIENCE_MS)).await {
            Either::Left((table, _)) => table.ok().map(|table| (table.times.rate(), table.times.layout())),
            Either::Right(_) => None,
        };
        if !self.is_current(request) {
            return Ok(());
        }
        let stated = known.or(videos.first()).map_or(FrameRate::PAL, |media| media.frame_rate);
        let (frame_rate, frames) = own.unwrap_or((stated, FrameLayout::default()));
        let file = MediaFile {
            file_name: examined.file.name(),
            fingerprint: examined.fingerprint.clone(),
            duration: Millis::from_seconds(duration),
            frame_rate,
            frames,
        };
        self.keep(&examined);
        self.desk.dispatch(match known {
            Some(known) => Command::ReplaceVideo { session, media: known.id, file },
            None if videos.is_empty() => Command::SetVideo { session, file },
            None => Command::AddVideo { session, file, offset: Millis::ZERO },
        });
        let place = self.videos().iter().position(|media| media.fingerprint == examined.fingerprint);
        match place.filter(|place| self.element(*place).is_some()) {
            Some(place) => self.load(place, examined).await,
            // Its place comes with the change of the project, and takes the file then.
            None => Ok(()),
        }
    }

    /// Remembers a file while the session is shown.
    fn keep(self, examined: &Examined) {
        self.inner.update_value(|inner| {
            inner.picked.retain(|(fingerprint, _)| *fingerprint != examined.fingerprint);
            inner.picked.push((examined.fingerprint.clone(), examined.file.clone()));
        });
    }

    /// Brings the files on screen in line with the videos of the session, after a change of either.
    pub fn reconcile(self) {
        let videos = self.videos();
        for place in 0..MAX_VIDEOS {
            let wanted = videos.get(place).map(|media| &media.fingerprint);
            let (is, found) = self.inner.with_value(|inner| {
                let is = inner.slots[place].source.as_ref().map(|source| source.fingerprint.clone());
                let found = inner.picked.iter().find(|(fingerprint, _)| Some(fingerprint) == wanted);
                (is, found.map(|(_, file)| file.clone()))
            });
            if is.as_ref() == wanted {
                continue;
            }
            if is.is_some() {
                self.unload(place);
            }
            if let (Some(found), Some(_)) = (found, self.element(place)) {
                spawn_local(async move {
                    let loaded = async { self.load(place, self.examine(found).await?).await };
                    if let Err(trouble) = loaded.await {
                        self.trouble.try_set(Some(trouble));
                    }
                });
            }
        }
        self.apply_sound();
        // Without a video there are no frames: the middle of one at a rate nobody stated would be another frame of the video to come.
        if !self.playing.get_untracked() && self.first().is_some() {
            self.show_frame(self.frame());
        }
    }

    /// How long a file plays, in seconds, if this browser plays it. What is on screen is left as it is.
    async fn try_out(self, examined: &Examined) -> Result<Playing, Trouble> {
        let gone = || Trouble::Gone { file: examined.file.name() };
        let url = file::object_url(&examined.file).ok_or_else(gone)?;
        let outcome = video::try_out(&url).await;
        file::revoke(&url);
        self.judge(outcome, examined).await
    }

    /// What went wrong, in our terms.
    async fn judge(self, outcome: video::Loaded, examined: &Examined) -> Result<Playing, Trouble> {
        let Examined { file: picked, kind, codec, .. } = examined;
        let (file, kind, codec) = (picked.name(), *kind, *codec);
        match outcome {
            video::Loaded::Ready { duration, first_frame } => Ok(Playing { duration, first_frame }),
            video::Loaded::SoundOnly => Err(Trouble::SoundOnly { file, codec }),
            video::Loaded::Refused if !file::is_readable(picked).await => Err(Trouble::Gone { file }),
            // A container that this browser plays, without a codec that it might lack: then it is not whole.
            video::Loaded::Refused if matches!(kind, FileKind::Mp4 | FileKind::Matroska) && is_common(codec) => {
                Err(Trouble::Damaged { file })
            }
            video::Loaded::Refused => Err(Trouble::Unsupported { file, kind, codec }),
        }
    }

    /// Plays a file in a place.
    async fn load(self, place: usize, examined: Examined) -> Result<(), Trouble> {
        let gone = || Trouble::Gone { file: examined.file.name() };
        let element = self.element(place).ok_or_else(gone)?;
        let url = file::object_url(&examined.file).ok_or_else(gone)?;
        let source =
            Source { file: examined.file.clone(), fingerprint: examined.fingerprint.clone(), url: url.clone() };
        // What played here before is not sought in any more: the first picture that is presented has to be the file's first, since where
        // that lies is what its frames are counted from.
        self.unload(place);
        let load = self.inner.try_update_value(|inner| {
            let slot = &mut inner.slots[place];
            slot.source = Some(source);
            slot.load
        });
        let Some(load) = load else { return Ok(()) };
        let outcome = video::load(&element, &url).await;
        let overtaken = self.inner.try_with_value(|inner| inner.slots[place].load != load) != Some(false);
        if overtaken {
            // Whoever overtook it has let go of the file already.
            return Ok(());
        }
        let name = examined.file.name();
        let playing = match self.judge(outcome, &examined).await {
            Ok(playing) => playing,
            Err(trouble) => {
                self.inner.update_value(|inner| inner.picked.retain(|(known, _)| *known != examined.fingerprint));
                self.unload(place);
                return Err(trouble);
            }
        };
        video::set_rate(&element, self.rate.get_untracked());
        // Its first picture is not yet that of the moment that the others show.
        self.settled.set(self.playing.get_untracked());
        self.files[place].set(Some(name));
        self.apply_sound();
        self.count_frames(place, &examined, playing, load).await;
        if self.playing.get_untracked() {
            self.settled.set(true);
        } else {
            self.show_frame(self.frame());
        }
        Ok(())
    }

    /// Reads when the frames of a file are shown, and counts by that. What takes long comes later.
    async fn count_frames(self, place: usize, examined: &Examined, playing: Playing, load: u32) {
        let (file, fingerprint) = (examined.file.clone(), examined.fingerprint.clone());
        let adopt = move |table: Result<FrameTable, NoTable>| {
            let current = self.inner.try_with_value(|inner| inner.slots[place].load == load) == Some(true);
            let Some(table) = table.ok().filter(|_| current) else { return };
            let times = Arc::new(table.times.clone());
            self.inner.update_value(|inner| {
                inner.tables.insert(fingerprint.clone(), times.clone());
            });
            if place == 0 {
                self.count_by(&table, playing.first_frame);
                if let Some(samples) = table.samples {
                    self.prepare_stills(file.clone(), samples);
                }
            } else {
                self.place_by(place, &table, playing.first_frame);
            }
            self.state_frames(place, &times);
        };
        let reading = Box::pin(table_of(examined.file.clone(), examined.kind));
        match select(reading, TimeoutFuture::new(TABLE_PATIENCE_MS)).await {
            Either::Left((table, _)) => adopt(table),
            Either::Right(((), reading)) => spawn_local(async move {
                adopt(reading.await);
                if self.playing.try_get_untracked() == Some(false) {
                    self.show_frame(self.frame());
                }
            }),
        }
    }

    /// The element waits for data. Of a file that vanished it may wait for ever without a word, so the file itself is asked.
    pub(super) fn waits(self, place: usize) {
        Timeout::new(PATIENCE_MS, move || {
            let Some(element) = self.element(place) else { return };
            if element.seeking() || element.ready_state() < HtmlMediaElement::HAVE_FUTURE_DATA {
                self.failed(place);
            }
        })
        .forget();
    }

    /// The element reports an error while it plays, or refuses to play. The other videos go on.
    pub(super) fn failed(self, place: usize) {
        // While a file is being opened its errors are told by `load`.
        if self.files[place].with_untracked(Option::is_none) {
            return;
        }
        let Some(source) = self.file(place) else { return };
        spawn_local(async move {
            let name = source.name();
            let trouble = match file::read_ends(&source).await {
                Err(file::Unreadable) => Trouble::Gone { file: name },
                Ok(ends) => {
                    let errs = self.element(place).is_some_and(|element| element.error().is_some());
                    // A refusal to play without an error, for instance by an autoplay rule, leaves the picture as it is.
                    if !errs {
                        return;
                    }
                    let codec = video_codec(&[&ends.head, &ends.tail]);
                    Trouble::Unsupported { file: name, kind: sniff(&ends.head), codec }
                }
            };
            if self.inner.try_update_value(|inner| inner.picked.retain(|(_, file)| *file != source)).is_some() {
                self.unload(place);
                self.trouble.try_set(Some(trouble));
            }
        });
    }
}

/// Whether a codec is one that browsers play, or unknown.
fn is_common(codec: Option<VideoCodec>) -> bool {
    matches!(codec, None | Some(VideoCodec::H264 | VideoCodec::Vp9 | VideoCodec::Av1))
}
