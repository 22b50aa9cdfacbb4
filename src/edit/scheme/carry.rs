//! What becomes of a coding when its scheme changes.
//!
//! An event goes with its code: to the channel that has the code now, or to the code that its own was merged into. There it must fit:
//!
//! | from | to | the event |
//! | --- | --- | --- |
//! | states | states | stays as it is |
//! | points | points | stays as it is |
//! | states | points | becomes a point at its onset |
//! | windows | windows by the same rule | stays, in another channel only where that window was judged |
//! | anything else | | goes |
//!
//! Where events meet that may not overlap, `lane` decides. Ratings and scores stay as far as the
//! new scale has them. Nothing goes without being counted.

mod lane;

use super::{Effect, Merge, RenamedOption};
use crate::model::{
    Answer, Channel, ChannelKind, CodeId, CodingScheme, Event, EventId, Modified, ModifierKind, OpenState, Samples,
    Timing, Track, sort_key,
};
use crate::time::{Millis, Span};
use lane::settle_lane;
use std::collections::{BTreeMap, HashMap};

/// How often each effect occurs in a coding.
pub(super) type Tally = BTreeMap<Effect, usize>;

/// The way from one form of a scheme to another.
pub(super) struct Passage<'a> {
    from: &'a CodingScheme,
    to: &'a CodingScheme,
    /// For each old code that lives on: the channel, by index, and the code that its events get.
    codes: HashMap<CodeId, (usize, CodeId)>,
    /// For each old code, what is said of its events; nothing where they stay what they are.
    effects: HashMap<CodeId, Effect>,
    options: &'a [RenamedOption],
}

/// An event or open state on its way.
#[derive(Debug, Clone)]
struct Item {
    id: EventId,
    code: CodeId,
    onset: Millis,
    /// The onset itself for a point, `None` while it runs.
    end: Option<Millis>,
    comment: String,
    modifiers: Vec<Modified>,
    cut_off: bool,
    /// It had another code or lay in another channel.
    arrived: bool,
}

impl<'a> Passage<'a> {
    /// `None` if a merge is of a code that the old scheme lacks or the new one keeps, or into one that the new one lacks.
    pub(super) fn new(
        from: &'a CodingScheme,
        to: &'a CodingScheme,
        merged: impl Iterator<Item = Merge>,
        options: &'a [RenamedOption],
    ) -> Option<Self> {
        let mut codes = HashMap::new();
        for (index, channel) in to.channels.iter().enumerate() {
            codes.extend(channel.codes.iter().map(|code| (code.id, (index, code.id))));
        }
        let mut effects = HashMap::new();
        for Merge { code, into } in merged {
            let target = *codes.get(&into)?;
            if from.code(code).is_none() || to.code(code).is_some() || to.code(into).is_none() {
                return None;
            }
            codes.insert(code, target);
            effects.insert(code, Effect::Merged { code, into });
        }
        for channel in &from.channels {
            for code in channel.codes.iter().map(|code| code.id) {
                let effect = match codes.get(&code) {
                    None if to.channel(channel.id).is_none() => Some(Effect::ChannelRemoved(channel.id)),
                    None => Some(Effect::CodeRemoved(code)),
                    Some(_) => moved_or_renamed(channel, to, code),
                };
                if let Some(effect) = effect {
                    effects.entry(code).or_insert(effect);
                }
            }
        }
        Some(Self { from, to, codes, effects, options })
    }

    /// The tracks by the new scheme, with what happened on the way; `None` if nothing did and they stay as they are.
    pub(super) fn carry(&self, tracks: &[Track]) -> Option<(Vec<Track>, Tally)> {
        let mut tally = Tally::new();
        let mut arriving: Vec<Vec<Item>> = self.to.channels.iter().map(|_| Vec::new()).collect();
        for track in tracks {
            let Some(channel) = self.from.channel(track.channel) else { continue };
            for item in track.events.iter().map(Item::finished).chain(track.open.iter().map(Item::open)) {
                if let Some((index, item)) = self.send(item, channel, tracks, &mut tally) {
                    arriving[index].push(item);
                }
            }
        }
        let carried: Vec<Track> = arriving
            .into_iter()
            .zip(&self.to.channels)
            .map(|(items, channel)| {
                let old = tracks.iter().find(|track| track.channel == channel.id);
                let mut carried = self.rest(old, channel, &mut tally);
                settle_track(&mut carried, items, channel, &mut tally);
                carried
            })
            .collect();
        for track in tracks.iter().filter(|track| self.to.channel(track.channel).is_none()) {
            lose_rest(track, &mut tally);
        }
        (carried != tracks || !tally.is_empty()).then_some((carried, tally))
    }

    /// Gives an item its new code, and says to which channel it goes; `None` if it is deleted.
    fn send(&self, item: Item, from: &Channel, tracks: &[Track], tally: &mut Tally) -> Option<(usize, Item)> {
        let effect = self.effects.get(&item.code).copied();
        let Some((index, code)) = self.codes.get(&item.code).copied() else {
            if let Some(effect) = effect {
                count(tally, effect, 1);
            }
            return None;
        };
        let to = &self.to.channels[index];
        let stays = from.id == to.id;
        let mut item = Item { arrived: !stays || item.code != code, code, ..item };
        let was_judged = || {
            let track = tracks.iter().find(|track| track.channel == to.id);
            track.is_some_and(|track| track.judged.binary_search(&item.onset).is_ok())
        };
        match (from.kind, to.kind) {
            (ChannelKind::State { .. }, ChannelKind::State { .. }) | (ChannelKind::Point, ChannelKind::Point) => {}
            (ChannelKind::State { .. }, ChannelKind::Point) => {
                count(tally, Effect::MadePoints(to.id), 1);
                (item.end, item.cut_off) = (Some(item.onset), false);
            }
            (ChannelKind::Interval(old), ChannelKind::Interval(new)) if old == new && (stays || was_judged()) => {}
            _ => {
                count(tally, Effect::DoNotFit(from.id), 1);
                return None;
            }
        }
        if let Some(effect) = effect {
            count(tally, effect, 1);
        }
        self.keep_answers(&mut item, to, tally);
        Some((index, item))
    }

    /// Keeps the answers that the new channel asks for, in the order in which it does.
    fn keep_answers(&self, item: &mut Item, channel: &Channel, tally: &mut Tally) {
        let given = std::mem::take(&mut item.modifiers);
        let place = |modified: &Modified| channel.modifiers.iter().position(|asked| asked.id == modified.modifier);
        for mut modified in given {
            let id = modified.modifier;
            let asked = place(&modified).map(|index| &channel.modifiers[index]);
            if let (Answer::Choices(chosen), Some(ModifierKind::One { options } | ModifierKind::Many { options })) =
                (&mut modified.answer, asked.map(|asked| &asked.kind))
            {
                let before = chosen.len();
                for choice in chosen.iter_mut() {
                    let renamed = self.options.iter().find(|renamed| renamed.modifier == id && renamed.from == *choice);
                    if let Some(renamed) = renamed {
                        choice.clone_from(&renamed.to);
                    }
                }
                let mut seen: Vec<String> = Vec::new();
                chosen.retain(|choice| {
                    let stays = options.contains(choice) && !seen.contains(choice);
                    seen.push(choice.clone());
                    stays
                });
                if !chosen.is_empty() {
                    count(tally, Effect::AnswersLost(id), before - chosen.len());
                }
            }
            match asked {
                Some(asked) if asked.applies_to(item.code) && asked.allows(&modified.answer) => {
                    item.modifiers.push(modified);
                }
                _ => count(tally, Effect::AnswersLost(id), 1),
            }
        }
        item.modifiers.sort_by_key(place);
    }

    /// A track with all that a channel has beside events, as far as it still fits.
    fn rest(&self, old: Option<&Track>, channel: &Channel, tally: &mut Tally) -> Track {
        let before = self.from.channel(channel.id);
        let (Some(old), Some(before)) = (old, before) else { return Track::new(channel.id, channel.entry) };
        let entry = if old.entry == before.entry { channel.entry } else { old.entry };
        let mut track = Track::new(channel.id, entry);
        track.done = old.done && std::mem::discriminant(&before.kind) == std::mem::discriminant(&channel.kind);
        match (before.kind, channel.kind) {
            (ChannelKind::Interval(was), ChannelKind::Interval(is)) if was == is => {
                track.judged.clone_from(&old.judged);
            }
            (ChannelKind::Rating(was), ChannelKind::Rating(is)) if was.period == is.period => {
                let fits = |value| (is.min..=is.max).contains(&value);
                track.samples = old.samples.iter().flat_map(|run| fitting_runs(run, is.period, fits)).collect();
                let values = |runs: &[Samples]| runs.iter().map(|run| run.values.len()).sum::<usize>();
                count(tally, Effect::SamplesLost(channel.id), values(&old.samples) - values(&track.samples));
            }
            (ChannelKind::Global(_), ChannelKind::Global(is)) => {
                track.score = old.score.clone().filter(|score| is.allows(score.value));
                if old.score.is_some() && track.score.is_none() {
                    count(tally, Effect::ScoresLost(channel.id), 1);
                }
            }
            _ => lose_rest(old, tally),
        }
        track
    }
}

/// Counts what a track has beside events as lost.
fn lose_rest(track: &Track, tally: &mut Tally) {
    let samples = track.samples.iter().map(|run| run.values.len()).sum();
    count(tally, Effect::SamplesLost(track.channel), samples);
    count(tally, Effect::WindowsLost(track.channel), track.judged.len());
    count(tally, Effect::ScoresLost(track.channel), usize::from(track.score.is_some()));
}

/// The stretches of a run whose values a scale still has. What lies between becomes a gap.
fn fitting_runs(run: &Samples, period: Millis, fits: impl Fn(crate::decimal::Decimal) -> bool) -> Vec<Samples> {
    let mut runs: Vec<Samples> = Vec::new();
    let mut onset = run.onset;
    let mut goes_on = false;
    for value in &run.values {
        if fits(*value) {
            match runs.last_mut().filter(|_| goes_on) {
                Some(last) => last.values.push(*value),
                None => runs.push(Samples { onset, values: vec![*value] }),
            }
        }
        goes_on = fits(*value);
        onset = onset + period;
    }
    runs
}

fn moved_or_renamed(from: &Channel, to: &CodingScheme, code: CodeId) -> Option<Effect> {
    let (channel, after) = to.code(code)?;
    if channel.id != from.id {
        return Some(Effect::Moved(code));
    }
    let renamed = from.code(code).is_some_and(|before| before.label != after.label);
    renamed.then_some(Effect::Renamed(code))
}

/// Puts the items into a track where they do not overlap.
fn settle_track(track: &mut Track, items: Vec<Item>, channel: &Channel, tally: &mut Tally) {
    let mut lanes: BTreeMap<Option<CodeId>, Vec<Item>> = BTreeMap::new();
    let is_one_lane = channel.is_exclusive();
    for item in items {
        lanes.entry((!is_one_lane).then_some(item.code)).or_default().push(item);
    }
    let joins_neighbors = channel.is_marked();
    for item in lanes.into_values().flat_map(|lane| settle_lane(lane, joins_neighbors, channel.id, tally)) {
        match item.end {
            Some(end) => track.events.push(item.into_event(end, channel.is_point())),
            None => track.open.push(item.into_open()),
        }
    }
    track.events.sort_by_key(sort_key);
    track.open.sort_by_key(|open| open.id);
}

fn count(tally: &mut Tally, effect: Effect, times: usize) {
    if times > 0 {
        *tally.entry(effect).or_default() += times;
    }
}

impl Item {
    fn finished(event: &Event) -> Self {
        let Event { id, code, timing, comment, modifiers, cut_off } = event.clone();
        let (onset, end) = (timing.onset(), Some(timing.offset()));
        Self { id, code, onset, end, comment, modifiers, cut_off, arrived: false }
    }

    fn open(open: &OpenState) -> Self {
        let OpenState { id, code, onset, comment, modifiers } = open.clone();
        Self { id, code, onset, end: None, comment, modifiers, cut_off: false, arrived: false }
    }

    fn into_event(self, end: Millis, is_point: bool) -> Event {
        let timing = match Span::new(self.onset, end) {
            Some(span) if !is_point => Timing::State(span),
            _ => Timing::Point(self.onset),
        };
        let Self { id, code, comment, modifiers, cut_off, .. } = self;
        Event { id, code, timing, comment, modifiers, cut_off }
    }

    fn into_open(self) -> OpenState {
        let Self { id, code, onset, comment, modifiers, .. } = self;
        OpenState { id, code, onset, comment, modifiers }
    }
}
