//! Keys of the coding page: the scheme's codes and the table of actions. Dead while text is typed or a dialog is open.

use super::pages::code::{CodePage, mark};
use super::panels::batch::Asked;
use super::panels::passes;
use super::{Context, editing};
use crate::coding::{Act, PATIENCE_MS, Reading, Stroke, act_for, next_edge, previous_edge};
use crate::edit::Boundary;
use crate::model::CodeId;
use crate::platform::{measure, page};
use crate::route::Route;
use crate::time::Millis;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

/// How much closer one press zooms: three presses for a factor of about three and a half.
const ZOOM_STEP: f64 = 1.5;

/// Listens until the guards are dropped.
pub fn listen(context: Context, code_page: CodePage) -> Vec<EventListener> {
    // By physical key: with Shift pressed or let go meanwhile, the same key comes up under another name.
    let down: Rc<RefCell<HashMap<String, CodeId>>> = Rc::default();
    let options = EventListenerOptions::enable_prevent_default();
    let pressed = {
        let down = Rc::clone(&down);
        EventListener::new_with_options(&page::window(), "keydown", options, move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                press(context, code_page, event, &down);
            }
        })
    };
    let released = {
        let down = Rc::clone(&down);
        EventListener::new(&page::window(), "keyup", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if let Some(code) = down.borrow_mut().remove(&event.code()) {
                context.desk.release(code, context.player.mark_time());
            }
        })
    };
    // Without the focus the key-up events go elsewhere.
    let let_go = move |down: &RefCell<HashMap<String, CodeId>>| {
        down.borrow_mut().clear();
        context.desk.release_all(context.player.mark_time());
    };
    let blurred = {
        let down = Rc::clone(&down);
        EventListener::new(&page::window(), "blur", move |_| let_go(&down))
    };
    let hidden = page::on_hidden(move || let_go(&down));
    let clicked = EventListener::new(&page::window(), "click", let_clicked_go);
    vec![pressed, released, blurred, hidden, clicked]
}

fn press(context: Context, code_page: CodePage, event: &KeyboardEvent, down: &RefCell<HashMap<String, CodeId>>) {
    let key = event.key();
    if context.route.with_untracked(Route::covers_coding) {
        return;
    }
    if event.default_prevented() || event.is_composing() || types_text(event, &key) || code_page.is_modal() {
        return;
    }
    if context.route.with_untracked(Route::is_beside_coding) {
        return press_beside(context, code_page, event, &key);
    }
    let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    let for_control = key == "Enter" && acts_itself(event);
    // A held key must not answer the question that follows, nor choose and let go by turns.
    let is_press = !event.repeat() || key == "Backspace";
    if is_plain
        && is_press
        && !for_control
        && let Some(is_no_answer) = context.desk.press_card(&key)
    {
        event.prevent_default();
        if is_no_answer {
            context.notices.problem("refusal", crate::t!("refuse-no-such-answer"));
        }
        return;
    }
    let command = if page::is_mac() { event.meta_key() } else { event.ctrl_key() };
    if key == "Escape" && context.desk.forget_key() {
        return event.prevent_default();
    }
    if !command && !event.alt_key() && !event.shift_key() && asks_for(context, code_page, event, &key) {
        event.prevent_default();
        return;
    }
    if let Some(act) = act_for(&key, command, event.shift_key()) {
        let is_for_control = act == Act::PlayPause && acts_itself(event);
        if !is_for_control && !event.alt_key() {
            event.prevent_default();
            if !event.repeat() || repeats(act) {
                if act == Act::Undo {
                    measure::key_pressed("key-to-undo", event.time_stamp());
                }
                run(context, code_page, act);
            }
        }
        return;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    if event.repeat() {
        // A held key is one press.
        if down.borrow().contains_key(&event.code()) {
            event.prevent_default();
        }
        return;
    }
    let at = context.player.mark_time();
    let (channel, code, at) = match context.desk.read_key(Stroke::pressed(&key, event.shift_key()), at, page::now()) {
        Reading::Code { channel, code, since } => (channel, code, since.unwrap_or(at)),
        Reading::Waiting => {
            event.prevent_default();
            return forget_in_time(context);
        }
        Reading::Nothing => {
            if code_page.intervals.digit(&key) || code_page.rating.digit(&key) {
                event.prevent_default();
            }
            return;
        }
    };
    event.prevent_default();
    if code_page.intervals.code(channel, code) {
        return;
    }
    measure::key_pressed("key-to-mark", event.time_stamp());
    down.borrow_mut().insert(event.code(), code);
    mark(context, channel, code, at);
}

/// A key while codings are compared: the video, undo and the view go on, and nothing is marked.
fn press_beside(context: Context, code_page: CodePage, event: &KeyboardEvent, key: &str) {
    let command = if page::is_mac() { event.meta_key() } else { event.ctrl_key() };
    let act = act_for(key, command, event.shift_key()).filter(|act| !event.alt_key() && goes_on_beside(*act));
    if let Some(act) = act.filter(|act| *act != Act::PlayPause || !acts_itself(event)) {
        event.prevent_default();
        if !event.repeat() || repeats(act) {
            run(context, code_page, act);
        }
    }
}

/// Actions that need nothing of what a comparison takes the place of.
fn goes_on_beside(act: Act) -> bool {
    matches!(
        act,
        Act::PlayPause
            | Act::FrameBack
            | Act::FrameForward
            | Act::SecondBack
            | Act::SecondForward
            | Act::ToStart
            | Act::ToEnd
            | Act::Slower
            | Act::Faster
            | Act::PointA
            | Act::PointB
            | Act::NextVideo
            | Act::Undo
            | Act::Redo
            | Act::Deselect
            | Act::ZoomIn
            | Act::ZoomOut
            | Act::ZoomFit
            | Act::Download
            | Act::Help
    )
}

/// Forgets the first key of two when the second does not come.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a second or two
fn forget_in_time(context: Context) {
    let waiting = context.desk.waiting;
    let begun = waiting.get_untracked();
    spawn_local(async move {
        TimeoutFuture::new(PATIENCE_MS as u32).await;
        // Another may have begun meanwhile; it is taken for this one if it is the same key, and the coder presses once more.
        if begun.is_some() && waiting.try_get_untracked() == Some(begun) {
            context.desk.forget_key();
        }
    });
}

/// Gives a key that is no code's to the way of coding that is under way, which comes before the table of actions. Tells whether it was for that.
fn asks_for(context: Context, code_page: CodePage, event: &KeyboardEvent, key: &str) -> bool {
    let is_for_control = matches!(key, " " | "Enter") && acts_itself(event);
    if is_for_control || context.desk.read_only.get_untracked() {
        return false;
    }
    // A key that is held would answer the next question too; only a value may run on.
    let takes = code_page.intervals.takes(key);
    if takes && !event.repeat() {
        code_page.intervals.key(key);
    }
    takes || code_page.rating.key(key)
}

/// Actions that a held key may repeat.
fn repeats(act: Act) -> bool {
    matches!(
        act,
        Act::FrameBack
            | Act::FrameForward
            | Act::SecondBack
            | Act::SecondForward
            | Act::PreviousEdge
            | Act::NextEdge
            | Act::FindNext
            | Act::FindPrevious
            | Act::Undo
            | Act::Redo
            | Act::ZoomIn
            | Act::ZoomOut
    )
}

/// Whether the key goes into a text field or drives a control that uses it: then it is not for us.
fn types_text(event: &Event, key: &str) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    if element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable) {
        return true;
    }
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => match element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::type_).as_deref() {
            Some("range") => matches!(key, "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End"),
            Some("checkbox" | "button" | "file") => false,
            _ => true,
        },
        // The rows of the event list are walked with the arrow keys.
        _ => element.get_attribute("role").as_deref() == Some("row") && matches!(key, "ArrowUp" | "ArrowDown"),
    }
}

/// Whether Space presses the focused control: one that was reached by keyboard.
fn acts_itself(event: &Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.tag_name().as_str(), "BUTTON" | "SUMMARY" | "A"))
}

/// A button that was clicked lets the focus go: the coder's thumb on Space means the video.
fn let_clicked_go(event: &Event) {
    let by_pointer = event.dyn_ref::<MouseEvent>().is_some_and(|event| event.detail() > 0);
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button =
        target.filter(|_| by_pointer).and_then(|target| target.closest("button:not([aria-haspopup])").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.blur().ok();
    }
}

/// Carries out an action.
pub fn run(context: Context, code_page: CodePage, act: Act) {
    let Context { desk, player, .. } = context;
    match act {
        Act::PlayPause => player.toggle(),
        Act::FrameBack => player.step_frames(-1),
        Act::FrameForward => player.step_frames(1),
        Act::SecondBack => player.step_seconds(-1.0),
        Act::SecondForward => player.step_seconds(1.0),
        Act::PreviousEdge => seek_edge(context, false),
        Act::NextEdge => seek_edge(context, true),
        Act::ToStart | Act::ToEnd => {
            let window = desk.shown(|shown| shown.session.coded_window()).flatten();
            if let Some(window) = window {
                player.seek(if act == Act::ToStart { window.start() } else { window.end() - Millis(1) });
            }
        }
        Act::Slower => player.slower(),
        Act::Faster => player.faster(),
        Act::LoopSelection => code_page.toggle_loop(context),
        Act::PlayEvent => code_page.play_event(context),
        Act::PointA => player.set_point(true),
        Act::PointB => player.set_point(false),
        Act::NextVideo => code_page.stage.next_large(),
        Act::NextWindow => code_page.intervals.next(),
        Act::PreviousWindow => code_page.intervals.back(),
        Act::Record => code_page.rating.toggle(),
        Act::Undo => desk.undo(),
        Act::Redo => desk.redo(),
        Act::Delete => desk.delete_selection(),
        Act::Deselect => code_page.escape(context),
        Act::SelectAll => desk.select_all(),
        Act::Split => editing::split(context),
        Act::Merge => editing::merge(context),
        Act::ShiftEvents => code_page.ask(Asked::Shift),
        Act::Find => code_page.find(),
        Act::FindNext => editing::walk_matches(context, code_page, true),
        Act::FindPrevious => editing::walk_matches(context, code_page, false),
        Act::Rename => code_page.ask(Asked::Names),
        Act::BoundaryNormal => code_page.boundary.set(Boundary::Normal),
        Act::BoundaryBulldozer => code_page.boundary.set(Boundary::Bulldozer),
        Act::BoundaryShift => code_page.boundary.set(Boundary::Shift),
        Act::ZoomIn => code_page.timeline.zoom_about_time(player.playhead(), ZOOM_STEP),
        Act::ZoomOut => code_page.timeline.zoom_about_time(player.playhead(), 1.0 / ZOOM_STEP),
        Act::ZoomFit => code_page.timeline.show_all(),
        Act::Bookmark => super::panels::session_notes::bookmark_here(context),
        Act::NextGap => passes::go_to_gap(context, code_page, true),
        Act::PreviousGap => passes::go_to_gap(context, code_page, false),
        Act::NextUnanswered => passes::go_to_unanswered(context, code_page),
        Act::Ratings => {
            code_page.summary.set(false);
            code_page.ratings.update(|shown| *shown = !*shown);
        }
        Act::Summary => code_page.summary.update(|shown| *shown = !*shown),
        Act::Download => super::downloads::download_project(context),
        Act::Help => code_page.help.update(|shown| *shown = !*shown),
    }
}

fn seek_edge(context: Context, forward: bool) {
    let at = context.player.playhead();
    let edge = context
        .desk
        .shown(|shown| if forward { next_edge(shown.observation, at) } else { previous_edge(shown.observation, at) });
    if let Some(edge) = edge.flatten() {
        context.player.pause();
        context.player.seek(edge);
    }
}
