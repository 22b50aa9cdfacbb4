//! Ids: small numbers, unique within one project and never used again in it.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);
    )+};
}

ids! {
    /// Names a [`Subject`](super::Subject).
    SubjectId,
    /// Names a [`Coder`](super::Coder).
    CoderId,
    /// Names a [`CodingScheme`](super::CodingScheme).
    SchemeId,
    /// Names a [`Channel`](super::Channel) of a scheme.
    ChannelId,
    /// Names a [`Code`](super::Code) of a channel.
    CodeId,
    /// Names a [`Modifier`](super::Modifier) of a channel.
    ModifierId,
    /// Names a [`Session`](super::Session).
    SessionId,
    /// Names a [`Media`](super::Media) file of a session.
    MediaId,
    /// Names a [`Signal`](super::Signal) of a session.
    SignalId,
    /// Names an [`Observation`](super::Observation).
    ObservationId,
    /// Names an [`Event`](super::Event) or an [`OpenState`](super::OpenState).
    EventId,
}
