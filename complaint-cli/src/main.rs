//! The `triage` program: see the library of this crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    complaint_cli::console::prepare_process();
    ExitCode::from(complaint_cli::run(std::env::args_os(), complaint_cli::Console::of_process()))
}
