//! Opening and leaving projects: from this browser, from a file, anew, the demo.

use super::Context;
use super::downloads::download;
use super::notices::{Offer, Tone};
use super::signals;
use crate::demo::{self, Clip};
use crate::edit::Editor;
use crate::formats::native;
use crate::media::{FileKind, sniff};
use crate::model::{Coder, CodingScheme, NewProject, Observation, ObservationId, Project};
use crate::platform::lock::{self, Claim, LockEvent, ProjectLock};
use crate::platform::{file, page, video};
use crate::route::Route;
use crate::store::{Recovered, Row, SaveState, Start, Stored, recover};
use crate::t;
use crate::words::say;
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// The demo is one project per browser.
const DEMO_UID: &str = "demo";

/// What the home page, the form for a new project, and files that are dropped ask for.
pub enum Errand {
    /// The demo: as it is in this browser, or anew.
    Demo,
    /// A project file.
    File(File),
    /// Files that were dropped on the page.
    Dropped(Vec<File>),
    /// A new project.
    Create {
        /// Its name.
        name: String,
        /// Who codes.
        coder: String,
        /// What is coded with.
        scheme: CodingScheme,
        /// Whether the scheme is to be changed first.
        edit: bool,
    },
    /// The home page is shown: the project that is still open is put away.
    Leave,
}

/// Does what was asked for.
pub fn carry_out(context: Context, errand: Errand) {
    match errand {
        Errand::Demo => spawn_local(open_demo(context)),
        Errand::File(picked) => open_file(context, picked),
        Errand::Dropped(files) => spawn_local(take_dropped(context, files)),
        Errand::Create { name, coder, scheme, edit } => create(context, name, coder, scheme, edit),
        Errand::Leave => leave(context),
    }
}

/// Opens what the address names, saves when the page is hidden, and tells when saving fails; for as long as the coding page is shown.
pub fn watch(context: Context) {
    Effect::new(move |_| {
        if let Some(project) = context.route.with(|route| route.project().map(str::to_owned))
            && context.desk.uid.with_untracked(|open| open.as_ref() != Some(&project))
        {
            spawn_local(load(context, project, None));
        }
    });
    Effect::new(move |_| {
        // Said once when saving fails, and taken back when it works again.
        match context.saver.state.get() {
            SaveState::Failed { reason } => {
                let offer =
                    Offer { label: t!("try-again"), run: Callback::new(move |()| context.saver.flush(context.desk)) };
                context.notices.offer("save-failed", Tone::Problem, say::save_failure(&reason), offer);
            }
            SaveState::Saved { .. } => context.notices.clear("save-failed"),
            SaveState::Saving | SaveState::ReadOnly => {}
        }
    });
    let hidden = page::on_hidden(move || context.saver.flush(context.desk));
    let guard = page::on_unload(move || matches!(context.saver.state.get_untracked(), SaveState::Failed { .. }));
    let kept = StoredValue::new_local((hidden, guard));
    on_cleanup(move || kept.dispose());
}

fn leave(context: Context) {
    if context.desk.uid.get_untracked().is_none() {
        return;
    }
    spawn_local(async move {
        if !settle(context).await {
            // Off the desk, unsaved work would be gone. So the project stays, with its download.
            return stay(context);
        }
        // Another project may have been opened while the last one was written.
        if context.route.get_untracked() == Route::Home {
            put_away(context);
        }
    });
}

fn put_away(context: Context) {
    context.notices.clear_passing();
    context.saver.end();
    context.desk.close();
}

/// Waits until everything is written, but not for ever. Tells whether it is.
async fn settle(context: Context) -> bool {
    context.saver.flush(context.desk);
    for _ in 0..60 {
        if context.saver.is_idle() {
            return true;
        }
        TimeoutFuture::new(50).await;
    }
    context.saver.is_idle()
}

/// Back to the open project, because its last changes could not be written.
fn stay(context: Context) {
    if let Some(project) = context.desk.uid.get_untracked() {
        let run = Callback::new(move |()| {
            put_away(context);
            page::go(&Route::Home.href());
        });
        let offer = Offer { label: t!("leave-anyway"), run };
        context.notices.offer("unsaved", Tone::Problem, t!("leave-unsaved"), offer);
        page::go(&Route::Code { project }.href());
    }
}

#[allow(clippy::cast_possible_truncation)] // epoch ms
fn now() -> i64 {
    page::now() as i64
}

/// What another tab wants of this one's lock.
fn on_lock_event(context: Context, uid: String) -> impl Fn(LockEvent) + 'static {
    move |event| {
        if context.desk.uid.with_untracked(|open| open.as_deref() != Some(uid.as_str())) {
            return;
        }
        spawn_local(async move {
            if event == LockEvent::Asked {
                // What cannot be written within the time stays in this tab, to be downloaded.
                settle(context).await;
            }
            context.saver.lose(context.desk);
            context.desk.read_only.set(true);
            context.notices.inform("read-only", t!("taken-over"));
        });
    }
}

/// Loads a project from this browser. `lock` is there already when it was taken over.
async fn load(context: Context, uid: String, lock: Option<ProjectLock>) {
    let observation = lock.as_ref().and_then(|_| context.desk.observation.get_untracked());
    if !settle(context).await {
        return stay(context);
    }
    let Ok(database) = context.saver.database().await.map_err(|error| {
        context.notices.problem("load", t!("load-no-database", reason = say::database(&error)));
        page::go(&Route::Home.href());
    }) else {
        return;
    };
    let lock = match lock {
        Some(lock) => Some(lock),
        None => match lock::acquire(&uid, on_lock_event(context, uid.clone())).await {
            Claim::Held(lock) => Some(lock),
            Claim::Busy => None,
        },
    };
    let stored = match database.load(&uid).await {
        Ok(stored) => stored,
        Err(error) => {
            context.notices.problem("load", t!("load-no-database", reason = say::database(&error)));
            return page::go(&Route::Home.href());
        }
    };
    if stored.snapshots.is_empty() && stored.journal.is_empty() {
        if uid == DEMO_UID {
            // A link to the demo is as good as its button.
            drop(lock);
            return open_demo(context).await;
        }
        context.notices.problem("load", t!("load-not-found"));
        return page::go(&Route::Home.href());
    }
    if context.route.with_untracked(|route| route.project() != Some(uid.as_str())) {
        // The user went elsewhere meanwhile.
        return;
    }
    if let Ok(recovered) = recover(&stored, now()) {
        return show_recovered(context, recovered, lock, observation);
    }
    let run = Callback::new(move |()| export_rows(context, &stored));
    let offer = Offer { label: t!("recovered-download"), run };
    context.notices.offer("load", Tone::Problem, t!("load-broken"), offer);
    page::go(&Route::Home.href());
}

fn show_recovered(
    context: Context,
    recovered: Recovered,
    lock: Option<ProjectLock>,
    observation: Option<ObservationId>,
) {
    let Recovered { editor, start, report } = recovered;
    // What a newer version wrote is not overwritten by an older one.
    let lock = lock.filter(|_| !report.needs_newer_version());
    let writes = lock.is_some();
    context.notices.clear_passing();
    context.desk.read_only.set(!writes);
    context.saver.end();
    context.desk.open(editor, observation);
    context.saver.begin(start, lock, context.desk);
    if !report.bad_snapshots.is_empty() {
        context.notices.inform("recovered-older", t!("recovered-older"));
    }
    if let Some(cut) = report.cut {
        let count = cut.lines.len();
        let rows = Stored { snapshots: Vec::new(), journal: cut.lines };
        let run = Callback::new(move |()| export_rows(context, &rows));
        let offer = Offer { label: t!("recovered-download"), run };
        context.notices.offer("recovered-cut", Tone::Problem, t!("recovered-cut", count = count), offer);
    }
    if report.replayed > 0 && writes {
        context.notices.inform("recovered", t!("recovered", count = report.replayed));
    }
    load_demo_clip(context);
}

/// Hands out saved rows that could not be read, one a line.
fn export_rows(context: Context, stored: &Stored) {
    let line = |row: &Row| format!("{}\n", row.text);
    let text: String = stored.snapshots.iter().chain(&stored.journal).map(line).collect();
    download(context, text.as_bytes(), "attune-unread.txt", "text/plain");
}

/// Takes the open project over from the tab that writes it.
pub fn take_over(context: Context) {
    let Some(uid) = context.desk.uid.get_untracked() else { return };
    spawn_local(async move {
        let lock = lock::take_over(&uid, on_lock_event(context, uid.clone())).await;
        load(context, uid, Some(lock)).await;
    });
}

/// Starts a project.
/// `edit`: the scheme is to be changed first.
fn create(context: Context, name: String, coder: String, scheme: CodingScheme, edit: bool) {
    let new = NewProject { uid: page::random_uid(), name, session: t!("new-session"), coder, scheme };
    let project = Project::new(new);
    spawn_local(async move {
        let uid = project.uid.clone();
        open_new(context, project).await;
        if edit && context.desk.uid.with_untracked(|open| open.as_ref() == Some(&uid)) {
            page::go(&Route::Scheme { project: uid, scheme: None }.href());
        }
    });
}

/// Puts a project that is not in this browser yet on the desk; the first thing written is all of it.
async fn open_new(context: Context, project: Project) {
    if !settle(context).await {
        return stay(context);
    }
    let uid = project.uid.clone();
    let lock = match lock::acquire(&uid, on_lock_event(context, uid.clone())).await {
        Claim::Held(lock) => Some(lock),
        Claim::Busy => None,
    };
    context.saver.end();
    context.desk.read_only.set(lock.is_none());
    context.desk.open(Editor::new(project), None);
    context.saver.begin(Start::new(uid.clone()), lock, context.desk);
    page::go(&Route::Code { project: uid }.href());
    if page::may_evict() {
        context.notices.inform("eviction", t!("eviction-notice"));
    }
}

/// Opens a project file.
fn open_file(context: Context, picked: File) {
    spawn_local(async move {
        let name = picked.name();
        match file::read_all(&picked, native::MAX_BYTES as u64).await {
            Err(file::Unreadable) => context.notices.problem("read", t!("read-unreadable", file = name)),
            Ok(None) => {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a size
                let size = say::size(picked.size() as u64);
                context.notices.problem("read", t!("read-too-large", file = name, size = size));
            }
            Ok(Some(bytes)) => match native::read(&bytes) {
                Err(error) => context.notices.problem("read", say::read_error(&name, &error)),
                Ok(imported) => {
                    let text = say::opened(&name, &imported.warnings);
                    open_imported(context, imported.value).await;
                    context.notices.confirm("opened", text);
                }
            },
        }
    });
}

/// A project from a file, when this browser may have it already: the same is simply opened; another of the same origin becomes a copy.
async fn open_imported(context: Context, mut project: Project) {
    let known = match context.saver.database().await {
        Ok(database) => database.load(&project.uid).await.ok().filter(|stored| !stored.snapshots.is_empty()),
        Err(_) => None,
    };
    if let Some(stored) = known {
        let same = recover(&stored, now()).is_ok_and(|recovered| *recovered.editor.project() == project);
        if same {
            return page::go(&Route::Code { project: project.uid }.href());
        }
        context.notices.inform("same-project", t!("notice-same-project", name = project.name.clone()));
        project.uid = page::random_uid();
    }
    open_new(context, project).await;
}

/// Opens the demo: the project as it is in this browser, or anew.
async fn open_demo(context: Context) {
    let known = match context.saver.database().await {
        Ok(database) => database.load(DEMO_UID).await.is_ok_and(|stored| !stored.snapshots.is_empty()),
        Err(_) => false,
    };
    if known {
        return page::go(&Route::Code { project: DEMO_UID.to_owned() }.href());
    }
    let Some(clip) = playable_clip() else {
        return context.notices.problem("demo", t!("demo-failed"));
    };
    let mut project = demo::project(DEMO_UID.to_owned(), clip);
    add_own_coding(&mut project);
    open_new(context, project).await;
    load_demo_clip(context);
}

/// An empty coding for the newcomer, shown first: the three that ship are for comparison.
fn add_own_coding(project: &mut Project) {
    let Some(gold) = project.observations.first().cloned() else { return };
    let mut take = || {
        project.next_id += 1;
        project.next_id - 1
    };
    let (coder, id) = (crate::model::CoderId(take()), ObservationId(take()));
    project.coders.push(Coder { id: coder, name: t!("demo-own-coder") });
    let tracks = gold.tracks.iter().map(|track| crate::model::Track::new(track.channel, track.entry)).collect();
    project.observations.push(Observation { id, coder, tracks, ..gold });
}

fn playable_clip() -> Option<Clip> {
    Clip::ALL.into_iter().find(|clip| video::can_play(clip.mime_type()))
}

/// The demo's clip is one of the page's own files: it is fetched when the demo is opened.
fn load_demo_clip(context: Context) {
    if context.player.file_name.with_untracked(Option::is_some) {
        // It was the same project all along, taken over.
        return;
    }
    let known = context.desk.shown(|shown| shown.session.media.first().map(|media| media.fingerprint.clone()));
    let Some(known) = known.flatten().and_then(|fingerprint| Clip::recognize(&fingerprint)) else { return };
    spawn_local(async move {
        // The same moments in another encoding serve as well, where only that one plays.
        let clip = if video::can_play(known.mime_type()) { Some(known) } else { playable_clip() };
        let Some(clip) = clip else { return };
        let path = format!("demo/{}", clip.file_name());
        let bytes = file::fetch_own(&path).await;
        let clip_file = bytes.and_then(|bytes| file::from_bytes(&bytes, clip.file_name(), clip.mime_type()));
        match clip_file {
            Some(clip_file) => context.player.open(clip_file),
            None => context.notices.problem("demo", t!("demo-failed")),
        }
    });
}

/// A project file is opened, a table or recording is read for its signals; anything else is meant to be videos.
async fn take_dropped(context: Context, mut dropped: Vec<File>) {
    let is_open = context.desk.uid.get_untracked().is_some();
    for candidate in &dropped {
        let head = file::read_ends(candidate).await.map(|ends| sniff(&ends.head));
        if candidate.name().to_lowercase().ends_with(".json") || head == Ok(FileKind::Json) {
            return open_file(context, candidate.clone());
        }
    }
    if let Some(signal) = dropped.iter().find(|file| is_open && signals::is_named_so(&file.name())) {
        // Reading it is the coding page's part of the program.
        context.signals.dropped.set(Some(signal.clone()));
        dropped.retain(|file| !signals::is_named_so(&file.name()));
    }
    if dropped.is_empty() {
        return;
    }
    context.player.open_all(dropped);
    if !is_open {
        context.starting.set(true);
    }
}
