//! How wide the timeline is, and how high it may be.

use super::Panel;
use crate::platform::page::length;
use crate::platform::resize::Resized;
use leptos::html;
use leptos::prelude::*;

/// Keeps the scale's width that of the canvas.
pub(super) fn follow_width(panel: Panel) {
    let watching = StoredValue::new_local(None::<Resized>);
    Effect::new(move |_| {
        let Some(canvas) = panel.overlay.get() else { return };
        let element = canvas.clone();
        let resized = move || {
            let width = f64::from(element.client_width());
            if width > 0.0 {
                panel.page.timeline.scale.try_update(|scale| {
                    let whole = scale.shows_all();
                    scale.set_width(width);
                    if whole {
                        scale.show_all();
                    }
                });
                panel.ask();
            }
        };
        watching.set_value(Resized::watch(&canvas, resized));
    });
    on_cleanup(move || drop(watching.try_update_value(Option::take)));
}

/// The height that the lanes may have until they scroll, in pixels: what the page leaves under the least height of what is above. Unbounded
/// until that is known.
pub(super) fn room(section: NodeRef<html::Section>, body: NodeRef<html::Div>) -> RwSignal<f64> {
    let room = RwSignal::new(f64::INFINITY);
    let watching = StoredValue::new_local(None::<[Option<Resized>; 2]>);
    Effect::new(move |_| {
        let (Some(section), Some(body)) = (section.get(), body.get()) else { return };
        let Some(page) = section.parent_element() else { return };
        let elements = [page.clone(), section.clone().into()];
        let measure = move || {
            // The head, the strip of several videos, the whole session.
            let rest = section.offset_height() - body.offset_height();
            let height = f64::from(page.client_height() - rest) - length(&page, "--least-above");
            if room.try_get_untracked().is_some_and(|known| (known - height).abs() >= 1.0) {
                room.try_set(height);
            }
        };
        watching.set_value(Some(elements.map(|element| Resized::watch(&element, measure.clone()))));
    });
    on_cleanup(move || drop(watching.try_update_value(Option::take)));
    room
}
