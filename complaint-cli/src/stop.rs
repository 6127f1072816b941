//! Ctrl-C: the first asks the run to end cleanly, the second ends it at once.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// The user asked the run to end.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// Listens for Ctrl-C and termination. Only the program itself does, not its tests.
pub(crate) fn listen() {
    // without a handler the system ends the process: `--resume` copes with that
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(crate::Exit::Interrupted.code()));
        }
    });
}
