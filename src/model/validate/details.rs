//! Rules of scales, modifiers, passes and what is coded by them.

use super::{Found, Rule, quoted};
use crate::decimal::Decimal;
use crate::model::{Assignment, Channel, ChannelKind, CodingScheme, Modified, ModifierKind, Session, Signal, Track};
use crate::time::{Millis, Span};
use std::collections::HashSet;

/// Whether a moment can be part of a session.
pub(super) fn in_session(at: Millis) -> bool {
    at >= Millis::ZERO && at <= Millis::MAX
}

/// Whether stretches lie in a session, in order and apart.
pub(crate) fn are_apart(spans: &[Span]) -> bool {
    let mut end = Millis::ZERO;
    spans.iter().all(|span| {
        let fits = span.start() >= end && span.end() <= Millis::MAX;
        end = span.end();
        fits
    })
}

pub(super) fn check_scheme(scheme: &CodingScheme, found: &mut Found) {
    let channels: HashSet<_> = scheme.channels.iter().map(|channel| channel.id).collect();
    for pass in &scheme.passes {
        let mut seen = HashSet::new();
        if !pass.channels.iter().all(|channel| channels.contains(channel) && seen.insert(*channel)) {
            found.add(Rule::PassesNameChannels, || {
                format!("pass {} of scheme {}", quoted(&pass.name), quoted(&scheme.name))
            });
        }
    }
    for channel in &scheme.channels {
        let place = || format!("channel {} of scheme {}", quoted(&channel.name), quoted(&scheme.name));
        if !scale_fits(channel) {
            found.add(Rule::ScalesAreSensible, place);
        }
        if !rules_fit(channel) {
            found.add(Rule::ChannelRulesFit, place);
        }
        if !modifiers_fit(channel) {
            found.add(Rule::ModifiersFit, place);
        }
    }
}

fn scale_fits(channel: &Channel) -> bool {
    let within = |value: Millis, low: i64, high: i64| (low..=high).contains(&value.0);
    let range = match channel.kind {
        ChannelKind::State { .. } | ChannelKind::Point => None,
        ChannelKind::Interval(rule) => {
            if !within(rule.length, 1000, 600_000) || !within(rule.pause, 0, 600_000) {
                return false;
            }
            None
        }
        ChannelKind::Rating(scale) => {
            let neutral = scale.neutral.is_none_or(|neutral| (scale.min..=scale.max).contains(&neutral));
            if !neutral || !within(scale.period, 20, 1000) {
                return false;
            }
            Some((scale.min, scale.max))
        }
        ChannelKind::Global(scale) => {
            if scale.step <= Decimal(0) {
                return false;
            }
            Some((scale.min, scale.max))
        }
    };
    let Some((min, max)) = range else { return channel.anchors.is_empty() };
    let in_range = |value: Decimal| -Decimal::MAX.0 <= value.0 && value <= Decimal::MAX;
    let rising = channel.anchors.windows(2).all(|pair| pair[0].value < pair[1].value);
    let anchored = channel.anchors.iter().all(|anchor| (min..=max).contains(&anchor.value));
    channel.codes.is_empty() && min < max && in_range(min) && in_range(max) && rising && anchored
}

fn rules_fit(channel: &Channel) -> bool {
    let rules = channel.rules;
    let gapless = channel.kind == ChannelKind::State { exclusive: true };
    let default = rules.default_code.is_none_or(|code| rules.exhaustive && channel.code(code).is_some());
    let lengths = [rules.shortest, rules.bridge].into_iter().flatten().all(|length| (1..=600_000).contains(&length.0));
    default && lengths && (gapless || !rules.exhaustive)
}

fn modifiers_fit(channel: &Channel) -> bool {
    channel.modifiers.iter().all(|modifier| {
        let options = match &modifier.kind {
            ModifierKind::One { options } | ModifierKind::Many { options } => {
                let mut seen = HashSet::new();
                !options.is_empty() && options.iter().all(|option| !option.trim().is_empty() && seen.insert(option))
            }
            ModifierKind::Number { min, max, .. } => min.zip(*max).is_none_or(|(min, max)| min <= max),
            ModifierKind::Text => true,
        };
        options && modifier.codes.iter().all(|code| channel.code(*code).is_some())
    })
}

/// Whether the answers of an event are ones that its channel asks for, each given once.
pub(super) fn answers_fit(channel: &Channel, code: crate::model::CodeId, answers: &[Modified]) -> bool {
    answers.iter().enumerate().all(|(index, given)| {
        let asked = channel.modifiers.iter().find(|modifier| modifier.id == given.modifier);
        let once = answers[..index].iter().all(|other| other.modifier != given.modifier);
        once && asked.is_some_and(|modifier| modifier.applies_to(code) && modifier.allows(&given.answer))
    })
}

pub(super) fn check_track(track: &Track, channel: &Channel, found: &mut Found) {
    let place = || format!("channel {}", quoted(&channel.name));
    let fits = |code, answers: &[Modified]| answers.is_empty() || answers_fit(channel, code, answers);
    let answered = track.events.iter().all(|event| fits(event.code, &event.modifiers))
        && track.open.iter().all(|open| fits(open.code, &open.modifiers));
    if !answered {
        found.add(Rule::ModifiersFit, place);
    }
    let judged = track.judged.is_empty()
        || channel.intervals().is_some()
            && track.judged.windows(2).all(|pair| pair[0] < pair[1])
            && track.judged.iter().all(|onset| in_session(*onset));
    if !judged {
        found.add(Rule::JudgedWindowsFit, place);
    }
    if !samples_fit(track, channel) {
        found.add(Rule::SamplesFit, place);
    }
    let scored = track.score.as_ref().is_none_or(|score| {
        channel.global().is_some_and(|scale| scale.allows(score.value))
            && score.evidence.iter().all(|evidence| in_session(evidence.at))
            && score.evidence.windows(2).all(|pair| pair[0].at <= pair[1].at)
    });
    if !scored {
        found.add(Rule::ScoresFit, place);
    }
}

fn samples_fit(track: &Track, channel: &Channel) -> bool {
    let Some(scale) = channel.rating() else { return track.samples.is_empty() };
    if scale.period.0 <= 0 {
        return track.samples.is_empty();
    }
    let spans: Option<Vec<Span>> = track.samples.iter().map(|samples| samples.span(scale.period)).collect();
    spans.is_some_and(|spans| are_apart(&spans))
        && track.samples.iter().all(|samples| {
            samples.onset.0 % scale.period.0 == 0
                && samples.values.iter().all(|value| (scale.min..=scale.max).contains(value))
        })
}

pub(super) fn check_assignment(assignment: &Assignment, place: impl FnOnce() -> String, found: &mut Found) {
    if !are_apart(&assignment.stretches) {
        found.add(Rule::TimesAreInRange, place);
    }
}

/// Whether what is noted of a session lies in it, in order.
pub(super) fn session_fits(session: &Session) -> bool {
    let unscorable = &session.unscorable;
    unscorable.windows(2).all(|pair| pair[0].span.start() <= pair[1].span.start())
        && unscorable.iter().all(|stretch| in_session(stretch.span.start()) && in_session(stretch.span.end()))
        && session.bookmarks.windows(2).all(|pair| pair[0].at <= pair[1].at)
        && session.bookmarks.iter().all(|bookmark| in_session(bookmark.at))
        && session.signals.iter().all(Signal::is_in_range)
        && session.media.iter().all(|media| media.picture.is_in_range())
}
