//! What kind of scheme it is, at a glance.

use crate::model::{ChannelKind, CodingScheme, Role};
use crate::time::Millis;

/// A way of coding that a scheme asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// Behaviors with onset and offset.
    States,
    /// Behaviors counted as moments.
    Points,
    /// Windows of this length, judged one after another.
    Intervals(Millis),
    /// A value sampled while the video plays.
    Ratings,
    /// Values for the whole session.
    Globals,
}

/// A scheme at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Each way of coding once, in the order of [`Grain`].
    pub grains: Vec<Grain>,
    /// Whom it is about, in the order of [`Role::ALL`].
    pub roles: Vec<Role>,
    /// How many channels of codes there are.
    pub coded: usize,
    /// How many codes they have together.
    pub codes: usize,
    /// How many scales are rated, continuous and global.
    pub scales: usize,
}

impl Summary {
    /// Looks through a scheme.
    pub fn of(scheme: &CodingScheme) -> Self {
        let mut grains: Vec<Grain> = scheme.channels.iter().map(|channel| grain(channel.kind)).collect();
        grains.sort_unstable();
        grains.dedup();
        let is_about = |role: &Role| scheme.channels.iter().any(|channel| channel.role == *role);
        let is_scale = |kind| matches!(kind, ChannelKind::Rating(_) | ChannelKind::Global(_));
        let scales = scheme.channels.iter().filter(|channel| is_scale(channel.kind)).count();
        Self {
            grains,
            roles: Role::ALL.into_iter().filter(is_about).collect(),
            coded: scheme.channels.len() - scales,
            codes: scheme.channels.iter().map(|channel| channel.codes.len()).sum(),
            scales,
        }
    }
}

/// The way of coding that a channel asks for.
const fn grain(kind: ChannelKind) -> Grain {
    match kind {
        ChannelKind::State { .. } => Grain::States,
        ChannelKind::Point => Grain::Points,
        ChannelKind::Interval(rule) => Grain::Intervals(rule.length),
        ChannelKind::Rating(_) => Grain::Ratings,
        ChannelKind::Global(_) => Grain::Globals,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_kinds_of_schemes_apart() {
        #[track_caller]
        fn check(name: &str, grains: &[Grain], roles: &[Role], counts: (usize, usize, usize)) {
            let summary = crate::schemes::by_name(name).map(|scheme| Summary::of(&scheme)).unwrap();
            assert_eq!(summary.grains, grains, "{name}");
            assert_eq!(summary.roles, roles, "{name}");
            assert_eq!((summary.coded, summary.codes, summary.scales), counts, "{name}");
        }
        use Grain::{Globals, Intervals, Points, Ratings, States};
        use Role::{Child, Other, Parent};
        check("Monadic phases", &[States], &[Parent, Child], (2, 13, 0));
        check("Continuous affect rating", &[Ratings], &[Parent, Child], (0, 0, 2));
        check("Interaction intervals", &[Intervals(Millis(15_000))], &[Parent, Child], (2, 17, 0));
        check(
            "Mutually responsive orientation",
            &[Intervals(Millis(30_000)), Globals],
            &[Parent, Child, Other],
            (2, 8, 4),
        );
        check("Parent verbalizations", &[Points], &[Parent, Child], (7, 27, 0));
    }
}
