//! Messages of the catalog with the arguments they name, and calls of `t!` with those they give.

use crate::sources::{Source, is_punct, macro_calls, string};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use proc_macro2::TokenTree;
use std::collections::{BTreeMap, BTreeSet};

/// The messages of a catalog by key, each with the names of its arguments.
pub(crate) fn messages(catalog: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource =
        parser::parse(catalog).unwrap_or_else(|(_, errors)| panic!("the catalog does not parse: {errors:?}"));
    let message = |entry| match entry {
        Entry::Message(message) => {
            let mut arguments = BTreeSet::new();
            in_pattern(message.value.as_ref(), &mut arguments);
            Some((message.id.name.to_owned(), arguments))
        }
        _ => None,
    };
    resource.body.into_iter().filter_map(message).collect()
}

fn in_pattern(pattern: Option<&Pattern<&str>>, found: &mut BTreeSet<String>) {
    for element in pattern.iter().flat_map(|pattern| &pattern.elements) {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(Some(&variant.value), found);
            }
        }
    }
}

fn in_inline(expression: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => drop(found.insert(id.name.to_owned())),
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, found);
            }
        }
        _ => {}
    }
}

/// A call `t!("key", name = value)`.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) key: String,
    arguments: BTreeSet<String>,
}

/// All calls in a file.
pub(crate) fn calls(file: &Source) -> Vec<Call> {
    let call = |content: Vec<TokenTree>| {
        let key = content.first().and_then(string)?;
        let mut arguments = BTreeSet::new();
        for argument in content.split(|token| is_punct(Some(token), ',')).skip(1) {
            if let [TokenTree::Ident(name), TokenTree::Punct(equals), ..] = argument
                && equals.as_char() == '='
            {
                arguments.insert(name.to_string());
            }
        }
        Some(Call { key, arguments })
    };
    let groups = macro_calls(file.tokens(), "t");
    groups.into_iter().filter_map(|group| call(group.stream().into_iter().collect())).collect()
}

/// Calls of a file that the catalog cannot answer as they expect.
pub(crate) fn mismatches(file: &Source, messages: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let complaint = |call: Call| match messages.get(&call.key) {
        None => Some(format!("{}: the catalog has no `{}`", file.path, call.key)),
        Some(named) if *named != call.arguments => {
            Some(format!("{}: `{}` names {named:?} and is given {:?}", file.path, call.key, call.arguments))
        }
        Some(_) => None,
    };
    calls(file).into_iter().filter_map(complaint).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOG: &str = "\
        # a comment with { $nothing }\n\
        plain = Saved\n\
        one = Open { $file }\n\
        many = { $count ->\n    [one] One of { $file }\n   *[other] { NUMBER($total) } of { $file }\n}\n";

    #[test]
    fn messages_name_their_arguments() {
        let found = messages(CATALOG);
        let found: Vec<(&str, Vec<&str>)> =
            found.iter().map(|(key, names)| (key.as_str(), names.iter().map(String::as_str).collect())).collect();
        assert_eq!(found, [("many", vec!["count", "file", "total"]), ("one", vec!["file"]), ("plain", vec![])]);
    }

    #[test]
    fn calls_that_do_not_fit_are_found() {
        #[track_caller]
        fn check(text: &str, expect: &[&str]) {
            let file = Source { path: "a.rs".to_owned(), text: text.to_owned() };
            assert_eq!(mismatches(&file, &messages(CATALOG)), expect, "{text}");
        }
        check(r#"fn f() { t!("plain"); crate::t!("one", file = name(a, b)) }"#, &[]);
        check(
            r#"view! { <p title=t!("one", file = x == y)>{t!("many", count = 1, file = t!("plain"), total = 2)}</p> }"#,
            &[],
        );
        check(r#"fn f() { t!("plane") }"#, &["a.rs: the catalog has no `plane`"]);
        check(r#"fn f() { t!("plain", file = 1) }"#, &[r#"a.rs: `plain` names {} and is given {"file"}"#]);
        check(r#"fn f() { g(t!("one")) }"#, &[r#"a.rs: `one` names {"file"} and is given {}"#]);
        check(
            r#"fn f() { t!("one", name = t!("gone")) }"#,
            &[r#"a.rs: `one` names {"file"} and is given {"name"}"#, "a.rs: the catalog has no `gone`"],
        );
        check("/// `t!(\"gone\")`\n// t!(\"gone\")\nfn f() { format!(\"gone\") }", &[]);
    }
}
