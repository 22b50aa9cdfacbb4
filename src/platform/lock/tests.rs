//! In a real browser: `wasm-bindgen-test`.

use super::{Claim, LockEvent, acquire, take_over};
use gloo::timers::future::TimeoutFuture;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn listener() -> (Rc<Cell<Option<LockEvent>>>, impl Fn(LockEvent) + 'static) {
    let heard = Rc::new(Cell::new(None));
    (Rc::clone(&heard), move |event| heard.set(Some(event)))
}

#[wasm_bindgen_test]
async fn one_holds_a_lock_until_it_is_dropped() {
    let Claim::Held(first) = acquire("two-locks", |_| {}).await else { panic!("free") };
    assert!(first.is_exclusive());
    assert!(matches!(acquire("two-locks", |_| {}).await, Claim::Busy));
    assert!(matches!(acquire("another", |_| {}).await, Claim::Held(_)));
    drop(first);
    TimeoutFuture::new(50).await;
    assert!(matches!(acquire("two-locks", |_| {}).await, Claim::Held(_)));
}

#[wasm_bindgen_test]
async fn a_holder_that_is_asked_lets_go() {
    let slot = Rc::new(Cell::new(None));
    let holder = Rc::clone(&slot);
    let (lost, on_lost) = listener();
    let Claim::Held(first) = acquire("asked", move |event| {
        if event == LockEvent::Asked {
            drop(holder.take());
        } else {
            on_lost(event);
        }
    })
    .await
    else {
        panic!("free")
    };
    slot.set(Some(first));
    let second = take_over("asked", |_| {}).await;
    assert!(second.is_exclusive() && slot.take().is_none());
    assert_eq!(lost.get(), None, "what is let go is not lost");
}

#[wasm_bindgen_test]
async fn a_holder_that_does_not_answer_loses_the_lock() {
    let (heard, on_event) = listener();
    let Claim::Held(_first) = acquire("stolen", on_event).await else { panic!("free") };
    let second = take_over("stolen", |_| {}).await;
    TimeoutFuture::new(50).await;
    assert_eq!(heard.get(), Some(LockEvent::Lost));
    assert!(matches!(acquire("stolen", |_| {}).await, Claim::Busy));
    drop(second);
}
