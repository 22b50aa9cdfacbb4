//! Pictures of screens, for people to look at.

mod ways;

use crate::config::{Config, tools};
use crate::engine::Engine;
use crate::page::Page;
use anyhow::Result;
use serde_json::json;
use std::path::Path;

const SIZES: [(u32, u32); 2] = [(1280, 800), (1920, 1080)];

const LOW: (u32, u32) = (1280, 660);

/// Takes pictures of the main screens: in Chromium at two sizes, light and dark; in the other engines, which can't be told to be
/// dark, at one size as they are.
pub(crate) async fn run(config: &Config, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for engine in Engine::ALL {
        let Some(tools) = tools(engine) else { continue };
        if engine != Engine::Chromium {
            let page = Page::start(engine, &tools, config, SIZES[0]).await?;
            tour(&page, folder, &engine.to_string().to_lowercase()).await?;
            page.close().await?;
            continue;
        }
        for size in SIZES {
            for theme in ["light", "dark"] {
                let page = Page::start(engine, &tools, config, size).await?;
                page.emulate(size, theme).await?;
                let look = format!("{}x{}-{theme}", size.0, size.1);
                if size == SIZES[0] {
                    ways::tour(&page, async |screen| shoot(&page, folder, screen, &look).await).await?;
                    low_screen(&page, folder, theme).await?;
                    page.emulate(size, theme).await?;
                }
                tour(&page, folder, &look).await?;
                page.close().await?;
            }
        }
    }
    Ok(())
}

async fn shoot(page: &Page, folder: &Path, screen: &str, look: &str) -> Result<()> {
    let file = folder.join(format!("{screen}-{look}.png"));
    page.screenshot(&file).await?;
    println!("{}", file.display());
    Ok(())
}

/// The demo in what the bars of a browser leave of a small laptop's screen.
async fn low_screen(page: &Page, folder: &Path, theme: &str) -> Result<()> {
    page.emulate(LOW, theme).await?;
    page.open("#/").await?;
    page.click("try-demo").await?;
    page.until("the demo", "q('video')?.videoWidth > 0 && settled() && q('event-row')").await?;
    shoot(page, folder, "code", &format!("{}x{}-{theme}", LOW.0, LOW.1)).await
}

async fn tour(page: &Page, folder: &Path, look: &str) -> Result<()> {
    let shoot = async |screen: &str| shoot(page, folder, screen, look).await;
    page.open("#/").await?;
    page.element("new-project").await?;
    shoot("home-empty").await?;
    page.click("new-project").await?;
    page.element("new-name").await?;
    shoot("new-project").await?;

    page.open("#/").await?;
    page.click("try-demo").await?;
    page.until("the demo", "q('video')?.videoWidth > 0 && settled() && q('event-row')").await?;
    page.saved().await?;
    for _ in 0..12 {
        page.press("Shift+ArrowRight").await?;
    }
    page.until("a settled frame", "settled()").await?;
    shoot("code").await?;
    page.click("place-compare").await?;
    page.until("the numbers", "q('compare-row') && q('moment')").await?;
    // Space would press the button that has the focus.
    page.blur().await?;
    page.press("j").await?;
    page.until("the first moment", "q('moment-place').textContent.startsWith('1 of ') && !q('video').paused").await?;
    page.press("Space").await?;
    page.until("a settled frame", "q('video').paused && settled()").await?;
    shoot("compare").await?;
    page.click("compare-consensus").await?;
    page.element("consensus-start").await?;
    shoot("consensus-begin").await?;
    page.click("consensus-start").await?;
    page.element("consensus-card").await?;
    page.press("a").await?;
    page.press("s").await?;
    page.until("two decided", "q('consensus-progress').textContent.startsWith('2 of ')").await?;
    page.press("Space").await?;
    page.until("a settled frame", "settled()").await?;
    shoot("consensus").await?;
    page.press("k").await?;
    page.press("k").await?;
    page.press("Space").await?;
    page.until("a settled frame", "settled()").await?;
    shoot("consensus-decided").await?;
    page.click("place-code").await?;
    page.element("event-row").await?;
    page.click("event-row").await?;
    page.element("inspector-onset").await?;
    page.until("the picture of its onset", "settled(0)").await?;
    shoot("code-selected").await?;
    page.click("tab-find").await?;
    page.choose("find-tie", "", "during").await?;
    page.js(
        "for (const [id, nth] of [['find-code', 3], ['find-others', 2]]) {
          const list = q(id); list.selectedIndex = nth; list.dispatchEvent(new Event('change', { bubbles: true }));
        }",
        vec![],
    )
    .await?;
    page.press("F3").await?;
    page.until("the picture of the match", "settled()").await?;
    shoot("find").await?;
    page.blur().await?;
    page.press("Control+g").await?;
    page.fill_in("shift-by", "-40").await?;
    shoot("shift").await?;
    page.press("Escape").await?;
    page.click("edit-menu").await?;
    shoot("edit-menu").await?;
    page.press("Escape").await?;
    page.click("tab-events").await?;
    page.blur().await?;
    page.press("?").await?;
    page.element("help-panel").await?;
    shoot("keys").await?;

    page.press("Escape").await?;
    page.js("location.hash = location.hash.replace('/code/', '/scheme/');", vec![]).await?;
    page.click("code-color").await?;
    page.element("code-details").await?;
    shoot("scheme-editor").await?;

    page.open("#/").await?;
    page.element("project-row").await?;
    shoot("home").await?;
    page.js("location.hash = args[0];", vec![json!("#/crash")]).await?;
    page.element("crash").await?;
    shoot("crash").await?;
    Ok(())
}
