//! Long work beside the page: what is asked of the worker, what it reports, and the line in which it carries jobs out by turns.
//!
//! One [`Work`] is one kind of job. To add a kind: a variant of [`Work`] for what is asked, one of [`News`] for what comes of it, an
//! implementation of [`Job`], and its arm in [`begin`]. The messages, the line, progress, cancelling, and a page that notices when the worker
//! is silent come with it: neither `platform::labor` nor `platform::worker` knows what a job is about.

mod compare;
mod line;
mod messages;
mod sound;

pub use line::{Line, PATIENCE_MS, TURN_MS};
pub use messages::{JobId, News, Report, Request, SoundNews, Told, Work};
pub use sound::{pack, unpack};

use crate::sound::{MediaSource, SoundReader, Unheard};
use crate::time::Millis;

/// Whether a job goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// There is more to do.
    More,
    /// It is done, or can get no further; [`Job::tell`] says which.
    End,
}

/// A job under way.
pub trait Job {
    /// Goes on for a moment: well below [`TURN_MS`], since nothing is heard from the page meanwhile.
    fn step(&mut self) -> Step;

    /// What is new since this was asked last.
    fn tell(&mut self) -> Vec<Told>;

    /// How far it is, in thousandths; `None` while nobody can tell.
    fn permille(&self) -> Option<u16>;

    /// What is wanted first lies at another moment now.
    fn look(&mut self, _at: Millis) {}
}

/// Begins a job, on the file that came with the request. What is told in place of a job says why there is none.
pub fn begin(work: &Work, file: Option<impl MediaSource + 'static>) -> Result<Box<dyn Job>, Told> {
    match work {
        Work::Compare { comparable, settings } => Ok(Box::new(compare::CompareJob::new(comparable, settings))),
        Work::Sound { from } => {
            let opened = file.ok_or(Unheard::Gone).and_then(|file| SoundReader::open(file, *from));
            match opened {
                Ok(reader) => Ok(Box::new(sound::SoundJob::new(reader))),
                Err(why) => Err(News::Sound(SoundNews::Unheard(why)).into()),
            }
        }
    }
}
