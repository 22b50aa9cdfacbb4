//! Numbers from codings, from outside: on examples worked by hand, and on arbitrary projects.

#![allow(clippy::expect_used, reason = "a test may fail")]

mod budget;
#[path = "../support/mod.rs"]
mod support;
mod tally;
