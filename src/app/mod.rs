//! The page: Leptos components over the pure core. Components hold ids and signals; the project lives in one place, [`desk::Desk`].

#![allow(clippy::large_types_passed_by_value)] // handles to signals are meant to be copied; in debug builds each carries its place of birth

mod desk;
mod downloads;
mod editing;
mod intervals;
mod kept_view;
mod keys;
mod notices;
mod opening;
mod pages;
mod panels;
mod parts;
mod player;
mod rating;
mod saver;
mod scheme_files;
mod selection;
mod signals;
mod sound;
mod timeline_view;
mod watching;
mod widgets;

use crate::platform::{page, panic, theme};
use crate::route::Route;
use leptos::prelude::*;

/// Everything that lives as long as the page; in the context of every component.
#[derive(Clone, Copy)]
struct Context {
    route: RwSignal<Route>,
    desk: desk::Desk,
    player: player::Player,
    notices: notices::Notices,
    saver: saver::Saver,
    signals: signals::SignalFiles,
    /// Whether the form for a new project is shown.
    starting: RwSignal<bool>,
    /// Bumped when the system turns dark or light, so that canvases repaint.
    appearance: RwSignal<u32>,
}

/// The app's context.
fn context() -> Context {
    expect_context()
}

/// Puts the app in place of the page's loading line.
pub fn mount() {
    panic::install();
    if let Some(placeholder) = page::document().get_element_by_id("app") {
        placeholder.remove();
    }
    leptos::mount::mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let route = RwSignal::new(Route::parse(&page::hash()));
    let notices = notices::Notices::new();
    let saver = saver::Saver::new();
    let desk = desk::Desk::new(notices, saver);
    let player = player::Player::new(desk, notices);
    let appearance = RwSignal::new(0);
    let starting = RwSignal::new(false);
    let signals = signals::SignalFiles::new();
    provide_context(Context { route, desk, player, notices, saver, signals, starting, appearance });

    let listening = page::on_hash_change(move |hash| route.set(Route::parse(&hash)));
    let appearances = page::on_appearance_change(move || {
        theme::forget();
        appearance.update(|count| *count += 1);
    });
    let kept = StoredValue::new_local((listening, appearances));
    on_cleanup(move || kept.dispose());
    watching::watch(context());

    // The codebook and the scheme editor lie over the coding page, which stays as it is, with its video; a comparison or a consensus takes
    // the place of all of it but its video.
    let place = Memo::new(move |_| match route.get() {
        Route::Compare { project, .. }
        | Route::Consensus { project, .. }
        | Route::Codebook { project }
        | Route::Scheme { project, .. } => Route::Code { project },
        route => route,
    });
    let screen = move || match place.get() {
        Route::Home => view! { <pages::home::Home /> }.into_any(),
        Route::Code { .. }
        | Route::Compare { .. }
        | Route::Consensus { .. }
        | Route::Codebook { .. }
        | Route::Scheme { .. } => view! { <parts::Code /> }.into_any(),
        // The deliberate failure that shows what a crash looks like.
        #[allow(clippy::panic)]
        Route::Crash => panic!("asked for by the address #/crash"),
    };
    view! {
        {screen}
        <notices::NoticeList />
    }
}
