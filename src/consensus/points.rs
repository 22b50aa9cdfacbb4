//! Channels of points.

use super::ground::Ground;
use super::{Asked, Other, Question, Said, Surveyed, Taken};
use crate::model::{Channel, Choice, CodeId, Event, EventId, Moment, Timing};
use crate::time::{Millis, Span};
use std::collections::BTreeMap;

/// A point of one coding.
#[derive(Clone, Copy)]
struct Point<'a> {
    coder: usize,
    at: Millis,
    event: &'a Event,
}

pub(super) fn surveyed(ground: &Ground, channel: &Channel, asked: &Asked) -> Surveyed {
    let scorable = ground.scorable(channel.role);
    let counts = |at: Millis| {
        let nth = scorable.partition_point(|span| span.end() <= at);
        scorable.get(nth).is_some_and(|span| span.contains(at))
    };
    let tracks = ground.tracks(channel);
    let points = tracks.iter().enumerate().flat_map(|(coder, track)| {
        let events = track.iter().flat_map(|track| &track.events);
        events.map(move |event| Point { coder, at: event.timing.onset(), event })
    });
    let mut points: Vec<Point> = points.filter(|point| counts(point.at)).collect();
    points.sort_by_key(|point| (point.at, point.coder, point.event.code));
    let (agreed, left) = groups(&points, tracks.len(), asked.consensus.tolerance);

    let mut found = Surveyed { channel: channel.id, questions: Vec::new(), met: 0, taken: Taken::default() };
    // One point of a code at a moment: what comes to lie on another is the same.
    let mut taken: BTreeMap<(Millis, CodeId), Event> = BTreeMap::new();
    let mut put = |at: Millis, event: Event| {
        let event = Event { id: EventId(0), timing: Timing::Point(at), ..event };
        taken.entry((at, event.code)).or_insert(event);
    };
    for group in agreed {
        let times = times(&group);
        found.met += usize::from(times.iter().any(|at| *at != times[0]));
        put(asked.meet(&times), group[0].event.clone());
    }
    for group in left {
        let question = question(channel, &group, tracks.len(), asked);
        match question.settled.as_ref().and_then(|decision| decision.choice.clone()) {
            Some(Choice::Coding(coding)) => {
                let own = group.iter().find(|point| asked.place(coding) == Some(point.coder));
                if let Some(point) = own {
                    put(point.at, point.event.clone());
                }
            }
            Some(Choice::Codes(codes)) => {
                let at = asked.meet(&times(&group));
                for code in codes {
                    let same = group.iter().find(|point| point.event.code == code).map(|point| point.event.clone());
                    put(at, same.unwrap_or_else(|| Event::new(EventId(0), code, Timing::Point(at))));
                }
            }
            Some(Choice::Value(_) | Choice::Skipped) | None => {}
        }
        found.questions.push(question);
    }
    found.questions.sort_by_key(|question| (question.moment.span.map(Span::start), question.moment.code));
    found.taken.events = taken.into_values().collect();
    found
}

/// When they are, in the order of codings.
fn times(group: &[Point]) -> Vec<Millis> {
    group.iter().map(|point| point.at).collect()
}

/// Points of all codings that are one, and what is left. The earliest of one code are put together first, which makes the most of two
/// coders' points agree. Points in a group are in the order of codings.
fn groups<'a>(points: &[Point<'a>], coders: usize, tolerance: Millis) -> (Vec<Vec<Point<'a>>>, Vec<Vec<Point<'a>>>) {
    let mut free = vec![true; points.len()];
    let mut agreed = Vec::new();
    for nth in 0..points.len() {
        if free[nth] {
            let group = group(points, &free, nth, tolerance, true);
            if group.len() == coders {
                take(&mut free, &group);
                agreed.push(group);
            }
        }
    }
    let mut left = Vec::new();
    for nth in 0..points.len() {
        if free[nth] {
            let group = group(points, &free, nth, tolerance, false);
            take(&mut free, &group);
            left.push(group);
        }
    }
    let by_coder = |places: Vec<usize>| {
        let mut group: Vec<Point> = places.into_iter().map(|place| points[place]).collect();
        group.sort_by_key(|point| point.coder);
        group
    };
    (agreed.into_iter().map(by_coder).collect(), left.into_iter().map(by_coder).collect())
}

fn take(free: &mut [bool], places: &[usize]) {
    for place in places {
        free[*place] = false;
    }
}

/// A point and, of every other coder, the earliest free one that is no farther from it than the tolerance: of its code, or else of any.
fn group(points: &[Point], free: &[bool], nth: usize, tolerance: Millis, same_code: bool) -> Vec<usize> {
    let first = points[nth];
    let near = || (nth + 1..points.len()).take_while(|place| points[*place].at - first.at <= tolerance);
    let mut places = vec![nth];
    for same in [true, false] {
        for place in near().filter(|place| free[*place]) {
            let known = places.iter().any(|known| points[*known].coder == points[place].coder);
            if !known && same == (points[place].event.code == first.event.code) {
                places.push(place);
            }
        }
        if same_code {
            break;
        }
    }
    places
}

fn question(channel: &Channel, group: &[Point], coders: usize, asked: &Asked) -> Question {
    let earliest = group.iter().min_by_key(|point| (point.at, point.coder));
    let last = group.iter().map(|point| point.at).max();
    let span = earliest.zip(last).and_then(|(first, last)| Span::new(first.at, last + Millis(1)));
    let moment = Moment { channel: channel.id, code: earliest.map(|point| point.event.code), span };
    let own = |coder| group.iter().find(|point| point.coder == coder).map(|point| (point.at, point.event.code));
    let said = (0..coders).map(|coder| Said::Point(own(coder))).collect();
    asked.settle(Question { moment, said, can_take: vec![true; coders], other: Other::Any, settled: None }, channel)
}
