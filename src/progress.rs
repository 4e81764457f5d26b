//! How long work says how far it is, and hears that it should stop.

use crate::error::{Error, ErrorKind, Result};
use std::sync::atomic::{AtomicBool, Ordering};

/// Hears how far the work is. `step` is called from many threads, the rest from one, between rounds.
pub trait Progress: Sync {
    /// A stage begins, with so many steps where that is known.
    fn stage(&self, name: &'static str, steps: Option<u64>);
    /// So many bytes are to be read in this stage, where that is known beforehand.
    fn expect(&self, bytes: u64);
    /// So many steps of the stage are done.
    fn step(&self, steps: u64);
    /// So many bytes and articles more are done.
    fn advance(&self, bytes: u64, articles: u64);
}

/// Watches the work: whom to tell, and whether to stop.
#[derive(Clone, Copy, Default)]
pub struct Watch<'a> {
    /// Hears of progress.
    pub progress: Option<&'a dyn Progress>,
    /// Set from elsewhere (Ctrl-C) when the work should stop.
    pub interrupted: Option<&'a AtomicBool>,
}

impl Watch<'_> {
    /// Tells of progress.
    pub fn advance(&self, bytes: u64, articles: u64) {
        if let Some(progress) = self.progress {
            progress.advance(bytes, articles);
        }
    }

    /// Tells how many bytes are to be read.
    pub fn expect(&self, bytes: u64) {
        if let Some(progress) = self.progress {
            progress.expect(bytes);
        }
    }

    /// Tells that a stage begins.
    pub fn stage(&self, name: &'static str, steps: Option<u64>) {
        if let Some(progress) = self.progress {
            progress.stage(name, steps);
        }
    }

    /// Tells that steps of the stage are done.
    pub fn step(&self, steps: u64) {
        if let Some(progress) = self.progress {
            progress.step(steps);
        }
    }

    /// [`ErrorKind::Interrupted`] once the work should stop.
    pub fn check(&self) -> Result<()> {
        match self.interrupted {
            Some(flag) if flag.load(Ordering::Relaxed) => {
                Err(Error::new(ErrorKind::Interrupted, "interrupted"))
            }
            _ => Ok(()),
        }
    }
}
