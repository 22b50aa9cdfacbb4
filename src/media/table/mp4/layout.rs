//! The clock that a film is laid on anew: nothing is cut off, nothing is delayed, and what comes first comes at 0.

use super::Raw;
use super::track::Track;

/// A track on the new clock.
pub(super) struct Laid<'a> {
    pub(super) track: &'a Track,
    /// The samples that are kept, in the order of decoding.
    pub(super) samples: &'a [Raw],
    /// Units in a second.
    pub(super) timescale: u32,
    /// How long each sample lasts until the next one is decoded.
    pub(super) lengths: Vec<u32>,
    /// How much later each is shown than decoded; none of a sound.
    pub(super) compositions: Vec<i32>,
    /// When the first sample of a sound is heard.
    pub(super) delay: u64,
    /// When the last sample has been shown or heard.
    pub(super) end: u64,
}

/// All tracks on the new clock, the pictures first.
pub(super) struct Layout<'a> {
    pub(super) tracks: Vec<Laid<'a>>,
    /// How much later everything comes than on the file's own clock, in microseconds.
    pub(super) moved: i64,
}

/// A sound that begins so little after 0, in parts of a second, begins at 0.
const AT_ONCE: u64 = 1000;

/// Whether the pictures begin elsewhere than at 0 of the clock, or before it: engines differ in what they make of that.
pub(super) fn is_off(track: &Track) -> bool {
    let Ok((delay, start)) = track.edit() else { return false };
    let shown = |raw: &Raw| i128::from(raw.decoded) + i128::from(raw.composed);
    let Some(first) = track.samples.iter().map(shown).min() else { return false };
    // Some programs round the cut, and the first frame stays the first.
    let frame = track.samples.first().map_or(0, |raw| raw.length);
    delay > 0 || (first - i128::from(start)).abs() > i128::from(frame / 2)
}

/// A track's own clock, its edit list applied, in units fine enough to tell pictures apart that are not shown.
struct Clock<'a> {
    track: &'a Track,
    /// Added to the track's times, in its units.
    offset: i128,
    factor: u32,
}

impl<'a> Clock<'a> {
    fn of(track: &'a Track, factor: u32) -> Option<Self> {
        let (delay, start) = track.edit().ok()?;
        let delay = i128::from(delay) * i128::from(track.timescale) / i128::from(track.movie_scale);
        Some(Self { track, offset: delay - i128::from(start), factor })
    }

    fn timescale(&self) -> Option<u32> {
        self.track.timescale.checked_mul(self.factor)
    }

    fn at(&self, raw: &Raw) -> i128 {
        (i128::from(raw.decoded) + i128::from(raw.composed) + self.offset) * i128::from(self.factor)
    }

    fn length(&self, raw: &Raw) -> i128 {
        i128::from(raw.length) * i128::from(self.factor)
    }

    fn micros(&self, ticks: i128) -> Option<i64> {
        i64::try_from((ticks * 1_000_000).div_euclid(i128::from(self.timescale()?))).ok()
    }

    /// So many microseconds in units of this clock.
    fn ticks(&self, micros: i64) -> Option<i128> {
        let scale = i128::from(self.timescale()?);
        Some((i128::from(micros) * scale + 500_000).div_euclid(1_000_000))
    }
}

/// Lays pictures and sounds on one clock. `None` where they are of a kind that this is no use for.
pub(super) fn lay<'a>(pictures: &'a Track, sounds: &'a [Track]) -> Option<Layout<'a>> {
    let film = Clock::of(pictures, 1_000_000_u32.div_ceil(pictures.timescale))?;
    let first = pictures.samples.iter().map(|raw| film.at(raw)).filter(|at| *at >= 0).min()?;
    let mut earliest = film.micros(first)?;
    let mut heard = Vec::new();
    for sound in sounds {
        let clock = Clock::of(sound, 1)?;
        // Sound is heard as it is decoded; a packet that the cut goes through stays whole.
        if sound.samples.iter().any(|raw| raw.composed != 0) {
            return None;
        }
        let kept = sound.samples.partition_point(|raw| clock.at(raw) + clock.length(raw) <= 0);
        let samples = sound.samples.get(kept..).unwrap_or_default();
        if let Some(first) = samples.first() {
            earliest = earliest.min(clock.micros(clock.at(first))?);
            heard.push((clock, samples));
        }
    }
    let moved = earliest.checked_neg()?;
    let mut tracks = vec![lay_pictures(&film, moved)?];
    for (clock, samples) in heard {
        tracks.push(lay_sound(&clock, samples, moved)?);
    }
    Some(Layout { tracks, moved })
}

/// Pictures that are not shown are wanted by those that are: they are shown first, for a microsecond or less each.
fn lay_pictures<'a>(clock: &Clock<'a>, moved: i64) -> Option<Laid<'a>> {
    let samples = &clock.track.samples[..];
    let moved = clock.ticks(moved)?;
    let mut hidden: Vec<i128> = samples.iter().map(|raw| clock.at(raw)).filter(|at| *at < 0).collect();
    hidden.sort_unstable();
    let shown = |raw: &Raw| match clock.at(raw) {
        at if at < 0 => hidden.partition_point(|other| *other < at) as i128,
        at => (at + moved).max(hidden.len() as i128),
    };
    // Players seek by the times of decoding: a key picture is decoded when it is shown.
    let first = samples.first()?;
    let begin = clock.at(first) + moved;
    let natural = |raw: &Raw| i128::from(raw.decoded - first.decoded) * i128::from(clock.factor) + begin;
    let mut decoded: Vec<i128> = Vec::with_capacity(samples.len());
    for raw in samples {
        decoded.push(decoded.last().map_or(0, |last| natural(raw).max(last + 1)));
    }
    let steps = decoded.windows(2).map(|pair| pair[1] - pair[0]);
    let last = samples.last().map(|raw| clock.length(raw));
    let lengths = steps.chain(last).map(|length| u32::try_from(length).ok()).collect::<Option<_>>()?;
    let late = samples.iter().zip(&decoded).map(|(raw, decoded)| i32::try_from(shown(raw) - decoded).ok());
    let end = samples.iter().map(|raw| shown(raw) + clock.length(raw)).max()?;
    Some(Laid {
        track: clock.track,
        samples,
        timescale: clock.timescale()?,
        lengths,
        compositions: late.collect::<Option<_>>()?,
        delay: 0,
        end: u64::try_from(end).ok()?,
    })
}

fn lay_sound<'a>(clock: &Clock<'a>, samples: &'a [Raw], moved: i64) -> Option<Laid<'a>> {
    let timescale = clock.timescale()?;
    let (first, last) = (samples.first()?, samples.last()?);
    let delay = u64::try_from((clock.at(first) + clock.ticks(moved)?).max(0)).ok()?;
    let delay = if delay < u64::from(timescale) / AT_ONCE { 0 } else { delay };
    let steps = samples.windows(2).map(|pair| u32::try_from(pair[1].decoded - pair[0].decoded).ok());
    let lengths = steps.chain([Some(last.length)]).collect::<Option<Vec<_>>>()?;
    let end = delay.checked_add(lengths.iter().copied().map(u64::from).sum())?;
    Some(Laid { track: clock.track, samples, timescale, lengths, compositions: Vec::new(), delay, end })
}
