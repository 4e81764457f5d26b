//! `rejected`: records that could not be read, and why.

use super::Table;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::report::view::View;
use std::io;

pub(super) const TABLE: Table =
    Table { name: "rejected", columns: &["source", "record", "byte", "reason"], rows };

fn rows(view: &View<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    for rejected in &view.analysis.rejected {
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
