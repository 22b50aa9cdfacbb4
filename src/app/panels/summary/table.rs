//! The numbers as a table: also what a screen reader has in place of the bars.

use super::{channel_title, go_to_next};
use crate::analysis::Defined;
use crate::analysis::budget::{Budget, CodeBudget};
use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::color::Rgb;
use crate::model::{CodeId, CodingScheme};
use crate::t;
use crate::words::say;
use leptos::prelude::*;

/// A line of the table. Lines stay as long as the scheme does; their numbers change within them, so that the focus stays too.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Line {
    Channel { title: String },
    Code { code: CodeId, label: String, channel: String, role: &'static str, color: Rgb },
}

fn lines(scheme: &CodingScheme) -> Vec<Line> {
    let of_channel = scheme.channels.iter().flat_map(|channel| {
        let codes = channel.codes.iter().map(|code| Line::Code {
            code: code.id,
            label: code.label.clone(),
            channel: channel.name.clone(),
            role: crate::app::widgets::role_name(channel.role),
            color: code.color,
        });
        std::iter::once(Line::Channel { title: channel_title(channel) }).chain(codes)
    });
    of_channel.collect()
}

/// The table.
#[component]
pub fn Table(numbers: RwSignal<Budget>) -> impl IntoView {
    let desk = context().desk;
    let lines = Memo::new(move |_| {
        numbers.track();
        desk.shown(|shown| lines(shown.scheme)).unwrap_or_default()
    });
    let numeric = |title: String, hint: String| view! { <th scope="col" class="number" title=hint>{title}</th> };
    view! {
        <div class="summary-scroll" tabindex="0" role="group" aria-label=t!("summary-title")>
            <table class="summary-table" data-testid="summary-table">
                <caption class="sr-only">{t!("summary-title")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!("summary-code")}</th>
                        {numeric(t!("summary-frequency"), t!("summary-frequency-hint"))}
                        {numeric(t!("summary-total"), t!("summary-total-hint"))}
                        {numeric(t!("summary-share"), t!("summary-share-hint"))}
                        {numeric(t!("summary-rate"), t!("summary-rate-hint"))}
                        {numeric(t!("summary-mean"), t!("summary-mean-hint"))}
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || lines.get()
                        key=Clone::clone
                        children=move |line| match line {
                            Line::Channel { title } => {
                                view! {
                                    <tr class="summary-channel">
                                        <th scope="rowgroup" colspan="6">
                                            {title}
                                        </th>
                                    </tr>
                                }
                                    .into_any()
                            }
                            Line::Code { code, label, channel, role, color } => {
                                view! { <CodeRow numbers code label channel role color /> }.into_any()
                            }
                        }
                    />
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn CodeRow(
    numbers: RwSignal<Budget>,
    code: CodeId,
    label: String,
    channel: String,
    role: &'static str,
    color: Rgb,
) -> impl IntoView {
    let context = context();
    let page: CodePage = expect_context();
    let own = Memo::new(move |_| numbers.with(|numbers| numbers.code(code).cloned()));
    let occurs = move || own.with(|own| own.as_ref().is_some_and(|own| own.frequency > 0));
    let frequency = move || own.with(|own| own.as_ref().map_or(0, |own| own.frequency));
    let cell = move |name: &'static str, read: fn(&CodeBudget) -> Option<Defined<String>>| {
        let content = move || own.with(|own| own.as_ref().and_then(read)).map(written);
        view! {
            <td class="number" data-cell=name>
                {content}
            </td>
        }
    };
    let selected = move || {
        context.desk.revisions.events.track();
        let one = context.desk.selection.with(|ids| if ids.len() == 1 { ids.first().copied() } else { None });
        let of =
            one.and_then(|id| context.desk.shown(|shown| shown.event(id).map(|(_, event)| event.code())).flatten());
        of == Some(code)
    };
    let name = label.clone();
    view! {
        <tr
            class="summary-code"
            class:never=move || !occurs()
            class:current=selected
            data-testid="summary-row"
            data-code=label.clone()
            data-channel=channel
            data-role=role
            style=("--code", color.to_string())
            on:click=move |_| go_to_next(context, page, code)
        >
            <th scope="row">
                <i class="swatch" aria-hidden="true"></i>
                <button
                    class="link-row"
                    title=t!("summary-next")
                    aria-label=t!("summary-next-of", code = name)
                    disabled=move || !occurs()
                >
                    {label.clone()}
                </button>
            </th>
            <td class="number" data-cell="frequency">{frequency}</td>
            {cell("total", |of| of.bouts.as_ref().map(|bouts| Ok(seconds(bouts.lengths.total.as_f64()))))}
            {cell("share", |of| of.bouts.as_ref().map(|bouts| bouts.share.map(|share| format!("{:.1}", share * 100.0))))}
            {cell("rate", |of| Some(of.rate.map(|rate| format!("{rate:.2}"))))}
            {cell("mean", |of| of.bouts.as_ref().map(|bouts| bouts.lengths.mean.map(seconds)))}
        </tr>
    }
}

/// Milliseconds as seconds with two decimals.
fn seconds(ms: f64) -> String {
    format!("{:.2}", ms / 1000.0)
}

/// A number, or a dash with the reason why there is none.
fn written(value: Defined<String>) -> AnyView {
    match value {
        Ok(text) => text.into_any(),
        Err(reason) => {
            let reason = say::undefined(reason);
            view! {
                <span aria-hidden="true" title=reason.clone()>
                    "–"
                </span>
                <span class="sr-only">{reason}</span>
            }
            .into_any()
        }
    }
}
