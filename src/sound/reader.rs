//! Reads the sound of a file, packet by packet, where it is wanted first.

use super::decoder::Decoder;
use super::gather::Gather;
use super::order::{Order, PART};
use super::pictures::{Hiding, look_through};
use super::{SoundHead, Unheard};
use crate::media::Peak;
use crate::time::Millis;
use std::io::{Error as IoError, ErrorKind, Seek, SeekFrom};
use symphonia::core::codecs::CodecParameters;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, SeekMode, SeekTo, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;
use symphonia::core::units::{Time, TimeBase};

/// The length of a stretch: 200 a second tell an onset to a fraction of a frame, and take 6 bytes a row and a third more for the coarser zooms.
const BUCKET_MS: u32 = 5;
/// Its length in files of more than four hours.
const WIDE_BUCKET_MS: u32 = 20;
/// More stretches than this are in no film.
const MOST_BUCKETS: u32 = 24 * 3600 * 50;
/// A file that says to be longer lies.
const LONGEST: f64 = 24.0 * 3600.0;
/// A decoder that starts in the middle needs this many seconds to be in step: RFC 7845 says 80 ms for Opus, and AAC needs two packets.
const LEAD: f64 = 0.12;
/// This many damaged packets, and nothing heard before: the codec is not what the file says.
const MOST_DAMAGED: u32 = 500;

/// What a step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// There is more to read.
    More,
    /// All is read.
    End,
}

/// Where the reading goes on when it has come to the end of a part.
enum Entered {
    /// In the part that was reached.
    Reached,
    /// That part is read already.
    Elsewhere(Step),
}

/// The sound of a file.
pub struct SoundReader {
    /// Always there, but while it is opened anew.
    format: Option<Box<dyn FormatReader>>,
    decoder: Decoder,
    track: u32,
    time_base: TimeBase,
    /// Film time = packet time + shift, in seconds.
    shift: f64,
    /// Whether the length is known, so that the file can be read out of order.
    is_ordered: bool,
    order: Order,
    part: usize,
    wanted: Option<usize>,
    head: SoundHead,
    gather: Gather,
    samples: Vec<f32>,
    heard: bool,
    damaged: u32,
}

impl SoundReader {
    /// Opens a file, to be read from this moment on first.
    pub fn open(mut source: impl MediaSource + 'static, from: Millis) -> Result<Self, Unheard> {
        let findings = look_through(&mut source).map_err(|why| of_io(&why))?.unwrap_or_default();
        let shift = findings.shift;
        let hiding = Hiding::new(source, findings).map_err(|why| of_io(&why))?;
        let stream = MediaSourceStream::new(Box::new(hiding), MediaSourceStreamOptions::default());
        let format = probe(stream)?;
        let track = format.default_track(TrackType::Audio).or_else(|| format.first_track(TrackType::Audio));
        let Some(track) = track else { return Err(Unheard::NoSound) };
        let Some(CodecParameters::Audio(parameters)) = &track.codec_params else { return Err(Unheard::Codec(None)) };
        let decoder = Decoder::new(parameters)?;
        let rate = parameters.sample_rate.filter(|rate| *rate > 0).unwrap_or(48_000);
        let time_base = track.time_base.or_else(|| TimeBase::try_from_recip(rate)).ok_or(Unheard::Damaged)?;
        let id = track.id;
        let of_track = track.duration.or(track.num_frames.map(Into::into));
        let of_track = of_track.map(|duration| time_base.calc_duration_saturating(duration).as_secs_f64());
        let info = format.media_info();
        let of_file = info.time_base.zip(info.duration);
        let of_file = of_file.map(|(base, duration)| base.calc_duration_saturating(duration).as_secs_f64());
        let length = of_track
            .or(of_file)
            .filter(|length| (0.01..=LONGEST).contains(length))
            .map(|length| length + shift.max(0.0));

        let bucket_ms = if length.is_some_and(|length| length > 4.0 * 3600.0) { WIDE_BUCKET_MS } else { BUCKET_MS };
        let head = SoundHead { rows: if decoder.channels() == 2 { 2 } else { 1 }, bucket_ms };
        let mut reader = Self {
            format: Some(format),
            decoder,
            track: id,
            time_base,
            shift,
            is_ordered: length.is_some(),
            order: Order::new(length.unwrap_or(LONGEST)),
            part: 0,
            wanted: None,
            head,
            gather: Gather::new(head.rows, bucket_ms, MOST_BUCKETS),
            samples: Vec::new(),
            heard: false,
            damaged: 0,
        };
        reader.look(from);
        Ok(reader)
    }

    /// How the peaks are to be understood.
    pub fn head(&self) -> SoundHead {
        self.head
    }

    /// The share that is read, in thousandths, where the length is known.
    pub fn permille(&self) -> Option<u16> {
        self.is_ordered.then(|| self.order.permille())
    }

    /// What lies at a moment of the file, and after it, is wanted first.
    pub fn look(&mut self, at: Millis) {
        if self.is_ordered {
            let part = self.order.part(at.seconds());
            // What is wanted may be read, or be next, already.
            self.wanted = self.order.next(part).filter(|next| *next == part && part != self.part);
        }
    }

    /// Peaks that were read since this was asked last: the number of the first stretch of each run, and the peaks of its rows.
    pub fn take(&mut self) -> Vec<(u32, Vec<Peak>)> {
        self.gather.take().into_iter().map(|run| (run.first, run.peaks)).collect()
    }

    /// Reads a packet.
    pub fn step(&mut self) -> Result<Step, Unheard> {
        if let Some(wanted) = self.wanted.take() {
            return self.go_to(wanted);
        }
        let packet = match self.format.as_mut().ok_or(Unheard::Gone)?.next_packet() {
            Ok(Some(packet)) => packet,
            Err(Error::IoError(why)) if why.kind() != ErrorKind::UnexpectedEof => return Err(of_io(&why)),
            // The end, or the file breaks off: what there is has been read.
            Ok(None) | Err(_) => return self.end(),
        };
        if packet.track_id != self.track {
            return Ok(Step::More);
        }
        let time = self.time_base.calc_time_saturating(packet.pts).as_secs_f64() + self.shift;
        if time >= start_of(self.part + 1)
            && let Entered::Elsewhere(step) = self.enter(self.order.part(time))?
        {
            return Ok(step);
        }
        if let Some(found) = self.decoder.decode(&packet, &mut self.samples) {
            self.heard = true;
            self.gather.feed(time, f64::from(found.rate), found.channels, &self.samples);
        } else if !self.heard {
            self.damaged += 1;
            if self.damaged > MOST_DAMAGED {
                return Err(Unheard::Damaged);
            }
        }
        Ok(Step::More)
    }

    /// The packets have come to another part.
    fn enter(&mut self, reached: usize) -> Result<Entered, Unheard> {
        // What lies between has no sound.
        for part in self.part..reached {
            self.order.finish(part);
        }
        Ok(match self.order.next(reached) {
            Some(next) if next == reached => {
                self.part = reached;
                Entered::Reached
            }
            Some(next) => Entered::Elsewhere(self.go_to(next)?),
            None => {
                self.gather.close();
                Entered::Elsewhere(Step::End)
            }
        })
    }

    /// The file, or what can be read of it, ends here.
    fn end(&mut self) -> Result<Step, Unheard> {
        self.gather.close();
        if !self.heard {
            return Err(Unheard::Damaged);
        }
        if !self.is_ordered {
            return Ok(Step::End);
        }
        self.order.end_at(self.part);
        let Some(next) = self.order.next(0) else { return Ok(Step::End) };
        // A reader of symphonia that has come to the end of an MP4 stays there, whatever is sought.
        let mut stream = self.format.take().ok_or(Unheard::Gone)?.into_inner();
        stream.seek(SeekFrom::Start(0)).map_err(|why| of_io(&why))?;
        self.format = Some(probe(stream)?);
        self.go_to(next)
    }

    /// Goes to a part, or to the next that can be reached.
    fn go_to(&mut self, part: usize) -> Result<Step, Unheard> {
        self.gather.close();
        let mut next = Some(part);
        while let Some(part) = next {
            self.part = part;
            let start = start_of(part);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below the limit of stretches
            let first = (start * 1000.0 / f64::from(self.head.bucket_ms)) as u32;
            self.gather.from = first;
            let time = Time::try_from_secs_f64((start - self.shift - LEAD).max(0.0)).unwrap_or(Time::ZERO);
            let to = SeekTo::Time { time, track_id: Some(self.track) };
            match self.format.as_mut().ok_or(Unheard::Gone)?.seek(SeekMode::Accurate, to) {
                Ok(_) => {
                    self.decoder.reset();
                    return Ok(Step::More);
                }
                Err(Error::IoError(why)) if why.kind() != ErrorKind::UnexpectedEof => return Err(of_io(&why)),
                // There is no sound, or it cannot be found without reading all that comes before.
                Err(_) => self.order.finish(part),
            }
            next = self.order.next(part);
        }
        Ok(Step::End)
    }
}

/// Where a part begins, in seconds.
#[allow(clippy::cast_precision_loss)] // a file of a day has 8,640 parts
fn start_of(part: usize) -> f64 {
    part as f64 * PART
}

/// Finds out what the file is.
fn probe(stream: MediaSourceStream<'static>) -> Result<Box<dyn FormatReader>, Unheard> {
    let probed = symphonia::default::get_probe().probe(
        &Hint::new(),
        stream,
        FormatOptions::default(),
        MetadataOptions::default(),
    );
    probed.map_err(|why| match why {
        Error::IoError(why) if why.kind() != ErrorKind::UnexpectedEof => of_io(&why),
        Error::Unsupported(_) => Unheard::Container,
        _ => Unheard::Damaged,
    })
}

/// What an error of reading the file itself means.
fn of_io(why: &IoError) -> Unheard {
    if why.kind() == ErrorKind::UnexpectedEof { Unheard::Damaged } else { Unheard::Gone }
}
