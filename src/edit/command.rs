//! What can be done to a project. The written form (serde) is the journal's: it is versioned there and never changes meaning.

use super::{Boundary, Commenting, MediaFile, Recoding, SchemeChange, SignalDetails, SignalSource, Which};
use crate::decimal::Decimal;
use crate::media::{FrameLayout, FrameRate};
use crate::model::{
    Answer, Assignment, Bookmark, ChannelId, CodeId, CoderId, CodingScheme, Decision, Edges, EntryMode, EventId,
    MediaId, ModifierId, ObservationId, Picture, SchemeId, Score, SessionId, SignalId, Timing, Unscorable,
};
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// One change that a user asks for. Every command can be undone, redone, written down and replayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Names the project.
    RenameProject {
        /// The new name; not blank.
        name: String,
    },
    /// Names a session.
    RenameSession {
        /// Which.
        session: SessionId,
        /// The new name; not blank.
        name: String,
    },
    /// Names a coder.
    RenameCoder {
        /// Which.
        coder: CoderId,
        /// The new name; not blank.
        name: String,
    },
    /// Makes a file the session's video: the first, or in place of the one it had (then it keeps that one's offset).
    SetVideo {
        /// Of which session.
        session: SessionId,
        /// The file.
        file: MediaFile,
    },
    /// Gives a session one more video, which is not heard at first.
    AddVideo {
        /// Of which session.
        session: SessionId,
        /// The file.
        file: MediaFile,
        /// Session time = media time + offset.
        offset: Millis,
    },
    /// Puts another file in the place of a video, with the same offset, sound and picture.
    ReplaceVideo {
        /// Of which session.
        session: SessionId,
        /// In whose place.
        media: MediaId,
        /// The file.
        file: MediaFile,
    },
    /// Takes a video out of a session. Times stay as they are.
    RemoveVideo {
        /// Of which session.
        session: SessionId,
        /// Which.
        media: MediaId,
        /// Whether the coded window stays the stretch that it is, where it was the whole of the first video.
        keep_window: bool,
    },
    /// Gives a video another place among those of its session. The first is the one that frames are counted by.
    MoveVideo {
        /// Of which session.
        session: SessionId,
        /// Which.
        media: MediaId,
        /// Its new place, from 0.
        to: usize,
    },
    /// Aligns a video with its session.
    SetOffset {
        /// Of which session.
        session: SessionId,
        /// Which video.
        media: MediaId,
        /// Session time = media time + offset.
        offset: Millis,
    },
    /// Chooses whether a video is heard.
    SetAudible {
        /// Of which session.
        session: SessionId,
        /// Which video.
        media: MediaId,
        /// Whether it is.
        audible: bool,
    },
    /// Chooses how a video's picture is shown.
    SetPicture {
        /// Of which session.
        session: SessionId,
        /// Which video.
        media: MediaId,
        /// How.
        picture: Picture,
    },
    /// Adds a signal to a session.
    AddSignal {
        /// To which session.
        session: SessionId,
        /// Where its values are.
        source: Box<SignalSource>,
        /// What is said of it.
        details: SignalDetails,
    },
    /// Takes a signal out of its session.
    RemoveSignal {
        /// Of which session.
        session: SessionId,
        /// Which.
        signal: SignalId,
    },
    /// Gives a signal another name, partner, unit, offset or range.
    ChangeSignal {
        /// Of which session.
        session: SessionId,
        /// Which.
        signal: SignalId,
        /// All that is said of it from now on.
        details: SignalDetails,
    },
    /// States how many pictures a second a media file has.
    SetFrameRate {
        /// Of which session.
        session: SessionId,
        /// Which file.
        media: MediaId,
        /// The rate.
        rate: FrameRate,
        /// How they lie in time, if that was read from the file.
        #[serde(default, skip_serializing_if = "FrameLayout::is_plain")]
        frames: FrameLayout,
    },
    /// States the stretch that is to be coded.
    SetWindow {
        /// Of which session.
        session: SessionId,
        /// The stretch; `None` for the whole video.
        window: Option<Span>,
    },
    /// A press of a code's key or button: a point, or the toggle of a state. See `marking` for what it does to neighbors.
    Mark {
        /// In which coding.
        observation: ObservationId,
        /// In which channel.
        channel: ChannelId,
        /// Which code of it.
        code: CodeId,
        /// When.
        at: Millis,
    },
    /// A state over a known stretch (a held key): takes its place in an exclusive channel, cutting what lies there.
    PlaceState {
        /// In which coding.
        observation: ObservationId,
        /// In which channel.
        channel: ChannelId,
        /// Which code of it.
        code: CodeId,
        /// From onset to offset.
        span: Span,
    },
    /// Moves an event, or its onset or offset. A new span for an open state closes it.
    Retime {
        /// In which coding.
        observation: ObservationId,
        /// Which event.
        event: EventId,
        /// The new time.
        timing: Timing,
    },
    /// Moves the onset of a state that still runs.
    RetimeOpen {
        /// In which coding.
        observation: ObservationId,
        /// Which open state.
        event: EventId,
        /// The new onset.
        onset: Millis,
    },
    /// Moves an event, or its onset or offset, and treats what is in the way as told. A new span for an open state closes it.
    Adjust {
        /// In which coding.
        observation: ObservationId,
        /// Which event or open state.
        event: EventId,
        /// The new time.
        timing: Timing,
        /// What its neighbors do.
        boundary: Boundary,
    },
    /// Moves many events by the same time. Running states move by their onset.
    ShiftEvents {
        /// In which coding.
        observation: ObservationId,
        /// Which; of channels whose codes are marked by keys only.
        which: Which,
        /// By how much; negative for earlier.
        by: Millis,
        /// What their neighbors do.
        boundary: Boundary,
        /// Cuts what would leave the coded window at its edge, and deletes what would lie outside. Otherwise such a shift is refused.
        clip: bool,
    },
    /// Cuts states in two.
    Split {
        /// In which coding.
        observation: ObservationId,
        /// Which; those that don't run at that moment stay as they are.
        events: Vec<EventId>,
        /// Where.
        at: Millis,
    },
    /// Makes one state of those that follow one another, with the code of the first. A state that is alone in its channel is joined with
    /// the states of its code that touch it.
    Merge {
        /// In which coding.
        observation: ObservationId,
        /// Which.
        events: Vec<EventId>,
    },
    /// Copies events to another channel of the same kind, without their answers to modifiers.
    CopyEvents {
        /// In which coding.
        observation: ObservationId,
        /// Which. Running states are passed over.
        events: Vec<EventId>,
        /// To which channel.
        channel: ChannelId,
        /// Which code becomes which. Events of other codes are passed over.
        codes: Vec<Recoding>,
        /// Cuts what is there already. Otherwise what would lie on it is passed over.
        over: bool,
    },
    /// Gives many events another code of their channel. Events of other channels, and those that would overlap another state, stay as
    /// they are.
    RecodeEvents {
        /// In which coding.
        observation: ObservationId,
        /// Which.
        events: Vec<EventId>,
        /// The new code.
        code: CodeId,
    },
    /// Writes the comments of many events.
    CommentEvents {
        /// In which coding.
        observation: ObservationId,
        /// Which.
        events: Vec<EventId>,
        /// What to write.
        text: String,
        /// In place of what is there, or after it.
        how: Commenting,
    },
    /// Gives an event another code of its channel.
    Recode {
        /// In which coding.
        observation: ObservationId,
        /// Which event or open state.
        event: EventId,
        /// The new code.
        code: CodeId,
    },
    /// Writes the comment of an event.
    Comment {
        /// In which coding.
        observation: ObservationId,
        /// Which event or open state.
        event: EventId,
        /// The whole comment; empty removes it.
        text: String,
    },
    /// Answers a question about an event, or takes the answer back.
    Answer {
        /// In which coding.
        observation: ObservationId,
        /// About which event or open state.
        event: EventId,
        /// Which question of its channel.
        modifier: ModifierId,
        /// The whole answer; `None` takes it back.
        answer: Option<Answer>,
    },
    /// Deletes events and open states.
    Delete {
        /// In which coding.
        observation: ObservationId,
        /// Which. Ids that are not there are passed over.
        events: Vec<EventId>,
    },
    /// Ends every open state at the end of the coded window and flags it as cut off.
    CutOff {
        /// In which coding.
        observation: ObservationId,
        /// The end of the coded window.
        at: Millis,
    },
    /// Judges a window of an interval channel: it holds these codes and no others. One judged before is judged anew.
    Judge {
        /// In which coding.
        observation: ObservationId,
        /// In which channel.
        channel: ChannelId,
        /// Where the window begins.
        onset: Millis,
        /// What occurred in it; at most one code unless it is judged by one-zero sampling.
        codes: Vec<CodeId>,
    },
    /// Takes the judgment of a window back, as if it had not been seen.
    Unjudge {
        /// In which coding.
        observation: ObservationId,
        /// In which channel.
        channel: ChannelId,
        /// Where the window begins.
        onset: Millis,
    },
    /// Puts samples of a continuous rating in the place of what was rated then.
    RecordSamples {
        /// In which coding.
        observation: ObservationId,
        /// In which channel.
        channel: ChannelId,
        /// When the first was taken; a multiple of the scale's period.
        onset: Millis,
        /// One value a period; not empty.
        values: Vec<Decimal>,
        /// They go on the recording whose piece ended at the onset: whoever undoes takes the pieces back together.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        continues: bool,
    },
    /// Takes away the samples of a continuous rating that were taken within a span.
    EraseSamples {
        /// In which coding.
        observation: ObservationId,
        /// In which channel.
        channel: ChannelId,
        /// From when to when.
        span: Span,
    },
    /// Gives a global rating, with its note and the moments that it rests on.
    Rate {
        /// In which coding.
        observation: ObservationId,
        /// On which scale.
        channel: ChannelId,
        /// All of it; `None` takes it back.
        score: Option<Score>,
    },
    /// Marks a channel as gone through, or not.
    SetDone {
        /// In which coding.
        observation: ObservationId,
        /// Which channel.
        channel: ChannelId,
        /// Whether it is.
        done: bool,
    },
    /// Fills what is not coded of an exclusive channel of states with a code. States of that code grow into the gaps that touch them.
    CloseGaps {
        /// In which coding.
        observation: ObservationId,
        /// Which channel.
        channel: ChannelId,
        /// With which code of it.
        code: CodeId,
    },
    /// Chooses how a channel's keys work.
    SetEntryMode {
        /// In which coding.
        observation: ObservationId,
        /// Which channel.
        channel: ChannelId,
        /// Toggle or hold.
        entry: EntryMode,
    },
    /// States the coder's reaction time.
    SetReactionTime {
        /// In which coding.
        observation: ObservationId,
        /// 0 to 2,000 ms.
        value: Millis,
    },
    /// Takes a coding scheme into the study, with ids of the project's own.
    AddScheme {
        /// The scheme.
        scheme: Box<CodingScheme>,
    },
    /// Changes a coding scheme, together with everything that was coded by it.
    ChangeScheme {
        /// Which.
        scheme: SchemeId,
        /// What it is to be.
        change: Box<SchemeChange>,
    },
    /// Takes a coding scheme out of the study that nothing is coded by.
    RemoveScheme {
        /// Which.
        scheme: SchemeId,
    },
    /// Adds a session of a new parent and a new child, with an empty coding.
    AddSession {
        /// Its name; not blank.
        name: String,
        /// Who codes it, by name; added to the study where there is none of that name.
        coder: String,
        /// By which scheme.
        scheme: SchemeId,
    },
    /// Begins a coding of a session.
    StartObservation {
        /// Of which session.
        session: SessionId,
        /// Who codes, by name; added to the study where there is none of that name.
        coder: String,
        /// By which scheme.
        scheme: SchemeId,
        /// What it is for, if it is a second coding on purpose.
        assignment: Option<Assignment>,
    },
    /// Begins a coding in which the disagreements of others are settled. It holds what they agree on.
    BeginConsensus {
        /// The codings, two to six of one session by one scheme.
        codings: Vec<ObservationId>,
        /// Whose it is, by name; added to the study where there is none of that name.
        coder: String,
        /// How far edges of one change, and points, may be apart without a question; 0 to 10 s.
        tolerance: Millis,
        /// Where an edge is put that lies within the tolerance.
        edges: Edges,
    },
    /// Decides a disagreement, decides it anew, or takes a decision back.
    Settle {
        /// In which consensus.
        observation: ObservationId,
        /// What it is about, and how.
        decision: Decision,
    },
    /// Makes a consensus anew, after its codings or the session have changed.
    RenewConsensus {
        /// Which.
        observation: ObservationId,
    },
    /// Takes a coding out of the study, and its session with it where it was the session's last.
    RemoveObservation {
        /// Which.
        observation: ObservationId,
    },
    /// Hands a blind coding in; the other codings of its session are shown from then on.
    Submit {
        /// Which.
        observation: ObservationId,
    },
    /// Shows the other codings to a coder who has not handed in; the coding is blind no more.
    Unblind {
        /// Which.
        observation: ObservationId,
    },
    /// Writes the notes on a session.
    SetNotes {
        /// On which session.
        session: SessionId,
        /// The whole text; empty removes it.
        text: String,
    },
    /// Replaces the bookmarks of a session.
    SetBookmarks {
        /// Of which session.
        session: SessionId,
        /// All of them.
        bookmarks: Vec<Bookmark>,
    },
    /// Replaces the stretches of a session that cannot be judged.
    SetUnscorable {
        /// Of which session.
        session: SessionId,
        /// All of them.
        stretches: Vec<Unscorable>,
    },
}
