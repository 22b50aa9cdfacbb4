//! From the codings of a session to how far they agree, and to the moments behind each number.
//!
//! [`agreement`](super::agreement) computes from plain tables and lists. Here is what lies before and after it: which codings can be compared
//! and over what time, which numbers suit a channel's way of coding, and which stretches of the video a cell, a bar or a pair stands for.
//!
//! | file | what it is |
//! | --- | --- |
//! | `settings`, `address` | what is asked for, and its form in an address |
//! | `statistic` | the numbers by name, and where each applies |
//! | `number` | a number with its interval, or why there is none |
//! | `comparable`, `align` | codings side by side over the time that all were to code |
//! | `stretches` | lists of spans: what lies in both, how they are joined |
//! | `pieces` | what all said, piece by piece of time or unit by unit |
//! | `chance`, `tables` | tables of pieces, what they give, and how it varies |
//! | `report`, `timed`, `evented`, `unitized`, `programs` | the numbers of a channel and of its codes |
//! | `rated`, `across` | those of ratings, sample by sample; scores of sessions, over all that were coded twice |
//! | `confusion`, `pairs`, `curves` | matrices, lists of pairs, curves, and the moments behind them |
//!
//! # Time
//!
//! Coders are compared over the *scorable* time of a channel: the coded window as far as all of them were to code it, without the stretches in
//! which the channel's partner cannot be judged. What they marked outside of it is left out and counted.

#![allow(clippy::doc_markdown, reason = "formulas and names of programs are not code")]

mod across;
mod address;
mod align;
mod chance;
mod comparable;
mod confusion;
mod curves;
mod evented;
mod number;
mod pairs;
mod pieces;
mod programs;
mod rated;
mod report;
mod settings;
mod statistic;
mod stretches;
mod tables;
mod timed;
mod unitized;

#[cfg(test)]
mod tests;

pub use across::{ScoreKind, session_scores, session_values};
pub use comparable::{Aligned, Coding, Comparable, Content, Grid, Note, Obstacle, Said, SessionScores};
pub use confusion::{Confusion, Disagreement};
pub use curves::{CurvePoint, kappa_over_tolerance, kappa_over_unit};
pub use number::{Estimate, Number, Reason, fixed};
pub use pairs::{Bar, EventPair, PairSide, event_pairs, events_behind, onset_histogram};
pub use pieces::{Category, Piece, Pieces};
pub use rated::Values;
pub use report::{Between, Report, Reporter, Row, report};
pub use settings::{MAX_CODINGS, Pairing, Settings};
pub use statistic::{Basis, Statistic};
pub use stretches::joined;
