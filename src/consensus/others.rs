//! What is coded beside states and points: judged windows, continuous and global ratings.

use super::ground::Ground;
use super::{Asked, Other, Question, Said, Surveyed, Taken};
use crate::decimal::Decimal;
use crate::model::{
    self, Channel, Choice, CodeId, Event, EventId, IntervalRule, Moment, RatingScale, Samples, Score, Timing, Track,
};
use crate::time::{Millis, Span};
use std::collections::BTreeMap;

/// Windows that are judged as a whole.
pub(super) fn windows(ground: &Ground, channel: &Channel, rule: IntervalRule, asked: &Asked) -> Surveyed {
    let laid = model::windows(rule, &ground.session, channel.role, &ground.parts);
    let tracks = ground.tracks(channel);
    let mut found = Surveyed { channel: channel.id, questions: Vec::new(), met: 0, taken: Taken::default() };
    let taken = &mut found.taken;
    for window in laid.into_iter().filter(|window| !window.is_unscorable).map(|window| window.span) {
        let judged: Vec<Option<Vec<&Event>>> = tracks.iter().map(|track| judgment(*track, window)).collect();
        let said: Vec<Option<Vec<CodeId>>> = judged
            .iter()
            .map(|judged| judged.as_ref().map(|events| sorted(events.iter().map(|event| event.code).collect())))
            .collect();
        let mut put = |events: Vec<Event>| {
            taken.judged.push(window.start());
            taken.events.extend(events);
        };
        let own = |coder: usize| judged.get(coder).and_then(Option::as_ref).map(|events| events.iter().copied());
        let copy = |event: &Event| Event { id: EventId(0), timing: Timing::State(window), ..event.clone() };
        if said.iter().all(|of| *of == said[0]) {
            if let Some(events) = own(0) {
                put(events.map(copy).collect());
            }
            continue;
        }
        let moment = Moment { channel: channel.id, code: None, span: Some(window) };
        let can_take = said.iter().map(Option::is_some).collect();
        let other = if channel.is_exclusive() { Other::One { or_none: true } } else { Other::Any };
        let said = said.into_iter().map(Said::Window).collect();
        let question = asked.settle(Question { moment, said, can_take, other, settled: None }, channel);
        match question.settled.as_ref().and_then(|decision| decision.choice.clone()) {
            Some(Choice::Coding(coding)) => {
                if let Some(events) = asked.place(coding).and_then(own) {
                    put(events.map(copy).collect());
                }
            }
            Some(Choice::Codes(codes)) => {
                let new = |code| Event::new(EventId(0), code, Timing::State(window));
                put(sorted(codes).into_iter().map(new).collect());
            }
            Some(Choice::Value(_) | Choice::Skipped) | None => {}
        }
        found.questions.push(question);
    }
    found
}

/// The events of a window, if it was judged.
fn judgment(track: Option<&Track>, window: Span) -> Option<Vec<&Event>> {
    let track = track?;
    track.judged.binary_search(&window.start()).ok()?;
    let from = track.events.partition_point(|event| event.timing.onset() < window.start());
    Some(track.events[from..].iter().take_while(|event| event.timing.onset() == window.start()).collect())
}

fn sorted(mut codes: Vec<CodeId>) -> Vec<CodeId> {
    codes.sort_unstable();
    codes
}

/// The mean of a continuous rating, sample by sample, where all rated.
pub(super) fn rating(ground: &Ground, channel: &Channel, scale: RatingScale) -> Surveyed {
    let tracks = ground.tracks(channel);
    let period = scale.period.0.max(1);
    let mut sums: BTreeMap<i64, (usize, i64)> = BTreeMap::new();
    let scorable = ground.scorable(channel.role);
    for samples in tracks.iter().flatten().flat_map(|track| &track.samples) {
        for (value, nth) in samples.values.iter().zip(0_i64..) {
            let at = samples.onset.0 + nth * period;
            let place = scorable.partition_point(|span| span.end().0 <= at);
            if scorable.get(place).is_some_and(|span| span.contains(Millis(at))) {
                let sum = sums.entry(at).or_insert((0, 0));
                *sum = (sum.0 + 1, sum.1 + value.0);
            }
        }
    }
    let mut stretches: Vec<Samples> = Vec::new();
    let mut next = None;
    for (at, (count, sum)) in sums {
        let Some(count) = i64::try_from(count).ok().filter(|_| count == tracks.len()) else { continue };
        let value = Decimal(sum.div_euclid(count));
        match stretches.last_mut() {
            Some(last) if next == Some(at) => last.values.push(value),
            _ => stretches.push(Samples { onset: Millis(at), values: vec![value] }),
        }
        next = Some(at + period);
    }
    let taken = Taken { samples: stretches, ..Taken::default() };
    Surveyed { channel: channel.id, questions: Vec::new(), met: 0, taken }
}

/// One value for the whole session.
pub(super) fn score(ground: &Ground, channel: &Channel, asked: &Asked) -> Surveyed {
    let scores: Vec<Option<&Score>> =
        ground.tracks(channel).into_iter().map(|track| track.and_then(|track| track.score.as_ref())).collect();
    let values: Vec<Option<Decimal>> = scores.iter().map(|score| score.map(|score| score.value)).collect();
    let mut found = Surveyed { channel: channel.id, questions: Vec::new(), met: 0, taken: Taken::default() };
    if values.iter().all(|value| *value == values[0]) {
        found.taken.score = scores[0].cloned();
        return found;
    }
    let moment = Moment { channel: channel.id, code: None, span: None };
    let can_take = values.iter().map(Option::is_some).collect();
    let said = values.into_iter().map(Said::Score).collect();
    let question = asked.settle(Question { moment, said, can_take, other: Other::Value, settled: None }, channel);
    found.taken.score = question.settled.as_ref().and_then(|decision| match decision.choice.as_ref()? {
        Choice::Coding(coding) => scores.get(asked.place(*coding)?)?.cloned(),
        Choice::Value(value) => Some(Score { value: *value, note: decision.note.clone(), evidence: Vec::new() }),
        Choice::Codes(_) | Choice::Skipped => None,
    });
    found.questions.push(question);
    found
}
