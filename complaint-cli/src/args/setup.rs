//! Where settings and own dictionaries come from.

use std::path::PathBuf;

use clap::Args;

/// Settings and own dictionaries.
#[derive(Debug, Clone, Default, Args)]
pub struct SetupArgs {
    /// Folder with your own words, products, people, rules and templates
    ///
    /// May be given more than once; instead of those that the settings name.
    #[arg(long, value_name = "DIR")]
    pub dictionary: Vec<PathBuf>,
    /// Settings file [default: $TRIAGE_CONFIG, ./triage.toml, or triage/triage.toml in the user's configuration folder]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no settings file
    #[arg(long)]
    pub no_config: bool,
}
