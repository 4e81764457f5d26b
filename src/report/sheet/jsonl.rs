//! JSON Lines: an object a row, keys in the order of the columns, texts raw, numbers native,
//! unknown as null.

use super::Sheet;
use crate::report::cell::Cell;
use std::io::{self, Write};

/// A table as JSON Lines.
pub(super) struct Jsonl<W: Write> {
    out: W,
    columns: &'static [&'static str],
}

impl<W: Write> Jsonl<W> {
    /// A table with these columns.
    pub(super) const fn new(out: W, columns: &'static [&'static str]) -> Self {
        Self { out, columns }
    }
}

impl<W: Write> Sheet for Jsonl<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        debug_assert_eq!(cells.len(), self.columns.len());
        for (index, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let before = if index == 0 { '{' } else { ',' };
            write!(self.out, "{before}\"{column}\":")?;
            match cell {
                Cell::Empty => self.out.write_all(b"null")?,
                Cell::Text(text) => serde_json::to_writer(&mut self.out, text)?,
                Cell::Time(time) => serde_json::to_writer(&mut self.out, time)?,
                Cell::Integer(count) => write!(self.out, "{count}")?,
                Cell::Decimal(decimal) => self.out.write_all(decimal.as_bytes())?,
                Cell::Probability(value) => write!(self.out, "{value:.4}")?,
                Cell::Share(value) => write!(self.out, "{value:.3}")?,
            }
        }
        self.out.write_all(b"}\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers_and_texts_stay_raw() {
        let mut out = Vec::new();
        let mut sheet = Jsonl::new(&mut out, &["a", "b", "c", "d"]);
        sheet
            .row(&[
                Cell::text("=\"1\""),
                Cell::Decimal("0.001".into()),
                Cell::Probability(0.25),
                Cell::Empty,
            ])
            .unwrap();
        sheet.finish().unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value["a"], "=\"1\"");
        assert_eq!(value["b"], 0.001);
        assert_eq!(value["c"], 0.25);
        assert!(value["d"].is_null());
        assert!(out.ends_with(b"}\n"));
    }
}
