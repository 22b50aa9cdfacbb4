//! The measures of agreement in a worker: the bench of the host, built for the browser as the app is.

use crate::page::Page;
use anyhow::{Context, Result, bail};
use serde_json::json;
use std::time::Duration;

/// How often the page is asked how far the worker is, which makes three minutes.
const TURNS: usize = 900;
const TURN: Duration = Duration::from_millis(200);

/// What the worker says when it is done.
const END: &str = "end";

/// What it begins with when it is not.
const FAILED: &str = "failed";

/// Starts a worker with the script and the program that are given; what it sends is collected.
const START: &str = "
    window.measures = [];
    const run = `onmessage = (event) => wasm_bindgen({ module_or_path: event.data })
        .catch((why) => postMessage('failed: ' + why));`;
    const worker = new Worker(URL.createObjectURL(new Blob([args[0], run], { type: 'text/javascript' })));
    worker.onmessage = (event) => measures.push(event.data);
    worker.onerror = (event) => measures.push('failed: ' + event.message);
    worker.postMessage(new Uint8Array(args[1]).buffer);
";

/// The lines of the bench.
pub(super) async fn lines(page: &Page) -> Result<Vec<String>> {
    let folder = page.config.scratch.join("measures");
    let file = |name: &str| {
        std::fs::read(folder.join(name)).with_context(|| format!("{name}, which `cargo xtask bench` builds"))
    };
    let (script, program) = (String::from_utf8(file("agreement.js")?)?, file("agreement_bg.wasm")?);
    page.open("#/").await?;
    page.js(START, vec![json!(script), json!(program)]).await?;
    for _ in 0..TURNS {
        tokio::time::sleep(TURN).await;
        let mut lines: Vec<String> = serde_json::from_value(page.js("return measures;", vec![]).await?)?;
        match lines.last() {
            Some(last) if last == END => {
                lines.pop();
                return Ok(lines);
            }
            Some(last) if last.starts_with(FAILED) => bail!("the measures in the worker: {last}"),
            _ => {}
        }
    }
    bail!("the measures in the worker did not end")
}
