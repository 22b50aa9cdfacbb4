//! Channels of states.

use super::ground::Ground;
use super::lanes::{Lane, Stretch};
use super::parts::Parts;
use super::{Asked, Other, Question, Said, Surveyed, Taken};
use crate::model::{Channel, Choice, CodeId, Event, EventId, Moment, Timing};
use crate::time::{Millis, Span};

pub(super) fn surveyed(ground: &Ground, channel: &Channel, exclusive: bool, asked: &Asked) -> Surveyed {
    let scorable = ground.scorable(channel.role);
    let states: Vec<Vec<Event>> = ground.tracks(channel).into_iter().map(|track| ground.states(track)).collect();
    let codes: Vec<Option<CodeId>> =
        if exclusive { vec![None] } else { channel.codes.iter().map(|code| Some(code.id)).collect() };
    let mut found = Surveyed { channel: channel.id, questions: Vec::new(), met: 0, taken: Taken::default() };
    // What was decided in the lane of one code about another.
    let mut extra = Vec::new();
    for code in codes {
        let own = |events: &'_ [Event]| -> Vec<usize> {
            let all = events.iter().enumerate();
            all.filter(|(_, event)| code.is_none_or(|code| code == event.code)).map(|(nth, _)| nth).collect()
        };
        let lane = Lane(states.iter().map(|all| own(all).into_iter().map(|nth| &all[nth]).collect()).collect());
        let asking = Asking { channel, code, lane, asked, gapless: exclusive && channel.rules.exhaustive };
        asking.survey(ground, &scorable, &mut found, &mut extra);
    }
    for (span, code) in extra {
        add_where_free(&mut found.taken.events, span, code);
    }
    found.questions.sort_by_key(|question| question.moment.span.map(|span| (span.start(), span.end())));
    let key = |event: &Event| (event.timing.onset(), event.timing.offset(), event.code);
    found.taken.events.sort_by_key(key);
    found
}

/// One lane in the making.
struct Asking<'a> {
    channel: &'a Channel,
    /// Whose lane it is, where codes are settled one by one.
    code: Option<CodeId>,
    lane: Lane<'a>,
    asked: &'a Asked<'a>,
    gapless: bool,
}

impl Asking<'_> {
    fn survey(&self, ground: &Ground, scorable: &[Span], found: &mut Surveyed, extra: &mut Vec<(Span, CodeId)>) {
        let mut parts = Parts::default();
        for within in scorable {
            for stretch in self.lane.stretches(*within, self.asked.consensus.tolerance, self.gapless) {
                match stretch {
                    Stretch::Agreed(span) => self.take(0, span, &mut parts),
                    Stretch::Meeting { span, times, before, after } => {
                        found.met += 1;
                        let at = self.asked.meet(&times);
                        let reach = |code: Option<CodeId>, part: Option<Span>, at: Millis, parts: &mut Parts| {
                            if let Some((code, part)) = code.zip(part) {
                                parts.add(part, code, self.origin(at, code));
                            }
                        };
                        reach(before, Span::new(span.start(), at), span.start() - Millis(1), &mut parts);
                        reach(after, Span::new(at, span.end()), span.end(), &mut parts);
                    }
                    Stretch::Open(span) => {
                        let question = self.question(span);
                        let decided = question.settled.as_ref().and_then(|decision| decision.choice.clone());
                        found.questions.push(question);
                        self.settle(decided, span, &mut parts, extra);
                    }
                }
            }
        }
        found.taken.events.extend(parts.events(&self.lane.0, ground, scorable));
    }

    /// Takes what a coding has within a stretch.
    fn take(&self, coder: usize, span: Span, parts: &mut Parts) {
        for (nth, part, code) in self.within(coder, span) {
            parts.add(part, code, Some((coder, nth)));
        }
    }

    fn within(&self, coder: usize, span: Span) -> impl Iterator<Item = (usize, Span, CodeId)> {
        let events = &self.lane.0[coder];
        let first = events.partition_point(|event| event.timing.offset() <= span.start());
        let here =
            events.iter().enumerate().skip(first).take_while(move |(_, event)| event.timing.onset() < span.end());
        here.filter_map(move |(nth, event)| Some((nth, event.timing.span()?.intersection(span)?, event.code)))
    }

    /// The event of the first coding that holds at a moment, if it has this code.
    fn origin(&self, at: Millis, code: CodeId) -> super::parts::Origin {
        let events = &self.lane.0[0];
        let nth = events.partition_point(|event| event.timing.offset() <= at);
        let holds = events.get(nth).is_some_and(|event| event.timing.onset() <= at && event.code == code);
        holds.then_some((0, nth))
    }

    fn question(&self, span: Span) -> Question {
        let said = |coder| self.within(coder, span).map(|(_, part, code)| (part, code)).collect::<Vec<_>>();
        let said: Vec<Vec<(Span, CodeId)>> = (0..self.lane.0.len()).map(said).collect();
        let length = |said: &Vec<(Span, CodeId)>| said.iter().map(|(part, _)| part.duration().0).sum::<i64>();
        let can_take = said.iter().map(|said| !self.gapless || length(said) == span.duration().0).collect();
        let other = if self.code.is_some() { Other::Any } else { Other::One { or_none: !self.gapless } };
        let moment = Moment { channel: self.channel.id, code: self.code, span: Some(span) };
        let said = said.into_iter().map(Said::States).collect();
        self.asked.settle(Question { moment, said, can_take, other, settled: None }, self.channel)
    }

    fn settle(&self, choice: Option<Choice>, span: Span, parts: &mut Parts, extra: &mut Vec<(Span, CodeId)>) {
        match choice {
            Some(Choice::Coding(coding)) => {
                if let Some(coder) = self.asked.place(coding) {
                    self.take(coder, span, parts);
                }
            }
            Some(Choice::Codes(codes)) => {
                for code in codes {
                    if self.code.is_none_or(|own| own == code) {
                        parts.add(span, code, None);
                    } else {
                        extra.push((span, code));
                    }
                }
            }
            Some(Choice::Value(_) | Choice::Skipped) | None => {}
        }
    }
}

/// Adds a state wherever none of its code is yet.
fn add_where_free(events: &mut Vec<Event>, span: Span, code: CodeId) {
    let same = events.iter().filter(|event| event.code == code).filter_map(|event| event.timing.span());
    let mut taken: Vec<Span> = same.filter(|own| own.overlaps(span)).collect();
    taken.sort_by_key(|own| own.start());
    let mut from = span.start();
    let mut free = Vec::new();
    for own in taken {
        free.extend(Span::new(from, own.start()));
        from = own.end();
    }
    free.extend(Span::new(from, span.end()));
    events.extend(free.into_iter().map(|span| Event::new(EventId(0), code, Timing::State(span))));
}
