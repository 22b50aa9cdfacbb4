//! Lists of spans in order and apart: what lies in both, how they are joined.

use crate::analysis::agreement::Bout;
use crate::time::{Millis, Span};

/// What lies in a span of both lists.
pub(super) fn common(first: &[Span], second: &[Span]) -> Vec<Span> {
    let (mut i, mut j, mut both) = (0, 0, Vec::new());
    while let (Some(one), Some(other)) = (first.get(i), second.get(j)) {
        both.extend(one.intersection(*other));
        if one.end() <= other.end() { i += 1 } else { j += 1 }
    }
    both
}

/// The same time as spans in order and apart; those that touch or overlap become one.
pub fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start(), span.end()));
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start() <= last.end() => {
                *last = Span::new(last.start(), last.end().max(span.end())).unwrap_or(*last);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// How long spans last together.
pub(super) fn length(spans: &[Span]) -> Millis {
    spans.iter().fold(Millis::ZERO, |sum, span| sum + span.duration())
}

/// Time with what lies between spans taken out: it begins at 0 and has no holes.
pub(super) struct Folded {
    /// Each span, and where it begins in folded time.
    spans: Vec<(Span, Millis)>,
    all: Span,
}

impl Folded {
    /// Of spans in order and apart; none where there are none.
    pub(super) fn new(spans: &[Span]) -> Option<Self> {
        let mut end = Millis::ZERO;
        let place = |span: &Span| {
            let begin = end;
            end = end + span.duration();
            (*span, begin)
        };
        let spans = spans.iter().map(place).collect();
        Some(Self { spans, all: Span::new(Millis::ZERO, end)? })
    }

    /// All of it.
    pub(super) fn span(&self) -> Span {
        self.all
    }

    /// A moment; one that is taken out is where what comes next begins.
    fn at(&self, moment: Millis) -> Millis {
        let next = self.spans.partition_point(|(span, _)| span.end() <= moment);
        let Some((span, begin)) = self.spans.get(next) else { return self.all.end() };
        *begin + (moment - span.start()).max(Millis::ZERO)
    }

    /// A bout; none where nothing of it is left.
    pub(super) fn bout(&self, bout: Bout) -> Option<Bout> {
        Some(Bout { span: Span::new(self.at(bout.span.start()), self.at(bout.span.end()))?, ..bout })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(of: &[(i64, i64)]) -> Vec<Span> {
        of.iter().map(|(start, end)| Span::new(Millis(*start), Millis(*end)).unwrap()).collect()
    }

    #[test]
    fn what_lies_in_both() {
        let both = common(&spans(&[(0, 10), (20, 30), (40, 50)]), &spans(&[(5, 25), (30, 42), (44, 46)]));
        assert_eq!(both, spans(&[(5, 10), (20, 25), (40, 42), (44, 46)]));
        assert_eq!(common(&spans(&[(0, 10)]), &spans(&[(10, 20)])), []);
    }

    #[test]
    fn what_touches_is_joined() {
        assert_eq!(joined(spans(&[(5, 9), (0, 5), (20, 30), (22, 25)])), spans(&[(0, 9), (20, 30)]));
    }
}
