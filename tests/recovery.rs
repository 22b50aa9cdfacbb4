//! Work is not lost: random actions go through the save plan to a database that fails, tears, forgets and crashes, and come back.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail")]
#![allow(clippy::float_cmp, reason = "the simulated clock is set to these very values")]

mod support;

use attune::edit::{Action, Change, Command, Editor, Refusal};
use attune::model::{ChannelId, CodeId, EntryMode, EventId, ObservationId, Project, SessionId};
use attune::store::{
    BATCH_MS, Cut, CutReason, DatabaseError, Input, Row, SavePlan, SaveState, Start, Stored, Write, decode_entry,
    encode_snapshot, recover,
};
use attune::time::Millis;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeMap;
use support::{small_project, span};

const OBSERVATION: ObservationId = ObservationId(14);
/// Some day in 2025.
const START: f64 = 1_764_000_000_000.0;
const DAY: f64 = 86_400_000.0;

fn any_action() -> impl Strategy<Value = Action> {
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
enum Op {
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

fn any_op() -> impl Strategy<Value = Op> {
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

fn any_op_or_damage() -> impl Strategy<Value = Op> {
    let damage = (any::<Index>(), any::<Index>()).prop_map(|(row, byte)| Op::Damage { row, byte });
    prop_oneof![40 => any_op(), 1 => damage]
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Image {
    snapshots: BTreeMap<u64, String>,
    journal: BTreeMap<u64, String>,
}

/// What the database holds, and what it held before each write that a power loss may still undo.
#[derive(Debug, Default)]
struct Disk {
    now: Image,
    before: Vec<Image>,
    /// The number of the last snapshot that no power loss undoes.
    strict: Option<u64>,
    /// Some text was altered.
    damaged: bool,
}

impl Disk {
    fn write(&mut self, write: &Write, snapshot: Option<&str>) {
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

    fn stored(&self) -> Stored {
        let rows =
            |map: &BTreeMap<u64, String>| map.iter().map(|(&seq, text)| Row { seq, text: text.clone() }).collect();
        Stored { snapshots: rows(&self.now.snapshots), journal: rows(&self.now.journal) }
    }
}

struct World {
    editor: Editor,
    plan: SavePlan,
    /// The live project after each action.
    states: BTreeMap<u64, Project>,
    disk: Disk,
    writing: Option<(Write, Option<String>)>,
    now: f64,
}

impl World {
    fn new() -> Self {
        let project = small_project();
        let plan = SavePlan::new(Start::new(project.uid.clone()), "test".into(), START);
        let states = [(0, project.clone())].into();
        let (editor, disk) = (Editor::new(project), Disk::default());
        let mut world = Self { editor, plan, states, disk, writing: None, now: START };
        world.step(Input::Woke);
        world
    }

    fn step(&mut self, input: Input) {
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

    fn act(&mut self, action: &Action) {
        let Ok(change) = self.editor.perform(action) else { return };
        if !change.is_empty() {
            self.states.insert(self.plan.last_seq() + 1, self.editor.project().clone());
        }
        self.step(Input::Acted { action, change: &change });
    }

    fn finish_write(&mut self, took_place: bool, result: Result<(), DatabaseError>) {
        let Some((write, snapshot)) = self.writing.take() else { return };
        if took_place {
            self.disk.write(&write, snapshot.as_deref());
        }
        self.step(Input::Written(result));
    }

    /// Loads what is saved and goes on from there; `false` where nothing is left to go on from.
    fn restart(&mut self, survives: Option<u64>) -> bool {
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
    fn run(&mut self, op: &Op) -> bool {
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

    fn damage(&mut self, row: Index, byte: Index) {
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
    fn settle(&mut self) {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_was_durable_is_lost(ops in vec(any_op(), 1..250)) {
        let mut world = World::new();
        for op in &ops {
            if !world.run(op) {
                return Ok(());
            }
        }
        world.settle();
        prop_assert_eq!(world.plan.unsaved(), 0);
        let saved = matches!(world.plan.state(), SaveState::Saved { .. });
        prop_assert!(saved);
        let durable = world.plan.durable_seq();
        prop_assert_eq!(durable, Some(world.plan.last_seq()));
        world.restart(durable);
    }

    #[test]
    fn damage_costs_only_what_follows_it(ops in vec(any_op_or_damage(), 1..250)) {
        let mut world = World::new();
        for op in &ops {
            if !world.run(op) {
                return Ok(());
            }
        }
        world.restart(None);
    }

    #[test]
    fn the_whole_journal_gives_the_live_project_with_its_history(actions in vec(any_action(), 1..200)) {
        let mut world = World::new();
        world.finish_write(true, Ok(()));
        for action in &actions {
            world.act(action);
            if matches!(world.writing, Some((Write::Append(_), _))) {
                world.finish_write(true, Ok(()));
            }
            world.now += BATCH_MS;
        }
        world.settle();
        let mut replayed = Editor::new(small_project());
        for line in world.disk.now.journal.values() {
            let entry = decode_entry(line).expect("undamaged");
            replayed.perform(&entry.action).expect("was carried out once");
        }
        prop_assert_eq!(replayed.project(), world.editor.project());
        while world.editor.undo().is_ok() {
            replayed.undo().expect("as long a history");
            prop_assert_eq!(replayed.project(), world.editor.project());
        }
        prop_assert!(!replayed.can_undo());
    }

    #[test]
    fn every_change_is_on_its_way_within_350_ms(
        gaps in vec((0.0..400.0_f64, 1.0..150.0_f64), 1..200),
    ) {
        // Each pair: the pause before an action, and how long the next write takes.
        let mut world = World::new();
        world.finish_write(true, Ok(()));
        let mut done_at = BTreeMap::new();
        let mut ends_at = f64::INFINITY;
        let names = ["A", "B"].map(|name| Action::Do(Command::RenameProject { name: name.into() }));
        for (index, &(gap, takes)) in gaps.iter().enumerate() {
            let next_action = world.now + gap;
            loop {
                let wake_at = world.plan.wake_in(world.now).map_or(f64::INFINITY, |wait| world.now + wait);
                let at = next_action.min(wake_at).min(ends_at);
                world.now = at;
                if at == next_action {
                    break;
                } else if at == ends_at {
                    world.finish_write(true, Ok(()));
                } else {
                    world.step(Input::Woke);
                }
                ends_at = sent(&world, ends_at, takes, &mut done_at)?;
            }
            done_at.insert(world.plan.last_seq() + 1, world.now);
            world.act(&names[index % 2]);
            ends_at = sent(&world, ends_at, takes, &mut done_at)?;
        }
    }
}

/// When the write under way ends. If it has only begun: whether it came in time for the actions in it.
fn sent(world: &World, ends_at: f64, takes: f64, done_at: &mut BTreeMap<u64, f64>) -> Result<f64, TestCaseError> {
    let Some((write, _)) = &world.writing else { return Ok(f64::INFINITY) };
    if ends_at.is_finite() && ends_at > world.now {
        return Ok(ends_at);
    }
    if let Write::Append(rows) = write {
        for row in rows {
            let waited = world.now - done_at.remove(&row.seq).expect("sent once");
            prop_assert!(waited <= 350.0, "{waited}");
        }
    }
    Ok(world.now + takes)
}

fn rename(name: &str) -> Action {
    Action::Do(Command::RenameProject { name: name.into() })
}

/// A world whose first snapshot is durable, after these actions, with everything written but no further snapshot.
fn world_after(names: &[&str]) -> World {
    let mut world = World::new();
    world.finish_write(true, Ok(()));
    for name in names {
        world.act(&rename(name));
        world.finish_write(true, Ok(()));
        world.now += BATCH_MS;
        world.step(Input::Woke);
        world.finish_write(true, Ok(()));
    }
    world
}

#[test]
fn undo_works_over_what_was_replayed() {
    let world = world_after(&["A", "B"]);
    let mut editor = recover(&world.disk.stored(), 0).unwrap().editor;
    assert_eq!(editor.project().name, "B");
    editor.undo().unwrap();
    editor.undo().unwrap();
    assert_eq!(*editor.project(), small_project());
    assert!(!editor.can_undo());
}

#[test]
fn an_undo_beyond_the_last_snapshot_asks_for_a_new_one_at_once() {
    let mut world = world_after(&["A", "B"]);
    world.step(Input::Flush);
    world.finish_write(true, Ok(()));
    assert_eq!(world.plan.durable_seq(), Some(2));
    world.act(&Action::Undo);
    assert_eq!(world.plan.durable_seq(), Some(2));
    world.finish_write(true, Ok(()));
    assert_eq!(world.plan.durable_seq(), Some(2), "a line that cannot be replayed makes nothing durable");
    assert_eq!(world.plan.state(), SaveState::Saving);
    assert!(matches!(&world.writing, Some((Write::Snapshot(header), _)) if header.seq == 3));
    // Should the page be closed before that snapshot is written, the one before still knows the history.
    assert_eq!(recover(&world.disk.stored(), 0).unwrap().editor.project().name, "A");
    world.finish_write(true, Ok(()));
    assert_eq!(world.plan.durable_seq(), Some(3));
}

#[test]
fn a_torn_line_and_what_follows_it_are_cut_and_kept() {
    let mut world = world_after(&["A", "B", "C"]);
    world.disk.now.journal.get_mut(&2).unwrap().pop();
    let recovered = recover(&world.disk.stored(), 7).unwrap();
    assert_eq!(recovered.editor.project().name, "A");
    let Cut { lines, .. } = recovered.report.cut.unwrap();
    assert_eq!(lines.iter().map(|row| row.seq).collect::<Vec<_>>(), [2, 3]);

    // Work goes on behind the cut, and the lines are still handed out the next time.
    world.disk.damaged = true;
    assert!(world.restart(None));
    world.finish_write(true, Ok(()));
    world.act(&rename("D"));
    world.finish_write(true, Ok(()));
    #[allow(clippy::cast_possible_truncation)]
    let again = recover(&world.disk.stored(), world.now as i64).unwrap();
    assert_eq!(again.editor.project().name, "D");
    assert!(again.report.is_whole());
    assert_eq!(again.report.set_aside, lines);
}

#[test]
fn after_a_failure_everything_waits_in_memory_and_is_tried_again() {
    let mut world = world_after(&[]);
    world.act(&rename("A"));
    world.finish_write(false, Err(DatabaseError::QuotaExceeded));
    world.act(&rename("B"));
    let failed = SaveState::Failed { reason: DatabaseError::QuotaExceeded };
    assert_eq!((world.plan.state(), world.plan.unsaved()), (failed.clone(), 2));
    assert!(world.writing.is_none(), "waits before it tries again");
    let first_wait = world.plan.wake_in(world.now).unwrap();
    world.step(Input::Flush);
    assert!(matches!(&world.writing, Some((Write::Append(rows), _)) if rows.len() == 2));
    assert_eq!(world.plan.state(), failed, "until it has worked");
    world.finish_write(false, Err(DatabaseError::QuotaExceeded));
    assert!(world.plan.wake_in(world.now).unwrap() >= first_wait);
    world.settle();
    assert!(matches!(world.plan.state(), SaveState::Saved { at: Some(_) }));
    assert_eq!(recover(&world.disk.stored(), 0).unwrap().editor.project().name, "B");
}

#[test]
fn after_a_conflict_nothing_more_is_written() {
    let mut world = world_after(&[]);
    world.act(&rename("A"));
    world.finish_write(false, Err(DatabaseError::Conflict));
    for input in [Input::Flush, Input::Woke] {
        world.now += DAY;
        world.step(input);
        assert!(world.writing.is_none());
    }
    assert_eq!(world.plan.state(), SaveState::Failed { reason: DatabaseError::Conflict });
}

#[test]
fn a_tab_that_lost_the_project_writes_nothing() {
    let mut world = world_after(&["A"]);
    world.step(Input::WriterLost);
    world.act(&rename("B"));
    world.step(Input::Flush);
    assert!(world.writing.is_none());
    assert_eq!((world.plan.state(), world.plan.unsaved()), (SaveState::ReadOnly, 1));
    let change = Change { names: true, ..Change::default() };
    let mut read_only = SavePlan::read_only(Start::new("a".into()));
    assert_eq!(read_only.step(Input::Acted { action: &rename("C"), change: &change }, START), None);
    assert_eq!(read_only.step(Input::Flush, START), None);
}

#[test]
fn nothing_is_written_before_the_first_snapshot() {
    let mut world = World::new();
    assert!(matches!(world.writing, Some((Write::Snapshot(_), _))));
    world.act(&rename("A"));
    assert_eq!((world.plan.durable_seq(), world.plan.state()), (None, SaveState::Saving));
    world.finish_write(false, Err(DatabaseError::Unavailable));
    assert_eq!(world.plan.state(), SaveState::Failed { reason: DatabaseError::Unavailable });
    assert!(world.writing.is_none());
    assert!(recover(&world.disk.stored(), 0).is_err());
    world.settle();
    assert_eq!(recover(&world.disk.stored(), 0).unwrap().editor.project().name, "A");
}

#[test]
fn a_snapshot_is_made_after_500_actions_and_in_a_pause() {
    let mut world = world_after(&[]);
    let mut snapshots = Vec::new();
    for index in 0..1100 {
        world.act(&rename(if index % 2 == 0 { "A" } else { "B" }));
        world.now += BATCH_MS;
        while let Some((write, _)) = &world.writing {
            if let Write::Snapshot(header) = write {
                snapshots.push(header.seq);
            }
            world.finish_write(true, Ok(()));
        }
    }
    assert_eq!(snapshots, [500, 1000]);
    world.settle();
    assert_eq!(world.disk.now.snapshots.keys().next_back(), Some(&1100));
    assert_eq!(world.disk.now.snapshots.len(), 3, "the first one is gone, and so is what only it needed");
    assert_eq!(world.disk.now.journal.keys().next(), Some(&501));
}

#[test]
fn the_lines_left_when_the_page_goes_bring_everything_back() {
    let mut world = world_after(&["A"]);
    // One write is under way and will be taken back; two more changes wait behind it.
    for name in ["B", "C", "D"] {
        world.act(&rename(name));
    }
    let lines = world.plan.unsaved_lines();
    assert_eq!(lines.iter().map(|row| row.seq).collect::<Vec<_>>(), [2, 3, 4]);
    world.disk.write(&Write::Append(lines), None);
    let recovered = recover(&world.disk.stored(), 0).unwrap();
    assert_eq!(recovered.editor.project().name, "D");
    // A tab that lost the project hands over nothing: another writes.
    world.step(Input::WriterLost);
    assert_eq!(world.plan.unsaved_lines(), []);
}
