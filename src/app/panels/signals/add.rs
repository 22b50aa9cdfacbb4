//! The dialog for a new signal: which column of the file, whose it is, when its rows were measured, with a first look at it.

use super::preview::{SIZE, path, trace};
use crate::app::signals::Offered;
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::fields::TextField;
use crate::app::widgets::role_name;
use crate::app::{Context, context};
use crate::edit::{Command, SignalDetails, SignalSource};
use crate::media::EDGE;
use crate::model::{Clock, Delimiter, Role, TableForm, TimeForm};
use crate::signals::{Outline, TableHead, head_of};
use crate::t;
use crate::time::Millis;
use crate::timeline::timecode;
use crate::words::{say, signals as say_signals};
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::SubmitEvent;

/// A column that can be chosen.
#[derive(Clone, PartialEq)]
struct Column {
    name: String,
    title: String,
    unit: String,
}

/// The dialog, for as long as a file is offered.
#[component]
pub fn AddSignal() -> impl IntoView {
    let Context { signals, .. } = context();
    move || signals.offered.get().map(|offered| view! { <AddFrom offered=StoredValue::new_local(offered) /> })
}

/// What the dialog knows. Copies all lead to the same.
#[derive(Clone, Copy)]
struct Draft {
    offered: StoredValue<Offered, LocalStorage>,
    /// How the file is read, as far as it is a table.
    form: RwSignal<Option<TableForm>>,
    /// Its columns and first rows in that form.
    table: Memo<Option<TableHead>>,
    column: RwSignal<String>,
    name: RwSignal<String>,
    unit: RwSignal<String>,
    role: RwSignal<Role>,
    rate: RwSignal<String>,
}

impl Draft {
    fn new(offered: StoredValue<Offered, LocalStorage>) -> Self {
        let form = offered.with_value(|offered| match &offered.outline {
            Outline::Table(head) => Some(head.form.clone()),
            Outline::Edf(_) => None,
        });
        let form = RwSignal::new(form);
        let table = Memo::new(move |_| {
            let form = form.get()?;
            offered.with_value(|offered| head_of(&offered.head, offered.fingerprint.size <= EDGE, Some(&form)))
        });
        let text = || RwSignal::new(String::new());
        let role = RwSignal::new(Role::Parent);
        let draft = Self {
            offered,
            form,
            table,
            column: text(),
            name: text(),
            unit: text(),
            role,
            rate: RwSignal::new("1".into()),
        };
        draft.choose(&draft.likely());
        draft
    }

    fn columns(self) -> Vec<Column> {
        if let Some(table) = self.table.get() {
            let of = |column: crate::signals::TableColumn| Column {
                name: column.name,
                title: column.title,
                unit: column.unit,
            };
            return table.columns.into_iter().map(of).collect();
        }
        self.offered.with_value(|offered| match &offered.outline {
            Outline::Edf(header) => header
                .signals()
                .map(|signal| Column {
                    name: signal.label.clone(),
                    title: signal.label.clone(),
                    unit: signal.unit.clone(),
                })
                .collect(),
            Outline::Table(_) => Vec::new(),
        })
    }

    /// The first column that holds numbers and is no clock.
    fn likely(self) -> String {
        let of_table = self.table.with_untracked(|table| {
            let table = table.as_ref()?;
            let is_clock = |name: &str| matches!(&table.form.clock, Clock::Column { name: clock, .. } if clock == name);
            let others = || table.columns.iter().filter(|column| !is_clock(&column.name));
            let likely = others().find(|column| column.has_numbers).or(others().next());
            likely.or(table.columns.first()).map(|column| column.name.clone())
        });
        of_table.or_else(|| untrack(|| self.columns()).first().map(|column| column.name.clone())).unwrap_or_default()
    }

    /// Chooses a column; name and unit follow it.
    fn choose(self, name: &str) {
        let column = untrack(|| self.columns()).into_iter().find(|column| column.name == name);
        if let Some(column) = column {
            self.column.set(column.name);
            self.name.set(column.title);
            self.unit.set(column.unit);
        }
    }

    /// Reads the table in another form. A column that is then no longer there gives way.
    fn change(self, change: impl FnOnce(&mut TableForm)) {
        let Some(mut form) = self.table.with_untracked(|table| table.as_ref().map(|table| table.form.clone())) else {
            return;
        };
        change(&mut form);
        self.form.set(Some(form));
        let column = self.column.get_untracked();
        if untrack(|| self.columns()).iter().all(|known| known.name != column) {
            self.choose(&self.likely());
        }
    }

    fn table_form(self) -> Option<TableForm> {
        self.table.with(|table| table.as_ref().map(|table| table.form.clone()))
    }
}

#[component]
fn AddFrom(offered: StoredValue<Offered, LocalStorage>) -> impl IntoView {
    let Context { desk, signals, .. } = context();
    let draft = Draft::new(offered);
    let close = Callback::new(move |()| signals.offered.set(None));
    let file_name = offered.with_value(|offered| offered.file.name());
    let first = Memo::new(move |_| {
        let (form, column) = (draft.table_form(), draft.column.get());
        let head: Rc<Vec<u8>> = offered.with_value(|offered| offered.head.clone());
        match trace(&head, form.as_ref(), &column) {
            Ok(trace) => {
                let samples = trace.samples();
                let (from, to) = samples.reach().unwrap_or_default();
                let at = |ms: f64| timecode(Millis::from_seconds(ms / 1000.0), true);
                let step = say_signals::value(samples.step().unwrap_or_default());
                Ok((path(&trace), t!("signal-first-part", from = at(from), to = at(to), step = step)))
            }
            Err(why) => Err(say_signals::unreadable(&offered.with_value(|offered| offered.file.name()), &why)),
        }
    });
    let name_missing = move || draft.name.with(|name| name.trim().is_empty());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(session) = desk.shown(|shown| shown.session.id) else { return };
        if untrack(name_missing) {
            return;
        }
        let Offered { file, fingerprint, .. } = offered.get_value();
        let source = SignalSource {
            file_name: file.name(),
            fingerprint: fingerprint.clone(),
            column: draft.column.get_untracked(),
            table: untrack(|| draft.table_form()),
        };
        let details = SignalDetails {
            name: draft.name.get_untracked(),
            role: draft.role.get_untracked(),
            unit: draft.unit.get_untracked().trim().to_owned(),
            offset: Millis::ZERO,
            range: None,
        };
        if desk.dispatch(Command::AddSignal { session, source: Box::new(source), details }) {
            signals.keep(desk, fingerprint, file);
            close.run(());
        }
    };
    let picture = move || match first.get() {
        Ok((path, text)) => view! {
            <svg
                class="signal-preview"
                viewBox=format!("0 0 {} {}", SIZE.0, SIZE.1)
                preserveAspectRatio="none"
                role="img"
                aria-label=t!("signal-preview")
                data-role=move || role_name(draft.role.get())
                data-testid="signal-preview"
            >
                <path d=path />
            </svg>
            <p class="hint">{text}</p>
        }
        .into_any(),
        Err(sentence) => {
            view! { <p class="form-problem" role="alert" data-testid="signal-problem">{sentence}</p> }.into_any()
        }
    };
    let columns = move || {
        let options = draft.columns().into_iter().map(|column| {
            let (name, shown) = (column.name.clone(), column.name.clone());
            let chosen = move || draft.column.with(|column| *column == name);
            view! { <option value=column.name selected=chosen>{shown}</option> }
        });
        options.collect_view()
    };
    let is_table = move || draft.form.with(Option::is_some);
    view! {
        <Dialog testid="signal-panel" title=t!("signal-title") close wide=true>
            <form class="form" on:submit=submit novalidate>
                <p class="hint">{t!("signal-from-file", file = file_name)}</p>
                <div class="signal-choices">
                    <label class="field">
                        <span>{t!("signal-column")}</span>
                        <select
                            class="select"
                            data-testid="signal-column"
                            on:change=move |event| draft.choose(&event_target_value(&event))
                        >
                            {columns}
                        </select>
                    </label>
                    <TextField testid="signal-new-name" label=t!("signal-name") value=draft.name />
                    <TextField testid="signal-new-unit" label=t!("signal-unit") value=draft.unit />
                    <label class="field">
                        <span>{t!("signal-partner")}</span>
                        <select
                            class="select"
                            data-testid="signal-new-partner"
                            on:change=move |event| {
                                let chosen = event_target_value(&event);
                                if let Some(role) = Role::ALL.into_iter().find(|role| role_name(*role) == chosen) {
                                    draft.role.set(role);
                                }
                            }
                        >
                            {Role::ALL
                                .map(|role| view! { <option value=role_name(role)>{say::role(role)}</option> })
                                .collect_view()}
                        </select>
                    </label>
                </div>
                <Show when=is_table>
                    <TimeChoices draft />
                    <FormChoices draft />
                </Show>
                {picture}
                <Show when=is_table>
                    <FirstRows draft />
                </Show>
                <p class="form-problem" role="alert">{move || name_missing().then(|| t!("signal-name-missing"))}</p>
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| close.run(())>{t!("new-cancel")}</button>
                    <button
                        type="submit"
                        class="button primary"
                        data-testid="signal-create"
                        disabled=move || name_missing() || first.with(Result::is_err)
                    >
                        {t!("signal-create")}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// A list of choices with a label.
fn choices(
    testid: &'static str,
    label: String,
    options: impl Fn() -> Vec<(String, String, bool)> + Send + 'static,
    take: impl Fn(String) + 'static,
) -> impl IntoView {
    let options = move || {
        let option = |(value, text, chosen)| view! { <option value=value selected=chosen>{text}</option> };
        options().into_iter().map(option).collect_view()
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <select class="select" data-testid=testid on:change=move |event| take(event_target_value(&event))>
                {options}
            </select>
        </label>
    }
}

/// When the rows were measured.
#[component]
fn TimeChoices(draft: Draft) -> impl IntoView {
    let clock = move || draft.table.with(|table| table.as_ref().map(|table| table.form.clock.clone()));
    let names = move || draft.table.with(|table| table.as_ref().map(|table| table.columns.clone()).unwrap_or_default());
    // The empty value stands for no column: names are never empty.
    let columns = move || {
        let clock = clock();
        let is_clock = |name: &str| matches!(&clock, Some(Clock::Column { name: clock, .. }) if clock == name);
        let none = (String::new(), t!("signal-time-none"), !matches!(clock, Some(Clock::Column { .. })));
        let named =
            names().into_iter().map(|column| (column.name.clone(), column.name.clone(), is_clock(&column.name)));
        std::iter::once(none).chain(named).collect()
    };
    let set_rate = move || {
        let hertz = draft.rate.with_untracked(|rate| rate.trim().replace(',', ".").parse::<f64>().ok());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked to be in range
        let millihertz = hertz.map(|hertz| (hertz * 1000.0).round()).filter(|rate| (1.0..=1e8).contains(rate));
        if let Some(millihertz) = millihertz {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked to be in range
            let millihertz = millihertz as u32;
            draft.change(|form| form.clock = Clock::Rate { millihertz });
        }
    };
    let choose = move |name: String| {
        if name.is_empty() {
            set_rate();
        } else {
            draft.change(|form| {
                let time = if let Clock::Column { form, .. } = form.clock { form } else { TimeForm::Seconds };
                form.clock = Clock::Column { name, form: time };
            });
        }
    };
    let forms = [TimeForm::Seconds, TimeForm::Milliseconds, TimeForm::Clock, TimeForm::DateTime];
    let word = |form: TimeForm| match form {
        TimeForm::Seconds => "s",
        TimeForm::Milliseconds => "ms",
        TimeForm::Clock => "clock",
        TimeForm::DateTime => "date",
    };
    let form_options = move || {
        let chosen = clock();
        let is_chosen = |form| matches!(chosen, Some(Clock::Column { form: known, .. }) if known == form);
        forms.map(|form| (word(form).to_owned(), say_signals::time_form(form), is_chosen(form))).to_vec()
    };
    let choose_form = move |chosen: String| {
        if let Some(form) = forms.into_iter().find(|form| word(*form) == chosen) {
            draft.change(|table| {
                if let Clock::Column { form: known, .. } = &mut table.clock {
                    *known = form;
                }
            });
        }
    };
    let markers = move || {
        let marker = draft.table.with(|table| table.as_ref().and_then(|table| table.form.marker.clone()));
        let none = (String::new(), t!("signal-marker-column-none"), marker.is_none());
        let named = names().into_iter().map(|column| {
            let chosen = marker.as_ref() == Some(&column.name);
            (column.name.clone(), column.name, chosen)
        });
        std::iter::once(none).chain(named).collect()
    };
    let choose_marker = move |name: String| draft.change(|form| form.marker = (!name.is_empty()).then_some(name));
    let has_column = move || matches!(clock(), Some(Clock::Column { .. }));
    view! {
        <div class="signal-choices">
            {choices("signal-time", t!("signal-time"), columns, choose)}
            <Show
                when=has_column
                fallback=move || {
                    view! {
                        <label class="field">
                            <span>{t!("signal-rate")}</span>
                            <input
                                class="input short"
                                inputmode="decimal"
                                data-testid="signal-rate"
                                prop:value=draft.rate
                                on:input=move |event| {
                                    draft.rate.set(event_target_value(&event));
                                    set_rate();
                                }
                            />
                        </label>
                    }
                }
            >
                {choices("signal-time-form", t!("signal-time-form"), form_options, choose_form)}
            </Show>
            {choices("signal-marker-column", t!("signal-marker-column"), markers, choose_marker)}
        </div>
    }
    .into_any()
}

/// How the table is written, should the guess be wrong.
#[component]
fn FormChoices(draft: Draft) -> impl IntoView {
    let form = move || draft.table_form();
    let all = [(Delimiter::Comma, ","), (Delimiter::Semicolon, ";"), (Delimiter::Tab, "tab")];
    let delimiters = move || {
        let chosen = form().map(|form| form.delimiter);
        let texts = [t!("signal-comma"), t!("signal-semicolon"), t!("signal-tab")];
        all.into_iter().zip(texts).map(|((it, word), text)| (word.to_owned(), text, chosen == Some(it))).collect()
    };
    let choose_delimiter = move |chosen: String| {
        if let Some((delimiter, _)) = all.into_iter().find(|(_, word)| *word == chosen) {
            draft.change(|form| form.delimiter = delimiter);
        }
    };
    let signs = move || {
        let comma = form().is_some_and(|form| form.decimal_comma);
        vec![(".".to_owned(), t!("signal-point"), !comma), (",".to_owned(), t!("signal-comma"), comma)]
    };
    let choose_sign = move |chosen: String| draft.change(|form| form.decimal_comma = chosen == ",");
    view! {
        <div class="signal-choices">
            {choices("signal-delimiter", t!("signal-delimiter"), delimiters, choose_delimiter)}
            {choices("signal-decimal", t!("signal-decimal"), signs, choose_sign)}
            <label class="choice">
                <input
                    type="checkbox"
                    data-testid="signal-header"
                    prop:checked=move || form().is_some_and(|form| form.header)
                    on:change=move |event| {
                        let header = event_target_checked(&event);
                        draft.change(|form| form.header = header);
                    }
                />
                <span>{t!("signal-header")}</span>
            </label>
        </div>
    }
    .into_any()
}

/// The first rows, as they are read.
#[component]
fn FirstRows(draft: Draft) -> impl IntoView {
    let table = move || {
        let table = draft.table.get()?;
        let chosen = draft.column.get();
        let is_chosen: Vec<bool> = table.columns.iter().map(|column| column.name == chosen).collect();
        let heads = table.columns.iter().zip(&is_chosen).map(|(column, chosen)| {
            view! { <th scope="col" class:chosen=*chosen>{column.name.clone()}</th> }
        });
        let rows = table.rows.iter().map(|row| {
            let cells = row.iter().enumerate().map(|(nth, cell)| {
                let chosen = is_chosen.get(nth).copied().unwrap_or(false);
                view! { <td class:chosen=chosen>{cell.clone()}</td> }
            });
            view! { <tr>{cells.collect_view()}</tr> }
        });
        Some(view! {
            <table class="signal-rows" data-testid="signal-rows">
                <thead>
                    <tr>{heads.collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        })
    };
    view! {
        <div class="signal-rows-frame" tabindex="0" role="group" aria-label=t!("signal-rows")>
            {table}
        </div>
    }
    .into_any()
}
