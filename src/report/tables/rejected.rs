//! `rejected`: records that could not be read, and why.

use super::Table;
use crate::ingest::Rejected;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use std::io;

pub(in crate::report) const TABLE: Table =
    Table { name: "rejected", columns: &["source", "record", "byte", "reason"] };

pub(in crate::report) fn rows(all: &[Rejected], sheet: &mut dyn Sheet) -> io::Result<()> {
    for rejected in all {
        let place = &rejected.place;
        let number =
            |number: Option<u64>| number.map_or(Cell::Empty, |number| Cell::count(number as usize));
        let path = place.path.as_ref().map(|path| path.to_string_lossy());
        sheet.row(&[
            path.map_or(Cell::Empty, Cell::text),
            number(place.record),
            number(place.byte),
            Cell::text(&rejected.reason),
        ])?;
    }
    Ok(())
}
