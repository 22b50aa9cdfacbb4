//! In a real browser: `wasm-bindgen-test`.

use super::transaction::{from_idb, named};
use super::{Database, DatabaseError};
use crate::store::{ProjectCard, Prune, Row};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn row(seq: u64, text: &str) -> Row {
    Row { seq, text: text.into() }
}

fn card(uid: &str, changed_at: i64) -> ProjectCard {
    ProjectCard { uid: uid.into(), name: "Ä".into(), changed_at, events: 2, sessions: vec![], coders: vec![] }
}

/// A database of its own for each test, empty.
async fn fresh(name: &str) -> Database {
    idb::Factory::new().unwrap().delete(name).unwrap().await.unwrap();
    Database::open_named(name).await.unwrap()
}

#[wasm_bindgen_test]
async fn what_is_put_is_loaded() {
    let database = fresh("round-trip").await;
    assert_eq!(database.load("a").await.unwrap().snapshots, []);
    database.put_snapshot("a", &row(0, "zero 👶"), &card("a", 1)).await.unwrap();
    database.append("a", &[row(1, "one"), row(2, "two")], &card("a", 3)).await.unwrap();
    database.put_snapshot("b", &row(0, "other"), &card("b", 2)).await.unwrap();
    drop(database);
    let database = Database::open_named("round-trip").await.unwrap();
    let stored = database.load("a").await.unwrap();
    assert_eq!((stored.snapshots, stored.journal), (vec![row(0, "zero 👶")], vec![row(1, "one"), row(2, "two")]));
    assert_eq!(database.list_projects().await.unwrap(), [card("a", 3), card("b", 2)]);
}

#[wasm_bindgen_test]
async fn the_journal_is_in_the_order_of_its_numbers() {
    let database = fresh("order").await;
    for first in (1..=301).step_by(50) {
        let lines: Vec<_> = (first..first + 50).map(|seq| row(seq, &seq.to_string())).collect();
        database.append("a", &lines, &card("a", 0)).await.unwrap();
    }
    let seqs: Vec<_> = database.load("a").await.unwrap().journal.iter().map(|row| row.seq).collect();
    assert_eq!(seqs, (1..=350).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn an_append_may_be_repeated_but_overwrites_nothing() {
    let database = fresh("conflict").await;
    let card = card("a", 0);
    database.append("a", &[row(1, "one")], &card).await.unwrap();
    database.append("a", &[row(1, "one"), row(2, "two")], &card).await.unwrap();
    let conflict = Err(DatabaseError::Conflict);
    assert_eq!(database.append("a", &[row(2, "another two")], &card).await, conflict);
    assert_eq!(database.append("a", &[row(1, "one")], &card).await, conflict, "two is there already");
    assert_eq!(database.put_snapshot("a", &row(1, "behind"), &card).await, conflict);
    database.put_snapshot("a", &row(2, "snapshot"), &card).await.unwrap();
    assert_eq!(database.append("a", &[row(2, "two")], &card).await, conflict, "the snapshot holds it");
    database.append("a", &[row(3, "three")], &card).await.unwrap();
    assert_eq!(database.load("a").await.unwrap().journal, [row(1, "one"), row(2, "two"), row(3, "three")]);
}

#[wasm_bindgen_test]
async fn what_is_left_behind_is_there_even_beside_what_was_written_already() {
    let database = Rc::new(fresh("left").await);
    database.append("a", &[row(1, "one")], &card("a", 1)).await.unwrap();
    // Under way when the page goes: it is taken back.
    let same = Rc::clone(&database);
    let outcome = Rc::new(Cell::new(None));
    let told = Rc::clone(&outcome);
    spawn_local(async move { told.set(Some(same.append("a", &[row(2, "two")], &card("a", 2)).await.is_ok())) });
    JsFuture::from(js_sys::Promise::resolve(&wasm_bindgen::JsValue::NULL)).await.unwrap();
    let lines = [row(1, "one"), row(2, "two"), row(3, "three")];
    database.append_and_leave("a", &lines, &card("a", 3));
    let journal = database.load("a").await.unwrap().journal;
    assert_eq!(journal, lines);
    assert_eq!(database.list_projects().await.unwrap(), [card("a", 3)]);
    assert_eq!(outcome.get(), Some(false), "it was under way");
}

#[wasm_bindgen_test]
async fn only_what_may_go_is_deleted() {
    let database = fresh("prune").await;
    for uid in ["a", "b"] {
        for seq in 1..=6 {
            database.append(uid, &[row(seq, "line")], &card(uid, 0)).await.unwrap();
            database.put_snapshot(uid, &row(seq, "snapshot"), &card(uid, 0)).await.unwrap();
        }
    }
    let prune = Prune { snapshots: vec![1, 3], journal: vec![(1, 2), (4, 4)] };
    database.prune("a", &prune).await.unwrap();
    let seqs = |rows: &[Row]| rows.iter().map(|row| row.seq).collect::<Vec<_>>();
    let stored = database.load("a").await.unwrap();
    assert_eq!((seqs(&stored.snapshots), seqs(&stored.journal)), (vec![2, 4, 5, 6], vec![3, 5, 6]));
    database.delete_project("a").await.unwrap();
    assert_eq!(database.load("a").await.unwrap(), crate::store::Stored::default());
    assert_eq!(database.load("b").await.unwrap().journal.len(), 6);
    assert_eq!(database.list_projects().await.unwrap(), [card("b", 0)]);
}

#[wasm_bindgen_test]
async fn a_closed_database_is_opened_again() {
    let database = fresh("closed").await;
    database.append("a", &[row(1, "one")], &card("a", 0)).await.unwrap();
    database.connection.borrow().as_ref().unwrap().raw.close();
    assert_eq!(database.append("a", &[row(2, "two")], &card("a", 0)).await, Err(DatabaseError::Closed));
    database.append("a", &[row(2, "two")], &card("a", 0)).await.unwrap();
    assert_eq!(database.load("a").await.unwrap().journal.len(), 2);
}

#[wasm_bindgen_test]
async fn a_newer_database_asks_for_a_newer_program() {
    let database = fresh("newer").await;
    // Blocks for ever unless the older one closes when asked to.
    let newer = idb::Factory::new().unwrap().open("newer", Some(2)).unwrap().await.unwrap();
    assert_eq!(database.load("a").await, Err(DatabaseError::NewerVersion));
    newer.close();
}

#[wasm_bindgen_test]
fn exceptions_have_their_meaning() {
    let check = |name: &str, expect: DatabaseError| {
        let exception = web_sys::DomException::new_with_message_and_name("m", name).unwrap();
        assert_eq!(named(&exception), expect);
        assert_eq!(from_idb(idb::Error::UpdateFailed(exception.into())), expect);
    };
    check("QuotaExceededError", DatabaseError::QuotaExceeded);
    check("InvalidStateError", DatabaseError::Closed);
    check("SecurityError", DatabaseError::Unavailable);
    check("DataError", DatabaseError::Other("DataError: m".into()));
}
