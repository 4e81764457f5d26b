//! CSV and TSV with a header row. Rows are cut on one thread by the `csv` crate and become
//! articles on all threads.

use super::fields::{Field, Fields, Meaning};
use super::format::{Chunk, Chunks, Fault, Format, Harvest, Reading};
use super::record::{Record, Value};
use super::{decode, decompress, limits};
use csv::ByteRecord;
use std::borrow::Cow;
use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A table; of several delimiters, the one that the header row has most of, ties to the first.
pub(super) struct Delimited {
    pub(super) extensions: &'static [&'static str],
    pub(super) delimiters: &'static [u8],
}

/// `.csv`: semicolons where a comma is the decimal sign.
pub(super) static COMMA: Delimited = Delimited { extensions: &["csv"], delimiters: b",;\t|" };

/// `.tsv`
pub(super) static TAB: Delimited = Delimited { extensions: &["tsv", "tab"], delimiters: b"\t" };

/// Longest header row, in bytes.
const LONGEST_HEADER: usize = 64 << 10;

impl Format for Delimited {
    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn chunks(&self, input: Box<dyn Read + Send>, fields: &Arc<Fields>) -> Chunks {
        match Rows::open(decode::utf8_stream(input), self.delimiters, fields) {
            Ok(rows) => Box::new(rows),
            Err(fault) => Box::new(std::iter::once(Err(fault))),
        }
    }
}

/// Reads rows and counts the bytes since the last whole one.
struct Rows {
    reader: csv::Reader<Counted>,
    unfinished: Arc<AtomicU64>,
    columns: Arc<[Option<Meaning>]>,
    row: u64,
    fault: Option<Fault>,
    ended: bool,
}

impl Rows {
    fn open(
        mut input: Box<dyn Read + Send>,
        delimiters: &[u8],
        fields: &Fields,
    ) -> Result<Self, Fault> {
        let broken = |error: &io::Error| Fault::of_file(decompress::explain(error));
        let mut head = Vec::new();
        let read = input.by_ref().take(LONGEST_HEADER as u64).read_to_end(&mut head);
        read.map_err(|error| broken(&error))?;
        let (delimiter, skipped) = delimiter_of(&head, delimiters);
        let unfinished = Arc::new(AtomicU64::new(0));
        let mut head = Cursor::new(head);
        head.set_position(skipped as u64);
        let counted =
            Counted { inner: Box::new(head.chain(input)), unfinished: Arc::clone(&unfinished) };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(counted);
        let columns: Arc<[_]> = match reader.byte_headers() {
            Ok(names) => names
                .iter()
                .map(|name| std::str::from_utf8(name).ok().and_then(|it| fields.meaning(it)))
                .collect(),
            Err(error) => return Err(Fault::of_file(explain(&error, &[]).2)),
        };
        if columns.is_empty() {
            return Err(Fault::at(1, 0, "the table is empty: its first row names the columns"));
        }
        let has_text =
            columns.iter().flatten().any(|meaning: &Meaning| meaning.field == Field::Text);
        if !has_text {
            let names: Vec<_> = reader
                .byte_headers()
                .into_iter()
                .flatten()
                .take(20)
                .map(|name| String::from_utf8_lossy(name).chars().take(40).collect::<String>())
                .collect();
            return Err(Fault::at(
                1,
                0,
                format!(
                    "no column of texts among {}: name it text, or say --field text=NAME",
                    names.join(", ")
                ),
            ));
        }
        Ok(Self { reader, unfinished, columns, row: 0, fault: None, ended: false })
    }
}

impl Iterator for Rows {
    type Item = Result<Box<dyn Chunk>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut table = Table {
            first: self.row + 1,
            bytes: 0,
            columns: Arc::clone(&self.columns),
            rows: vec![],
        };
        while !self.ended && self.fault.is_none() && table.bytes < limits::CHUNK {
            let mut row = ByteRecord::new();
            let start = self.reader.position().byte();
            match self.reader.read_byte_record(&mut row) {
                Ok(false) => self.ended = true,
                Ok(true) => {
                    self.row += 1;
                    table.bytes += row.as_slice().len() + row.len();
                    table.rows.push((row, start));
                }
                Err(error) => {
                    self.row += 1;
                    let (goes_on, byte, reason) = explain(&error, &self.columns);
                    self.ended = !goes_on;
                    self.fault = Some(Fault::at(self.row, byte.unwrap_or(start), reason));
                }
            }
            self.unfinished.store(0, Ordering::Relaxed);
        }
        if table.rows.is_empty() {
            return self.fault.take().map(Err);
        }
        Some(Ok(Box::new(table)))
    }
}

/// Whether reading can go on after the error, where it is, and what to say.
fn explain(error: &csv::Error, columns: &[Option<Meaning>]) -> (bool, Option<u64>, String) {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { pos, len, .. } => (
            true,
            pos.as_ref().map(csv::Position::byte),
            format!(
                "the row has {len} cells where the header has {}: quote cells that hold the \
                 delimiter or a line break",
                columns.len()
            ),
        ),
        csv::ErrorKind::Io(error) => (false, None, decompress::explain(error)),
        _ => (false, None, format!("not a table ({error}): check the file")),
    }
}

/// The delimiter of the header row, and the bytes to pass over before it (`sep=;`, as Excel
/// writes it).
fn delimiter_of(head: &[u8], delimiters: &[u8]) -> (u8, usize) {
    let end = memchr::memchr(b'\n', head).map_or(head.len(), |at| at + 1);
    if let Some([delimiter]) = head[..end].trim_ascii_end().strip_prefix(b"sep=") {
        return (*delimiter, end);
    }
    let mut counts = [0_usize; 256];
    let mut quoted = false;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts[usize::from(byte)] += 1,
            _ => {}
        }
    }
    let most = delimiters.iter().rev().max_by_key(|&&delimiter| counts[usize::from(delimiter)]);
    (most.copied().unwrap_or(b','), 0)
}

/// Ends the input when a row grows beyond all bounds: a quotation mark is not closed.
struct Counted {
    inner: Box<dyn Read + Send>,
    unfinished: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let unfinished = self.unfinished.fetch_add(read as u64, Ordering::Relaxed);
        if unfinished > limits::RECORD as u64 {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!(
                    "the row is longer than {} MiB: is a quotation mark not closed?",
                    limits::RECORD >> 20
                ),
            ));
        }
        Ok(read)
    }
}

/// Whole rows.
struct Table {
    first: u64,
    bytes: usize,
    columns: Arc<[Option<Meaning>]>,
    /// Cells, and the byte at which the row begins.
    rows: Vec<(ByteRecord, u64)>,
}

impl Chunk for Table {
    fn bytes(&self) -> usize {
        self.bytes
    }

    fn read(self: Box<Self>, reading: &Reading<'_>, harvest: &mut Harvest) {
        harvest.named_fields = true;
        for (row, (cells, byte)) in (self.first..).zip(&self.rows) {
            let mut record = Record::default();
            let mut invalid = false;
            for (cell, meaning) in cells.iter().zip(self.columns.iter()) {
                let Some(meaning) = meaning else { continue };
                match std::str::from_utf8(cell) {
                    Ok(cell) => record.offer(*meaning, Value::Text(Cow::Borrowed(cell))),
                    Err(_) => invalid = true,
                }
            }
            if invalid {
                let reason = format!("not valid UTF-8: {}", decode::CONVERT);
                harvest.faults.push(Fault::at(row, *byte, reason));
            } else {
                record.into_article(row, *byte, reading, harvest);
            }
        }
    }
}
