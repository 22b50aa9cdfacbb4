//! Pairs of events of two coders, and the numbers that come of them.

use super::comparable::{Aligned, Said};
use super::{Estimate, Number, Reason, Settings, Statistic};
use crate::analysis::agreement::{
    Alignable, Alignment, Bout, Costs, Deviation, EasyDiag, Matched, NilKappa, Table, count, edge_differences, mean,
    overlaps,
};
use crate::analysis::{Defined, Undefined};
use std::cell::LazyCell;

/// More steps than these in an alignment, or candidates in a linking, would take seconds.
pub(super) const MOST_STEPS: usize = 25_000_000;

/// Places of paired events in two lists: those of one code first, then, of what is left, those that differ in their code only.
pub(super) fn pair_up(first: &[Bout], second: &[Bout], settings: &Settings) -> Defined<Vec<(usize, usize)>> {
    let mut pairs = Matched::of(first, second, settings.rule(true))?.pairs;
    let left = |all: &[Bout], taken: Vec<usize>| -> Vec<(usize, Bout)> {
        let mut free = vec![true; all.len()];
        for place in taken {
            free[place] = false;
        }
        all.iter().copied().enumerate().filter(|(place, _)| free[*place]).collect()
    };
    let ones = left(first, pairs.iter().map(|pair| pair.0).collect());
    let others = left(second, pairs.iter().map(|pair| pair.1).collect());
    let bouts = |of: &[(usize, Bout)]| of.iter().map(|(_, bout)| *bout).collect::<Vec<_>>();
    let rest = Matched::of(&bouts(&ones), &bouts(&others), settings.rule(false))?.pairs;
    pairs.extend(rest.into_iter().map(|(i, j)| (ones[i].0, others[j].0)));
    pairs.sort_unstable();
    Ok(pairs)
}

/// The table of paired events of so many codes, with a last row and column for those without a partner.
pub(super) fn event_table(first: &[Bout], second: &[Bout], codes: usize, settings: &Settings) -> Defined<Table> {
    let pairs = pair_up(first, second, settings)?;
    let mut table = Table::new(codes + 1);
    let mut free = (vec![true; first.len()], vec![true; second.len()]);
    for (i, j) in pairs {
        table.add(first[i].code, second[j].code, 1.0);
        (free.0[i], free.1[j]) = (false, false);
    }
    let alone = |all: &[Bout], free: Vec<bool>| {
        all.iter().zip(free).filter(|(_, free)| *free).map(|(bout, _)| bout.code).collect::<Vec<_>>()
    };
    for code in alone(first, free.0) {
        table.add(code, codes, 1.0);
    }
    for code in alone(second, free.1) {
        table.add(codes, code, 1.0);
    }
    Ok(table)
}

/// The numbers of events of a pair of coders, of one code or of all.
pub(super) fn numbers(aligned: &Aligned, a: &Said, b: &Said, code: Option<usize>, settings: &Settings) -> Vec<Number> {
    let of = |said: &Said| -> Vec<Bout> {
        said.bouts.iter().copied().filter(|bout| code.is_none_or(|code| bout.code == code)).collect()
    };
    let (first, second, codes) = (of(a), of(b), aligned.codes.len());
    let matched = Matched::of(&first, &second, settings.rule(true));
    let matched = matched.as_ref().map_err(|why| *why);
    let edges = matched.map(|matched| edge_differences(&first, &second, matched));
    let onsets = || Ok(&edges.as_ref().map_err(|why| *why)?.0);
    let offsets = || Ok(&edges.as_ref().map_err(|why| *why)?.1);
    let events = count(first.len() + second.len());
    let pairs = matched.map_or(0.0, |matched| count(matched.pairs.len()));
    let too_many = first.len().saturating_mul(second.len()) > MOST_STEPS;
    let longer = f64::from(settings.longer) / 100.0;
    // Four numbers come of it.
    let easy =
        LazyCell::new(
            || {
                if too_many { Err(Reason::TooMany) } else { Ok(EasyDiag::of(&first, &second, codes, longer)?) }
            },
        );
    let easy = || easy.as_ref().map_err(|why| *why);
    let bias = |of: &[f64]| Deviation::of(of).map(|of| of.bias);
    let error = |of: &[f64]| Deviation::of(of).map(|of| of.mae);
    let plain = |value: Defined<f64>, n: f64| value.map_err(Reason::from).and_then(|value| Estimate::plain(value, n));
    let (whole, states) = (code.is_none(), !aligned.is_point());
    let aligned_kappa = |align: &dyn Fn() -> Defined<Alignment>| {
        if too_many {
            return Err(Reason::TooMany);
        }
        plain(align().and_then(|of| NilKappa::of(&of.table(codes))).and_then(|of| of.kappa), events)
    };
    let value = |what: Statistic| -> Option<Result<Estimate, Reason>> {
        Some(match what {
            Statistic::KappaEvents if whole => {
                let table = event_table(&first, &second, codes, settings);
                plain(table.and_then(|table| NilKappa::of(&table)).and_then(|of| of.kappa), events)
            }
            Statistic::EasyDiag if whole && states => easy().and_then(|of| plain(of.kappa.kappa, events)),
            Statistic::EasyDiagMatched if whole && states => easy().and_then(|of| {
                let kappa = of.matched.as_ref().ok_or(Undefined::NoUnits).and_then(|of| of.kappa);
                plain(kappa, count(of.links.len()))
            }),
            Statistic::Linked if whole && states => easy().and_then(|of| plain(Ok(of.linked), events)),
            Statistic::ElanKappa if whole && states => easy().and_then(|of| plain(of.elan_kappa(), events)),
            Statistic::KappaSequence if whole => {
                let codes_of = |bouts: &[Bout]| bouts.iter().map(|bout| bout.code).collect::<Vec<_>>();
                aligned_kappa(&|| Alignment::of(&codes_of(&first), &codes_of(&second), Costs::default()))
            }
            Statistic::KappaTimed if whole => {
                let near = Alignable { onset: Some(settings.onset), overlap: states.then_some(longer) };
                aligned_kappa(&|| Alignment::timed(&first, &second, Costs::default(), near))
            }
            Statistic::Precision => plain(matched.and_then(Matched::precision), count(second.len())),
            Statistic::Recall => plain(matched.and_then(Matched::recall), count(first.len())),
            Statistic::F1 => plain(matched.and_then(Matched::f1), events),
            Statistic::OnsetBias => plain(onsets().and_then(|of| bias(of)), pairs),
            Statistic::OnsetMae => plain(onsets().and_then(|of| error(of)), pairs),
            Statistic::OffsetBias if states => plain(offsets().and_then(|of| bias(of)), pairs),
            Statistic::OffsetMae if states => plain(offsets().and_then(|of| error(of)), pairs),
            Statistic::Overlap if states => {
                let all = matched.map(|matched| overlaps(&first, &second, matched));
                let mean_of = |all: Vec<f64>| if all.is_empty() { Err(Undefined::NoEvents) } else { Ok(mean(&all)) };
                plain(all.and_then(mean_of), pairs)
            }
            Statistic::CountRatio => {
                let (less, more) = (first.len().min(second.len()), first.len().max(second.len()));
                plain(if more > 0 { Ok(count(less) / count(more)) } else { Err(Undefined::NoEvents) }, events)
            }
            _ => return None,
        })
    };
    let asked = Statistic::ALL.iter().copied().filter(|what| settings.asks_for(*what));
    asked.filter_map(|statistic| Some(Number { statistic, value: value(statistic)? })).collect()
}
