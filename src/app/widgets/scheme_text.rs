//! A coding scheme as text: what a coder reads before choosing it, and the body of the codebook.

use super::example::PlayExample;
use super::role_name;
use crate::model::{Channel, CodingScheme, Role};
use crate::schemes::Summary;
use crate::t;
use crate::words::{say, scheme as say_scheme};
use leptos::prelude::*;

/// Everything a scheme says.
#[component]
pub fn SchemeText(scheme: CodingScheme) -> impl IntoView {
    let [grains, roles, size] = say_scheme::at_a_glance(&Summary::of(&scheme));
    let partners = Role::ALL.map(|role| {
        let own: Vec<&Channel> = scheme.channels.iter().filter(|channel| channel.role == role).collect();
        (!own.is_empty()).then(|| {
            view! {
                <section class="scheme-partner" data-role=role_name(role)>
                    <h3>{say::role(role)}</h3>
                    {own.into_iter().map(channel_text).collect_view()}
                </section>
            }
        })
    });
    let passes = (!scheme.passes.is_empty()).then(|| {
        let pass = |pass: &crate::model::Pass| {
            let named = pass.channels.iter().filter_map(|id| scheme.channel(*id));
            let channels: Vec<String> =
                named.map(|channel| format!("{} {}", say::role(channel.role), channel.name)).collect();
            view! {
                <li>
                    <b>{pass.name.clone()}</b>
                    {format!(": {}", channels.join(", "))}
                </li>
            }
        };
        view! {
            <section>
                <h3>{t!("scheme-passes")}</h3>
                <ul class="scheme-passes">{scheme.passes.iter().map(pass).collect_view()}</ul>
            </section>
        }
    });
    let CodingScheme { description, source, .. } = scheme;
    view! {
        <div class="scheme-text">
            <p>{description}</p>
            <p class="muted">{[grains, roles, size].join(" · ")}</p>
            {partners.into_iter().collect_view()}
            {passes}
            <section>
                <h3>{t!("scheme-source")}</h3>
                <p data-testid="scheme-source">{source}</p>
            </section>
        </div>
    }
    .into_any()
}

fn channel_text(channel: &Channel) -> impl IntoView + use<> {
    let codes = (!channel.codes.is_empty()).then(|| codes_table(channel));
    let anchors = (!channel.anchors.is_empty()).then(|| anchors_table(channel));
    let modifiers = (!channel.modifiers.is_empty()).then(|| {
        let modifier = |modifier: &crate::model::Modifier| {
            view! {
                <li>
                    <b>{modifier.name.clone()}</b>
                    {format!(": {}", say_scheme::modifier(modifier, channel))}
                </li>
            }
        };
        view! {
            <p class="scheme-asked">{t!("scheme-modifiers")}</p>
            <ul>{channel.modifiers.iter().map(modifier).collect_view()}</ul>
        }
    });
    view! {
        <section class="scheme-channel" data-testid="scheme-channel">
            <h4>{channel.name.clone()}</h4>
            <p class="muted">{say_scheme::channel(channel)}</p>
            <p>{channel.definition.clone()}</p>
            {codes}
            {anchors}
            {modifiers}
        </section>
    }
}

fn codes_table(channel: &Channel) -> impl IntoView + use<> {
    let row = |code: &crate::model::Code| {
        let key = code.key.as_ref().map(|key| view! { <kbd>{say_scheme::key(key)}</kbd> });
        view! {
            <tr data-testid="scheme-code">
                <th scope="row">
                    <i class="swatch" style=("--code", code.color.to_string()) aria-hidden="true"></i>
                    <span>{code.label.clone()}</span>
                </th>
                <td>{key}</td>
                <td>
                    {code.definition.clone()}
                    {examples(code)}
                </td>
            </tr>
        }
    };
    view! {
        <table class="scheme-table">
            <thead>
                <tr>
                    <th scope="col">{t!("scheme-column-code")}</th>
                    <th scope="col">{t!("scheme-column-key")}</th>
                    <th scope="col">{t!("scheme-column-definition")}</th>
                </tr>
            </thead>
            <tbody>{channel.codes.iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// The examples of a code, to play where their video is open.
fn examples(code: &crate::model::Code) -> impl IntoView + use<> {
    (!code.examples.is_empty()).then(|| {
        let row = |example: &crate::model::Example| {
            view! {
                <li>
                    <PlayExample example=example.clone() label=code.label.clone() />
                    {example.note.clone()}
                </li>
            }
        };
        view! { <ul class="scheme-examples" aria-label=t!("scheme-examples")>{code.examples.iter().map(row).collect_view()}</ul> }
    })
}

fn anchors_table(channel: &Channel) -> impl IntoView + use<> {
    let row = |anchor: &crate::model::Anchor| {
        view! {
            <tr data-testid="scheme-anchor">
                <th scope="row">{anchor.label.clone()}</th>
                <td>{say_scheme::minus(anchor.value.to_string())}</td>
                <td>{anchor.text.clone()}</td>
            </tr>
        }
    };
    view! {
        <table class="scheme-table">
            <thead>
                <tr>
                    <th scope="col">{t!("scheme-column-anchor")}</th>
                    <th scope="col">{t!("scheme-column-value")}</th>
                    <th scope="col">{t!("scheme-column-definition")}</th>
                </tr>
            </thead>
            <tbody>{channel.anchors.iter().map(row).collect_view()}</tbody>
        </table>
    }
}
