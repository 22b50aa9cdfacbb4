//! The controls over the table. What they set stands in the address.

use super::{ComparePage, choices, files};
use crate::analysis::agreement::Uncoded;
use crate::analysis::compare::{Pairing, Settings};
use crate::app::widgets::{release_focus, restore_value};
use crate::route::Route;
use crate::t;
use crate::time::Millis;
use leptos::prelude::*;

/// A setting that is a number.
#[derive(Clone, Copy)]
struct Figure {
    testid: &'static str,
    /// As it is typed; empty for none.
    read: fn(&Settings) -> String,
    /// Takes a number, or `None` for an empty field; answers whether it makes sense.
    write: fn(&mut Settings, Option<f64>) -> bool,
}

/// A number of seconds as whole milliseconds, if it lies within a range of seconds.
fn millis(value: Option<f64>, low: f64, high: f64) -> Option<Millis> {
    value.filter(|value| (low..=high).contains(value)).map(Millis::from_seconds)
}

/// A whole number within a range.
fn whole<T: TryFrom<i64>>(value: Option<f64>, low: f64, high: f64) -> Option<T> {
    #[allow(clippy::cast_possible_truncation)] // within a range
    let whole = value.filter(|value| (low..=high).contains(value) && value.fract() == 0.0).map(|value| value as i64);
    whole.and_then(|whole| T::try_from(whole).ok())
}

/// Puts a value in place, if there is one.
fn put<T>(slot: &mut T, value: Option<T>) -> bool {
    value.map(|value| *slot = value).is_some()
}

fn seconds(value: Millis) -> String {
    value.seconds().to_string()
}

impl Figure {
    const ONSET: Self = Self {
        testid: "compare-tolerance",
        read: |of| seconds(of.onset),
        write: |of, value| put(&mut of.onset, millis(value, 0.0, 60.0)),
    };
    const OFFSET: Self = Self {
        testid: "compare-offset",
        read: |of| of.offset.map(seconds).unwrap_or_default(),
        write: |of, value| {
            let offset = millis(value, 0.0, 60.0);
            let is_clear = offset.is_some() == value.is_some();
            if is_clear {
                of.offset = offset;
            }
            is_clear
        },
    };
    const SHARE: Self = Self {
        testid: "compare-share",
        read: |of| of.offset_share.to_string(),
        write: |of, value| put(&mut of.offset_share, whole(value, 0.0, 100.0)),
    };
    const OVERLAP: Self = Self {
        testid: "compare-overlap",
        read: |of| of.overlap.to_string(),
        write: |of, value| put(&mut of.overlap, whole(value, 1.0, 100.0)),
    };
    const LONGER: Self = Self {
        testid: "compare-longer",
        read: |of| of.longer.to_string(),
        write: |of, value| put(&mut of.longer, whole(value, 1.0, 100.0)),
    };
    const UNIT: Self = Self {
        testid: "compare-unit",
        read: |of| seconds(of.unit),
        write: |of, value| put(&mut of.unit, millis(value, 0.01, 600.0)),
    };
    const UNIT_TOLERANCE: Self = Self {
        testid: "compare-unit-tolerance",
        read: |of| of.tolerance.to_string(),
        write: |of, value| put(&mut of.tolerance, whole(value, 0.0, 100.0)),
    };
    const RESAMPLES: Self = Self {
        testid: "compare-resamples",
        read: |of| of.resamples.to_string(),
        write: |of, value| put(&mut of.resamples, whole(value, 0.0, 10_000.0)),
    };
    const BLOCK: Self = Self {
        testid: "compare-block",
        read: |of| seconds(of.block),
        write: |of, value| put(&mut of.block, millis(value, 1.0, 600.0)),
    };
    const CONFIDENCE: Self = Self {
        testid: "compare-confidence",
        read: |of| of.confidence.to_string(),
        write: |of, value| put(&mut of.confidence, whole(value, 50.0, 99.0)),
    };
    const SEED: Self = Self {
        testid: "compare-seed",
        read: |of| of.seed.to_string(),
        write: |of, value| put(&mut of.seed, whole(value, 0.0, 4_294_967_295.0)),
    };

    /// The field.
    fn view(self, label: String, note: String) -> AnyView {
        let here: ComparePage = expect_context();
        let shown = move || here.settings.with(self.read);
        view! {
            <label class="field" title=note>
                <span>{label}</span>
                <input
                    class="input short"
                    inputmode="decimal"
                    autocomplete="off"
                    data-testid=self.testid
                    prop:value=shown
                    on:change=move |event| {
                        let typed = event_target_value(&event).trim().replace(',', ".");
                        let value = typed.parse::<f64>().ok();
                        let is_read = typed.is_empty() == value.is_none();
                        let mut changed = here.asked.get_untracked();
                        if is_read && (self.write)(&mut changed, value) {
                            here.change(|settings| *settings = changed);
                        } else {
                            restore_value(&event, &untrack(shown));
                        }
                    }
                />
            </label>
        }
        .into_any()
    }
}

/// The row of controls.
#[component]
pub(super) fn Controls() -> impl IntoView {
    let here: ComparePage = expect_context();
    let settings = here.settings;
    let left_out = move || settings.with(|of| of.uncoded == Uncoded::LeftOut);
    let consensus = move || {
        let project = here.context.desk.uid.get().unwrap_or_default();
        Route::Consensus { project, observation: None }.href()
    };
    view! {
        <div class="compare-controls">
            <choices::Coders />
            {Figure::ONSET.view(t!("compare-tolerance"), t!("compare-tolerance-note"))}
            <label class="field" title=t!("compare-uncoded-note")>
                <span>{t!("compare-uncoded")}</span>
                <select
                    class="select"
                    data-testid="compare-uncoded"
                    on:change=move |event| {
                        let left_out = event_target_value(&event) == "out";
                        here.change(|of| of.uncoded = if left_out { Uncoded::LeftOut } else { Uncoded::Category });
                        release_focus(&event);
                    }
                >
                    <option value="category" prop:selected=move || !left_out()>{t!("compare-uncoded-category")}</option>
                    <option value="out" prop:selected=left_out>{t!("compare-uncoded-out")}</option>
                </select>
            </label>
            <choices::AskIntervals />
            <a class="button" href=consensus data-testid="compare-consensus" title=t!("compare-consensus-note")>
                {t!("compare-consensus")}
            </a>
            <files::Downloads />
        </div>
        <choices::Numbers />
        <More />
    }
    .into_any()
}

/// What is seldom changed.
#[component]
fn More() -> impl IntoView {
    let here: ComparePage = expect_context();
    let settings = here.settings;
    let overlap = move || settings.with(|of| of.pairing == Pairing::Overlap);
    let used_only = move || settings.with(|of| of.used_codes_only);
    // Which codings, channels and numbers are looked at is no way of counting.
    let reset = move |_| {
        here.change(|of| {
            let usual = Settings::default();
            let Settings { codings, channels, statistics, .. } = std::mem::take(of);
            *of = Settings { codings, channels, statistics, ..usual };
        });
    };
    view! {
        <details class="compare-more">
            <summary data-testid="compare-more">{t!("compare-more")}</summary>
            <div class="compare-controls">
                <label class="field">
                    <span>{t!("compare-pairing")}</span>
                    <select
                        class="select"
                        data-testid="compare-pairing"
                        on:change=move |event| {
                            let overlap = event_target_value(&event) == "overlap";
                            here.change(|of| of.pairing = if overlap { Pairing::Overlap } else { Pairing::Edges });
                            release_focus(&event);
                        }
                    >
                        <option value="edges" prop:selected=move || !overlap()>{t!("compare-pairing-edges")}</option>
                        <option value="overlap" prop:selected=overlap>{t!("compare-pairing-overlap")}</option>
                    </select>
                </label>
                {Figure::OFFSET.view(t!("compare-offset"), t!("compare-offset-note"))}
                {Figure::SHARE.view(t!("compare-offset-share"), t!("compare-offset-share-note"))}
                {Figure::OVERLAP.view(t!("compare-overlap"), t!("compare-overlap-note"))}
                {Figure::LONGER.view(t!("compare-longer"), t!("compare-longer-note"))}
                {Figure::UNIT.view(t!("compare-unit"), t!("compare-unit-note"))}
                {Figure::UNIT_TOLERANCE.view(t!("compare-unit-tolerance"), t!("compare-unit-tolerance-note"))}
                {Figure::RESAMPLES.view(t!("compare-resamples"), t!("compare-resamples-note"))}
                {Figure::BLOCK.view(t!("compare-block"), t!("compare-block-note"))}
                {Figure::CONFIDENCE.view(t!("compare-confidence"), t!("compare-confidence-note"))}
                {Figure::SEED.view(t!("compare-seed"), t!("compare-seed-note"))}
                <label class="check" title=t!("compare-used-note")>
                    <input
                        type="checkbox"
                        data-testid="compare-used"
                        prop:checked=used_only
                        on:change=move |_| here.change(|of| of.used_codes_only = !of.used_codes_only)
                    />
                    {t!("compare-used")}
                </label>
                <button class="button" data-testid="compare-usual" on:click=reset>{t!("compare-usual")}</button>
            </div>
        </details>
    }
    .into_any()
}
