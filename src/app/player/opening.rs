//! Opening a video file: what it is, whether it is the one that was coded, whether this browser plays it.

use super::Player;
use super::frames::table_of;
use crate::edit::{Command, MediaFile};
use crate::media::{FileKind, FrameRate, FrameTable, NoTable, VideoCodec, sniff, video_codec};
use crate::model::Media;
use crate::platform::{file, video};
use crate::time::Millis;
use futures::future::{Either, select};
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
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
    },
}

impl Player {
    /// Opens a file that the user picked. If the project was coded from another one, the user is asked first.
    pub fn open(self, picked: File) {
        if self.element().is_none() {
            return self.inner.update_value(|inner| inner.waiting = Some(picked));
        }
        self.start(picked, false);
    }

    /// Forgets a file that waits for a project to be made.
    pub fn forget_waiting(self) {
        self.inner.update_value(|inner| inner.waiting = None);
    }

    /// Takes the file that [`Trouble::Other`] asked about.
    pub fn use_doubtful(self) {
        let doubtful = self.inner.try_update_value(|inner| inner.doubtful.take()).flatten();
        let Some(picked) = doubtful else { return };
        self.start(picked, true);
    }

    fn start(self, picked: File, replace: bool) {
        self.trouble.set(None);
        self.opening.set(Some(picked.name()));
        let request = self.inner.try_update_value(|inner| {
            inner.request += 1;
            inner.request
        });
        let Some(request) = request else { return };
        spawn_local(async move {
            let trouble = self.check_and_load(picked, replace, request).await.err();
            if self.is_current(request) {
                self.opening.try_set(None);
                self.trouble.try_set(trouble);
            }
        });
    }

    /// Whether no other file was asked for since, and the project is still the same.
    fn is_current(self, request: u32) -> bool {
        self.inner.try_with_value(|inner| inner.request == request) == Some(true)
    }

    async fn check_and_load(self, picked: File, replace: bool, request: u32) -> Result<(), Trouble> {
        let name = picked.name();
        let ends = file::read_ends(&picked).await.map_err(|file::Unreadable| Trouble::Gone { file: name.clone() })?;
        if !self.is_current(request) {
            return Ok(());
        }
        let kind = sniff(&ends.head);
        if kind == FileKind::Empty {
            return Err(Trouble::Empty { file: name });
        }
        if !kind.is_media() && kind != FileKind::Unknown {
            return Err(Trouble::NotVideo { file: name, kind });
        }
        let fingerprint = ends.fingerprint();
        let known = self.media();
        if let Some(known) = known.as_ref().filter(|known| known.fingerprint != fingerprint && !replace) {
            self.inner.update_value(|inner| inner.doubtful = Some(picked));
            let size = (known.fingerprint.size != fingerprint.size).then_some(fingerprint.size);
            return Err(Trouble::Other { picked: name, known: known.clone(), size });
        }
        let file = picked.clone();
        let Some(playing) = self.load(picked, kind, &[&ends.head, &ends.tail], request).await? else { return Ok(()) };
        let table = self.count_frames(file, kind, playing, request).await;
        if !self.is_current(request) {
            return Ok(());
        }
        let Some(session) = self.desk.shown(|shown| shown.session.id) else { return Ok(()) };
        if known.as_ref().is_none_or(|known| known.fingerprint != fingerprint) && !self.desk.read_only.get_untracked() {
            let frame_rate = table.or(known.map(|known| known.frame_rate)).unwrap_or(FrameRate::PAL);
            let duration = Millis::from_seconds(playing.duration);
            let file = MediaFile { file_name: name, fingerprint, duration, frame_rate };
            self.desk.dispatch(Command::SetVideo { session, file });
        } else if let Some(rate) = table {
            self.state_rate(rate);
        }
        self.show_frame(self.frame());
        Ok(())
    }

    /// Reads when the frames of a file are shown, and counts by that. The rate, if it is known soon; else it is stated later.
    async fn count_frames(self, picked: File, kind: FileKind, playing: Playing, request: u32) -> Option<FrameRate> {
        let file = picked.clone();
        let adopt = move |table: Result<FrameTable, NoTable>| {
            let table = table.ok().filter(|_| self.is_current(request))?;
            self.count_by(&table, playing.first_frame);
            if let Some(samples) = table.samples {
                self.prepare_stills(file.clone(), samples);
            }
            Some(table.times.rate())
        };
        let reading = Box::pin(table_of(picked, kind));
        match select(reading, TimeoutFuture::new(TABLE_PATIENCE_MS)).await {
            Either::Left((table, _)) => adopt(table),
            Either::Right(((), reading)) => {
                spawn_local(async move {
                    if let Some(rate) = adopt(reading.await) {
                        self.state_rate(rate);
                        if !self.playing.get_untracked() {
                            self.show_frame(self.frame());
                        }
                    }
                });
                None
            }
        }
    }

    /// Plays a file in the element; `None` if it was overtaken. A file that does not play leaves the one
    /// before as it is.
    async fn load(
        self,
        picked: File,
        kind: FileKind,
        ends: &[&[u8]],
        request: u32,
    ) -> Result<Option<Playing>, Trouble> {
        let name = picked.name();
        let gone = || Trouble::Gone { file: name.clone() };
        let element = self.element().ok_or_else(gone)?;
        let url = file::object_url(&picked).ok_or_else(gone)?;
        let mut outcome = video::try_out(&url).await;
        if !self.is_current(request) {
            file::revoke(&url);
            return Ok(None);
        }
        if let video::Loaded::Ready { .. } = outcome {
            self.unload();
            self.inner.update_value(|inner| inner.source = Some((picked.clone(), url.clone())));
            outcome = video::load(&element, &url).await;
            if !self.is_current(request) {
                // Whoever overtook it has let go of the file already.
                return Ok(None);
            }
        }
        let codec = video_codec(ends);
        let trouble = match outcome {
            video::Loaded::Ready { duration, first_frame } => {
                video::set_rate(&element, self.rate.get_untracked());
                element.set_volume(self.volume.get_untracked());
                self.file_name.set(Some(name));
                return Ok(Some(Playing { duration, first_frame }));
            }
            video::Loaded::SoundOnly => Trouble::SoundOnly { file: name.clone(), codec },
            video::Loaded::Refused if !file::is_readable(&picked).await => gone(),
            // A container that this browser plays, without a codec that it might lack: then it is not whole.
            video::Loaded::Refused if matches!(kind, FileKind::Mp4 | FileKind::Matroska) && is_common(codec) => {
                Trouble::Damaged { file: name.clone() }
            }
            video::Loaded::Refused => Trouble::Unsupported { file: name.clone(), kind, codec },
        };
        file::revoke(&url);
        Err(trouble)
    }

    /// The element waits for data. Of a file that vanished it may wait for ever without a word, so the file itself is asked.
    pub(super) fn waits(self) {
        Timeout::new(PATIENCE_MS, move || {
            let Some(element) = self.element() else { return };
            if element.seeking() || element.ready_state() < HtmlMediaElement::HAVE_FUTURE_DATA {
                self.failed();
            }
        })
        .forget();
    }

    /// The element reports an error while it plays, or refuses to play.
    pub(super) fn failed(self) {
        // While a file is being opened its errors are told by `load`.
        if self.file_name.with_untracked(Option::is_none) {
            return;
        }
        let source = self.inner.with_value(|inner| inner.source.as_ref().map(|(file, _)| file.clone()));
        let Some(source) = source else { return };
        spawn_local(async move {
            let name = source.name();
            let trouble = match file::read_ends(&source).await {
                Err(file::Unreadable) => Trouble::Gone { file: name },
                Ok(ends) => {
                    let errs = self.element().is_some_and(|element| element.error().is_some());
                    // A refusal to play without an error, for instance by an autoplay rule, leaves the picture as it is.
                    if !errs {
                        return;
                    }
                    let codec = video_codec(&[&ends.head, &ends.tail]);
                    Trouble::Unsupported { file: name, kind: sniff(&ends.head), codec }
                }
            };
            self.unload();
            self.trouble.try_set(Some(trouble));
        });
    }
}

/// Whether a codec is one that browsers play, or unknown.
fn is_common(codec: Option<VideoCodec>) -> bool {
    matches!(codec, None | Some(VideoCodec::H264 | VideoCodec::Vp9 | VideoCodec::Av1))
}
