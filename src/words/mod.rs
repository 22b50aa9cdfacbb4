//! The one catalog of words: everything a person reads on screen or at the command line, by key.
//!
//! Pure code returns reasons; [`say`] turns them into sentences. A translation is another `.ftl` file
//! ([Fluent](https://projectfluent.org)). Use it through [`t!`](crate::t); `tests/words.rs` checks that every key in the code is in the
//! catalog and the other way round.

pub mod agreement;
pub mod draft;
pub mod say;
pub mod scheme;
pub mod signals;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

const ENGLISH: &str = include_str!("en.ftl");

thread_local! {
    static CATALOG: FluentBundle<FluentResource> = catalog();
}

fn catalog() -> FluentBundle<FluentResource> {
    // The language decides how numbers choose a plural form; the default is English rules as well.
    let language: LanguageIdentifier = "en-US".parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![language]);
    // Isolation marks are for text of mixed direction; as invisible characters in values they confuse copying and tests.
    bundle.set_use_isolating(false);
    // A message that does not parse is left out and shows as its key; a test sees to it that there is none.
    let resource = FluentResource::try_new(ENGLISH.to_owned()).unwrap_or_else(|(good_part, _)| good_part);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The text of a key with its arguments filled in. A key that the catalog lacks shows as itself.
pub fn text(key: &str, args: &[(&str, FluentValue)]) -> String {
    CATALOG.with(|catalog| {
        let Some(pattern) = catalog.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        catalog.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    })
}

/// The text of a key: `t!("save-saved")`, `t!("event-count", count = 3)`.
#[macro_export]
macro_rules! t {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::text($key, &[$((stringify!($name), ::fluent_bundle::FluentValue::from($value))),*])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalog_parses_without_an_error() {
        let resource = FluentResource::try_new(ENGLISH.to_owned()).map_err(|(_, errors)| errors);
        assert!(resource.is_ok(), "{:?}", resource.err());
        let mut bundle: FluentBundle<FluentResource> = FluentBundle::new(vec![LanguageIdentifier::default()]);
        bundle.add_resource(resource.unwrap()).expect("no key twice");
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(t!("event-count", count = 1), "1 event");
        assert_eq!(t!("event-count", count = 2), "2 events");
        assert_eq!(text("no-such-key", &[]), "no-such-key");
    }
}
