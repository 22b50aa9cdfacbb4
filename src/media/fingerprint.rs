//! How a file is known again: its size and a hash of both ends, so that a file of many gigabytes takes no longer than a small one.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// How many bytes at each end are hashed: 1 MiB.
pub const EDGE: u64 = 1 << 20;

/// SHA-256, in hexadecimal, over the first [`EDGE`] bytes followed by the last `EDGE` bytes; a shorter file gives all of itself for either end.
pub fn fingerprint(head: &[u8], tail: &[u8]) -> String {
    let digest = Sha256::new().chain_update(head).chain_update(tail).finalize();
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_sha_256_of_both_ends() {
        // FIPS 180-2, appendix B.1: "abc".
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(fingerprint(b"a", b"bc"), abc);
        assert_ne!(fingerprint(b"a", b"bd"), abc);
    }
}
