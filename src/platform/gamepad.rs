//! Gamepads and joysticks.

use super::page::window;
use wasm_bindgen::JsCast;
use web_sys::Gamepad;

/// How far the sticks of all gamepads are pushed up (-1) or down (1): the one that is pushed farthest. `None` while the browser shows no
/// gamepad; browsers show one after a button of it was pressed.
pub fn pushed() -> Option<f64> {
    let pads = window().navigator().get_gamepads().ok()?;
    // Left and right, up and down take turns.
    let upright =
        |pad: Gamepad| pad.axes().iter().skip(1).step_by(2).filter_map(|axis| axis.as_f64()).collect::<Vec<_>>();
    let there = pads.iter().filter(|pad| !pad.is_null() && !pad.is_undefined());
    let axes: Vec<Vec<f64>> = there.map(|pad| upright(pad.unchecked_into())).collect();
    if axes.is_empty() {
        return None;
    }
    axes.into_iter().flatten().max_by(|a, b| a.abs().total_cmp(&b.abs()))
}
