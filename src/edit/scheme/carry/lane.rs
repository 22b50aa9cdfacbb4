//! Events that may not overlap, when some of them came from elsewhere.
//!
//! They are settled as if they had been marked one after the other, with what a merge knows beyond that:
//!
//! - Of two states of one code that overlap, or that touch where the change between them was one of codes that are now the same, one is made.
//! - Of two states of different codes, the later one ends the earlier one, as a key does; of two that begin together the longer one stays.
//! - Of two points of one code at one moment, one is made.

use super::{Effect, Item, Tally, count};
use crate::model::{ChannelId, Modified};

/// Settles the items of one lane. `joins_neighbors`: states that touch may be one, which windows never are.
pub(super) fn settle_lane(
    mut items: Vec<Item>,
    joins_neighbors: bool,
    channel: ChannelId,
    tally: &mut Tally,
) -> Vec<Item> {
    items.sort_by_key(|item| (item.onset, item.arrived, item.id));
    let mut settled: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let Some(last) = settled.last_mut() else {
            settled.push(item);
            continue;
        };
        let same_moment = last.onset == item.onset && last.end == Some(last.onset) && last.end == item.end;
        let overlaps = last.end.is_none_or(|end| end > item.onset) || (same_moment && last.code == item.code);
        let came_together = last.arrived || item.arrived;
        let touches = last.end == Some(item.onset) && item.end != Some(item.onset);
        if last.code == item.code && (overlaps || (touches && joins_neighbors && came_together)) {
            count(tally, Effect::Joined(channel), 1);
            join(last, item);
        } else if !overlaps {
            settled.push(item);
        } else if item.onset > last.onset {
            count(tally, Effect::Cut(channel), 1);
            (last.end, last.cut_off) = (Some(item.onset), false);
            settled.push(item);
        } else {
            count(tally, Effect::Covered(channel), 1);
            if is_longer(&item, last) {
                *last = item;
            }
        }
    }
    settled
}

fn is_longer(item: &Item, last: &Item) -> bool {
    match (item.end, last.end) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(own), Some(other)) => own > other,
    }
}

/// Lets the earlier one last as long as both did, and say what both said.
fn join(first: &mut Item, second: Item) {
    if is_longer(&second, first) {
        (first.end, first.cut_off) = (second.end, second.cut_off);
    }
    first.arrived |= second.arrived;
    if first.comment.is_empty() {
        first.comment = second.comment;
    } else if !second.comment.is_empty() && second.comment != first.comment {
        first.comment = format!("{}; {}", first.comment, second.comment);
    }
    let unanswered =
        |modified: &Modified, given: &[Modified]| given.iter().all(|own| own.modifier != modified.modifier);
    for modified in second.modifiers {
        if unanswered(&modified, &first.modifiers) {
            first.modifiers.push(modified);
        }
    }
}
