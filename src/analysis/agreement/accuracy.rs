//! How accurate must observers be to reach a κ? "No one value of κ is universally acceptable": it depends on how many codes there are and
//! how uneven, so ask for the accuracy behind it.
//!
//! Codes of prevalence π_k; an observer is right with probability a, and errs evenly: P(k|k) = a, P(j|k) = (1 − a) / (K − 1).
//! With q = π P:
//!
//! | against | pₒ | pₑ |
//! | --- | --- | --- |
//! | another such observer | Σ_k π_k Σ_j P(j\|k)² | Σ q_j² |
//! | the truth (a gold coding) | a | Σ π_k q_k |
//!
//! Sources: Gardner 1995, *Psychol Bull* 118:341; Bakeman, Quera, McArthur & Robinson 1997, *Psychol Methods* 2:357. Their program KappaAcc simulates; this is
//! its expectation in closed form.

use super::numeric::{count, solve};
use crate::analysis::{Defined, Undefined};

/// Whom an observer is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Against {
    /// One as accurate.
    Observer,
    /// The truth.
    Gold,
}

/// The agreement that an accuracy leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Observed agreement.
    pub po: f64,
    /// Chance agreement.
    pub pe: f64,
    /// κ.
    pub kappa: f64,
}

/// The κ to be expected of observers of an accuracy between 0 and 1, for codes of these prevalences, which sum up to 1.
///
/// ```
/// use attune::analysis::agreement::{Against, expected_kappa};
///
/// // Two observers at 85 %, five codes alike: about .66.
/// let kappa = expected_kappa(&[0.2; 5], 0.85, Against::Observer).unwrap().kappa;
/// assert_eq!((kappa * 100.0).round(), 66.0);
/// ```
pub fn expected_kappa(prevalence: &[f64], accuracy: f64, against: Against) -> Defined<Expected> {
    let k = count(prevalence.len());
    if prevalence.len() < 2 {
        return Err(Undefined::OneCode);
    }
    let error = (1.0 - accuracy) / (k - 1.0);
    let said: Vec<f64> = prevalence.iter().map(|share| share * accuracy + (1.0 - share) * error).collect();
    let (po, pe) = match against {
        Against::Observer => {
            (accuracy * accuracy + (k - 1.0) * error * error, said.iter().map(|share| share * share).sum())
        }
        Against::Gold => (accuracy, prevalence.iter().zip(&said).map(|(truth, said)| truth * said).sum::<f64>()),
    };
    if pe >= 1.0 { Err(Undefined::OneCode) } else { Ok(Expected { po, pe, kappa: (po - pe) / (1.0 - pe) }) }
}

/// The accuracy, chance to 1, at which a κ is to be expected. Undefined for a κ that no accuracy leads to.
///
/// ```
/// use attune::analysis::agreement::{Against, implied_accuracy};
///
/// // Bakeman et al. 1997: κ of .49, .60 and .71 for 2, 3 and 20 codes alike all stand for observers at 85 %.
/// let accuracy = |codes: usize, kappa| implied_accuracy(&vec![1.0 / codes as f64; codes], kappa, Against::Observer).unwrap();
/// let percent = [(2, 0.49), (3, 0.60), (20, 0.71)].map(|(codes, kappa)| (accuracy(codes, kappa) * 100.0).round());
/// assert_eq!(percent, [85.0; 3]);
/// ```
pub fn implied_accuracy(prevalence: &[f64], kappa: f64, against: Against) -> Defined<f64> {
    let chance = 1.0 / count(prevalence.len());
    let of = |accuracy: f64| expected_kappa(prevalence, accuracy, against).map(|expected| expected.kappa);
    let (least, most) = (of(chance)?, of(1.0)?);
    if !(least..=most).contains(&kappa) {
        return Err(Undefined::OutOfReach);
    }
    Ok(solve(chance, 1.0, |accuracy| of(accuracy).is_ok_and(|expected| expected < kappa)))
}
