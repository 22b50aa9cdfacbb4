//! The sound: sung syllables from harmonics shaped by formants, the parent a little to the left, the child to the right.

use crate::voice::{self, Syllable};
use oorandom::Rand32;
use std::f32::consts::TAU;

/// Samples per second.
pub(crate) const SAMPLE_RATE: u32 = 48_000;

/// The first three formants of some vowels of an adult woman, in Hz.
const VOWELS: [[f32; 3]; 5] = [
    [850.0, 1220.0, 2810.0],
    [430.0, 2480.0, 3070.0],
    [590.0, 920.0, 2710.0],
    [610.0, 1990.0, 2840.0],
    [440.0, 1120.0, 2240.0],
];

/// The whole track as a WAV file: 16 bit, stereo.
#[allow(clippy::cast_possible_truncation)] // clamped to 16 bit
pub(crate) fn wav(seconds: u32) -> Vec<u8> {
    let length = (seconds * SAMPLE_RATE) as usize;
    let mut mix = vec![(0.0, 0.0); length];
    let mut noise = Rand32::new(75);
    for syllable in voice::parent() {
        sing(&mut mix, &syllable, (0.85, 0.5), &mut noise);
    }
    for syllable in voice::child() {
        sing(&mut mix, &syllable, (0.5, 0.85), &mut noise);
    }
    let mut bytes = header(seconds * SAMPLE_RATE * 4);
    for (left, right) in mix {
        for sample in [left, right] {
            // A soft limit instead of clipping.
            let value: f32 = f32::tanh(sample) * 30_000.0;
            bytes.extend((value as i16).to_le_bytes());
        }
    }
    bytes
}

/// The 44 bytes before the samples.
fn header(data: u32) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(44 + data as usize);
    bytes.extend(b"RIFF");
    bytes.extend((36 + data).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16_u32.to_le_bytes());
    bytes.extend(1_u16.to_le_bytes()); // PCM
    bytes.extend(2_u16.to_le_bytes()); // channels
    bytes.extend(SAMPLE_RATE.to_le_bytes());
    bytes.extend((SAMPLE_RATE * 4).to_le_bytes());
    bytes.extend(4_u16.to_le_bytes()); // bytes a frame
    bytes.extend(16_u16.to_le_bytes()); // bits a sample
    bytes.extend(b"data");
    bytes.extend(data.to_le_bytes());
    bytes
}

/// Adds one syllable to the mix.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sample counts are small
fn sing(mix: &mut [(f32, f32)], syllable: &Syllable, (left, right): (f32, f32), noise: &mut Rand32) {
    let manner = syllable.manner;
    let rate = SAMPLE_RATE as f32;
    let formants = VOWELS[syllable.vowel % VOWELS.len()].map(|hz| hz * manner.tract);
    let harmonics = harmonics(syllable.pitch, formants);
    let first = (syllable.start * rate).round() as usize;
    let count = (syllable.length * rate) as usize;
    let (mut phase, mut breath) = (0.0_f32, 0.0_f32);
    for (i, sample) in mix.iter_mut().skip(first).take(count).enumerate() {
        let t = i as f32 / count as f32;
        let seconds = i as f32 / rate;
        let vibrato = 1.0 + (0.008 + 0.02 * manner.rough) * (TAU * 5.6 * seconds).sin();
        // Up a little, then down by the glide.
        let bend = manner.glide.powf(0.25 - (t - 0.35).abs());
        phase = (phase + TAU * syllable.pitch * bend * vibrato / rate) % TAU;
        let tone: f32 = harmonics.iter().zip(1_u8..).map(|(level, h)| level * (phase * f32::from(h)).sin()).sum();
        breath += 0.25 * (noise.rand_float() * 2.0 - 1.0 - breath);
        let burst = (1.0 - seconds / 0.028).max(0.0) * 0.5;
        let growl = 1.0 - manner.rough * 0.45 * (0.5 + 0.5 * (TAU * 31.0 * seconds).sin());
        let voiced = tone * growl + breath * (0.03 + 0.30 * manner.rough + burst);
        let value = voiced * manner.level * envelope(seconds, syllable.length);
        sample.0 += value * left;
        sample.1 += value * right;
    }
}

/// In within 15 ms, so that the onset is clear, and out within 70 ms.
fn envelope(at: f32, length: f32) -> f32 {
    (at / 0.015).min(1.0) * ((length - at) / 0.07).clamp(0.0, 1.0)
}

/// Levels of the harmonics of a pitch, below 6 kHz, with a common loudness.
fn harmonics(pitch: f32, formants: [f32; 3]) -> Vec<f32> {
    let level = |hz: f32| -> f32 {
        let peaks = formants.iter().zip([1.0, 0.55, 0.25]).zip([110.0, 140.0, 200.0]);
        let resonance: f32 =
            peaks.map(|((formant, gain), width)| gain / (1.0 + ((hz - formant) / width).powi(2))).sum();
        (resonance + 0.04) / (1.0 + hz / 900.0)
    };
    let levels: Vec<f32> = (1_u8..40).map(|h| pitch * f32::from(h)).take_while(|hz| *hz < 6000.0).map(level).collect();
    let power = levels.iter().map(|level| level * level).sum::<f32>().sqrt();
    levels.into_iter().map(|level| level / power).collect()
}
