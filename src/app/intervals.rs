//! Interval coding as it goes on: follows the playhead, stops the video at each window's end, keeps the answers.

use super::Context;
use crate::coding::{Agenda, Judging, Turn};
use crate::model::{ChannelId, CodeId};
use crate::t;
use crate::time::Millis;
use leptos::prelude::*;

/// The handle. Copies all lead to the same.
#[derive(Clone, Copy)]
pub struct IntervalCoding {
    context: Context,
    /// The windows of the coding that is shown.
    pub agenda: Memo<Agenda>,
    /// `None` while interval coding is not under way.
    pub judging: RwSignal<Option<Judging>>,
    /// What was left without an answer.
    left: StoredValue<Option<Judging>>,
    /// Whether the video plays on by itself after an answer.
    pub plays_on: RwSignal<bool>,
    /// Jumps counted and whether it played when last looked at.
    seen: StoredValue<(u32, bool)>,
}

impl IntervalCoding {
    /// Nothing under way.
    pub fn new(context: Context) -> Self {
        let Context { desk, player, .. } = context;
        let agenda = Memo::new(move |_| {
            desk.observation.track();
            desk.revisions.media.track();
            desk.revisions.study.track();
            desk.revisions.schemes.track();
            let pass = desk.pass.get();
            let laid = desk.shown(|shown| {
                Agenda::new(shown.scheme, shown.session, shown.observation, |channel| pass.has(channel))
            });
            laid.unwrap_or_default()
        });
        let own = Self {
            context,
            agenda,
            judging: RwSignal::new(None),
            left: StoredValue::new(None),
            plays_on: RwSignal::new(true),
            seen: StoredValue::new((0, false)),
        };
        // Other windows are another matter.
        Effect::new(move |_| {
            agenda.track();
            desk.observation.track();
            own.left.set_value(None);
            own.judging.set(None);
        });
        Effect::new(move |_| {
            player.clock.track();
            own.follow(player.jumps.get(), player.playing.get());
        });
        own
    }

    /// Looks where the playhead is now.
    fn follow(self, jumps: u32, playing: bool) {
        let (jumps_before, was_playing) = self.seen.get_value();
        self.seen.set_value((jumps, playing));
        let at = Millis::from_seconds(self.context.player.clock.get_untracked());
        let turn = self.change(|judging, agenda, observation| {
            if jumps != jumps_before {
                judging.moved(agenda, observation, at);
                Turn::Stay
            } else if playing || was_playing {
                judging.reached(agenda, at, !playing)
            } else {
                Turn::Stay
            }
        });
        self.carry_out(turn, true);
    }

    /// Changes where it stands, and tells the video's part in it.
    fn change(self, with: impl FnOnce(&mut Judging, &Agenda, &crate::model::Observation) -> Turn) -> Turn {
        let Some(mut judging) = self.judging.get_untracked() else { return Turn::Stay };
        let before = judging.clone();
        let turn = self
            .context
            .desk
            .shown(|shown| self.agenda.with_untracked(|agenda| with(&mut judging, agenda, shown.observation)));
        if judging != before {
            self.judging.set(Some(judging));
        }
        turn.unwrap_or(Turn::Stay)
    }

    fn carry_out(self, turn: Turn, plays_on: bool) {
        let Context { player, notices, .. } = self.context;
        match turn {
            Turn::Stay => return,
            Turn::Play(at) if plays_on => player.play_at(at),
            Turn::Play(at) | Turn::Show(at) => {
                player.pause();
                player.seek(at);
            }
            Turn::End => {
                let observation = self.context.desk.shown(|shown| shown.observation.clone());
                let left = self.agenda.with_untracked(|agenda| {
                    observation.map_or(0, |observation| agenda.stops().len() - agenda.judged(&observation))
                });
                if left == 0 {
                    notices.confirm("windows-done", t!("intervals-all-judged"));
                } else {
                    notices.inform("windows-left", t!("intervals-left", count = left));
                }
            }
        }
        // This jump is its own.
        self.seen.set_value((player.jumps.get_untracked(), player.playing.get_untracked()));
    }

    /// Whether interval coding is under way.
    pub fn is_on(self) -> bool {
        self.judging.with(Option::is_some)
    }

    /// Begins, or goes on to the next window that is not judged.
    pub fn next(self) {
        if self.agenda.with_untracked(|agenda| agenda.stops().is_empty()) {
            return;
        }
        if self.judging.with_untracked(Option::is_some) {
            let turn = self.change(Judging::skip);
            return self.carry_out(turn, true);
        }
        let Context { desk, player, .. } = self.context;
        if !untrack(|| player.is_open()) {
            return self.context.notices.inform("video-first", t!("intervals-video-first"));
        }
        let at = player.now();
        let begun =
            desk.shown(|shown| self.agenda.with_untracked(|agenda| Judging::begin(agenda, shown.observation, at)));
        if let Some((mut judging, turn)) = begun.flatten() {
            if let Some(left) = self.left.get_value() {
                judging.resume(&left);
            }
            self.judging.set(Some(judging));
            self.carry_out(turn, true);
        }
    }

    /// Back to the question before.
    pub fn back(self) {
        let turn = self.change(Judging::back);
        self.carry_out(turn, true);
    }

    /// Watches the window again.
    pub fn again(self) {
        let turn = self.change(|judging, agenda, _| judging.again(agenda));
        self.carry_out(turn, true);
    }

    /// Leaves; what was answered is kept, and what was begun waits.
    pub fn leave(self) {
        self.left.set_value(self.judging.get_untracked());
        self.judging.set(None);
        self.context.player.pause();
    }

    /// Gives a code, or takes it back.
    pub fn press(self, channel: ChannelId, code: CodeId) {
        let channel = self.context.desk.shown(|shown| shown.scheme.channel(channel).cloned()).flatten();
        let Some(channel) = channel else { return };
        let mut answered = false;
        self.change(|judging, agenda, _| {
            answered = judging.press(agenda, &channel, code);
            Turn::Stay
        });
        if answered {
            self.confirm();
        }
    }

    /// Keeps the answer and goes on.
    pub fn confirm(self) {
        let desk = self.context.desk;
        let command = desk.shown(|shown| {
            self.agenda.with_untracked(|agenda| {
                self.judging.with_untracked(|judging| judging.as_ref()?.command(agenda, shown.observation))
            })
        });
        if let Some(command) = command.flatten()
            && desk.dispatch(command)
        {
            let turn = self.change(Judging::go_on);
            self.carry_out(turn, self.plays_on.get_untracked());
        }
    }

    /// Whether a question is on screen.
    fn asks(self) -> Option<ChannelId> {
        self.judging.with_untracked(|judging| {
            self.agenda.with_untracked(|agenda| judging.as_ref().and_then(|judging| judging.asked(agenda)))
        })
    }

    /// Whether a key that is no code's means something to it now.
    pub fn takes(self, key: &str) -> bool {
        match key {
            "Escape" | "Backspace" => self.judging.with_untracked(Option::is_some),
            "Enter" | " " => self.asks().is_some(),
            _ => false,
        }
    }

    /// A key that it takes is pressed.
    pub fn key(self, key: &str) {
        match key {
            "Escape" => self.leave(),
            "Backspace" => self.back(),
            "Enter" => self.confirm(),
            _ => self.again(),
        }
    }

    /// The key of a code is pressed. Tells whether the code is one that windows are judged by.
    pub fn code(self, channel: ChannelId, code: CodeId) -> bool {
        let desk = self.context.desk;
        let is_own =
            desk.shown(|shown| shown.scheme.channel(channel).is_some_and(|channel| channel.intervals().is_some()));
        if is_own != Some(true) {
            return false;
        }
        if desk.read_only.get_untracked() || self.judging.with_untracked(Option::is_some) {
            self.press(channel, code);
        } else {
            self.context.notices.inform("intervals-first", t!("intervals-first"));
        }
        true
    }

    /// A digit is pressed that no code has: it stands for the code without a key in that place of the channel that is asked about. Tells whether
    /// there is one.
    pub fn digit(self, key: &str) -> bool {
        let asked = self.asks();
        let nth = key.parse::<usize>().ok().and_then(|digit| digit.checked_sub(1));
        let Some((channel, nth)) = asked.zip(nth) else { return false };
        let code = self.context.desk.shown(|shown| {
            let code = shown.scheme.channel(channel)?.codes.get(nth)?;
            code.key.is_none().then_some(code.id)
        });
        let Some(code) = code.flatten() else { return false };
        self.press(channel, code);
        true
    }
}
