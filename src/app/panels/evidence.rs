//! Why a global rating is what it is: its note, and the moments that it rests on.

use super::ratings::rate;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::{Context, context};
use crate::model::{ChannelId, Evidence, Score};
use crate::t;
use crate::words::say;
use leptos::prelude::*;

/// Why the rating is what it is: a note, and the moments that it rests on.
#[component]
pub fn Grounds(id: ChannelId, score: Memo<Option<Score>>) -> impl IntoView {
    let Context { desk, player, .. } = context();
    let change = move |change: &dyn Fn(&mut Score)| {
        if let Some(mut given) = score.get_untracked() {
            change(&mut given);
            rate(desk, id, Some(given));
        }
    };
    let locked = move || desk.read_only.get() || score.with(Option::is_none);
    let pin = move |at, note: String| {
        change(&|score| {
            if score.evidence.iter().all(|evidence| evidence.at != at) {
                score.evidence.push(Evidence { at, note: note.clone() });
            }
        });
    };
    let selected = move || {
        let id = desk.selection.with(|ids| if ids.len() == 1 { ids.first().copied() } else { None })?;
        desk.shown(|shown| {
            let (index, event) = shown.event(id)?;
            let channel = shown.scheme.channels.get(index)?;
            let code = channel.code(event.code())?;
            Some((event.onset(), format!("{} {}: {}", say::role(channel.role), channel.name, code.label)))
        })
        .flatten()
    };
    let moments = move || {
        let evidence = score.get().map(|score| score.evidence).unwrap_or_default();
        let moment = |(index, evidence): (usize, Evidence)| {
            let at = evidence.at;
            let time = crate::timeline::timecode(at, true);
            view! {
                <li data-testid="evidence" data-at-ms=at.0.to_string()>
                    <button
                        class="link-button figure"
                        title=t!("evidence-play")
                        data-testid="evidence-play"
                        on:click=move |_| {
                            player.seek(at);
                            if !player.playing.get_untracked() {
                                player.toggle();
                            }
                        }
                    >
                        {time.clone()}
                    </button>
                    <input
                        class="input"
                        aria-label=t!("evidence-note", at = time.clone())
                        placeholder=t!("evidence-note-hint")
                        data-testid="evidence-note"
                        value=evidence.note
                        disabled=move || desk.read_only.get()
                        on:change=move |event| {
                            let note = event_target_value(&event);
                            change(&|score| {
                                if let Some(evidence) = score.evidence.get_mut(index) {
                                    evidence.note.clone_from(&note);
                                }
                            });
                        }
                    />
                    <button
                        class="icon-button"
                        aria-label=t!("evidence-remove", at = time)
                        data-testid="evidence-remove"
                        disabled=move || desk.read_only.get()
                        on:click=move |_| {
                            change(&|score| {
                                if index < score.evidence.len() {
                                    score.evidence.remove(index);
                                }
                            });
                        }
                    >
                        <Icon glyph=Glyph::Trash />
                    </button>
                </li>
            }
        };
        evidence.into_iter().enumerate().map(moment).collect_view()
    };
    view! {
        <div class="grounds">
            <label class="field">
                <span>{t!("ratings-note")}</span>
                <textarea
                    class="input"
                    rows="2"
                    data-testid="rating-note"
                    prop:value=move || score.with(|score| score.as_ref().map(|score| score.note.clone()).unwrap_or_default())
                    disabled=locked
                    placeholder=move || if score.with(Option::is_none) { t!("ratings-value-first") } else { String::new() }
                    on:change=move |event| {
                        let note = event_target_value(&event);
                        change(&|score| score.note.clone_from(&note));
                    }
                ></textarea>
            </label>
            <div>
                <div class="evidence-head">
                    <span>{t!("evidence-label")}</span>
                    <button
                        class="link-button"
                        data-testid="pin-playhead"
                        disabled=locked
                        on:click=move |_| pin(player.playhead(), String::new())
                    >
                        {t!("evidence-pin-playhead")}
                    </button>
                    <button
                        class="link-button"
                        data-testid="pin-event"
                        disabled=move || locked() || selected().is_none()
                        on:click=move |_| {
                            if let Some((at, note)) = selected() {
                                pin(at, note);
                            }
                        }
                    >
                        {t!("evidence-pin-event")}
                    </button>
                </div>
                <ul class="evidence">{moments}</ul>
            </div>
        </div>
    }
    .into_any()
}
