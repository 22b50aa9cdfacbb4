//! The windows of an interval channel: what is judged as a whole.

use super::{IntervalRule, Role, Session};
use crate::time::{Millis, Span};

/// One of the windows that a coding has to judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From when to when.
    pub span: Span,
    /// More than half of it cannot be judged.
    pub is_unscorable: bool,
}

/// The windows about a partner in a session, in order. They are laid over the coded window, so that two codings of a session are judged by the
/// same ones; of a coding about parts of the session, `stretches`, only windows that lie in one of them count.
///
/// None while the length of the session is not known.
pub fn windows(rule: IntervalRule, session: &Session, about: Role, stretches: &[Span]) -> Vec<Window> {
    let Some(within) = session.coded_window() else { return Vec::new() };
    let laid = (0..rule.count(within)).map_while(|index| rule.window(within, index));
    let asked = laid.filter(|span| lies_in(*span, stretches));
    asked.map(|span| Window { span, is_unscorable: is_unscorable(session, about, span) }).collect()
}

/// The window that begins at this moment, if there is one.
pub(crate) fn window_from(rule: IntervalRule, within: Span, stretches: &[Span], onset: Millis) -> Option<Span> {
    let index = rule.index_at(within, onset)?;
    rule.window(within, index).filter(|span| span.start() == onset && lies_in(*span, stretches))
}

fn lies_in(span: Span, stretches: &[Span]) -> bool {
    stretches.is_empty() || stretches.iter().any(|stretch| stretch.intersection(span) == Some(span))
}

/// Whether stretches that cannot be judged cover more than half of a window.
fn is_unscorable(session: &Session, role: Role, span: Span) -> bool {
    let mut covered = 0;
    let mut from = span.start();
    // By onset, so that what overlaps counts once.
    for stretch in session.unscorable.iter().filter(|stretch| stretch.role.is_none_or(|of| of == role)) {
        let start = stretch.span.start().max(from);
        let end = stretch.span.end().min(span.end());
        if let Some(part) = Span::new(start, end) {
            covered += part.duration().0;
            from = end;
        }
    }
    2 * covered > span.duration().0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Judgment, SessionId, Unscorable};

    const RULE: IntervalRule = IntervalRule { length: Millis(15_000), pause: Millis(0), judgment: Judgment::OneZero };

    fn span(start: i64, end: i64) -> Span {
        Span::new(Millis(start), Millis(end)).unwrap()
    }

    fn session(unscorable: &[(i64, i64, Option<Role>)]) -> Session {
        let unscorable = unscorable
            .iter()
            .map(|(start, end, role)| Unscorable { span: span(*start, *end), role: *role, reason: String::new() })
            .collect();
        Session { window: Some(span(1000, 61_000)), unscorable, ..Session::new(SessionId(1), "s".into(), vec![]) }
    }

    #[test]
    fn a_sample_is_judged_by_the_windows_of_the_whole() {
        let laid = |stretches: &[Span]| -> Vec<Span> {
            windows(RULE, &session(&[]), Role::Child, stretches).into_iter().map(|window| window.span).collect()
        };
        assert_eq!(laid(&[]).len(), 4);
        assert_eq!(laid(&[span(10_000, 50_000)]), [span(16_000, 31_000), span(31_000, 46_000)]);
        assert_eq!(laid(&[span(1000, 10_000)]), []);
        assert_eq!(window_from(RULE, span(1000, 61_000), &[], Millis(16_000)), Some(span(16_000, 31_000)));
        assert_eq!(window_from(RULE, span(1000, 61_000), &[], Millis(16_001)), None);
        assert_eq!(window_from(RULE, span(1000, 61_000), &[span(0, 20_000)], Millis(16_000)), None);
    }

    #[test]
    fn a_window_is_unscorable_where_more_than_half_of_it_is() {
        let marked = |unscorable: &[(i64, i64, Option<Role>)]| -> Vec<bool> {
            let laid = windows(RULE, &session(unscorable), Role::Child, &[]);
            laid.into_iter().map(|window| window.is_unscorable).collect()
        };
        assert_eq!(marked(&[(1000, 8500, None)]), [false; 4]);
        assert_eq!(marked(&[(1000, 8501, None)]), [true, false, false, false]);
        assert_eq!(marked(&[(1000, 8501, Some(Role::Parent))]), [false; 4]);
        // Two that overlap cover what they cover together.
        assert_eq!(marked(&[(1000, 6000, None), (2000, 8000, Some(Role::Child))]), [false; 4]);
        assert_eq!(
            marked(&[(1000, 12_000, None), (2000, 3000, None), (11_000, 30_000, None)]),
            [true, true, false, false]
        );
    }

    #[test]
    fn there_is_no_window_before_the_length_is_known() {
        assert_eq!(windows(RULE, &Session::new(SessionId(1), "s".into(), vec![]), Role::Child, &[]), []);
    }
}
