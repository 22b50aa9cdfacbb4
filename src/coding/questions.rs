//! Questions about events while coding: which are asked, and what keys answer them.
//!
//! One question is shown at a time, on a card beside the video that does not stop the coding: its keys come first while it is open, and every
//! other key goes on marking. The card is about what was marked last; what is left unanswered is found again later.

use crate::decimal::Decimal;
use crate::edit::{Edit, Step};
use crate::model::{
    Answer, Ask, CodeId, CodingScheme, EventId, Modified, Modifier, ModifierId, ModifierKind, ObservationId, Project,
};
use std::collections::VecDeque;

/// The keys of options, in their order.
pub const OPTION_KEYS: &str = "1234567890abcdefghijklmnopqrstuvwxyz";

/// One question about one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// About which event or open state.
    pub event: EventId,
    /// Which modifier of its channel.
    pub modifier: ModifierId,
}

/// What of an event is asked now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    Onset,
    Offset,
    /// Both in one: a point, or a state whose key was held.
    Whole,
}

/// The questions that an edit of a coding raises, in the order of the scheme: of states that began, of states that ended, and of points. What
/// was answered already, as in the rest of a state that was cut, is not asked again.
pub fn raised(project: &Project, id: ObservationId, edit: &Edit) -> Vec<Question> {
    let observations = &project.observations;
    let Some(index) = observations.iter().position(|observation| observation.id == id) else { return Vec::new() };
    let Some(scheme) = project.scheme(observations[index].scheme) else { return Vec::new() };
    let own = |step: &&Step| step.marks().is_some_and(|place| place.observation == index);
    let ended: Vec<EventId> = edit
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Open { before: Some(before), after: None, .. } => Some(before.id),
            _ => None,
        })
        .collect();
    let mut questions = Vec::new();
    let mut ask = |event: EventId, code: CodeId, answers: &[Modified], moment: Moment| {
        questions
            .extend(asked(scheme, code, answers, moment).map(|modifier| Question { event, modifier: modifier.id }));
    };
    for step in edit.steps.iter().filter(own) {
        match step {
            Step::Open { before: None, after: Some(open), .. } => {
                ask(open.id, open.code, &open.modifiers, Moment::Onset);
            }
            Step::Event { before: None, after: Some(event), .. } => {
                let moment = if ended.contains(&event.id) { Moment::Offset } else { Moment::Whole };
                ask(event.id, event.code, &event.modifiers, moment);
            }
            _ => {}
        }
    }
    questions
}

fn asked<'a>(
    scheme: &'a CodingScheme,
    code: CodeId,
    answers: &'a [Modified],
    moment: Moment,
) -> impl Iterator<Item = &'a Modifier> {
    let modifiers = scheme.code(code).map(|(channel, _)| channel.modifiers.as_slice()).unwrap_or_default();
    modifiers.iter().filter(move |modifier| {
        let now = match modifier.ask {
            Ask::Onset => moment != Moment::Offset,
            Ask::Offset => moment != Moment::Onset,
            Ask::Later => false,
        };
        now && modifier.applies_to(code) && answers.iter().all(|answer| answer.modifier != modifier.id)
    })
}

/// What a key did to a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answering {
    /// Nothing: the key is not the card's.
    Ignored,
    /// What is chosen or typed so far changed.
    Changed,
    /// The answer is complete.
    Answer(Answer),
    /// The question is left for later.
    Skip,
    /// What is typed is no answer.
    NoAnswer,
}

/// The question that is open, what is chosen or typed so far, and the questions that wait behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    questions: VecDeque<Question>,
    /// The places of the chosen options.
    pub chosen: Vec<usize>,
    /// A number or words as typed so far.
    pub typed: String,
}

impl Card {
    /// The question that is open.
    pub fn question(&self) -> Option<Question> {
        self.questions.front().copied()
    }

    /// How many wait behind it.
    pub fn waiting(&self) -> usize {
        self.questions.len().saturating_sub(1)
    }

    /// Asks what was just marked, in place of what is still open about something else.
    pub fn ask(&mut self, questions: Vec<Question>) {
        if !questions.is_empty() {
            *self = Self { questions: questions.into(), ..Self::default() };
        }
    }

    /// Goes on to the next question.
    pub fn next(&mut self) {
        self.questions.pop_front();
        self.chosen.clear();
        self.typed.clear();
    }

    /// Closes the card.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// Drops questions that are no longer to be asked, as after an undo. Tells whether the card changed.
    pub fn keep(&mut self, stays: impl Fn(Question) -> bool) -> bool {
        let open = self.question();
        self.questions.retain(|question| stays(*question));
        if self.question() != open {
            self.chosen.clear();
            self.typed.clear();
        }
        self.question() != open
    }

    /// A key as the browser names it. Words are typed into a field of their own, so of such a question only Enter and Escape are taken.
    pub fn press(&mut self, kind: &ModifierKind, key: &str) -> Answering {
        match (key, kind) {
            ("Escape", _) => Answering::Skip,
            ("Enter", _) => self.enter(kind),
            (_, ModifierKind::One { options }) => match option(key, options) {
                Some(place) => Answering::Answer(Answer::Choices(vec![options[place].clone()])),
                None => Answering::Ignored,
            },
            (_, ModifierKind::Many { options }) => match option(key, options) {
                Some(place) => {
                    self.toggle(place);
                    Answering::Changed
                }
                None => Answering::Ignored,
            },
            ("Backspace", ModifierKind::Number { .. }) => {
                self.typed.pop();
                Answering::Changed
            }
            (key, ModifierKind::Number { .. }) if is_figure(key) && self.typed.len() < 14 => {
                self.typed.push_str(key);
                Answering::Changed
            }
            (_, ModifierKind::Number { .. } | ModifierKind::Text) => Answering::Ignored,
        }
    }

    /// Chooses an option, or lets it go.
    pub fn toggle(&mut self, place: usize) {
        match self.chosen.iter().position(|chosen| *chosen == place) {
            Some(index) => drop(self.chosen.remove(index)),
            None => self.chosen.push(place),
        }
    }

    /// Takes what is chosen or typed as the answer; nothing is none, and skips the question.
    fn enter(&self, kind: &ModifierKind) -> Answering {
        match kind {
            ModifierKind::One { .. } => Answering::Skip,
            ModifierKind::Many { .. } if self.chosen.is_empty() => Answering::Skip,
            ModifierKind::Many { options } => {
                let chosen = self.chosen.iter().filter_map(|place| options.get(*place).cloned());
                Answering::Answer(Answer::Choices(chosen.collect()))
            }
            ModifierKind::Number { .. } | ModifierKind::Text if self.typed.trim().is_empty() => Answering::Skip,
            ModifierKind::Number { .. } => match typed_answer(kind, &self.typed) {
                Some(answer) => Answering::Answer(answer),
                None => Answering::NoAnswer,
            },
            ModifierKind::Text => Answering::Answer(Answer::Text(self.typed.trim().to_owned())),
        }
    }
}

/// What is typed as an answer: a number within its range, or words. `None` for what is none.
pub fn typed_answer(kind: &ModifierKind, typed: &str) -> Option<Answer> {
    match kind {
        ModifierKind::Number { min, max, .. } => {
            let number: Decimal = typed.parse().ok()?;
            let fits = min.is_none_or(|min| min <= number) && max.is_none_or(|max| number <= max);
            fits.then_some(Answer::Number(number))
        }
        ModifierKind::Text => {
            Some(typed.trim()).filter(|text| !text.is_empty()).map(|text| Answer::Text(text.to_owned()))
        }
        ModifierKind::One { .. } | ModifierKind::Many { .. } => None,
    }
}

/// The place of the option that a key chooses.
fn option(key: &str, options: &[String]) -> Option<usize> {
    let mut letters = key.chars();
    let key = letters.next().filter(|_| letters.next().is_none())?.to_ascii_lowercase();
    OPTION_KEYS.chars().position(|own| own == key).filter(|place| *place < options.len())
}

fn is_figure(key: &str) -> bool {
    matches!(key.as_bytes(), [b'0'..=b'9' | b'.' | b',' | b'-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(count: usize) -> Vec<String> {
        (0..count).map(|place| format!("option {place}")).collect()
    }

    fn card() -> Card {
        let mut card = Card::default();
        card.ask(vec![Question { event: EventId(1), modifier: ModifierId(2) }]);
        card
    }

    fn choices(places: &[usize]) -> Answering {
        Answering::Answer(Answer::Choices(places.iter().map(|place| format!("option {place}")).collect()))
    }

    /// Presses keys one after the other and gives what the last one did.
    fn press(kind: &ModifierKind, keys: &[&str]) -> Answering {
        let mut card = card();
        keys.iter().map(|key| card.press(kind, key)).last().unwrap()
    }

    #[test]
    fn one_of_some_is_answered_by_its_key() {
        let kind = ModifierKind::One { options: options(12) };
        assert_eq!(press(&kind, &["2"]), choices(&[1]));
        assert_eq!(press(&kind, &["B"]), choices(&[11]));
        assert_eq!(press(&kind, &["c"]), Answering::Ignored);
        assert_eq!(press(&kind, &["Enter"]), Answering::Skip);
        assert_eq!(press(&kind, &["Escape"]), Answering::Skip);
        assert_eq!(press(&ModifierKind::One { options: options(3) }, &["a"]), Answering::Ignored, "a marks a code");
    }

    #[test]
    fn many_are_gathered_until_enter() {
        let kind = ModifierKind::Many { options: options(3) };
        assert_eq!(press(&kind, &["3", "1"]), Answering::Changed);
        assert_eq!(press(&kind, &["3", "1", "Enter"]), choices(&[2, 0]));
        assert_eq!(press(&kind, &["3", "1", "3", "Enter"]), choices(&[0]));
        assert_eq!(press(&kind, &["3", "3", "Enter"]), Answering::Skip);
        assert_eq!(press(&kind, &["4"]), Answering::Ignored);
    }

    #[test]
    fn numbers_are_typed_and_checked() {
        let (min, max) = (Some(Decimal::whole(0)), Some(Decimal::whole(10)));
        let kind = ModifierKind::Number { unit: "m".into(), min, max };
        let number = |thousandths| Answering::Answer(Answer::Number(Decimal(thousandths)));
        assert_eq!(press(&kind, &["2", ",", "5", "Enter"]), number(2500));
        assert_eq!(press(&kind, &["2", "5", "Backspace", "Enter"]), number(2000));
        assert_eq!(press(&kind, &["1", "1", "Enter"]), Answering::NoAnswer);
        assert_eq!(press(&kind, &["-", "Enter"]), Answering::NoAnswer);
        assert_eq!(press(&kind, &["q"]), Answering::Ignored);
        assert_eq!(press(&kind, &["Enter"]), Answering::Skip);
    }

    #[test]
    fn the_card_is_about_what_was_marked_last() {
        let question = |event, modifier| Question { event: EventId(event), modifier: ModifierId(modifier) };
        let mut card = card();
        card.toggle(0);
        card.ask(Vec::new());
        assert_eq!(
            (card.question(), card.chosen.len()),
            (Some(question(1, 2)), 1),
            "a mark that asks nothing leaves it"
        );
        card.ask(vec![question(3, 2), question(3, 4)]);
        assert_eq!((card.question(), card.waiting(), card.chosen.len()), (Some(question(3, 2)), 1, 0));
        card.next();
        assert_eq!((card.question(), card.waiting()), (Some(question(3, 4)), 0));
        assert!(!card.keep(|question| question.event == EventId(3)));
        assert!(card.keep(|_| false) && card.question().is_none());
    }
}
