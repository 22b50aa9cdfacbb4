//! How far coders agree.
//!
//! All is computed from plain tables and lists of [`Bout`]s, so that it can be checked against published examples and other programs:
//! `tests/golden` does so. Categories are places in a list of codes.
//!
//! | file | what it answers |
//! | --- | --- |
//! | `time_table` | how long both said what: exact, or by unit with a tolerance |
//! | `kappa`, `weights` | do two coders say the same, chance taken off; κ, κ max, prevalence and bias, weighted κ |
//! | `two_coders`, `many_coders`, `fleiss`, `alpha` | the same by other notions of chance, for more coders, with values missing |
//! | `events` | which events of one are in the other, and how far edges are apart |
//! | `easydiag`, `alignment` | κ of events paired by overlap, or by order |
//! | `unitizing`, `gamma` (with `unit_alignment`, `random_codings`), `segmentation` | agreement on where units are and what they are |
//! | `icc`, `scores` | scores of sessions: correlations, bias, limits |
//! | `ioa` | the indices of behavior analysis |
//! | `accuracy` | how accurate must observers be to reach a κ |
//! | `compat` | what BORIS, ELAN and INTERACT print for the same codings |

#![allow(clippy::doc_markdown, reason = "formulas are not code")]
#![allow(clippy::many_single_char_names, clippy::similar_names, reason = "the symbols are those of the sources")]

mod accuracy;
mod alignment;
mod alpha;
mod bout;
pub mod compat;
mod easydiag;
mod events;
mod fleiss;
mod gamma;
mod icc;
mod ioa;
mod kappa;
mod many_coders;
mod matching;
mod near;
mod numeric;
mod quasi;
mod random_codings;
mod scores;
mod segmentation;
mod table;
mod time_table;
mod two_coders;
mod unit_alignment;
mod unitizing;
mod weights;

pub use accuracy::{Against, Expected, expected_kappa, implied_accuracy};
pub use alignment::{Alignable, Alignment, Costs, NilKappa};
pub use alpha::{Bootstrap, Level, Patterns, alpha};
pub use bout::Bout;
pub use easydiag::EasyDiag;
pub use events::{Deviation, Matched, Rule, edge_differences, match_points, overlaps, substitutions};
pub use fleiss::{CategoryKappa, Fleiss, Light};
pub use gamma::Gamma;
pub use icc::{FTest, Form, Icc, Variances};
pub use ioa::Ioa;
pub use kappa::{Kappa, OneCode, bennett_s, wilson_interval};
pub use many_coders::{Ratings, many_coders};
pub(super) use numeric::{count, mean, quantile_of_sorted};
pub use random_codings::Chance;
pub use scores::{BlandAltman, Concordance, Pearson};
pub use segmentation::Segmentation;
pub use table::Table;
pub use time_table::{Uncoded, by_duration, by_unit};
pub use two_coders::{Coefficient, Estimate, two_coders};
pub use unit_alignment::{BestAlignment, Dissimilarity, best_alignment};
pub use unitizing::{AlphaU, Family, alpha_u};
pub use weights::{Nearness, WeightedKappa, Weights};
