//! When what is written. A pure state machine: it is told what happened and when, and says what to write next.
//!
//! `now` is in ms since 1970 (UTC), by a clock that may jump.

use super::retention::is_waiting;
use super::{DatabaseError, Entry, Header, Prune, Row, SetAside, SnapshotInfo, Tail, encode_entry, prune};
use crate::edit::{Action, Change};
use std::collections::VecDeque;

/// Least time from one append to the next. The first change after a pause is written at once, and one that follows waits at most this long
/// and for the write under way: well below the 350 ms within which every change must be in the journal.
pub const BATCH_MS: f64 = 150.0;
/// A pause of this length is used for a snapshot.
pub const IDLE_MS: f64 = 20_000.0;
/// A snapshot is made after this many actions at the latest. Replaying them takes a few ms.
pub const SNAPSHOT_EVERY: usize = 500;
/// The wait after the first failed write; doubled with each further one.
const RETRY_MS: f64 = 1000.0;
const RETRY_MAX_MS: f64 = 30_000.0;

/// Where saving begins: what is durable already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The project's uid.
    pub uid: String,
    /// The number of the last action done; the next one gets the number after it.
    pub last_seq: u64,
    /// The snapshot that would be loaded now. `None` where a new one must be made before anything else is written.
    pub base: Option<u64>,
    /// The actions since that snapshot, all durable.
    pub tail: Tail,
    /// All snapshots that can be read.
    pub snapshots: Vec<SnapshotInfo>,
    /// Journal entries that could not be replayed and are kept for export.
    pub set_aside: Vec<SetAside>,
}

impl Start {
    /// A project of which nothing is saved yet.
    pub fn new(uid: String) -> Self {
        Self { uid, last_seq: 0, base: None, tail: Tail::default(), snapshots: Vec::new(), set_aside: Vec::new() }
    }
}

/// What happened.
#[derive(Debug)]
pub enum Input<'a> {
    /// The editor carried out an action.
    Acted {
        /// The action.
        action: &'a Action,
        /// What the editor said it changed. Actions that changed nothing are not written.
        change: &'a Change,
    },
    /// The write under way ended.
    Written(Result<(), DatabaseError>),
    /// The time that [`SavePlan::wake_in`] asked for has passed.
    Woke,
    /// Everything is to be written now: the page is hidden, another tab takes over, or the user asks for another try.
    Flush,
    /// Another tab writes from now on.
    WriterLost,
}

/// What to write next, in one transaction. Nothing further is given out before [`Input::Written`] tells how it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Journal lines.
    Append(Vec<Row>),
    /// The project as it is at this very moment, with this header; strictly durable where the browser can.
    Snapshot(Header),
    /// What may be deleted.
    Prune(Prune),
}

/// What the user is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is saved.
    Saved {
        /// Since when, in ms since 1970 (UTC); `None` where nothing was changed since the project was opened.
        at: Option<i64>,
    },
    /// The last changes are about to be saved.
    Saving,
    /// The last changes are not saved, and why. They are kept in memory.
    Failed {
        /// Why.
        reason: DatabaseError,
    },
    /// Another tab writes.
    ReadOnly,
}

/// Decides when what is written.
#[derive(Debug)]
pub struct SavePlan {
    app: String,
    uid: String,
    writer: bool,
    last_seq: u64,
    base: Option<u64>,
    tail: Tail,
    snapshots: Vec<SnapshotInfo>,
    set_aside: Vec<SetAside>,
    /// Lines that are not durable yet, in order. They leave only when their write has ended well, so a failed one loses none.
    pending: VecDeque<Row>,
    writing: Option<Writing>,
    prune: Option<Prune>,
    append_failed: Option<Failure>,
    snapshot_failed: Option<Failure>,
    /// Nothing waits for its time any more.
    flush: bool,
    last_append: Option<f64>,
    last_change: f64,
    saved_at: Option<i64>,
}

#[derive(Debug)]
enum Writing {
    Append { through: u64 },
    Snapshot(SnapshotInfo),
    Prune(Prune),
}

#[derive(Debug)]
struct Failure {
    reason: DatabaseError,
    wait: Wait,
}

#[derive(Debug, Clone, Copy)]
struct Wait {
    since: f64,
    length: f64,
}

impl Wait {
    /// How much of it is left. Loss prevented: when the clock is set back by an hour, an hour of work is not held back. So no wait is ever
    /// longer than its length, and one that began in the future is over.
    fn left(self, now: f64) -> f64 {
        if now < self.since { 0.0 } else { (self.since + self.length - now).max(0.0) }
    }
}

impl SavePlan {
    /// A plan for the tab that writes. `app` is the version of the program.
    pub fn new(start: Start, app: String, now: f64) -> Self {
        let Start { uid, last_seq, base, tail, snapshots, set_aside } = start;
        Self {
            app,
            uid,
            writer: true,
            last_seq,
            base,
            tail,
            snapshots,
            set_aside,
            pending: VecDeque::new(),
            writing: None,
            prune: None,
            append_failed: None,
            snapshot_failed: None,
            flush: false,
            last_append: None,
            last_change: now,
            saved_at: None,
        }
    }

    /// A plan that never writes.
    pub fn read_only(start: Start) -> Self {
        Self { writer: false, ..Self::new(start, String::new(), 0.0) }
    }

    /// Takes note of what happened and says what to write now, if anything.
    pub fn step(&mut self, input: Input, now: f64) -> Option<Write> {
        match input {
            Input::Acted { action, change } => {
                if !change.is_empty() {
                    self.acted(action, now);
                }
            }
            Input::Written(result) => self.written(result, now),
            Input::Woke => {}
            Input::Flush => {
                self.flush = true;
                for failure in [&mut self.append_failed, &mut self.snapshot_failed].into_iter().flatten() {
                    failure.wait.length = 0.0;
                }
            }
            // Loss prevented: two writers would interleave their actions under the same numbers, and neither's work could be replayed.
            Input::WriterLost => self.writer = false,
        }
        let write = self.next_write(now)?;
        self.writing = Some(match &write {
            Write::Append(rows) => {
                self.last_append = Some(now);
                Writing::Append { through: rows.last().map_or(0, |row| row.seq) }
            }
            Write::Snapshot(header) => Writing::Snapshot(SnapshotInfo { seq: header.seq, saved_at: header.saved_at }),
            Write::Prune(prune) => Writing::Prune(prune.clone()),
        });
        Some(write)
    }

    /// After how many ms to call with [`Input::Woke`], unless something else happens first.
    pub fn wake_in(&self, now: f64) -> Option<f64> {
        if !self.may_write() {
            return None;
        }
        let retry = |failed: &Option<Failure>| failed.as_ref().map_or(0.0, |failure| failure.wait.left(now));
        if self.base.is_none() {
            Some(retry(&self.snapshot_failed))
        } else if !self.pending.is_empty() {
            Some(self.batch_left(now).max(retry(&self.append_failed)))
        } else if !self.tail.is_empty() {
            Some(self.snapshot_left(now).max(retry(&self.snapshot_failed)))
        } else {
            None
        }
    }

    /// What to show.
    pub fn state(&self) -> SaveState {
        let failed = self.append_failed.as_ref().or(self.snapshot_failed.as_ref());
        match failed {
            _ if !self.writer => SaveState::ReadOnly,
            // A failed snapshot alone is no news for the user, as long as the journal has everything and it can be tried again.
            Some(failure) if self.unsaved() > 0 || !failure.reason.may_pass() => {
                SaveState::Failed { reason: failure.reason.clone() }
            }
            _ if self.unsaved() > 0 || self.base.is_none() => SaveState::Saving,
            _ => SaveState::Saved { at: self.saved_at },
        }
    }

    /// The number of the last action that would survive a crash now; `None` where the project as a whole would not.
    pub fn durable_seq(&self) -> Option<u64> {
        self.base?;
        let written = self.pending.front().map_or(self.last_seq, |row| row.seq - 1);
        Some(self.tail.first_out_of_reach().map_or(written, |seq| written.min(seq - 1)))
    }

    /// How many actions would be lost by a crash now.
    pub fn unsaved(&self) -> u64 {
        match self.durable_seq() {
            Some(durable) => self.last_seq - durable,
            None => u64::try_from(self.pending.len()).unwrap_or(u64::MAX),
        }
    }

    /// The journal lines that are not durable yet, in order; none where this tab does not write. For a last attempt when the page is left.
    pub fn unsaved_lines(&self) -> Vec<Row> {
        // The lines of a write under way are among them: the page takes it back before it goes.
        let conflict = self.append_failed.as_ref().is_some_and(|failure| !failure.reason.may_pass());
        if self.writer && !conflict { self.pending.iter().cloned().collect() } else { Vec::new() }
    }

    /// The number of the last action done.
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    fn acted(&mut self, action: &Action, now: f64) {
        self.last_seq += 1;
        let entry = Entry { seq: self.last_seq, at: whole_ms(now), action: action.clone() };
        // Put into words here and now: a change of mind of the caller about the action cannot reach the journal.
        self.pending.push_back(Row { seq: entry.seq, text: encode_entry(&entry) });
        self.tail.push(entry.seq, action);
        self.last_change = now;
    }

    fn written(&mut self, result: Result<(), DatabaseError>, now: f64) {
        match (self.writing.take(), result) {
            (Some(Writing::Append { through }), Ok(())) => {
                self.forget_pending(through);
                self.append_failed = None;
                self.saved_at = Some(whole_ms(now));
            }
            (Some(Writing::Snapshot(info)), Ok(())) => {
                self.base = Some(info.seq);
                self.tail.drop_through(info.seq);
                self.forget_pending(info.seq);
                self.snapshots.push(info);
                self.snapshot_failed = None;
                self.saved_at = Some(whole_ms(now));
                // Loss prevented: nothing is deleted while what replaces it may still fail. Only here is it known to be durable.
                self.prune = Some(prune(&self.snapshots, &self.set_aside, whole_ms(now)));
            }
            (Some(Writing::Prune(prune)), Ok(())) => {
                self.snapshots.retain(|snapshot| !prune.snapshots.contains(&snapshot.seq));
            }
            (Some(Writing::Append { .. }), Err(reason)) => {
                self.append_failed = Some(Failure::after(self.append_failed.as_ref(), reason, now));
                self.flush = false;
            }
            (Some(Writing::Snapshot(_)), Err(reason)) => {
                self.snapshot_failed = Some(Failure::after(self.snapshot_failed.as_ref(), reason, now));
                self.flush = false;
            }
            // Too much was kept, which loses nothing; the next snapshot asks again.
            (Some(Writing::Prune(_)), Err(_)) | (None, _) => {}
        }
    }

    fn forget_pending(&mut self, through: u64) {
        while self.pending.front().is_some_and(|row| row.seq <= through) {
            self.pending.pop_front();
        }
    }

    /// Loss prevented: of two writes at a time the second could succeed and the first fail, which leaves a gap in the journal; and everything
    /// after a gap is lost. After a conflict nothing more is written, since it would mix with another tab's work.
    fn may_write(&self) -> bool {
        let halted = [&self.append_failed, &self.snapshot_failed].into_iter().flatten().any(|f| !f.reason.may_pass());
        self.writer && self.writing.is_none() && !halted
    }

    fn next_write(&mut self, now: f64) -> Option<Write> {
        if !self.may_write() {
            return None;
        }
        let ready = |failed: &Option<Failure>| failed.as_ref().is_none_or(|failure| failure.wait.left(now) <= 0.0);
        // Loss prevented: journal lines that follow no readable snapshot, or that lie behind a cut, are never replayed.
        if self.base.is_none() {
            return ready(&self.snapshot_failed).then(|| self.snapshot(now));
        }
        if !self.pending.is_empty() {
            let rows = || Write::Append(self.pending.iter().cloned().collect());
            return (self.batch_left(now) <= 0.0 && ready(&self.append_failed)).then(rows);
        }
        // Loss prevented: with every line that a snapshot holds in the journal already, the one before it leads just as far, should
        // this one turn out to be damaged.
        if !self.tail.is_empty() && self.snapshot_left(now) <= 0.0 && ready(&self.snapshot_failed) {
            return Some(self.snapshot(now));
        }
        self.flush = false;
        self.prune.take().filter(|prune| !prune.is_empty()).map(Write::Prune)
    }

    fn snapshot(&self, now: f64) -> Write {
        let saved_at = whole_ms(now);
        Write::Snapshot(Header {
            uid: self.uid.clone(),
            seq: self.last_seq,
            saved_at,
            app: self.app.clone(),
            set_aside: self.set_aside.iter().filter(|range| is_waiting(range, saved_at)).cloned().collect(),
        })
    }

    /// Until the next append. A throttle, not a debounce. Loss prevented: under a debounce, whoever marks without a pause is never saved.
    fn batch_left(&self, now: f64) -> f64 {
        match self.last_append {
            Some(since) if !self.flush => Wait { since, length: BATCH_MS }.left(now),
            _ => 0.0,
        }
    }

    /// Until the next snapshot.
    fn snapshot_left(&self, now: f64) -> f64 {
        // Loss prevented: an undo from beyond the snapshot and all that follows it cannot be replayed; see `reach`.
        let out_of_reach = || self.tail.first_out_of_reach().is_some();
        if self.flush || self.tail.len() >= SNAPSHOT_EVERY || out_of_reach() {
            return 0.0;
        }
        Wait { since: self.last_change, length: IDLE_MS }.left(now)
    }
}

impl Failure {
    fn after(previous: Option<&Self>, reason: DatabaseError, now: f64) -> Self {
        let length = previous.map_or(RETRY_MS, |failure| (2.0 * failure.wait.length).clamp(RETRY_MS, RETRY_MAX_MS));
        Self { reason, wait: Wait { since: now, length } }
    }
}

#[allow(clippy::cast_possible_truncation)] // ms since 1970 fit; `as` saturates
fn whole_ms(now: f64) -> i64 {
    now as i64
}
