//! The files of signals: which were picked, and what was read of them. Outside of the project: a file is never stored.

use super::Context;
use super::desk::Desk;
use crate::media::EDGE;
use crate::model::{Fingerprint, Signal, SignalId, TableForm};
use crate::platform::file;
use crate::signals::{Marker, Outline, Reader, Recording, Unreadable, inspect};
use crate::t;
use crate::timeline::Trace;
use crate::words::{say, signals as say_signals};
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use std::rc::Rc;
use web_sys::File;

/// How much of a file is read at once: small enough that the page stays quick meanwhile.
const PIECE: u64 = 1 << 19;

/// After so many pieces the share that is read is shown anew.
const PIECES_SHOWN: u64 = 8;

/// A file that is read in one way: all of its columns that are wanted come of one pass.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Way {
    fingerprint: Fingerprint,
    table: Option<TableForm>,
}

/// One column of one file, read in one way.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    way: Way,
    column: String,
}

impl Key {
    fn of(signal: &Signal) -> Self {
        let way = Way { fingerprint: signal.fingerprint.clone(), table: signal.table.clone() };
        Self { way, column: signal.column.clone() }
    }
}

/// What was read of a signal.
pub struct Loaded {
    /// Its curve.
    pub trace: Trace,
    /// Moments to align by.
    pub markers: Vec<Marker>,
    /// Rows that were left out.
    pub left_out: u64,
}

/// How far the reading of a signal is.
#[derive(Clone)]
pub enum Reading {
    /// The file was not picked yet, since the page was opened.
    Missing,
    /// So many percent are read.
    Under(u32),
    /// All is read.
    Ready(Rc<Loaded>),
    /// It cannot be read; why, as a sentence.
    Failed(String),
}

/// A file from which a signal is to be added.
#[derive(Clone)]
pub struct Offered {
    /// The file.
    pub file: File,
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// What is in it.
    pub outline: Outline,
    /// Its first bytes.
    pub head: Rc<Vec<u8>>,
}

#[derive(Default)]
struct Inner {
    files: HashMap<Fingerprint, File>,
    read: HashMap<Key, Reading>,
}

/// The handle. Copies all lead to the same files.
#[derive(Clone, Copy)]
pub struct SignalFiles {
    inner: StoredValue<Inner, LocalStorage>,
    /// Rises when more is read.
    pub revision: RwSignal<u32>,
    /// A file that was dropped and not taken yet.
    pub dropped: RwSignal<Option<File>, LocalStorage>,
    /// The file that the dialog for a new signal is about.
    pub offered: RwSignal<Option<Offered>, LocalStorage>,
}

/// Whether a file is meant as one of signals, by its name.
pub fn is_named_so(name: &str) -> bool {
    let name = name.to_lowercase();
    [".csv", ".tsv", ".edf", ".bdf", ".rec"].iter().any(|ending| name.ends_with(ending))
}

impl SignalFiles {
    /// None yet.
    pub fn new() -> Self {
        Self {
            inner: StoredValue::new_local(Inner::default()),
            revision: RwSignal::new(0),
            dropped: RwSignal::new_local(None),
            offered: RwSignal::new_local(None),
        }
    }

    /// How far the reading of a signal is.
    pub fn reading(self, signal: &Signal) -> Reading {
        self.inner
            .try_with_value(|inner| inner.read.get(&Key::of(signal)).cloned())
            .flatten()
            .unwrap_or(Reading::Missing)
    }

    /// What was read of a signal.
    pub fn loaded(self, signal: &Signal) -> Option<Rc<Loaded>> {
        match self.reading(signal) {
            Reading::Ready(loaded) => Some(loaded),
            Reading::Missing | Reading::Under(_) | Reading::Failed(_) => None,
        }
    }

    /// Forgets what was read, since another project is shown. The files are kept: they may be its own too.
    pub fn forget_read(self) {
        self.inner.try_update_value(|inner| inner.read.clear());
    }

    /// Reads the signals of the session that is shown, as far as their files were picked.
    pub fn read_known(self, desk: Desk) {
        let signals = desk.shown(|shown| shown.session.signals.clone()).unwrap_or_default();
        let mut asked: HashMap<Way, (File, Vec<Key>)> = HashMap::new();
        self.inner.try_update_value(|inner| {
            for key in signals.iter().map(Key::of) {
                let Some(file) = inner.files.get(&key.way.fingerprint) else { continue };
                if inner.read.contains_key(&key) {
                    continue;
                }
                inner.read.insert(key.clone(), Reading::Under(0));
                let (_, keys) = asked.entry(key.way.clone()).or_insert_with(|| (file.clone(), Vec::new()));
                keys.push(key);
            }
        });
        for (file, keys) in asked.into_values() {
            spawn_local(self.read(file, keys));
        }
    }

    async fn read(self, file: File, keys: Vec<Key>) {
        if let Err(sentence) = self.stream(&file, &keys).await {
            for key in &keys {
                self.note(key, Reading::Failed(sentence.clone()));
            }
        }
    }

    /// The whole file, piece by piece, as long as any column of it is wanted. An error is one of all columns.
    async fn stream(self, file: &File, keys: &[Key]) -> Result<(), String> {
        let size = file::size(file);
        let unreadable = |why: &Unreadable| say_signals::unreadable(&file.name(), why);
        let table = keys.first().and_then(|key| key.way.table.as_ref());
        let mut reader = Reader::new(table, keys.iter().map(|key| key.column.as_str()));
        for nth in 0..size.div_ceil(PIECE) {
            let at = nth * PIECE;
            let piece = file::read_range(file, at, at + PIECE).await;
            let piece = piece.map_err(|file::Unreadable| t!("signal-gone", file = file.name()))?;
            reader.push(&piece).map_err(|why| unreadable(&why))?;
            let wanted = |inner: &Inner| keys.iter().any(|key| inner.read.contains_key(key));
            if !self.inner.try_with_value(wanted).unwrap_or(false) {
                return Ok(());
            }
            if nth % PIECES_SHOWN == PIECES_SHOWN - 1 {
                let percent = u32::try_from((at + PIECE).min(size) * 100 / size.max(1)).unwrap_or(100);
                for key in keys {
                    self.note(key, Reading::Under(percent));
                }
            }
        }
        for (key, read) in keys.iter().zip(reader.finish()) {
            let reading = match read {
                Ok(Recording { samples, markers, left_out }) => {
                    Reading::Ready(Rc::new(Loaded { trace: Trace::new(samples), markers, left_out }))
                }
                Err(why) => Reading::Failed(unreadable(&why)),
            };
            self.note(key, reading);
            // Each is summed up in a turn of its own.
            TimeoutFuture::new(0).await;
        }
        Ok(())
    }

    fn note(self, key: &Key, reading: Reading) {
        self.inner.try_update_value(|inner| {
            if let Some(known) = inner.read.get_mut(key) {
                *known = reading;
            }
        });
        self.revision.try_update(|count| *count += 1);
    }

    /// Keeps a picked file, and reads what is wanted of it.
    pub fn keep(self, desk: Desk, fingerprint: Fingerprint, picked: File) {
        self.inner.try_update_value(|inner| {
            // What could not be read is tried again.
            inner
                .read
                .retain(|key, reading| key.way.fingerprint != fingerprint || !matches!(reading, Reading::Failed(_)));
            inner.files.insert(fingerprint, picked);
        });
        self.read_known(desk);
        self.revision.try_update(|count| *count += 1);
    }
}

/// Reads the signals of whatever session is shown, and takes dropped files, for as long as the coding page lives.
pub fn watch(context: Context) {
    let Context { desk, signals, .. } = context;
    Effect::new(move |before: Option<Option<String>>| {
        let uid = desk.uid.get();
        desk.revisions.study.track();
        desk.observation.track();
        if before.is_some_and(|before| before != uid) {
            signals.forget_read();
            signals.offered.set(None);
        }
        signals.read_known(desk);
        uid
    });
    Effect::new(move |_| {
        if let Some(dropped) = signals.dropped.get() {
            signals.dropped.set(None);
            take(context, dropped, Purpose::Dropped);
        }
    });
}

/// What a file was picked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new signal.
    New,
    /// The curve of this one.
    Of(SignalId),
    /// It was dropped: the signals that are known of it, else a new one.
    Dropped,
}

/// Takes a file that the user picked or dropped. Whatever it was picked for, the signals that were added from it are read.
pub fn take(context: Context, picked: File, purpose: Purpose) {
    let Context { desk, notices, signals, .. } = context;
    spawn_local(async move {
        let name = picked.name();
        let Ok(ends) = file::read_ends(&picked).await else {
            return notices.problem("signal", t!("signal-gone", file = name));
        };
        let fingerprint = ends.fingerprint();
        let known = desk.shown(|shown| {
            let of_file = |signal: &&Signal| signal.fingerprint == fingerprint;
            let wanted = shown.session.signals.iter().find(|signal| purpose == Purpose::Of(signal.id)).cloned();
            (shown.session.signals.iter().filter(of_file).count(), wanted)
        });
        let Some((count, wanted)) = known else { return };
        if let Some(wanted) = wanted.filter(|wanted| wanted.fingerprint != fingerprint) {
            let size = say::size(wanted.fingerprint.size);
            let text =
                t!("signal-other-file", picked = name, signal = wanted.name, file = wanted.file_name, size = size);
            return notices.problem("signal", text);
        }
        if count > 0 {
            signals.keep(desk, fingerprint.clone(), picked.clone());
            if purpose != Purpose::New {
                return notices.confirm("signal", t!("signal-file-known", file = name, count = count));
            }
        }
        match inspect(&ends.head, ends.size <= EDGE) {
            Ok(outline) => {
                signals.offered.set(Some(Offered { file: picked, fingerprint, outline, head: Rc::new(ends.head) }));
            }
            Err(why) => notices.problem("signal", say_signals::unreadable(&name, &why)),
        }
    });
}
