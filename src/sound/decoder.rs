//! Decoders: symphonia's, and one for Opus, which it lacks.

use super::Unheard;
use rusty_opus::OpusDecoder;
use symphonia::core::audio::Channels;
use symphonia::core::codecs::audio::{
    AudioCodecId, AudioCodecParameters, AudioDecoder, AudioDecoderOptions, well_known,
};
use symphonia::core::errors::Error;
use symphonia::core::packet::Packet;

/// The longest Opus packet: 120 ms at 48 kHz.
const OPUS_FRAMES: usize = 5760;

/// Makes samples of packets.
pub(super) enum Decoder {
    Opus { decoder: Box<OpusDecoder>, channels: usize },
    Other(Box<dyn AudioDecoder>),
}

/// Samples of a packet, the channels of one moment beside each other.
pub(super) struct Samples {
    pub rate: u32,
    pub channels: usize,
}

impl Decoder {
    /// A decoder for a track, or what is missing.
    pub fn new(parameters: &AudioCodecParameters) -> Result<Self, Unheard> {
        let unknown = || Unheard::Codec(name(parameters.codec).map(str::to_owned));
        if parameters.codec == well_known::CODEC_ID_OPUS {
            // More than two channels come as several streams, which this decoder does not take apart.
            let channels = parameters.channels.as_ref().map_or(2, Channels::count);
            if channels > 2 {
                return Err(unknown());
            }
            let channels = channels.max(1);
            return match OpusDecoder::new(48_000, channels) {
                Ok(decoder) => Ok(Self::Opus { decoder: Box::new(decoder), channels }),
                Err(_) => Err(unknown()),
            };
        }
        let options = AudioDecoderOptions::default().gapless(false);
        match symphonia::default::get_codecs().make_audio_decoder(parameters, &options) {
            Ok(decoder) => Ok(Self::Other(decoder)),
            Err(_) => Err(unknown()),
        }
    }

    /// How many channels come out of it, as far as the file says so.
    pub fn channels(&self) -> usize {
        match self {
            Self::Opus { channels, .. } => *channels,
            Self::Other(decoder) => decoder.codec_params().channels.as_ref().map_or(1, Channels::count),
        }
    }

    /// Decodes a packet into `samples`. `None` for one that is damaged.
    pub fn decode(&mut self, packet: &Packet, samples: &mut Vec<f32>) -> Option<Samples> {
        match self {
            Self::Opus { decoder, channels } => {
                samples.resize(OPUS_FRAMES * *channels, 0.0);
                // An empty packet would be made up for, by as much as there is room for.
                let data = Some(&packet.data[..]).filter(|data| !data.is_empty())?;
                let frames = decoder.decode(data, OPUS_FRAMES, samples).ok()?;
                samples.truncate(frames * *channels);
                Some(Samples { rate: 48_000, channels: *channels })
            }
            Self::Other(decoder) => match decoder.decode(packet) {
                Ok(buffer) => {
                    let (rate, channels) = (buffer.spec().rate(), buffer.spec().channels().count());
                    buffer.copy_to_vec_interleaved(samples);
                    (rate > 0 && channels > 0).then_some(Samples { rate, channels })
                }
                Err(Error::ResetRequired) => {
                    decoder.reset();
                    None
                }
                Err(_) => None,
            },
        }
    }

    /// Forgets what came before, because what comes next does not follow it.
    pub fn reset(&mut self) {
        match self {
            Self::Opus { decoder, channels } => {
                if let Ok(fresh) = OpusDecoder::new(48_000, *channels) {
                    **decoder = fresh;
                }
            }
            Self::Other(decoder) => decoder.reset(),
        }
    }
}

/// What people call a codec.
fn name(codec: AudioCodecId) -> Option<&'static str> {
    let known = [
        (well_known::CODEC_ID_AAC, "AAC"),
        (well_known::CODEC_ID_AC3, "AC-3"),
        (well_known::CODEC_ID_EAC3, "E-AC-3"),
        (well_known::CODEC_ID_OPUS, "Opus"),
        (well_known::CODEC_ID_DCA, "DTS"),
        (well_known::CODEC_ID_TRUEHD, "TrueHD"),
        (well_known::CODEC_ID_WMA, "WMA"),
    ];
    known.iter().find(|(known, _)| *known == codec).map(|(_, name)| *name)
}
