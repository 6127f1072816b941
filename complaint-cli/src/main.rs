//! The `triage` program: see the library of this crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    complaint_cli::console::prepare_process();
    // the shells of Windows leave `*.eml` to the program
    ExitCode::from(complaint_cli::run(wild::args_os(), complaint_cli::Console::of_process()))
}
