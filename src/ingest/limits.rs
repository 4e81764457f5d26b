//! What hostile or broken input may cost, at most. What goes over a limit is a rejected record.

/// Longest record, in bytes: one line, one row, one whole text or page, decompressed and in UTF-8.
///
/// An article of 100 MB is legal; ten times an encyclopaedia's longest is not an article. Several
/// records of this size can be in memory at once (see [`ROUND`]).
pub(super) const RECORD: usize = 256 << 20;

/// Bytes of text beyond which the user hears of an article: the longest book in a newspaper's archive
/// is a tenth of it, so that several articles, or none, are more likely in it than one.
pub(super) const LONG_TEXT: usize = 16 << 20;

/// Bytes of whole records that one thread reads at a time: enough that handing them over costs
/// nothing, small enough that two threads end together.
pub(super) const CHUNK: usize = 1 << 20;

/// Bytes of records read before the round is given on; the next round is read meanwhile. Beside
/// the articles of two rounds nothing of the input stays in memory.
pub(super) const ROUND: usize = 16 << 20;

/// Files in a round, when they are small.
pub(super) const ROUND_FILES: usize = 4096;

/// Decompressed bytes for each compressed byte. News compresses 3 to 6 times, tables of numbers 20
/// times, and one sentence repeated for ever a few hundred; deflate's own limit is 1,032.
pub(super) const EXPANSION: u64 = 400;

/// Decompressed bytes that are free of the ratio [`EXPANSION`].
pub(super) const EXPANSION_FREE: u64 = 64 << 20;

/// Bytes at the start of a file from which its encoding is told, when it is read as a stream.
pub(super) const SAMPLE: usize = 256 << 10;

/// Directories inside directories; deeper ones are passed over.
pub(super) const DIRECTORY_DEPTH: usize = 64;
