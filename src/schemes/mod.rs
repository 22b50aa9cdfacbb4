//! The coding schemes that ship, as data, each with its source.
//!
//! Definitions are in our own words: they name whom they follow and are not the official instruments.

mod form;
mod summary;
#[cfg(test)]
mod tests;

pub use summary::{Grain, Summary};

use crate::model::CodingScheme;

const DYADIC_MICRO: &str = include_str!("dyadic_micro.json");

/// Name and text of every scheme, in the order in which a coder is offered them: micro-coding, intervals, events, ratings, blank forms.
const SHIPPED: [(&str, &str); 23] = [
    ("Dyadic micro-coding", DYADIC_MICRO),
    ("Still-face micro-coding", include_str!("still_face_micro.json")),
    ("Engagement phases", include_str!("engagement_phases.json")),
    ("Monadic phases", include_str!("monadic_phases.json")),
    ("Emotions of the face", include_str!("facial_emotions.json")),
    ("Joint engagement", include_str!("joint_engagement.json")),
    ("Specific affect", include_str!("specific_affect.json")),
    ("Continuous affect rating", include_str!("affect_rating.json")),
    ("Interaction intervals", include_str!("interaction_intervals.json")),
    ("Dyadic synchrony events", include_str!("synchrony_events.json")),
    ("Sensory signals in passes", include_str!("sensory_signals.json")),
    ("Parent verbalizations", include_str!("parent_verbalizations.json")),
    ("Parent verbalizations, short", include_str!("parent_verbalizations_short.json")),
    ("In-the-moment responsiveness", include_str!("in_the_moment.json")),
    ("Bids, focus and scaffolding", include_str!("responsive_scaffolding.json")),
    ("Exploration and comfort needs", include_str!("exploration_comfort.json")),
    ("Attunement breaks and repairs", include_str!("breaks_and_repairs.json")),
    ("Separation and reunion", include_str!("separation_reunion.json")),
    ("Signs of synchrony and of strain", include_str!("signs.json")),
    ("Sensitivity, cooperation, availability, acceptance", include_str!("sensitivity_scales.json")),
    ("Mutually responsive orientation", include_str!("mutual_responsiveness.json")),
    ("Your own scales, 1 to 5", include_str!("own_scales_1_5.json")),
    ("Your own scales, 0 to 2", include_str!("own_scales_0_2.json")),
];

/// The name of every scheme that ships, in the order in which a coder is offered them.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// Every scheme that ships, in the order of [`names`]: what a new project can start from.
///
/// Ids count up from 1 within each; [`Project::new`](crate::model::Project::new) gives a scheme the project's own.
pub fn all() -> Vec<CodingScheme> {
    SHIPPED.iter().map(|(_, text)| shipped(text)).collect()
}

/// The scheme of this name, if one ships.
pub fn by_name(name: &str) -> Option<CodingScheme> {
    SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| shipped(text))
}

/// Gaze, affect, vocalization, touch and posture of parent and child.
pub fn dyadic_micro() -> CodingScheme {
    shipped(DYADIC_MICRO)
}

/// Reads a scheme that was compiled in.
fn shipped(text: &str) -> CodingScheme {
    match form::read(text) {
        Ok(scheme) => scheme,
        Err(error) => unreachable!("compiled in, and read by a test: {error}"),
    }
}
