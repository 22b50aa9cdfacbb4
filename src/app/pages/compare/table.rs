//! The numbers by channel, and by code of the channel that is chosen.

use super::{Chosen, ComparePage, code_name, title};
use crate::analysis::Defined;
use crate::analysis::pairwise::Row;
use crate::app::widgets::role_name;
use crate::model::ChannelId;
use crate::t;
use crate::words::say;
use leptos::prelude::*;

/// The numbers, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Agree,
    Kappa,
    Max,
    F1,
    Onset,
    Events,
}

impl Column {
    const ALL: [Self; 6] = [Self::Agree, Self::Kappa, Self::Max, Self::F1, Self::Onset, Self::Events];

    fn name(self) -> String {
        match self {
            Self::Agree => t!("compare-agree"),
            Self::Kappa => t!("compare-kappa"),
            Self::Max => t!("compare-kappa-max"),
            Self::F1 => t!("compare-f1"),
            Self::Onset => t!("compare-onset"),
            Self::Events => t!("compare-events"),
        }
    }

    /// What it answers, and when it misleads.
    fn meaning(self) -> String {
        match self {
            Self::Agree => t!("compare-agree-means"),
            Self::Kappa => t!("compare-kappa-means"),
            Self::Max => t!("compare-kappa-max-means"),
            Self::F1 => t!("compare-f1-means"),
            Self::Onset => t!("compare-onset-means"),
            Self::Events => t!("compare-events-means"),
        }
    }

    /// For tests.
    fn id(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Kappa => "kappa",
            Self::Max => "max",
            Self::F1 => "f1",
            Self::Onset => "onset",
            Self::Events => "events",
        }
    }

    /// The number in writing, or a dash and why.
    fn cell(self, row: &Row) -> (String, Option<String>) {
        let number = |value: Option<Defined<f64>>, decimals: usize| match value {
            Some(Ok(value)) => (format!("{value:.decimals$}"), None),
            Some(Err(why)) => ("–".to_owned(), Some(say::undefined(why))),
            None => ("–".to_owned(), Some(t!("compare-not-of-this-kind"))),
        };
        match self {
            Self::Agree => number(row.agree, 3),
            Self::Kappa => number(row.kappa, 3),
            Self::Max => number(row.max, 3),
            Self::F1 => number(Some(row.f1), 3),
            Self::Onset => number(Some(row.onset), 0),
            Self::Events => (format!("{} · {}", row.events[0], row.events[1]), None),
        }
    }
}

/// The table.
#[component]
pub(super) fn Table() -> impl IntoView {
    let here: ComparePage = expect_context();
    let explained = RwSignal::new(Column::Kappa);
    let heads = Column::ALL.map(|column| {
        view! {
            <th scope="col" class="number">
                <button
                    class="link-head"
                    title=column.meaning()
                    data-testid="compare-head"
                    data-column=column.id()
                    aria-pressed=move || (explained.get() == column).to_string()
                    on:click=move |_| explained.set(column)
                >
                    {column.name()}
                </button>
            </th>
        }
    });
    let body = move || {
        here.context.desk.revisions.names.track();
        let chosen = here.chosen.get();
        let of_channel = |(channel, rows): &(ChannelId, Vec<Row>)| {
            let is_open = chosen.is_some_and(|(own, _)| own == *channel);
            let shown = rows.iter().filter(|row| row.code.is_none() || is_open);
            shown.map(|row| line(here, (*channel, row.code), row, chosen)).collect_view()
        };
        here.rows.with(|rows| rows.iter().map(of_channel).collect_view())
    };
    view! {
        <div class="compare-table" tabindex="0" role="group" aria-label=t!("compare-table")>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t!("compare-channel")}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        <p class="hint compare-meaning" role="status" data-testid="compare-meaning">
            <b>{move || explained.get().name()}</b>
            " "
            {move || explained.get().meaning()}
        </p>
    }
    .into_any()
}

fn line(here: ComparePage, own: Chosen, row: &Row, chosen: Option<Chosen>) -> AnyView {
    let named = here.channel(own.0, |compared, scheme| {
        let name = match own.1 {
            Some(code) => code_name(compared, scheme, code),
            None => title(compared, scheme, None),
        };
        (role_name(compared.role), name)
    });
    let (role, name) = named.unwrap_or_default();
    let cells = Column::ALL.map(|column| {
        let (text, why) = column.cell(row);
        view! { <td class="number" data-column=column.id() title=why>{text}</td> }
    });
    let hint = t!("compare-show", name = name.clone());
    let id = name.clone();
    view! {
        <tr class="compare-row" class:of-code=own.1.is_some() class:current=chosen == Some(own) data-testid="compare-row" data-name=id>
            <th scope="row">
                <button
                    class="link-row"
                    data-role=role
                    title=hint
                    aria-pressed=(chosen == Some(own)).to_string()
                    on:click=move |_| here.choose(own)
                >
                    {name}
                </button>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}
