//! What all coders said, piece by piece: of time, cut at every edge of anyone; of units, for points; of windows, for judged intervals.
//!
//! The pieces tile the time compared. All tables, all stretches to play and all disagreements come from them, so that what is counted is what
//! is shown.

use super::comparable::{Aligned, Content, Said};
use super::{MAX_CODINGS, Settings};
use crate::analysis::agreement::{Bout, Uncoded};
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What a coder can have said of a piece. Codes are places in [`Aligned::codes`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Category {
    /// One code.
    Code(usize),
    /// Several codes at once.
    Codes(Vec<usize>),
    /// No code.
    Nothing,
    /// Anything but the code that pieces are [about](Pieces::about).
    Else,
}

impl Category {
    /// Whether a code is among what was said.
    pub fn has(&self, code: usize) -> bool {
        match self {
            Self::Code(own) => *own == code,
            Self::Codes(all) => all.contains(&code),
            Self::Nothing | Self::Else => false,
        }
    }
}

/// A stretch in which nobody changes what they say.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// From when to when, in session time.
    pub span: Span,
    /// What it counts: its milliseconds, or 1 for a unit or window.
    pub weight: f64,
    /// The category of each coder, or `None` where there is nothing to compare: not judged, or uncoded time that is left out.
    pub said: [Option<u16>; MAX_CODINGS],
}

/// All pieces of a channel, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pieces {
    /// Whether pieces count one each: units and windows.
    pub units: bool,
    /// How many coders there are.
    pub coders: usize,
    /// What can be said; [`Category::Nothing`] last, if it is one.
    pub categories: Vec<Category>,
    /// The pieces.
    pub list: Vec<Piece>,
}

impl Pieces {
    /// The pieces of a channel of states, points or windows; none for ratings.
    pub fn of(aligned: &Aligned, settings: &Settings) -> Option<Self> {
        let codes = aligned.codes.len();
        match &aligned.content {
            Content::States { exclusive, said } => {
                let mut sets = Sets::default();
                let list = cut(said, &aligned.scorable, &mut sets);
                let nothing = settings.uncoded == Uncoded::Category;
                Some(Self::named(list, sets, exclusive.then_some(codes), nothing, (false, said.len())))
            }
            Content::Points { said } => {
                let mut sets = Sets::default();
                let list = in_units(said, &aligned.scorable, settings.unit, &mut sets);
                Some(Self::named(list, sets, None, settings.uncoded == Uncoded::Category, (true, said.len())))
            }
            Content::Windows { windows, judged } => {
                let mut sets = Sets::default();
                let piece = |(nth, span): (usize, &Span)| {
                    let mut said = [None; MAX_CODINGS];
                    for (said, judged) in said.iter_mut().zip(judged) {
                        *said = judged.get(nth).and_then(Option::as_ref).map(|set| sets.of(set));
                    }
                    Piece { span: *span, weight: 1.0, said }
                };
                let list = windows.iter().enumerate().map(piece).collect();
                // A window that was judged and holds no code says so: that is no gap.
                Some(Self::named(list, sets, None, true, (true, judged.len())))
            }
            Content::Samples { .. } | Content::Scores { .. } => None,
        }
    }

    /// Gives sets their place among the categories. Of `exclusive` channels, every code has one, used or not.
    fn named(
        mut list: Vec<Piece>,
        sets: Sets,
        exclusive: Option<usize>,
        nothing: bool,
        (units, coders): (bool, usize),
    ) -> Self {
        let mut used: Vec<Vec<usize>> = sets.known.into_keys().filter(|set| !set.is_empty()).collect();
        used.extend(exclusive.into_iter().flat_map(|codes| (0..codes).map(|code| vec![code])));
        used.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        used.dedup();
        let place = |set: &Vec<usize>| match used.binary_search_by(|known| (known.len(), known).cmp(&(set.len(), set)))
        {
            Ok(place) => u16::try_from(place).ok(),
            Err(_) => u16::try_from(used.len()).ok().filter(|_| nothing),
        };
        let places: Vec<Option<u16>> = sets.order.iter().map(place).collect();
        for piece in &mut list {
            piece.said = piece.said.map(|said| said.and_then(|said| places.get(usize::from(said)).copied().flatten()));
        }
        let category = |set: &Vec<usize>| match set.as_slice() {
            [only] => Category::Code(*only),
            _ => Category::Codes(set.clone()),
        };
        let mut categories: Vec<Category> = used.iter().map(category).collect();
        if nothing {
            categories.push(Category::Nothing);
        }
        Self { units, coders, categories, list }
    }

    /// The same pieces, about one code: whether a coder gave it, or anything else.
    #[must_use]
    pub fn about(mut self, code: usize) -> Self {
        let place: Vec<u16> = self.categories.iter().map(|category| u16::from(!category.has(code))).collect();
        for said in self.list.iter_mut().flat_map(|piece| &mut piece.said) {
            *said = said.and_then(|said| place.get(usize::from(said)).copied());
        }
        self.categories = vec![Category::Code(code), Category::Else];
        self
    }

    /// What the pieces count together, where all of two coders' or, without a pair, of all coders' sayings can be compared.
    pub fn total(&self, pair: Option<(usize, usize)>) -> f64 {
        let counts = |piece: &&Piece| match pair {
            Some((i, j)) => piece.said[i].is_some() && piece.said[j].is_some(),
            None => piece.said[..self.coders].iter().all(Option::is_some),
        };
        self.list.iter().filter(counts).map(|piece| piece.weight).sum()
    }

    /// One coder's pieces as bouts in session time: what is alike and touches is one. `name` gives a category its place.
    pub(super) fn bouts(&self, coder: usize, name: impl Fn(u16) -> usize) -> Vec<Bout> {
        let mut bouts: Vec<Bout> = Vec::new();
        for piece in &self.list {
            let Some(code) = piece.said[coder].map(&name) else { continue };
            match bouts.last_mut() {
                Some(last) if last.code == code && last.span.end() == piece.span.start() => {
                    last.span = Span::new(last.span.start(), piece.span.end()).unwrap_or(last.span);
                }
                _ => bouts.push(Bout { span: piece.span, code }),
            }
        }
        bouts
    }
}

/// Sets of codes, numbered as they come.
#[derive(Default)]
struct Sets {
    known: HashMap<Vec<usize>, u16>,
    order: Vec<Vec<usize>>,
}

impl Sets {
    fn of(&mut self, set: &[usize]) -> u16 {
        if let Some(number) = self.known.get(set) {
            return *number;
        }
        // Beyond what a number holds, all further sets count as one: so many at once is no coding.
        let number = u16::try_from(self.order.len()).unwrap_or(u16::MAX).min(u16::MAX - 1);
        self.known.insert(set.to_vec(), number);
        if self.order.len() <= usize::from(number) {
            self.order.push(set.to_vec());
        }
        number
    }
}

/// What holds of one coder at a moment, as a sorted list of codes with how many bouts of each run.
#[derive(Default)]
struct Running(Vec<(usize, u32)>);

impl Running {
    fn change(&mut self, code: usize, begins: bool) {
        match (self.0.binary_search_by_key(&code, |(code, _)| *code), begins) {
            (Ok(place), true) => self.0[place].1 += 1,
            (Ok(place), false) if self.0[place].1 > 1 => self.0[place].1 -= 1,
            (Ok(place), false) => drop(self.0.remove(place)),
            (Err(place), true) => self.0.insert(place, (code, 1)),
            (Err(_), false) => {}
        }
    }

    fn set(&self) -> Vec<usize> {
        self.0.iter().map(|(code, _)| *code).collect()
    }
}

/// Time, cut at every edge.
fn cut(said: &[Said], scorable: &[Span], sets: &mut Sets) -> Vec<Piece> {
    // Moment, coder and code, and whether it begins; ends before beginnings of the same moment, though the order does not matter.
    let mut edges: Vec<(Millis, bool, usize, usize)> = Vec::new();
    for (coder, said) in said.iter().enumerate() {
        for bout in &said.bouts {
            edges.push((bout.span.start(), true, coder, bout.code));
            edges.push((bout.span.end(), false, coder, bout.code));
        }
    }
    edges.sort_unstable();
    let mut running: Vec<Running> = said.iter().map(|_| Running::default()).collect();
    let mut now = [None; MAX_CODINGS];
    for now in now.iter_mut().take(said.len()) {
        *now = Some(sets.of(&[]));
    }
    let (mut next, mut list) = (0, Vec::with_capacity(edges.len()));
    for span in scorable {
        let mut from = span.start();
        loop {
            let at = edges.get(next).map_or(span.end(), |edge| edge.0.min(span.end()));
            if let Some(piece) = Span::new(from, at) {
                list.push(Piece { span: piece, weight: piece.duration().as_f64(), said: now });
                from = at;
            }
            if at >= span.end() {
                break;
            }
            while let Some((_, begins, coder, code)) = edges.get(next).copied().filter(|edge| edge.0 <= at) {
                running[coder].change(code, begins);
                now[coder] = Some(sets.of(&running[coder].set()));
                next += 1;
            }
        }
    }
    list
}

/// Units of time, each with the codes whose onset falls in it. Units are laid from the start of each stretch on, the last of which is cut.
fn in_units(said: &[Said], scorable: &[Span], unit: Millis, sets: &mut Sets) -> Vec<Piece> {
    let unit = Millis(unit.0.max(1));
    let mut next = vec![0; said.len()];
    let mut list = Vec::new();
    for span in scorable {
        let mut start = span.start();
        while let Some(piece) = Span::new(start, (start + unit).min(span.end())) {
            let mut all = [None; MAX_CODINGS];
            for ((said, next), slot) in said.iter().zip(&mut next).zip(&mut all) {
                let mut set = Vec::new();
                while let Some(bout) = said.bouts.get(*next).filter(|bout| bout.span.start() < piece.end()) {
                    set.push(bout.code);
                    *next += 1;
                }
                set.sort_unstable();
                set.dedup();
                *slot = Some(sets.of(&set));
            }
            list.push(Piece { span: piece, weight: 1.0, said: all });
            start = piece.end();
        }
    }
    list
}
