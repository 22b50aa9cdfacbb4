//! What other programs would give for the same codings, by their own rules, over the time compared.

use super::comparable::{Aligned, Said};
use super::evented::MOST_STEPS;
use super::{Estimate, Number, Reason, Settings, Statistic};
use crate::analysis::agreement::compat::{
    BorisEvent, BorisMenu, Windows, boris_plugin, elan_fleiss, elan_overlap_extent, interact,
};
use crate::analysis::agreement::count;
use crate::analysis::{Defined, Undefined};
use std::cell::LazyCell;

/// The numbers of a pair of coders in a whole channel.
pub(super) fn numbers(aligned: &Aligned, a: &Said, b: &Said, settings: &Settings) -> Vec<Number> {
    let (codes, states) = (aligned.codes.len(), !aligned.is_point());
    let boris = |said: &Said| -> Vec<BorisEvent> {
        let event = |bout: &crate::analysis::agreement::Bout| BorisEvent {
            code: bout.code,
            start: bout.span.start(),
            stop: if states { bout.span.end() } else { bout.span.start() },
        };
        said.bouts.iter().map(event).collect()
    };
    let events = count(a.bouts.len() + b.bouts.len());
    let longer = f64::from(settings.longer) / 100.0;
    // Two numbers each come of these, which take long.
    let menu = LazyCell::new(|| BorisMenu::of(&boris(a), &boris(b), settings.unit));
    let menu = || menu.as_ref().map_err(|why| *why);
    let pieces = |weighted| boris_plugin(&boris(a), &boris(b), weighted).and_then(|of| Ok((of.kappa?, of.n)));
    let fleiss = LazyCell::new(|| elan_fleiss(&a.bouts, &b.bouts, codes, longer));
    let of_events = |value: Defined<f64>| value.map(|value| (value, events));
    let value = |what: Statistic| -> Option<Defined<(f64, f64)>> {
        Some(match what {
            Statistic::BorisKappa => menu().and_then(|of| Ok((of.kappa()?, count(of.steps())))),
            Statistic::BorisIdentity => menu().and_then(|of| {
                if of.steps().saturating_mul(of.steps()) > MOST_STEPS {
                    return Err(Undefined::TooMany);
                }
                Ok((of.identity()? / 100.0, count(of.steps())))
            }),
            Statistic::BorisPieces => pieces(false),
            // The plug-in weighs by seconds.
            Statistic::BorisTime => pieces(true),
            Statistic::ElanFleiss if states => of_events(fleiss.including),
            Statistic::ElanFleissMatched if states => of_events(fleiss.excluding),
            Statistic::ElanOverlap if states => of_events(elan_overlap_extent(&a.bouts, &b.bouts)),
            Statistic::Interact => {
                let windows = Windows { overlap: longer, first: settings.onset, second: settings.onset };
                of_events(interact(&a.bouts, &b.bouts, codes, windows).and_then(|of| of.kappa.kappa))
            }
            _ => return None,
        })
    };
    let asked = Statistic::ALL.iter().copied().filter(|what| settings.asks_for(*what));
    let number = |statistic| {
        let value = value(statistic)?.map_err(Reason::from);
        Some(Number { statistic, value: value.and_then(|(value, n)| Estimate::plain(value, n)) })
    };
    asked.filter_map(number).collect()
}
