//! Coding schemes in words: what kind they and their channels are, what is checked and asked, and why a file holds none.

use super::say;
use crate::coding::{Stroke, strokes};
use crate::decimal::Decimal;
use crate::formats::native::ReadError;
use crate::model::{Ask, Channel, ChannelKind, IntervalRule, Judgment, Key, Modifier, ModifierKind};
use crate::schemes::{Grain, Summary};
use crate::t;
use crate::time::Millis;

/// The ways of coding of a scheme, whom it is about and how large it is: one text each.
pub fn at_a_glance(summary: &Summary) -> [String; 3] {
    let grains: Vec<String> = summary.grains.iter().map(|grain| self::grain(*grain)).collect();
    let roles: Vec<String> = summary.roles.iter().map(|role| say::role(*role)).collect();
    let coded = (summary.coded > 0).then(|| t!("scheme-size-codes", channels = summary.coded, codes = summary.codes));
    let scales = (summary.scales > 0).then(|| t!("scheme-size-scales", count = summary.scales));
    let size: Vec<String> = coded.into_iter().chain(scales).collect();
    [grains.join(", "), roles.join(", "), size.join(", ")]
}

fn grain(grain: Grain) -> String {
    match grain {
        Grain::States => t!("grain-states"),
        Grain::Points => t!("grain-points"),
        Grain::Intervals(length) => t!("grain-intervals", seconds = seconds(length)),
        Grain::Ratings => t!("grain-ratings"),
        Grain::Globals => t!("grain-globals"),
    }
}

/// A length in seconds, with as few places as are needed.
fn seconds(length: Millis) -> String {
    crate::decimal::Decimal(length.0).to_string()
}

/// How a channel is coded, and what is checked of it.
pub fn channel(channel: &Channel) -> String {
    let rules = channel.rules;
    let default = rules.default_code.and_then(|code| channel.code(code)).map(|code| code.label.clone());
    let gapless = rules.exhaustive.then(|| match default {
        Some(code) => t!("rule-exhaustive-default", code = code),
        None => t!("rule-exhaustive"),
    });
    let shortest = rules.shortest.map(|length| t!("rule-shortest", seconds = seconds(length)));
    let bridge = rules.bridge.map(|length| t!("rule-bridge", seconds = seconds(length)));
    let all: Vec<String> = [Some(kind(channel.kind)), gapless, shortest, bridge].into_iter().flatten().collect();
    all.join("; ")
}

fn kind(kind: ChannelKind) -> String {
    match kind {
        ChannelKind::State { exclusive: true } => t!("kind-exclusive"),
        ChannelKind::State { exclusive: false } => t!("kind-free"),
        ChannelKind::Point => t!("kind-moments"),
        ChannelKind::Interval(rule) => interval(rule),
        ChannelKind::Rating(scale) => {
            t!("kind-rating", min = minus(scale.min.to_string()), max = minus(scale.max.to_string()))
        }
        ChannelKind::Global(scale) => {
            t!("kind-global", min = minus(scale.min.to_string()), max = minus(scale.max.to_string()))
        }
    }
}

fn interval(rule: IntervalRule) -> String {
    let judgment = match rule.judgment {
        Judgment::OneZero => t!("judgment-one-zero"),
        Judgment::Momentary => t!("judgment-momentary"),
        Judgment::Predominant => t!("judgment-predominant"),
    };
    if rule.pause == Millis::ZERO {
        return t!("kind-interval", seconds = seconds(rule.length), judgment = judgment);
    }
    t!("kind-interval-paused", seconds = seconds(rule.length), pause = seconds(rule.pause), judgment = judgment)
}

/// A number with a minus sign in place of a hyphen.
pub fn minus(number: String) -> String {
    number.strip_prefix('-').map(|rest| format!("−{rest}")).unwrap_or(number)
}

/// What numbers a question takes; nothing where it takes all.
pub fn range(min: Option<Decimal>, max: Option<Decimal>) -> String {
    let written = |number: Decimal| minus(number.to_string());
    match (min.map(written), max.map(written)) {
        (Some(min), Some(max)) => t!("modifier-range", min = min, max = max),
        (Some(min), None) => t!("modifier-at-least", min = min),
        (None, Some(max)) => t!("modifier-at-most", max = max),
        (None, None) => String::new(),
    }
}

/// What is asked of a channel's events: the question, its answers, when, and about which codes.
pub fn modifier(modifier: &Modifier, channel: &Channel) -> String {
    let answers = match &modifier.kind {
        ModifierKind::One { options } => options.join(" / "),
        ModifierKind::Many { options } => t!("modifier-many", options = options.join(", ")),
        ModifierKind::Number { unit, .. } if unit.is_empty() => t!("modifier-number"),
        ModifierKind::Number { unit, .. } => t!("modifier-number-of", unit = unit.clone()),
        ModifierKind::Text => t!("modifier-text"),
    };
    let ask = match modifier.ask {
        Ask::Onset => t!("ask-onset"),
        Ask::Offset => t!("ask-offset"),
        Ask::Later => t!("ask-later"),
    };
    let codes: Vec<&str> =
        modifier.codes.iter().filter_map(|code| channel.code(*code)).map(|code| code.label.as_str()).collect();
    if codes.is_empty() {
        return t!("modifier-all", answers = answers, ask = ask);
    }
    t!("modifier-some", answers = answers, ask = ask, codes = codes.join(", "))
}

/// A code's key as it is written on screen: `A`, `Shift A`, `G F`.
pub fn key(key: &Key) -> String {
    let stroke = |stroke: &Stroke| {
        let sign = if stroke.key == " " { t!("key-space") } else { stroke.key.to_uppercase() };
        if stroke.shift { t!("key-shift", key = sign) } else { sign }
    };
    strokes(key).iter().map(stroke).collect::<Vec<_>>().join(" ")
}

/// Why a file holds no scheme that can be read.
pub fn read_error(file: &str, error: &ReadError) -> String {
    let file = file.to_owned();
    match error {
        ReadError::Empty => t!("scheme-read-empty", file = file),
        ReadError::TooLarge { bytes } => t!("scheme-read-too-large", file = file, size = say::size(*bytes as u64)),
        ReadError::NotText { looks_like } => {
            t!("scheme-read-not-text", file = file, kind = say::file_kind(*looks_like))
        }
        ReadError::NotJson { line, .. } => t!("scheme-read-not-json", file = file, line = *line),
        ReadError::NotAProject | ReadError::NotAScheme => t!("scheme-read-not-a-scheme", file = file),
        ReadError::NewerVersion { .. } => t!("scheme-read-newer", file = file),
        ReadError::BadField { problem } => t!("scheme-read-bad-field", file = file, problem = problem.clone()),
        ReadError::Broken { violations } => {
            let place = violations.first().map(|violation| violation.place.clone()).unwrap_or_default();
            t!("scheme-read-broken", file = file, place = place)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schemes;

    #[test]
    fn a_scheme_is_told_in_a_line() {
        #[track_caller]
        fn check(name: &str, expect: [&str; 3]) {
            let summary = schemes::by_name(name).map(|scheme| Summary::of(&scheme)).unwrap();
            assert_eq!(at_a_glance(&summary), expect.map(str::to_owned));
        }
        check("Monadic phases", ["States", "Parent, Child", "2 channels with 13 codes"]);
        check("Interaction intervals", ["Intervals of 15 s", "Parent, Child", "2 channels with 17 codes"]);
        check("Continuous affect rating", ["Continuous ratings", "Parent, Child", "2 scales"]);
    }

    #[test]
    fn channels_say_how_they_are_coded() {
        #[track_caller]
        fn check(scheme: &str, channel: usize, expect: &str) {
            let scheme = schemes::by_name(scheme).unwrap();
            assert_eq!(super::channel(&scheme.channels[channel]), expect);
        }
        check("Joint engagement", 0, "States, one at a time; without gaps; each at least 3 s");
        check("Joint engagement", 1, "Moments");
        check("Continuous affect rating", 0, "Continuous rating from −4 to 4");
        check("Interaction intervals", 0, "Windows of 15 s: every code that occurred");
        check("Sensitivity, cooperation, availability, acceptance", 0, "Global rating from 1 to 9");
    }

    #[test]
    fn modifiers_say_what_is_asked_and_when() {
        let scheme = schemes::by_name("In-the-moment responsiveness").unwrap();
        let coach = &scheme.channels[1];
        let told = modifier(&coach.modifiers[0], coach);
        assert!(told.contains("Names the target") && told.contains("On target"), "{told}");
    }
}
