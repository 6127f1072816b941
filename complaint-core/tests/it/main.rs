//! One binary for all integration tests of the library: linking it once is
//! what takes the time.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod reading;
