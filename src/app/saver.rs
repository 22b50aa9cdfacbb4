//! Saving: carries out what [`SavePlan`] decides and shows how it stands.

use super::desk::Desk;
use crate::edit::{Action, Change};
use crate::platform::database::Database;
use crate::platform::lock::ProjectLock;
use crate::platform::page;
use crate::store::{DatabaseError, Input, ProjectCard, Row, SavePlan, SaveState, Start, Write, encode_snapshot};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// The version that snapshots are signed with.
const APP: &str = env!("CARGO_PKG_VERSION");

#[derive(Default)]
struct Inner {
    database: Option<Rc<Database>>,
    plan: Option<SavePlan>,
    /// Held for as long as this tab writes.
    lock: Option<ProjectLock>,
    wake: Option<Timeout>,
    /// Whether a write is under way.
    writing: bool,
    /// Counts projects, so that a write of the one before does not report to the next.
    project: u32,
    asked_to_persist: bool,
}

/// The handle. Copies all lead to the same.
#[derive(Clone, Copy)]
pub struct Saver {
    inner: StoredValue<Inner, LocalStorage>,
    /// How saving stands.
    pub state: RwSignal<SaveState>,
}

impl Saver {
    /// Nothing to save.
    pub fn new() -> Self {
        Self { inner: StoredValue::new_local(Inner::default()), state: RwSignal::new(SaveState::Saved { at: None }) }
    }

    /// The database; opened once.
    pub async fn database(self) -> Result<Rc<Database>, DatabaseError> {
        if let Some(database) = self.inner.with_value(|inner| inner.database.clone()) {
            return Ok(database);
        }
        let database = Rc::new(Database::open().await?);
        self.inner.update_value(|inner| inner.database = Some(Rc::clone(&database)));
        Ok(database)
    }

    /// Starts saving a project. Without a lock this tab only reads.
    pub fn begin(self, start: Start, lock: Option<ProjectLock>, desk: Desk) {
        let now = page::now();
        self.inner.update_value(|inner| {
            inner.project += 1;
            inner.writing = false;
            inner.wake = None;
            inner.plan = Some(match lock {
                Some(_) => SavePlan::new(start, APP.to_owned(), now),
                None => SavePlan::read_only(start),
            });
            inner.lock = lock;
        });
        self.step(Input::Woke, desk);
    }

    /// Takes note of an action that the editor carried out.
    pub fn record(self, action: &Action, change: &Change, desk: Desk) {
        self.step(Input::Acted { action, change }, desk);
    }

    /// Writes everything now.
    pub fn flush(self, desk: Desk) {
        self.step(Input::Flush, desk);
    }

    /// Hands the last lines to the browser and lets go of the database, because the page is being left.
    pub fn leave_page(self, desk: Desk) {
        let Some(database) = self.inner.with_value(|inner| inner.database.clone()) else { return };
        let lines = self.inner.with_value(|inner| inner.plan.as_ref().map(SavePlan::unsaved_lines)).unwrap_or_default();
        #[allow(clippy::cast_possible_truncation)] // epoch ms
        let now = page::now() as i64;
        if let Some(card) = desk.with(|project| ProjectCard::of(project, now)) {
            database.append_and_leave(&card.uid, &lines, &card);
        } else {
            database.leave();
        }
    }

    /// Another tab writes from now on.
    pub fn lose(self, desk: Desk) {
        self.step(Input::WriterLost, desk);
        self.inner.update_value(|inner| inner.lock = None);
    }

    /// Whether everything is written.
    pub fn is_idle(self) -> bool {
        self.inner.with_value(|inner| !inner.writing && inner.plan.as_ref().is_none_or(|plan| plan.unsaved() == 0))
    }

    /// Forgets the project and lets other tabs write it.
    pub fn end(self) {
        self.inner.update_value(|inner| {
            inner.project += 1;
            inner.plan = None;
            inner.lock = None;
            inner.wake = None;
            inner.writing = false;
        });
        self.state.set(SaveState::Saved { at: None });
    }

    fn step(self, input: Input, desk: Desk) {
        let now = page::now();
        let write = self.inner.try_update_value(|inner| {
            inner.wake = None;
            let write = inner.plan.as_mut()?.step(input, now)?;
            inner.writing = true;
            Some((write, inner.project))
        });
        if let Some((write, project)) = write.flatten() {
            self.carry_out(write, project, desk);
        }
        self.show();
        let wait =
            self.inner.try_with_value(|inner| inner.plan.as_ref().filter(|_| !inner.writing)?.wake_in(now)).flatten();
        if let Some(wait) = wait {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 30 s, not negative
            let wake = Timeout::new(wait.ceil() as u32, move || self.step(Input::Woke, desk));
            self.inner.update_value(|inner| inner.wake = Some(wake));
        }
    }

    fn show(self) {
        let state = self.inner.try_with_value(|inner| inner.plan.as_ref().map(SavePlan::state)).flatten();
        if let Some(state) = state
            && self.state.with_untracked(|shown| *shown != state)
        {
            self.state.set(state);
        }
    }

    fn carry_out(self, write: Write, project: u32, desk: Desk) {
        #[allow(clippy::cast_possible_truncation)] // epoch ms
        let now = page::now() as i64;
        let Some(card) = desk.with(|project| ProjectCard::of(project, now)) else { return };
        // The snapshot is of this very moment, so it is put into words before anything is awaited.
        let snapshot = match &write {
            Write::Snapshot(header) => {
                desk.with(|project| Row { seq: header.seq, text: encode_snapshot(header, project) })
            }
            Write::Append(_) | Write::Prune(_) => None,
        };
        spawn_local(async move {
            let result = self.write(&write, snapshot, card).await;
            let persist = self.inner.try_update_value(|inner| {
                if inner.project != project {
                    return None;
                }
                inner.writing = false;
                Some(result.is_ok() && !std::mem::replace(&mut inner.asked_to_persist, true))
            });
            let Some(persist) = persist.flatten() else { return };
            if persist {
                page::ask_to_persist();
            }
            self.step(Input::Written(result), desk);
        });
    }

    async fn write(self, write: &Write, snapshot: Option<Row>, card: ProjectCard) -> Result<(), DatabaseError> {
        let database = self.database().await?;
        match (write, snapshot) {
            (Write::Append(rows), _) => database.append(&card.uid, rows, &card).await,
            (Write::Snapshot(_), Some(row)) => database.put_snapshot(&card.uid, &row, &card).await,
            (Write::Prune(prune), _) => database.prune(&card.uid, prune).await,
            // The project was closed before it could be put into words.
            (Write::Snapshot(_), None) => Err(DatabaseError::Closed),
        }
    }
}
