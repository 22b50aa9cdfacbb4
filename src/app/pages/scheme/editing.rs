//! The draft on the page: read, changed, kept across reloads, taken into the project.

use crate::app::context;
use crate::app::desk::Desk;
use crate::draft::{Draft, Grade, History, Place, Problem, problems};
use crate::edit::{Command, Impact, SchemeChange};
use crate::model::{Channel, ChannelId, Code, CodeId, CodingScheme, Modifier, ModifierId, SchemeId};
use crate::platform::{keep, page};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What is kept of a draft that is not taken in yet.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// The version of the scheme that it began with.
    version: u32,
    draft: Draft,
}

/// The draft and what of it is shown.
#[derive(Clone, Copy)]
pub struct Editing {
    /// The project.
    pub desk: Desk,
    /// Which scheme of the project it is of.
    pub scheme: SchemeId,
    /// The scheme as the project has it.
    pub base: RwSignal<CodingScheme>,
    /// The draft with its history.
    history: RwSignal<History>,
    /// The channel that is shown; `None` for what is said of the scheme as a whole.
    pub chosen: RwSignal<Option<ChannelId>>,
    /// The code of which everything is shown.
    pub opened: RwSignal<Option<CodeId>>,
    /// What is wrong with it.
    pub problems: Memo<Vec<Problem>>,
    /// Whether it says something else than the project.
    pub changed: Memo<bool>,
}

fn kept_key(desk: Desk, scheme: SchemeId) -> String {
    format!("attune-draft/{}/{}", desk.uid.get_untracked().unwrap_or_default(), scheme.0)
}

/// The draft of a scheme that was left or lost with the page, if the scheme is still the one it began with.
fn kept_draft(desk: Desk, scheme: &CodingScheme) -> Option<Draft> {
    let text = keep::get(&kept_key(desk, scheme.id))?;
    let kept: Kept = serde_json::from_str(&text).ok()?;
    (kept.version == scheme.version).then_some(kept.draft)
}

impl Editing {
    /// Takes up the draft that was kept, or begins with the scheme as it is.
    pub fn begin(desk: Desk, base: CodingScheme) -> Self {
        let scheme = base.id;
        let draft = kept_draft(desk, &base).unwrap_or_else(|| Draft::of(base.clone()));
        let first = draft.scheme.channels.first().map(|channel| channel.id);
        let base = RwSignal::new(base);
        let history = RwSignal::new(History::new(draft));
        let problems = Memo::new(move |_| history.with(|history| problems(&history.now().scheme)));
        let changed = Memo::new(move |_| base.with(|base| history.with(|history| !history.now().is_unchanged(base))));
        let editing = Self {
            desk,
            scheme,
            base,
            history,
            chosen: RwSignal::new(first),
            opened: RwSignal::new(None),
            problems,
            changed,
        };
        editing.keep_in_step();
        editing
    }

    /// Keeps what is typed for after a reload, and follows the project where nothing is typed.
    fn keep_in_step(self) {
        let key = kept_key(self.desk, self.scheme);
        Effect::new(move |_| {
            if !self.changed.get() {
                return keep::remove(&key);
            }
            let version = self.base.with(|base| base.version);
            let text =
                self.history.with(|history| serde_json::to_string(&Kept { version, draft: history.now().clone() }));
            if let Ok(text) = text {
                keep::set(&key, &text);
            }
        });
        Effect::new(move |_| {
            self.desk.revisions.schemes.track();
            let now = self.desk.with(|project| project.scheme(self.scheme).cloned()).flatten();
            if let Some(now) = now.filter(|now| self.base.with_untracked(|base| base != now)) {
                let unchanged = !self.changed.get_untracked();
                self.base.set(now);
                if unchanged {
                    self.start_over();
                }
            }
        });
    }

    /// Reads the draft.
    pub fn with<R>(self, read: impl FnOnce(&Draft) -> R) -> R {
        self.history.with(|history| read(history.now()))
    }

    /// Reads a channel of the draft.
    pub fn channel<R>(self, id: ChannelId, read: impl FnOnce(&Channel) -> R) -> Option<R> {
        self.with(|draft| draft.scheme.channel(id).map(read))
    }

    /// Reads a code of the draft.
    pub fn code<R>(self, id: CodeId, read: impl FnOnce(&Code) -> R) -> Option<R> {
        self.with(|draft| draft.scheme.code(id).map(|(_, code)| read(code)))
    }

    /// Reads a question of the draft.
    pub fn modifier<R>(self, id: ModifierId, read: impl FnOnce(&Modifier) -> R) -> Option<R> {
        let is_it = |modifier: &&Modifier| modifier.id == id;
        self.with(|draft| draft.scheme.channels.iter().flat_map(|channel| &channel.modifiers).find(is_it).map(read))
    }

    /// Changes the draft, as a step of its own.
    pub fn edit<R>(self, change: impl FnOnce(&mut Draft) -> R) -> Option<R> {
        self.history.try_update(|history| history.edit(None, change))
    }

    /// Changes the draft by typing into a field; what is typed there is one step.
    pub fn typed(self, field: &str, change: impl FnOnce(&mut Draft)) {
        self.history.try_update(|history| history.edit(Some(field), change));
    }

    /// Takes the last step back.
    pub fn undo(self) {
        self.history.update(|history| {
            history.undo();
        });
        self.choose_what_is_there();
    }

    /// Does the last undone step again.
    pub fn redo(self) {
        self.history.update(|history| {
            history.redo();
        });
        self.choose_what_is_there();
    }

    /// Whether there is a step to take back, and one to do again.
    pub fn able(self) -> (bool, bool) {
        self.history.with(History::able)
    }

    /// Forgets what is not taken in.
    pub fn start_over(self) {
        let place = self.chosen.get_untracked().and_then(|id| self.place_of(id));
        self.history.set(History::new(Draft::of(self.base.get_untracked())));
        // New channels got other ids.
        let channels =
            self.base.with_untracked(|base| base.channels.iter().map(|channel| channel.id).collect::<Vec<_>>());
        self.chosen.set(place.and_then(|place| channels.get(place).or(channels.last()).copied()));
        self.opened.set(None);
    }

    fn place_of(self, id: ChannelId) -> Option<usize> {
        self.history.with_untracked(|history| history.now().scheme.channels.iter().position(|channel| channel.id == id))
    }

    /// After a channel is gone: another one is shown.
    pub fn choose_what_is_there(self) {
        let there = |id: ChannelId| self.history.with_untracked(|history| history.now().scheme.channel(id).is_some());
        if self.chosen.get_untracked().is_some_and(|id| !there(id)) {
            let last = self.history.with_untracked(|history| history.now().scheme.channels.last().map(|last| last.id));
            self.chosen.set(last);
        }
    }

    /// The change that the draft comes to, with what it does.
    pub fn impact(self) -> Option<(SchemeChange, Impact)> {
        let change = self.base.with(|base| self.with(|draft| draft.change(base)));
        let impact = self.desk.with(|project| Impact::of(project, self.scheme, &change)).flatten()?;
        Some((change, impact))
    }

    /// Whether something keeps the project from taking the draft in.
    pub fn is_broken(self) -> bool {
        self.problems.with(|problems| problems.iter().any(|problem| problem.what.grade() == Grade::Error))
    }

    /// Takes the draft into the project. Tells whether that was done.
    pub fn apply(self) -> bool {
        let change = self.base.with_untracked(|base| self.history.with_untracked(|history| history.now().change(base)));
        let done = self.desk.dispatch(Command::ChangeScheme { scheme: self.scheme, change: Box::new(change) });
        if done && let Some(now) = self.desk.with(|project| project.scheme(self.scheme).cloned()).flatten() {
            self.base.set(now);
            self.start_over();
        }
        done
    }

    /// Whether something is coded by the scheme.
    pub fn is_used(self) -> bool {
        self.codings() > 0
    }

    /// How many codings there are by the scheme.
    pub fn codings(self) -> usize {
        self.desk.revisions.study.track();
        let by =
            |project: &crate::model::Project| project.observations.iter().filter(|o| o.scheme == self.scheme).count();
        self.desk.with(by).unwrap_or(0)
    }

    /// Shows the place of a problem, and puts the focus there.
    pub fn lead_to(self, place: Place) {
        let channel = match place {
            Place::Scheme => None,
            Place::Channel(id) => Some(id),
            Place::Code(code) => self.with(|draft| draft.scheme.code(code).map(|(channel, _)| channel.id)),
            Place::Modifier(id) => self.with(|draft| {
                let holds = |channel: &&Channel| channel.modifiers.iter().any(|modifier| modifier.id == id);
                draft.scheme.channels.iter().find(holds).map(|channel| channel.id)
            }),
        };
        self.chosen.set(channel);
        focus_later(field_of(place));
    }
}

/// The id of the field that a place begins with.
pub fn field_of(place: Place) -> String {
    match place {
        Place::Scheme => "scheme-name".into(),
        Place::Channel(ChannelId(id)) => format!("channel-{id}-name"),
        Place::Code(CodeId(id)) => format!("code-{id}-label"),
        Place::Modifier(ModifierId(id)) => format!("modifier-{id}-name"),
    }
}

/// Puts the focus on an element, by its id, once it is in the page.
pub fn focus_later(id: String) {
    Timeout::new(0, move || {
        let element =
            page::document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            element.focus().ok();
        }
    })
    .forget();
}

/// The draft on the page.
pub fn editing() -> Editing {
    expect_context()
}

/// The scheme that the page is about, as the project has it: that of the address, else that of the coding shown.
pub fn asked_scheme(scheme: Option<SchemeId>) -> Option<CodingScheme> {
    let desk = context().desk;
    match scheme {
        Some(id) => desk.with(|project| project.scheme(id).cloned()).flatten(),
        None => desk.shown(|shown| shown.scheme.clone()),
    }
}
