//! Which top module a file belongs to, and which ones it refers to.

use crate::sources::{Source, each_level, is_punct};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;

/// A line `pub mod …` of `src/lib.rs`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Module {
    pub(crate) name: String,
    /// Whether it is compiled for wasm32 only.
    pub(crate) in_browser: bool,
}

/// The allow-list: modules in their order. Each may use those before it.
#[derive(Debug)]
pub(crate) struct Layers {
    pub(crate) modules: Vec<Module>,
}

impl Layers {
    /// Reads the order from `src/lib.rs`.
    pub(crate) fn read(library: &Source) -> Self {
        let tokens: Vec<TokenTree> = library.tokens().into_iter().collect();
        let (mut modules, mut attributes) = (Vec::new(), String::new());
        for (place, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => attributes += &group.to_string(),
                TokenTree::Punct(end) if end.as_char() == ';' => attributes.clear(),
                TokenTree::Ident(word) if word == "mod" => {
                    if let Some(TokenTree::Ident(name)) = tokens.get(place + 1) {
                        modules.push(Module { name: name.to_string(), in_browser: attributes.contains("wasm32") });
                    }
                }
                _ => {}
            }
        }
        Self { modules }
    }

    fn place(&self, module: &str) -> Option<usize> {
        self.modules.iter().position(|known| known.name == module)
    }

    /// Whether a file is part of a module that every target builds.
    pub(crate) fn is_pure(&self, file: &Source) -> bool {
        let top = module_path(&file.path).and_then(|path| path.into_iter().next());
        top.and_then(|top| self.place(&top)).is_some_and(|place| !self.modules[place].in_browser)
    }

    /// References of a file to modules that are not its own and not above it.
    pub(crate) fn upward_uses(&self, file: &Source) -> Vec<String> {
        let own = module_path(&file.path);
        let place = match own.as_ref().and_then(|path| path.first()) {
            Some(top) => match self.place(top) {
                Some(place) => place,
                None => return vec![format!("{}: src/lib.rs does not list `{top}`", file.path)],
            },
            // Programs stand below the library: all of it is above them.
            None => self.modules.len(),
        };
        let used = references(file.tokens(), own.as_deref());
        let complaint = |(top, path): (String, String)| match self.place(&top) {
            Some(used) if used <= place => None,
            Some(_) => Some(format!("{}: `{path}` lies below `{}`", file.path, self.modules[place].name)),
            None => Some(format!("{}: `{path}` names no module of src/lib.rs", file.path)),
        };
        used.into_iter().filter_map(complaint).collect()
    }
}

/// The module that a file is: `src/platform/lock/tests.rs` is `platform::lock::tests`. `None` for the programs beside the library, and
/// an empty path for the library's root.
pub(crate) fn module_path(file: &str) -> Option<Vec<String>> {
    let inner = file.strip_prefix("src/")?.strip_suffix(".rs")?;
    match inner {
        "lib" => return Some(Vec::new()),
        "main" => return None,
        _ if inner.starts_with("bin/") => return None,
        _ => {}
    }
    let inner = inner.strip_suffix("/mod").unwrap_or(inner);
    Some(inner.split('/').map(str::to_owned).collect())
}

/// Macros that `#[macro_export]` puts at the crate's root, with the module each is defined in.
const EXPORTED_MACROS: [(&str, &str); 1] = [("t", "words")];

/// The top modules of this library that tokens refer to, each with the first path that does. `own` is the module the tokens stand in;
/// `None` in another crate, where `crate` is not the library.
fn references(tokens: TokenStream, own: Option<&[String]>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    collect(tokens, own, &mut |path: Vec<String>| {
        let top = path.first().cloned().unwrap_or_else(|| "crate::*".to_owned());
        let exported = EXPORTED_MACROS.iter().find(|(name, _)| path.len() == 1 && top == *name);
        let top = exported.map_or(top, |(_, module)| (*module).to_owned());
        found.entry(top).or_insert_with(|| format!("crate::{}", path.join("::")));
    });
    found
}

fn collect(tokens: TokenStream, own: Option<&[String]>, found: &mut impl FnMut(Vec<String>)) {
    let level: Vec<TokenTree> = tokens.into_iter().collect();
    for (place, token) in level.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                // In `mod name { … }` one `super` more is needed.
                let inner = match &level[..place] {
                    [.., TokenTree::Ident(keyword), TokenTree::Ident(name)] if keyword == "mod" => {
                        own.map(|own| [own, &[name.to_string()]].concat())
                    }
                    _ => own.map(<[String]>::to_vec),
                };
                collect(group.stream(), inner.as_deref(), found);
            }
            TokenTree::Ident(start) if !follows_path_separator(&level, place) => {
                let followed = is_punct(level.get(place + 1), ':') && is_punct(level.get(place + 2), ':');
                match (start.to_string().as_str(), own) {
                    ("attune", _) | ("crate", Some(_)) if followed => branches(&level[place + 1..], &[], found),
                    ("super", Some(own)) if followed && !own.is_empty() => {
                        branches(&level[place + 1..], &own[..own.len() - 1], found);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

fn follows_path_separator(level: &[TokenTree], place: usize) -> bool {
    place >= 2 && is_punct(level.get(place - 1), ':') && is_punct(level.get(place - 2), ':')
}

/// Follows a path from `prefix` through what comes after it: `::name`, `::super`, `::*`, `::{several}`.
fn branches(rest: &[TokenTree], prefix: &[String], found: &mut impl FnMut(Vec<String>)) {
    let mut path = prefix.to_vec();
    let mut rest = rest;
    while let [TokenTree::Punct(a), TokenTree::Punct(b), next, tail @ ..] = rest
        && (a.as_char(), b.as_char()) == (':', ':')
    {
        match next {
            TokenTree::Ident(up) if up == "super" => drop(path.pop()),
            TokenTree::Ident(name) => path.push(name.to_string()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for branch in inner.split(|token| is_punct(Some(token), ',')) {
                    let Some(TokenTree::Ident(first)) = branch.first() else {
                        // A star, or the nothing after the last comma.
                        if !branch.is_empty() {
                            found(path.clone());
                        }
                        continue;
                    };
                    let mut start = path.clone();
                    if first == "super" {
                        start.pop();
                    } else if first != "self" {
                        start.push(first.to_string());
                    }
                    branches(&branch[1..], &start, found);
                }
                return;
            }
            _ => break,
        }
        rest = tail;
    }
    found(path);
}

/// Paths of the standard library that tokens name, such as `std::fs::read`.
pub(crate) fn std_paths(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    each_level(tokens, &mut |level| {
        for (place, token) in level.iter().enumerate() {
            if matches!(token, TokenTree::Ident(start) if start == "std") && !follows_path_separator(level, place) {
                let start = ["std".to_owned()];
                branches(&level[place + 1..], &start, &mut |path| found.push(path.join("::")));
            }
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    fn layers() -> Layers {
        let library = "//! Docs; of `pub mod nothing;`\n pub mod time; pub mod model; #[doc(hidden)] pub mod edit; pub mod words; \
            #[cfg(target_arch = \"wasm32\")] pub mod app;";
        Layers::read(&file("src/lib.rs", library))
    }

    #[test]
    fn the_order_is_read_with_what_is_for_the_browser() {
        let read: Vec<_> = layers().modules.into_iter().map(|module| (module.name, module.in_browser)).collect();
        let expect = [("time", false), ("model", false), ("edit", false), ("words", false), ("app", true)];
        assert_eq!(read, expect.map(|(name, in_browser)| (name.to_owned(), in_browser)));
        assert!(layers().is_pure(&file("src/model/event.rs", "")));
        for other in ["src/app/mod.rs", "src/main.rs", "src/bin/tool/main.rs", "src/lib.rs", "tests/a.rs"] {
            assert!(!layers().is_pure(&file(other, "")), "{other}");
        }
    }

    #[test]
    fn references_upward_are_found_wherever_they_hide() {
        #[track_caller]
        fn check(path: &str, text: &str, expect: &[&str]) {
            let found = references(file(path, text).tokens(), module_path(path).as_deref());
            assert_eq!(found.into_keys().collect::<Vec<_>>(), expect, "{path}: {text}");
        }
        check("src/model/event.rs", "use crate::edit::Editor;", &["edit"]);
        check("src/model/event.rs", "fn f() { g(|| crate::edit::plan()) }", &["edit"]);
        check("src/model/event.rs", "use crate::{time::{Millis, Span}, edit::{self, Editor}};", &["edit", "time"]);
        check("src/model/event.rs", "use super::super::edit::Editor;", &["edit"]);
        check("src/model/mod.rs", "use super::{edit, time::Millis as M};", &["edit", "time"]);
        check("src/model/event.rs", "use super::{project::Project, super::edit::Editor};", &["edit", "model"]);
        check("src/model/event.rs", "mod tests { use super::super::super::edit::plan; }", &["edit"]);
        check("src/model/event.rs", "mod tests { mod deep { use super::super::*; } }", &["model"]);
        check("src/model/event.rs", "view! { <p>{move || crate::edit::word()}</p> }", &["edit"]);
        check("src/model/event.rs", "use crate::t; fn f() { $crate::words::text() }", &["words"]);
        check("src/model/event.rs", "use crate::*;", &["crate::*"]);
        check("src/main.rs", "fn main() { attune::app::mount(); crate::own::thing(); }", &["app"]);
        check(
            "src/model/event.rs",
            "/// As [`crate::edit`] says.\n// crate::edit::x\nconst A: &str = \"crate::edit::x\";",
            &[],
        );
        check("src/model/event.rs", "use other::crate_::edit; use other::super_::x; use self::inner::x;", &[]);
    }

    #[test]
    fn only_what_lies_below_is_complained_of() {
        #[track_caller]
        fn check(path: &str, text: &str, expect: &[&str]) {
            assert_eq!(layers().upward_uses(&file(path, text)), expect);
        }
        check("src/edit/plan.rs", "use crate::model::Project; use super::step::Step; use crate::edit::Edit;", &[]);
        check("src/main.rs", "use attune::app::mount;", &[]);
        check("src/time.rs", "use crate::model::Event;", &["src/time.rs: `crate::model::Event` lies below `time`"]);
        check("src/model/mod.rs", "use super::app;", &["src/model/mod.rs: `crate::app` lies below `model`"]);
        check(
            "src/edit/mod.rs",
            "use crate::gone::X;",
            &["src/edit/mod.rs: `crate::gone::X` names no module of src/lib.rs"],
        );
        check("src/secret.rs", "", &["src/secret.rs: src/lib.rs does not list `secret`"]);
    }
}
