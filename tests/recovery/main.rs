//! Work is not lost: random actions go through the save plan to a database that fails, tears, forgets and crashes, and come back.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail")]
#![allow(clippy::float_cmp, reason = "the simulated clock is set to these very values")]

#[path = "../support/mod.rs"]
mod support;
mod world;

use attune::edit::{Action, Change, Command, Editor};
use attune::store::{BATCH_MS, Cut, DatabaseError, Input, SavePlan, SaveState, Start, Write, decode_entry, recover};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::small_project;
use world::{DAY, START, World, any_action, any_op, any_op_or_damage};

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
