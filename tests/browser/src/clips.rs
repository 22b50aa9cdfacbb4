//! Test videos that say which frame they show, and files that are no videos.
//!
//! Frame `n` carries the twelve bits of `n` as white and black squares, highest first, and below them their complement, so that a
//! picture that is torn, scaled or not there is noticed. The probe in the page (`page/probe.js`) reads them.

use crate::config::Config;
use crate::engine::Engine;
use anyhow::{Context, Result, bail, ensure};
use attune::media::FrameRate;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const WIDTH: usize = 320;
const HEIGHT: usize = 180;
const BITS: usize = 12;
const PITCH: usize = 26;
const LEFT: usize = 4;
const TOP: usize = 4;
const SIDE: usize = 24;
const GAP: usize = 28;

/// Number of frames in each clip: one group of pictures, so that every seek but the first has to decode from far back.
pub(crate) const FRAMES: u32 = 250;

/// How a clip is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Clip {
    /// H.264 with B-frames and AAC in MP4, 25 frames a second.
    H264,
    /// The same at 30000/1001 frames a second.
    H264Ntsc,
    /// The same at 60000/1001 frames a second.
    H264Fast,
    /// Frames of 40, 80 and 120 ms.
    H264Uneven,
    /// The picture begins half a second after the sound, by an empty edit.
    H264Late,
    /// B-frames, no sound, and no edit list that takes their delay back.
    H264Unedited,
    /// The edit list cuts off what comes before 1.3 s, but for the picture that the rest depends on.
    H264Cut,
    /// Written in fragments, with an edit list.
    H264Fragments,
    /// 1920 × 1080 at the 8 Mbit/s of a camera, with some noise, and a single key picture.
    H264Large,
    /// VP9 and Opus in WebM, 25 frames a second.
    Vp9,
    /// VP9 and Opus in WebM at 30000/1001 frames a second.
    Vp9Ntsc,
    /// Frames of 40, 80 and 120 ms.
    Vp9Uneven,
    /// HEVC in MP4: Chromium plays its sound and shows nothing.
    Hevc,
    /// MPEG-4 part 2 in AVI: WebKitGTK alone plays it.
    Avi,
}

/// What ffmpeg is told.
#[derive(Hash)]
struct Recipe {
    name: &'static str,
    rate: &'static str,
    /// Before the pictures come in.
    before: &'static str,
    /// Codecs and format.
    after: &'static str,
    has_sound: bool,
    /// Seconds that are cut off afterwards.
    cut: Option<&'static str>,
}

const X264: &str = "-c:v libx264 -preset veryfast -g 250 -bf 3";
const VP9: &str = "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 600k -g 250 -c:a libopus";
/// 40, 40, 80, 40, 120 ms and so on.
const UNEVEN: &str = "-fps_mode passthrough -vf settb=1/1000,setpts=40*N+40*floor(N/3)+80*floor(N/5)";

impl Clip {
    fn recipe(self) -> Recipe {
        let plain = Recipe { name: "", rate: "25", before: "", after: "", has_sound: true, cut: None };
        let mp4 = |name, after| Recipe { name, after, ..plain };
        match self {
            Self::H264 => mp4("h264-25.mp4", "-c:a aac -movflags +faststart"),
            Self::H264Ntsc => Recipe { rate: "30000/1001", ..mp4("h264-29.97.mp4", "-c:a aac -movflags +faststart") },
            Self::H264Fast => Recipe { rate: "60000/1001", ..mp4("h264-59.94.mp4", "-c:a aac") },
            Self::H264Uneven => mp4("h264-uneven.mp4", "-c:a aac"),
            Self::H264Late => {
                Recipe { before: "-itsoffset 0.5", ..mp4("h264-late.mp4", "-c:a aac -fps_mode passthrough") }
            }
            Self::H264Unedited => Recipe { has_sound: false, ..mp4("h264-unedited.mp4", "-use_editlist 0") },
            Self::H264Cut => Recipe { cut: Some("1.3"), ..mp4("h264-cut.mp4", "-g 25 -c:a aac") },
            Self::H264Large => mp4(
                "h264-1080.mp4",
                "-vf scale=1920:1080:flags=neighbor,noise=alls=6:allf=t -b:v 8M -maxrate 10M -bufsize 20M -c:a aac -movflags +faststart",
            ),
            Self::H264Fragments => mp4("h264-fragments.mp4", "-c:a aac -movflags frag_keyframe+delay_moov"),
            Self::Vp9 | Self::Vp9Uneven => mp4(if self == Self::Vp9 { "vp9-25.webm" } else { "vp9-uneven.webm" }, ""),
            Self::Vp9Ntsc => Recipe { rate: "30000/1001", ..mp4("vp9-29.97.webm", "") },
            Self::Hevc => {
                mp4("hevc.mp4", "-c:v libx265 -preset ultrafast -tag:v hvc1 -x265-params log-level=none -c:a aac")
            }
            Self::Avi => mp4("mpeg4.avi", "-c:v mpeg4 -q:v 4 -c:a libmp3lame"),
        }
    }

    /// The arguments for codecs and format.
    fn codecs(self) -> Vec<&'static str> {
        let video = match self {
            Self::Vp9 | Self::Vp9Ntsc | Self::Vp9Uneven => VP9,
            Self::Hevc | Self::Avi => "",
            _ => X264,
        };
        let times = if matches!(self, Self::H264Uneven | Self::Vp9Uneven) { UNEVEN } else { "" };
        [video, times, self.recipe().after].iter().flat_map(|words| words.split_whitespace()).collect()
    }

    /// The rate its frames are shown at; of uneven ones the rate they are made from.
    pub(crate) fn rate(self) -> FrameRate {
        match self {
            Self::H264Ntsc | Self::Vp9Ntsc => FrameRate::NTSC_30,
            Self::H264Fast => FrameRate::COMMON[7],
            _ => FrameRate::PAL,
        }
    }

    /// The number that the first picture shows.
    pub(crate) fn first(self) -> u32 {
        // 1.3 s are 32.5 frames, and half a frame is not counted.
        if self == Self::H264Cut { 33 } else { 0 }
    }

    /// How long its sound is: as long as the picture, since neither Firefox nor WebKit can be counted on to seek behind its end.
    fn seconds(self) -> f64 {
        let seconds = f64::from(FRAMES) / self.rate().per_second();
        match self {
            Self::H264Late => seconds + 1.0,
            Self::H264Uneven | Self::Vp9Uneven => seconds * 1.72,
            _ => seconds,
        }
    }

    /// How many of the last frames an engine cannot be made to show: it seeks no further than the length that the file's header states. In
    /// WebKit, pictures without an edit list come two frames later than that allows for; in Firefox, which shows what an edit list cuts off,
    /// all pictures come later by that. WebKit ends a video that an edit list cuts ten frames early, why is not known.
    pub(crate) fn out_of_reach(self, engine: Engine) -> u32 {
        match (self, engine) {
            (Self::H264Unedited, Engine::WebKit) => 2,
            (Self::H264Cut, Engine::Firefox) => 7,
            (Self::H264Cut, Engine::WebKit) => 10,
            _ => 0,
        }
    }

    /// Makes the clip, unless an earlier run has made it by the same recipe.
    pub(crate) fn make(self, config: &Config) -> Result<PathBuf> {
        let recipe = self.recipe();
        let mut hasher = DefaultHasher::new();
        (&recipe, self.codecs(), self.seconds().to_bits(), FRAMES, WIDTH, HEIGHT, BITS, SIDE, GAP).hash(&mut hasher);
        let folder = config.scratch.join("clips").join(format!("{:016x}", hasher.finish()));
        let path = folder.join(recipe.name);
        if path.exists() {
            return Ok(path);
        }
        std::fs::create_dir_all(&folder)?;
        // Under another name until complete, so that an interrupted run leaves nothing that looks finished.
        let part = folder.join(format!("part-{}", recipe.name));
        encode(config, &recipe, &self.codecs(), self.seconds(), &part)
            .with_context(|| format!("making {} with ffmpeg", recipe.name))?;
        if let Some(seconds) = recipe.cut {
            let whole = folder.join(format!("whole-{}", recipe.name));
            std::fs::rename(&part, &whole)?;
            let mut ffmpeg = quiet(config)?;
            ffmpeg.args(["-ss", seconds, "-i"]).arg(&whole).args(["-c", "copy"]).arg(&part).stdin(Stdio::null());
            let status = ffmpeg.status()?;
            ensure!(status.success(), "ffmpeg: {status}");
        }
        std::fs::rename(&part, &path)?;
        Ok(path)
    }
}

fn quiet(config: &Config) -> Result<Command> {
    let mut ffmpeg = Command::new(config.ffmpeg()?);
    ffmpeg.args(["-hide_banner", "-loglevel", "error", "-y"]);
    Ok(ffmpeg)
}

/// A copy of a clip that is another file: the same frames with some bytes behind them that players pass over.
pub(crate) fn variant(config: &Config, clip: Clip, number: u8) -> Result<PathBuf> {
    let path = clip.make(config)?;
    if number == 0 {
        return Ok(path);
    }
    let name = path.file_name().and_then(|name| name.to_str()).context("a file name")?;
    let copy = path.with_file_name(format!("camera-{}-{name}", number + 1));
    if !copy.exists() {
        let mut bytes = std::fs::read(&path)?;
        // A box of MP4 that says "free", or an element of WebM that is void, for each number one byte longer.
        let padding = vec![0; usize::from(number)];
        if path.extension().is_some_and(|extension| extension == "mp4") {
            bytes.extend(u32::try_from(8 + padding.len())?.to_be_bytes());
            bytes.extend(b"free");
        } else {
            bytes.extend([0xEC, 0x80 | number]);
        }
        bytes.extend(padding);
        std::fs::write(&copy, bytes)?;
    }
    Ok(copy)
}

/// An hour of video: the 25 frames-a-second clip again and again, without sound.
pub(crate) fn hour(config: &Config) -> Result<PathBuf> {
    let clip = Clip::H264.make(config)?;
    let path = clip.with_file_name("hour.mp4");
    if !path.exists() {
        let part = clip.with_file_name("part-hour.mp4");
        let status = quiet(config)?
            .args(["-stream_loop", "359", "-i"])
            .arg(&clip)
            .args(["-c", "copy", "-an", "-movflags", "+faststart"])
            .arg(&part)
            .stdin(Stdio::null())
            .status()?;
        ensure!(status.success(), "ffmpeg: {status}");
        std::fs::rename(&part, &path)?;
    }
    Ok(path)
}

/// Two hours of a small gray picture with stereo sound in AAC of 128 kbit/s: bursts of noise, on the left and on the right in turn.
pub(crate) fn two_hours_of_sound(config: &Config) -> Result<PathBuf> {
    let folder = config.scratch.join("clips");
    std::fs::create_dir_all(&folder)?;
    let [minute, part, path] = ["minute.mp4", "part-two-hours.mp4", "two-hours.mp4"].map(|name| folder.join(name));
    if !path.exists() {
        let sound = "aevalsrc=random(0)*lt(mod(t\\,4)\\,1)|0.5*random(1)*gt(mod(t\\,6)\\,5):s=48000:d=60";
        let mut ffmpeg = quiet(config)?;
        ffmpeg.args(["-f", "lavfi", "-i", "color=c=gray:s=64x36:r=5:d=60", "-f", "lavfi", "-i", sound]);
        ffmpeg.args(["-c:v", "libx264", "-c:a", "aac", "-b:a", "128k"]).arg(&minute);
        finished(ffmpeg)?;
        let mut ffmpeg = quiet(config)?;
        ffmpeg.args(["-stream_loop", "119", "-i"]).arg(&minute);
        ffmpeg.args(["-c", "copy", "-movflags", "+faststart"]).arg(&part);
        finished(ffmpeg)?;
        std::fs::rename(&part, &path)?;
    }
    Ok(path)
}

fn finished(mut ffmpeg: Command) -> Result<()> {
    let status = ffmpeg.stdin(Stdio::null()).status()?;
    ensure!(status.success(), "ffmpeg: {status}");
    Ok(())
}

fn encode(config: &Config, recipe: &Recipe, codecs: &[&str], seconds: f64, out: &Path) -> Result<()> {
    let size = format!("{WIDTH}x{HEIGHT}");
    let mut ffmpeg = quiet(config)?;
    ffmpeg.args(recipe.before.split_whitespace());
    ffmpeg.args([
        "-f",
        "rawvideo",
        "-pixel_format",
        "gray",
        "-video_size",
        &size,
        "-framerate",
        recipe.rate,
        "-i",
        "-",
    ]);
    if recipe.has_sound {
        ffmpeg.args(["-f", "lavfi", "-i", &format!("sine=frequency=330:beep_factor=4:duration={seconds}")]);
    }
    ffmpeg.args(["-pix_fmt", "yuv420p", "-fflags", "+bitexact", "-flags", "+bitexact"]);
    let mut ffmpeg = ffmpeg.args(codecs).arg(out).stdin(Stdio::piped()).spawn()?;
    let mut pipe = ffmpeg.stdin.take().context("a pipe to ffmpeg")?;
    let mut written = Ok(());
    for frame in 0..FRAMES {
        written = pipe.write_all(&picture(frame));
        if written.is_err() {
            break; // ffmpeg has ended; its own message says why
        }
    }
    drop(pipe);
    let status = ffmpeg.wait()?;
    ensure!(status.success(), "ffmpeg: {status}");
    written.context("writing frames")
}

/// One picture, eight bits of gray a pixel.
fn picture(frame: u32) -> Vec<u8> {
    // A slanted pattern that moves, so that frames depend on each other as in a real video.
    let mut gray: Vec<u8> = (0..WIDTH * HEIGHT)
        .map(|i| {
            let (x, y) = (i % WIDTH, i / WIDTH);
            u8::try_from(64 + (x + y + frame as usize * 2) / 8 % 2 * 96).unwrap_or(u8::MAX)
        })
        .collect();
    for column in 0..BITS {
        let bit = frame >> (BITS - 1 - column) & 1 == 1;
        for (row, white) in [bit, !bit].into_iter().enumerate() {
            for y in TOP + row * GAP..TOP + row * GAP + SIDE {
                let start = y * WIDTH + LEFT + column * PITCH;
                gray[start..start + SIDE].fill(if white { 235 } else { 16 });
            }
        }
    }
    gray
}

/// A file that is no video, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fake {
    /// Text named `.mp4`.
    Text,
    /// Nothing named `.mp4`.
    Empty,
    /// The first third of an MP4 whose index comes last.
    Truncated,
}

impl Fake {
    pub(crate) const ALL: [Self; 3] = [Self::Text, Self::Empty, Self::Truncated];

    pub(crate) fn make(self, config: &Config) -> Result<PathBuf> {
        let (name, bytes) = match self {
            Self::Text => ("text.mp4", b"This is no video.\n".repeat(200)),
            Self::Empty => ("empty.mp4", Vec::new()),
            Self::Truncated => {
                // HEVC is the one recipe that leaves the index at the end.
                let whole = std::fs::read(Clip::Hevc.make(config)?)?;
                let Some(part) = whole.get(..whole.len() / 3) else { bail!("no clip to cut") };
                ("truncated.mp4", part.to_vec())
            }
        };
        let path = config.scratch.join("clips").join(name);
        std::fs::create_dir_all(config.scratch.join("clips"))?;
        std::fs::write(&path, bytes)?;
        Ok(path)
    }
}
