//! One error for the whole library: what went wrong, where, and what to do about it.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder cannot be read.
    Read,
    /// A file or folder cannot be written.
    Write,
    /// Input that is not what it claims to be.
    Format,
    /// An option or a user's table that cannot be used.
    Usage,
    /// A file of the work folder is not what was written there.
    Damaged,
    /// The run was interrupted.
    Interrupted,
}

/// An error with its place and, in its message, the remedy.
#[derive(Debug, thiserror::Error)]
#[error("{place}{message}")]
pub struct Error {
    kind: ErrorKind,
    place: Place,
    message: String,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// Where in the input an error or a rejected record stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// File as the user named it; `-` is standard input.
    #[serde(with = "lossy")]
    pub path: Option<PathBuf>,
    /// Record in the file, counted from 1 (a line for JSON Lines).
    pub record: Option<u64>,
    /// Byte offset in the (decompressed) file.
    pub byte: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}", path.display())?;
            if let Some(record) = self.record {
                write!(f, ", record {record}")?;
            }
            if let Some(byte) = self.byte {
                write!(f, ", byte {byte}")?;
            }
            f.write_str(": ")?;
        }
        Ok(())
    }
}

impl Error {
    /// An error of `kind`; `message` says what is wrong and what to do.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, place: Place::default(), message: message.into(), source: None }
    }

    /// Names the file.
    #[must_use]
    pub fn at(mut self, path: impl Into<PathBuf>) -> Self {
        self.place.path = Some(path.into());
        self
    }

    /// Names record and byte in the file.
    #[must_use]
    pub fn record(mut self, record: u64, byte: Option<u64>) -> Self {
        self.place.record = Some(record);
        self.place.byte = byte;
        self
    }

    /// Keeps the error that lies below.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What kind of thing went wrong.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Where.
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// What is wrong and what to do, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// Result with the library's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A path as text; what is not Unicode in it is lost, as it is wherever it is shown.
mod lossy {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::path::PathBuf;

    #[expect(clippy::ref_option, reason = "serde hands the field as it is")]
    pub(super) fn serialize<S: Serializer>(
        path: &Option<PathBuf>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        path.as_ref().map(|path| path.to_string_lossy()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<PathBuf>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(PathBuf::from))
    }
}
