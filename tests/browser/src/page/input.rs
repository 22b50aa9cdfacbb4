//! Keyboard, pointer and wheel, by WebDriver actions: the browser sees them as it sees a user's.

use super::Page;
use anyhow::{Context, Result, bail};
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, WheelAction, WheelActions,
};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::time::Duration;

/// Input devices keep their state between actions, by name; one keyboard for all.
const KEYBOARD: &str = "keyboard";
const MOUSE: &str = "mouse";
const WHEEL: &str = "wheel";

impl Page {
    /// Presses and releases keys: `"a"`, `"Space"`, `"Control+Shift+z"`.
    pub(crate) async fn press(&self, keys: &str) -> Result<()> {
        let keys = parse(keys)?;
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        self.keyboard(down.chain(up)).await
    }

    /// Presses a key and leaves it down.
    pub(crate) async fn key_down(&self, key: &str) -> Result<()> {
        self.keyboard(parse(key)?.into_iter().map(|value| KeyAction::Down { value })).await
    }

    /// Releases a key.
    pub(crate) async fn key_up(&self, key: &str) -> Result<()> {
        self.keyboard(parse(key)?.into_iter().map(|value| KeyAction::Up { value })).await
    }

    /// Types text into whatever has the focus.
    pub(crate) async fn type_text(&self, text: &str) -> Result<()> {
        self.keyboard(text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }])).await
    }

    async fn keyboard(&self, actions: impl Iterator<Item = KeyAction>) -> Result<()> {
        let actions = actions.fold(KeyActions::new(KEYBOARD.into()), InputSource::then);
        self.client().perform_actions(actions).await.context("pressing keys")
    }

    /// Clicks at a point of the viewport, in CSS pixels.
    pub(crate) async fn click_at(&self, point: (f64, f64)) -> Result<()> {
        self.drag(point, point).await
    }

    /// Presses the left button at one point, moves to another in steps, releases.
    pub(crate) async fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        const STEPS: u32 = 5;
        let step = Some(Duration::from_millis(20));
        let mut mouse = MouseActions::new(MOUSE.into())
            .then(PointerAction::MoveTo { duration: None, x: from.0.round(), y: from.1.round() })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        if from != to {
            for i in 1..=STEPS {
                let part = f64::from(i) / f64::from(STEPS);
                let (x, y) = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
                mouse = mouse.then(PointerAction::MoveTo { duration: step, x: x.round(), y: y.round() });
            }
        }
        let mouse = mouse.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client().perform_actions(mouse).await.context("dragging")
    }

    /// Turns the wheel over a point of the viewport.
    pub(crate) async fn wheel(&self, at: (f64, f64), delta: (i64, i64)) -> Result<()> {
        #[allow(clippy::cast_possible_truncation)] // a viewport is a few thousand pixels wide
        let (x, y) = (at.0.round() as i64, at.1.round() as i64);
        let turn = WheelAction::Scroll { duration: None, x, y, delta_x: delta.0, delta_y: delta.1 };
        self.client().perform_actions(WheelActions::new(WHEEL.into()).then(turn)).await.context("turning the wheel")
    }

    /// Drops a text file of any name onto the page. WebDriver can't drag from outside of the browser, so these events are made up.
    pub(crate) async fn drop_file(&self, name: &str, text: &str) -> Result<()> {
        let script = "
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([args[1]], args[0]));
            for (const type of ['dragenter', 'dragover', 'drop'])
              document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));";
        self.js(script, vec![json!(name), json!(text)]).await?;
        Ok(())
    }

    /// The point of the timeline at a time and in a lane, in the viewport's CSS pixels.
    pub(crate) async fn timeline_point(&self, ms: f64, role: &str, channel: &str) -> Result<(f64, f64)> {
        let script = "
            const named = q('lane-label', `[data-role='${args[1]}'][data-channel='${args[2]}']`);
            // On a low screen a lane may have to be scrolled to.
            const body = named.closest('.timeline-body');
            const [around, before] = [body.getBoundingClientRect(), named.getBoundingClientRect()];
            body.scrollTop += before.top + before.height / 2 - around.top - around.height / 2;
            const [box, label] = [q('timeline-overlay').getBoundingClientRect(), named.getBoundingClientRect()];
            const start = Number(q('timeline').dataset.startMs), end = Number(q('timeline').dataset.endMs);
            return [box.left + (args[0] - start) / (end - start) * box.width, label.top + label.height / 2];";
        self.element("timeline-overlay").await?;
        let point = self.js(script, vec![json!(ms), json!(role), json!(channel)]).await?;
        let coordinate = |value: &Value| value.as_f64().context("the timeline has no size");
        Ok((coordinate(&point[0])?, coordinate(&point[1])?))
    }
}

fn parse(keys: &str) -> Result<Vec<char>> {
    // A plus sign that is a key stands alone or at the end.
    let (names, last) = match keys.strip_suffix('+') {
        Some(rest) => (rest.trim_end_matches('+'), Some('+')),
        None => (keys, None),
    };
    names.split('+').filter(|name| !name.is_empty()).map(key).chain(last.map(Ok)).collect()
}

fn key(name: &str) -> Result<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Ok(letter);
    }
    Ok(match name {
        "Space" => ' ',
        "ArrowLeft" => Key::Left.into(),
        "ArrowRight" => Key::Right.into(),
        "ArrowUp" => Key::Up.into(),
        "ArrowDown" => Key::Down.into(),
        "PageUp" => Key::PageUp.into(),
        "PageDown" => Key::PageDown.into(),
        "Backspace" => Key::Backspace.into(),
        "Control" => Key::Control.into(),
        "Shift" => Key::Shift.into(),
        "Alt" => Key::Alt.into(),
        "Home" => Key::Home.into(),
        "F2" => Key::F2.into(),
        "F3" => Key::F3.into(),
        "F7" => Key::F7.into(),
        "F8" => Key::F8.into(),
        "F9" => Key::F9.into(),
        "Delete" => Key::Delete.into(),
        "Escape" => Key::Escape.into(),
        "Enter" => Key::Enter.into(),
        "F4" => Key::F4.into(),
        "Tab" => Key::Tab.into(),
        _ => bail!("no key is named {name}"),
    })
}
