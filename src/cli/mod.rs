//! The commands of `rodovid`, a file each. No logic here: options become settings of the library,
//! its results become output and an exit status.

#![allow(clippy::doc_markdown, reason = "documentation of options is what --help prints")]

mod analyze;
mod bench;
mod compare;
mod completions;
pub(crate) mod exit;
mod figures;
mod inspect;
pub(crate) mod interrupt;
mod man;
mod progress;
mod reading;

use clap::{CommandFactory as _, Parser, Subcommand};
use exit::Status;
use rodovid::fingerprint::Kernel;

/// Finds passages that news outlets repeat, who had them from whom, and the figures that drifted
/// on the way.
///
/// Give it articles of several outlets (text files, JSON Lines, folders of them) and open the
/// report it writes. Articles in Ukrainian, Russian and English are read together.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  rodovid analyze articles/                 read a folder, write rodovid-report/
  rodovid analyze archive.jsonl -o out      name the folder of the report
  rodovid compare one.txt other.txt         two articles side by side
  rodovid inspect article.txt               how an article was read
  echo 'over 3.5 thousand people' | rodovid figures
  rodovid help analyze                      all options of a command

Exit status: 0 done, 1 done but some records were rejected, 2 could not run or write,
130 interrupted.";

#[derive(Debug, Subcommand)]
enum Command {
    Analyze(analyze::Analyze),
    Compare(compare::Compare),
    Inspect(inspect::Inspect),
    Figures(figures::Figures),
    Bench(bench::Bench),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Arguments {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        // A forced kernel that cannot run is told before any work.
        Kernel::chosen()?;
        match self.command {
            Command::Analyze(analyze) => analyze.run(),
            Command::Compare(compare) => compare.run(),
            Command::Inspect(inspect) => inspect.run(),
            Command::Figures(figures) => figures.run(),
            Command::Bench(bench) => bench.run(),
            Command::Completions(completions) => completions.run(&mut Self::command()),
            Command::Man(man) => man.run(Self::command()),
        }
    }
}
