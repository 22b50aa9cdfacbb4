//! Draws the demo from its script and encodes it with ffmpeg, at authoring time only.
//!
//! `cargo run --features render-demo --bin render-demo` writes both clips to `public/demo` and prints their fingerprints.
//! `… -- --stills 100,950 sheet.png` writes chosen frames as one picture to look at.

#[cfg(not(target_arch = "wasm32"))]
mod paint;
#[cfg(not(target_arch = "wasm32"))]
mod voice;
#[cfg(not(target_arch = "wasm32"))]
mod motion;
#[cfg(not(target_arch = "wasm32"))]
mod scene;
#[cfg(not(target_arch = "wasm32"))]
mod face;
#[cfg(not(target_arch = "wasm32"))]
mod picture;
#[cfg(not(target_arch = "wasm32"))]
mod sound;
#[cfg(not(target_arch = "wasm32"))]
mod encode;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => encode::clips(std::path::Path::new("public/demo")),
        ["--stills", frames, file] => {
            let frames = frames.split(',').map(str::parse).collect::<Result<Vec<u32>, _>>()?;
            encode::stills(&frames, file)
        }
        _ => Err("usage: render-demo [--stills FRAME,FRAME,… FILE.png]".into()),
    }
}
