//! Channels, codes and pairs of events in words.

use crate::analysis::compare::{Aligned, Category, EventPair, PairSide};
use crate::model::{CodeId, CodingScheme};
use crate::t;
use crate::time::Millis;
use crate::words::say;

/// A channel or one of its codes by name.
pub(super) fn title(aligned: &Aligned, scheme: &CodingScheme, code: Option<usize>) -> String {
    let channel = scheme.channel(aligned.channel).map(|channel| channel.name.as_str()).unwrap_or_default();
    match code {
        Some(code) => format!("{} {channel}: {}", say::role(aligned.role), code_name(aligned, scheme, code)),
        None => format!("{} {channel}", say::role(aligned.role)),
    }
}

pub(super) fn code_name(aligned: &Aligned, scheme: &CodingScheme, code: usize) -> String {
    aligned.codes.get(code).map(|id| label(scheme, *id)).unwrap_or_default()
}

pub(super) fn label(scheme: &CodingScheme, code: CodeId) -> String {
    scheme.code(code).map(|(_, code)| code.label.clone()).unwrap_or_default()
}

pub(super) fn category_name(aligned: &Aligned, scheme: &CodingScheme, category: &Category) -> String {
    match category {
        Category::Code(code) => code_name(aligned, scheme, *code),
        Category::Codes(codes) => {
            codes.iter().map(|code| code_name(aligned, scheme, *code)).collect::<Vec<_>>().join(", ")
        }
        Category::Nothing => t!("compare-no-code"),
        Category::Else => t!("compare-else"),
    }
}

pub(super) fn pair_in_words(pair: &EventPair, coders: &[String; 2], scheme: &CodingScheme) -> String {
    let side = |coder: &String, side: Option<PairSide>| {
        let said = side.map_or_else(|| t!("compare-no-partner"), |side| label(scheme, side.code));
        t!("compare-said", coder = coder.clone(), said = said)
    };
    let signed = |apart: Millis| format!("{:+}", apart.0);
    let onset = pair.onset_difference().map(|apart| t!("compare-onset-apart", ms = signed(apart)));
    let offset = pair.offset_difference().map(|apart| t!("compare-offset-apart", ms = signed(apart)));
    let sides = [side(&coders[0], pair.first), side(&coders[1], pair.second)];
    sides.into_iter().chain(onset).chain(offset).collect::<Vec<_>>().join(" · ")
}
