//! Numbers from codings.
//!
//! Each file computes one kind of number and begins with what it takes, its formulas, its units, and what is undefined. The names of the
//! measures are those of the field.
//!
//! # The contract
//!
//! **A number that has no value says why.** A mean of no bouts, a share of no window: [`Undefined`] is returned, never not-a-number and
//! never a zero that was not counted.
//!
//! **Nothing is left out in silence.** What a measure leaves out it counts, and what it had to cut it counts as well.
//!
//! **Time comes in as whole milliseconds** and goes out so where it is a sum or one of the values; means and deviations are floats of
//! milliseconds.
//!
//! **Long work can be watched and stopped.** It takes a callback that hears how many of how many steps are done, and answers whether to go on.

pub mod agreement;
pub mod budget;
pub mod compare;
pub mod describe;
pub mod response;
pub mod tally;

use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;

/// Why a number has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Undefined {
    /// The coded window is not known, or has no length.
    NoWindow,
    /// There is no event to compute it from.
    NoEvents,
    /// There is one event only, and it takes two.
    OneEvent,
    /// There is no unit, or no time, that both coded.
    NoUnits,
    /// Nobody coded anything.
    NothingCoded,
    /// One code was used throughout, or there is one only: chance explains all.
    OneCode,
    /// There are too few units, sessions or coders.
    TooFewUnits,
    /// A value is missing, and the measure takes complete ones.
    Missing,
    /// All values are alike.
    NoVariance,
    /// A value is negative, and the measure takes proportions.
    Negative,
    /// No accuracy leads to it.
    OutOfReach,
    /// There are more events, or more of them near each other, than the measure can take.
    TooMany,
    /// Whoever asked for it stopped it.
    Stopped,
}

/// A number, or why it has no value.
pub type Defined<T> = Result<T, Undefined>;

/// For long work that nobody watches.
pub fn unwatched(_done: usize, _of: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Tells who watches long work how many of how many steps are done; [`Undefined::Stopped`] if that is enough for them.
fn tell(watch: &mut impl FnMut(usize, usize) -> ControlFlow<()>, done: usize, of: usize) -> Defined<()> {
    match watch(done, of) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Undefined::Stopped),
    }
}
