//! Settling where codings differ: one disagreement after the other, by keyboard, beside the video and the lanes.

mod begin;
mod card;
mod files;
mod keys;
mod progress;
mod saying;

use super::comparison::Live;
use super::figures::Kind;
use super::intervals::Intervals;
use super::lanes::AlignedLanes;
use super::moments::{Moment, Moments, Strip};
use super::{ComparePage, Picks};
use crate::analysis::compare::{MAX_CODINGS, Settings, Statistic};
use crate::app::panels::timeline::length;
use crate::app::{Context, context};
use crate::consensus::{Obstacle, Question, Survey};
use crate::edit::Command;
use crate::model::{Choice, CodeId, CodingScheme, Decision, ObservationId, Project};
use crate::platform::frame;
use crate::route::Route;
use crate::t;
use crate::time::{Millis, Span};
use crate::words::say;
use leptos::prelude::*;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Here {
    context: Context,
    id: ObservationId,
    /// What the codings say, and what is decided.
    survey: Memo<Result<Survey, Option<Obstacle>>>,
    /// The disagreements as moments; which one is asked about.
    moments: Moments,
    /// The reason, as typed so far.
    note: RwSignal<String>,
    /// Codes that are chosen and not taken yet, where there can be many.
    chosen: RwSignal<Vec<CodeId>>,
    /// What was done last, to be read out.
    told: RwSignal<String>,
}

impl Here {
    /// Reads the project with the consensus' scheme and codings.
    fn with<R>(self, read: impl FnOnce(&Project, &CodingScheme, &[ObservationId]) -> R) -> Option<R> {
        let of = |project: &Project| {
            let observation = project.observation(self.id)?;
            let codings = &observation.consensus.as_ref()?.codings;
            Some(read(project, project.scheme(observation.scheme)?, codings))
        };
        self.context.desk.with(of).flatten()
    }

    /// The names of the coders, by place.
    fn coders(self) -> Vec<String> {
        self.context.desk.revisions.names.track();
        let names = self.with(|project, _, codings| {
            let coder = |id: &ObservationId| project.coder(project.observation(*id)?.coder);
            codings.iter().map(|id| coder(id).map(|coder| coder.name.clone()).unwrap_or_default()).collect()
        });
        names.unwrap_or_default()
    }

    /// The question that is asked.
    fn question(self) -> Option<Question> {
        let at = self.moments.at.get()?;
        self.survey.with(|survey| survey.as_ref().ok()?.questions().nth(at).cloned())
    }

    /// How many disagreements there are, and how many of them are decided or skipped.
    fn progress(self) -> (usize, usize) {
        self.survey.with(|survey| {
            let questions = || survey.iter().flat_map(Survey::questions);
            (questions().count(), questions().filter(|question| question.settled.is_some()).count())
        })
    }

    /// The first question from a place on that is not decided, and after the last from the first on.
    fn next_open(self, from: usize) -> Option<usize> {
        self.survey.with_untracked(|survey| {
            let open: Vec<usize> = survey
                .iter()
                .flat_map(Survey::questions)
                .enumerate()
                .filter(|(_, question)| question.settled.is_none())
                .map(|(nth, _)| nth)
                .collect();
            open.iter().find(|nth| **nth >= from).or(open.first()).copied()
        })
    }

    /// Decides the question that is asked, and goes on to the next.
    fn settle(self, choice: Choice) {
        let (Some(at), Some(question)) = (self.moments.at.get_untracked(), untrack(|| self.question())) else { return };
        let coders = untrack(|| self.coders());
        let told = self.with(|_, scheme, codings| {
            let name = |id: &ObservationId| coders.get(codings.iter().position(|of| of == id)?).cloned();
            saying::decided(&choice, scheme, &name)
        });
        let focused = card::focused();
        let note = self.note.get_untracked();
        let decision = Decision { moment: question.moment, choice: Some(choice), note };
        if !self.context.desk.dispatch(Command::Settle { observation: self.id, decision }) {
            return;
        }
        let (count, done) = untrack(|| self.progress());
        self.told.set(t!(
            "consensus-told",
            what = told.unwrap_or_default(),
            done = done.to_string(),
            count = count.to_string()
        ));
        match self.next_open(at + 1) {
            Some(next) => self.moments.go(next),
            None => self.context.player.set_loop(None),
        }
        // After the next card is there.
        frame::next_frame(move || card::restore(focused));
    }

    /// Takes the decision about the question back.
    fn reopen(self) {
        let Some(question) = untrack(|| self.question()).filter(|question| question.settled.is_some()) else { return };
        let decision = Decision { moment: question.moment, choice: None, note: String::new() };
        if self.context.desk.dispatch(Command::Settle { observation: self.id, decision }) {
            self.told.set(t!("consensus-reopened"));
        }
    }

    /// Writes the reason of a decision that holds already.
    fn write_note(self) {
        let note = self.note.get_untracked();
        let held = untrack(|| self.question()).and_then(|question| question.settled);
        if let Some(held) = held.filter(|held| held.note != note.trim()) {
            self.context.desk.dispatch(Command::Settle { observation: self.id, decision: Decision { note, ..held } });
        }
    }
}

/// The page: a form to begin with, or the disagreements of a consensus.
#[component]
pub(super) fn Settling() -> impl IntoView {
    let Context { desk, route, .. } = context();
    let which = Memo::new(move |_| {
        desk.revisions.study.track();
        let asked = match route.get() {
            Route::Consensus { observation, .. } => observation,
            _ => None,
        };
        // One that was undone is begun anew.
        asked.filter(|id| {
            desk.with(|project| project.observation(*id).is_some_and(|of| of.consensus.is_some())) == Some(true)
        })
    });
    move || match which.get() {
        Some(id) => view! { <Steps id /> }.into_any(),
        None => view! { <begin::Begin /> }.into_any(),
    }
}

fn survey(context: Context, id: ObservationId) -> Memo<Result<Survey, Option<Obstacle>>> {
    let desk = context.desk;
    Memo::new(move |_| {
        let revisions = desk.revisions;
        let all = [revisions.events, revisions.media, revisions.schemes, revisions.study, revisions.settings];
        all.into_iter().chain([revisions.ratings]).for_each(|revision| revision.track());
        desk.observation.track();
        let of = desk.shown(|shown| {
            // Who is to code blind does not see what others coded.
            if shown.observation.is_blind() {
                return Err(Some(Obstacle::Blind));
            }
            let consensus = shown.project.observation(id).and_then(|of| of.consensus.as_ref()).ok_or(None)?;
            Survey::of(shown.project, consensus).map_err(Some)
        });
        of.unwrap_or(Err(None))
    })
}

/// The disagreements of a consensus.
#[component]
fn Steps(id: ObservationId) -> impl IntoView {
    let context = context();
    let desk = context.desk;
    // Its session is shown, with its videos.
    let other = desk.shown(|shown| {
        let own = shown.project.observation(id).map(|of| of.session);
        own.is_some_and(|own| own != shown.session.id)
    });
    if other == Some(true) {
        desk.show(id);
    }
    let moments = Moments::new(context);
    let here = Here {
        context,
        id,
        survey: survey(context, id),
        moments,
        note: RwSignal::new(String::new()),
        chosen: RwSignal::new(Vec::new()),
        told: RwSignal::new(String::new()),
    };
    provide_context(here);
    moments.listen();
    keys::listen(here);
    follow(here);
    provide_context(beside(here));
    let is_there = Memo::new(move |_| here.survey.with(Result::is_ok));
    view! {
        <section class="compare consensus" aria-label=t!("place-consensus") data-testid="consensus">
            <progress::Head />
            <Show when=move || is_there.get() fallback=Hindrance>
                <card::Card />
                <progress::Report />
            </Show>
        </section>
        <Show when=move || is_there.get()>
            <Strip />
            <AlignedLanes />
        </Show>
    }
    .into_any()
}

/// Why nothing can be settled.
#[component]
fn Hindrance() -> impl IntoView {
    let here: Here = expect_context();
    let why = move || here.survey.with(|survey| survey.as_ref().err().copied().flatten().map(say::unsettled));
    view! { <p class="list-empty" data-testid="consensus-hindrance">{why}</p> }
}

/// Keeps the list of moments as the survey is; at first the first one that is not decided is asked about.
fn follow(here: Here) {
    let moments = here.moments;
    Effect::new(move |before: Option<()>| {
        let coders = here.coders();
        let list = here.survey.with(|survey| {
            let questions: Vec<&Question> = survey.iter().flat_map(Survey::questions).collect();
            let of = |_: &Project, scheme: &CodingScheme, codings: &[ObservationId]| {
                questions
                    .iter()
                    .filter_map(|question| moment(here, question, scheme, codings, &coders))
                    .collect::<Vec<_>>()
            };
            here.with(of).unwrap_or_default()
        });
        let count = list.len();
        moments.title.set(t!("consensus-title"));
        moments.list.set(list);
        let at = moments.at.get_untracked();
        if before.is_none() {
            moments.at.set(here.next_open(0).or((count > 0).then_some(0)));
        } else if at.is_none_or(|at| at >= count) {
            moments.at.set(here.next_open(0));
        }
    });
    // What is typed and chosen is about one question.
    let asked = Memo::new(move |_| here.question());
    Effect::new(move |_| {
        let question = asked.get();
        let held = question.and_then(|question| question.settled);
        let codes = match held.as_ref().and_then(|held| held.choice.clone()) {
            Some(Choice::Codes(codes)) => codes,
            _ => Vec::new(),
        };
        here.chosen.set(codes);
        here.note.set(held.map(|held| held.note).unwrap_or_default());
    });
}

/// A question as a moment of the list.
fn moment(
    here: Here,
    question: &Question,
    scheme: &CodingScheme,
    codings: &[ObservationId],
    coders: &[String],
) -> Option<Moment> {
    let whole = || Span::new(Millis::ZERO, length(here.context.desk));
    let name = |id: &ObservationId| codings.iter().position(|of| of == id).and_then(|nth| coders.get(nth).cloned());
    let place = saying::place(question, scheme);
    let held = question.settled.as_ref().and_then(|held| held.choice.as_ref());
    let held = held.map(|choice| t!("consensus-decided", what = saying::decided(choice, scheme, &name)));
    let said = held.unwrap_or_else(|| saying::all_said(question, scheme, coders));
    let span = question.moment.span.or_else(whole)?;
    Some(Moment { channel: question.moment.channel, span, said: format!("{place} · {said}") })
}

/// The codings lane under lane with the consensus as the last, where there is room for it. Disagreements can be picked.
fn beside(here: Here) -> ComparePage {
    let Here { context, id, survey, moments, .. } = here;
    let settings = Memo::new(move |_| {
        context.desk.revisions.study.track();
        let codings = here.with(|_, _, codings| codings.to_vec()).unwrap_or_default();
        let all = codings.into_iter().chain([id]).take(MAX_CODINGS);
        // No number is shown; one has to be made.
        Settings { statistics: vec![Statistic::Percent], ..Settings::of(all) }
    });
    let spans = Memo::new(move |_| {
        survey.with(|survey| {
            let channels = survey.iter().flat_map(|survey| &survey.channels);
            let open = |channel: &crate::consensus::Surveyed| {
                let open = channel.questions.iter().filter(|question| question.settled.is_none());
                (channel.channel, open.filter_map(|question| question.moment.span).collect::<Vec<_>>())
            };
            channels.map(open).collect::<Vec<_>>()
        })
    });
    let pick = Callback::new(move |(channel, span)| {
        let place = moments
            .list
            .with_untracked(|list| list.iter().position(|moment| moment.channel == channel && moment.span == span));
        if let Some(place) = place {
            moments.go(place);
        }
    });
    ComparePage {
        context,
        asked: settings,
        settings,
        result: Live::new(context.desk, settings).result(),
        intervals: Intervals::new(),
        chosen: RwSignal::new(None),
        figure: RwSignal::new(Kind::Said),
        moments,
        picks: Some(Picks { spans, pick }),
    }
}
