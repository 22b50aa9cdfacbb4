//! Runs scenarios in engines, one after another, and says how each went.

use crate::config::{Config, Tools, tools};
use crate::engine::Engine;
use crate::page::{Page, WINDOW};
use anyhow::{Context, Result, anyhow};
use fantoccini::error::CmdError;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// A hung browser must not hang the run. The longest scenario steps through 250 frames twice.
const LIMIT: Duration = Duration::from_mins(4);

pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// One thing that a user does.
pub(crate) struct Scenario {
    pub(crate) name: String,
    pub(crate) run: for<'a> fn(&'a mut Page) -> Running<'a>,
}

/// How many scenarios went how.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

/// Runs every scenario whose `engine · name` contains the filter, in each engine there is.
pub(crate) async fn run(config: &Config, scenarios: &[Scenario], filter: &str) -> Result<Tally> {
    let mut tally = Tally::default();
    std::fs::create_dir_all(Page::failures(config))?;
    for engine in Engine::ALL {
        let chosen: Vec<_> = scenarios.iter().filter(|scenario| title(engine, scenario).contains(filter)).collect();
        if chosen.is_empty() {
            continue;
        }
        let Some(tools) = tools(engine) else {
            println!("{engine} · not available here: its {} scenarios are left out", chosen.len());
            continue;
        };
        // One browser for all scenarios of an engine, as long as they pass; each works on a project of its own.
        let mut page = None;
        for scenario in chosen {
            let start = Instant::now();
            let mut result = attempt(&mut page, engine, &tools, config, scenario).await;
            // WebKitGTK's process for pages ends now and then by itself, in GStreamer. No page can do that or help it.
            if result.is_err() && page.as_ref().is_some_and(Page::engine_crashed) {
                println!("{} … the browser crashed, not the page; once more in a new one", title(engine, scenario));
                page = None;
                result = attempt(&mut page, engine, &tools, config, scenario).await;
            }
            let seconds = start.elapsed().as_secs_f64();
            let title = title(engine, scenario);
            match result {
                Ok(()) => {
                    tally.passed += 1;
                    println!("{title} … ok ({seconds:.1} s)");
                }
                Err(error) => {
                    tally.failed += 1;
                    println!("{title} … FAILED ({seconds:.1} s): {error:#}{}", status(&error));
                    if let Some(page) = page.take() {
                        report(page, config, &title).await;
                    }
                }
            }
        }
        if let Some(page) = page {
            page.close().await?;
        }
    }
    Ok(tally)
}

fn title(engine: Engine, scenario: &Scenario) -> String {
    format!("{engine} · {}", scenario.name)
}

async fn attempt(
    page: &mut Option<Page>,
    engine: Engine,
    tools: &Tools,
    config: &Config,
    scenario: &Scenario,
) -> Result<()> {
    // A browser that serves one scenario after another may have lost its size meanwhile.
    if let Some(used) = page
        && used.ensure_window().await.is_err()
        && let Some(used) = page.take()
    {
        used.close().await?;
    }
    let open = match page {
        Some(page) => page,
        None => page.insert(Page::start(engine, tools, config, WINDOW).await?),
    };
    timeout(LIMIT, (scenario.run)(open)).await.map_err(|_elapsed| anyhow!("took longer than {LIMIT:?}"))??;
    open.ensure_healthy().await?;
    if !open.tidy().await.context("tidying up")?
        && let Some(used) = page.take()
    {
        used.close().await?;
    }
    Ok(())
}

/// What kind of error the driver gave, which its own text often leaves out.
fn status(error: &anyhow::Error) -> String {
    let driver = error.chain().find_map(|cause| match cause.downcast_ref() {
        Some(CmdError::Standard(error)) => Some(error.error.to_string()),
        _ => None,
    });
    driver.map_or_else(String::new, |status| format!(" ({status})"))
}

/// The last lines of the driver's log that are not about a missing sound card.
fn print_log(log: &std::path::Path) {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("ALSA") && !line.starts_with("AL lib"))
        .collect();
    for line in lines.iter().skip(lines.len().saturating_sub(6)) {
        println!("    driver: {line}");
    }
}

/// Leaves a picture of the failed page and what it logged, as far as the browser still answers.
async fn report(page: Page, config: &Config, title: &str) {
    if !page.is_alive() {
        return;
    }
    print_log(&page.session().folders.log);
    let name: String =
        title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let file: PathBuf = Page::failures(config).join(format!("{name}.png"));
    let patience = Duration::from_secs(10);
    if let Ok(Ok(())) = timeout(patience, page.screenshot(&file)).await {
        println!("    picture: {}", file.display());
    }
    if let Ok(Ok(errors)) = timeout(patience, page.errors()).await {
        for error in errors.iter().take(5) {
            println!("    page: {error}");
        }
    }
    // Dropping the page kills its browser.
}
