//! How long a step to the next frame takes in a film whose only key picture is its first.

use crate::clips::{Clip, FRAMES};
use crate::page::Page;
use crate::scenarios::steps::{new_project, pick_clip};
use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

/// How many steps are taken at each place, forward and back.
const STEPS: u32 = 12;

/// What was measured, in milliseconds from a press to the frame on screen.
pub(super) struct Times {
    pub(super) steps: Vec<f64>,
    pub(super) jumps: Vec<f64>,
}

/// One press of a key or the pointer.
#[derive(Debug, Deserialize)]
struct Step {
    ms: f64,
    readout: u32,
    /// The number that the picture shows.
    pixels: Option<u32>,
}

/// Jumps here and there, and steps forward and back from where it lands, each as soon as the one before is on screen.
pub(super) async fn measured(page: &Page) -> Result<Times> {
    new_project(page, "Steps").await?;
    pick_clip(page, Clip::H264Large).await?;
    // What is decoded ahead is there once the decoder is.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut times = Times { steps: Vec::new(), jumps: Vec::new() };
    for place in 1..10_u32 {
        // Steps of the golden ratio leave no part of the film out.
        let frame = (f64::from(place) * 0.618_034).fract();
        let jump: Step = serde_json::from_value(page.js_async(JUMP, vec![json!(frame)]).await?)?;
        let mut at = jump.readout;
        ensure!(jump.pixels == Some(at), "{jump:?}");
        times.jumps.push(jump.ms);
        for (button, by) in [("frame-forward", 1), ("frame-back", -1)] {
            let steps: Vec<Step> =
                serde_json::from_value(page.js_async(STEP, vec![json!(button), json!(STEPS)]).await?)?;
            for step in steps {
                at = at.saturating_add_signed(by).min(FRAMES - 1);
                ensure!(step.readout == at && step.pixels == Some(at), "{step:?} in place of {at}");
                times.steps.push(step.ms);
            }
        }
    }
    Ok(times)
}

/// Clicks in the ruler.
const JUMP: &str = "
    const before = q('frame').dataset.frame;
    const box = q('timeline-overlay').getBoundingClientRect();
    const at = { clientX: box.left + 2 + args[0] * (box.width - 4), clientY: box.top + 6, bubbles: true, button: 0, pointerId: 1, isPrimary: true };
    const landed = (before) => new Promise((go) => { const wait = () => settled() && q('frame').dataset.frame !== before ? requestAnimationFrame(() => go(performance.now())) : setTimeout(wait, 1); wait(); });
    (async () => {
      const start = performance.now();
      q('timeline-overlay').dispatchEvent(new PointerEvent('pointerdown', { ...at, buttons: 1 }));
      q('timeline-overlay').dispatchEvent(new PointerEvent('pointerup', at));
      const ms = await landed(before) - start;
      done({ ms, readout: Number(q('frame').dataset.frame), pixels: await attuneProbe.readFrame() });
    })();";

/// Presses a button so many times.
const STEP: &str = "
    const landed = (before) => new Promise((go) => { const wait = () => settled() && q('frame').dataset.frame !== before ? requestAnimationFrame(() => go(performance.now())) : setTimeout(wait, 1); wait(); });
    (async () => {
      const seen = [];
      for (let nth = 0; nth < args[1]; nth += 1) {
        const before = q('frame').dataset.frame, start = performance.now();
        q(args[0]).click();
        const ms = await landed(before) - start;
        seen.push({ ms, readout: Number(q('frame').dataset.frame), pixels: await attuneProbe.readFrame() });
      }
      done(seen);
    })();";
