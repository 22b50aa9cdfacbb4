//! From pictures and sound to files, by ffmpeg.

use crate::paint::Canvas;
use crate::scene::Director;
use crate::{picture, sound};
use attune::demo::{Clip, script, stamp};
use sha2::{Digest, Sha256};
use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Options by which ffmpeg writes each file.
fn options(clip: Clip) -> &'static str {
    match clip {
        Clip::Mp4 => {
            "-c:v libx264 -profile:v high -preset veryslow -tune animation -crf 25 -g 250 -bf 3 -c:a aac -b:a 56k -movflags +faststart"
        }
        Clip::WebM => {
            "-c:v libvpx-vp9 -crf 36 -b:v 0 -g 250 -deadline good -cpu-used 2 -row-mt 1 -c:a libopus -b:a 40k"
        }
    }
}

/// Writes both clips into a folder, reads every frame number back from them, and prints their fingerprints.
pub(crate) fn clips(folder: &Path) -> Outcome<()> {
    fs::create_dir_all(folder)?;
    let sound = std::env::temp_dir().join("attune-demo.wav");
    fs::write(&sound, sound::wav(script::FRAMES / 25))?;
    let mut encoders = Vec::new();
    for clip in Clip::ALL {
        let file = folder.join(clip.file_name());
        let mut command = ffmpeg();
        raw_input(&mut command, 25).arg("-i").arg(&sound);
        command.args(
            "-map 0:v -map 1:a -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact".split(' '),
        );
        command.args("-vf scale=out_color_matrix=bt709:out_range=tv -pix_fmt yuv420p -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv".split(' '));
        command.args(options(clip).split(' ')).arg(&file).stdin(Stdio::piped());
        encoders.push((clip, file, command.spawn()?));
    }
    let director = Director::new();
    for frame in 0..script::FRAMES {
        let canvas = drawn(&director, frame)?;
        for (_, _, encoder) in &mut encoders {
            feed(encoder, &canvas)?;
        }
        if frame % 250 == 0 {
            println!("drawing frame {frame} of {}", script::FRAMES);
        }
    }
    for (clip, file, encoder) in encoders {
        finish(encoder)?;
        verify(&file)?;
        let bytes = fs::read(&file)?;
        println!("Self::{clip:?} => ({}, \"{}\"),", bytes.len(), hash(&bytes));
    }
    fs::remove_file(sound)?;
    Ok(())
}

/// Writes chosen frames, three in a row, as one picture.
pub(crate) fn stills(frames: &[u32], file: &str) -> Outcome<()> {
    let rows = frames.len().div_ceil(3);
    let mut command = ffmpeg();
    raw_input(&mut command, 1).args(["-vf", &format!("tile=3x{rows}"), "-frames:v", "1", file]).stdin(Stdio::piped());
    let mut encoder = command.spawn()?;
    let director = Director::new();
    for frame in frames {
        feed(&mut encoder, &drawn(&director, *frame)?)?;
    }
    finish(encoder)
}

fn drawn(director: &Director, frame: u32) -> Outcome<Canvas> {
    let mut canvas = Canvas::new(stamp::WIDTH, stamp::HEIGHT).ok_or("an empty picture")?;
    picture::paint(&mut canvas, &director.scene(frame), frame);
    Ok(canvas)
}

fn ffmpeg() -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-hide_banner", "-loglevel", "error", "-y"]);
    command
}

/// Pictures as raw pixels from standard input.
fn raw_input(command: &mut Command, rate: u32) -> &mut Command {
    let size = format!("{}x{}", stamp::WIDTH, stamp::HEIGHT);
    command.args(["-f", "rawvideo", "-pix_fmt", "rgba", "-s", &size, "-r", &rate.to_string(), "-i", "-"])
}

fn feed(encoder: &mut Child, canvas: &Canvas) -> Outcome<()> {
    encoder.stdin.as_mut().ok_or("ffmpeg takes no input")?.write_all(canvas.rgba())?;
    Ok(())
}

fn finish(mut encoder: Child) -> Outcome<()> {
    drop(encoder.stdin.take());
    if encoder.wait()?.success() { Ok(()) } else { Err("ffmpeg failed".into()) }
}

/// Decodes a file and compares the number in each picture with its place.
fn verify(file: &Path) -> Outcome<()> {
    let mut command = ffmpeg();
    command.arg("-i").arg(file).args(["-f", "rawvideo", "-pix_fmt", "gray", "-"]).stdout(Stdio::piped());
    let mut decoder = command.spawn()?;
    let mut pictures = decoder.stdout.take().ok_or("ffmpeg gives no output")?;
    let mut picture = vec![0; (stamp::WIDTH * stamp::HEIGHT) as usize];
    for frame in 0..script::FRAMES {
        pictures.read_exact(&mut picture)?;
        let read = stamp::read(|x, y| picture[(y * stamp::WIDTH + x) as usize]);
        if read != Some(frame) {
            return Err(format!("{}: picture {frame} reads as {read:?}", file.display()).into());
        }
    }
    if pictures.read(&mut picture)? > 0 {
        return Err(format!("{}: more than {} pictures", file.display(), script::FRAMES).into());
    }
    decoder.wait()?;
    Ok(())
}

/// As [`attune::model::Fingerprint`] has it.
fn hash(bytes: &[u8]) -> String {
    let part = bytes.len().min(1 << 20);
    let digest = Sha256::new().chain_update(&bytes[..part]).chain_update(&bytes[bytes.len() - part..]).finalize();
    format!("{digest:x}")
}
