//! The coding page: video, palette, events, timeline.

use crate::app::intervals::IntervalCoding;
use crate::app::pages::codebook::Codebook;
use crate::app::pages::compare::LookedAt;
use crate::app::panels::bar::Bar;
use crate::app::panels::batch::{Asked, BatchDialogs};
use crate::app::panels::help::Help;
use crate::app::panels::palette::Palette;
use crate::app::panels::ratings::{self, Ratings};
use crate::app::panels::region::kept_margin;
use crate::app::panels::side::{SidePanel, SideTab};
use crate::app::panels::signals::AddSignal;
use crate::app::panels::tally::TallySettings;
use crate::app::panels::timeline::TimelinePanel;
use crate::app::panels::video::VideoPanel;
use crate::app::panels::videos::{Manage, Stage};
use crate::app::parts::{self, Summary};
use crate::app::rating::Rating;
use crate::app::sound::Sound;
use crate::app::timeline_view::TimelineView;
use crate::app::{Context, context, kept_view, keys, opening, signals};
use crate::coding::{Watched, around};
use crate::edit::Boundary;
use crate::model::{ChannelId, CodeId};
use crate::query::Found;
use crate::route::Route;
use crate::t;
use crate::time::{Millis, Span};
use crate::words::say;
use leptos::prelude::*;

/// What the panels of the page share.
#[derive(Clone, Copy)]
pub struct CodePage {
    /// The window of the timeline.
    pub timeline: TimelineView,
    /// Whether the map of keys is shown.
    pub help: RwSignal<bool>,
    /// Whether the summary is shown, in place of the palette and the list.
    pub summary: RwSignal<bool>,
    /// Whether the form of global ratings is shown, in place of the palette and the list.
    pub ratings: RwSignal<bool>,
    /// What of the session was played since it was opened.
    pub watched: RwSignal<Watched>,
    /// What the event tally counts.
    pub tally: TallySettings,
    /// What neighbors do when an edge or an event is moved.
    pub boundary: RwSignal<Boundary>,
    /// The dialog about editing that is open.
    pub asked: RwSignal<Option<Asked>>,
    /// What is shown beside the palette.
    pub side: RwSignal<SideTab>,
    /// What was looked for and found, by onset.
    pub matches: RwSignal<Vec<Found>>,
    /// Bumped when something is to be looked for.
    pub finding: RwSignal<u32>,
    /// The videos on screen.
    pub stage: Stage,
    /// What is played before and after an event.
    pub margin: RwSignal<Millis>,
    /// Interval coding.
    pub intervals: IntervalCoding,
    /// Continuous rating.
    pub rating: Rating,
    /// Bumped to cancel a drag.
    pub cancel_drag: RwSignal<u32>,
    /// The sound of the video.
    pub sound: Sound,
    /// What is looked at where codings are compared.
    pub compared: LookedAt,
}

impl CodePage {
    /// Whether a dialog takes all keys.
    pub fn is_modal(self) -> bool {
        self.help.get_untracked() || self.asked.with_untracked(Option::is_some) || self.stage.managing.get_untracked()
    }

    /// Opens a dialog about editing.
    pub fn ask(self, asked: Asked) {
        self.asked.set(Some(asked));
    }

    /// Shows where to look for events.
    pub fn find(self) {
        self.summary.set(false);
        self.side.set(SideTab::Find);
        self.finding.update(|count| *count += 1);
    }

    /// The selected event with what is around it.
    fn around_selected(self, context: Context) -> Option<Span> {
        let id = context.desk.selection.with_untracked(|selection| selection.iter().next().copied())?;
        let end = self.timeline.scale.with_untracked(crate::timeline::Scale::duration);
        let margin = self.margin.get_untracked();
        let span = context.desk.shown(|shown| {
            let event = shown.event(id)?.1;
            around(event.onset(), event.offset()?, margin, end)
        });
        span.flatten()
    }

    /// Starts or ends the repetition of the selected event, else of what the timeline shows.
    pub fn toggle_loop(self, context: Context) {
        if context.player.looping().is_some() {
            context.player.set_loop(None);
            return;
        }
        context.player.set_loop(self.around_selected(context).or_else(|| self.timeline.visible()));
    }

    /// Plays the selected event once, with what is around it.
    pub fn play_event(self, context: Context) {
        match self.around_selected(context) {
            Some(span) => context.player.play_once(span),
            None => context.notices.inform("play-event", t!("region-select")),
        }
    }

    /// Cancels a drag, lets the selection go, ends a repetition.
    pub fn escape(self, context: Context) {
        self.cancel_drag.update(|count| *count += 1);
        self.stage.cancel();
        self.stage.aligning.set(None);
        context.desk.select(None, false);
        context.player.set_loop(None);
    }
}

/// Marks a code at a moment, if there is a video.
pub fn mark(context: Context, channel: ChannelId, code: CodeId, at: Millis) {
    let has_video = context.desk.shown(|shown| !shown.session.media.is_empty());
    if has_video == Some(false) {
        context.notices.inform("video-first", t!("notice-video-first"));
        return;
    }
    if !context.desk.records(channel) {
        let name = context.desk.shown(|shown| {
            let channel = shown.scheme.channel(channel)?;
            Some(format!("{} {}", say::role(channel.role), channel.name))
        });
        context.notices.inform("hidden-channel", t!("pass-hidden", channel = name.flatten().unwrap_or_default()));
        return;
    }
    context.desk.press(channel, code, at);
}

/// The coding page.
#[component]
pub fn Code() -> impl IntoView {
    let context = context();
    let page = CodePage {
        timeline: TimelineView::new(),
        help: RwSignal::new(false),
        summary: RwSignal::new(false),
        ratings: RwSignal::new(false),
        watched: RwSignal::new(Watched::default()),
        tally: TallySettings::new(),
        boundary: RwSignal::new(Boundary::Normal),
        asked: RwSignal::new(None),
        side: RwSignal::new(SideTab::Events),
        matches: RwSignal::new(Vec::new()),
        finding: RwSignal::new(0),
        stage: Stage::new(),
        margin: RwSignal::new(kept_margin()),
        intervals: IntervalCoding::new(context),
        rating: Rating::new(context),
        cancel_drag: RwSignal::new(0),
        sound: Sound::new(),
        compared: LookedAt::new(),
    };
    provide_context(page);
    parts::load_rest();
    opening::watch(context);
    signals::watch(context);
    ratings::watch(context, page.watched);
    kept_view::watch(context, page);
    let listening = StoredValue::new_local(keys::listen(context, page));
    on_cleanup(move || listening.dispose());

    // One project or session follows another under the same page: everything below is built anew for each, with a video of its own, but
    // not when the same one is loaded again to be taken over, so that its video plays on.
    let open = Memo::new(move |_| {
        context.desk.uid.get()?;
        context.desk.observation.track();
        context.desk.shown(|shown| (shown.project.uid.clone(), shown.session.id))
    });
    // Another session was not watched yet, and a scheme of global ratings alone has nothing else to show.
    Effect::new(move |_| {
        open.track();
        page.watched.set(Watched::default());
        let only_ratings = context.desk.shown(|shown| {
            !shown.scheme.channels.is_empty() && shown.scheme.channels.iter().all(|channel| channel.global().is_some())
        });
        page.ratings.set(only_ratings == Some(true));
    });
    let compares = Memo::new(move |_| context.route.with(Route::is_beside_coding));
    let body = move || match open.get() {
        Some(_) => view! {
            <main
                class="code-page"
                class:compares=compares
                class:summarizes=move || !compares.get() && (page.summary.get() || page.ratings.get())
            >
                <VideoPanel />
                <Show when=move || !compares.get() fallback=parts::Beside>
                    <Palette />
                    <SidePanel />
                    <Show when=move || page.summary.get()>
                        <Summary />
                    </Show>
                    <Show when=move || page.ratings.get()>
                        <Ratings />
                    </Show>
                    <TimelinePanel />
                </Show>
            </main>
        }
        .into_any(),
        None => view! { <main class="page-waiting" aria-busy="true"></main> }.into_any(),
    };
    let covered = Memo::new(move |_| context.route.with(Route::covers_coding));
    let reads = Memo::new(move |_| matches!(context.route.get(), Route::Codebook { .. }));
    let writes = Memo::new(move |_| matches!(context.route.get(), Route::Scheme { .. }) && open.get().is_some());
    view! {
        <div class="beneath" class:covered=covered inert=covered>
            <Bar />
            {body}
            <Help />
            <AddSignal />
            <BatchDialogs />
            <Manage />
        </div>
        <Show when=move || reads.get()>
            <Codebook />
        </Show>
        <Show when=move || writes.get()>
            <parts::SchemeEditor />
        </Show>
    }
    .into_any()
}
