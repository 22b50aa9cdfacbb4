//! Modifiers: what is said of an event beyond its code.

use super::{CodeId, ModifierId};
use crate::decimal::Decimal;
use serde::{Deserialize, Serialize};

/// When a modifier is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// As the event begins.
    Onset,
    /// As a state ends; at once for a point.
    Offset,
    /// Not while coding: in the inspector, whenever the coder likes.
    Later,
}

/// What can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModifierKind {
    /// One of some options.
    One {
        /// The options, distinct and not blank.
        options: Vec<String>,
    },
    /// Any number of some options.
    Many {
        /// The options, distinct and not blank.
        options: Vec<String>,
    },
    /// A number.
    Number {
        /// What it is counted in; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        unit: String,
        /// The lowest that is taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Decimal>,
        /// The highest that is taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Decimal>,
    },
    /// The coder's own words.
    Text,
}

/// A question that a channel asks about its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modifier {
    /// Unique within the project.
    pub id: ModifierId,
    /// Short name on screen and in files.
    pub name: String,
    /// What can be answered.
    pub kind: ModifierKind,
    /// When it is asked.
    pub ask: Ask,
    /// Whether the video waits while it is asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pauses: bool,
    /// The codes it is asked about; empty for all of the channel.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<CodeId>,
}

impl Modifier {
    /// Whether it is asked about events of a code.
    pub fn applies_to(&self, code: CodeId) -> bool {
        self.codes.is_empty() || self.codes.contains(&code)
    }

    /// Whether an answer is one that can be given.
    pub fn allows(&self, answer: &Answer) -> bool {
        match (&self.kind, answer) {
            (ModifierKind::One { options }, Answer::Choices(chosen)) => {
                chosen.len() == 1 && options.contains(&chosen[0])
            }
            (ModifierKind::Many { options }, Answer::Choices(chosen)) => {
                let distinct = chosen.iter().enumerate().all(|(index, choice)| !chosen[..index].contains(choice));
                !chosen.is_empty() && distinct && chosen.iter().all(|choice| options.contains(choice))
            }
            (ModifierKind::Number { min, max, .. }, Answer::Number(value)) => {
                min.is_none_or(|min| min <= *value) && max.is_none_or(|max| *value <= max)
            }
            (ModifierKind::Text, Answer::Text(text)) => !text.is_empty(),
            _ => false,
        }
    }
}

impl Modifier {
    /// An answer with its options in the order in which they are offered. Those that are not offered come last.
    pub fn in_order(&self, answer: Answer) -> Answer {
        match (&self.kind, answer) {
            (ModifierKind::One { options } | ModifierKind::Many { options }, Answer::Choices(mut chosen)) => {
                let place = |choice: &String| options.iter().position(|option| option == choice).unwrap_or(usize::MAX);
                chosen.sort_by_key(place);
                Answer::Choices(chosen)
            }
            (_, answer) => answer,
        }
    }
}

/// An answer to a modifier. What is not answered is left out, so an answer is never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Options, by their texts.
    Choices(Vec<String>),
    /// A number.
    Number(Decimal),
    /// Words.
    Text(String),
}

/// A modifier of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modified {
    /// Which modifier of the event's channel.
    pub modifier: ModifierId,
    /// The answer.
    pub answer: Answer,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_answers_that_fit_are_allowed() {
        #[track_caller]
        fn check(kind: &ModifierKind, answer: &Answer, expect: bool) {
            let modifier = Modifier {
                id: ModifierId(1),
                name: String::new(),
                kind: kind.clone(),
                ask: Ask::Later,
                pauses: false,
                codes: vec![],
            };
            assert_eq!(modifier.allows(answer), expect, "{answer:?}");
        }
        let options = vec!["left".to_owned(), "right".to_owned()];
        let chosen = |names: &[&str]| Answer::Choices(names.iter().map(|name| (*name).to_owned()).collect());
        let one = ModifierKind::One { options: options.clone() };
        check(&one, &chosen(&["left"]), true);
        check(&one, &chosen(&["left", "right"]), false);
        check(&one, &chosen(&[]), false);
        check(&one, &Answer::Text("left".into()), false);
        let many = ModifierKind::Many { options };
        check(&many, &chosen(&["right", "left"]), true);
        check(&many, &chosen(&["left", "left"]), false);
        check(&many, &chosen(&["up"]), false);
        let number = ModifierKind::Number { unit: String::new(), min: Some(Decimal::whole(1)), max: None };
        check(&number, &Answer::Number(Decimal::whole(1)), true);
        check(&number, &Answer::Number(Decimal(999)), false);
        check(&ModifierKind::Text, &Answer::Text(String::new()), false);
    }
}
