//! From a place on a pad, a key or a stick to a value of a rating scale.

use crate::decimal::Decimal;
use crate::model::RatingScale;

/// A stick at rest is seldom exactly in the middle: as much of its way does not count.
const DEAD: f64 = 0.08;

/// The value that a rating begins with: the one at rest, else the middle.
pub fn at_rest(scale: RatingScale) -> Decimal {
    scale.neutral.unwrap_or_else(|| at_share(scale, 0.5))
}

/// The value at a share of the way from the lowest to the highest. Not-a-number counts as 0.
pub fn at_share(scale: RatingScale, share: f64) -> Decimal {
    let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
    let value = scale.min.as_f64() + share * (scale.max.as_f64() - scale.min.as_f64());
    // No finer than a thousandth of the scale: nobody points more exactly.
    let grain = 10_f64.powf(((scale.max.as_f64() - scale.min.as_f64()) / 1000.0).log10().floor()).max(0.001);
    let rounded = Decimal::from_f64((value / grain).round() * grain).unwrap_or(scale.min);
    rounded.clamp(scale.min, scale.max)
}

/// The share of the way from the lowest to the highest at which a value lies.
pub fn share(scale: RatingScale, value: Decimal) -> f64 {
    ((value.as_f64() - scale.min.as_f64()) / (scale.max.as_f64() - scale.min.as_f64())).clamp(0.0, 1.0)
}

/// How far an arrow key goes: a round number near a sixteenth of the scale.
pub fn step(scale: RatingScale) -> Decimal {
    let rough = (scale.max.as_f64() - scale.min.as_f64()) / 16.0;
    let power = 10_f64.powf(rough.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power);
    let nearest = round.into_iter().min_by(|a, b| (a - rough).abs().total_cmp(&(b - rough).abs()));
    Decimal::from_f64(nearest.unwrap_or(rough)).map_or(Decimal(1), |step| step.max(Decimal(1)))
}

/// The next round value above or below.
pub fn nudged(scale: RatingScale, value: Decimal, up: bool) -> Decimal {
    let step = step(scale).0;
    let places = (value.0 - scale.min.0).div_euclid(step);
    let on_step = (value.0 - scale.min.0).rem_euclid(step) == 0;
    let next = if up { places + 1 } else { places - i64::from(on_step) };
    Decimal(scale.min.0 + next * step).clamp(scale.min, scale.max)
}

/// The value of a digit key: the digit itself on a scale within 0 to 9; elsewhere 1 is the lowest, 9 the highest, 5 in the middle between them,
/// and 0 the value at rest. `None` for a digit that a scale lacks.
pub fn of_digit(scale: RatingScale, digit: u8) -> Option<Decimal> {
    let literal = Decimal::whole(i32::from(digit));
    if scale.min >= Decimal(0) && scale.max <= Decimal::whole(9) && scale.max > Decimal::whole(1) {
        return (scale.min..=scale.max).contains(&literal).then_some(literal);
    }
    match digit {
        0 => scale.neutral,
        1..=9 => Some(at_share(scale, f64::from(digit - 1) / 8.0)),
        _ => None,
    }
}

/// The value of a stick that is pushed up (-1, as the Gamepad API has it) or down (1). At rest it gives the value at rest.
pub fn of_axis(scale: RatingScale, axis: f64) -> Decimal {
    let pushed = (axis.abs() - DEAD).max(0.0) / (1.0 - DEAD);
    let rest = share(scale, at_rest(scale));
    let way = if axis < 0.0 { 1.0 - rest } else { -rest };
    if pushed > 0.0 { at_share(scale, rest + pushed.min(1.0) * way) } else { at_rest(scale) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Millis;

    fn scale(min: i64, max: i64, neutral: Option<i64>) -> RatingScale {
        RatingScale { min: Decimal(min), max: Decimal(max), neutral: neutral.map(Decimal), period: Millis(100) }
    }

    #[test]
    fn steps_are_round_numbers() {
        for (range, expect) in [(8000, 500), (2000, 100), (100_000, 5000), (200_000, 10_000), (4000, 200), (10, 1)] {
            assert_eq!(step(scale(0, range, None)), Decimal(expect), "{range}");
        }
    }

    #[test]
    fn arrows_go_to_the_next_step_and_stop_at_the_ends() {
        let affect = scale(-4000, 4000, Some(0));
        assert_eq!(nudged(affect, Decimal(0), true), Decimal(500));
        assert_eq!(nudged(affect, Decimal(0), false), Decimal(-500));
        assert_eq!(nudged(affect, Decimal(620), true), Decimal(1000));
        assert_eq!(nudged(affect, Decimal(620), false), Decimal(500));
        assert_eq!(nudged(affect, Decimal(4000), true), Decimal(4000));
        assert_eq!(nudged(affect, Decimal(-4000), false), Decimal(-4000));
    }

    #[test]
    fn digits_are_values_or_ninths() {
        let (ten, affect) = (scale(1000, 7000, None), scale(-4000, 4000, Some(0)));
        assert_eq!(of_digit(ten, 7), Some(Decimal(7000)));
        assert_eq!(of_digit(ten, 8), None);
        let all: Vec<i64> = (1..=9).filter_map(|digit| of_digit(affect, digit)).map(|value| value.0).collect();
        assert_eq!(all, [-4000, -3000, -2000, -1000, 0, 1000, 2000, 3000, 4000]);
        assert_eq!(of_digit(affect, 0), Some(Decimal(0)));
        assert_eq!(of_digit(scale(0, 100_000, None), 0), None);
        assert_eq!(of_digit(scale(0, 1000, None), 9), Some(Decimal(1000)));
    }

    #[test]
    fn a_stick_rests_at_the_neutral_point_and_reaches_both_ends() {
        let lopsided = scale(0, 100_000, Some(20_000));
        assert_eq!(of_axis(lopsided, 0.05), Decimal(20_000));
        assert_eq!(of_axis(lopsided, -1.0), Decimal(100_000));
        assert_eq!(of_axis(lopsided, 1.0), Decimal(0));
        assert_eq!(of_axis(lopsided, -2.0), Decimal(100_000));
        let half = of_axis(lopsided, -0.54);
        assert_eq!(half, Decimal(60_000));
        assert_eq!(of_axis(lopsided, f64::NAN), Decimal(20_000));
    }

    #[test]
    fn a_place_on_the_pad_is_a_value_and_back() {
        let affect = scale(-4000, 4000, Some(0));
        assert_eq!(at_share(affect, 0.25), Decimal(-2000));
        assert!((share(affect, Decimal(-2000)) - 0.25).abs() < 1e-9);
        assert_eq!(at_share(affect, f64::NAN), Decimal(-4000));
        assert_eq!(at_share(scale(0, 100_000, None), 0.333_33), Decimal(33_300));
        assert_eq!(at_rest(scale(1000, 5000, None)), Decimal(3000));
    }
}
