//! The form that says what is looked for.

use super::fields::{Beside, Fields, Wanted};
use crate::app::pages::code::CodePage;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::{context, editing};
use crate::t;
use crate::words::say;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// The codes of the scheme under their channels, and each channel as a whole.
fn code_options(
    labels: &[(String, Vec<(Wanted, String)>)],
    chosen: impl Fn(Wanted) -> bool + Copy + Send + 'static,
) -> AnyView {
    let groups = labels.iter().map(|(channel, codes)| {
        let options = codes.iter().map(|(wanted, label)| {
            let wanted = *wanted;
            view! { <option value=wanted.value() prop:selected=move || chosen(wanted)>{label.clone()}</option> }
        });
        view! { <optgroup label=channel.clone()>{options.collect_view()}</optgroup> }
    });
    groups.collect_view().into_any()
}

/// The values of the list's options.
const TIES: [(&str, Beside); 7] = [
    ("", Beside::Anyhow),
    ("during", Beside::During),
    ("not-during", Beside::NotDuring),
    ("overlaps", Beside::Overlaps),
    ("not-overlaps", Beside::NotOverlaps),
    ("after-onset", Beside::AfterOnset),
    ("after-offset", Beside::AfterOffset),
];

fn tie_name(beside: Beside) -> String {
    match beside {
        Beside::Anyhow => t!("find-anyhow"),
        Beside::During => t!("find-during"),
        Beside::NotDuring => t!("find-not-during"),
        Beside::Overlaps => t!("find-overlaps"),
        Beside::NotOverlaps => t!("find-not-overlaps"),
        Beside::AfterOnset => t!("find-after-onset"),
        Beside::AfterOffset => t!("find-after-offset"),
    }
}

/// The form. It finds as it is filled in; Enter goes to the next match.
#[component]
pub fn FindForm(fields: Fields) -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let page: CodePage = expect_context();
    let labels = Memo::new(move |_| {
        desk.revisions.schemes.track();
        desk.observation.track();
        desk.shown(|shown| {
            let channels = shown.scheme.channels.iter().filter(|channel| !channel.codes.is_empty());
            let group = channels.map(|channel| {
                let name = format!("{} · {}", say::role(channel.role), channel.name);
                let codes = channel.codes.iter().map(|code| (Wanted::Code(code.id), code.label.clone()));
                let all = (Wanted::Channel(channel.id), t!("find-channel", channel = channel.name.clone()));
                (name, std::iter::once(all).chain(codes).collect::<Vec<_>>())
            });
            group.collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let name_of = move |wanted: Wanted| {
        labels.with(|labels| {
            let holds =
                |codes: &[(Wanted, String)]| codes.iter().find(|(known, _)| *known == wanted).map(|(_, l)| l.clone());
            let named = labels.iter().find_map(|(channel, codes)| Some(format!("{channel} · {}", holds(codes)?)));
            named.unwrap_or_default()
        })
    };
    let text = NodeRef::<html::Input>::new();
    Effect::new(move |before: Option<u32>| {
        let asked = page.finding.get();
        if before.is_some_and(|before| before != asked)
            && let Some(text) = text.get_untracked()
        {
            text.focus().ok();
            text.select();
        }
        asked
    });
    let add = move |event| {
        if let Some(wanted) = Wanted::parse(&event_target_value(&event)) {
            fields.wanted.update(|all| {
                if !all.contains(&wanted) {
                    all.push(wanted);
                }
            });
        }
        crate::app::widgets::restore_value(&event, "");
    };
    let chips = move || {
        let chip = |wanted: Wanted| {
            let label = name_of(wanted);
            view! {
                <button
                    type="button"
                    class="chip"
                    data-testid="find-chip"
                    aria-label=t!("find-chip-remove", code = name_of(wanted))
                    on:click=move |_| fields.wanted.update(|all| all.retain(|other| *other != wanted))
                >
                    {label}
                    <Icon glyph=Glyph::Close />
                </button>
            }
        };
        fields.wanted.get().into_iter().map(chip).collect_view()
    };
    let keys = move |event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "Enter" | "F3" => !event.shift_key(),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        editing::walk_matches(context, page, forward);
    };
    let number = move |testid: &'static str, label: String, value: RwSignal<String>| {
        view! {
            <input
                class="input short"
                inputmode="decimal"
                autocomplete="off"
                aria-label=label.clone()
                placeholder=label
                data-testid=testid
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
    };
    let tie_options = TIES.into_iter().map(|(value, beside)| {
        view! { <option value=value prop:selected=move || fields.beside.get() == beside>{tie_name(beside)}</option> }
    });
    let tie_options = tie_options.collect_view();
    let choose_tie = move |event| {
        let value = event_target_value(&event);
        let tie = TIES.iter().find(|(known, _)| *known == value).map_or(Beside::Anyhow, |(_, beside)| *beside);
        fields.beside.set(tie);
    };
    let is_after = move || matches!(fields.beside.get(), Beside::AfterOnset | Beside::AfterOffset);
    let cuts = [
        ("", t!("find-cut-any"), None),
        ("cut", t!("find-cut"), Some(true)),
        ("whole", t!("find-not-cut"), Some(false)),
    ];
    let cut_options = cuts.map(|(value, label, of)| {
        view! { <option value=value prop:selected=move || fields.cut_off.get() == of>{label}</option> }
    });
    view! {
        <div class="find-form" on:keydown=keys>
            <div class="find-row">
                <input
                    class="input grow"
                    type="search"
                    node_ref=text
                    autocomplete="off"
                    placeholder=t!("find-text")
                    aria-label=t!("find-text")
                    data-testid="find-text"
                    prop:value=fields.text
                    on:input=move |event| fields.text.set(event_target_value(&event))
                />
                <label class="choice" title=t!("find-pattern-hint")>
                    <input
                        type="checkbox"
                        data-testid="find-pattern"
                        prop:checked=fields.pattern
                        on:change=move |event| fields.pattern.set(event_target_checked(&event))
                    />
                    <span>{t!("find-pattern")}</span>
                </label>
            </div>
            <div class="find-row">
                <select class="select grow" aria-label=t!("find-code") data-testid="find-code" on:change=add>
                    <option value="">{t!("find-code")}</option>
                    {move || labels.with(|labels| code_options(labels, |_| false))}
                </select>
                <select class="select grow" aria-label=t!("find-beside") data-testid="find-tie" on:change=choose_tie>
                    {tie_options}
                </select>
            </div>
            <Show when=move || fields.wanted.with(|wanted| !wanted.is_empty())>
                <div class="find-row">{chips}</div>
            </Show>
            <Show when=move || fields.beside.get() != Beside::Anyhow>
                <div class="find-row">
                    <span class="muted">{move || tie_name(fields.beside.get())}</span>
                    <select
                        class="select grow"
                        aria-label=t!("find-others")
                        data-testid="find-others"
                        on:change=move |event| fields.others.set(Wanted::parse(&event_target_value(&event)))
                    >
                        <option value="" prop:selected=move || fields.others.get().is_none()>
                            {t!("find-others")}
                        </option>
                        {move || {
                            labels.with(|labels| code_options(labels, move |wanted| fields.others.get() == Some(wanted)))
                        }}
                    </select>
                    <Show when=is_after>{number("find-within", t!("find-within"), fields.within)}</Show>
                </div>
            </Show>
            <div class="find-row">
                <span class="muted">{t!("find-length")}</span>
                {number("find-shortest", t!("find-shortest"), fields.shortest)}
                {number("find-longest", t!("find-longest"), fields.longest)}
                <select
                    class="select grow"
                    aria-label=t!("find-cut-label")
                    data-testid="find-cut-off"
                    on:change=move |event| {
                        fields.cut_off.set(match event_target_value(&event).as_str() {
                            "cut" => Some(true),
                            "whole" => Some(false),
                            _ => None,
                        });
                    }
                >
                    {cut_options.collect_view()}
                </select>
            </div>
        </div>
    }
    .into_any()
}
