//! The worker's side: takes requests, carries them out by turns, reports. Runs in a program of its own, without the page.

use super::ranges::Ranges;
use crate::jobs::{Failure, JobId, News, Report, Request, Work, pack};
use crate::media::Peak;
use crate::sound::{SoundReader, Step};
use gloo::timers::callback::Timeout;
use js_sys::{Array, Int16Array};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

/// How long a job goes on before requests are looked at, in milliseconds.
const TURN: f64 = 40.0;

/// How often the page hears of a job, in milliseconds: each report is painted.
const BETWEEN_REPORTS: f64 = 150.0;

/// A job under way.
struct Task {
    job: JobId,
    reader: SoundReader,
    /// When the page last heard of it.
    reported: f64,
}

#[derive(Default)]
struct Labor {
    tasks: Vec<Task>,
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
    report(JobId::NONE, News::Ready, &[]);
}

/// A request comes in: its text, and the file it is about.
fn take(event: &MessageEvent) {
    let Ok(message) = event.data().dyn_into::<Array>() else { return };
    let request = message.get(0).as_string().and_then(|text| serde_json::from_str(&text).ok());
    match request {
        Some(Request::Begin { job, work: Work::Sound { from } }) => {
            let file = message.get(1).dyn_into::<File>().ok();
            let opened = file.and_then(Ranges::new).ok_or(Failure::Gone);
            match opened.and_then(|ranges| SoundReader::open(ranges, from)) {
                Ok(reader) => {
                    report(job, News::Sound(reader.head()), &[]);
                    LABOR.with_borrow_mut(|labor| labor.tasks.push(Task { job, reader, reported: 0.0 }));
                    set_turn();
                }
                Err(why) => report(job, News::Failed(why), &[]),
            }
        }
        Some(Request::Look { job, at }) => LABOR.with_borrow_mut(|labor| {
            if let Some(task) = labor.tasks.iter_mut().find(|task| task.job == job) {
                task.reader.look(at);
            }
        }),
        Some(Request::Cancel { job }) => LABOR.with_borrow_mut(|labor| labor.tasks.retain(|task| task.job != job)),
        None => {}
    }
}

/// Lets requests in, and then goes on.
fn set_turn() {
    let is_first =
        LABOR.with_borrow_mut(|labor| !labor.tasks.is_empty() && !std::mem::replace(&mut labor.is_set, true));
    if is_first {
        Timeout::new(0, || {
            LABOR.with_borrow_mut(|labor| {
                labor.is_set = false;
                turn(&mut labor.tasks);
            });
            set_turn();
        })
        .forget();
    }
}

/// Goes on with the first job, and puts it at the end of the line.
fn turn(tasks: &mut Vec<Task>) {
    if tasks.is_empty() {
        return;
    }
    let mut task = tasks.remove(0);
    let until = js_sys::Date::now() + TURN;
    let mut outcome = Ok(Step::More);
    while outcome == Ok(Step::More) && js_sys::Date::now() < until {
        outcome = task.reader.step();
    }
    let is_over = outcome != Ok(Step::More);
    if is_over || js_sys::Date::now() - task.reported >= BETWEEN_REPORTS {
        for (first, peaks) in task.reader.take() {
            report(task.job, News::Peaks { first }, &peaks);
        }
        report(task.job, News::Progress(task.reader.permille()), &[]);
        task.reported = js_sys::Date::now();
    }
    match outcome {
        Ok(Step::More) => tasks.push(task),
        Ok(Step::End) => report(task.job, News::Done, &[]),
        Err(why) => report(task.job, News::Failed(why), &[]),
    }
}

/// Sends a report, with its peaks as numbers that change hands without a copy.
fn report(job: JobId, news: News, peaks: &[Peak]) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let Ok(text) = serde_json::to_string(&Report { job, news }) else { return };
    let numbers = Int16Array::from(pack(peaks).as_slice());
    let message = Array::of2(&text.into(), &numbers);
    // A page that is gone takes nothing any more.
    scope.post_message_with_transfer(&message, &Array::of1(&numbers.buffer())).ok();
}
