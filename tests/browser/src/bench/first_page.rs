//! What the first page costs over the wire.

use crate::page::Page;
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

/// Sum of all files that the home page loads, as a static host would compress them, in units of 1,000 bytes.
pub(super) async fn kilobytes(page: &Page) -> Result<f64> {
    page.open("#/").await?;
    page.element("new-project").await?;
    let listed = "return performance.getEntriesByType('resource').map((entry) => entry.name);";
    let loaded: Vec<String> = serde_json::from_value(page.js(listed, vec![]).await?)?;
    let mut files = BTreeSet::from(["index.html".to_owned()]);
    for address in loaded.iter().filter(|address| !address.starts_with("data:") && !address.starts_with("blob:")) {
        let file =
            address.strip_prefix(&page.config.url).with_context(|| format!("{address} is not the page's own"))?;
        let file = file.split(['?', '#']).next().unwrap_or_default();
        files.insert(if file.is_empty() { "index.html" } else { file }.to_owned());
    }
    let sizes = files.iter().map(|file| compressed(&page.config.dist.join(file))).collect::<Result<Vec<usize>>>()?;
    #[allow(clippy::cast_precision_loss)] // a page of 2^52 bytes would not load
    let bytes = sizes.iter().sum::<usize>() as f64;
    Ok(bytes / 1000.0)
}

/// The file's size in bytes as Brotli of quality 9.
fn compressed(file: &Path) -> Result<usize> {
    let output = Command::new("brotli")
        .args(["-q", "9", "-c"])
        .arg(file)
        .stderr(Stdio::inherit())
        .output()
        .context("running brotli, of the package of that name")?;
    if !output.status.success() {
        bail!("brotli {}: {}", file.display(), output.status);
    }
    ensure!(!output.stdout.is_empty(), "{} compresses to nothing", file.display());
    Ok(output.stdout.len())
}
