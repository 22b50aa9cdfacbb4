//! An hour of dense coding, as a project file.

use anyhow::{Context, Result, ensure};
use attune::formats::native;
use attune::model::{Event, EventId, NewProject, Project, Timing};
use attune::schemes;
use attune::time::{Millis, Span};

const HOUR: i64 = 3_600_000;

/// A project with so many events, spread evenly over an hour and over all channels. The same for the same number.
pub(crate) fn file(events: usize) -> Result<Vec<u8>> {
    let mut project = Project::new(NewProject {
        uid: "00000000-0000-4000-8000-000000000001".into(),
        name: format!("{events} events"),
        session: "One hour".into(),
        coder: "Bench".into(),
        scheme: schemes::dyadic_micro(),
    });
    let scheme = project.schemes.first().context("a scheme")?.clone();
    project.sessions.first_mut().context("a session")?.window = Span::new(Millis::ZERO, Millis(HOUR));
    let observation = project.observations.first_mut().context("an observation")?;
    let channels = scheme.channels.len();
    let mut random = Random(1);
    let mut next_id = project.next_id;
    for (index, (track, channel)) in observation.tracks.iter_mut().zip(&scheme.channels).enumerate() {
        let count = i64::try_from((events + index) / channels)?;
        for slot in 0..count {
            // One event in each equal stretch of the hour: it begins in the first third and fills half of what is left, or more.
            let (start, end) = (slot * HOUR / count, (slot + 1) * HOUR / count);
            let onset = start + random.below((end - start) / 3);
            let offset = end - random.below((end - onset) / 2);
            let timing = if channel.is_point() {
                Timing::Point(Millis(onset))
            } else {
                Timing::State(Span::new(Millis(onset), Millis(offset)).context("an empty span")?)
            };
            let code = channel.codes[usize::try_from(random.below(i64::try_from(channel.codes.len())?))?].id;
            track.events.push(Event::new(EventId(next_id), code, timing));
            next_id += 1;
        }
    }
    project.next_id = next_id;
    let violations = project.violations();
    ensure!(violations.is_empty(), "{violations:?}");
    ensure!(project.event_count() == events, "{} events in place of {events}", project.event_count());
    Ok(native::write(&project).bytes)
}

/// A fixed sequence that looks random: the generator of Lehmer, with the factor of Park and Miller.
pub(crate) struct Random(pub(super) u64);

impl Random {
    /// A number from 0 up to but without `limit`; 0 where there is none.
    pub(crate) fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        i64::try_from(self.0).unwrap_or_default() % limit.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_valid_and_as_large_as_asked() {
        for events in [1, 137, 10_000] {
            let project = native::read(&file(events).unwrap()).unwrap();
            assert_eq!((project.value.event_count(), project.warnings), (events, vec![]));
        }
    }
}
