//! The job of computing how far coders agree, with intervals from resamples.

use super::{Job, News, Step, Told};
use crate::analysis::compare::{Comparable, Reporter, Settings};

/// Computes all numbers of a comparison; they are told once, at the end.
pub(super) struct CompareJob {
    reporter: Option<Reporter<Comparable>>,
    is_over: bool,
}

impl CompareJob {
    /// Nothing of it is computed yet.
    pub fn new(comparable: &Comparable, settings: &Settings) -> Self {
        Self { reporter: Some(Reporter::new(comparable.clone(), settings.clone())), is_over: false }
    }
}

impl Job for CompareJob {
    fn step(&mut self) -> Step {
        self.is_over = !self.reporter.as_mut().is_some_and(Reporter::step);
        if self.is_over { Step::End } else { Step::More }
    }

    fn tell(&mut self) -> Vec<Told> {
        let done = if self.is_over { self.reporter.take() } else { None };
        done.map(|reporter| News::Compared(reporter.into_report().1).into()).into_iter().collect()
    }

    fn permille(&self) -> Option<u16> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 1000
        let permille = |reporter: &Reporter<Comparable>| (reporter.share() * 1000.0) as u16;
        Some(self.reporter.as_ref().map_or(1000, permille))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare::report;
    use crate::jobs::{Request, Work};

    #[test]
    fn the_worker_tells_what_the_page_would_compute() {
        let project = crate::demo::project("demo".into(), crate::demo::Clip::Mp4);
        let codings = project.observations.iter().take(2).map(|of| of.id);
        let settings = Settings { resamples: 5, ..Settings::of(codings) };
        let comparable = Comparable::of(&project, &settings).unwrap();
        // As it comes over in a message.
        let work = Work::Compare { comparable: Box::new(comparable.clone()), settings: Box::new(settings.clone()) };
        let text = serde_json::to_string(&Request::Begin { job: crate::jobs::JobId(1), work }).unwrap();
        let Ok(Request::Begin { work, .. }) = serde_json::from_str(&text) else { panic!("{text}") };
        let Ok(mut job) = crate::jobs::begin(&work, None::<std::io::Cursor<Vec<u8>>>) else { panic!("no job") };
        assert_eq!(job.permille(), Some(0));
        while job.step() == Step::More {
            assert_eq!(job.tell(), []);
        }
        let told = job.tell();
        let expected = report(&comparable, &settings, &mut |_| true).unwrap();
        assert_eq!(told, [News::Compared(expected).into()]);
        assert_eq!((job.tell(), job.permille()), (Vec::new(), Some(1000)));
    }
}
