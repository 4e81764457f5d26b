//! How a long reading says how far it is, and hears that it should stop.

use crate::error::{Error, ErrorKind, Result};
use std::sync::atomic::{AtomicBool, Ordering};

/// Hears how far the work is. Called between rounds from one thread, at most a few hundred times
/// a second.
pub trait Progress: Sync {
    /// So many bytes and articles more are done.
    fn advance(&self, bytes: u64, articles: u64);
}

/// Watches a reading: whom to tell, and whether to stop.
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

    /// [`ErrorKind::Interrupted`] once the work should stop.
    pub fn check(&self) -> Result<()> {
        match self.interrupted {
            Some(flag) if flag.load(Ordering::Relaxed) => {
                Err(Error::new(ErrorKind::Interrupted, "interrupted while reading the input"))
            }
            _ => Ok(()),
        }
    }
}
