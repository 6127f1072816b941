//! Tests of the program as its users meet it.

mod commands;
mod files;
mod streams;
