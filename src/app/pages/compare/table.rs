//! The numbers by channel; of the channel that is chosen, by pair of coders and by code as well.

use super::comparison::Comparison;
use super::names::{code_name, title};
use super::{Chosen, ComparePage};
use crate::analysis::compare::{Basis, Between, Estimate, Number, Report, Row, Statistic, fixed};
use crate::app::widgets::role_name;
use crate::t;
use crate::words::agreement;
use leptos::prelude::*;

/// What a row of the table shows.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    own: Chosen,
    role: &'static str,
    name: String,
    /// Of a channel's pair or code: it stands below the channel.
    is_within: bool,
    numbers: Vec<Number>,
    is_units: bool,
    /// Of a curve's samples, where it is of values.
    is_curve: bool,
}

/// Which channels: those with codes, or those that are rated, which share no number with them.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Coded,
    Rated,
}

impl Part {
    fn has(self, comparison: &Comparison, row: &Row) -> bool {
        let is_rated = comparison.channel(row.channel).is_some_and(|(aligned, _)| aligned.is_rated());
        is_rated == (self == Self::Rated)
    }
}

/// The columns: what was asked for and some row has.
fn columns(part: Part, comparison: &Comparison) -> Vec<Statistic> {
    let rows: Vec<&Row> = comparison.report.rows.iter().filter(|row| part.has(comparison, row)).collect();
    let has = |statistic: &&Statistic| {
        rows.iter().any(|row| row.numbers.iter().any(|number| number.statistic == **statistic))
    };
    Statistic::ALL.iter().filter(has).copied().collect()
}

/// The rows: every channel, and the pairs and codes of the one that is chosen.
fn lines(here: ComparePage, part: Part) -> Vec<Line> {
    here.context.desk.revisions.names.track();
    let chosen = here.chosen.get();
    here.result.with(|result| {
        let Ok(comparison) = result else { return Vec::new() };
        let whole = comparison.between();
        let is_shown = |own: &Chosen| {
            let is_open = chosen.is_some_and(|chosen| chosen.channel == own.channel);
            let of = chosen.map_or(whole, |chosen| chosen.between);
            match own.code {
                None => own.between == whole || is_open,
                Some(_) => is_open && own.between == of,
            }
        };
        let line = |row: &Row| {
            let (aligned, _) = comparison.channel(row.channel)?;
            let code = match row.code {
                Some(code) => Some(aligned.codes.iter().position(|own| *own == code)?),
                None => None,
            };
            let own = Chosen { channel: row.channel, code, between: row.between };
            if !part.has(comparison, row) || !is_shown(&own) {
                return None;
            }
            let name = here.scheme(comparison, |scheme| match code {
                Some(code) => code_name(aligned, scheme, code),
                None if row.between == whole => title(aligned, scheme, None),
                None => here.between(row.between),
            })?;
            let (is_units, is_curve) = (aligned.is_in_units(), aligned.grid().is_some());
            let is_within = code.is_some() || row.between != whole;
            let numbers = row.numbers.clone();
            Some(Line { own, role: role_name(aligned.role), name, is_within, numbers, is_units, is_curve })
        };
        let numbers = |report: &Report| {
            let mut all: Vec<Line> = report.rows.iter().filter_map(line).collect();
            // The channel before its pairs, these before the codes of the pair that is chosen.
            let place = |line: &Line| {
                let channels = &comparison.comparable.channels;
                let channel = channels.iter().position(|aligned| aligned.channel == line.own.channel);
                let pair = match line.own.between {
                    Between::Pair(i, j) if line.is_within => Some((i, j)),
                    _ => None,
                };
                (channel, line.own.code, pair)
            };
            all.sort_by_key(place);
            all
        };
        here.intervals.with(|with| numbers(with.unwrap_or(&comparison.report)))
    })
}

/// A number in writing, its interval, and what it rests on; or a dash and why.
fn written(number: Option<&Number>, line: &Line, confidence: u8) -> (String, Option<String>, String) {
    let Some(number) = number else { return ("–".to_owned(), None, t!("compare-not-of-this-kind")) };
    let decimals = match number.statistic {
        of if of.is_coefficient() => 3,
        of if of.basis() == Basis::Values => 2,
        _ => 0,
    };
    let text = |value: f64| fixed(value, decimals);
    match number.value {
        Ok(Estimate { value, interval, n }) => {
            let rests = match number.statistic.basis() {
                Basis::Time if !line.is_units => t!("compare-rests-time", n = format!("{:.1}", n / 1000.0)),
                Basis::Time | Basis::Units => t!("compare-rests-units", n = format!("{n:.0}")),
                Basis::Events | Basis::Program => t!("compare-rests-events", n = format!("{n:.0}")),
                Basis::Values if line.is_curve => t!("compare-rests-samples", n = format!("{n:.0}")),
                Basis::Values => t!("compare-rests-sessions", n = format!("{n:.0}")),
            };
            match interval {
                Ok((low, high)) => {
                    let (low, high) = (text(low), text(high));
                    let range = format!("[{low}, {high}]");
                    let says = t!("compare-interval", confidence = confidence.to_string(), low = low, high = high);
                    (text(value), Some(range), format!("{says} · {rests}"))
                }
                Err(why) => (text(value), None, format!("{rests} · {}", agreement::reason(why))),
            }
        }
        Err(why) => ("–".to_owned(), None, agreement::reason(why)),
    }
}

/// The tables, with what a number means below.
#[component]
pub(super) fn Table() -> impl IntoView {
    let here: ComparePage = expect_context();
    let explained = RwSignal::new(Statistic::Kappa);
    let has = move |part: Part| {
        Memo::new(move |_| {
            here.result
                .with(|result| result.as_ref().is_ok_and(|of| of.report.rows.iter().any(|row| part.has(of, row))))
        })
    };
    let (has_coded, has_rated) = (has(Part::Coded), has(Part::Rated));
    // Where all is rated there is no κ.
    let told = move || match explained.get() {
        Statistic::Kappa if !has_coded.get() => Statistic::IccAgreement,
        explained => explained,
    };
    view! {
        <Show when=move || has_coded.get()>{table(here, Part::Coded, explained)}</Show>
        <Show when=move || has_rated.get()>{table(here, Part::Rated, explained)}</Show>
        <p class="hint compare-meaning" role="status" data-testid="compare-meaning">
            <b>{move || agreement::statistic(told())}</b>
            " "
            {move || agreement::meaning(told())}
        </p>
    }
    .into_any()
}

fn table(here: ComparePage, part: Part, explained: RwSignal<Statistic>) -> AnyView {
    let columns =
        Memo::new(move |_| here.result.with(|result| result.as_ref().map(|of| columns(part, of)).unwrap_or_default()));
    let heads = move || {
        let head = |column: Statistic| {
            view! {
                <th scope="col" class="number">
                    <button
                        class="link-head"
                        title=agreement::meaning(column)
                        data-testid="compare-head"
                        data-column=column.id()
                        aria-pressed=move || (explained.get() == column).to_string()
                        on:click=move |_| explained.set(column)
                    >
                        {agreement::statistic(column)}
                    </button>
                </th>
            }
        };
        columns.get().into_iter().map(head).collect_view()
    };
    let shown = Memo::new(move |_| lines(here, part));
    // A row that says the same stays, and keeps the focus.
    let rows = move || {
        let columns = columns.get();
        shown.get().into_iter().map(|line| (columns.clone(), line)).collect::<Vec<_>>()
    };
    let label = match part {
        Part::Coded => t!("compare-table"),
        Part::Rated => t!("compare-table-rated"),
    };
    view! {
        <div class="compare-table" tabindex="0" role="group" aria-label=label>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t!("compare-channel")}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=rows
                        key=|row| format!("{row:?}")
                        children=move |(columns, own)| line(here, &own, &columns)
                    />
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(here: ComparePage, line: &Line, columns: &[Statistic]) -> AnyView {
    let own = line.own;
    let is_chosen = move || here.chosen.get() == Some(own);
    let confidence = here.settings.get_untracked().confidence;
    let cells = columns.iter().map(|column| {
        let column = *column;
        let number = line.numbers.iter().find(|number| number.statistic == column);
        let (text, range, says) = written(number, line, confidence);
        let range = range.map(|range| view! { <small>{range}</small> });
        let behind = t!("compare-behind", number = agreement::statistic(column));
        let cell = if number.is_some_and(|number| number.value.is_ok()) {
            view! {
                <button
                    class="link-number"
                    title=format!("{says}\n{behind}")
                    on:click=move |_| here.play_behind(own, column)
                >
                    {text}
                </button>
            }
            .into_any()
        } else {
            view! { <span title=says>{text}</span> }.into_any()
        };
        view! { <td class="number" data-column=column.id()>{cell}{range}</td> }
    });
    let hint = t!("compare-show", name = line.name.clone());
    view! {
        <tr
            class="compare-row"
            class:of-code=line.is_within
            class:current=is_chosen
            data-testid="compare-row"
            data-name=line.name.clone()
        >
            <th scope="row">
                <button
                    class="link-row"
                    data-role=line.role
                    title=hint
                    aria-pressed=move || is_chosen().to_string()
                    on:click=move |_| here.choose(own)
                >
                    {line.name.clone()}
                </button>
            </th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}
