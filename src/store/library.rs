//! The list of projects that are kept in this browser.

use super::seal::{from_json_v1, to_json};
use crate::model::Project;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// What the list shows of a project without loading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectCard {
    /// The project's uid.
    pub uid: String,
    /// Its name; empty where the card could not be read. The project itself may be sound.
    pub name: String,
    /// When it was last changed, in ms since 1970 (UTC).
    pub changed_at: i64,
    /// Number of finished and open events.
    pub events: usize,
    /// The names of its sessions.
    pub sessions: Vec<String>,
    /// The names of its coders.
    pub coders: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct FormV1 {
    v: u32,
    name: String,
    changed_at: i64,
    events: usize,
    sessions: Vec<String>,
    coders: Vec<String>,
}

impl ProjectCard {
    /// The card of a project.
    pub fn of(project: &Project, changed_at: i64) -> Self {
        Self {
            uid: project.uid.clone(),
            name: project.name.clone(),
            changed_at,
            events: project.event_count(),
            sessions: project.sessions.iter().map(|session| session.name.clone()).collect(),
            coders: project.coders.iter().map(|coder| coder.name.clone()).collect(),
        }
    }

    /// The card as JSON, to be filed under the uid.
    pub fn encode(&self) -> String {
        let Self { uid: _, name, changed_at, events, sessions, coders } = self.clone();
        to_json(&FormV1 { v: 1, name, changed_at, events, sessions, coders })
    }

    /// Reads a card. One that cannot be read becomes a bare one: a project is never left out of the list for the sake of its card.
    pub fn decode(uid: String, text: &str) -> Self {
        match from_json_v1(text) {
            Ok(FormV1 { name, changed_at, events, sessions, coders, .. }) => {
                Self { uid, name, changed_at, events, sessions, coders }
            }
            Err(_) => {
                Self { uid, name: String::new(), changed_at: 0, events: 0, sessions: Vec::new(), coders: Vec::new() }
            }
        }
    }
}

/// Puts the last changed first.
pub fn sort_cards(cards: &mut [ProjectCard]) {
    cards.sort_by(|a, b| (Reverse(a.changed_at), &a.uid).cmp(&(Reverse(b.changed_at), &b.uid)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(uid: &str, changed_at: i64) -> ProjectCard {
        let coders = vec!["AB".to_owned(), "C \"D\"".to_owned()];
        ProjectCard { uid: uid.into(), name: "Still face".into(), changed_at, events: 3, sessions: vec![], coders }
    }

    #[test]
    fn cards_round_trip() {
        let card = card("a", 5);
        assert_eq!(ProjectCard::decode("a".into(), &card.encode()), card);
    }

    #[test]
    fn an_unreadable_card_still_leads_to_its_project() {
        for text in ["", "{}", r#"{"v":2}"#, "null"] {
            let card = ProjectCard::decode("a".into(), text);
            assert_eq!((card.uid.as_str(), card.name.as_str()), ("a", ""), "{text}");
        }
    }

    #[test]
    fn the_last_changed_comes_first() {
        let mut cards = [card("b", 1), card("a", 1), card("c", 2)];
        sort_cards(&mut cards);
        assert_eq!(cards.map(|card| card.uid), ["c", "a", "b"]);
    }
}
