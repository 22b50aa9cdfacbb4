//! Scores of sessions, for all sessions of a project that two or more of some coders coded: what was rated as a whole, or what follows from
//! events.
//!
//! | channel | score |
//! | --- | --- |
//! | global ratings | the value that was given |
//! | states, one code | percent of the time compared that it held; overlapping events of one code count once |
//! | points, and all codes of a channel of states | events per minute of the time compared |
//! | judged windows, one code | percent of the windows that were judged |

use super::align::coded_by;
use super::comparable::{Aligned, Comparable, Content, Said, SessionScores};
use super::stretches::{joined, length};
use super::{Between, Settings, Values};
use crate::analysis::agreement::count;
use crate::model::{ChannelId, CodeId, Project};

/// What a score is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreKind {
    /// A value of the channel's scale.
    Rating,
    /// Percent of time.
    TimeShare,
    /// Events per minute.
    Rate,
    /// Percent of windows.
    WindowShare,
}

/// The scores of every session that two or more of the coders of a comparison coded, for a channel or one of its codes, and what they are.
/// `None` where a channel has none: continuous ratings, and judged windows as a whole.
pub fn session_scores(
    project: &Project,
    comparable: &Comparable,
    channel: ChannelId,
    code: Option<usize>,
) -> Option<(ScoreKind, Vec<SessionScores>)> {
    let own = comparable.channel(channel)?;
    let kind = match (&own.content, code) {
        (Content::Scores { sessions }, _) => return Some((ScoreKind::Rating, sessions.clone())),
        (Content::States { .. }, Some(_)) => ScoreKind::TimeShare,
        (Content::States { .. } | Content::Points { .. }, _) => ScoreKind::Rate,
        (Content::Windows { .. }, Some(_)) => ScoreKind::WindowShare,
        (Content::Windows { .. } | Content::Samples { .. }, _) => return None,
    };
    let code = match code {
        Some(code) => Some(*own.codes.get(code)?),
        None => None,
    };
    let of = |session: &crate::model::Session| {
        let codings: Vec<_> = if session.id == comparable.session {
            comparable.codings.iter().map(|of| Some(of.observation)).collect()
        } else {
            comparable
                .codings
                .iter()
                .map(|of| coded_by(project, session.id, of.coder, |_| Some(())).map(|(id, ())| id))
                .collect()
        };
        let found: Vec<_> = codings.iter().flatten().copied().collect();
        if found.len() < 2 {
            return None;
        }
        let (first, scheme) =
            (project.observation(comparable.codings.first()?.observation)?, project.observation(found[0])?.scheme);
        // The same channel and code by the scheme of that session's first coding.
        let (theirs, code) = alike(project, (first.scheme, channel, code), scheme)?;
        let settings = Settings { channels: vec![theirs], ..Settings::of(found) };
        let there = Comparable::of(project, &settings).ok()?;
        let aligned = there.channel(theirs)?;
        let place = match code {
            Some(code) => Some(aligned.codes.iter().position(|own| *own == code)?),
            None => None,
        };
        let mut next = 0;
        let values = codings.iter().map(|coding| {
            (*coding)?;
            next += 1;
            score(aligned, next - 1, place)
        });
        let values: Vec<Option<f64>> = values.collect();
        (values.iter().flatten().count() > 1).then_some(SessionScores { session: session.id, codings, values })
    };
    Some((kind, project.sessions.iter().filter_map(of).collect()))
}

/// The values of sessions that all of some coders scored, as those of a channel of scores.
pub fn session_values(sessions: &[SessionScores], between: Between) -> Vec<Values> {
    let of = |(place, session): (usize, &SessionScores)| {
        let own = session.values.iter().enumerate().filter(|(coder, _)| between.has(*coder)).map(|(_, value)| *value);
        Some(Values { place, each: own.collect::<Option<_>>()? })
    };
    sessions.iter().enumerate().filter_map(of).collect()
}

/// A channel and a code of one scheme by another scheme: by id in the same one, else by name.
fn alike(
    project: &Project,
    (own, channel, code): (crate::model::SchemeId, ChannelId, Option<CodeId>),
    other: crate::model::SchemeId,
) -> Option<(ChannelId, Option<CodeId>)> {
    let (own, other) = (project.scheme(own)?, project.scheme(other)?);
    let channel = own.channel(channel)?;
    let twin = super::align::twin(channel, own, other)?;
    let Some(code) = code else { return Some((twin.id, None)) };
    if own.id == other.id {
        return Some((twin.id, Some(code)));
    }
    let label = &channel.codes.iter().find(|of| of.id == code)?.label;
    let found = twin.codes.iter().find(|of| super::align::same_name(&of.label, label))?;
    Some((twin.id, Some(found.id)))
}

/// The score of a coder in one session. `None` where there was nothing to judge.
fn score(aligned: &Aligned, coder: usize, code: Option<usize>) -> Option<f64> {
    let whole = length(&aligned.scorable).as_f64();
    let has = |of: &usize| code.is_none_or(|code| code == *of);
    let rate = |said: &Said| {
        let events = said.bouts.iter().filter(|bout| has(&bout.code)).count();
        (whole > 0.0).then(|| count(events) / whole * 60_000.0)
    };
    match &aligned.content {
        Content::States { said, .. } => {
            let said = said.get(coder)?;
            if code.is_none() {
                return rate(said);
            }
            let held = said.bouts.iter().filter(|bout| has(&bout.code)).map(|bout| bout.span).collect();
            let held = super::stretches::common(&joined(held), &aligned.scorable);
            (whole > 0.0).then(|| length(&held).as_f64() / whole * 100.0)
        }
        Content::Points { said } => rate(said.get(coder)?),
        Content::Windows { judged, .. } => {
            let judged: Vec<&Vec<usize>> = judged.get(coder)?.iter().flatten().collect();
            let with = judged.iter().filter(|codes| codes.iter().any(has)).count();
            (!judged.is_empty()).then(|| count(with) / count(judged.len()) * 100.0)
        }
        Content::Samples { .. } | Content::Scores { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{Clip, project};
    use crate::model::{CoderId, Observation, ObservationId, Session, SessionId, Timing};

    /// The demo with a second session that is a copy of the first, without its last coding.
    fn two_sessions() -> Project {
        let mut project = project("two".into(), Clip::Mp4);
        let session = project.sessions[0].clone();
        project.sessions.push(Session { id: SessionId(9000), ..session });
        let copies: Vec<Observation> = project.observations[..2].to_vec();
        for (nth, copy) in (9001..).zip(copies) {
            project.observations.push(Observation { id: ObservationId(nth), session: SessionId(9000), ..copy });
        }
        project
    }

    fn compared(project: &Project) -> Comparable {
        let codings = project.observations.iter().take(3).map(|of| of.id);
        Comparable::of(project, &Settings::of(codings)).unwrap()
    }

    #[test]
    fn sessions_coded_by_two_are_scored_as_their_events_say() {
        let project = two_sessions();
        let comparable = compared(&project);
        let channel = &comparable.channels[0];
        let (kind, all) = session_scores(&project, &comparable, channel.channel, Some(0)).unwrap();
        assert_eq!(kind, ScoreKind::TimeShare);
        assert_eq!(all.iter().map(|of| of.session).collect::<Vec<_>>(), [project.sessions[0].id, SessionId(9000)]);
        // By hand: the time with the code over that of the clip.
        let track = project.observations[0].track(channel.channel).unwrap();
        let held =
            track.events.iter().filter(|event| event.code == channel.codes[0]).filter_map(|event| match event.timing {
                Timing::State(span) => Some(span.duration().as_f64()),
                Timing::Point(_) => None,
            });
        let share = held.sum::<f64>() / comparable.window.duration().as_f64() * 100.0;
        assert!((all[0].values[0].unwrap() - share).abs() < 1e-9, "{share} {all:?}");
        // The copy has the same scores, of those who coded it.
        assert_eq!(all[1].values, [all[0].values[0], all[0].values[1], None]);
        assert_eq!(all[1].codings, [Some(ObservationId(9001)), Some(ObservationId(9002)), None]);
        assert_eq!(session_values(&all, Between::Pair(0, 1)).len(), 2);
        assert_eq!(session_values(&all, Between::All).len(), 1);
        let (kind, all) = session_scores(&project, &comparable, channel.channel, None).unwrap();
        let rate =
            crate::analysis::agreement::count(track.events.len()) / comparable.window.duration().as_f64() * 60_000.0;
        assert_eq!(kind, ScoreKind::Rate);
        assert!((all[0].values[0].unwrap() - rate).abs() < 1e-9);
    }

    #[test]
    fn blind_codings_and_those_of_others_do_not_count() {
        let mut project = two_sessions();
        let last = project.observations.len() - 1;
        project.observations[last].assignment =
            Some(crate::model::Assignment { blind: true, ..crate::model::Assignment::default() });
        let comparable = compared(&project);
        let of = |project: &Project| {
            session_scores(project, &comparable, comparable.channels[0].channel, Some(0)).unwrap().1.len()
        };
        assert_eq!(of(&project), 1);
        project.observations[last].assignment = None;
        project.observations[last].coder = CoderId(8888);
        assert_eq!(of(&project), 1);
    }

    #[test]
    fn another_scheme_is_matched_by_names() {
        let mut project = two_sessions();
        let mut other = project.schemes[0].clone();
        other.id = crate::model::SchemeId(7000);
        let own = other.channels[0].id;
        other.channels[0].id = ChannelId(7001);
        for (nth, code) in (7002..).zip(&mut other.channels[0].codes) {
            for observation in &mut project.observations[3..] {
                let track = observation.tracks.iter_mut().find(|track| track.channel == own).unwrap();
                track
                    .events
                    .iter_mut()
                    .filter(|event| event.code == code.id)
                    .for_each(|event| event.code = CodeId(nth));
            }
            code.id = CodeId(nth);
        }
        for observation in &mut project.observations[3..] {
            observation.scheme = other.id;
            observation.tracks.iter_mut().find(|track| track.channel == own).unwrap().channel = ChannelId(7001);
        }
        project.schemes.push(other);
        let comparable = compared(&project);
        let all = session_scores(&project, &comparable, comparable.channels[0].channel, Some(0)).unwrap().1;
        assert_eq!(all.len(), 2);
        assert_eq!(all[1].values[..2], all[0].values[..2]);
    }
}
