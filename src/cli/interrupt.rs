//! Ctrl-C: whatever a run has begun to write is taken away, and the process ends with status 130.

use super::exit;
use anyhow::Context as _;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What to remove when interrupted, in order.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hears Ctrl-C and requests to end from now on.
pub(crate) fn install() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        // Waits while finished files move into place, which takes milliseconds.
        for path in unfinished().iter() {
            // Files of other runs in the folder keep it from being removed: that is meant.
            let _ = remove(path);
        }
        exit::message("rodovid: interrupted");
        std::process::exit(i32::from(exit::INTERRUPTED));
    })
    .context("cannot listen for Ctrl-C")
}

fn remove(path: &PathBuf) -> std::io::Result<()> {
    let hidden =
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".rodovid-"));
    if hidden { fs::remove_dir_all(path) } else { fs::remove_dir(path) }
}

/// Remembers what an interrupt has to remove.
pub(crate) fn watch(paths: Vec<PathBuf>) {
    *unfinished() = paths;
}

/// Runs `work` with interrupts held back; afterwards nothing is left to remove.
pub(crate) fn hold<T>(work: impl FnOnce() -> T) -> T {
    let mut paths = unfinished();
    let done = work();
    paths.clear();
    done
}
