//! The tables: one file each, with its columns and how a row of it is made.

pub(super) mod alignments;
pub(super) mod articles;
pub(super) mod claims;
pub(super) mod figures;
pub(super) mod lineage;
pub(super) mod matches;
pub(super) mod origins;
pub(super) mod passages;
pub(super) mod rejected;

use crate::figures::Figure;

/// A table: its name and its columns in order.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Name of the file without extension.
    pub name: &'static str,
    /// Names of the columns.
    pub columns: &'static [&'static str],
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

/// The unit of a figure as written, or its currency's code.
fn unit_of<'t>(figure: &'t Figure, text: &'t str) -> &'t str {
    figure.currency_code().or_else(|| figure.unit.map(|unit| unit.of(text))).unwrap_or("")
}
