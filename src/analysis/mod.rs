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

pub mod agreement;
pub mod budget;
pub mod describe;
pub mod response;
pub mod tally;

/// Why a number has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// No accuracy leads to it.
    OutOfReach,
}

/// A number, or why it has no value.
pub type Defined<T> = Result<T, Undefined>;
