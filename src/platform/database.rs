//! Where projects are kept in this browser: an `IndexedDB` database.
//!
//! | store | key | value |
//! | --- | --- | --- |
//! | `projects` | uid | the card, see [`ProjectCard`] |
//! | `snapshots` | `[uid, seq]` | see [`encode_snapshot`](crate::store::encode_snapshot) |
//! | `journal` | `[uid, seq]` | see [`encode_entry`](crate::store::encode_entry) |
//!
//! Values are texts, never Blobs or Files, which `WebKit` fails to store. Every call is one transaction: it is done as a whole or not at all,
//! and when it returns `Ok` it is committed. A connection that the browser closed is opened again by the next call.

mod transaction;
#[cfg(test)]
mod tests;

pub use crate::store::DatabaseError;

use crate::store::{ProjectCard, Prune, Row, Stored, sort_cards};
use idb::{DatabaseEvent, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use transaction::{Durability, Transaction, from_idb};
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

const NAME: &str = "attune";
const VERSION: u32 = 1;

const PROJECTS: &str = "projects";
const SNAPSHOTS: &str = "snapshots";
const JOURNAL: &str = "journal";
const ALL: [&str; 3] = [PROJECTS, SNAPSHOTS, JOURNAL];

/// The database of all projects.
#[derive(Debug)]
pub struct Database {
    name: String,
    connection: RefCell<Option<Rc<Connection>>>,
}

#[derive(Debug)]
struct Connection {
    raw: IdbDatabase,
    is_open: Rc<Cell<bool>>,
    /// Holds the callbacks.
    _idb: idb::Database,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.raw.close();
    }
}

impl Database {
    /// Opens the database; makes it on the first visit.
    pub async fn open() -> Result<Self, DatabaseError> {
        Self::open_named(NAME).await
    }

    async fn open_named(name: &str) -> Result<Self, DatabaseError> {
        let database = Self { name: name.to_owned(), connection: RefCell::new(None) };
        database.connection().await?;
        Ok(database)
    }

    /// The cards of all projects, last changed first.
    pub async fn list_projects(&self) -> Result<Vec<ProjectCard>, DatabaseError> {
        let transaction = self.begin(&[PROJECTS], Durability::ReadOnly).await?;
        let store = transaction.store(PROJECTS)?;
        let keys = store.get_all_keys(None, None).map_err(from_idb)?;
        let values = store.get_all(None, None).map_err(from_idb)?;
        let (keys, values) = (keys.await.map_err(from_idb)?, values.await.map_err(from_idb)?);
        let text = |value: &JsValue| value.as_string().unwrap_or_default();
        let mut cards: Vec<_> =
            keys.iter().zip(&values).map(|(key, value)| ProjectCard::decode(text(key), &text(value))).collect();
        sort_cards(&mut cards);
        Ok(cards)
    }

    /// All that is saved of a project; empty where nothing is.
    pub async fn load(&self, uid: &str) -> Result<Stored, DatabaseError> {
        let transaction = self.begin(&[SNAPSHOTS, JOURNAL], Durability::ReadOnly).await?;
        let snapshots = rows(&transaction.store(SNAPSHOTS)?, uid, 0).await?;
        let journal = rows(&transaction.store(JOURNAL)?, uid, 0).await?;
        Ok(Stored { snapshots, journal })
    }

    /// Adds journal lines, in order of their numbers, and replaces the card.
    ///
    /// It may be called again with the same lines where it is not known whether they were written. [`DatabaseError::Conflict`] where
    /// other lines have these numbers or higher ones, or a snapshot holds them: a lock may be stolen from a tab that was only slow, and
    /// what that tab writes afterwards must not mix with the work of the thief.
    pub async fn append(&self, uid: &str, lines: &[Row], card: &ProjectCard) -> Result<(), DatabaseError> {
        let Some(first) = lines.first() else { return Ok(()) };
        let transaction = self.begin(&ALL, Durability::Relaxed).await?;
        let journal = transaction.store(JOURNAL)?;
        let there = rows(&journal, uid, first.seq).await?;
        let snapshots = transaction.store(SNAPSHOTS)?;
        if there.iter().any(|row| !lines.contains(row)) || has_any(&snapshots, uid, first.seq).await? {
            return Err(transaction.refuse(DatabaseError::Conflict));
        }
        for line in lines {
            put(&journal, &key(uid, line.seq), &line.text)?;
        }
        put(&transaction.store(PROJECTS)?, &uid.into(), &card.encode())?;
        transaction.commit().await
    }

    /// Adds the last journal lines because the page is being left: what is under way is taken back, the lines are handed to the browser
    /// without waiting for it, and the connection is closed.
    pub fn append_and_leave(&self, uid: &str, lines: &[Row], card: &ProjectCard) {
        transaction::abort_all();
        let connection = self.connection.borrow().clone();
        if let Some(connection) = connection.filter(|connection| connection.is_open.get() && !lines.is_empty()) {
            // Nobody is left to be told of a failure.
            drop(add_at_once(&connection, uid, lines, card));
        }
        self.leave();
    }

    /// Takes back what is under way and closes the connection, because the page is being left.
    pub fn leave(&self) {
        transaction::abort_all();
        if let Some(connection) = self.connection.take() {
            connection.raw.close();
            connection.is_open.set(false);
        }
    }

    /// Adds a snapshot and replaces the card. Returns when the disk has it, in browsers that can tell.
    ///
    /// [`DatabaseError::Conflict`] where the project has anything with a higher number; see [`append`](Self::append).
    pub async fn put_snapshot(&self, uid: &str, snapshot: &Row, card: &ProjectCard) -> Result<(), DatabaseError> {
        let transaction = self.begin(&ALL, Durability::Strict).await?;
        let (snapshots, journal) = (transaction.store(SNAPSHOTS)?, transaction.store(JOURNAL)?);
        let after = snapshot.seq.saturating_add(1);
        if has_any(&snapshots, uid, after).await? || has_any(&journal, uid, after).await? {
            return Err(transaction.refuse(DatabaseError::Conflict));
        }
        put(&snapshots, &key(uid, snapshot.seq), &snapshot.text)?;
        put(&transaction.store(PROJECTS)?, &uid.into(), &card.encode())?;
        transaction.commit().await
    }

    /// Deletes what is no longer needed.
    pub async fn prune(&self, uid: &str, prune: &Prune) -> Result<(), DatabaseError> {
        let transaction = self.begin(&[SNAPSHOTS, JOURNAL], Durability::Relaxed).await?;
        let (snapshots, journal) = (transaction.store(SNAPSHOTS)?, transaction.store(JOURNAL)?);
        for &seq in &prune.snapshots {
            snapshots.delete(key(uid, seq)).map_err(from_idb)?;
        }
        for &(first, last) in &prune.journal {
            let range = KeyRange::bound(&key(uid, first), &key(uid, last), None, None).map_err(from_idb)?;
            journal.delete(range).map_err(from_idb)?;
        }
        transaction.commit().await
    }

    /// Deletes a project with all that is saved of it. The caller holds its lock.
    pub async fn delete_project(&self, uid: &str) -> Result<(), DatabaseError> {
        let transaction = self.begin(&ALL, Durability::Strict).await?;
        for name in [SNAPSHOTS, JOURNAL] {
            transaction.store(name)?.delete(from_seq(uid, 0)?).map_err(from_idb)?;
        }
        transaction.store(PROJECTS)?.delete(JsValue::from(uid)).map_err(from_idb)?;
        transaction.commit().await
    }

    async fn begin(&self, stores: &[&str], durability: Durability) -> Result<Transaction, DatabaseError> {
        let connection = self.connection().await?;
        Transaction::begin(&connection.raw, stores, durability).inspect_err(|error| {
            if *error == DatabaseError::Closed {
                connection.is_open.set(false);
            }
        })
    }

    async fn connection(&self) -> Result<Rc<Connection>, DatabaseError> {
        let current = self.connection.borrow().as_ref().filter(|connection| connection.is_open.get()).cloned();
        if let Some(connection) = current {
            return Ok(connection);
        }
        let connection = Rc::new(Connection::open(&self.name).await?);
        *self.connection.borrow_mut() = Some(Rc::clone(&connection));
        Ok(connection)
    }
}

impl Connection {
    async fn open(name: &str) -> Result<Self, DatabaseError> {
        let unavailable = |error: idb::Error| match from_idb(error) {
            // What private modes and switched-off site data say, each in its own way.
            DatabaseError::Closed | DatabaseError::Other(_) => DatabaseError::Unavailable,
            known => known,
        };
        let mut request = Factory::new().and_then(|factory| factory.open(name, Some(VERSION))).map_err(unavailable)?;
        request.on_upgrade_needed(|event| {
            // A failure here aborts the upgrade, and the request below says so.
            let created = event.database().and_then(|database| {
                let there = database.store_names();
                ALL.iter()
                    .filter(|name| !there.iter().any(|known| known == *name))
                    .try_for_each(|name| database.create_object_store(name, ObjectStoreParams::new()).map(drop))
            });
            drop(created);
        });
        // No `blocked` handler: tabs of this and later versions close their connection when another needs a newer form, so that
        // the request goes on within moments.
        let raw = IdbDatabase::from(request.await.map_err(unavailable)?);
        let is_open = Rc::new(Cell::new(true));
        let mut idb = idb::Database::from(raw.clone());
        let closing = (raw.clone(), Rc::clone(&is_open));
        idb.on_version_change(move |_| {
            closing.0.close();
            closing.1.set(false);
        });
        let closed = Rc::clone(&is_open);
        idb.on_close(move |_| closed.set(false));
        Ok(Self { raw, is_open, _idb: idb })
    }
}

/// A transaction for each line: the first may be there already, its own write having ended this very moment, and must not take the others
/// down with it. They are carried out in order.
fn add_at_once(connection: &Connection, uid: &str, lines: &[Row], card: &ProjectCard) -> Result<(), DatabaseError> {
    for line in lines {
        let transaction = Transaction::begin(&connection.raw, &[PROJECTS, JOURNAL], Durability::Relaxed)?;
        let journal = transaction.store(JOURNAL)?;
        journal.add(&line.text.clone().into(), Some(&key(uid, line.seq))).map(drop).map_err(from_idb)?;
        put(&transaction.store(PROJECTS)?, &uid.into(), &card.encode())?;
        transaction.commit_now();
    }
    Ok(())
}

/// The key of a row.
#[allow(clippy::cast_precision_loss)] // numbers of actions stay far below 2^53
fn key(uid: &str, seq: u64) -> JsValue {
    Array::of2(&uid.into(), &(seq as f64).into()).into()
}

/// All rows of a project from a number on.
fn from_seq(uid: &str, seq: u64) -> Result<KeyRange, DatabaseError> {
    let end = Array::of2(&uid.into(), &f64::INFINITY.into());
    KeyRange::bound(&key(uid, seq), &end, None, None).map_err(from_idb)
}

async fn rows(store: &ObjectStore, uid: &str, seq: u64) -> Result<Vec<Row>, DatabaseError> {
    let range = Query::from(from_seq(uid, seq)?);
    let keys = store.get_all_keys(Some(range.clone()), None).map_err(from_idb)?;
    let values = store.get_all(Some(range), None).map_err(from_idb)?;
    let (keys, values) = (keys.await.map_err(from_idb)?, values.await.map_err(from_idb)?);
    Ok(keys
        .iter()
        .zip(values)
        .map(|(key, value)| Row { seq: seq_of(key), text: value.as_string().unwrap_or_default() })
        .collect())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // written by `key`
fn seq_of(key: &JsValue) -> u64 {
    Array::from(key).get(1).as_f64().unwrap_or_default() as u64
}

async fn has_any(store: &ObjectStore, uid: &str, seq: u64) -> Result<bool, DatabaseError> {
    let count = store.count(Some(from_seq(uid, seq)?.into())).map_err(from_idb)?;
    Ok(count.await.map_err(from_idb)? > 0)
}

/// Asks for a value to be put; the transaction tells whether it was.
fn put(store: &ObjectStore, key: &JsValue, text: &str) -> Result<(), DatabaseError> {
    store.put(&text.into(), Some(key)).map(drop).map_err(from_idb)
}
