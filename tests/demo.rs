//! The committed clips are the ones that the demo project names.
#![cfg(not(target_arch = "wasm32"))]

use attune::demo::Clip;
use attune::model::Fingerprint;
use sha2::{Digest, Sha256};
use std::path::Path;

fn committed(clip: Clip) -> std::io::Result<Vec<u8>> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("public/demo").join(clip.file_name()))
}

fn fingerprint(bytes: &[u8]) -> Fingerprint {
    let part = bytes.len().min(1 << 20);
    let digest = Sha256::new().chain_update(&bytes[..part]).chain_update(&bytes[bytes.len() - part..]).finalize();
    Fingerprint { size: bytes.len() as u64, hash: format!("{digest:x}") }
}

#[test]
fn the_committed_clips_have_the_stated_fingerprints() -> std::io::Result<()> {
    for clip in Clip::ALL {
        assert_eq!(fingerprint(&committed(clip)?), clip.fingerprint(), "{clip:?}: put in what render-demo printed");
    }
    Ok(())
}

#[test]
fn the_clips_are_small_enough_to_ship() -> std::io::Result<()> {
    assert!(committed(Clip::Mp4)?.len() + committed(Clip::WebM)?.len() < 3_000_000);
    Ok(())
}
