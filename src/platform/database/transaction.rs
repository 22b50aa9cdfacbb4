//! Transactions that say how durable they are to be, and why they failed.

use crate::store::DatabaseError;
use idb::ObjectStore;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbTransaction};

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Durability {
    /// It only reads.
    ReadOnly,
    /// Committed when the operating system has it; survives the end of the browser, not a power loss at once. A few ms.
    Relaxed,
    /// Committed when the disk has it. Tens of ms.
    Strict,
}

thread_local! {
    /// Transactions that have not ended. A page that is left with one of them under way keeps it: one engine puts the page aside as it is,
    /// and its next visitor then waits for ever. So they are ended by hand, see [`abort_all`].
    static UNDER_WAY: RefCell<Vec<IdbTransaction>> = const { RefCell::new(Vec::new()) };
}

/// Takes back everything that is under way, because the page is being left.
pub(super) fn abort_all() {
    for raw in UNDER_WAY.take() {
        // Fails on one that has just ended, which is as well.
        drop(raw.abort());
    }
}

/// A transaction under way. Dropped before [`commit`](Self::commit), it commits by itself what was asked of it.
pub(super) struct Transaction {
    raw: IdbTransaction,
    idb: idb::Transaction,
    done: JsFuture,
}

impl Drop for Transaction {
    fn drop(&mut self) {
        UNDER_WAY.with_borrow_mut(|all| all.retain(|raw| *raw != self.raw));
    }
}

impl Transaction {
    pub(super) fn begin(
        database: &IdbDatabase,
        stores: &[&str],
        durability: Durability,
    ) -> Result<Self, DatabaseError> {
        let raw = open(database, stores, durability).map_err(|error| named(&error))?;
        // The browser's own functions are the handlers, so that none has to be kept alive from here. They are set before anything can happen.
        let done = Promise::new(&mut |resolve, reject| {
            raw.set_oncomplete(Some(&resolve));
            raw.set_onabort(Some(&reject));
        });
        UNDER_WAY.with_borrow_mut(|all| all.push(raw.clone()));
        Ok(Self { idb: idb::Transaction::from(raw.clone()), raw, done: JsFuture::from(done) })
    }

    /// Commits what was asked of it without waiting for anything: it is done even if the page is gone by then.
    pub(super) fn commit_now(self) {
        UNDER_WAY.with_borrow_mut(|all| all.retain(|raw| *raw != self.raw));
        let commit = Reflect::get(&self.raw, &"commit".into()).and_then(JsCast::dyn_into::<Function>);
        // Older browsers have no such function and commit by themselves.
        drop(commit.and_then(|commit| commit.call0(&self.raw)));
    }

    pub(super) fn store(&self, name: &str) -> Result<ObjectStore, DatabaseError> {
        self.idb.object_store(name).map_err(from_idb)
    }

    /// Waits until everything that was asked is durable.
    pub(super) async fn commit(mut self) -> Result<(), DatabaseError> {
        match (&mut self.done).await {
            Ok(_) => Ok(()),
            // The event says nothing, the transaction does. It says nothing either when the browser took the database away.
            Err(_) => Err(self.raw.error().map_or(DatabaseError::Closed, |error| named(&error))),
        }
    }

    /// Takes back everything and passes the reason on.
    pub(super) fn refuse(self, reason: DatabaseError) -> DatabaseError {
        // Fails only on a transaction that has ended already, and this one has written nothing yet.
        drop(self.raw.abort());
        reason
    }
}

/// `IDBDatabase.transaction` with its third argument, which web-sys keeps behind an unstable flag. Older browsers pass over it.
fn open(database: &IdbDatabase, stores: &[&str], durability: Durability) -> Result<IdbTransaction, JsValue> {
    let (mode, durability) = match durability {
        Durability::ReadOnly => ("readonly", "default"),
        Durability::Relaxed => ("readwrite", "relaxed"),
        Durability::Strict => ("readwrite", "strict"),
    };
    let names: Array = stores.iter().copied().map(JsValue::from).collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    let method: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    method.call3(database, &names, &mode.into(), &options)?.dyn_into()
}

/// What an exception of the browser means.
pub(super) fn named(exception: &JsValue) -> DatabaseError {
    let text = |field: &str| Reflect::get(exception, &field.into()).ok().and_then(|value| value.as_string());
    let name = text("name").unwrap_or_default();
    match name.as_str() {
        "QuotaExceededError" => DatabaseError::QuotaExceeded,
        "InvalidStateError" | "AbortError" | "TransactionInactiveError" => DatabaseError::Closed,
        "VersionError" => DatabaseError::NewerVersion,
        "SecurityError" => DatabaseError::Unavailable,
        _ => DatabaseError::Other(format!("{name}: {}", text("message").unwrap_or_default())),
    }
}

/// What an error of the `idb` crate means.
pub(super) fn from_idb(error: idb::Error) -> DatabaseError {
    use idb::Error as E;
    match error {
        E::DomException(exception) => named(&exception),
        E::IndexedDbNotFound(_) => DatabaseError::Unavailable,
        E::IndexedDbOpenFailed(value)
        | E::TransactionOpenFailed(value)
        | E::ObjectStoreNotFound(value)
        | E::UpdateFailed(value)
        | E::DeleteFailed(value)
        | E::CountFailed(value)
        | E::GetAllFailed(value)
        | E::GetAllKeysFailed(value) => named(&value),
        other => DatabaseError::Other(other.to_string()),
    }
}
