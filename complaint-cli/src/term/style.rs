//! Colours: by anger, by axis of evidence.

use anstyle::{AnsiColor, Style};
use complaint_core::verdict::{AngerLevel, Axis};

/// Text in a style, where colours are used.
pub fn paint(text: &str, style: Style, colour: bool) -> String {
    if colour && style != Style::new() { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// Less important text.
pub const DIM: Style = Style::new().dimmed();
/// Titles.
pub const BOLD: Style = Style::new().bold();
/// Errors.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();

/// From dim (calm) to white on red (furious).
pub fn anger(level: AngerLevel) -> Style {
    match level.get() {
        0 => Style::new().dimmed(),
        1 => Style::new(),
        2 => AnsiColor::Yellow.on_default(),
        3 => AnsiColor::BrightRed.on_default(),
        _ => AnsiColor::BrightWhite.on(AnsiColor::Red).bold(),
    }
}

/// The colour of evidence.
pub const fn axis(axis: Axis) -> Style {
    match axis {
        Axis::Kind => AnsiColor::Green.on_default(),
        Axis::Target => AnsiColor::Cyan.on_default(),
        Axis::Anger => AnsiColor::BrightRed.on_default(),
        Axis::Flag => AnsiColor::BrightMagenta.on_default(),
        Axis::Demand => AnsiColor::BrightBlue.on_default(),
    }
}
