//! States that exclude one another, of all codings: pieces of time in which nobody changes what they say, and what is asked of them.

use crate::model::{CodeId, Event};
use crate::time::{Millis, Span};

/// The states of each coding, in order and apart.
pub(super) struct Lane<'a>(pub Vec<Vec<&'a Event>>);

/// A stretch in which nobody changes what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub span: Span,
    pub said: Vec<Option<CodeId>>,
}

/// What becomes of a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stretch {
    /// All say the same.
    Agreed(Span),
    /// All go from what was said before to what is said after, each at a time of its own.
    Meeting {
        span: Span,
        /// When each does.
        times: Vec<Millis>,
        before: Option<CodeId>,
        after: Option<CodeId>,
    },
    /// They differ.
    Open(Span),
}

impl Lane<'_> {
    /// Cuts a stretch wherever someone changes what they say.
    pub fn pieces(&self, within: Span) -> Vec<Piece> {
        let spans = || self.0.iter().flatten().filter_map(|event| event.timing.span()?.intersection(within));
        let mut edges: Vec<Millis> = spans().flat_map(|span| [span.start(), span.end()]).collect();
        edges.extend([within.start(), within.end()]);
        edges.sort_unstable();
        edges.dedup();
        let mut next = vec![0; self.0.len()];
        let mut pieces: Vec<Piece> = Vec::new();
        for span in edges.windows(2).filter_map(|pair| Span::new(pair[0], pair[1])) {
            let mut said = Vec::with_capacity(self.0.len());
            for (events, next) in self.0.iter().zip(&mut next) {
                while events.get(*next).is_some_and(|event| event.timing.offset() <= span.start()) {
                    *next += 1;
                }
                said.push(events.get(*next).filter(|event| event.timing.onset() <= span.start()).map(|of| of.code));
            }
            match pieces.last_mut() {
                Some(last) if last.said == said => last.span = hull(last.span, span),
                _ => pieces.push(Piece { span, said }),
            }
        }
        pieces
    }

    /// What becomes of the time within a stretch. `gapless`: time without a code is no agreement.
    pub fn stretches(&self, within: Span, tolerance: Millis, gapless: bool) -> Vec<Stretch> {
        let pieces = self.pieces(within);
        let agreed = |piece: &Piece| {
            let same = piece.said.iter().all(|said| *said == piece.said[0]);
            same && !(gapless && piece.said[0].is_none())
        };
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(first) = pieces.get(from) {
            if agreed(first) {
                found.push(Stretch::Agreed(first.span));
                from += 1;
                continue;
            }
            let run = pieces[from..].iter().position(agreed).map_or(&pieces[from..], |end| &pieces[from..from + end]);
            let before = from.checked_sub(1).and_then(|left| pieces.get(left)?.said[0]);
            from += run.len();
            let after = pieces.get(from).and_then(|piece| piece.said[0]);
            let whole = hull(first.span, run[run.len() - 1].span);
            let meeting =
                (whole.duration() <= tolerance).then(|| meeting(run, whole, (before, after), gapless)).flatten();
            match meeting {
                Some(meeting) => found.push(meeting),
                None => found.extend(questions(run, tolerance).into_iter().map(Stretch::Open)),
            }
        }
        found
    }
}

/// Both spans and what lies between.
pub(super) fn hull(first: Span, last: Span) -> Span {
    Span::new(first.start(), last.end()).unwrap_or(first)
}

/// Parts of a run to be asked about: one for each way in which coders differ, but none within the tolerance beside another.
fn questions(run: &[Piece], tolerance: Millis) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for piece in run {
        match found.last_mut() {
            Some(last) if piece.span.duration() <= tolerance || last.duration() <= tolerance => {
                *last = hull(*last, piece.span);
            }
            _ => found.push(piece.span),
        }
    }
    found
}

/// If all go from one thing to another within a run, when each of them does. Outside of what counts nothing is said.
fn meeting(
    run: &[Piece],
    span: Span,
    (before, after): (Option<CodeId>, Option<CodeId>),
    gapless: bool,
) -> Option<Stretch> {
    // One code reaches up to where it goes on, or up to the end of what counts.
    let only = if before == after || before.is_none() { after } else { before };
    let fills = gapless && (before == after || before.is_none() || after.is_none());
    if fills {
        let alike =
            only.is_some() && run.iter().flat_map(|piece| &piece.said).all(|said| said.is_none() || *said == only);
        let times = vec![span.start(); run[0].said.len()];
        return alike.then_some(Stretch::Meeting { span, times, before: only, after: only });
    }
    if before == after {
        return None;
    }
    let turn = |coder: usize| {
        let said: Vec<Option<CodeId>> = run.iter().map(|piece| piece.said[coder]).collect();
        let leaves = said.iter().position(|said| *said != before).unwrap_or(said.len());
        let enters = said.iter().position(|said| *said == after).unwrap_or(said.len());
        let between = said.get(leaves..enters)?;
        let passes = between.is_empty() || gapless && between.iter().all(Option::is_none);
        let stays = said.get(enters..)?.iter().all(|said| *said == after);
        let at = |place: usize| run.get(place).map_or(span.end(), |piece| piece.span.start());
        (passes && stays).then(|| Millis(i64::midpoint(at(leaves).0, at(enters).0)))
    };
    let times: Option<Vec<Millis>> = (0..run[0].said.len()).map(turn).collect();
    Some(Stretch::Meeting { span, times: times?, before, after })
}
