//! Ctrl-C: the first asks the run to end cleanly, a later one ends it at once.

use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

/// When the user first asked the run to end.
static ASKED: OnceLock<Instant> = OnceLock::new();

/// `timeout` and some shells send a signal twice at once: that is one wish.
const ONE_WISH: Duration = Duration::from_millis(300);

/// The user asked the run to end.
pub fn asked() -> bool {
    ASKED.get().is_some()
}

/// Listens for Ctrl-C and termination. Only the program itself does, not its tests.
pub(crate) fn listen() {
    // without a handler the system ends the process: `--resume` copes with that
    let _ = ctrlc::set_handler(|| {
        if ASKED.get_or_init(Instant::now).elapsed() > ONE_WISH {
            std::process::exit(i32::from(crate::Exit::Interrupted.code()));
        }
    });
}
