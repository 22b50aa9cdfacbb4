//! The one reactive door to the project.
//!
//! The editor lives in one cell and is never copied into signals (a keyed update of 100,000 events takes 16 ms; bumping a number
//! takes none). Views track the revision of what they show and read the project through [`Desk::with`].

mod asking;
mod counting;
mod passing;

pub use passing::CurrentPass;

use super::notices::Notices;
use super::saver::Saver;
use crate::coding::{Card, Held, KeyMap, Press, Reading, Recorder, Stroke, Strokes, key_of};
use crate::edit::{Action, Change, Command, Editor, Refusal};
use crate::model::{
    ChannelId, CodeId, CodingScheme, Event, EventId, Key, Modified, Observation, ObservationId, OpenState, Project,
    Session,
};
use crate::time::Millis;
use crate::words::say;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The open project and what goes with it.
struct Open {
    editor: Editor,
    recorder: Recorder,
    keymap: KeyMap,
    strokes: Strokes,
    counted: Option<counting::Counted>,
}

impl Open {
    /// Takes the keys from the scheme of a coding.
    fn read_keys(&mut self, id: ObservationId) {
        let project = self.editor.project();
        let scheme = project.observation(id).and_then(|observation| project.scheme(observation.scheme));
        self.keymap = scheme.map_or_else(KeyMap::default, |scheme| KeyMap::new(scheme).0);
        self.strokes = Strokes::default();
    }
}

/// What is looked at: a coding with its session and scheme.
pub struct Shown<'a> {
    /// The whole project.
    pub project: &'a Project,
    /// The coding.
    pub observation: &'a Observation,
    /// What was coded.
    pub session: &'a Session,
    /// What it was coded by.
    pub scheme: &'a CodingScheme,
}

/// An event of either kind, for lists and the inspector.
#[derive(Clone, Copy)]
pub enum AnyEvent<'a> {
    /// A finished one.
    Finished(&'a Event),
    /// A state that still runs.
    Running(&'a OpenState),
}

impl<'a> AnyEvent<'a> {
    /// Its code.
    pub fn code(self) -> CodeId {
        match self {
            Self::Finished(event) => event.code,
            Self::Running(open) => open.code,
        }
    }

    /// Where it begins.
    pub fn onset(self) -> Millis {
        match self {
            Self::Finished(event) => event.timing.onset(),
            Self::Running(open) => open.onset,
        }
    }

    /// Where it ends; `None` while it runs.
    pub fn offset(self) -> Option<Millis> {
        match self {
            Self::Finished(event) => Some(event.timing.offset()),
            Self::Running(_) => None,
        }
    }

    /// Whether the end of the coded window ended it.
    pub fn is_cut_off(self) -> bool {
        matches!(self, Self::Finished(event) if event.cut_off)
    }

    /// The answers to questions about it.
    pub fn modifiers(self) -> &'a [Modified] {
        match self {
            Self::Finished(event) => &event.modifiers,
            Self::Running(open) => &open.modifiers,
        }
    }

    /// The coder's own words.
    pub fn comment(self) -> &'a str {
        match self {
            Self::Finished(event) => &event.comment,
            Self::Running(open) => &open.comment,
        }
    }
}

impl<'a> Shown<'a> {
    /// An event or open state by id, with the index of its channel.
    pub fn event(&self, id: EventId) -> Option<(usize, AnyEvent<'a>)> {
        self.observation.tracks.iter().enumerate().find_map(|(index, track)| {
            let finished = track.event(id).map(AnyEvent::Finished);
            let event = finished.or_else(|| track.open_state(id).map(AnyEvent::Running))?;
            Some((index, event))
        })
    }
}

/// Counters that rise when a part of the project changes.
#[derive(Clone, Copy)]
pub struct Revisions {
    /// Events and open states.
    pub events: RwSignal<u32>,
    /// Names of the project, its sessions and coders.
    pub names: RwSignal<u32>,
    /// Media files and coded windows.
    pub media: RwSignal<u32>,
    /// Entry modes and reaction times.
    pub settings: RwSignal<u32>,
    /// Coding schemes.
    pub schemes: RwSignal<u32>,
    /// Which sessions, coders and codings there are, and what is noted of a session.
    pub study: RwSignal<u32>,
    /// Judged windows, ratings, scores, channels gone through.
    pub ratings: RwSignal<u32>,
    /// Keys held down.
    pub held: RwSignal<u32>,
}

/// The handle. Copies all lead to the same project.
#[derive(Clone, Copy)]
pub struct Desk {
    open: StoredValue<Option<Open>, LocalStorage>,
    notices: Notices,
    saver: Saver,
    /// The uid of the open project.
    pub uid: RwSignal<Option<String>>,
    /// What changed.
    pub revisions: Revisions,
    /// The coding that is shown and worked on.
    pub observation: RwSignal<Option<ObservationId>>,
    /// The selected events.
    pub selection: RwSignal<BTreeSet<EventId>>,
    /// The question about what was just marked.
    pub card: RwSignal<Card>,
    /// The channels that are shown and recorded.
    pub pass: RwSignal<CurrentPass>,
    /// Whether another tab does the saving, so that this one only looks.
    pub read_only: RwSignal<bool>,
    /// The first key of two, while the second is waited for.
    pub waiting: RwSignal<Option<Key>>,
    /// Whether undo and redo would do something.
    pub history: RwSignal<(bool, bool)>,
}

/// The coding that is shown where none is asked for: a blind one that is not handed in, so that its coder does not see first what it is
/// blind to; else the first.
fn first_shown(project: &Project) -> Option<ObservationId> {
    let blind = project.observations.iter().find(|observation| observation.is_blind());
    blind.or(project.observations.first()).map(|observation| observation.id)
}

impl Desk {
    /// Nothing open.
    pub fn new(notices: Notices, saver: Saver) -> Self {
        let counter = || RwSignal::new(0);
        let revisions = Revisions {
            events: counter(),
            names: counter(),
            media: counter(),
            settings: counter(),
            schemes: counter(),
            study: counter(),
            ratings: counter(),
            held: counter(),
        };
        Self {
            card: RwSignal::new(Card::default()),
            pass: RwSignal::new(CurrentPass::default()),
            open: StoredValue::new_local(None),
            notices,
            saver,
            uid: RwSignal::new(None),
            revisions,
            observation: RwSignal::new(None),
            selection: RwSignal::new(BTreeSet::new()),
            read_only: RwSignal::new(false),
            waiting: RwSignal::new(None),
            history: RwSignal::new((false, false)),
        }
    }

    /// Puts a project on the desk and shows this observation, or the one that is shown first.
    pub fn open(self, editor: Editor, observation: Option<ObservationId>) {
        let uid = editor.project().uid.clone();
        let asked = observation.filter(|id| editor.project().observation(*id).is_some());
        let shown = asked.or_else(|| first_shown(editor.project()));
        let recorder = Recorder::new(shown.unwrap_or(ObservationId(0)));
        self.open.set_value(Some(Open {
            editor,
            recorder,
            keymap: KeyMap::default(),
            strokes: Strokes::default(),
            counted: None,
        }));
        self.selection.set(BTreeSet::new());
        self.uid.set(Some(uid));
        self.bump_all();
        if let Some(shown) = shown {
            self.show(shown);
        }
    }

    /// Clears the desk.
    pub fn close(self) {
        self.open.set_value(None);
        self.uid.set(None);
        self.observation.set(None);
        self.selection.set(BTreeSet::new());
        self.read_only.set(false);
        self.bump_all();
    }

    fn bump_all(self) {
        let Revisions { events, names, media, settings, schemes, study, ratings, held } = self.revisions;
        for revision in [events, names, media, settings, schemes, study, ratings, held] {
            revision.update(|count| *count += 1);
        }
        self.note_history();
    }

    fn note_history(self) {
        let able = self.open.with_value(|open| {
            open.as_ref().map_or((false, false), |open| (open.editor.can_undo(), open.editor.can_redo()))
        });
        if self.history.get_untracked() != able {
            self.history.set(able);
        }
    }

    /// Shows another coding.
    pub fn show(self, id: ObservationId) {
        self.open.update_value(|open| {
            let Some(open) = open else { return };
            open.recorder = Recorder::new(id);
            open.read_keys(id);
        });
        self.card.update(Card::close);
        self.selection.set(BTreeSet::new());
        self.observation.set(Some(id));
        self.keep_pass();
        self.revisions.events.update(|count| *count += 1);
    }

    /// Reads the project. `None` when nothing is open.
    pub fn with<R>(self, read: impl FnOnce(&Project) -> R) -> Option<R> {
        self.open.try_with_value(|open| open.as_ref().map(|open| read(open.editor.project()))).flatten()
    }

    /// Reads the coding that is shown, with what belongs to it.
    pub fn shown<R>(self, read: impl FnOnce(&Shown) -> R) -> Option<R> {
        let id = self.observation.get_untracked()?;
        self.with(|project| {
            let observation = project.observation(id)?;
            let (session, scheme) = (project.session(observation.session)?, project.scheme(observation.scheme)?);
            Some(read(&Shown { project, observation, session, scheme }))
        })
        .flatten()
    }

    /// Carries out a command, and says so if it is refused. Tells whether it was carried out.
    pub fn dispatch(self, command: Command) -> bool {
        self.perform(&Action::Do(command)).is_some()
    }

    /// Takes the last step back; of a recording, all of its pieces.
    pub fn undo(self) {
        while self.goes_on(Editor::undo_goes_on) & self.perform(&Action::Undo).is_some() {}
    }

    /// Does the last undone step again; of a recording, all of its pieces.
    pub fn redo(self) {
        while self.perform(&Action::Redo).is_some() && self.goes_on(Editor::redo_goes_on) {}
    }

    fn goes_on(self, ask: fn(&Editor) -> bool) -> bool {
        self.open.with_value(|open| open.as_ref().is_some_and(|open| ask(&open.editor)))
    }

    fn perform(self, action: &Action) -> Option<Change> {
        if self.read_only.get_untracked() {
            self.notices.inform("read-only", crate::t!("read-only-note"));
            return None;
        }
        let outcome =
            self.open.try_update_value(|open| open.as_mut().map(|open| open.editor.perform(action))).flatten()?;
        match outcome {
            Ok(change) => {
                if !change.is_empty() {
                    self.open.update_value(|open| {
                        if let Some(open) = open {
                            open.follow(action);
                        }
                    });
                    self.saver.record(action, &change, self);
                    self.announce(&change);
                    self.ask_about(action);
                }
                Some(change)
            }
            Err(Refusal::NoHistory) => None,
            Err(refusal) => {
                self.notices.problem("refusal", say::refusal(refusal));
                None
            }
        }
    }

    fn announce(self, change: &Change) {
        let bump = |changed: bool, revision: RwSignal<u32>| {
            if changed {
                revision.update(|count| *count += 1);
            }
        };
        bump(change.names, self.revisions.names);
        bump(change.media, self.revisions.media);
        bump(change.settings, self.revisions.settings);
        if change.schemes || change.study {
            self.show_what_is_there();
        }
        bump(change.schemes, self.revisions.schemes);
        bump(change.study, self.revisions.study);
        bump(change.ratings, self.revisions.ratings);
        // Lists and lanes show events by the codes of their scheme.
        let events = change.events || change.schemes;
        if events {
            self.forget_vanished();
        }
        bump(events, self.revisions.events);
        self.note_history();
    }

    /// After a change to schemes or codings: the keys are the scheme's again, and a coding that is gone gives way to the first.
    fn show_what_is_there(self) {
        let shown = self.observation.get_untracked();
        let there = shown.filter(|id| self.with(|project| project.observation(*id).is_some()) == Some(true));
        if let Some(id) = there {
            self.open.update_value(|open| {
                if let Some(open) = open {
                    open.read_keys(id);
                }
            });
            self.keep_pass();
        } else if let Some(first) = self.with(first_shown).flatten() {
            self.show(first);
        }
    }

    /// What a press means to the scheme. `at` is where it would mark, `now_ms` the time on the clock of the page.
    pub fn read_key(self, stroke: Stroke, at: Millis, now_ms: f64) -> Reading {
        let read = self
            .open
            .try_update_value(|open| open.as_mut().map(|open| open.strokes.press(&open.keymap, stroke, at, now_ms)));
        self.show_waiting();
        read.flatten().unwrap_or(Reading::Nothing)
    }

    /// Forgets the first key of two. Tells whether one was waiting.
    pub fn forget_key(self) -> bool {
        let forgot =
            self.open.try_update_value(|open| open.as_mut().is_some_and(|open| open.strokes.forget())).unwrap_or(false);
        self.show_waiting();
        forgot
    }

    fn show_waiting(self) {
        let waiting = self.open.try_with_value(|open| {
            let stroke = open.as_ref().and_then(|open| open.strokes.waiting())?;
            Some(key_of(std::slice::from_ref(stroke)))
        });
        let waiting = waiting.flatten();
        if self.waiting.try_with_untracked(|shown| *shown != waiting) == Some(true) {
            self.waiting.try_set(waiting);
        }
    }

    /// A code's key or button goes down.
    pub fn press(self, channel: ChannelId, code: CodeId, at: Millis) {
        let entry = self.shown(|shown| {
            let points = shown.scheme.channel(channel).is_none_or(crate::model::Channel::is_point);
            shown.observation.track(channel).map(|track| track.entry).filter(|_| !points)
        });
        let Some(entry) = entry else { return };
        let press =
            self.open.try_update_value(|open| open.as_mut().map(|open| open.recorder.press(channel, entry, code, at)));
        match press.flatten() {
            Some(Press::Command(command)) => {
                self.dispatch(command);
            }
            Some(Press::Holding) => self.revisions.held.update(|count| *count += 1),
            Some(Press::Repeat) | None => {}
        }
    }

    /// A code's key or button comes up.
    pub fn release(self, code: CodeId, at: Millis) {
        let (was_held, command) = self
            .open
            .try_update_value(|open| match open {
                Some(open) => {
                    let held = open.recorder.held().len();
                    let command = open.recorder.release(code, at);
                    (open.recorder.held().len() < held, command)
                }
                None => (false, None),
            })
            .unwrap_or_default();
        if was_held {
            self.revisions.held.update(|count| *count += 1);
        }
        if let Some(command) = command {
            self.dispatch(command);
        }
    }

    /// Every key comes up, because the page lost the focus.
    pub fn release_all(self, at: Millis) {
        let commands = self.open.try_update_value(|open| open.as_mut().map(|open| open.recorder.release_all(at)));
        for command in commands.flatten().unwrap_or_default() {
            self.dispatch(command);
            self.revisions.held.update(|count| *count += 1);
        }
    }

    /// The states whose keys are down.
    pub fn held(self) -> Vec<Held> {
        self.open
            .try_with_value(|open| open.as_ref().map(|open| open.recorder.held().to_vec()))
            .flatten()
            .unwrap_or_default()
    }
}
