//! The `triage` program.
fn main() {}
