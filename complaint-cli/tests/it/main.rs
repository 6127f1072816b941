//! Tests of the program as its users meet it.

#![allow(clippy::unwrap_used)]

mod commands;
mod files;
mod reports;
mod settings;
mod streams;
mod tag;
