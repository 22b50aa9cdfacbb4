//! Codings of a session side by side: how far they agree, and the moment behind each number.
//!
//! It takes the place of all of the coding page but its videos, so that these need not be chosen again.

mod canvas;
mod choices;
mod comparison;
mod consensus;
mod crossing;
mod figures;
mod files;
mod intervals;
mod lanes;
mod moments;
mod names;
mod settings;
mod table;
mod values;

use crate::analysis::compare::{
    Aligned, Between, Coding, Disagreement, EventPair, Obstacle, Pieces, Settings, Statistic, events_behind, fixed,
};
use crate::app::panels::second_coding::SecondCoding;
use crate::app::{Context, context};
use crate::model::{ChannelId, CodingScheme, Project};
use crate::platform::page;
use crate::route::Route;
use crate::t;
use crate::time::Span;
use crate::words::agreement;
use comparison::{Comparison, Live, Outcome, meant};
use figures::Kind;
use intervals::Intervals;
use leptos::prelude::*;
use moments::{Moment, Moments};
use names::{category_name, pair_in_words, title};

/// What is looked at: kept while another page, or another session, is shown.
#[derive(Clone, Copy)]
pub struct LookedAt {
    /// The row that the figure is about.
    chosen: RwSignal<Option<Chosen>>,
    /// What the figure shows of it.
    figure: RwSignal<Kind>,
}

impl LookedAt {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { chosen: RwSignal::new(None), figure: RwSignal::new(Kind::Said) }
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Chosen {
    channel: ChannelId,
    /// One of its codes by its place, or the channel as a whole.
    code: Option<usize>,
    between: Between,
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
    result: RwSignal<Outcome>,
    intervals: Intervals,
    /// The row that the figure is about.
    chosen: RwSignal<Option<Chosen>>,
    /// What the figure shows of it.
    figure: RwSignal<Kind>,
    /// What is looked at.
    moments: Moments,
    /// What is hatched and can be picked in the lanes, in place of where coders differ.
    picks: Option<Picks>,
}

/// Stretches of channels that can be picked in the lanes.
#[derive(Clone, Copy)]
struct Picks {
    spans: Memo<Vec<(ChannelId, Vec<Span>)>>,
    pick: Callback<(ChannelId, Span)>,
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
        let codings = self.result.with(|result| result.as_ref().ok().map(|of| of.comparable.codings.clone()));
        let name = |project: &Project, of: &Coding| {
            project.coder(of.coder).map(|coder| coder.name.clone()).unwrap_or_default()
        };
        let of = |project: &Project| codings.unwrap_or_default().iter().map(|of| name(project, of)).collect();
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
        if let Some(found) = self.far_apart(chosen, &coders) {
            return found;
        }
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

    /// Where ratings lie farther apart than on the average, with a title; none for what is not rated.
    fn far_apart(self, chosen: Chosen, coders: &[String]) -> Option<(String, Vec<Moment>)> {
        let name = self.title(chosen);
        self.channel(chosen.channel, |aligned, _, _| {
            let own = coders.iter().enumerate().filter(|(coder, _)| chosen.between.has(*coder));
            let own: Vec<&String> = own.map(|(_, name)| name).collect();
            let moment = |(span, means): (Span, Vec<f64>)| {
                let said = own.iter().zip(&means);
                let said =
                    said.map(|(coder, mean)| t!("compare-said", coder = (*coder).clone(), said = fixed(*mean, 2)));
                Moment { channel: chosen.channel, span, said: said.collect::<Vec<_>>().join(" · ") }
            };
            // Scores are of whole sessions: no stretch of one is behind them.
            let title = if aligned.grid().is_some() { t!("compare-far-apart-in", name = name) } else { name };
            aligned.is_rated().then(|| (title, aligned.far_apart(chosen.between).into_iter().map(moment).collect()))
        })
        .flatten()
    }

    /// Why a row has no moments.
    fn why_none(self) -> String {
        let is_of_sessions = self.chosen.get().and_then(|chosen| {
            self.channel(chosen.channel, |aligned, _, _| aligned.is_rated() && aligned.grid().is_none())
        });
        if is_of_sessions == Some(true) { t!("compare-of-sessions") } else { t!("compare-no-moments") }
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
            events_behind(statistic, &comparison.pairs(chosen.channel, chosen.between)?.ok()?, code)
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
        if let Some(picks) = self.picks {
            return picks.spans.get();
        }
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

/// The page that the address asks for.
#[component]
pub fn Beside() -> impl IntoView {
    let route = context().route;
    let settles = Memo::new(move |_| matches!(route.get(), Route::Consensus { .. }));
    view! {
        <Show when=move || settles.get() fallback=Compare>
            <consensus::Settling />
        </Show>
    }
}

/// The page.
#[component]
fn Compare() -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let looked_at = expect_context::<crate::app::pages::code::CodePage>().compared;
    let asked = Memo::new(move |_| match context.route.get() {
        Route::Compare { settings, .. } => Settings::parse(&settings),
        _ => Settings::default(),
    });
    let settings = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.observation.track();
        meant(desk, asked.get())
    });
    let live = Live::new(desk, settings);
    let result = live.result();
    let here = ComparePage {
        context,
        asked,
        settings,
        result,
        intervals: Intervals::new(),
        chosen: looked_at.chosen,
        figure: looked_at.figure,
        moments: Moments::new(context),
        picks: None,
    };
    provide_context(here);
    here.moments.listen();
    // What is shown follows the project: at first, and when it changed, where coders differ in the row that is chosen.
    Effect::new(move |_| {
        here.intervals.clear();
        let chosen = result.with(|result| {
            let comparison = result.as_ref().ok()?;
            let first = || {
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
            None => here.moments.clear(),
        }
    });
    let is_comparable = Memo::new(move |_| result.with(Result::is_ok));
    view! {
        <section
            class="compare"
            aria-label=t!("place-compare")
            data-testid="compare"
            aria-busy=move || live.is_behind().to_string()
        >
            <settings::Controls />
            <Show when=move || is_comparable.get() fallback=Hindrance>
                <table::Table />
                <choices::Notes />
                <canvas::Figure />
            </Show>
        </section>
        <Show when=move || is_comparable.get()>
            <moments::Strip />
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
    let obstacle = Memo::new(move |_| here.result.with(|result| result.as_ref().err().copied().flatten()));
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
            <h3>{move || obstacle.get().map_or_else(|| t!("compare-making"), agreement::obstacle)}</h3>
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
