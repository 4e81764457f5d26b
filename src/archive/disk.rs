//! What all files of a work folder have in common: partial names, errors that name the remedy,
//! reads at a place.

use crate::error::{Error, ErrorKind, Result};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The name under which `path` grows.
pub(super) fn partial(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// Moves the whole file from its partial name to `path`.
pub(super) fn keep(path: &Path) -> Result<()> {
    fs::rename(partial(path), path).map_err(|error| unwritten(path, error))
}

/// That `path` could not be written.
pub(super) fn unwritten(path: &Path, error: io::Error) -> Error {
    Error::new(
        ErrorKind::Write,
        format!("cannot be written ({error}); make room or choose another folder with --work"),
    )
    .at(path)
    .because(error)
}

/// That `path` could not be read.
pub(super) fn unread(path: &Path, error: io::Error) -> Error {
    let kind = match error.kind() {
        io::ErrorKind::UnexpectedEof => ErrorKind::Damaged,
        _ => ErrorKind::Read,
    };
    Error::new(kind, format!("cannot be read ({error})")).at(path).because(error)
}

/// That `path` does not hold what was written there.
pub(super) fn damaged(path: &Path) -> Error {
    Error::new(ErrorKind::Damaged, "is damaged; remove it and run again").at(path)
}

/// Fills `bytes` from `offset` on, whatever other threads read.
#[cfg(unix)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

/// Fills `bytes` from `offset` on, whatever other threads read.
#[cfg(windows)]
pub(super) fn read_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        match file.seek_read(bytes, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                offset += read as u64;
            }
        }
    }
    Ok(())
}
