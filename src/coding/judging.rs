//! The course of interval coding: watch a window, stop at its end, ask, go on. Knows no video: it is told where the playhead is and says what to do.

use super::Agenda;
use crate::edit::Command;
use crate::model::{Channel, ChannelId, CodeId, Judgment, Observation};
use crate::time::{Millis, Span};

/// How far before a window's end a video that ran out may stand: media often end a frame or two before their stated length.
const RUN_OUT: Millis = Millis(120);

/// How far before a window the playhead may stand without being taken to it: less than two frames.
const NEAR: Millis = Millis(60);

/// What is to be done with the video.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Nothing.
    Stay,
    /// Play from a moment on.
    Play(Millis),
    /// Stop and show the picture of a moment.
    Show(Millis),
    /// No window after this one is left to judge.
    End,
}

/// Where interval coding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judging {
    /// The window, by its index in the agenda.
    stop: usize,
    /// The answers so far, for each of its channels, in the order of the presses.
    answers: Vec<Vec<CodeId>>,
    /// Which of its channels is asked about; `None` while the window is watched.
    asked: Option<usize>,
}

impl Judging {
    /// Begins with the first window from a moment on that is not judged, or from the start of the session; where all are judged, with the one at
    /// the moment. `None` if there is no window.
    pub fn begin(agenda: &Agenda, observation: &Observation, at: Millis) -> Option<(Self, Turn)> {
        let here = agenda.at(at)?;
        let unjudged = agenda.unjudged_from(here, observation).or_else(|| agenda.unjudged_from(0, observation));
        let mut judging = Self { stop: unjudged.unwrap_or(here), answers: Vec::new(), asked: None };
        let turn = judging.watch(agenda, observation, judging.stop);
        Some((judging, turn))
    }

    /// The window that is watched or asked about.
    pub fn span(&self, agenda: &Agenda) -> Option<Span> {
        agenda.stops().get(self.stop).map(|stop| stop.span)
    }

    /// Its place among all windows.
    pub fn index(&self) -> usize {
        self.stop
    }

    /// The channel that is asked about; `None` while the window is watched.
    pub fn asked(&self, agenda: &Agenda) -> Option<ChannelId> {
        agenda.stops().get(self.stop)?.channels.get(self.asked?).copied()
    }

    /// The answer so far for a channel of the window.
    pub fn answer(&self, agenda: &Agenda, channel: ChannelId) -> &[CodeId] {
        self.place(agenda, channel).and_then(|nth| self.answers.get(nth)).map_or(&[], Vec::as_slice)
    }

    /// The playhead was put elsewhere, or the windows are others now. A question stays on screen.
    pub fn moved(&mut self, agenda: &Agenda, observation: &Observation, at: Millis) {
        if self.asked.is_none()
            && let Some(stop) = agenda.at(at)
            && stop != self.stop
        {
            self.watch(agenda, observation, stop);
        }
    }

    /// The video plays and has come to a moment; or it `stopped` there.
    pub fn reached(&mut self, agenda: &Agenda, at: Millis, stopped: bool) -> Turn {
        let Some(span) = self.span(agenda) else { return Turn::Stay };
        if self.asked.is_some() {
            // Looked at once more, a window is no longer than it is.
            return if !stopped && at >= span.end() { Turn::Show(span.end() - Millis(1)) } else { Turn::Stay };
        }
        let end = if stopped { span.end() - RUN_OUT } else { span.end() };
        if at >= end {
            self.asked = Some(0);
            return Turn::Show(span.end() - Millis(1));
        }
        // What lies between two windows is not watched.
        if !stopped && at < span.start() - NEAR { Turn::Play(span.start()) } else { Turn::Stay }
    }

    /// A code's key is pressed. Under one-zero sampling it adds or takes a code, while the window is still watched as well. Elsewhere one code
    /// holds, and giving it answers the question: tells whether it did.
    pub fn press(&mut self, agenda: &Agenda, channel: &Channel, code: CodeId) -> bool {
        let (Some(nth), Some(rule)) = (self.place(agenda, channel.id), channel.intervals()) else { return false };
        let Some(codes) = self.answers.get_mut(nth).filter(|_| channel.code(code).is_some()) else { return false };
        if rule.judgment != Judgment::OneZero {
            let is_asked = self.asked == Some(nth);
            if is_asked {
                *codes = vec![code];
            }
            return is_asked;
        }
        match codes.iter().position(|known| *known == code) {
            Some(index) => drop(codes.remove(index)),
            None => codes.push(code),
        }
        false
    }

    /// The command that keeps the answer to the question as it is.
    pub fn command(&self, agenda: &Agenda, observation: &Observation) -> Option<Command> {
        let channel = self.asked(agenda)?;
        let onset = self.span(agenda)?.start();
        let codes = self.answer(agenda, channel).to_vec();
        Some(Command::Judge { observation: observation.id, channel, onset, codes })
    }

    /// Goes on after an answer was kept: to the window's next channel, else to the next window that is not judged.
    pub fn go_on(&mut self, agenda: &Agenda, observation: &Observation) -> Turn {
        let (Some(asked), Some(stop)) = (self.asked, agenda.stops().get(self.stop)) else { return Turn::Stay };
        if asked + 1 < stop.channels.len() {
            self.asked = Some(asked + 1);
            return Turn::Stay;
        }
        let next = agenda.unjudged_from(self.stop + 1, observation);
        let Some((next, span)) = next.and_then(|next| Some((next, agenda.stops().get(next)?.span))) else {
            self.asked = None;
            return Turn::End;
        };
        let turn = self.watch(agenda, observation, next);
        if span.end() == stop.span.end() {
            self.asked = Some(0);
            return Turn::Stay;
        }
        // A longer window that is under way already goes on from here.
        if span.contains(stop.span.end()) { Turn::Play(stop.span.end()) } else { turn }
    }

    /// Back to the question before: the window's channel before, else the last one of the window before.
    pub fn back(&mut self, agenda: &Agenda, observation: &Observation) -> Turn {
        if let Some(nth) = self.asked.and_then(|asked| asked.checked_sub(1)) {
            self.asked = Some(nth);
            return Turn::Stay;
        }
        let Some(before) = self.stop.checked_sub(1) else { return Turn::Stay };
        let Some(stop) = agenda.stops().get(before) else { return Turn::Stay };
        self.watch(agenda, observation, before);
        self.asked = stop.channels.len().checked_sub(1);
        Turn::Show(stop.span.end() - Millis(1))
    }

    /// On to the next window that is not judged, from the session's start again after the last; without an answer to this one.
    pub fn skip(&mut self, agenda: &Agenda, observation: &Observation) -> Turn {
        let next = agenda.unjudged_from(self.stop + 1, observation).or_else(|| agenda.unjudged_from(0, observation));
        next.map_or(Turn::End, |next| self.watch(agenda, observation, next))
    }

    /// Watches the window again before it is judged. The answer so far is kept.
    pub fn again(&mut self, agenda: &Agenda) -> Turn {
        self.asked = None;
        self.span(agenda).map_or(Turn::Stay, |span| Turn::Play(span.start()))
    }

    /// Goes on with the answers that were begun for the same window before interval coding was left.
    pub fn resume(&mut self, left: &Self) {
        if left.stop == self.stop && left.answers.len() == self.answers.len() {
            self.answers.clone_from(&left.answers);
        }
    }

    /// Watches a window, with the answers that it has.
    fn watch(&mut self, agenda: &Agenda, observation: &Observation, index: usize) -> Turn {
        let Some(stop) = agenda.stops().get(index) else { return Turn::Stay };
        let given = |channel: &ChannelId| {
            let events = observation.track(*channel).map_or(&[][..], |track| &track.events);
            let here = events.iter().filter(|event| event.timing.span() == Some(stop.span));
            here.map(|event| event.code).collect()
        };
        self.answers = stop.channels.iter().map(given).collect();
        (self.stop, self.asked) = (index, None);
        Turn::Play(stop.span.start())
    }

    fn place(&self, agenda: &Agenda, channel: ChannelId) -> Option<usize> {
        agenda.stops().get(self.stop)?.channels.iter().position(|known| *known == channel)
    }
}

#[cfg(test)]
mod tests;
