//! Attune.
fn main() {}
