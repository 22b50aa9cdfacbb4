//! The page under test: finding, waiting, reading.

mod downloads;
mod events;
mod input;

pub(crate) use events::Row;

use crate::config::{Config, Tools};
use crate::engine::{Engine, Folders, Session};
use anyhow::{Context, Result, bail, ensure};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::Instant;

pub(crate) const PRELUDE: &str = include_str!("prelude.js");
const PROBE: &str = include_str!("probe.js");

/// How long anything may take that a user would call instant; generous, since two cores may be busy elsewhere.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// The size scenarios run at: the smallest laptop the page is designed for.
pub(crate) const WINDOW: (u32, u32) = (1280, 800);

/// A browser that shows the page.
pub(crate) struct Page {
    pub(crate) config: Config,
    pub(crate) tools: Tools,
    /// Empty only within [`Page::restart`].
    session: Option<Session>,
}

impl Page {
    /// Starts a browser with an empty profile.
    pub(crate) async fn start(engine: Engine, tools: &Tools, config: &Config, window: (u32, u32)) -> Result<Self> {
        let session = Session::start(engine, tools, Folders::new(engine, config)?, window).await?;
        Ok(Self { config: config.clone(), tools: tools.clone(), session: Some(session) })
    }

    /// A second browser of the same engine, which shares nothing with this one.
    pub(crate) async fn another(&self) -> Result<Self> {
        Self::start(self.engine(), &self.tools, &self.config, WINDOW).await
    }

    pub(crate) async fn close(mut self) -> Result<()> {
        match self.session.take() {
            Some(session) => session.close().await,
            None => Ok(()),
        }
    }

    /// Kills the browser without a word and starts it again on the same profile.
    pub(crate) async fn kill_and_restart(&mut self) -> Result<()> {
        let engine = self.engine();
        let session = self.session.take().context("no browser")?;
        let folders = session.kill().await?;
        self.session = Some(Session::start(engine, &self.tools, folders, WINDOW).await?);
        Ok(())
    }

    /// Gives the window the size of a scenario, if it has another.
    pub(crate) async fn ensure_window(&self) -> Result<()> {
        self.session().size(WINDOW).await
    }

    pub(crate) fn engine(&self) -> Engine {
        self.session().engine
    }

    pub(crate) fn client(&self) -> &Client {
        &self.session().client
    }

    #[allow(clippy::expect_used)] // empty only while `kill_and_restart` runs, or after it failed, which ends the scenario
    pub(crate) fn session(&self) -> &Session {
        self.session.as_ref().expect("a running browser")
    }

    /// Whether a browser runs; not after a restart that failed.
    pub(crate) fn is_alive(&self) -> bool {
        self.session.is_some()
    }

    /// Whether the browser says that its own process crashed. Only MiniBrowser does.
    pub(crate) fn engine_crashed(&self) -> bool {
        let log =
            self.session.as_ref().map(|session| std::fs::read_to_string(&session.folders.log).unwrap_or_default());
        log.is_some_and(|log| log.contains("WebProcess CRASHED"))
    }

    /// Goes to a route (`#/`, `#/code/…`) by a full load, and waits until the page shows something.
    pub(crate) async fn open(&self, route: &str) -> Result<()> {
        // A mere change of the fragment would not load the page again.
        self.client().goto("about:blank").await?;
        self.client().goto(&format!("{}{route}", self.config.url)).await?;
        self.loaded().await
    }

    /// Loads the page again at the same address.
    pub(crate) async fn reload(&self) -> Result<()> {
        self.client().refresh().await?;
        self.loaded().await
    }

    /// Installs the probe once the page has come up.
    pub(crate) async fn loaded(&self) -> Result<()> {
        self.until("the page to come up", "document.querySelector('[data-testid]')").await?;
        self.js(PROBE, vec![]).await?;
        Ok(())
    }

    /// Runs a script's body in the page. `args` holds the arguments; `q(id)` and `qa(id)` find by test id.
    pub(crate) async fn js(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!("{PRELUDE}\n{body}");
        self.client().execute(&script, arguments).await.with_context(|| format!("script: {}", first_line(body)))
    }

    /// As [`js`](Self::js), for a body that calls `done(value)`, at once or later.
    pub(crate) async fn js_async(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!("{PRELUDE}\nconst done = args.pop();\n{body}");
        self.client().execute_async(&script, arguments).await.with_context(|| format!("script: {}", first_line(body)))
    }

    /// Waits in the page until the expression is truthy, and returns it.
    pub(crate) async fn until(&self, what: &str, condition: &str) -> Result<Value> {
        self.until_with(what, condition, vec![]).await
    }

    /// As [`until`](Self::until); the expression finds the arguments in `args`.
    pub(crate) async fn until_with(&self, what: &str, condition: &str, arguments: Vec<Value>) -> Result<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now()).as_millis();
            let body = format!(
                "const deadline = performance.now() + {left};
                const check = () => {{
                  let value, error = null;
                  try {{ value = ({condition}); }} catch (thrown) {{ error = String(thrown); }}
                  if (value) done({{ value: value instanceof Node ? true : value }});
                  else if (performance.now() > deadline) done({{ error }});
                  else setTimeout(check, 10);
                }};
                check();"
            );
            match self.js_async(&body, arguments.clone()).await {
                Ok(answer) => match (answer.get("value"), answer["error"].as_str()) {
                    (Some(value), _) => return Ok(value.clone()),
                    (None, Some(error)) => bail!("waited in vain for {what}: {error}"),
                    (None, None) => bail!("waited in vain for {what}"),
                },
                Err(error) if Instant::now() > deadline => return Err(error.context(format!("waiting for {what}"))),
                // The script goes down with the document when another one is loaded; the next document may fulfil the condition.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }

    /// The element with a test id, as soon as it is there.
    pub(crate) async fn element(&self, id: &str) -> Result<Element> {
        self.element_where(id, "").await
    }

    /// The element with a test id that also fits a selector, such as `[data-code="Positive"]`.
    pub(crate) async fn element_where(&self, id: &str, more: &str) -> Result<Element> {
        self.until_with(&format!("{id}{more}"), "q(args[0], args[1])", vec![json!(id), json!(more)]).await?;
        Ok(self.client().find(Locator::Css(&format!("[data-testid=\"{id}\"]{more}"))).await?)
    }

    pub(crate) async fn click(&self, id: &str) -> Result<()> {
        self.click_where(id, "").await
    }

    /// Clicks an element as soon as it takes clicks: one that is being drawn anew, or moves, is found again.
    pub(crate) async fn click_where(&self, id: &str, more: &str) -> Result<()> {
        let deadline = Instant::now() + Duration::from_secs(3);
        loop {
            let element = self.element_where(id, more).await?;
            let Err(error) = element.click().await else { return Ok(()) };
            if Instant::now() > deadline {
                return Err(error).with_context(|| format!("clicking {id}{more}"));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Replaces a text field's content, as a user would, and commits it with Enter.
    pub(crate) async fn fill(&self, id: &str, text: &str) -> Result<()> {
        self.fill_in(id, text).await?;
        self.press("Enter").await
    }

    /// Replaces a text field's content, without committing.
    ///
    /// By real keys: WebDriver's own "clear" ends with a blur, which would commit an empty field.
    pub(crate) async fn fill_in(&self, id: &str, text: &str) -> Result<()> {
        self.click(id).await?;
        self.press("Control+a").await?;
        self.type_text(text).await
    }

    /// Takes the focus off whatever has it, so that keys go to the page.
    pub(crate) async fn blur(&self) -> Result<()> {
        self.js("document.activeElement?.blur();", vec![]).await?;
        Ok(())
    }

    /// Chooses an option of a select element by its text or its value.
    pub(crate) async fn choose(&self, id: &str, more: &str, option: &str) -> Result<()> {
        let select = self.element_where(id, more).await?;
        if select.select_by_value(option).await.is_err() {
            select.select_by_label(option).await.with_context(|| format!("choosing {option} in {id}{more}"))?;
        }
        Ok(())
    }

    /// Hands a file to a file input, as the picker would.
    pub(crate) async fn upload(&self, id: &str, file: &Path) -> Result<()> {
        let path = file.to_str().context("a path in UTF-8")?;
        self.element(id).await?.send_keys(path).await.with_context(|| format!("handing {path} to {id}"))
    }

    /// What an element says; of a text field, what it holds.
    pub(crate) async fn text(&self, id: &str) -> Result<String> {
        self.read(id, "(q(args[0]).matches('input, textarea') ? q(args[0]).value : q(args[0]).textContent).trim()")
            .await
    }

    pub(crate) async fn value(&self, id: &str) -> Result<String> {
        self.read(id, "q(args[0]).value").await
    }

    pub(crate) async fn attr(&self, id: &str, name: &str) -> Result<Option<String>> {
        self.element(id).await?.attr(name).await.with_context(|| format!("reading {name} of {id}"))
    }

    async fn read(&self, id: &str, expression: &str) -> Result<String> {
        self.element(id).await?;
        let value = self.js(&format!("return {expression};"), vec![json!(id)]).await?;
        value.as_str().map(str::to_owned).with_context(|| format!("{id} has no text"))
    }

    pub(crate) async fn is_present(&self, id: &str) -> Result<bool> {
        Ok(self.js("return q(args[0]) !== null;", vec![json!(id)]).await? == json!(true))
    }

    /// The number of the frame on screen, read from the pixels of a test clip; `None` where they can't be read.
    pub(crate) async fn frame_in_pixels(&self) -> Result<Option<i64>> {
        Ok(self.js_async("attuneProbe.readFrame().then(done);", vec![]).await?.as_i64())
    }

    /// Waits until the save state says that everything is saved.
    pub(crate) async fn saved(&self) -> Result<()> {
        self.until("everything to be saved", "q('save-state')?.dataset.state === 'saved'").await?;
        Ok(())
    }

    pub(crate) async fn screenshot(&self, file: &Path) -> Result<()> {
        std::fs::write(file, self.client().screenshot().await?)?;
        Ok(())
    }

    /// Chromium only: sets the viewport's size and the preferred color scheme (`light`, `dark`).
    pub(crate) async fn emulate(&self, size: (u32, u32), theme: &str) -> Result<()> {
        let metrics = json!({ "width": size.0, "height": size.1, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        self.devtools("Emulation.setEmulatedMedia", media).await
    }

    async fn devtools(&self, command: &'static str, parameters: Value) -> Result<()> {
        self.client().issue_cmd(Devtools { command, parameters }).await.with_context(|| command.to_owned())?;
        Ok(())
    }

    /// What the page has logged as errors since it was loaded.
    pub(crate) async fn errors(&self) -> Result<Vec<String>> {
        let errors = self.js("return window.attuneProbe?.errors ?? [];", vec![]).await?;
        Ok(serde_json::from_value(errors)?)
    }

    /// Leaves the browser as the next scenario wants it: one window, no key held, an empty download folder.
    /// Says whether that could be done.
    pub(crate) async fn tidy(&self) -> Result<bool> {
        self.client().release_actions().await?;
        let windows = self.client().windows().await?;
        for window in windows.iter().skip(1) {
            self.client().switch_to_window(window.clone()).await?;
            self.client().close_window().await?;
        }
        let first = windows.into_iter().next().context("no window left")?;
        self.client().switch_to_window(first).await?;
        self.client().goto("about:blank").await?;
        let mut downloads = 0;
        for entry in std::fs::read_dir(&self.session().folders.downloads)? {
            std::fs::remove_file(entry?.path())?;
            downloads += 1;
        }
        // MiniBrowser lists downloads below the page, and the page gets smaller with each.
        Ok(downloads == 0 || self.engine() != Engine::WebKit)
    }

    /// Fails where the page has crashed; called after each scenario.
    pub(crate) async fn ensure_healthy(&self) -> Result<()> {
        ensure!(!self.is_present("crash").await?, "the page has crashed: {:?}", self.errors().await?);
        Ok(())
    }

    /// Where pictures of failures go.
    pub(crate) fn failures(config: &Config) -> PathBuf {
        config.scratch.join("failures")
    }
}

/// ChromeDriver's way to the DevTools protocol.
#[derive(Debug)]
struct Devtools {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "cmd": self.command, "params": self.parameters }).to_string()))
    }
}

fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default()
}
