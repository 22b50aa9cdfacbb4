//! Nothing leaves the machine.

use super::steps::{code_a_little, project_with_clip};
use crate::page::Page;
use anyhow::{Result, ensure};
use serde_json::json;

pub(super) async fn the_policy_blocks_other_origins(page: &mut Page) -> Result<()> {
    page.open("#/").await?;
    let policy = page
        .js("return document.querySelector('meta[http-equiv=\"Content-Security-Policy\" i]')?.content ?? '';", vec![])
        .await?;
    let policy = policy.as_str().unwrap_or_default();
    ensure!(policy.contains("default-src 'none'") || policy.contains("default-src 'self'"), "the policy is {policy:?}");
    ensure!(
        !policy.contains("http:") && !policy.contains("https:") && !policy.contains('*'),
        "the policy is {policy:?}"
    );
    ensure!(!policy.contains("'unsafe-eval'"), "the policy is {policy:?}");
    // The same server under another name is another origin, and would answer; what stops the request is the policy.
    let attempt = "
        const other = new URL(location.href.split('#')[0]);
        other.hostname = other.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
        let violated = false;
        document.addEventListener('securitypolicyviolation', () => { violated = true; });
        const outcomes = [];
        const image = new Promise((settled) => {
          const picture = new Image();
          picture.onload = picture.onerror = settled;
          picture.src = new URL('picture.png', other);
        });
        fetch(other, { mode: 'no-cors' }).then(() => outcomes.push('fetch'), () => {})
          .then(() => image)
          .then(() => setTimeout(() => done({ violated, outcomes })));";
    let outcome = page.js_async(attempt, vec![]).await?;
    ensure!(outcome == json!({ "violated": true, "outcomes": [] }), "{outcome}");
    Ok(())
}

pub(super) async fn coding_and_downloading_send_nothing(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Private").await?;
    // Opening a project loads the coding page, one of the page's own files. After that there is nothing.
    let opening: Vec<String> =
        serde_json::from_value(page.js("return attuneProbe.requests.splice(0);", vec![]).await?)?;
    let foreign: Vec<_> =
        opening.iter().filter(|request| !request.contains(&format!(" {}", page.config.url))).collect();
    ensure!(foreign.is_empty(), "{foreign:?}");
    code_a_little(page).await?;
    page.press("Space").await?;
    page.until("a second of play", "q('video').currentTime > 3").await?;
    page.press("Space").await?;
    for entry in ["download-project", "download-csv", "download-vtt", "download-scheme"] {
        page.download(entry).await?;
    }
    let requests = page.js("return attuneProbe.requests;", vec![]).await?;
    ensure!(requests == json!([]), "{requests}");
    let listed = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => !name.startsWith('blob:') && !name.startsWith('data:'));";
    let all: Vec<String> = serde_json::from_value(page.js(listed, vec![]).await?)?;
    let foreign: Vec<&String> = all.iter().filter(|name| !name.starts_with(&page.config.url)).collect();
    ensure!(!all.is_empty() && foreign.is_empty(), "not the page's own files: {foreign:?}");
    Ok(())
}
