//! Options of `tag`.

use std::path::PathBuf;

use clap::Args;

use super::JudgeArgs;

/// Options of `tag`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Fields: X-Triage-Kind, -Target, -Anger (0-4), -Flags (`none` or a, b), -Priority (P0-P4).\n\n\
    Examples:\n  \
    triage tag < mail.eml\n  \
    triage tag inbox.mbox > tagged.mbox\n  \
    formail -s triage tag --single < inbox.mbox >> tagged.mbox\n\n\
    In .procmailrc:\n  \
    :0 fw\n  \
    | triage tag --single\n  \
    :0:\n  \
    * ^X-Triage-Priority: P[01]\n  \
    urgent\n\n\
    Exit: 0 all passed on, labelled or unchanged; 75 the input could not be read or the output\n\
    not be written to its end, with --strict also where a mail passed unchanged; 2 usage.")]
pub struct TagArgs {
    /// A mail or an mbox, told apart by content; `-` is standard input
    pub path: Option<PathBuf>,
    /// End with 75 when a mail could not be judged and passed unchanged
    #[arg(long)]
    pub strict: bool,
    /// Take the input as one mail, even with a `From ` line at its top
    ///
    /// Delivery agents put such a line before the one mail that they give. With
    /// this option, a line in the body that begins with `From ` never begins
    /// another mail.
    #[arg(long)]
    pub single: bool,
    /// What the judgement depends on.
    #[command(flatten)]
    pub judge: JudgeArgs,
}
