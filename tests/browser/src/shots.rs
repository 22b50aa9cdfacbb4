//! Pictures of screens, for people to look at.

use crate::config::Config;
use anyhow::Result;
use std::path::Path;

pub(crate) async fn run(_config: &Config, _folder: &Path) -> Result<()> {
    Ok(())
}
