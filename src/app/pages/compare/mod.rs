//! Two codings of a session side by side: how far they agree, and the moment behind each number.
//!
//! It takes the place of all of the coding page but its videos, so that these need not be chosen again.

mod crossing;
mod files;
mod lanes;
mod moments;
mod settings;
mod table;

use crate::analysis::pairwise::{Compared, Obstacle, Pairwise, Piece, Row, Settings};
use crate::app::desk::Desk;
use crate::app::panels::second_coding::SecondCoding;
use crate::app::{Context, context};
use crate::model::{ChannelId, CodingScheme, Observation, ObservationId, Project};
use crate::platform::{frame, page};
use crate::route::Route;
use crate::t;
use crate::time::Span;
use crate::words::say;
use leptos::prelude::*;
use moments::{Moment, Moments};

/// A row of the table: a channel, or one of its codes by its place.
type Chosen = (ChannelId, Option<usize>);

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct ComparePage {
    context: Context,
    settings: Memo<Settings>,
    /// The codings, side by side.
    result: RwSignal<Result<Pairwise, Obstacle>>,
    /// The numbers of each channel.
    rows: Memo<Vec<(ChannelId, Vec<Row>)>>,
    /// The row that the figure is about.
    chosen: RwSignal<Option<Chosen>>,
    /// What is looked at.
    moments: Moments,
}

/// The codings of the session that is shown that can be compared: not those that are blind and not handed in.
fn codings(project: &Project, shown: &Observation) -> Vec<ObservationId> {
    let own = project.observations.iter().filter(|other| other.session == shown.session && !other.is_blind());
    own.map(|other| other.id).collect()
}

/// The codings that settings mean: those that come first where they name none.
fn meant(project: &Project, shown: &Observation, settings: Settings) -> Result<[ObservationId; 2], Obstacle> {
    let all = codings(project, shown);
    let of_session = project.observations.iter().filter(|other| other.session == shown.session).count();
    if of_session < 2 {
        return Err(Obstacle::OneCoding);
    }
    let free = |other: Option<ObservationId>| all.iter().copied().find(|id| Some(*id) != other);
    let first = settings.codings[0].or_else(|| free(settings.codings[1]));
    let second = settings.codings[1].or_else(|| free(first));
    Ok([first.ok_or(Obstacle::Blind)?, second.ok_or(Obstacle::Blind)?])
}

fn compare(desk: Desk, settings: Settings) -> Result<Pairwise, Obstacle> {
    let of = desk.shown(|shown| {
        // Who is to code blind does not see what others coded.
        if shown.observation.is_blind() {
            return Err(Obstacle::Blind);
        }
        Pairwise::of(shown.project, meant(shown.project, shown.observation, settings)?)
    });
    of.unwrap_or(Err(Obstacle::NotThere))
}

/// The comparison, made anew in the frame after a change.
fn live(desk: Desk, settings: Memo<Settings>) -> RwSignal<Result<Pairwise, Obstacle>> {
    let result = RwSignal::new(compare(desk, settings.get_untracked()));
    let asked = StoredValue::new_local(false);
    Effect::new(move |before: Option<()>| {
        settings.track();
        desk.observation.track();
        let revisions = desk.revisions;
        for revision in [revisions.events, revisions.media, revisions.names, revisions.schemes, revisions.study] {
            revision.track();
        }
        if before.is_none() || asked.get_value() {
            return;
        }
        asked.set_value(true);
        frame::next_frame(move || {
            if asked.try_set_value(false).is_none()
                && let Some(settings) = settings.try_get_untracked()
            {
                result.try_set(compare(desk, settings));
            }
        });
    });
    result
}

impl ComparePage {
    /// Changes the settings: they live in the address.
    fn set(self, settings: Settings) {
        if let Some(project) = self.context.desk.uid.get_untracked() {
            page::go(&Route::Compare { project, settings: settings.query() }.href());
        }
    }

    /// The codings that are compared; of what cannot be, those that were asked for.
    fn sides(self) -> [Option<ObservationId>; 2] {
        let settings = self.settings.get();
        let meant = self.context.desk.shown(|shown| meant(shown.project, shown.observation, settings).ok()).flatten();
        meant.map_or(settings.codings, |meant| meant.map(Some))
    }

    /// Reads one channel with its scheme.
    fn channel<R>(self, id: ChannelId, read: impl FnOnce(&Compared, &CodingScheme) -> R) -> Option<R> {
        self.result.with(|result| {
            let pairwise = result.as_ref().ok()?;
            let compared = pairwise.channel(id)?;
            let of = |project: &Project| {
                let scheme = project.observation(pairwise.codings[0])?.scheme;
                Some(read(compared, project.scheme(scheme)?))
            };
            self.context.desk.with(of).flatten()
        })
    }

    /// The names of both coders.
    fn coders(self) -> [String; 2] {
        self.context.desk.revisions.names.track();
        let name = |id: Option<ObservationId>| {
            let of = |project: &Project| Some(project.coder(project.observation(id?)?.coder)?.name.clone());
            self.context.desk.with(of).flatten().unwrap_or_default()
        };
        self.sides().map(name)
    }

    /// Chooses a row, and shows where both differ in it.
    fn choose(self, chosen: Chosen) {
        self.chosen.set(Some(chosen));
        let (title, moments) = self.differing(chosen);
        self.moments.show(title, moments);
    }

    /// Where both differ in a channel, or in one of its codes.
    fn differing(self, (channel, code): Chosen) -> (String, Vec<Moment>) {
        let settings = self.settings.get_untracked();
        let found = untrack(|| {
            self.channel(channel, |compared, scheme| {
                let own = compared.disagreements(&settings);
                let about = |piece: &&Piece| {
                    let has = |said: &Vec<usize>, code: &usize| said.contains(code);
                    code.is_none_or(|code| has(&piece.said[0], &code) != has(&piece.said[1], &code))
                };
                let said = |piece: &Piece| piece.said.each_ref().map(|said| codes_in_words(compared, scheme, said));
                let moment = |piece: &Piece| Moment { channel, span: piece.span, said: said(piece) };
                (title(compared, scheme, code), own.iter().filter(about).map(moment).collect::<Vec<_>>())
            })
        });
        found.map_or_else(Default::default, |(name, moments)| (t!("compare-differ-in", name = name), moments))
    }

    /// The stretches in which both differ, for each channel.
    fn all_differing(self) -> Vec<(ChannelId, Vec<Span>)> {
        let settings = self.settings.get();
        self.result.with(|result| {
            let channels = result.as_ref().map_or(&[][..], |pairwise| &pairwise.channels);
            let spans =
                |compared: &Compared| compared.disagreements(&settings).iter().map(|piece| piece.span).collect();
            channels.iter().map(|compared| (compared.channel, spans(compared))).collect()
        })
    }
}

/// A channel or one of its codes by name.
fn title(compared: &Compared, scheme: &CodingScheme, code: Option<usize>) -> String {
    let channel = scheme.channel(compared.channel).map(|channel| channel.name.as_str()).unwrap_or_default();
    match code {
        Some(code) => format!("{} {channel}: {}", say::role(compared.role), code_name(compared, scheme, code)),
        None => format!("{} {channel}", say::role(compared.role)),
    }
}

fn code_name(compared: &Compared, scheme: &CodingScheme, code: usize) -> String {
    let id = compared.codes.get(code);
    id.and_then(|id| scheme.code(*id)).map(|(_, code)| code.label.clone()).unwrap_or_default()
}

fn codes_in_words(compared: &Compared, scheme: &CodingScheme, said: &[usize]) -> String {
    if said.is_empty() {
        return t!("compare-no-code");
    }
    said.iter().map(|code| code_name(compared, scheme, *code)).collect::<Vec<_>>().join(", ")
}

/// The page.
#[component]
pub fn Compare() -> impl IntoView {
    let context = context();
    let settings = Memo::new(move |_| match context.route.get() {
        Route::Compare { settings, .. } => Settings::parse(&settings),
        _ => Settings::default(),
    });
    let result = live(context.desk, settings);
    let rows = Memo::new(move |_| {
        let settings = settings.get();
        result.with(|result| {
            let channels = result.as_ref().map_or(&[][..], |pairwise| &pairwise.channels);
            channels.iter().map(|compared| (compared.channel, compared.rows(&settings))).collect()
        })
    });
    let here =
        ComparePage { context, settings, result, rows, chosen: RwSignal::new(None), moments: Moments::new(context) };
    provide_context(here);
    here.moments.listen();
    // What is shown follows the project: at first, and when it changed, where both differ in the row that is chosen.
    Effect::new(move |_| {
        let first = result
            .with(|result| result.as_ref().ok().and_then(|pairwise| pairwise.channels.first()).map(|of| of.channel));
        settings.track();
        let known = |(id, _): &Chosen| result.with(|result| result.as_ref().is_ok_and(|of| of.channel(*id).is_some()));
        let chosen = here.chosen.get_untracked().filter(known).or(first.map(|id| (id, None)));
        match chosen {
            Some(chosen) if here.moments.is_about_row() => here.choose(chosen),
            Some(_) => {}
            None => here.chosen.set(None),
        }
    });
    let is_comparable = Memo::new(move |_| result.with(Result::is_ok));
    view! {
        <section class="compare" aria-label=t!("place-compare") data-testid="compare">
            <settings::Controls />
            <Show when=move || is_comparable.get() fallback=Hindrance>
                <table::Table />
                <crossing::Figure />
            </Show>
        </section>
        <moments::Strip />
        <Show when=move || is_comparable.get()>
            <lanes::AlignedLanes />
        </Show>
    }
    .into_any()
}

/// Why there is nothing to see, and what to do.
#[component]
fn Hindrance() -> impl IntoView {
    let here: ComparePage = expect_context();
    let desk = here.context.desk;
    let asked = RwSignal::new(false);
    let obstacle = Memo::new(move |_| here.result.with(|result| result.as_ref().err().copied()));
    let close = Callback::new(move |()| {
        asked.set(false);
        // A new coding is shown, and made on the coding page.
        if desk.shown(|shown| shown.observation.is_blind() || shown.observation.event_count() == 0) == Some(true)
            && let Some(project) = desk.uid.get_untracked()
        {
            page::go(&Route::Code { project }.href());
        }
    });
    view! {
        <div class="list-empty" data-testid="compare-hindrance">
            <h3>{move || obstacle.get().map(say::obstacle)}</h3>
            <p>{move || obstacle.get().map(say::obstacle_help)}</p>
            <Show when=move || obstacle.get() == Some(Obstacle::OneCoding)>
                <button class="button primary" data-testid="compare-second" on:click=move |_| asked.set(true)>
                    {t!("codings-second")}
                </button>
            </Show>
            <Show when=move || asked.get()>
                <SecondCoding close />
            </Show>
        </div>
    }
    .into_any()
}
