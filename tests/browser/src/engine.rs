//! The three engines: how each is started, and what it is told.

use crate::config::{Config, Tools};
use crate::process::{self, DriverProcess};
use anyhow::{Context, Result, bail};
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}

/// The folders a browser uses; a second session on the same folders finds what the first left behind.
#[derive(Debug, Clone)]
pub(crate) struct Folders {
    pub(crate) profile: PathBuf,
    pub(crate) downloads: PathBuf,
    pub(crate) log: PathBuf,
}

impl Folders {
    /// New, empty folders.
    pub(crate) fn new(engine: Engine, config: &Config) -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("{engine}-{}", COUNT.fetch_add(1, Ordering::Relaxed)).to_lowercase();
        let root = config.scratch.join("sessions").join(&name);
        if root.exists() {
            std::fs::remove_dir_all(&root)?;
        }
        let [profile, downloads] = ["profile", "downloads"].map(|name| root.join(name));
        for folder in [&profile, &downloads] {
            std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        }
        Ok(Self { profile, downloads, log: root.join("driver.log") })
    }

    /// For programs that know no profiles: variables by which the profile's folder is all they know of the user's.
    pub(crate) fn home(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"].into_iter().map(|name| (name, &*self.profile))
    }
}

/// A driver with one browser.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) engine: Engine,
    pub(crate) client: Client,
    pub(crate) folders: Folders,
    driver: DriverProcess,
}

impl Session {
    /// Memory of the processes that run its pages, in MB.
    pub(crate) fn pages_mb(&self) -> Option<f64> {
        process::pages_mb(&self.driver.browser_processes())
    }

    /// Starts a browser on the folders. Each session has a driver of its own, so that its processes are known.
    pub(crate) async fn start(engine: Engine, tools: &Tools, folders: Folders, window: (u32, u32)) -> Result<Self> {
        let driver = start_driver(engine, tools, &folders).await?;
        let Value::Object(capabilities) = capabilities(engine, &tools.browser, &folders, window) else {
            bail!("capabilities are an object");
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .with_context(|| format!("starting {engine}; see {}", folders.log.display()))?;
        let minute = Some(Duration::from_mins(1));
        client.update_timeouts(TimeoutConfiguration::new(Some(Duration::from_mins(4)), minute, None)).await?;
        let session = Self { engine, client, folders, driver };
        session.size(window).await?;
        Ok(session)
    }

    /// Gives the window a size, and waits until it has it: MiniBrowser was seen to stay, now and then, at a third of the height.
    pub(crate) async fn size(&self, window: (u32, u32)) -> Result<()> {
        if self.engine == Engine::Chromium {
            return Ok(()); // Its command line says it.
        }
        for _ in 0..30 {
            self.client.set_window_size(window.0, window.1).await?;
            let height = self.client.execute("return innerHeight;", vec![]).await?;
            // The browser's own bars take the rest.
            if height.as_u64() > Some(u64::from(window.1) * 3 / 4) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the window does not take its size");
    }

    /// Ends the browser in an orderly way.
    pub(crate) async fn close(self) -> Result<()> {
        let processes = self.driver.browser_processes();
        self.client.close().await?;
        process::gone(&processes).await
    }

    /// Ends the browser as a crash or a power cut would: without a word. Returns the folders it leaves behind.
    pub(crate) async fn kill(self) -> Result<Folders> {
        self.driver.kill().await?;
        // A killed browser leaves its locks; Chromium would refuse the profile as one in use by another machine's process.
        for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket", "lock", ".parentlock"] {
            std::fs::remove_file(self.folders.profile.join(lock)).ok();
        }
        Ok(self.folders)
    }
}

async fn start_driver(engine: Engine, tools: &Tools, folders: &Folders) -> Result<DriverProcess> {
    if engine == Engine::WebKit {
        // MiniBrowser saves downloads to the desktop's download folder.
        let text = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folders.downloads.display());
        std::fs::write(folders.profile.join("user-dirs.dirs"), text)?;
    }
    let configure = |command: &mut Command, port: u16| {
        match engine {
            Engine::Chromium => command.arg(format!("--port={port}")),
            Engine::Firefox => command.arg("--port").arg(port.to_string()),
            Engine::WebKit => command.arg("-p").arg(port.to_string()),
        };
        if engine == Engine::WebKit {
            command.envs(folders.home());
        }
    };
    DriverProcess::start(&tools.driver, configure, &folders.log).await
}

fn capabilities(engine: Engine, browser: &Path, folders: &Folders, (width, height): (u32, u32)) -> Value {
    match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "unhandledPromptBehavior": "accept",
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": browser,
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--autoplay-policy=no-user-gesture-required",
                    // Background tabs keep their timers, as the two-tab scenarios look at both.
                    "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
                    "--hide-crash-restore-bubble",
                    format!("--window-size={width},{height}"),
                    format!("--user-data-dir={}", folders.profile.display()),
                ],
                "prefs": {
                    "download.default_directory": folders.downloads,
                    "download.prompt_for_download": false,
                    "profile.default_content_setting_values.automatic_downloads": 1,
                },
            },
        }),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "unhandledPromptBehavior": "accept",
            "moz:firefoxOptions": {
                "binary": browser,
                "args": ["-headless", "-profile", folders.profile, format!("-width={width}"), format!("-height={height}")],
                "prefs": {
                    "media.autoplay.default": 0,
                    "browser.download.folderList": 2,
                    "browser.download.dir": folders.downloads,
                    "browser.download.alwaysOpenPanel": false,
                    "browser.helperApps.neverAsk.saveToDisk": "application/json,text/csv,text/vtt,application/octet-stream",
                    // After a kill Firefox would offer safe mode and the old tabs instead of the page.
                    "toolkit.startup.max_resumed_crashes": -1,
                    "browser.sessionstore.resume_from_crash": false,
                },
            },
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "unhandledPromptBehavior": "accept",
            "webkitgtk:browserOptions": { "binary": browser, "args": ["--automation", "--autoplay-policy=allow"] },
        }),
    }
}
