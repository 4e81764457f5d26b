//! A table as it is written: one trait, one file for each format.

mod csv;
mod jsonl;

use super::cell::Cell;
use std::io::{self, Write};

/// Format of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180 with comma and decimal point.
    #[default]
    Csv,
    /// For spreadsheets: byte order mark, semicolon, decimal comma.
    Excel,
    /// One JSON object a row, with native numbers and nulls.
    Jsonl,
}

/// A table that takes its rows one after another.
pub trait Sheet {
    /// Writes one row, a cell for each column.
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()>;

    /// Writes what is still held back.
    fn finish(&mut self) -> io::Result<()>;
}

impl Format {
    /// Extension of the files, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::Excel => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// Rows of a table with these columns, without its head.
    pub fn open_body<'w>(
        self,
        out: impl Write + 'w,
        columns: &'static [&'static str],
    ) -> Box<dyn Sheet + 'w> {
        match self {
            Self::Csv => Box::new(csv::Csv::body(out, csv::Dialect::Plain)),
            Self::Excel => Box::new(csv::Csv::body(out, csv::Dialect::Excel)),
            Self::Jsonl => Box::new(jsonl::Jsonl::new(out, columns)),
        }
    }

    /// A table with these columns, its head not yet written.
    pub fn open<'w>(
        self,
        out: impl Write + 'w,
        columns: &'static [&'static str],
    ) -> Box<dyn Sheet + 'w> {
        match self {
            Self::Csv => Box::new(csv::Csv::new(out, columns, csv::Dialect::Plain)),
            Self::Excel => Box::new(csv::Csv::new(out, columns, csv::Dialect::Excel)),
            Self::Jsonl => Box::new(jsonl::Jsonl::new(out, columns)),
        }
    }
}
