//! Questions about what was just marked, and their answers.

use super::{Desk, Open};
use crate::coding::{Answering, Card, Question, raised};
use crate::edit::{Action, Command};
use crate::model::{Answer, Modifier};
use leptos::prelude::*;

/// Whether a command marks, so that its questions are asked at once.
fn marks(action: &Action) -> bool {
    matches!(action, Action::Do(Command::Mark { .. } | Command::PlaceState { .. } | Command::CutOff { .. }))
}

impl Desk {
    /// After a change: asks about what was marked, and drops questions about what is gone or answered.
    pub(super) fn ask_about(self, action: &Action) {
        if marks(action) {
            let questions = self.open.try_with_value(|open| {
                let Open { editor, .. } = open.as_ref()?;
                Some(raised(editor.project(), self.observation.get_untracked()?, editor.latest(false)?))
            });
            let questions = questions.flatten().unwrap_or_default();
            if !questions.is_empty() {
                self.card.update(|card| card.ask(questions));
            }
        }
        if self.card.with_untracked(|card| card.question().is_some()) {
            let mut card = self.card.get_untracked();
            if card.keep(|question| self.is_open(question)) {
                self.card.set(card);
            }
        }
    }

    /// Whether an event is there and asks this question still.
    fn is_open(self, question: Question) -> bool {
        let open = self.shown(|shown| {
            let (index, event) = shown.event(question.event)?;
            let channel = shown.scheme.channels.get(index)?;
            let asked = channel.modifiers.iter().find(|modifier| modifier.id == question.modifier)?;
            let answered = event.modifiers().iter().any(|given| given.modifier == question.modifier);
            Some(asked.applies_to(event.code()) && !answered)
        });
        open.flatten().unwrap_or(false)
    }

    /// The modifier that the open question is about.
    pub fn asked(self) -> Option<Modifier> {
        let question = self.card.with_untracked(Card::question)?;
        self.modifier(question)
    }

    /// The modifier of a question.
    pub fn modifier(self, question: Question) -> Option<Modifier> {
        self.shown(|shown| {
            let mut modifiers = shown.scheme.channels.iter().flat_map(|channel| &channel.modifiers);
            modifiers.find(|modifier| modifier.id == question.modifier).cloned()
        })
        .flatten()
    }

    /// Gives a key to the card, if one is open. `None` where the key is not the card's; else whether what was typed is no answer.
    pub fn press_card(self, key: &str) -> Option<bool> {
        let kind = self.asked()?.kind;
        let did = self.card.try_update(|card| card.press(&kind, key))?;
        match did {
            Answering::Ignored => return None,
            Answering::Changed => {}
            Answering::NoAnswer => return Some(true),
            Answering::Answer(answer) => self.answer_question(answer),
            Answering::Skip => self.card.update(Card::next),
        }
        Some(false)
    }

    /// Answers the open question and goes on to the next.
    pub fn answer_question(self, answer: Answer) {
        let Some(question) = self.card.with_untracked(Card::question) else { return };
        self.card.update(Card::next);
        if let Some(observation) = self.observation.get_untracked() {
            let Question { event, modifier } = question;
            self.dispatch(Command::Answer { observation, event, modifier, answer: Some(answer) });
        }
    }
}
