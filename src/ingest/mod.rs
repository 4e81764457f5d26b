//! From bytes to [`Article`]s: walking inputs, decompressing, decoding, one reader a format, and
//! the list of what could not be read.
//!
//! In: files, directories or standard input. Out: batches of articles in an order that depends
//! neither on the order of arguments nor on a directory's listing ([`for_each`]), or all of them
//! at once, sorted by id ([`read`]). A bad record never ends a run: it becomes a [`Rejected`] with
//! its place. The way of a source through the files of this folder:
//!
//! `walk` (which files) → `decompress` → `decode` (to UTF-8) → a [`format`] cuts it into chunks of
//! whole records, on one thread → the chunks are read on all threads, by way of `record` (fields
//! to an article), `date` and `header` → `identity` (ids, repeated records), in order again.

mod array;
mod date;
mod decode;
mod decompress;
mod delimited;
mod fields;
mod format;
mod header;
#[cfg(feature = "html")]
mod html;
mod identity;
mod json;
mod jsonl;
mod limits;
mod plain;
mod record;
mod stream;
mod walk;

pub use stream::{Batch, Summary, for_each, midnight_as_day};

use crate::article::Article;
use crate::error::{Error, ErrorKind, Place, Result};
use crate::outlet::Outlets;
use crate::progress::Watch;
use fields::Fields;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;
use walk::{Origin, Source, Walked};

/// How inputs are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Files, directories, or `-`.
    pub inputs: Vec<PathBuf>,
    /// `--field OUR=THEIRS`: our field and the name it has in the input.
    pub fields: Vec<(String, String)>,
}

/// A record that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// Where. The path is relative to the input that holds it, with `/` between its parts.
    pub place: Place,
    /// What is wrong and what to do.
    pub reason: String,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Ingested {
    /// Articles, by id.
    pub articles: Vec<Article>,
    /// Records that could not be read, by path and record.
    pub rejected: Vec<Rejected>,
    /// Records that stood twice and were read once.
    pub repeated: u64,
    /// Files passed over (unknown extension, dot files).
    pub skipped: u64,
    /// Bytes read, after decompression.
    pub bytes: u64,
    /// Warnings for the user, in order.
    pub warnings: Vec<String>,
}

/// Reads all inputs into memory.
///
/// # Errors
/// As [`for_each`].
pub fn read(options: &Options, outlets: &Outlets) -> Result<Ingested> {
    read_watched(options, outlets, &Watch::default())
}

/// [`read`], telling how far it is, and stopping when told to.
///
/// # Errors
/// As [`for_each`].
pub fn read_watched(options: &Options, outlets: &Outlets, watch: &Watch<'_>) -> Result<Ingested> {
    collect(|sink| for_each(options, outlets, watch, sink))
}

/// A digest of the inputs as they are now: names, sizes, times of change, and the first and last
/// bytes of every file. What is changed in a file's middle within the grain of its time, and leaves
/// its size, is not seen.
///
/// # Errors
/// [`ErrorKind::Usage`] for standard input, which cannot be read twice.
pub fn stamp(options: &Options) -> Result<String> {
    walk::stamp(walk::walk(&options.inputs)?)
}

/// Reads `bytes` as a file of this name would be read; its extension says the format.
///
/// # Errors
/// As [`for_each`], and [`ErrorKind::Usage`] for a name that says no format.
pub fn read_bytes(name: &str, bytes: Vec<u8>, outlets: &Outlets) -> Result<Ingested> {
    let Some(format) = format::of_name(name) else {
        return Err(Error::new(
            ErrorKind::Usage,
            format!("unknown kind of file: name it as one of {}", format::known_extensions()),
        )
        .at(name));
    };
    let source = Source { name: name.to_owned(), origin: Origin::Memory(bytes), format };
    let walked = Walked { sources: vec![source], ..Walked::default() };
    let fields = Arc::new(Fields::new(&[])?);
    collect(|sink| stream::each(walked, &fields, outlets, &Watch::default(), sink))
}

/// All that a stream gives, settled and sorted.
fn collect(
    stream: impl FnOnce(&mut dyn FnMut(Batch) -> Result<()>) -> Result<Summary>,
) -> Result<Ingested> {
    let mut all = Ingested::default();
    let summary = stream(&mut |batch| {
        all.articles.extend(batch.articles);
        all.rejected.extend(batch.rejected);
        Ok(())
    })?;
    for (ordinal, article) in all.articles.iter_mut().enumerate() {
        summary.settle(ordinal as u64, article);
    }
    all.articles.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    all.rejected.sort_by(by_place);
    all.repeated = summary.repeated;
    all.skipped = summary.skipped;
    all.bytes = summary.bytes;
    all.warnings = summary.warnings;
    Ok(all)
}

/// The order of rejected records: by path and record.
pub fn by_place(a: &Rejected, b: &Rejected) -> std::cmp::Ordering {
    let key = |rejected: &Rejected| (rejected.place.record, rejected.place.byte);
    (&a.place.path, key(a), &a.reason).cmp(&(&b.place.path, key(b), &b.reason))
}
