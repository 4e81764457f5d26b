//! `rodovid man`.

use super::exit::Status;
use anyhow::Context as _;
use clap::Args;
use clap_mangen::Man as Page;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

/// Writes the manual page to standard output, or one page a command into a folder
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rodovid man | man -l -
  rodovid man --folder ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// Folder for rodovid.1 and a page for each command
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(&self, command: clap::Command) -> anyhow::Result<Status> {
        if let Some(folder) = &self.folder {
            fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(command, folder))
                .with_context(|| {
                    format!("{}: the pages cannot be written here", folder.display())
                })?;
        } else {
            let mut page = Vec::new();
            Page::new(command).render(&mut page)?;
            io::stdout().write_all(&page)?;
        }
        Ok(Status::Done)
    }
}
