//! From what is saved to the project as it was: the newest snapshot that reads, and the journal after it.

use super::retention::is_waiting;
use super::{
    DamageError, Entry, Row, SetAside, Snapshot, SnapshotError, SnapshotInfo, Start, Stored, Tail, decode_entry,
    decode_snapshot, snapshot::decode_header,
};
use crate::edit::{Editor, Refusal};
use crate::formats::Warning;
use std::cmp::Reverse;

/// A project that was brought back.
#[derive(Debug)]
pub struct Recovered {
    /// The project; what was replayed can be undone.
    pub editor: Editor,
    /// Where saving goes on.
    pub start: Start,
    /// What was done to bring it back.
    pub report: Report,
}

/// What was done to bring a project back, and what could not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The snapshot that was loaded.
    pub snapshot: SnapshotInfo,
    /// Number of actions that were replayed on it.
    pub replayed: usize,
    /// When the last of them was done, in ms since 1970 (UTC).
    pub last_at: Option<i64>,
    /// What the reader of the snapshot mended.
    pub warnings: Vec<Warning>,
    /// Newer snapshots that could not be read, newest first.
    pub bad_snapshots: Vec<BadSnapshot>,
    /// Where the replay ended early, if it did.
    pub cut: Option<Cut>,
    /// Entries that could not be replayed at an earlier time and are still there to be exported.
    pub set_aside: Vec<Row>,
}

impl Report {
    /// Whether anything that was saved is missing from the project.
    pub fn is_whole(&self) -> bool {
        self.cut.is_none() && self.bad_snapshots.is_empty()
    }

    /// Whether a newer version of the program wrote some of it. Then this one should not write: reloading the page brings the newer one.
    pub fn needs_newer_version(&self) -> bool {
        let cut = self
            .cut
            .as_ref()
            .is_some_and(|cut| matches!(cut.reason, CutReason::Unreadable(DamageError::NewerVersion { .. })));
        cut || self.bad_snapshots.iter().any(|bad| bad.error.is_newer_version())
    }
}

/// A snapshot that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSnapshot {
    /// The number it is filed under.
    pub seq: u64,
    /// Why.
    pub error: SnapshotError,
}

/// The end of the journal that could not be replayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Why the first of them could not.
    pub reason: CutReason,
    /// The lines as they are saved, in order; at least one.
    pub lines: Vec<Row>,
}

/// Why a journal entry was not replayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CutReason {
    /// It could not be read.
    Unreadable(DamageError),
    /// The entry before it is missing, or it is filed under a number that is not its own.
    Gap {
        /// The number of the missing entry.
        missing: u64,
    },
    /// The editor refused it, which shows that it belongs to another state of the project.
    Refused(Refusal),
}

/// No snapshot could be read. The journal alone makes no project, but nothing is deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unrecoverable {
    /// Every snapshot, newest first; empty where there is none.
    pub bad_snapshots: Vec<BadSnapshot>,
}

/// Brings a project back. `now` is in ms since 1970 (UTC).
///
/// The newest snapshot that reads is taken. The journal after it is replayed up to the first entry that is missing, cannot be read or is
/// refused. What follows is not replayed even where it reads well: it was done to a project that is not this one.
pub fn recover(stored: &Stored, now: i64) -> Result<Recovered, Unrecoverable> {
    let mut rows: Vec<&Row> = stored.snapshots.iter().collect();
    rows.sort_unstable_by_key(|row| Reverse(row.seq));
    let mut journal: Vec<&Row> = stored.journal.iter().collect();
    journal.sort_unstable_by_key(|row| row.seq);

    let mut bad_snapshots = Vec::new();
    let mut readable = Vec::new();
    let mut best: Option<Replay> = None;
    let mut settled = false;
    for row in rows {
        if settled {
            // Only to know what there is: an unreadable one among the older ones is no news.
            let header = decode_header(&row.text).ok();
            readable.extend(header.map(|header| SnapshotInfo { seq: row.seq, saved_at: header.saved_at }));
            continue;
        }
        let snapshot = match decode_snapshot(&row.text) {
            Ok(snapshot) if snapshot.header.seq == row.seq => snapshot,
            Ok(_) => {
                bad_snapshots.push(BadSnapshot { seq: row.seq, error: SnapshotError::WrongPlace });
                continue;
            }
            Err(error) => {
                bad_snapshots.push(BadSnapshot { seq: row.seq, error });
                continue;
            }
        };
        readable.push(SnapshotInfo { seq: row.seq, saved_at: snapshot.header.saved_at });
        let replay = Replay::run(snapshot, &journal);
        // An undo may reach back beyond this snapshot: it is refused here, and replayed from an older one, which knows more of the
        // history. All other ends of the journal are the same for every snapshot.
        settled = !matches!(replay.cut, Some((_, CutReason::Refused(Refusal::NoHistory))));
        if best.as_ref().is_none_or(|best| replay.reached > best.reached) {
            best = Some(replay);
        }
    }
    let newest = stored.snapshots.iter().chain(&stored.journal).map(|row| row.seq).max().unwrap_or(0);
    let Some(replay) = best else { return Err(Unrecoverable { bad_snapshots }) };
    bad_snapshots.retain(|bad| bad.seq > replay.info.seq);
    Ok(replay.finish(&journal, bad_snapshots, readable, newest, now))
}

/// A snapshot with as much of the journal as could be replayed on it.
struct Replay {
    info: SnapshotInfo,
    warnings: Vec<Warning>,
    set_aside: Vec<SetAside>,
    uid: String,
    editor: Editor,
    tail: Tail,
    replayed: usize,
    reached: u64,
    last_at: Option<i64>,
    /// Index of the first line that was not replayed, and why.
    cut: Option<(usize, CutReason)>,
}

impl Replay {
    fn run(snapshot: Snapshot, journal: &[&Row]) -> Self {
        let Snapshot { header, project, warnings } = snapshot;
        let mut replay = Self {
            info: SnapshotInfo { seq: header.seq, saved_at: header.saved_at },
            warnings,
            set_aside: header.set_aside,
            uid: header.uid,
            editor: Editor::new(project),
            tail: Tail::default(),
            replayed: 0,
            reached: header.seq,
            last_at: None,
            cut: None,
        };
        let first = journal.partition_point(|row| row.seq <= header.seq);
        for (index, row) in journal.iter().enumerate().skip(first) {
            if let Err(reason) = replay.perform(row) {
                replay.cut = Some((index, reason));
                break;
            }
        }
        replay
    }

    fn perform(&mut self, row: &Row) -> Result<(), CutReason> {
        let missing = self.reached + 1;
        if row.seq != missing {
            return Err(CutReason::Gap { missing });
        }
        let Entry { seq, at, action } = decode_entry(&row.text).map_err(CutReason::Unreadable)?;
        if seq != missing {
            return Err(CutReason::Gap { missing });
        }
        let change = self.editor.perform(&action).map_err(CutReason::Refused)?;
        if !change.is_empty() {
            self.tail.push(seq, &action);
        }
        self.reached = seq;
        self.replayed += 1;
        self.last_at = Some(at);
        Ok(())
    }

    fn finish(
        self,
        journal: &[&Row],
        bad_snapshots: Vec<BadSnapshot>,
        snapshots: Vec<SnapshotInfo>,
        newest: u64,
        now: i64,
    ) -> Recovered {
        let mut set_aside = self.set_aside;
        set_aside.retain(|range| is_waiting(range, now));
        let earlier = journal.iter().filter(|row| {
            row.seq <= self.info.seq && set_aside.iter().any(|range| (range.first..=range.last).contains(&row.seq))
        });
        let earlier = earlier.map(|&row| row.clone()).collect();
        let cut = self.cut.map(|(index, reason)| {
            let lines: Vec<Row> = journal[index..].iter().map(|&row| row.clone()).collect();
            Cut { reason, lines }
        });
        if let Some((first, last)) = cut.as_ref().and_then(|cut| cut.lines.first().zip(cut.lines.last())) {
            set_aside.push(SetAside { first: first.seq, last: last.seq, at: now });
        }
        let whole = cut.is_none() && bad_snapshots.is_empty();
        let start = Start {
            uid: self.uid,
            // A number that nothing was ever filed under: the new snapshot replaces no unreadable one, and new lines follow no cut.
            last_seq: if whole { self.reached } else { newest.saturating_add(1) },
            base: whole.then_some(self.info.seq),
            tail: if whole { self.tail } else { Tail::default() },
            snapshots,
            set_aside,
        };
        let report = Report {
            snapshot: self.info,
            replayed: self.replayed,
            last_at: self.last_at,
            warnings: self.warnings,
            bad_snapshots,
            cut,
            set_aside: earlier,
        };
        Recovered { editor: self.editor, start, report }
    }
}
