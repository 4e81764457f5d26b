//! Exit statuses, and how an error is told.

use rodovid::error::{Error, ErrorKind};
use rodovid::report::excerpt::harmless;
use std::io;
use std::process::ExitCode;

/// How a command ended that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done, whatever was found.
    Done,
    /// Done, but some records could not be read.
    SomeRejected,
    /// Done with nothing: no record could be read.
    NothingRead,
}

impl Status {
    /// The status of a run that read so many articles and rejected so many records.
    pub(crate) const fn of(articles: usize, rejected: usize) -> Self {
        match (articles, rejected) {
            (0, 1..) => Self::NothingRead,
            (_, 0) => Self::Done,
            _ => Self::SomeRejected,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::SomeRejected => Self::from(1),
            Status::NothingRead => Self::from(2),
        }
    }
}

/// Status of a run that the user broke off.
pub(crate) const INTERRUPTED: u8 = 130;

/// Tells an error on standard error, and says how the process ends. A reader that closed the pipe
/// has what it wanted: no error.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    let broken_pipe = error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().map(io::Error::kind) == Some(io::ErrorKind::BrokenPipe)
            // `serde_json` keeps the kind but not the error.
            || cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind)
                == Some(io::ErrorKind::BrokenPipe)
    });
    if broken_pipe {
        return ExitCode::SUCCESS;
    }
    let interrupted = error.chain().any(|cause| {
        cause.downcast_ref::<Error>().map(Error::kind) == Some(ErrorKind::Interrupted)
    });
    message(&format!("rodovid: {}", told(error)));
    ExitCode::from(if interrupted { INTERRUPTED } else { 2 })
}

/// The error, and what the system said below it where the error does not repeat that. Only standard
/// output is written without saying so.
fn told(error: &anyhow::Error) -> String {
    let told = error.to_string();
    let of_json =
        error.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
    if error.is::<io::Error>() || of_json.is_some() {
        return format!(
            "standard output cannot be written ({told}): make room, or write elsewhere"
        );
    }
    let below = error.chain().skip(1).find_map(|cause| cause.downcast_ref::<io::Error>());
    match below.map(io::Error::to_string) {
        Some(below) if !told.contains(&below) => format!("{told} ({below})"),
        _ => told,
    }
}

/// Writes a line to standard error, without what a hostile text or file name could tell the terminal
/// to do; a closed standard error is nobody's loss.
pub(crate) fn message(line: &str) {
    use io::Write as _;
    let _ = writeln!(io::stderr().lock(), "{}", harmless(line));
}
