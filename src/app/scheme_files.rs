//! Coding schemes as files of their own, and the way to the codebook.

use super::{Context, downloads};
use crate::formats::native::scheme;
use crate::formats::{Imported, Warning};
use crate::model::CodingScheme;
use crate::platform::{file, page};
use crate::route::Route;
use crate::t;
use crate::words::{say, scheme as say_scheme};
use leptos::prelude::*;
use web_sys::File;

/// Downloads the scheme of the coding that is shown.
pub fn download(context: Context) {
    let shown = context.desk.shown(|shown| (scheme::write(shown.scheme), downloads::file_stem(&shown.scheme.name)));
    if let Some((written, stem)) = shown {
        let name = format!("{stem}.{}", scheme::EXTENSION);
        downloads::download(context, &written.bytes, &name, "application/json");
    }
}

/// Shows the codebook over the coding page.
pub fn open_codebook(context: Context) {
    if let Some(project) = context.desk.uid.get_untracked() {
        page::go(&Route::Codebook { project }.href());
    }
}

/// Reads a picked file. Gives the scheme, with a note about what was left out, or says why there is none.
pub async fn read(picked: &File) -> Result<(CodingScheme, Option<String>), String> {
    let name = picked.name();
    let bytes = match file::read_all(picked, scheme::MAX_BYTES as u64).await {
        Err(file::Unreadable) => return Err(t!("scheme-read-unreadable", file = name)),
        Ok(None) => {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a size
            let size = say::size(picked.size() as u64);
            return Err(t!("scheme-read-too-large", file = name, size = size));
        }
        Ok(Some(bytes)) => bytes,
    };
    let Imported { value, warnings } = scheme::read(&bytes).map_err(|error| say_scheme::read_error(&name, &error))?;
    let note = warnings.iter().find_map(|warning| match warning {
        Warning::UnknownFields { count, .. } => Some(t!("scheme-note-warnings", count = *count, file = name.clone())),
        Warning::EventsSorted { .. } => None,
    });
    Ok((value, note))
}
