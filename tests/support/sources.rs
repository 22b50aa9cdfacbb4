//! The project's own files as text and as tokens, for tests about them.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::path::{Path, PathBuf};

/// A text file of the project.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// Relative to the project's root, with `/` on every system.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// Whether it is a Rust file.
    pub(crate) fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|extension| extension == "rs")
    }

    /// The file as tokens. Comments are gone, and docs have become string literals.
    pub(crate) fn tokens(&self) -> TokenStream {
        self.text.parse().unwrap_or_else(|error| panic!("{} is no Rust: {error}", self.path))
    }
}

/// What is built or fetched is not the project's own.
const NOT_OURS: [&str; 5] = [".git", "target", "dist", "corpus", "artifacts"];

/// Every text file below a folder of the project; `""` is all of it.
pub(crate) fn files(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(root, &root.join(folder), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "nothing in `{folder}`");
    found
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.retain(|path| !path.file_name().is_some_and(|name| NOT_OURS.iter().any(|skipped| name == *skipped)));
    for path in entries {
        if path.is_dir() {
            walk(root, &path, found);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let parts = path.strip_prefix(root).unwrap_or(&path).iter().map(|part| part.to_string_lossy());
            found.push(Source { path: parts.collect::<Vec<_>>().join("/"), text });
        }
    }
}

/// Calls back with every run of tokens between two brackets, and with the outermost one.
pub(crate) fn each_level(tokens: TokenStream, visit: &mut impl FnMut(&[TokenTree])) {
    let level: Vec<TokenTree> = tokens.into_iter().collect();
    visit(&level);
    for token in &level {
        if let TokenTree::Group(group) = token {
            each_level(group.stream(), visit);
        }
    }
}

/// Every call of a macro, however deep: `name!(…)`, with the brackets' content.
pub(crate) fn macro_calls(tokens: TokenStream, name: &str) -> Vec<Group> {
    let mut calls = Vec::new();
    each_level(tokens, &mut |level| {
        for window in level.windows(3) {
            if let [TokenTree::Ident(ident), TokenTree::Punct(bang), TokenTree::Group(group)] = window
                && ident == name
                && bang.as_char() == '!'
                && group.delimiter() != Delimiter::None
            {
                calls.push(group.clone());
            }
        }
    });
    calls
}

/// The text of a plain string literal, as it is written.
pub(crate) fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let written = literal.to_string();
    Some(written.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

/// Whether a token is this sign.
pub(crate) fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}
