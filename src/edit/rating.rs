//! The rules of recording a continuous rating: what is recorded takes the place of what was rated then, and the rest stays.

use super::plan::Target;
use super::{Refusal, Step};
use crate::decimal::Decimal;
use crate::model::{Samples, samples_within};
use crate::time::{Millis, Span};

/// Samples from `onset` on, with the span that they cover.
pub(super) fn record(target: &Target, onset: Millis, values: &[Decimal]) -> Result<(Vec<Step>, Span), Refusal> {
    let scale = target.channel.rating().ok_or(Refusal::WrongKind)?;
    let period = scale.period;
    let recorded = Samples { onset, values: values.to_vec() };
    let span = recorded.span(period).ok_or(Refusal::NoLength)?;
    let on_grid = period.0 > 0 && onset.0 % period.0 == 0;
    if !on_grid || span.end() > Millis::MAX || !values.iter().all(|value| (scale.min..=scale.max).contains(value)) {
        return Err(Refusal::OutOfRange);
    }
    // When the last one was taken. It holds for one period, which may reach beyond what is to be coded.
    let last = span.end() - period;
    target.in_window(onset)?;
    target.in_window(last)?;
    if !target.stretches.is_empty() && !target.stretches.iter().any(|s| s.contains(onset) && s.contains(last)) {
        return Err(Refusal::OutsideStretches);
    }
    let before = samples_within(&target.track.samples, period, span);
    Ok((vec![Step::Samples { place: target.place, period, span, before, after: vec![recorded] }], span))
}

/// Takes away what was rated within a span.
pub(super) fn erase(target: &Target, span: Span) -> Result<Vec<Step>, Refusal> {
    let period = target.channel.rating().ok_or(Refusal::WrongKind)?.period;
    let before = samples_within(&target.track.samples, period, span);
    Ok(vec![Step::Samples { place: target.place, period, span, before, after: Vec::new() }])
}
