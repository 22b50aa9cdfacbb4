//! Questions, what codings say of them, and decisions, in words.

use super::super::moments::stretch;
use super::super::names::label;
use crate::consensus::{Question, Said};
use crate::model::{Choice, CodeId, CodingScheme, ObservationId};
use crate::t;
use crate::time::Span;
use crate::timeline::timecode;
use crate::words::say;

/// What a question is about: the channel, and the code where codes are settled one by one.
pub(super) fn place(question: &Question, scheme: &CodingScheme) -> String {
    let channel = scheme.channel(question.moment.channel);
    let name = channel.map(|channel| format!("{} {}", say::role(channel.role), channel.name)).unwrap_or_default();
    // A point's code may be what is asked.
    let is_lane = channel.is_some_and(|channel| !channel.is_point());
    match question.moment.code.filter(|_| is_lane) {
        Some(code) => format!("{name}: {}", label(scheme, code)),
        None => name,
    }
}

/// What one coding says.
pub(super) fn said(said: &Said, span: Option<Span>, scheme: &CodingScheme) -> String {
    match said {
        Said::States(states) => match states.as_slice() {
            [] => t!("compare-no-code"),
            [(own, code)] if Some(*own) == span => label(scheme, *code),
            states => {
                let one = |(own, code): &(Span, CodeId)| format!("{} {}", label(scheme, *code), stretch(*own));
                states.iter().map(one).collect::<Vec<_>>().join(", ")
            }
        },
        Said::Point(None) => t!("compare-no-code"),
        Said::Point(Some((at, code))) => format!("{} {}", label(scheme, *code), timecode(*at, true)),
        Said::Window(None) => t!("consensus-not-judged"),
        Said::Window(Some(codes)) => codes_in_words(codes, scheme),
        Said::Score(None) => t!("consensus-not-rated"),
        Said::Score(Some(value)) => value.to_string(),
    }
}

/// What all codings say, with the coders' names.
pub(super) fn all_said(question: &Question, scheme: &CodingScheme, coders: &[String]) -> String {
    let one = |(coder, own): (&String, &Said)| {
        t!("compare-said", coder = coder.clone(), said = said(own, question.moment.span, scheme))
    };
    coders.iter().zip(&question.said).map(one).collect::<Vec<_>>().join(" · ")
}

fn codes_in_words(codes: &[CodeId], scheme: &CodingScheme) -> String {
    if codes.is_empty() {
        return t!("compare-no-code");
    }
    codes.iter().map(|code| label(scheme, *code)).collect::<Vec<_>>().join(", ")
}

/// How something is decided.
pub(super) fn decided(
    choice: &Choice,
    scheme: &CodingScheme,
    name_of: &dyn Fn(&ObservationId) -> Option<String>,
) -> String {
    match choice {
        Choice::Coding(coding) => t!("consensus-as-coder", coder = name_of(coding).unwrap_or_default()),
        Choice::Codes(codes) => codes_in_words(codes, scheme),
        Choice::Value(value) => value.to_string(),
        Choice::Skipped => t!("consensus-skipped"),
    }
}
