//! Rows as bytes: how they wait for their turn in a table until all are sorted.

use super::cell::Cell;
use super::sheet::Sheet;
use std::borrow::Cow;
use std::io;

/// Rows of one table, one after another.
#[derive(Debug)]
pub struct Rows<'b> {
    bytes: &'b mut Vec<u8>,
}

impl<'b> Rows<'b> {
    /// Rows that are appended to `bytes`.
    pub const fn append(bytes: &'b mut Vec<u8>) -> Self {
        Self { bytes }
    }

    /// Appends some cells of a row.
    pub fn cells(&mut self, cells: &[Cell<'_>]) {
        for cell in cells {
            encode(cell, self.bytes);
        }
    }
}

impl Sheet for Rows<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.cells(cells);
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn encode(cell: &Cell<'_>, out: &mut Vec<u8>) {
    let mut text = |tag: u8, text: &str| {
        out.push(tag);
        out.extend((text.len() as u32).to_le_bytes());
        out.extend(text.as_bytes());
    };
    let (tag, bits) = match cell {
        Cell::Empty => return out.push(0),
        Cell::Text(held) => return text(1, held),
        Cell::Time(held) => return text(2, held),
        Cell::Decimal(held) => return text(3, held),
        Cell::Integer(held) => (4, held.to_le_bytes()),
        Cell::Probability(held) => (5, held.to_le_bytes()),
        Cell::Share(held) => (6, held.to_le_bytes()),
    };
    out.push(tag);
    out.extend(bits);
}

/// Reads the next row of `columns` cells into `cells`; false at the end, and where the bytes are
/// not what [`Rows`] wrote.
pub fn decode<'b>(bytes: &mut &'b [u8], columns: usize, cells: &mut Vec<Cell<'b>>) -> bool {
    cells.clear();
    while cells.len() < columns {
        let Some(cell) = next(bytes) else { return false };
        cells.push(cell);
    }
    true
}

fn next<'b>(bytes: &mut &'b [u8]) -> Option<Cell<'b>> {
    let (&tag, mut rest) = bytes.split_first()?;
    let cell = match tag {
        0 => Cell::Empty,
        1..=3 => {
            let (length, text) = rest.split_first_chunk()?;
            let (text, after) = text.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = after;
            let text = Cow::Borrowed(simdutf8::basic::from_utf8(text).ok()?);
            match tag {
                1 => Cell::Text(text),
                2 => Cell::Time(text),
                _ => Cell::Decimal(text),
            }
        }
        4..=6 => {
            let (&held, after) = rest.split_first_chunk()?;
            rest = after;
            match tag {
                4 => Cell::Integer(i64::from_le_bytes(held)),
                5 => Cell::Probability(f64::from_le_bytes(held)),
                _ => Cell::Share(f64::from_le_bytes(held)),
            }
        }
        _ => return None,
    };
    *bytes = rest;
    Some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back() {
        let first = [Cell::text("«так»"), Cell::Empty, Cell::Integer(-7), Cell::Probability(0.25)];
        let second =
            [Cell::time("--10-28"), Cell::Share(1.0), Cell::Decimal("1.5".into()), Cell::Empty];
        let mut bytes = Vec::new();
        let mut rows = Rows::append(&mut bytes);
        rows.row(&first).unwrap();
        rows.row(&second).unwrap();
        let mut rest = bytes.as_slice();
        let mut cells = Vec::new();
        assert!(decode(&mut rest, 4, &mut cells));
        assert_eq!(cells, first);
        assert!(decode(&mut rest, 4, &mut cells));
        assert_eq!(cells, second);
        assert!(!decode(&mut rest, 4, &mut cells));
        for cut in 0..bytes.len() {
            let mut rest = &bytes[..cut];
            while decode(&mut rest, 4, &mut cells) {}
        }
    }
}
