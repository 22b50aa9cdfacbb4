//! Undo and redo within a draft. What is typed into one field is one step.

use super::Draft;

/// How many steps can be taken back.
const LENGTH: usize = 200;

/// A draft with what it was before.
#[derive(Debug, Clone)]
pub struct History {
    now: Draft,
    past: Vec<Draft>,
    future: Vec<Draft>,
    /// The field that is typed into.
    field: Option<String>,
}

impl History {
    /// Begins with a draft and no past.
    pub fn new(draft: Draft) -> Self {
        Self { now: draft, past: Vec::new(), future: Vec::new(), field: None }
    }

    /// The draft as it is.
    pub fn now(&self) -> &Draft {
        &self.now
    }

    /// Changes the draft. Changes of the same field, one after the other, are one step; `None` is a step of its own.
    pub fn edit<R>(&mut self, field: Option<&str>, change: impl FnOnce(&mut Draft) -> R) -> R {
        let before = self.now.clone();
        let result = change(&mut self.now);
        if self.now == before {
            return result;
        }
        self.future.clear();
        if field.is_none() || self.field.as_deref() != field {
            if self.past.len() == LENGTH {
                self.past.remove(0);
            }
            self.past.push(before);
        }
        self.field = field.map(str::to_owned);
        result
    }

    /// Takes the last step back. Tells whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.now, before));
        self.field = None;
        true
    }

    /// Does the last undone step again. Tells whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, after));
        self.field = None;
        true
    }

    /// Whether there is a step to take back, and one to do again.
    pub fn able(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::super::blank;
    use super::*;

    #[test]
    fn typing_into_a_field_is_one_step() {
        let mut history = History::new(Draft::of(blank()));
        for name in ["G", "Ga", "Gaz"] {
            history.edit(Some("name"), |draft| name.clone_into(&mut draft.scheme.name));
        }
        history.edit(Some("source"), |draft| draft.scheme.source = "own".into());
        history.edit(Some("name"), |draft| draft.scheme.name = "Gaze".into());
        assert!(history.undo());
        assert_eq!(history.now().scheme.name, "Gaz");
        assert!(history.undo() && history.undo() && !history.undo());
        assert_eq!(history.now(), &Draft::of(blank()));
        assert!(history.redo());
        assert_eq!(history.now().scheme.name, "Gaz");
        history.edit(None, |draft| draft.scheme.name = "Gaz".into());
        assert_eq!(history.able(), (true, true), "nothing changed, so nothing is forgotten");
    }
}
