//! The rules of interval coding: a judged window holds one state over all of it for each code that was given, and is listed as judged even
//! where none was.

use super::plan::{Target, take_id};
use super::{Refusal, Step};
use crate::model::{CodeId, Event, Timing, window_from};
use crate::time::{Millis, Span};

/// Judges the window that begins at `onset`. What was judged before and overlaps it goes, be it the same window or one of an earlier division of
/// the session; an event that stays true keeps its comment.
pub(super) fn judge(target: &Target, onset: Millis, codes: &[CodeId]) -> Result<Vec<Step>, Refusal> {
    let rule = target.channel.intervals().ok_or(Refusal::WrongKind)?;
    let window = target.window.and_then(|within| window_from(rule, within, target.stretches, onset));
    let span = window.ok_or(Refusal::NotAWindow)?;
    for code in codes {
        target.has_code(*code)?;
    }
    if target.channel.is_exclusive() && codes.iter().any(|code| *code != codes[0]) {
        return Err(Refusal::Overlap);
    }
    let stays = |event: &Event| event.timing == Timing::State(span) && codes.contains(&event.code);
    let mut steps = cleared(target, span, stays);
    let mut next_id = target.next_id;
    // In the channel's order, whatever order the keys were pressed in.
    for code in target.channel.codes.iter().map(|code| code.id).filter(|code| codes.contains(code)) {
        if !target.track.events.iter().any(|event| event.code == code && stays(event)) {
            let event = Event::new(take_id(&mut next_id)?, code, Timing::State(span));
            steps.push(target.event_step(None, Some(event)));
        }
    }
    steps.push(judged(target, span, rule.length, Some(onset)));
    steps.push(Step::NextId { before: target.next_id, after: next_id });
    Ok(steps)
}

/// Takes the judgment of the window that begins at `onset` back.
pub(super) fn unjudge(target: &Target, onset: Millis) -> Result<Vec<Step>, Refusal> {
    let rule = target.channel.intervals().ok_or(Refusal::WrongKind)?;
    if target.track.judged.binary_search(&onset).is_err() {
        return Ok(Vec::new());
    }
    let within = target.window.and_then(|within| window_from(rule, within, target.stretches, onset));
    // A window of an earlier division of the session is none any more, but what was judged in it is still there.
    let span = within.or_else(|| Span::new(onset, onset + rule.length)).ok_or(Refusal::NoLength)?;
    let mut steps = cleared(target, span, |_| false);
    steps.push(judged(target, span, rule.length, None));
    Ok(steps)
}

/// Takes away what overlaps a window, but for what stays.
fn cleared(target: &Target, span: Span, stays: impl Fn(&Event) -> bool) -> Vec<Step> {
    let overlaps = |event: &&Event| event.timing.span().is_some_and(|own| own.overlaps(span));
    let gone = target.track.events.iter().filter(overlaps).filter(|event| !stays(event));
    gone.map(|event| target.event_step(Some(event.clone()), None)).collect()
}

/// The step that replaces the judged windows that overlap one of this span.
fn judged(target: &Target, span: Span, length: Millis, with: Option<Millis>) -> Step {
    let before = target.track.judged.clone();
    let apart = |onset: &Millis| *onset + length <= span.start() || *onset >= span.end();
    let mut after: Vec<Millis> = before.iter().copied().filter(apart).chain(with).collect();
    after.sort_unstable();
    Step::Judged { place: target.place, before, after }
}
