//! The page's worker: a program beside the page for what takes longer than a frame.

use super::page::document;
use crate::jobs::{News, Report, Request, unpack};
use crate::media::Peak;
use gloo::events::EventListener;
use js_sys::{Array, Int16Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, HtmlMetaElement, MessageEvent, WorkerOptions, WorkerType};

/// A worker; it ends when this is dropped.
pub struct Worker {
    program: web_sys::Worker,
    waiting: Waiting,
    _listening: [EventListener; 3],
}

/// What was asked before the worker's program was there: browsers pass messages on once its script has run, which is before. `None` from
/// then on.
type Waiting = Rc<RefCell<Option<Vec<Array>>>>;

impl Worker {
    /// Starts the page's worker. `None` where the page names none or the browser refuses. `stopped` is called when its program cannot be
    /// loaded or fails; it takes no more requests then.
    pub fn start(heard: impl Fn(Report, Vec<Peak>) + 'static, stopped: impl Fn() + Clone + 'static) -> Option<Self> {
        let named = document().query_selector("meta[name='attune-worker']").ok()??;
        let address = named.dyn_into::<HtmlMetaElement>().ok()?.content();
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&address, &options).ok()?;
        let waiting = Waiting::new(RefCell::new(Some(Vec::new())));
        let (sent, to) = (waiting.clone(), worker.clone());
        let listen = EventListener::new(&worker, "message", move |event| match event.dyn_ref().and_then(read) {
            Some((Report { news: News::Ready, .. }, _)) => {
                for message in sent.take().unwrap_or_default() {
                    // A list of a text and a file can be passed on.
                    to.post_message(&message).ok();
                }
            }
            Some((report, peaks)) => heard(report, peaks),
            None => {}
        });
        let stop = |name: &'static str| {
            let stopped = stopped.clone();
            EventListener::new(&worker, name, move |_| stopped())
        };
        let listening = [listen, stop("error"), stop("messageerror")];
        Some(Self { program: worker, waiting, _listening: listening })
    }

    /// Asks something of it. `None` if the browser refuses to pass it on.
    pub fn ask(&self, request: &Request, file: Option<&File>) -> Option<()> {
        let text = serde_json::to_string(request).ok()?;
        let file = file.map_or(JsValue::NULL, |file| file.clone().into());
        let message = Array::of2(&text.into(), &file);
        match self.waiting.borrow_mut().as_mut() {
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

fn read(event: &MessageEvent) -> Option<(Report, Vec<Peak>)> {
    let message = event.data().dyn_into::<Array>().ok()?;
    let report = serde_json::from_str(&message.get(0).as_string()?).ok()?;
    let numbers = message.get(1).dyn_into::<Int16Array>().ok()?;
    Some((report, unpack(&numbers.to_vec())))
}
