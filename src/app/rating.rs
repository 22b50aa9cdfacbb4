//! Continuous rating as it goes on: samples the value that holds while the video plays, and keeps it piece by piece, so that a crash costs a
//! second or two.

use super::Context;
use crate::coding::{Recorded, Tracer, rating};
use crate::decimal::Decimal;
use crate::edit::Command;
use crate::model::{ChannelId, ObservationId, RatingScale, Samples};
use crate::platform::{frame, gamepad, page};
use crate::t;
use crate::time::{Millis, Span};
use leptos::prelude::*;

/// After so long a piece is kept, in milliseconds of the day.
const PIECE: f64 = 1000.0;

#[derive(Default)]
struct Inner {
    tracer: Option<Tracer>,
    /// Where it records to: what is shown may be another coding by the time it is kept.
    target: Option<(ObservationId, ChannelId)>,
    /// When the last piece was kept.
    kept: f64,
    jumps: u32,
    /// Where the stick was.
    stick: Option<f64>,
    polls: bool,
}

/// The handle. Copies all lead to the same.
#[derive(Clone, Copy)]
pub struct Rating {
    context: Context,
    inner: StoredValue<Inner, LocalStorage>,
    /// The channel that is rated.
    pub channel: RwSignal<Option<ChannelId>>,
    /// Whether playing records.
    pub armed: RwSignal<bool>,
    /// The value that holds.
    pub value: RwSignal<Decimal>,
    /// Where what is to be erased begins.
    pub erase_from: RwSignal<Option<Millis>>,
    /// Whether the browser shows a gamepad.
    pub has_stick: RwSignal<bool>,
    /// Bumped when more was recorded than is in the project.
    pub pending: RwSignal<u32>,
}

impl Rating {
    /// Nothing recorded.
    pub fn new(context: Context) -> Self {
        let Context { desk, player, .. } = context;
        let own = Self {
            context,
            inner: StoredValue::new_local(Inner::default()),
            channel: RwSignal::new(None),
            armed: RwSignal::new(false),
            value: RwSignal::new(Decimal(0)),
            erase_from: RwSignal::new(None),
            has_stick: RwSignal::new(false),
            pending: RwSignal::new(0),
        };
        Effect::new(move |_| {
            desk.observation.track();
            desk.revisions.schemes.track();
            let pass = desk.pass.get();
            own.stop();
            let first = desk.shown(|shown| {
                let rated = shown.scheme.channels.iter();
                let rated = rated.filter(|channel| channel.rating().is_some() && pass.has(channel.id));
                let kept = own.channel.get_untracked();
                rated.clone().map(|channel| channel.id).find(|id| kept == Some(*id)).or(rated.map(|c| c.id).next())
            });
            own.choose(first.flatten());
        });
        Effect::new(move |_| {
            player.clock.track();
            own.follow(player.jumps.get(), player.playing.get() && own.armed.get());
        });
        // A page that is hidden is not watched: the stretch ends, and what was recorded is kept at once.
        let hidden = StoredValue::new_local(page::on_hidden(move || own.end_stretch()));
        on_cleanup(move || {
            own.end_stretch();
            hidden.dispose();
        });
        own
    }

    /// Chooses the channel that is rated.
    pub fn choose(self, channel: Option<ChannelId>) {
        self.end_stretch();
        self.erase_from.set(None);
        self.channel.set(channel);
        if let Some(scale) = self.scale() {
            self.value.set(rating::at_rest(scale));
        }
    }

    /// The scale of the channel that is rated.
    pub fn scale(self) -> Option<RatingScale> {
        let channel = self.channel.get_untracked()?;
        self.context.desk.shown(|shown| shown.scheme.channel(channel)?.rating())?
    }

    /// Arms the recording, or ends it.
    pub fn toggle(self) {
        if self.armed.get_untracked() {
            return self.stop();
        }
        if self.scale().is_none() {
            return;
        }
        if self.context.desk.read_only.get_untracked() {
            return self.context.notices.inform("read-only", t!("read-only-note"));
        }
        self.armed.set(true);
        self.poll();
    }

    fn stop(self) {
        self.end_stretch();
        self.armed.set(false);
    }

    /// Looks where the media clock is now.
    fn follow(self, jumps: u32, recording: bool) {
        let jumped = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.jumps, jumps) != jumps);
        if jumped == Some(true) {
            self.end_stretch();
        }
        if !recording {
            // What is paused goes on from here unless the playhead is put elsewhere.
            return self.keep();
        }
        let at = Millis::from_seconds(self.context.player.clock.get_untracked());
        let now = page::now();
        let has_tracer = self.inner.with_value(|inner| inner.tracer.is_some());
        if !has_tracer {
            let (tracer, target) = (self.tracer(at), self.target());
            self.inner.update_value(|inner| {
                (inner.tracer, inner.target, inner.kept) = (tracer, target, now);
            });
        }
        let is_due = self.inner.try_update_value(|inner| {
            if let Some(tracer) = &mut inner.tracer {
                tracer.advance(at);
            }
            now - inner.kept >= PIECE
        });
        self.pending.update(|count| *count += 1);
        if is_due == Some(true) {
            self.keep();
        }
    }

    fn tracer(self, at: Millis) -> Option<Tracer> {
        let scale = self.scale()?;
        let allowed = self.context.desk.shown(|shown| {
            let window = shown.session.coded_window();
            let within = |span: &Span| window.and_then(|window| window.intersection(*span));
            match shown.observation.stretches() {
                [] => window.into_iter().collect(),
                stretches => stretches.iter().filter_map(within).collect::<Vec<_>>(),
            }
        })?;
        Some(Tracer::new(scale.period, allowed, at, self.value.get_untracked()))
    }

    /// Ends the stretch that is recorded.
    fn end_stretch(self) {
        self.keep();
        self.inner.try_update_value(|inner| inner.tracer = None);
    }

    /// Puts what was recorded into the project.
    fn keep(self) {
        let pieces = self.inner.try_update_value(|inner| {
            inner.kept = page::now();
            Some((inner.target?, inner.tracer.as_mut()?.take()))
        });
        let Some(((observation, channel), pieces)) = pieces.flatten() else { return };
        for Recorded { onset, values, continues } in pieces {
            self.context.desk.dispatch(Command::RecordSamples { observation, channel, onset, values, continues });
        }
    }

    fn target(self) -> Option<(ObservationId, ChannelId)> {
        self.context.desk.observation.get_untracked().zip(self.channel.get_untracked())
    }

    /// Whether samples are being taken.
    pub fn is_recording(self) -> bool {
        self.armed.get() && self.context.player.playing.get()
    }

    /// What was recorded and is not in the project yet.
    pub fn recorded(self) -> Vec<Samples> {
        let samples = |piece: &Recorded| Samples { onset: piece.onset, values: piece.values.clone() };
        self.inner.with_value(|inner| {
            inner.tracer.as_ref().map(|tracer| tracer.pieces().iter().map(samples).collect()).unwrap_or_default()
        })
    }

    /// The value is another one from now on.
    pub fn set(self, value: Decimal) {
        if self.value.try_get_untracked().is_none_or(|known| known == value) {
            return;
        }
        let at = self.context.player.now();
        self.inner.update_value(|inner| {
            if let Some(tracer) = &mut inner.tracer {
                tracer.set(value, at);
            }
        });
        self.value.set(value);
    }

    /// One step up or down.
    pub fn nudge(self, up: bool) {
        if let Some(scale) = self.scale() {
            self.set(rating::nudged(scale, self.value.get_untracked(), up));
        }
    }

    /// A key is pressed. Tells whether it was for the rating, which takes keys while it is armed.
    pub fn key(self, key: &str) -> bool {
        if !self.armed.get_untracked() {
            return false;
        }
        match key {
            "ArrowUp" | "ArrowDown" => self.nudge(key == "ArrowUp"),
            "Escape" => self.stop(),
            _ => return false,
        }
        true
    }

    /// A digit is pressed that no code has. Tells whether it was for the rating.
    pub fn digit(self, key: &str) -> bool {
        let scale = self.scale().filter(|_| self.armed.get_untracked());
        let value = scale.and_then(|scale| rating::of_digit(scale, key.parse().ok()?));
        if let Some(value) = value {
            self.set(value);
        }
        value.is_some()
    }

    /// Marks where what is to be erased begins, or erases from there to here.
    pub fn erase(self) {
        let at = self.context.player.playhead();
        let Some(from) = self.erase_from.get_untracked() else { return self.erase_from.set(Some(at)) };
        self.erase_from.set(None);
        let (from, to) = if from <= at { (from, at) } else { (at, from) };
        if let (Some((observation, channel)), Some(span)) = (self.target(), Span::new(from, to)) {
            self.end_stretch();
            self.context.desk.dispatch(Command::EraseSamples { observation, channel, span });
        }
    }

    /// Follows the stick of a gamepad while armed.
    fn poll(self) {
        let polled = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.polls, true));
        if polled != Some(false) {
            return;
        }
        frame::every_frame(move || {
            if self.armed.try_get_untracked() != Some(true) {
                self.inner.try_update_value(|inner| inner.polls = false);
                return false;
            }
            let stick = gamepad::pushed();
            if self.has_stick.get_untracked() != stick.is_some() {
                self.has_stick.set(stick.is_some());
            }
            let before = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.stick, stick)).flatten();
            if let (Some(scale), Some(now)) = (self.scale(), stick) {
                // A stick that rests leaves the value to another device.
                let value = rating::of_axis(scale, now);
                if value != rating::of_axis(scale, before.unwrap_or(0.0)) {
                    self.set(value);
                }
            }
            true
        });
    }
}
