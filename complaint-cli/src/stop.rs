//! Ctrl-C: the first asks the run to end cleanly, a later one ends it at once.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// When the user first asked the run to end.
static ASKED: OnceLock<Instant> = OnceLock::new();

/// A loop looks for the wish, and can end cleanly.
static HEEDED: AtomicBool = AtomicBool::new(false);

/// `timeout` and some shells send a signal twice at once: that is one wish.
const ONE_WISH: Duration = Duration::from_millis(300);

/// From now on somebody looks at [`asked`]: until then the first Ctrl-C ends the program.
pub(crate) fn heed() {
    HEEDED.store(true, Ordering::Relaxed);
}

/// The user asked the run to end.
pub fn asked() -> bool {
    ASKED.get().is_some()
}

/// Listens for Ctrl-C and termination. Only the program itself does, not its tests.
pub(crate) fn listen() {
    // without a handler the system ends the process: `--resume` copes with that
    let _ = ctrlc::set_handler(|| {
        if ASKED.get_or_init(Instant::now).elapsed() > ONE_WISH || !HEEDED.load(Ordering::Relaxed) {
            std::process::exit(i32::from(crate::Exit::Interrupted.code()));
        }
    });
}
