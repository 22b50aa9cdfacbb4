//! WebVTT of one observation: subtitles that show the coding over the video in any player. Write only.
//!
//! One cue an event, by onset, then offset, then lane. Its text is `Channel: Code — comment` in a voice span with the role,
//! `<v Parent>`. A `NOTE` at the top names project, session and coder.
//!
//! - A cue needs a length. A **point** lasts to the end of the frame it lies on where that is known, else 1 ms.
//! - An **open state** has no end and is left out.
//! - A line break within a text is written as a space, since an empty line would end the cue.

use super::frames::Frames;
use super::{Exported, Loss, Tables, What, beside_events, cut_off_count, marks};
use crate::model::{Observation, Project, Role, Timing};
use crate::time::Millis;

/// Writes one observation of a project. Frames are counted by `tables`, as in [`csv`](super::csv).
pub fn write(project: &Project, observation: &Observation, tables: &Tables) -> Exported {
    let session = project.session(observation.session);
    let frames = Frames::of(session, tables);
    let mut cues: Vec<Cue> = Vec::new();
    let (mut open, mut points, mut line_breaks) = (0, 0, 0);
    for mark in marks(observation) {
        let What::Finished(event) = mark.what else {
            open += 1;
            continue;
        };
        let channel = project.scheme(observation.scheme).and_then(|scheme| scheme.channel(mark.track.channel));
        let code = channel.and_then(|channel| channel.code(event.code));
        let end = match event.timing {
            Timing::State(span) => span.end(),
            Timing::Point(at) => {
                points += 1;
                frames.end(at).unwrap_or(at).max(at + Millis(1))
            }
        };
        let mut text = channel.map_or(String::new(), |channel| channel.name.clone());
        if let Some(code) = code {
            text.extend([": ", &code.label]);
        }
        if !event.comment.is_empty() {
            text.extend([" — ", &event.comment]);
        }
        line_breaks += usize::from(text.contains(LINE_BREAKS));
        let role = channel.map_or(Role::Other, |channel| channel.role);
        cues.push(Cue { start: event.timing.onset(), end, role, text });
    }
    cues.sort_by_key(|cue| (cue.start, cue.end)); // stable: lanes keep their order
    let mut text = String::from("WEBVTT\n\nNOTE\n");
    let names = [
        ("Project", Some(project.name.as_str())),
        ("Session", session.map(|session| session.name.as_str())),
        ("Coder", project.coder(observation.coder).map(|coder| coder.name.as_str())),
    ];
    for (what, name) in names {
        // Nothing can be escaped in a note, and an arrow is not allowed.
        let name = one_line(name.unwrap_or_default()).replace("-->", "→");
        text.extend([what, ": ", &name, "\n"]);
    }
    for cue in &cues {
        text.extend(["\n", &timestamp(cue.start), " --> ", &timestamp(cue.end), "\n"]);
        text.extend(["<v ", voice(cue.role), ">", &escape(&one_line(&cue.text)), "\n"]);
    }
    let beside = beside_events(std::slice::from_ref(observation));
    let losses = [
        Some(Loss::SchemeDetails),
        Some(Loss::SessionDetails),
        Loss::counted(beside.answers, |count| Loss::Answers { count }),
        Loss::counted(beside.windows, |count| Loss::JudgedWindows { count }),
        Loss::counted(beside.samples, |count| Loss::Samples { count }),
        Loss::counted(beside.scores, |count| Loss::Scores { count }),
        Loss::counted(open, |count| Loss::OpenStatesLeftOut { count }),
        Loss::counted(cut_off_count(observation), |count| Loss::CutOffMarks { count }),
        Loss::counted(points, |count| Loss::PointsLengthened { count }),
        Loss::counted(line_breaks, |count| Loss::LineBreaks { count }),
    ];
    Exported { bytes: text.into_bytes(), losses: losses.into_iter().flatten().collect() }
}

struct Cue {
    start: Millis,
    end: Millis,
    role: Role,
    text: String,
}

const LINE_BREAKS: [char; 2] = ['\n', '\r'];

const fn voice(role: Role) -> &'static str {
    match role {
        Role::Parent => "Parent",
        Role::Child => "Child",
        Role::Other => "Other",
    }
}

/// `hh:mm:ss.mmm`. Moments before the start do not occur in a valid project and count as the start.
fn timestamp(at: Millis) -> String {
    let text = at.max(Millis::ZERO).to_string();
    // Hours have two digits or more.
    if text.len() < "hh:mm:ss.mmm".len() { format!("0{text}") } else { text }
}

fn one_line(text: &str) -> String {
    text.split(LINE_BREAKS).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
