//! Taking files away: the project, and its tables and captions.

use super::Context;
use crate::formats::{Exported, csv, native, ratings_csv, webvtt};
use crate::platform::file;
use crate::platform::plot::{CanvasArea, download_png};
use crate::plot::NotDrawn;
use crate::t;
use crate::words::say;

/// Hands out a file, and says so.
pub fn download(context: Context, bytes: &[u8], name: &str, mime: &str) {
    if file::download(bytes, name, mime).is_some() {
        context.notices.confirm("downloaded", t!("notice-download-done", file = name.to_owned()));
    }
}

/// Width of a downloaded figure in pixels: a column and a half of a journal's page at 96 to the inch.
pub const FIGURE_WIDTH: u32 = 560;

/// Hands out a figure as an SVG file, and says so; `stem` is the file's name without its end.
pub fn download_svg_figure(context: Context, stem: &str, figure: Result<String, NotDrawn>) {
    match figure {
        Ok(text) => download(context, text.as_bytes(), &format!("{stem}.svg"), "image/svg+xml"),
        Err(NotDrawn) => context.notices.problem("downloaded", t!("figure-not-drawn")),
    }
}

/// Draws a figure of a size in pixels, hands it out as a PNG file and says so; `draw` answers whether that worked.
pub fn download_png_figure(context: Context, stem: &str, size: (u32, u32), draw: impl FnOnce(&CanvasArea) -> bool) {
    let name = format!("{stem}.png");
    let file = name.clone();
    let done = move |worked: bool| {
        if worked {
            context.notices.confirm("downloaded", t!("notice-download-done", file = file));
        } else {
            context.notices.problem("downloaded", t!("figure-not-drawn"));
        }
    };
    download_png(size, name, draw, done);
}

/// A name that every file system takes.
pub fn file_stem(name: &str) -> String {
    let safe: String = name.chars().map(|c| if c.is_alphanumeric() || "-_ ".contains(c) { c } else { '-' }).collect();
    let safe = safe.trim().trim_matches('-').trim();
    if safe.is_empty() { "attune".to_owned() } else { safe.chars().take(80).collect() }
}

/// Downloads the whole project.
pub fn download_project(context: Context) {
    let written = context.desk.with(|project| (native::write(project), file_stem(&project.name)));
    if let Some((Exported { bytes, .. }, stem)) = written {
        download(context, &bytes, &format!("{stem}.attune.json"), "application/json");
    }
}

/// Downloads every coding as one table.
pub fn download_csv(context: Context) {
    let tables = context.player.tables();
    let written = context.desk.with(|project| {
        (csv::write(project, &project.observations, &tables, csv::Options::default()), file_stem(&project.name))
    });
    if let Some((Exported { bytes, losses }, stem)) = written {
        download(context, &bytes, &format!("{stem}.csv"), "text/csv");
        context.notices.inform("losses", say::losses(&losses));
    }
}

/// Downloads the continuous ratings of every coding as one table.
pub fn download_ratings(context: Context) {
    let written =
        context.desk.with(|project| (ratings_csv::write(project, &project.observations), file_stem(&project.name)));
    match written {
        Some((Some(bytes), stem)) => download(context, &bytes, &format!("{stem} ratings.csv"), "text/csv"),
        Some((None, _)) => context.notices.inform("no-ratings", t!("bar-no-ratings")),
        None => {}
    }
}

/// Downloads the coding that is shown as captions.
pub fn download_vtt(context: Context) {
    let tables = context.player.tables();
    let written = context.desk.shown(|shown| {
        let coder = shown.project.coder(shown.observation.coder).map(|coder| coder.name.clone()).unwrap_or_default();
        let stem = file_stem(&format!("{} {} {coder}", shown.project.name, shown.session.name));
        (webvtt::write(shown.project, shown.observation, &tables), stem)
    });
    if let Some((Exported { bytes, losses }, stem)) = written {
        download(context, &bytes, &format!("{stem}.vtt"), "text/vtt");
        context.notices.inform("losses", say::losses(&losses));
    }
}
