//! One writer for each project: Web Locks between the tabs of a browser.
//!
//! A tab that holds the lock of a project writes it; the others read. A tab may *take over*: it asks the holder to write what is left and let
//! go, waits a little, and then takes the lock by force. Locks end with their tab, however it ends.
//!
//! Pages that are not served over HTTPS or from this computer have no Web Locks. There every tab may write, and
//! [`is_exclusive`](ProjectLock::is_exclusive) says so; the database still refuses to mix the work of two tabs
//! ([`DatabaseError::Conflict`](crate::store::DatabaseError::Conflict)).

#[cfg(test)]
mod tests;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

/// How long a tab that is asked to let go may take: a write takes some 10 ms, a snapshot of a large project some 100.
const GRACE_MS: u32 = 1500;
const POLL_MS: u32 = 50;
const LET_GO: &str = "let go";

/// What happens to a lock that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockEvent {
    /// Another tab wants to write: write what is left, then drop the lock.
    Asked,
    /// Another tab has taken it. Nothing may be written any more.
    Lost,
}

/// What a tab got that asked for a lock.
#[derive(Debug)]
pub enum Claim {
    /// It may write.
    Held(ProjectLock),
    /// Another tab writes.
    Busy,
}

/// The right to write a project. Dropping it lets the next one write.
#[derive(Debug)]
pub struct ProjectLock {
    /// `None` where the browser has no locks.
    release: Option<Function>,
    state: Rc<Cell<Holding>>,
    channel: Option<BroadcastChannel>,
    /// Called by the channel.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holding {
    Waiting,
    Held,
    Released,
}

impl ProjectLock {
    /// Whether no other tab can write at the same time.
    pub fn is_exclusive(&self) -> bool {
        self.release.is_some()
    }
}

impl Drop for ProjectLock {
    fn drop(&mut self) {
        self.state.set(Holding::Released);
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
        if let Some(release) = &self.release {
            // The function that resolves a promise throws nothing.
            drop(release.call0(&JsValue::NULL));
        }
    }
}

/// Asks for the lock of a project without waiting for it.
///
/// `on_event` is called outside of any other call, at most once with each event.
pub async fn acquire(uid: &str, on_event: impl Fn(LockEvent) + 'static) -> Claim {
    request(uid, Force::No, &(Rc::new(on_event) as OnEvent)).await
}

/// Takes a project over from the tab that holds it. Load the project after this: the former holder may have written until then.
pub async fn take_over(uid: &str, on_event: impl Fn(LockEvent) + 'static) -> ProjectLock {
    let on_event: OnEvent = Rc::new(on_event);
    if let Ok(channel) = BroadcastChannel::new(&name(uid)) {
        // Where the message cannot be sent, the grace passes and the lock is taken.
        drop(channel.post_message(&LET_GO.into()));
        channel.close();
    }
    for _ in 0..GRACE_MS / POLL_MS {
        if let Claim::Held(lock) = request(uid, Force::No, &on_event).await {
            return lock;
        }
        TimeoutFuture::new(POLL_MS).await;
    }
    match request(uid, Force::Yes, &on_event).await {
        Claim::Held(lock) => lock,
        // A lock taken by force is always granted.
        Claim::Busy => ProjectLock::without_locks(uid, &on_event),
    }
}

type OnEvent = Rc<dyn Fn(LockEvent)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Force {
    No,
    Yes,
}

fn name(uid: &str) -> String {
    format!("attune-project-{uid}")
}

async fn request(uid: &str, force: Force, on_event: &OnEvent) -> Claim {
    let state = Rc::new(Cell::new(Holding::Waiting));
    // The lock is held until this promise resolves.
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    // Resolves to whether the lock was granted; rejected where the browser has none.
    let mut settle = None;
    let granted = Promise::new(&mut |resolve, reject| settle = Some((resolve, reject)));
    let (Some(release), Some((resolve, reject))) = (release, settle) else {
        return Claim::Held(ProjectLock::without_locks(uid, on_event));
    };
    let callback = {
        let state = Rc::clone(&state);
        Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let is_granted = !lock.is_null();
            if is_granted {
                state.set(Holding::Held);
            }
            drop(resolve.call1(&JsValue::NULL, &is_granted.into()));
            if is_granted { held.into() } else { JsValue::UNDEFINED }
        })
    };
    match call_request(&name(uid), force, &callback) {
        Ok(ended) => {
            let (state, on_event) = (Rc::clone(&state), Rc::clone(on_event));
            spawn_local(async move {
                let Err(error) = JsFuture::from(ended).await else { return };
                match state.replace(Holding::Released) {
                    Holding::Held => on_event(LockEvent::Lost),
                    Holding::Waiting => drop(reject.call1(&JsValue::NULL, &error)),
                    Holding::Released => {}
                }
            });
        }
        Err(_) => return Claim::Held(ProjectLock::without_locks(uid, on_event)),
    }
    match JsFuture::from(granted).await {
        Ok(granted) if granted.is_truthy() => Claim::Held(ProjectLock::new(uid, Some(release), state, on_event)),
        Ok(_) => Claim::Busy,
        Err(_) => Claim::Held(ProjectLock::without_locks(uid, on_event)),
    }
}

impl ProjectLock {
    fn without_locks(uid: &str, on_event: &OnEvent) -> Self {
        Self::new(uid, None, Rc::new(Cell::new(Holding::Held)), on_event)
    }

    /// Holds what was granted, and listens to those who want to take over.
    fn new(uid: &str, release: Option<Function>, state: Rc<Cell<Holding>>, on_event: &OnEvent) -> Self {
        let channel = BroadcastChannel::new(&name(uid)).ok();
        let asked = Cell::new(false);
        let on_event = Rc::clone(on_event);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().as_string().as_deref() == Some(LET_GO) && !asked.replace(true) {
                let on_event = Rc::clone(&on_event);
                // Not from within the closure: the answer may be to drop the lock, and the closure with it.
                spawn_local(async move { on_event(LockEvent::Asked) });
            }
        });
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Self { release, state, channel, _on_message: on_message }
    }
}

/// `navigator.locks.request(name, options, callback)`, which web-sys keeps behind an unstable flag.
fn call_request(name: &str, force: Force, callback: &JsValue) -> Result<Promise, JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    let option = if force == Force::Yes { "steal" } else { "ifAvailable" };
    Reflect::set(&options, &option.into(), &true.into())?;
    request.call3(&locks, &name.into(), &options, callback)?.dyn_into()
}
