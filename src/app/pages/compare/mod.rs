//! Codings of a session side by side: how far they agree, and the moment behind each number.
//!
//! It takes the place of all of the coding page but its videos, so that these need not be chosen again.

mod choices;
mod crossing;
mod figures;
mod files;
mod intervals;
mod lanes;
mod moments;
mod settings;
mod table;

use crate::analysis::compare::{
    Aligned, Between, Category, Comparable, Disagreement, EventPair, Obstacle, Pieces, Report, Settings, Statistic,
    event_pairs, events_behind, report,
};
use crate::app::desk::Desk;
use crate::app::panels::second_coding::SecondCoding;
use crate::app::{Context, context};
use crate::model::{ChannelId, CodeId, CodingScheme, Observation, ObservationId, Project};
use crate::platform::{frame, page};
use crate::route::Route;
use crate::t;
use crate::time::{Millis, Span};
use crate::words::{agreement, say};
use figures::Kind;
use intervals::Intervals;
use leptos::prelude::*;
use moments::{Moment, Moments};

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Chosen {
    channel: ChannelId,
    /// One of its codes by its place, or the channel as a whole.
    code: Option<usize>,
    between: Between,
}

/// Codings side by side, with all that the page shows of them.
struct Comparison {
    comparable: Comparable,
    settings: Settings,
    /// The numbers, without intervals.
    report: Report,
    /// What all said in each channel.
    pieces: Vec<Option<Pieces>>,
}

impl Comparison {
    fn of(project: &Project, settings: Settings) -> Result<Self, Obstacle> {
        let comparable = Comparable::of(project, &settings)?;
        let live = Settings { resamples: 0, ..settings.clone() };
        let report = report(&comparable, &live, &mut |_| true).unwrap_or_default();
        let pieces = comparable.channels.iter().map(|aligned| Pieces::of(aligned, &settings)).collect();
        Ok(Self { comparable, settings, report, pieces })
    }

    fn channel(&self, id: ChannelId) -> Option<(&Aligned, Option<&Pieces>)> {
        let place = self.comparable.channels.iter().position(|aligned| aligned.channel == id)?;
        Some((self.comparable.channels.get(place)?, self.pieces.get(place)?.as_ref()))
    }

    fn pairs(&self, channel: ChannelId, between: Between) -> Option<Vec<EventPair>> {
        let Between::Pair(i, j) = between else { return None };
        event_pairs(self.channel(channel)?.0, (i, j), &self.settings)
    }

    /// Whose agreement a channel's own row is about.
    fn between(&self) -> Between {
        if self.comparable.codings.len() > 2 { Between::All } else { Between::Pair(0, 1) }
    }

    /// Whether there is such a row.
    fn has(&self, chosen: &Chosen) -> bool {
        let has_code = |aligned: &Aligned| chosen.code.is_none_or(|code| code < aligned.codes.len());
        self.channel(chosen.channel).is_some_and(|(aligned, pieces)| pieces.is_some() && has_code(aligned))
            && Between::all(self.comparable.codings.len()).contains(&chosen.between)
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct ComparePage {
    context: Context,
    /// As the address says: it may name no coding.
    asked: Memo<Settings>,
    /// With the codings that are meant.
    settings: Memo<Settings>,
    /// The codings, side by side.
    result: RwSignal<Result<Comparison, Obstacle>>,
    intervals: Intervals,
    /// The row that the figure is about.
    chosen: RwSignal<Option<Chosen>>,
    /// What the figure shows of it.
    figure: RwSignal<Kind>,
    /// What is looked at.
    moments: Moments,
}

/// The codings of the session that is shown; those that are blind and not handed in come last.
fn codings(project: &Project, shown: &Observation) -> Vec<(ObservationId, bool)> {
    let own = project.observations.iter().filter(|other| other.session == shown.session);
    let mut all: Vec<(ObservationId, bool)> = own.map(|other| (other.id, other.is_blind())).collect();
    all.sort_by_key(|(_, is_blind)| *is_blind);
    all
}

/// Settings with their codings: the first two of the session where they name none.
fn meant(desk: Desk, mut asked: Settings) -> Settings {
    if asked.codings.is_empty() {
        let first = desk.shown(|shown| codings(shown.project, shown.observation));
        asked.codings = first.unwrap_or_default().into_iter().take(2).map(|(id, _)| id).collect();
    }
    asked
}

fn compare(desk: Desk, settings: Settings) -> Result<Comparison, Obstacle> {
    let of = desk.shown(|shown| {
        // Who is to code blind does not see what others coded.
        if settings.codings.len() > 1 && shown.observation.is_blind() {
            return Err(Obstacle::Blind { coding: 0 });
        }
        if settings
            .codings
            .first()
            .and_then(|id| shown.project.observation(*id))
            .is_some_and(|of| of.session != shown.session.id)
        {
            return Err(Obstacle::OtherSession { coding: 0 });
        }
        Comparison::of(shown.project, settings)
    });
    of.unwrap_or(Err(Obstacle::NotThere))
}

/// The comparison, made anew in the frame after a change.
fn live(desk: Desk, settings: Memo<Settings>) -> RwSignal<Result<Comparison, Obstacle>> {
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
    fn change(self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.asked.get_untracked();
        change(&mut settings);
        if let Some(project) = self.context.desk.uid.get_untracked() {
            page::go(&Route::Compare { project, settings: settings.in_range().query() }.href());
        }
    }

    /// Reads one channel with its scheme.
    fn channel<R>(self, id: ChannelId, read: impl FnOnce(&Aligned, Option<&Pieces>, &CodingScheme) -> R) -> Option<R> {
        self.result.with(|result| {
            let comparison = result.as_ref().ok()?;
            let (aligned, pieces) = comparison.channel(id)?;
            self.scheme(comparison, |scheme| read(aligned, pieces, scheme))
        })
    }

    /// Reads the scheme that names channels and codes.
    fn scheme<R>(self, comparison: &Comparison, read: impl FnOnce(&CodingScheme) -> R) -> Option<R> {
        let of = |project: &Project| {
            let first = comparison.comparable.codings.first()?.observation;
            Some(read(project.scheme(project.observation(first)?.scheme)?))
        };
        self.context.desk.with(of).flatten()
    }

    /// The names of the coders, by place.
    fn coders(self) -> Vec<String> {
        self.context.desk.revisions.names.track();
        let name = |project: &Project, id: &ObservationId| {
            let coder = project.observation(*id).and_then(|of| project.coder(of.coder));
            coder.map(|coder| coder.name.clone()).unwrap_or_default()
        };
        let codings = self.settings.get().codings;
        let of = |project: &Project| codings.iter().map(|id| name(project, id)).collect();
        self.context.desk.with(of).unwrap_or_default()
    }

    /// The names of both coders of a pair.
    fn pair(self, (i, j): (usize, usize)) -> [String; 2] {
        let coders = self.coders();
        [i, j].map(|coder| coders.get(coder).cloned().unwrap_or_default())
    }

    /// Whose agreement a row is about, in words.
    fn between(self, between: Between) -> String {
        match between {
            Between::Pair(i, j) => {
                let [first, second] = self.pair((i, j));
                t!("compare-pair", first = first, second = second)
            }
            Between::All => t!("compare-all"),
        }
    }

    /// A row by name.
    fn title(self, chosen: Chosen) -> String {
        let name = self.channel(chosen.channel, |aligned, _, scheme| title(aligned, scheme, chosen.code));
        let name = name.unwrap_or_default();
        let is_one_of_many = self.result.with(|result| result.as_ref().is_ok_and(|of| of.comparable.codings.len() > 2));
        if is_one_of_many { format!("{name} · {}", self.between(chosen.between)) } else { name }
    }

    /// Chooses a row, and shows where coders differ in it.
    fn choose(self, chosen: Chosen) {
        self.chosen.set(Some(chosen));
        let (title, moments) = untrack(|| self.differing(chosen));
        self.moments.show(title, moments);
    }

    /// Chooses a row, and plays the moments behind one of its numbers.
    fn play_behind(self, chosen: Chosen, statistic: Statistic) {
        self.chosen.set(Some(chosen));
        let (title, moments) =
            untrack(|| self.events_behind(chosen, statistic).unwrap_or_else(|| self.differing(chosen)));
        self.moments.play(title, moments);
    }

    /// Where coders differ in a channel, or in one of its codes.
    fn differing(self, chosen: Chosen) -> (String, Vec<Moment>) {
        let coders = self.coders();
        let found = self.channel(chosen.channel, |aligned, pieces, scheme| {
            let all = pieces.map(|pieces| pieces.disagreements(chosen.between, chosen.code)).unwrap_or_default();
            let said = |differ: &Disagreement| {
                let one = |(coder, said): (&String, &Option<u16>)| {
                    let category = pieces?.categories.get(usize::from((*said)?))?;
                    Some(t!("compare-said", coder = coder.clone(), said = category_name(aligned, scheme, category)))
                };
                coders.iter().zip(&differ.said).filter_map(one).collect::<Vec<_>>().join(" · ")
            };
            let moment =
                |differ: &Disagreement| Moment { channel: chosen.channel, span: differ.span, said: said(differ) };
            all.iter().map(moment).collect::<Vec<_>>()
        });
        (t!("compare-differ-in", name = self.title(chosen)), found.unwrap_or_default())
    }

    /// The events behind a number that counts events.
    fn events_behind(self, chosen: Chosen, statistic: Statistic) -> Option<(String, Vec<Moment>)> {
        let Between::Pair(i, j) = chosen.between else { return None };
        let coders = self.pair((i, j));
        let found = self.result.with(|result| {
            let comparison = result.as_ref().ok()?;
            let code = match chosen.code {
                Some(code) => Some(*comparison.channel(chosen.channel)?.0.codes.get(code)?),
                None => None,
            };
            events_behind(statistic, &comparison.pairs(chosen.channel, chosen.between)?, code)
        })?;
        let moments = self.channel(chosen.channel, |_, _, scheme| {
            let moment = |pair: &EventPair| {
                let said = pair_in_words(pair, &coders, scheme);
                Some(Moment { channel: chosen.channel, span: pair.span()?, said })
            };
            found.iter().filter_map(moment).collect()
        })?;
        let number = agreement::statistic(statistic);
        Some((t!("compare-events-behind", number = number, name = self.title(chosen)), moments))
    }

    /// The stretches in which coders differ, for each channel.
    fn all_differing(self) -> Vec<(ChannelId, Vec<Span>)> {
        self.result.with(|result| {
            let Ok(comparison) = result else { return Vec::new() };
            let spans = |pieces: &Pieces| {
                pieces.disagreements(Between::All, None).iter().map(|differ| differ.span).collect::<Vec<_>>()
            };
            let of = |(aligned, pieces): (&Aligned, &Option<Pieces>)| {
                (aligned.channel, pieces.as_ref().map(spans).unwrap_or_default())
            };
            comparison.comparable.channels.iter().zip(&comparison.pieces).map(of).collect()
        })
    }
}

/// A channel or one of its codes by name.
fn title(aligned: &Aligned, scheme: &CodingScheme, code: Option<usize>) -> String {
    let channel = scheme.channel(aligned.channel).map(|channel| channel.name.as_str()).unwrap_or_default();
    match code {
        Some(code) => format!("{} {channel}: {}", say::role(aligned.role), code_name(aligned, scheme, code)),
        None => format!("{} {channel}", say::role(aligned.role)),
    }
}

fn code_name(aligned: &Aligned, scheme: &CodingScheme, code: usize) -> String {
    aligned.codes.get(code).map(|id| label(scheme, *id)).unwrap_or_default()
}

fn label(scheme: &CodingScheme, code: CodeId) -> String {
    scheme.code(code).map(|(_, code)| code.label.clone()).unwrap_or_default()
}

fn category_name(aligned: &Aligned, scheme: &CodingScheme, category: &Category) -> String {
    match category {
        Category::Code(code) => code_name(aligned, scheme, *code),
        Category::Codes(codes) => {
            codes.iter().map(|code| code_name(aligned, scheme, *code)).collect::<Vec<_>>().join(", ")
        }
        Category::Nothing => t!("compare-no-code"),
        Category::Else => t!("compare-else"),
    }
}

fn pair_in_words(pair: &EventPair, coders: &[String; 2], scheme: &CodingScheme) -> String {
    let side = |coder: &String, side: Option<crate::analysis::compare::PairSide>| {
        let said = side.map_or_else(|| t!("compare-no-partner"), |side| label(scheme, side.code));
        t!("compare-said", coder = coder.clone(), said = said)
    };
    let signed = |apart: Millis| format!("{:+}", apart.0);
    let onset = pair.onset_difference().map(|apart| t!("compare-onset-apart", ms = signed(apart)));
    let offset = pair.offset_difference().map(|apart| t!("compare-offset-apart", ms = signed(apart)));
    let sides = [side(&coders[0], pair.first), side(&coders[1], pair.second)];
    sides.into_iter().chain(onset).chain(offset).collect::<Vec<_>>().join(" · ")
}

/// The page.
#[component]
pub fn Compare() -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let asked = Memo::new(move |_| match context.route.get() {
        Route::Compare { settings, .. } => Settings::parse(&settings),
        _ => Settings::default(),
    });
    let settings = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.observation.track();
        meant(desk, asked.get())
    });
    let result = live(desk, settings);
    let here = ComparePage {
        context,
        asked,
        settings,
        result,
        intervals: Intervals::new(),
        chosen: RwSignal::new(None),
        figure: RwSignal::new(Kind::Said),
        moments: Moments::new(context),
    };
    provide_context(here);
    here.moments.listen();
    // What is shown follows the project: at first, and when it changed, where coders differ in the row that is chosen.
    Effect::new(move |_| {
        here.intervals.clear();
        let chosen = result.with(|result| {
            let comparison = result.as_ref().ok()?;
            let first = || {
                // Those that are rated have no rows.
                let channel = comparison.report.rows.first()?.channel;
                Some(Chosen { channel, code: None, between: comparison.between() })
            };
            here.chosen.get_untracked().filter(|chosen| comparison.has(chosen)).or_else(first)
        });
        match chosen {
            Some(chosen) if here.moments.is_about_row() || here.chosen.get_untracked() != Some(chosen) => {
                here.choose(chosen);
            }
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
                <choices::Notes />
                <figures::Figure />
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
            <h3>{move || obstacle.get().map(agreement::obstacle)}</h3>
            <p>{move || obstacle.get().map(agreement::obstacle_help)}</p>
            <Show when=move || obstacle.get() == Some(Obstacle::TooFew)>
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
