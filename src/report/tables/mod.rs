//! The tables: one file each, with its columns and how a row of it is made.

mod alignments;
mod articles;
mod claims;
mod figures;
mod lineage;
mod matches;
mod origins;
mod passages;
mod rejected;

use super::sheet::Sheet;
use super::view::View;
use crate::figures::Figure;
use std::io::{self, Write};

/// A table: its name, its columns in order, and its rows.
#[derive(Clone, Copy)]
pub struct Table {
    /// Name of the file without extension.
    pub name: &'static str,
    /// Names of the columns.
    pub columns: &'static [&'static str],
    /// Writes all rows.
    pub rows: fn(&View<'_>, &mut dyn Sheet) -> io::Result<()>,
}

/// The tables of every run.
pub const TABLES: [Table; 8] = [
    articles::TABLE,
    passages::TABLE,
    matches::TABLE,
    alignments::TABLE,
    origins::TABLE,
    lineage::TABLE,
    figures::TABLE,
    claims::TABLE,
];

/// The table of runs in which records were rejected.
pub const REJECTED: Table = rejected::TABLE;

/// The file with the texts that offsets refer to.
pub const TEXTS: &str = "texts.jsonl";

/// Writes the texts that all offsets refer to, one JSON object an article.
pub fn write_texts(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    #[derive(serde::Serialize)]
    struct Text<'a> {
        article_id: &'a str,
        text: &'a str,
    }
    for witness in &view.analysis.witnesses {
        let row = Text { article_id: &witness.article.id, text: witness.text() };
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The unit of a figure as written, or its currency's code.
fn unit_of<'t>(figure: &'t Figure, text: &'t str) -> &'t str {
    figure.currency_code().or_else(|| figure.unit.map(|unit| unit.of(text))).unwrap_or("")
}
