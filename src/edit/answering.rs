//! Answers to the questions that a channel asks about its events.

use super::plan::Target;
use super::{Refusal, Step};
use crate::model::{Answer, EventId, Modified, ModifierId};

/// Gives an answer in place of the one there is, or takes it back. The options of an answer are put in the order of the scheme.
pub(super) fn answer(
    target: &Target,
    event: EventId,
    modifier: ModifierId,
    answer: Option<&Answer>,
) -> Result<Vec<Step>, Refusal> {
    let modifiers = &target.channel.modifiers;
    let asked = modifiers.iter().find(|asked| asked.id == modifier).ok_or(Refusal::NotThere)?;
    let code = target.track.event(event).map(|event| event.code);
    let code = code.or_else(|| target.track.open_state(event).map(|open| open.code)).ok_or(Refusal::NotThere)?;
    if !asked.applies_to(code) {
        return Err(Refusal::NotAsked);
    }
    let given = answer.map(|answer| asked.in_order(answer.clone()));
    if given.as_ref().is_some_and(|given| !asked.allows(given)) {
        return Err(Refusal::NoSuchAnswer);
    }
    let place = |modifier: ModifierId| modifiers.iter().position(|known| known.id == modifier);
    let change = |answers: &mut Vec<Modified>| {
        answers.retain(|known| known.modifier != modifier);
        answers.extend(given.clone().map(|answer| Modified { modifier, answer }));
        answers.sort_by_key(|known| place(known.modifier));
    };
    Ok(target.change(event, |event| change(&mut event.modifiers), |open| change(&mut open.modifiers)))
}
