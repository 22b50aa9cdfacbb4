//! The project: one study as a whole.

use super::{CoderId, CodingScheme, Observation, ObservationId, Role, SchemeId, Session, SessionId, SubjectId, Track};

/// Someone observed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Unique within the project.
    pub id: SubjectId,
    /// Which partner.
    pub role: Role,
    /// Name or pseudonym; may be empty.
    pub name: String,
}

/// Someone who codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coder {
    /// Unique within the project.
    pub id: CoderId,
    /// Name or initials.
    pub name: String,
}

/// One study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Tells projects apart across browsers and files; a random text of letters, digits and hyphens.
    pub uid: String,
    /// Name on screen and in files.
    pub name: String,
    /// Everyone observed.
    pub subjects: Vec<Subject>,
    /// Everyone who codes.
    pub coders: Vec<Coder>,
    /// All schemes in use.
    pub schemes: Vec<CodingScheme>,
    /// All sessions.
    pub sessions: Vec<Session>,
    /// All codings.
    pub observations: Vec<Observation>,
    /// The next id to give out; greater than every id in use.
    pub next_id: u32,
}

/// What a new project starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProject {
    /// See [`Project::uid`]; chosen by the caller, since pure code has no randomness.
    pub uid: String,
    /// The project's name.
    pub name: String,
    /// The name of its first session.
    pub session: String,
    /// The name of its first coder.
    pub coder: String,
    /// The scheme to code by. Its ids are replaced by the project's own.
    pub scheme: CodingScheme,
}

impl Project {
    /// A project with one parent, one child, one session and one empty observation.
    pub fn new(new: NewProject) -> Self {
        let mut next_id = 0;
        let mut take = || {
            next_id += 1;
            next_id
        };
        let subjects =
            [Role::Parent, Role::Child].map(|role| Subject { id: SubjectId(take()), role, name: String::new() });
        let coder = Coder { id: CoderId(take()), name: new.coder };
        let mut scheme = new.scheme;
        scheme.renumber(&mut take);
        let taking_part = subjects.iter().map(|subject| subject.id).collect();
        let session = Session::new(SessionId(take()), new.session, taking_part);
        let observation = Observation {
            id: ObservationId(take()),
            session: session.id,
            coder: coder.id,
            scheme: scheme.id,
            scheme_version: scheme.version,
            reaction_time: crate::time::Millis::ZERO,
            tracks: scheme.channels.iter().map(|channel| Track::new(channel.id, channel.entry)).collect(),
            assignment: None,
            consensus: None,
        };
        Self {
            uid: new.uid,
            name: new.name,
            subjects: subjects.into(),
            coders: vec![coder],
            schemes: vec![scheme],
            sessions: vec![session],
            observations: vec![observation],
            next_id: take(),
        }
    }

    /// The observation with this id.
    pub fn observation(&self, id: ObservationId) -> Option<&Observation> {
        self.observations.iter().find(|observation| observation.id == id)
    }

    /// The session with this id.
    pub fn session(&self, id: SessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// The scheme with this id.
    pub fn scheme(&self, id: SchemeId) -> Option<&CodingScheme> {
        self.schemes.iter().find(|scheme| scheme.id == id)
    }

    /// The coder with this id.
    pub fn coder(&self, id: CoderId) -> Option<&Coder> {
        self.coders.iter().find(|coder| coder.id == id)
    }

    /// The session's subject in a role, if there is one.
    pub fn subject_in(&self, session: &Session, role: Role) -> Option<&Subject> {
        self.subjects.iter().find(|subject| subject.role == role && session.subjects.contains(&subject.id))
    }

    /// Number of finished and open events in all observations.
    pub fn event_count(&self) -> usize {
        self.observations.iter().map(Observation::event_count).sum()
    }
}
