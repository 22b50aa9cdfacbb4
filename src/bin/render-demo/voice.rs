//! Syllables: what both the mouth and the sound of an utterance follow.

use attune::demo::acts::{Bout, ChildVoice, ParentVoice};
use attune::demo::script::{CHILD_VOICE, PARENT_VOICE};

/// How an utterance is cut into syllables and sung.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// Length of a syllable with its pause, in seconds, about.
    pub(crate) beat: f32,
    /// The part of the beat that sounds.
    pub(crate) voiced: f32,
    /// Pitch in Hz, between the syllables' own.
    pub(crate) pitch: f32,
    /// How far syllables lie from that, as a factor.
    pub(crate) melody: f32,
    /// How far pitch falls within a syllable, as a factor.
    pub(crate) glide: f32,
    /// How rough it sounds, 0 to 1.
    pub(crate) rough: f32,
    /// How wide the mouth opens, 0 to 1.
    pub(crate) open: f32,
    /// Vocal tract against an adult's: formants are multiplied by this.
    pub(crate) tract: f32,
    /// Loudness, 0 to 1.
    pub(crate) level: f32,
}

const INFANT_DIRECTED: Manner = Manner {
    beat: 0.30,
    voiced: 0.86,
    pitch: 285.0,
    melody: 1.32,
    glide: 1.16,
    rough: 0.0,
    open: 0.85,
    tract: 1.12,
    level: 0.50,
};
const ADULT_LIKE: Manner = Manner {
    beat: 0.19,
    voiced: 0.8,
    pitch: 195.0,
    melody: 1.06,
    glide: 1.04,
    rough: 0.0,
    open: 0.55,
    tract: 1.08,
    level: 0.45,
};
const TO_OTHERS: Manner = Manner { pitch: 182.0, level: 0.34, ..ADULT_LIKE };
const BABBLE: Manner = Manner {
    beat: 0.26,
    voiced: 0.8,
    pitch: 405.0,
    melody: 1.14,
    glide: 1.1,
    rough: 0.05,
    open: 0.9,
    tract: 1.5,
    level: 0.42,
};
const FLAT: Manner = Manner { beat: 0.8, voiced: 1.0, melody: 1.0, glide: 1.02, open: 0.5, level: 0.34, ..BABBLE };
const FUSS: Manner =
    Manner { beat: 0.56, voiced: 0.86, pitch: 450.0, melody: 1.08, glide: 1.5, rough: 0.5, level: 0.46, ..BABBLE };

/// One syllable.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Syllable {
    /// Where it starts, in seconds.
    pub(crate) start: f32,
    /// How long it sounds, in seconds.
    pub(crate) length: f32,
    /// Its pitch in Hz when it starts.
    pub(crate) pitch: f32,
    /// Its vowel, as an index into a list that goes round.
    pub(crate) vowel: usize,
    /// How the utterance sounds.
    pub(crate) manner: Manner,
}

impl Syllable {
    /// How wide the mouth is open, 0 to 1.
    pub(crate) fn opening(&self, at: f32) -> f32 {
        let t = (at - self.start) / self.length;
        if (0.0..1.0).contains(&t) { self.manner.open * (t.min(0.2) * 5.0) * ((1.0 - t).min(0.3) / 0.3) } else { 0.0 }
    }
}

/// All that the parent says.
pub(crate) fn parent() -> Vec<Syllable> {
    syllables(PARENT_VOICE, |act| match act {
        ParentVoice::InfantDirected => INFANT_DIRECTED,
        ParentVoice::AdultLike => ADULT_LIKE,
        ParentVoice::ToOthers => TO_OTHERS,
    })
}

/// All that the child utters.
pub(crate) fn child() -> Vec<Syllable> {
    syllables(CHILD_VOICE, |act| match act {
        ChildVoice::Babble => BABBLE,
        ChildVoice::Neutral => FLAT,
        ChildVoice::Fuss => FUSS,
    })
}

/// Cuts each utterance into a whole number of syllables, so that sound begins and ends with it.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // frame and syllable counts are small
fn syllables<T: Copy>(bouts: &[Bout<T>], manner: impl Fn(T) -> Manner) -> Vec<Syllable> {
    // A phrase rises, swings and falls; melody scales it.
    const PHRASE: [f32; 7] = [0.1, 0.8, 1.0, 0.2, 0.7, -0.4, -0.9];
    let mut all = Vec::new();
    for (number, bout) in bouts.iter().enumerate() {
        let manner = manner(bout.act);
        let start = bout.from as f32 / 25.0;
        let length = (bout.to - bout.from) as f32 / 25.0;
        let count = (length / manner.beat).round().max(1.0);
        let beat = length / count;
        for i in 0..count as usize {
            let last = i + 1 == count as usize;
            let tone = if last { -0.8 } else { PHRASE[(i + number) % PHRASE.len()] };
            all.push(Syllable {
                start: start + beat * i as f32,
                // The last one sounds to the utterance's very end.
                length: if last { beat } else { beat * manner.voiced },
                pitch: manner.pitch * manner.melody.powf(tone),
                vowel: i * 2 + number,
                manner,
            });
        }
    }
    all
}
