//! How κ by units of time depends on what one chooses: the tolerance, and the unit.

use super::timed::unit_kappas;
use super::{Pieces, Reason};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// A point of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// The tolerance in units, or the unit in ms.
    pub x: f64,
    /// Time-unit κ, mean of both directions.
    pub kappa: Result<f64, Reason>,
}

fn point(pieces: &Pieces, pair: (usize, usize), x: f64, unit: Millis, tolerance: u32) -> CurvePoint {
    let (first, second) = unit_kappas(pieces, pair, None, unit, usize::try_from(tolerance).unwrap_or(0));
    let kappa = first.and_then(|first| Ok(f64::midpoint(first.kappa?, second?.kappa?)));
    CurvePoint { x, kappa: kappa.map_err(Reason::from) }
}

/// κ over tolerances, in units of a length.
pub fn kappa_over_tolerance(
    pieces: &Pieces,
    pair: (usize, usize),
    unit: Millis,
    tolerances: &[u32],
) -> Vec<CurvePoint> {
    tolerances.iter().map(|tolerance| point(pieces, pair, f64::from(*tolerance), unit, *tolerance)).collect()
}

/// κ over units, at a tolerance in units.
pub fn kappa_over_unit(pieces: &Pieces, pair: (usize, usize), units: &[Millis], tolerance: u32) -> Vec<CurvePoint> {
    units.iter().map(|unit| point(pieces, pair, unit.as_f64(), *unit, tolerance)).collect()
}
