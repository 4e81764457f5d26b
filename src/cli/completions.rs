//! `rodovid completions`.

use super::exit::Status;
use clap::Args;
use clap_complete::Shell;
use std::io::{self, Write as _};

/// Writes a completion script for a shell to standard output
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rodovid completions bash > ~/.local/share/bash-completion/completions/rodovid
  rodovid completions zsh > ~/.zfunc/_rodovid
  rodovid completions fish > ~/.config/fish/completions/rodovid.fish")]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self, command: &mut clap::Command) -> anyhow::Result<Status> {
        // The generator panics on a closed pipe, so it writes to memory.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, command, "rodovid", &mut script);
        io::stdout().write_all(&script)?;
        Ok(Status::Done)
    }
}
