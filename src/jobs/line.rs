//! The line of jobs: one after the other has a turn, so that a new one need not wait for the end of an old one.

use super::{Job, JobId, News, Step, Told};
use crate::time::Millis;
use std::collections::VecDeque;

/// How long a turn is, in milliseconds: requests are looked at after it.
pub const TURN_MS: f64 = 40.0;

/// How often the page hears of a job, in milliseconds: each report is painted.
const BETWEEN_REPORTS_MS: f64 = 150.0;

/// When a worker with a job that says nothing has failed, in milliseconds: a hundred times the time between two reports.
pub const PATIENCE_MS: u32 = 15_000;

struct Task {
    id: JobId,
    job: Box<dyn Job>,
    /// When the page last heard of it.
    reported: f64,
}

/// The jobs under way.
#[derive(Default)]
pub struct Line {
    tasks: VecDeque<Task>,
}

impl Line {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Puts a job at the end.
    pub fn push(&mut self, id: JobId, job: Box<dyn Job>) {
        self.tasks.push_back(Task { id, job, reported: f64::NEG_INFINITY });
    }

    /// Tells a job what is wanted first.
    pub fn look(&mut self, id: JobId, at: Millis) {
        if let Some(task) = self.tasks.iter_mut().find(|task| task.id == id) {
            task.job.look(at);
        }
    }

    /// Lets a job go.
    pub fn cancel(&mut self, id: JobId) {
        self.tasks.retain(|task| task.id != id);
    }

    /// Gives the first job a turn and puts it at the end, unless it is done. `now` is a clock in milliseconds; `report` hears what is new.
    pub fn turn(&mut self, now: impl Fn() -> f64, mut report: impl FnMut(JobId, Told)) {
        let Some(mut task) = self.tasks.pop_front() else { return };
        let until = now() + TURN_MS;
        let mut step = task.job.step();
        while step == Step::More && now() < until {
            step = task.job.step();
        }
        let is_over = step == Step::End;
        if is_over || now() - task.reported >= BETWEEN_REPORTS_MS {
            task.job.tell().into_iter().for_each(|told| report(task.id, told));
            report(task.id, News::Progress(task.job.permille()).into());
            task.reported = now();
        }
        if is_over {
            report(task.id, News::Done.into());
        } else {
            self.tasks.push_back(task);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Takes ten milliseconds for a step, and as many steps as it is told.
    struct Steps<'a> {
        clock: &'a Cell<f64>,
        left: u16,
    }

    impl Job for Steps<'static> {
        fn step(&mut self) -> Step {
            self.clock.set(self.clock.get() + 10.0);
            self.left -= 1;
            if self.left == 0 { Step::End } else { Step::More }
        }

        fn tell(&mut self) -> Vec<Told> {
            Vec::new()
        }

        fn permille(&self) -> Option<u16> {
            Some(1000 - self.left)
        }

        fn look(&mut self, at: Millis) {
            self.left = u16::try_from(at.0).unwrap();
        }
    }

    fn clock() -> &'static Cell<f64> {
        Box::leak(Box::new(Cell::new(0.0)))
    }

    fn turn(line: &mut Line, clock: &Cell<f64>) -> Vec<(u32, News)> {
        let mut heard = Vec::new();
        line.turn(|| clock.get(), |id, told| heard.push((id.0, told.news)));
        heard
    }

    #[test]
    fn jobs_have_turns_and_each_comes_to_its_end() {
        let clock = clock();
        let mut line = Line::default();
        line.push(JobId(1), Box::new(Steps { clock, left: 500 }));
        line.push(JobId(2), Box::new(Steps { clock, left: 6 }));
        // Four steps make a turn; the first report comes at once.
        assert_eq!(turn(&mut line, clock), [(1, News::Progress(Some(504)))]);
        assert_eq!(turn(&mut line, clock), [(2, News::Progress(Some(998)))]);
        // Eighty milliseconds after its last report there is none.
        assert_eq!(turn(&mut line, clock), []);
        assert_eq!(turn(&mut line, clock), [(2, News::Progress(Some(1000))), (2, News::Done)]);
        let mut turns = 0;
        while !line.is_empty() {
            turn(&mut line, clock);
            turns += 1;
        }
        assert_eq!(turns, (500 - 8) / 4);
        assert_eq!(turn(&mut line, clock), []);
    }

    #[test]
    fn a_cancelled_job_is_heard_of_no_more() {
        let clock = clock();
        let mut line = Line::default();
        line.push(JobId(1), Box::new(Steps { clock, left: 500 }));
        line.push(JobId(2), Box::new(Steps { clock, left: 500 }));
        line.cancel(JobId(1));
        assert_eq!(turn(&mut line, clock), [(2, News::Progress(Some(504)))]);
        line.look(JobId(2), Millis(1));
        assert_eq!(turn(&mut line, clock), [(2, News::Progress(Some(1000))), (2, News::Done)]);
        assert!(line.is_empty());
    }
}
