//! What is noted of a session: free notes, bookmarks, stretches that cannot be judged; and its signals.

use crate::app::desk::Desk;
use crate::app::panels::signals::Signals;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::{release_focus, role_name};
use crate::app::{Context, context};
use crate::edit::Command;
use crate::model::{Bookmark, Role, SessionId, Unscorable};
use crate::t;
use crate::time::{Millis, Span};
use crate::words::say;
use leptos::prelude::*;

/// Notes, bookmarks, unscorable stretches.
#[component]
pub fn SessionNotes() -> impl IntoView {
    view! {
        <section class="session-notes" role="tabpanel" aria-label=t!("side-session") data-testid="session-notes">
            <Notes />
            <Bookmarks />
            <Stretches />
            <Signals />
        </section>
    }
    .into_any()
}

/// The session that is shown.
fn session(desk: Desk) -> Option<SessionId> {
    desk.shown(|shown| shown.session.id)
}

#[component]
fn Notes() -> impl IntoView {
    let Context { desk, .. } = context();
    let text = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.observation.track();
        desk.shown(|shown| shown.session.notes.clone()).unwrap_or_default()
    });
    view! {
        <label class="field">
            <span>{t!("notes-label")}</span>
            <textarea
                class="input"
                rows="4"
                data-testid="notes"
                prop:value=text
                disabled=move || desk.read_only.get()
                on:change=move |event| {
                    if let Some(session) = session(desk) {
                        desk.dispatch(Command::SetNotes { session, text: event_target_value(&event) });
                    }
                }
            ></textarea>
        </label>
    }
}

/// Puts a bookmark at the playhead.
pub fn bookmark_here(context: Context) {
    let Context { desk, player, .. } = context;
    let at = player.playhead();
    let found = desk.shown(|shown| (shown.session.id, shown.session.bookmarks.clone()));
    let Some((session, mut bookmarks)) = found else { return };
    if bookmarks.iter().all(|bookmark| bookmark.at != at) {
        bookmarks.push(Bookmark { at, text: String::new() });
        desk.dispatch(Command::SetBookmarks { session, bookmarks });
    }
}

/// Changes the bookmarks of the session that is shown.
fn change_bookmarks(desk: Desk, change: impl FnOnce(&mut Vec<Bookmark>)) {
    let found = desk.shown(|shown| (shown.session.id, shown.session.bookmarks.clone()));
    let Some((session, mut bookmarks)) = found else { return };
    change(&mut bookmarks);
    desk.dispatch(Command::SetBookmarks { session, bookmarks });
}

#[component]
fn Bookmarks() -> impl IntoView {
    let context = context();
    let Context { desk, .. } = context;
    let list = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.observation.track();
        desk.shown(|shown| shown.session.bookmarks.clone()).unwrap_or_default()
    });
    let rows = move || {
        let row = |(index, bookmark): (usize, Bookmark)| {
            view! {
                <li data-testid="bookmark">
                    <TimeLink at=bookmark.at />
                    <input
                        class="input"
                        aria-label=t!("bookmark-text")
                        prop:value=bookmark.text
                        disabled=move || desk.read_only.get()
                        on:change=move |event| {
                            let text = event_target_value(&event);
                            change_bookmarks(desk, |bookmarks| {
                                if let Some(bookmark) = bookmarks.get_mut(index) {
                                    bookmark.text = text;
                                }
                            });
                        }
                    />
                    <RemoveButton
                        label=t!("bookmark-remove", at = bookmark.at.to_string())
                        remove=Callback::new(move |()| {
                            change_bookmarks(desk, |bookmarks| {
                                if index < bookmarks.len() {
                                    bookmarks.remove(index);
                                }
                            });
                        })
                    />
                </li>
            }
        };
        list.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <section>
            <header class="notes-head">
                <h3>{t!("bookmarks-label")}</h3>
                <button
                    class="link-button"
                    data-testid="bookmark-here"
                    disabled=move || desk.read_only.get()
                    on:click=move |_| bookmark_here(context)
                >
                    {t!("bookmark-here")}
                </button>
            </header>
            <ul class="notes-list">{rows}</ul>
            <Show when=move || list.with(Vec::is_empty)>
                <p class="hint">{t!("bookmarks-empty")}</p>
            </Show>
        </section>
    }
}

/// Changes the stretches of the session that is shown.
fn change_stretches(desk: Desk, change: impl FnOnce(&mut Vec<Unscorable>)) {
    let found = desk.shown(|shown| (shown.session.id, shown.session.unscorable.clone()));
    let Some((session, mut stretches)) = found else { return };
    change(&mut stretches);
    desk.dispatch(Command::SetUnscorable { session, stretches });
}

#[component]
fn Stretches() -> impl IntoView {
    let Context { desk, player, .. } = context();
    let list = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.observation.track();
        desk.shown(|shown| shown.session.unscorable.clone()).unwrap_or_default()
    });
    // Where a stretch was begun that has no end yet.
    let begun = RwSignal::new(None::<Millis>);
    let press = move |_| {
        let at = player.playhead();
        match begun.get_untracked() {
            None => begun.set(Some(at)),
            Some(start) => {
                begun.set(None);
                if let Some(span) = Span::new(start.min(at), start.max(at)) {
                    let stretch = Unscorable { span, role: None, reason: String::new() };
                    change_stretches(desk, |stretches| stretches.push(stretch));
                }
            }
        }
    };
    let rows = move || {
        list.get().into_iter().enumerate().map(|(index, stretch)| stretch_row(desk, index, &stretch)).collect_view()
    };
    view! {
        <section>
            <header class="notes-head">
                <h3>{t!("unscorable-label")}</h3>
                <button
                    class="link-button"
                    data-testid="unscorable-here"
                    disabled=move || desk.read_only.get()
                    on:click=press
                >
                    {move || match begun.get() {
                        None => t!("unscorable-from"),
                        Some(at) => t!("unscorable-to", at = crate::timeline::timecode(at, true)),
                    }}
                </button>
            </header>
            <ul class="notes-list">{rows}</ul>
            <Show when=move || list.with(Vec::is_empty)>
                <p class="hint">{t!("unscorable-empty")}</p>
            </Show>
        </section>
    }
}

fn stretch_row(desk: Desk, index: usize, stretch: &Unscorable) -> impl IntoView + use<> {
    let span = stretch.span;
    let role = stretch.role;
    let change = move |change: &dyn Fn(&mut Unscorable)| {
        change_stretches(desk, |stretches| {
            if let Some(stretch) = stretches.get_mut(index) {
                change(stretch);
            }
        });
    };
    let options = [None, Some(Role::Parent), Some(Role::Child)].map(|option| {
        let (value, label) = match option {
            None => ("", t!("unscorable-everyone")),
            Some(role) => (role_name(role), say::role(role)),
        };
        view! { <option value=value selected=option == role>{label}</option> }
    });
    view! {
        <li class="stretch" data-testid="unscorable">
            <TimeLink at=span.start() />
            <span aria-hidden="true">"–"</span>
            <TimeLink at=span.end() />
            <RemoveButton
                label=t!("unscorable-remove", at = span.start().to_string())
                remove=Callback::new(move |()| {
                    change_stretches(desk, |stretches| {
                        if index < stretches.len() {
                            stretches.remove(index);
                        }
                    });
                })
            />
            <select
                class="select"
                aria-label=t!("unscorable-who")
                disabled=move || desk.read_only.get()
                on:change=move |event| {
                    let chosen = event_target_value(&event);
                    let role = Role::ALL.into_iter().find(|role| role_name(*role) == chosen);
                    change(&|stretch| stretch.role = role);
                    release_focus(&event);
                }
            >
                {options}
            </select>
            <input
                class="input"
                aria-label=t!("unscorable-reason")
                placeholder=t!("unscorable-reason")
                prop:value=stretch.reason.clone()
                disabled=move || desk.read_only.get()
                on:change=move |event| {
                    let reason = event_target_value(&event);
                    change(&|stretch| stretch.reason.clone_from(&reason));
                }
            />
        </li>
    }
}

/// A moment that a click goes to.
#[component]
fn TimeLink(at: Millis) -> impl IntoView {
    let player = context().player;
    view! {
        <button class="link-button figure" on:click=move |_| player.seek(at)>
            {crate::timeline::timecode(at, true)}
        </button>
    }
}

#[component]
fn RemoveButton(label: String, remove: Callback<()>) -> impl IntoView {
    let desk = context().desk;
    view! {
        <button
            class="icon-button"
            aria-label=label
            disabled=move || desk.read_only.get()
            on:click=move |_| remove.run(())
        >
            <Icon glyph=Glyph::Trash />
        </button>
    }
}
