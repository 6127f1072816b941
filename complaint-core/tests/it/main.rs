//! One binary for all integration tests of the library: linking it once is
//! what takes the time. A module for each stage.

#![allow(clippy::unwrap_used)]

mod facts;
mod newest;
mod own;
mod reading;
mod reply;
mod rules;
mod stages;
mod traps;
