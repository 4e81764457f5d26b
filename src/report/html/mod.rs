//! `report.html`: one file that a person opens, without a server, a network or scripts.
//!
//! Filters are style rules over form controls, so nothing in the page can run, whatever stands in
//! an article; the page forbids scripts outright. Groups are written one after another: memory does
//! not grow with their number.

mod group;
mod moments;
mod page;
mod tree;

use super::view::View;
use askama::Template as _;
use std::io::{self, Write};

/// Most groups that are shown; the tables have all.
const MOST_GROUPS: usize = 2_000;

/// Bytes after which groups are shown without their passages: what browsers still scroll smoothly.
const FULL_BYTES: usize = 24 << 20;

/// Writes the page.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let groups = view.by_importance();
    let shown = &groups[..groups.len().min(MOST_GROUPS)];
    let outlets = page::filter_outlets(shown);
    page::Head::new(view, shown, &outlets).write_into(out)?;
    let mut written = 0;
    for (at, found) in shown.iter().enumerate() {
        let html = group::Group::new(view, found, at + 1, &outlets, written >= FULL_BYTES)
            .render()
            .map_err(io::Error::other)?;
        written += html.len();
        out.write_all(html.as_bytes())?;
    }
    page::Foot::new(view, groups.len() - shown.len()).write_into(out)
}
