//! Downloads, as files on disk.

use super::Page;
use anyhow::{Context, Result, bail, ensure};
use std::path::PathBuf;
use std::time::Duration;
use tokio::time::Instant;

/// A downloaded file.
#[derive(Debug)]
pub(crate) struct Download {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Page {
    /// Chooses an entry of the download menu and returns the file that lands in the download folder.
    pub(crate) async fn download(&self, entry: &str) -> Result<Download> {
        self.download_from("download", entry).await
    }

    /// As [`download`](Self::download), from another menu.
    pub(crate) async fn download_from(&self, menu: &str, entry: &str) -> Result<Download> {
        let folder = self.session().folders.downloads.clone();
        let list = || -> Result<Vec<PathBuf>> {
            std::fs::read_dir(&folder)?.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()
        };
        let before = list()?;
        self.click(menu).await?;
        self.click(entry).await?;
        let deadline = Instant::now() + Duration::from_secs(15);
        loop {
            let new: Vec<PathBuf> = list()?.into_iter().filter(|path| !before.contains(path)).collect();
            // Browsers write under another name, hidden or marked by its end, until the file is complete.
            let unfinished = |path: &PathBuf| {
                path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'))
                    || path
                        .extension()
                        .is_some_and(|end| ["crdownload", "part", "wkdownload", "tmp"].iter().any(|e| end == *e))
                    || path.metadata().is_ok_and(|data| data.len() == 0)
            };
            if let [path] = new.as_slice()
                && !unfinished(path)
            {
                let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
                return Ok(Download { path: path.clone(), text });
            }
            ensure!(new.len() < 3, "more than one file was downloaded: {new:?}");
            if Instant::now() > deadline {
                bail!("{entry} downloads nothing into {}: {new:?}", folder.display());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
