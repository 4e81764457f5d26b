//! `articles`: how each article was read, and how much of it others have too.

use super::Table;
use crate::archive::stories::Shares;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::witness::Witness;
use std::io;

pub(in crate::report) const TABLE: Table = Table {
    name: "articles",
    columns: &[
        "article_id",
        "outlet",
        "outlet_as_read",
        "outlet_from",
        "published_at",
        "published_precision",
        "published_from",
        "published_assumed",
        "language",
        "title",
        "url",
        "source",
        "characters",
        "reused_share",
        "duplicate_of",
    ],
};

/// The row of an article, as far as it is known when the article is read: all but [`later`].
pub(in crate::report) fn row(witness: &Witness, sheet: &mut dyn Sheet) -> io::Result<()> {
    let article = &witness.article;
    sheet.row(&[
        Cell::text(&article.id),
        Cell::text(&article.outlet.name),
        Cell::text(&article.outlet.as_read),
        Cell::text(article.outlet.from.as_str()),
        Cell::published(&article.published),
        Cell::text(article.published.precision()),
        Cell::text(article.published.from.as_str()),
        Cell::text(article.published.assumed()),
        Cell::text(witness.document.language.code()),
        Cell::text(&article.title),
        Cell::text(&article.url),
        Cell::text(&article.source),
        Cell::count(article.text.chars().count()),
    ])
}

/// The last cells of the article `index`, which only the end of the run knows.
pub(in crate::report) fn later(index: u32, shares: &Shares) -> [Cell<'_>; 2] {
    let original = shares.duplicate_of.get(&index);
    [
        Cell::share(shares.reused.get(&index).copied().unwrap_or(0.0)),
        original.map_or(Cell::Empty, |(_, id)| Cell::text(id)),
    ]
}
