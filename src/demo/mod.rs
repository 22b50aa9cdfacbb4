//! The demo that ships: a drawn parent and child at play, and three codings of them.
//!
//! The clip is drawn by `src/bin/render-demo` from [`script`], so the gold coding is exact to the frame. [`raters`] derives two more
//! codings from it by stated error models.

pub mod acts;
pub mod script;
pub mod gold;
pub mod couplings;
pub mod raters;
pub mod stamp;
mod clip;

pub use clip::Clip;

use crate::media::FrameLayout;
use crate::model::{Coder, CoderId, Media, MediaId, NewProject, Observation, ObservationId, Picture, Project};
use crate::time::{Millis, Span};
use raters::{RATER_A, RATER_B};

/// A project with one session of free play, its clip, and its codings by "Gold", "Rater A" and "Rater B".
///
/// `uid` is chosen by the caller, see [`Project::uid`]; `clip` is the one that the browser plays.
pub fn project(uid: String, clip: Clip) -> Project {
    let mut project = Project::new(NewProject {
        uid,
        name: "Demo: free play".into(),
        session: "Free play".into(),
        coder: "Gold".into(),
        scheme: crate::schemes::dyadic_micro(),
    });
    let mut next_id = project.next_id;
    let mut take = || {
        next_id += 1;
        next_id - 1
    };
    let window = Span::new(Millis::ZERO, script::DURATION);
    for session in &mut project.sessions {
        session.window = window;
        session.media = vec![Media {
            id: MediaId(take()),
            file_name: clip.file_name().into(),
            fingerprint: clip.fingerprint(),
            duration: script::DURATION,
            frame_rate: script::FRAME_RATE,
            frames: FrameLayout::default(),
            offset: Millis::ZERO,
            picture: Picture::default(),
            audible: true,
        }];
    }
    if let (Some(scheme), Some(gold), Some(window)) =
        (project.schemes.first(), project.observations.first_mut(), window)
    {
        gold.tracks = scheme.channels.iter().map(|channel| gold::track(channel, &mut take)).collect();
        let gold = gold.clone();
        for (name, model) in [("Rater A", &RATER_A), ("Rater B", &RATER_B)] {
            let coder = Coder { id: CoderId(take()), name: name.into() };
            project.observations.push(Observation {
                id: ObservationId(take()),
                coder: coder.id,
                tracks: raters::code(&gold, scheme, window, script::FRAME_RATE, model, &mut take).tracks,
                ..gold.clone()
            });
            project.coders.push(coder);
        }
    }
    project.next_id = next_id;
    project
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_is_a_valid_project() {
        for clip in Clip::ALL {
            let project = project("demo".into(), clip);
            assert_eq!(project.violations(), []);
            assert_eq!(
                project.coders.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(),
                ["Gold", "Rater A", "Rater B"]
            );
            assert!(project.observations.iter().all(|o| o.event_count() > 100));
        }
    }

    #[test]
    fn the_demo_is_the_same_every_time() {
        assert_eq!(project("demo".into(), Clip::Mp4), project("demo".into(), Clip::Mp4));
    }

    #[test]
    fn both_clips_are_recognized() {
        for clip in Clip::ALL {
            let [session] = &project("demo".into(), clip).sessions[..] else { panic!("one session") };
            assert_eq!(Clip::recognize(&session.media[0].fingerprint), Some(clip));
        }
    }
}
