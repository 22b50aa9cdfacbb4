//! Figures from headless Chromium on the release build.

use crate::config::Config;
use anyhow::Result;

pub(crate) async fn run(_config: &Config, _filter: &str) -> Result<()> {
    Ok(())
}
