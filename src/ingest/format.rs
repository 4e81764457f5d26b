//! What a format is: it cuts a stream of UTF-8 into chunks of whole records, in order, and a chunk
//! knows how to become articles, on any thread.
//!
//! A new format is one file with a [`Format`] and a line in [`FORMATS`]. A format whose records
//! are files of other formats (zip, tar, WARC) gives chunks that hold the inner file and reads it
//! through the inner format's chunk; one that is read by blocks (Parquet) gives a chunk a block.

use super::fields::Fields;
use super::identity::Key;
use crate::article::Article;
use crate::outlet::Outlets;
use std::io::Read;
use std::sync::Arc;

/// A record that cannot be read: a [`super::Rejected`] whose path is still to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) record: Option<u64>,
    pub(super) byte: Option<u64>,
    pub(super) reason: String,
}

impl Fault {
    /// A fault of the whole file.
    pub(super) fn of_file(reason: impl Into<String>) -> Self {
        Self { record: None, byte: None, reason: reason.into() }
    }

    /// A fault of a record, counted from 1, that begins at `byte` or has its error there.
    pub(super) fn at(record: u64, byte: u64, reason: impl Into<String>) -> Self {
        Self { record: Some(record), byte: Some(byte), reason: reason.into() }
    }
}

/// What the records of a chunk are read with.
pub(super) struct Reading<'a> {
    /// The source's path relative to its input.
    pub(super) name: &'a str,
    pub(super) fields: &'a Fields,
    pub(super) outlets: &'a Outlets,
}

/// What a chunk becomes.
#[derive(Default)]
pub(super) struct Harvest {
    pub(super) articles: Vec<(Article, Key)>,
    pub(super) faults: Vec<Fault>,
    /// Bit `n` is set when the `n`th name of `--field` stood in a record.
    pub(super) fields_seen: u64,
    /// Dates that were given and could not be read: how many, and the first.
    pub(super) unread_dates: u64,
    pub(super) unread_date: Option<String>,
    /// Whether records with named fields were read at all (a pasted text has none).
    pub(super) named_fields: bool,
}

impl Harvest {
    pub(super) fn push(&mut self, article: Article) {
        let key = Key::of(&article);
        self.articles.push((article, key));
    }
}

/// Whole records of one source.
pub(super) trait Chunk: Send {
    /// Bytes of input that it holds.
    fn bytes(&self) -> usize;
    /// Reads its records, in order.
    fn read(self: Box<Self>, reading: &Reading<'_>, harvest: &mut Harvest);
}

/// The chunks of a source, in order. A fault does not end them; `None` does.
pub(super) type Chunks = Box<dyn Iterator<Item = Result<Box<dyn Chunk>, Fault>> + Send>;

/// A way to write articles into a file.
pub(super) trait Format: Sync {
    /// Extensions of its files, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Cuts decompressed input into chunks.
    fn chunks(&self, input: Box<dyn Read + Send>, fields: &Arc<Fields>) -> Chunks;
}

/// All formats.
pub(super) static FORMATS: &[&dyn Format] = &[
    &super::plain::PlainText,
    #[cfg(feature = "html")]
    &super::html::Html,
    &super::jsonl::JsonLines,
    &super::array::JsonArray,
    &super::delimited::COMMA,
    &super::delimited::TAB,
];

/// The format of standard input.
pub(super) static STANDARD_INPUT: &dyn Format = &super::jsonl::JsonLines;

/// Extensions of compressed files, looked through to the one before.
const COMPRESSED: [&str; 3] = ["gz", "zst", "zstd"];

/// Whether a file's name says that it is compressed.
pub(super) fn is_compressed(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, last)| COMPRESSED.iter().any(|it| last.eq_ignore_ascii_case(it)))
}

/// The format that a file's name says, `None` if it says none.
pub(super) fn of_name(name: &str) -> Option<&'static dyn Format> {
    let name = name.to_ascii_lowercase();
    let (mut stem, mut extension) = name.rsplit_once('.')?;
    if COMPRESSED.contains(&extension) {
        (stem, extension) = stem.rsplit_once('.')?;
    }
    if stem.is_empty() {
        return None;
    }
    FORMATS.iter().copied().find(|format| format.extensions().contains(&extension))
}

/// All extensions, for messages: `.txt .jsonl …`.
pub(super) fn known_extensions() -> String {
    let known: Vec<String> = FORMATS
        .iter()
        .flat_map(|format| format.extensions())
        .map(|extension| format!(".{extension}"))
        .collect();
    format!("{}, each also with .gz or .zst", known.join(" "))
}
