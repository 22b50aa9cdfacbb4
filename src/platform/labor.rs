//! The worker's side: takes requests, gives jobs their turns, reports. Runs in a program of its own, without the page.

use super::ranges::Ranges;
use crate::jobs::{JobId, Line, News, Report, Request, Told, begin};
use gloo::timers::callback::Timeout;
use js_sys::{Array, Int16Array};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

#[derive(Default)]
struct Labor {
    line: Line,
    /// Whether a turn is coming.
    is_set: bool,
}

thread_local! {
    static LABOR: RefCell<Labor> = RefCell::default();
}

/// Takes requests from now on, as long as the worker lives.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let listen = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| take(&event));
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // The worker ends with it.
    listen.forget();
    send(&Report::Ready, &[]);
}

/// A request comes in: its text, and the file it is about.
fn take(event: &MessageEvent) {
    let Ok(message) = event.data().dyn_into::<Array>() else { return };
    let request = message.get(0).as_string().and_then(|text| serde_json::from_str(&text).ok());
    match request {
        Some(Request::Begin { job, work }) => {
            let file = message.get(1).dyn_into::<File>().ok();
            match begin(&work, file.and_then(Ranges::new)) {
                Ok(begun) => {
                    LABOR.with_borrow_mut(|labor| labor.line.push(job, begun));
                    set_turn();
                }
                Err(told) => {
                    report(job, told);
                    report(job, News::Done.into());
                }
            }
        }
        Some(Request::Look { job, at }) => LABOR.with_borrow_mut(|labor| labor.line.look(job, at)),
        Some(Request::Cancel { job }) => LABOR.with_borrow_mut(|labor| labor.line.cancel(job)),
        None => {}
    }
}

/// Lets requests in, and then goes on.
fn set_turn() {
    let is_first = LABOR.with_borrow_mut(|labor| !labor.line.is_empty() && !std::mem::replace(&mut labor.is_set, true));
    if is_first {
        Timeout::new(0, || {
            LABOR.with_borrow_mut(|labor| {
                labor.is_set = false;
                labor.line.turn(js_sys::Date::now, report);
            });
            set_turn();
        })
        .forget();
    }
}

fn report(job: JobId, Told { news, numbers }: Told) {
    send(&Report::Of(job, news), &numbers);
}

/// Sends a report, with its numbers, which change hands without a copy.
fn send(report: &Report, numbers: &[i16]) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let Ok(text) = serde_json::to_string(report) else { return };
    let numbers = Int16Array::from(numbers);
    let message = Array::of2(&text.into(), &numbers);
    // A page that is gone takes nothing any more.
    scope.post_message_with_transfer(&message, &Array::of1(&numbers.buffer())).ok();
}
