//! A simulated database, and an editor that saves to it.

use crate::support::{small_project, span};
use attune::edit::{Action, Command, Editor, Refusal};
use attune::model::{ChannelId, CodeId, EntryMode, EventId, ObservationId, Project, SessionId};
use attune::store::{CutReason, DatabaseError, Input, Row, SavePlan, Start, Stored, Write, encode_snapshot, recover};
use attune::time::Millis;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeMap;

pub(crate) const OBSERVATION: ObservationId = ObservationId(14);
/// Some day in 2025.
pub(crate) const START: f64 = 1_764_000_000_000.0;
pub(crate) const DAY: f64 = 86_400_000.0;

pub(crate) fn any_action() -> impl Strategy<Value = Action> {
    let observation = OBSERVATION;
    let lane = || {
        prop_oneof![
            Just((ChannelId(5), CodeId(6))),
            Just((ChannelId(5), CodeId(7))),
            Just((ChannelId(8), CodeId(9))),
            Just((ChannelId(10), CodeId(11))),
        ]
    };
    let event = || (15_u32..40).prop_map(EventId);
    let time = || (0_i64..5000).prop_map(Millis);
    let command = prop_oneof![
        6 => (lane(), time()).prop_map(move |((channel, code), at)| Command::Mark { observation, channel, code, at }),
        2 => (lane(), 0_i64..4000, 1_i64..900).prop_map(move |((channel, code), at, length)| {
            Command::PlaceState { observation, channel, code, span: span(at, at + length) }
        }),
        1 => event().prop_map(move |event| Command::Delete { observation, events: vec![event] }),
        1 => (event(), "[a-z\n\"]{0,4}").prop_map(move |(event, text)| Command::Comment { observation, event, text }),
        1 => (event(), time()).prop_map(move |(event, onset)| Command::RetimeOpen { observation, event, onset }),
        1 => (event(), lane()).prop_map(move |(event, (_, code))| Command::Recode { observation, event, code }),
        1 => "[A-C]".prop_map(|name| Command::RenameProject { name }),
        1 => "[A-C]".prop_map(|name| Command::RenameSession { session: SessionId(12), name }),
        1 => (0_i64..3).prop_map(move |value| Command::SetReactionTime { observation, value: Millis(value) }),
        1 => any::<bool>().prop_map(move |hold| Command::SetEntryMode {
            observation,
            channel: ChannelId(10),
            entry: if hold { EntryMode::Hold } else { EntryMode::Toggle },
        }),
    ];
    prop_oneof![4 => command.prop_map(Action::Do), 2 => Just(Action::Undo), 1 => Just(Action::Redo)]
}

#[derive(Debug, Clone)]
pub(crate) enum Op {
    Act(Action),
    /// Time passes; the clock may be set back.
    Pass(f64),
    Flush,
    /// The write under way ends well.
    Complete,
    /// The write under way fails; it may have taken place all the same.
    Fail {
        took_place: bool,
    },
    /// The process ends. The write under way may have taken place.
    Kill {
        took_place: bool,
    },
    /// The power fails: of the writes since the last strictly durable one, the last few are gone.
    PowerLoss(Index),
    /// A byte of some saved text is altered.
    Damage {
        row: Index,
        byte: Index,
    },
}

pub(crate) fn any_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        30 => any_action().prop_map(Op::Act),
        8 => prop_oneof![Just(10.0), Just(200.0), Just(2_000.0), Just(25_000.0), Just(DAY), Just(-3_600_000.0)].prop_map(Op::Pass),
        5 => Just(Op::Flush),
        25 => Just(Op::Complete),
        3 => any::<bool>().prop_map(|took_place| Op::Fail { took_place }),
        2 => any::<bool>().prop_map(|took_place| Op::Kill { took_place }),
        1 => any::<Index>().prop_map(Op::PowerLoss),
    ]
}

pub(crate) fn any_op_or_damage() -> impl Strategy<Value = Op> {
    let damage = (any::<Index>(), any::<Index>()).prop_map(|(row, byte)| Op::Damage { row, byte });
    prop_oneof![40 => any_op(), 1 => damage]
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Image {
    pub(crate) snapshots: BTreeMap<u64, String>,
    pub(crate) journal: BTreeMap<u64, String>,
}

/// What the database holds, and what it held before each write that a power loss may still undo.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    pub(crate) now: Image,
    pub(crate) before: Vec<Image>,
    /// The number of the last snapshot that no power loss undoes.
    pub(crate) strict: Option<u64>,
    /// Some text was altered.
    pub(crate) damaged: bool,
}

impl Disk {
    pub(crate) fn write(&mut self, write: &Write, snapshot: Option<&str>) {
        self.before.push(self.now.clone());
        let Image { snapshots, journal } = &mut self.now;
        match write {
            Write::Append(rows) => {
                for row in rows {
                    let old = journal.insert(row.seq, row.text.clone());
                    assert!(
                        self.damaged || old.is_none_or(|old| old == row.text),
                        "line {} is written twice, differently",
                        row.seq
                    );
                }
                let last = rows.last().expect("no empty append").seq;
                assert_eq!(journal.keys().next_back(), Some(&last), "lines are written in order");
            }
            Write::Snapshot(header) => {
                snapshots.insert(header.seq, snapshot.expect("encoded when given out").to_owned());
                self.before.clear();
                self.strict = Some(header.seq);
            }
            Write::Prune(prune) => {
                snapshots.retain(|seq, _| !prune.snapshots.contains(seq));
                journal.retain(|seq, _| !prune.journal.iter().any(|&(first, last)| (first..=last).contains(seq)));
            }
        }
    }

    pub(crate) fn stored(&self) -> Stored {
        let rows =
            |map: &BTreeMap<u64, String>| map.iter().map(|(&seq, text)| Row { seq, text: text.clone() }).collect();
        Stored { snapshots: rows(&self.now.snapshots), journal: rows(&self.now.journal) }
    }
}

pub(crate) struct World {
    pub(crate) editor: Editor,
    pub(crate) plan: SavePlan,
    /// The live project after each action.
    pub(crate) states: BTreeMap<u64, Project>,
    pub(crate) disk: Disk,
    pub(crate) writing: Option<(Write, Option<String>)>,
    pub(crate) now: f64,
}

impl World {
    pub(crate) fn new() -> Self {
        let project = small_project();
        let plan = SavePlan::new(Start::new(project.uid.clone()), "test".into(), START);
        let states = [(0, project.clone())].into();
        let (editor, disk) = (Editor::new(project), Disk::default());
        let mut world = Self { editor, plan, states, disk, writing: None, now: START };
        world.step(Input::Woke);
        world
    }

    pub(crate) fn step(&mut self, input: Input) {
        if let Some(write) = self.plan.step(input, self.now) {
            assert!(self.writing.is_none(), "one write at a time");
            let snapshot = match &write {
                Write::Snapshot(header) => Some(encode_snapshot(header, self.editor.project())),
                _ => None,
            };
            self.writing = Some((write, snapshot));
        }
        assert!(self.plan.wake_in(self.now).is_none_or(|wait| wait > 0.0), "asks to be woken for what is due now");
        assert!(self.plan.durable_seq() <= Some(self.plan.last_seq()));
        assert_eq!(self.states.last_key_value().map(|(_, project)| project), Some(self.editor.project()));
    }

    pub(crate) fn act(&mut self, action: &Action) {
        let Ok(change) = self.editor.perform(action) else { return };
        if !change.is_empty() {
            self.states.insert(self.plan.last_seq() + 1, self.editor.project().clone());
        }
        self.step(Input::Acted { action, change: &change });
    }

    pub(crate) fn finish_write(&mut self, took_place: bool, result: Result<(), DatabaseError>) {
        let Some((write, snapshot)) = self.writing.take() else { return };
        if took_place {
            self.disk.write(&write, snapshot.as_deref());
        }
        self.step(Input::Written(result));
    }

    /// Loads what is saved and goes on from there; `false` where nothing is left to go on from.
    pub(crate) fn restart(&mut self, survives: Option<u64>) -> bool {
        let survives = survives.filter(|_| !self.disk.damaged);
        let stored = self.disk.stored();
        #[allow(clippy::cast_possible_truncation)]
        let Ok(recovered) = recover(&stored, self.now as i64) else {
            assert_eq!(survives, None, "what was durable is gone");
            return false;
        };
        let report = &recovered.report;
        let reached = report.snapshot.seq + u64::try_from(report.replayed).expect("a small number");
        assert_eq!(self.states.get(&reached), Some(recovered.editor.project()), "not a state that was ever on screen");
        assert_eq!(recovered.editor.project().violations(), []);
        assert!(Some(reached) >= survives, "{reached} was reached, {survives:?} was durable: {report:?}");
        if report.is_whole() {
            assert_eq!(recovered.start.last_seq, reached);
            self.states.split_off(&(reached + 1));
        } else {
            // An undo from beyond a first snapshot that was only just written: not durable yet, and nothing older knows the history.
            let was_under_way =
                report.cut.as_ref().is_some_and(|cut| cut.reason == CutReason::Refused(Refusal::NoHistory));
            assert!(self.disk.damaged || was_under_way, "{report:?}");
            let last_seq = recovered.start.last_seq;
            let mut seqs = self.disk.now.snapshots.keys().chain(self.disk.now.journal.keys());
            assert!(seqs.all(|&seq| seq < last_seq), "the new snapshot would replace something");
            assert_eq!(recovered.start.base, None);
            self.states.split_off(&last_seq);
            self.states.insert(last_seq, recovered.editor.project().clone());
        }
        let lines: Vec<_> = stored.journal.iter().filter(|row| row.seq > reached).cloned().collect();
        assert_eq!(
            report.cut.as_ref().map_or(&[][..], |cut| &cut.lines),
            lines,
            "every line is replayed or handed out"
        );
        self.plan = SavePlan::new(recovered.start, "test".into(), self.now);
        self.editor = recovered.editor;
        self.writing = None;
        self.step(Input::Woke);
        true
    }

    /// Carries out an op; `false` ends the run.
    pub(crate) fn run(&mut self, op: &Op) -> bool {
        match op {
            Op::Act(action) => self.act(action),
            Op::Pass(ms) => {
                self.now += ms;
                self.step(Input::Woke);
            }
            Op::Flush => self.step(Input::Flush),
            Op::Complete => self.finish_write(true, Ok(())),
            Op::Fail { took_place } => self.finish_write(*took_place, Err(DatabaseError::QuotaExceeded)),
            Op::Kill { took_place } => {
                let durable = self.plan.durable_seq();
                if let Some((write, snapshot)) = self.writing.take().filter(|_| *took_place) {
                    self.disk.write(&write, snapshot.as_deref());
                }
                return self.restart(durable);
            }
            Op::PowerLoss(index) => {
                if !self.disk.before.is_empty() {
                    let back = index.index(self.disk.before.len());
                    self.disk.now = self.disk.before.swap_remove(back);
                    self.disk.before.truncate(back);
                }
                return self.restart(self.disk.strict);
            }
            Op::Damage { row, byte } => self.damage(*row, *byte),
        }
        true
    }

    pub(crate) fn damage(&mut self, row: Index, byte: Index) {
        let Image { snapshots, journal } = &mut self.disk.now;
        let mut texts: Vec<&mut String> = snapshots.values_mut().chain(journal.values_mut()).collect();
        if texts.is_empty() {
            return;
        }
        let row = row.index(texts.len());
        let text = &mut *texts[row];
        let mut bytes = std::mem::take(text).into_bytes();
        let at = byte.index(bytes.len());
        bytes[at] ^= 1;
        *text = String::from_utf8_lossy(&bytes).into_owned();
        self.disk.damaged = true;
    }

    /// Lets time pass until nothing is left to write.
    pub(crate) fn settle(&mut self) {
        for _ in 0..1000 {
            if self.writing.is_some() {
                self.finish_write(true, Ok(()));
            } else if let Some(wait) = self.plan.wake_in(self.now) {
                self.now += wait;
                self.step(Input::Woke);
            } else {
                return;
            }
        }
        panic!("never done");
    }
}
