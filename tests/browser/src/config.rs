//! What the caller states in environment variables: where the page is, which browsers there are.

use crate::engine::Engine;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// A browser and the program that drives it by the WebDriver protocol.
#[derive(Debug, Clone)]
pub(crate) struct Tools {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Everything a run depends on besides its arguments.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    /// The page's address, ending in `/`; it has a sub-path, so that an absolute link in the page shows up as a failure.
    pub(crate) url: String,
    /// The folder that is served there.
    pub(crate) dist: PathBuf,
    /// A folder for profiles, downloads, clips, logs and pictures of failures.
    pub(crate) scratch: PathBuf,
    ffmpeg: Option<PathBuf>,
}

impl Config {
    pub(crate) fn from_env() -> Result<Self> {
        let mut url = required("ATTUNE_URL")?;
        if !url.ends_with('/') {
            url.push('/');
        }
        // Browsers want absolute paths for profiles and uploads.
        let scratch = std::path::absolute(required("ATTUNE_SCRATCH")?)?;
        std::fs::create_dir_all(&scratch).with_context(|| format!("making {}", scratch.display()))?;
        Ok(Self { url, dist: required("ATTUNE_DIST")?.into(), scratch, ffmpeg: path("ATTUNE_FFMPEG") })
    }

    /// What makes the clips.
    pub(crate) fn ffmpeg(&self) -> Result<&Path> {
        self.ffmpeg.as_deref().context("ffmpeg is needed to make video clips, and ATTUNE_FFMPEG is not set")
    }
}

/// The engine's browser and driver, or `None` where the caller has none.
pub(crate) fn tools(engine: Engine) -> Option<Tools> {
    let (browser, driver) = match engine {
        Engine::Chromium => ("ATTUNE_CHROMIUM", "ATTUNE_CHROMEDRIVER"),
        Engine::Firefox => ("ATTUNE_FIREFOX", "ATTUNE_GECKODRIVER"),
        Engine::WebKit => ("ATTUNE_MINIBROWSER", "ATTUNE_WEBKITDRIVER"),
    };
    Some(Tools { browser: path(browser)?, driver: path(driver)? })
}

fn path(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn required(name: &str) -> Result<String> {
    std::env::var(name).with_context(|| format!("{name} is not set; `cargo xtask test` sets it"))
}
