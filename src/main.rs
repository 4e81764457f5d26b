//! The command line of `rodovid`: parse, run, turn the outcome into an exit status.

mod cli;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    match cli::interrupt::install().and_then(|()| arguments.run()) {
        Ok(status) => status.into(),
        Err(error) => cli::exit::report(&error),
    }
}
