//! Version 1 ⇄ model. Every value is taken apart without `..`, so that a field forgotten on either side does not compile.

use super::{
    Channel, ChannelKind, Code, Coder, Event, Fingerprint, Media, Observation, OpenState, Project, Scheme, Session,
    Subject, Track, Window,
};
use crate::model;

/// Converts a list item by item.
fn each<A, B: From<A>>(items: Vec<A>) -> Vec<B> {
    items.into_iter().map(B::from).collect()
}

impl From<model::Project> for Project {
    fn from(value: model::Project) -> Self {
        let model::Project { uid, name, next_id, subjects, coders, schemes, sessions, observations } = value;
        Self {
            uid,
            name,
            next_id,
            subjects: each(subjects),
            coders: each(coders),
            schemes: each(schemes),
            sessions: each(sessions),
            observations: each(observations),
        }
    }
}

impl From<Project> for model::Project {
    fn from(value: Project) -> Self {
        let Project { uid, name, next_id, subjects, coders, schemes, sessions, observations } = value;
        Self {
            uid,
            name,
            next_id,
            subjects: each(subjects),
            coders: each(coders),
            schemes: each(schemes),
            sessions: each(sessions),
            observations: each(observations),
        }
    }
}

impl From<model::Subject> for Subject {
    fn from(value: model::Subject) -> Self {
        let model::Subject { id, role, name } = value;
        Self { id, role, name }
    }
}

impl From<Subject> for model::Subject {
    fn from(value: Subject) -> Self {
        let Subject { id, role, name } = value;
        Self { id, role, name }
    }
}

impl From<model::Coder> for Coder {
    fn from(value: model::Coder) -> Self {
        let model::Coder { id, name } = value;
        Self { id, name }
    }
}

impl From<Coder> for model::Coder {
    fn from(value: Coder) -> Self {
        let Coder { id, name } = value;
        Self { id, name }
    }
}

impl From<model::CodingScheme> for Scheme {
    fn from(value: model::CodingScheme) -> Self {
        let model::CodingScheme { id, name, version, source, description, channels, passes } = value;
        Self { id, name, version, source, description, channels: each(channels), passes }
    }
}

impl From<Scheme> for model::CodingScheme {
    fn from(value: Scheme) -> Self {
        let Scheme { id, name, version, source, description, channels, passes } = value;
        Self { id, name, version, source, description, channels: each(channels), passes }
    }
}

impl From<model::Channel> for Channel {
    fn from(value: model::Channel) -> Self {
        let model::Channel { id, role, name, kind, entry, definition, codes, modifiers, anchors, rules } = value;
        let (kind, codes) = (kind.into(), each(codes));
        Self { id, role, name, kind, entry, definition, codes, modifiers, anchors, rules }
    }
}

impl From<Channel> for model::Channel {
    fn from(value: Channel) -> Self {
        let Channel { id, role, name, kind, entry, definition, codes, modifiers, anchors, rules } = value;
        let (kind, codes) = (kind.into(), each(codes));
        Self { id, role, name, kind, entry, definition, codes, modifiers, anchors, rules }
    }
}

impl From<model::Code> for Code {
    fn from(value: model::Code) -> Self {
        let model::Code { id, label, key, color, definition, examples } = value;
        Self { id, label, key, color, definition, examples }
    }
}

impl From<Code> for model::Code {
    fn from(value: Code) -> Self {
        let Code { id, label, key, color, definition, examples } = value;
        Self { id, label, key, color, definition, examples }
    }
}

impl From<model::Media> for Media {
    fn from(value: model::Media) -> Self {
        let model::Media { id, file_name, fingerprint, duration, frame_rate, frames, offset, picture, audible } = value;
        Self {
            id,
            file_name,
            fingerprint: fingerprint.into(),
            duration_ms: duration,
            frame_rate,
            frames,
            time_offset_ms: offset,
            picture,
            audible,
        }
    }
}

impl From<Media> for model::Media {
    fn from(value: Media) -> Self {
        let Media { id, file_name, fingerprint, duration_ms, frame_rate, frames, time_offset_ms, picture, audible } =
            value;
        Self {
            id,
            file_name,
            fingerprint: fingerprint.into(),
            duration: duration_ms,
            frame_rate,
            frames,
            offset: time_offset_ms,
            picture,
            audible,
        }
    }
}

impl From<model::Fingerprint> for Fingerprint {
    fn from(value: model::Fingerprint) -> Self {
        let model::Fingerprint { size: size_bytes, hash } = value;
        Self { size_bytes, hash }
    }
}

impl From<Fingerprint> for model::Fingerprint {
    fn from(value: Fingerprint) -> Self {
        let Fingerprint { size_bytes: size, hash } = value;
        Self { size, hash }
    }
}

impl From<model::Observation> for Observation {
    fn from(value: model::Observation) -> Self {
        let model::Observation {
            id,
            session,
            coder,
            scheme,
            scheme_version,
            reaction_time,
            tracks,
            assignment,
            consensus,
        } = value;
        let (reaction_time_ms, tracks) = (reaction_time, each(tracks));
        Self { id, session, coder, scheme, scheme_version, reaction_time_ms, tracks, assignment, consensus }
    }
}

impl From<Observation> for model::Observation {
    fn from(value: Observation) -> Self {
        let Observation { id, session, coder, scheme, scheme_version, reaction_time_ms, tracks, assignment, consensus } =
            value;
        let (reaction_time, tracks) = (reaction_time_ms, each(tracks));
        Self { id, session, coder, scheme, scheme_version, reaction_time, tracks, assignment, consensus }
    }
}

impl From<model::Track> for Track {
    fn from(value: model::Track) -> Self {
        let model::Track { channel, entry, events, open, judged, samples, score, done } = value;
        let (events, open) = (each(events), each(open));
        Self { channel, entry, events, open, judged, samples, score, done }
    }
}

impl From<Track> for model::Track {
    fn from(value: Track) -> Self {
        let Track { channel, entry, events, open, judged, samples, score, done } = value;
        let (events, open) = (each(events), each(open));
        Self { channel, entry, events, open, judged, samples, score, done }
    }
}

impl From<model::OpenState> for OpenState {
    fn from(value: model::OpenState) -> Self {
        let model::OpenState { id, code, onset: onset_ms, comment, modifiers } = value;
        Self { id, code, onset_ms, comment, modifiers }
    }
}

impl From<OpenState> for model::OpenState {
    fn from(value: OpenState) -> Self {
        let OpenState { id, code, onset_ms: onset, comment, modifiers } = value;
        Self { id, code, onset, comment, modifiers }
    }
}

impl From<model::Session> for Session {
    fn from(value: model::Session) -> Self {
        let model::Session { id, name, subjects, media, window, unscorable, notes, bookmarks, signals } = value;
        let (media, window) = (each(media), window.map(Window));
        Self { id, name, subjects, window, media, unscorable, notes, bookmarks, signals }
    }
}

impl From<Session> for model::Session {
    fn from(value: Session) -> Self {
        let Session { id, name, subjects, media, window, unscorable, notes, bookmarks, signals } = value;
        let (media, window) = (each(media), window.map(|Window(span)| span));
        Self { id, name, subjects, media, window, unscorable, notes, bookmarks, signals }
    }
}

impl From<model::Event> for Event {
    fn from(value: model::Event) -> Self {
        Self(value)
    }
}

impl From<Event> for model::Event {
    fn from(Event(event): Event) -> Self {
        event
    }
}

impl From<model::ChannelKind> for ChannelKind {
    fn from(kind: model::ChannelKind) -> Self {
        match kind {
            model::ChannelKind::State { exclusive: true } => Self::ExclusiveState,
            model::ChannelKind::State { exclusive: false } => Self::FreeState,
            model::ChannelKind::Point => Self::Point,
            model::ChannelKind::Interval(rule) => Self::Interval(rule),
            model::ChannelKind::Rating(scale) => Self::Rating(scale),
            model::ChannelKind::Global(scale) => Self::Global(scale),
        }
    }
}

impl From<ChannelKind> for model::ChannelKind {
    fn from(kind: ChannelKind) -> Self {
        match kind {
            ChannelKind::ExclusiveState => Self::State { exclusive: true },
            ChannelKind::FreeState => Self::State { exclusive: false },
            ChannelKind::Point => Self::Point,
            ChannelKind::Interval(rule) => Self::Interval(rule),
            ChannelKind::Rating(scale) => Self::Rating(scale),
            ChannelKind::Global(scale) => Self::Global(scale),
        }
    }
}
