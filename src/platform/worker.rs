//! The page's side of a worker: a program beside the page for what takes longer than a frame.

use super::page::document;
use crate::jobs::{JobId, News, PATIENCE_MS, Report, Request, Told, Work};
use crate::time::Millis;
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use js_sys::{Array, Int16Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, HtmlMetaElement, MessageEvent, WorkerOptions, WorkerType};

/// How often it is looked, while there is patience with a worker, whether it says anything: more than once, since after a computer's sleep
/// the clocks of the page go off before the worker has said a word.
const LOOKS: u32 = 3;

/// A worker; it ends when this is dropped, and its jobs with it.
pub struct Worker {
    program: web_sys::Worker,
    state: Rc<RefCell<State>>,
    _listening: [EventListener; 3],
    _watching: Interval,
}

struct State {
    /// What was asked before the worker's program was there: browsers pass messages on once its script has run, which is before. `None`
    /// from then on.
    waiting: Option<Vec<Array>>,
    /// The jobs that go on.
    jobs: Vec<JobId>,
    /// The number of the last job.
    last: u32,
    /// How often it was looked since anything was heard.
    silent_looks: u32,
}

impl Worker {
    /// Starts the page's worker. `None` where the page names none or the browser refuses.
    ///
    /// `heard` is called with what is new of jobs that go on. `stopped` is called when its program cannot be loaded, fails, or says nothing for
    /// 15 s of a job that goes on; it takes no more requests then, and is to be dropped, but not within the call.
    pub fn start(heard: impl Fn(JobId, Told) + 'static, stopped: impl Fn() + Clone + 'static) -> Option<Self> {
        let named = document().query_selector("meta[name='attune-worker']").ok()??;
        let address = named.dyn_into::<HtmlMetaElement>().ok()?.content();
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&address, &options).ok()?;
        let state = State { waiting: Some(Vec::new()), jobs: Vec::new(), last: 0, silent_looks: 0 };
        let state = Rc::new(RefCell::new(state));
        let (known, to) = (state.clone(), worker.clone());
        let listen = EventListener::new(&worker, "message", move |event| {
            known.borrow_mut().silent_looks = 0;
            match event.dyn_ref().and_then(read) {
                Some((Report::Ready, _)) => {
                    for message in known.borrow_mut().waiting.take().unwrap_or_default() {
                        // A list of a text and a file can be passed on.
                        to.post_message(&message).ok();
                    }
                }
                Some((Report::Of(job, news), numbers)) => {
                    let goes_on = known.borrow().jobs.contains(&job);
                    if news == News::Done {
                        known.borrow_mut().jobs.retain(|known| *known != job);
                    }
                    // Else it was cancelled since.
                    if goes_on {
                        heard(job, Told { news, numbers });
                    }
                }
                None => {}
            }
        });
        let stop = |name: &'static str| {
            let stopped = stopped.clone();
            EventListener::new(&worker, name, move |_| stopped())
        };
        let listening = [listen, stop("error"), stop("messageerror")];
        let known = state.clone();
        let watching = Interval::new(PATIENCE_MS / LOOKS, move || {
            let looks = {
                let mut known = known.borrow_mut();
                known.silent_looks = if known.jobs.is_empty() { 0 } else { known.silent_looks + 1 };
                known.silent_looks
            };
            if looks == LOOKS + 1 {
                stopped();
            }
        });
        Some(Self { program: worker, state, _listening: listening, _watching: watching })
    }

    /// Begins a job, on a file if it needs one. `None` if the browser refuses to pass it on.
    pub fn begin(&self, work: Work, file: Option<&File>) -> Option<JobId> {
        let job = {
            let mut state = self.state.borrow_mut();
            state.last += 1;
            state.silent_looks = 0;
            JobId(state.last)
        };
        self.ask(&Request::Begin { job, work }, file)?;
        self.state.borrow_mut().jobs.push(job);
        Some(job)
    }

    /// Tells a job what is wanted first.
    pub fn look(&self, job: JobId, at: Millis) {
        self.ask(&Request::Look { job, at }, None);
    }

    /// Lets a job go: nothing more is heard of it.
    pub fn cancel(&self, job: JobId) {
        self.state.borrow_mut().jobs.retain(|known| *known != job);
        self.ask(&Request::Cancel { job }, None);
    }

    fn ask(&self, request: &Request, file: Option<&File>) -> Option<()> {
        let text = serde_json::to_string(request).ok()?;
        let file = file.map_or(JsValue::NULL, |file| file.clone().into());
        let message = Array::of2(&text.into(), &file);
        match self.state.borrow_mut().waiting.as_mut() {
            Some(waiting) => waiting.push(message),
            None => self.program.post_message(&message).ok()?,
        }
        Some(())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.program.terminate();
    }
}

fn read(event: &MessageEvent) -> Option<(Report, Vec<i16>)> {
    let message = event.data().dyn_into::<Array>().ok()?;
    let report = serde_json::from_str(&message.get(0).as_string()?).ok()?;
    let numbers = message.get(1).dyn_into::<Int16Array>().ok()?;
    Some((report, numbers.to_vec()))
}
