//! Messages to the user: shown once, announced to screen readers, dismissed by hand or, when they only confirm, by themselves.

use super::context;
use super::widgets::icon::{Glyph, Icon};
use crate::t;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// How long a confirmation stays.
const CONFIRMATION_MS: u32 = 5000;

/// How serious a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something went as wished; goes by itself.
    Confirmation,
    /// Something to know; stays.
    Information,
    /// Something did not work; stays and is announced at once.
    Problem,
}

/// A button within a notice.
#[derive(Clone)]
pub struct Offer {
    /// Its label.
    pub label: String,
    /// What it does.
    pub run: Callback<()>,
}

/// One message.
#[derive(Clone)]
pub struct Notice {
    id: u32,
    /// For tests and styles: which message this is.
    pub kind: &'static str,
    /// How serious.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
    /// What can be done about it.
    pub offer: Option<Offer>,
}

/// The messages on screen.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    next: StoredValue<u32>,
}

impl Notices {
    /// None yet.
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Something went as wished.
    pub fn confirm(self, kind: &'static str, text: String) {
        self.add(kind, Tone::Confirmation, text, None);
    }

    /// Something to know.
    pub fn inform(self, kind: &'static str, text: String) {
        self.add(kind, Tone::Information, text, None);
    }

    /// Something did not work.
    pub fn problem(self, kind: &'static str, text: String) {
        self.add(kind, Tone::Problem, text, None);
    }

    /// Something to know, with a button.
    pub fn offer(self, kind: &'static str, tone: Tone, text: String, offer: Offer) {
        self.add(kind, tone, text, Some(offer));
    }

    /// Takes all notices of a kind away.
    pub fn clear(self, kind: &'static str) {
        self.list.update(|list| list.retain(|notice| notice.kind != kind));
    }

    /// Takes away what was said about the project that was open; problems stay until they are read.
    pub fn clear_passing(self) {
        self.list.update(|list| list.retain(|notice| notice.tone == Tone::Problem));
    }

    /// Adds a notice; one of the same kind gives way, so that a key pressed ten times complains once.
    fn add(self, kind: &'static str, tone: Tone, text: String, offer: Option<Offer>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.list.update(|list| {
            list.retain(|notice| notice.kind != kind);
            list.push(Notice { id, kind, tone, text, offer });
        });
        if tone == Tone::Confirmation {
            Timeout::new(CONFIRMATION_MS, move || self.dismiss(id)).forget();
        }
    }

    fn dismiss(self, id: u32) {
        // A timer may outlive the signal.
        self.list.try_update(|list| list.retain(|notice| notice.id != id));
    }
}

/// The stack of notices in the corner.
#[component]
pub fn NoticeList() -> impl IntoView {
    let notices = context().notices;
    let item = move |notice: Notice| {
        let Notice { id, kind, tone, text, offer } = notice;
        let role = if tone == Tone::Problem { "alert" } else { "status" };
        let class = match tone {
            Tone::Confirmation => "notice confirmation",
            Tone::Information => "notice information",
            Tone::Problem => "notice problem",
        };
        let glyph = match tone {
            Tone::Confirmation => Glyph::Check,
            Tone::Information => Glyph::Info,
            Tone::Problem => Glyph::Warning,
        };
        let button = offer.map(|offer| {
            let run = move |_| {
                notices.dismiss(id);
                offer.run.run(());
            };
            view! { <button class="button small" data-testid="notice-offer" on:click=run>{offer.label}</button> }
        });
        view! {
            <div class=class role=role data-testid="notice" data-kind=kind>
                <Icon glyph />
                <p>{text}</p>
                {button}
                <button
                    class="icon-button"
                    data-testid="notice-dismiss"
                    aria-label=t!("notice-dismiss")
                    on:click=move |_| notices.dismiss(id)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        }
    };
    view! {
        <section class="notices" aria-label=t!("notice-label")>
            <For each=move || notices.list.get() key=|notice| notice.id children=item />
        </section>
    }
}
