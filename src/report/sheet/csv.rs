//! CSV: UTF-8, header row, RFC 4180 quoting, `\n` line ends; and the dialect that spreadsheets of
//! countries with a decimal comma open correctly.

use super::Sheet;
use crate::report::cell::Cell;
use ::csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Which CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Comma, decimal point.
    Plain,
    /// Byte order mark, semicolon, decimal comma.
    Excel,
}

impl Dialect {
    fn writer<W: Write>(self, out: W) -> Writer<W> {
        WriterBuilder::new()
            .delimiter(if self == Self::Excel { b';' } else { b',' })
            .terminator(Terminator::Any(b'\n'))
            .quote_style(QuoteStyle::Necessary)
            .from_writer(out)
    }
}

/// A table as CSV.
pub(super) struct Csv<W: Write> {
    /// None until the head is written: the byte order mark must come before it.
    writer: Head<W>,
    columns: &'static [&'static str],
    dialect: Dialect,
    scratch: String,
}

enum Head<W: Write> {
    Unwritten(Option<W>),
    Written(Box<Writer<W>>),
}

impl<W: Write> Csv<W> {
    /// A table with these columns.
    pub(super) fn new(out: W, columns: &'static [&'static str], dialect: Dialect) -> Self {
        Self { writer: Head::Unwritten(Some(out)), columns, dialect, scratch: String::new() }
    }

    /// Rows without a head.
    pub(super) fn body(out: W, dialect: Dialect) -> Self {
        let writer = Head::Written(Box::new(dialect.writer(out)));
        Self { writer, columns: &[], dialect, scratch: String::new() }
    }

    fn writer(&mut self) -> io::Result<&mut Writer<W>> {
        if let Head::Unwritten(out) = &mut self.writer {
            let mut out = out.take().ok_or_else(|| io::Error::other("the head failed before"))?;
            if self.dialect == Dialect::Excel {
                out.write_all("\u{FEFF}".as_bytes())?;
            }
            let mut writer = self.dialect.writer(out);
            writer.write_record(self.columns)?;
            self.writer = Head::Written(Box::new(writer));
        }
        match &mut self.writer {
            Head::Written(writer) => Ok(writer),
            Head::Unwritten(_) => Err(io::Error::other("the head was not written")),
        }
    }
}

impl<W: Write> Sheet for Csv<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let dialect = self.dialect;
        let mut scratch = std::mem::take(&mut self.scratch);
        let writer = self.writer()?;
        for cell in cells {
            scratch.clear();
            write_cell(cell, dialect, &mut scratch);
            writer.write_field(&scratch)?;
        }
        writer.write_record(None::<&[u8]>)?;
        self.scratch = scratch;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.writer()?.flush()
    }
}

fn write_cell(cell: &Cell<'_>, dialect: Dialect, out: &mut String) {
    let start = out.len();
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            if starts_formula(text) {
                out.push('\'');
            }
            out.push_str(text);
        }
        // A spreadsheet would compute `--10-28` to -18; scripts want the time as it is.
        Cell::Time(time) => {
            if dialect == Dialect::Excel && starts_formula(time) {
                out.push('\'');
            }
            out.push_str(time);
        }
        // Writing to a string cannot fail.
        Cell::Integer(count) => drop(write!(out, "{count}")),
        Cell::Decimal(decimal) => out.push_str(decimal),
        Cell::Probability(value) => drop(write!(out, "{value:.4}")),
        Cell::Share(value) => drop(write!(out, "{value:.3}")),
    }
    if dialect == Dialect::Excel
        && matches!(cell, Cell::Decimal(_) | Cell::Probability(_) | Cell::Share(_))
        && let Some(point) = out[start..].find('.')
    {
        out.replace_range(start + point..=start + point, ",");
    }
}

/// Whether a spreadsheet would take `text` for a formula.
fn starts_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["a", "b"];

    fn write(dialect: Dialect, rows: &[[Cell<'_>; 2]]) -> String {
        let mut out = Vec::new();
        let mut sheet = Csv::new(&mut out, COLUMNS, dialect);
        for row in rows {
            sheet.row(row).unwrap();
        }
        sheet.finish().unwrap();
        drop(sheet);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for formula in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
            let row = [Cell::text(formula), Cell::Decimal("-1.5".into())];
            let mut reader = ::csv::ReaderBuilder::new().from_reader(std::io::Cursor::new(write(
                Dialect::Plain,
                std::slice::from_ref(&row),
            )));
            let read = reader.records().next().unwrap().unwrap();
            assert_eq!(&read[0], format!("'{formula}"));
            assert_eq!(&read[1], "-1.5");
        }
    }

    #[test]
    fn an_empty_table_has_its_head() {
        assert_eq!(write(Dialect::Plain, &[]), "a,b\n");
        assert_eq!(write(Dialect::Excel, &[]), "\u{FEFF}a;b\n");
    }

    #[test]
    fn quotes_line_ends_and_decimals() {
        let rows = [
            [Cell::text("a \"b\", c\nd"), Cell::Probability(0.5)],
            [Cell::text("x;y"), Cell::Time("--10-28".into())],
            [Cell::Empty, Cell::Integer(-3)],
        ];
        assert_eq!(
            write(Dialect::Plain, &rows),
            "a,b\n\"a \"\"b\"\", c\nd\",0.5000\nx;y,--10-28\n,-3\n"
        );
        assert_eq!(
            write(Dialect::Excel, &rows),
            "\u{FEFF}a;b\n\"a \"\"b\"\", c\nd\";0,5000\n\"x;y\";'--10-28\n;-3\n"
        );
    }
}
