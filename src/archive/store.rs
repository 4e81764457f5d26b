//! The work folder of a run.

use crate::error::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Where a run keeps what is too large for memory.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// Removed with all it holds when dropped.
    _temporary: Option<TempDir>,
}

impl Store {
    /// A folder inside `beside` (the system's place for such, where none is given) that goes when
    /// the run ends.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn temporary(beside: Option<&Path>) -> Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".rodovid-work-");
        let made = match beside {
            Some(folder) => builder.tempdir_in(folder),
            None => builder.tempdir(),
        };
        let made = made.map_err(|error| {
            let place = beside.map_or_else(std::env::temp_dir, Path::to_owned);
            Error::new(ErrorKind::Write, format!("no work folder can be made here ({error})"))
                .at(place)
                .because(error)
        })?;
        Ok(Self { folder: made.path().to_owned(), _temporary: Some(made) })
    }

    /// Path of the file `name`.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}
