//! EDF, EDF+ and BDF: the formats that most devices for physiology write.
//!
//! After the specifications of EDF (Kemp et al. 1992), EDF+ (Kemp & Olivan 2003, edfplus.info) and of BDF, its 24-bit form (`BioSemi`). A file is
//! a header in ASCII and records of equal length; in each record every signal has its own number of samples, so each has its own rate. In
//! EDF+ one of the signals is text: the onsets of the records, which may be apart (EDF+D), and annotations.

mod annotations;
mod header;
mod records;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))] // by proptest, which is for the host
mod tests;

pub use header::{EdfHeader, EdfKind, EdfSignal};
pub(super) use records::EdfReader;

/// Whether a file begins as these formats do.
pub(super) fn begins_so(head: &[u8]) -> bool {
    head.starts_with(b"0       ") || head.starts_with(b"\xffBIOSEMI")
}
