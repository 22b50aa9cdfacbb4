//! Pictures of screens, for people to look at.

use crate::config::{Config, tools};
use crate::engine::Engine;
use crate::page::Page;
use anyhow::{Context, Result};
use serde_json::json;
use std::path::Path;

const SIZES: [(u32, u32); 2] = [(1280, 800), (1920, 1080)];

/// Takes pictures of the main screens in Chromium, at two sizes, light and dark.
pub(crate) async fn run(config: &Config, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let tools = tools(Engine::Chromium).context("Chromium and its driver are needed for pictures")?;
    for size in SIZES {
        for theme in ["light", "dark"] {
            let page = Page::start(Engine::Chromium, &tools, config, size).await?;
            page.emulate(size, theme).await?;
            let shoot = async |screen: &str| -> Result<()> {
                let file = folder.join(format!("{screen}-{}x{}-{theme}.png", size.0, size.1));
                page.screenshot(&file).await?;
                println!("{}", file.display());
                Ok(())
            };
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
            page.click("event-row").await?;
            page.element("inspector-onset").await?;
            shoot("code-selected").await?;
            page.blur().await?;
            page.press("?").await?;
            page.element("help-panel").await?;
            shoot("keys").await?;

            page.open("#/").await?;
            page.element("project-row").await?;
            shoot("home").await?;
            page.js("location.hash = args[0];", vec![json!("#/crash")]).await?;
            page.element("crash").await?;
            shoot("crash").await?;
            page.close().await?;
        }
    }
    Ok(())
}
