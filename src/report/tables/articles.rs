//! `articles`: how each article was read, and how much of it others have too.

use super::Table;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::report::view::View;
use std::io;

pub(super) const TABLE: Table = Table {
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
    rows,
};

fn rows(view: &View<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    let analysis = view.analysis;
    for (index, witness) in analysis.witnesses.iter().enumerate() {
        let article = &witness.article;
        let original = analysis.duplicate_of.get(index).copied().flatten();
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
            analysis.reused_share.get(index).map_or(Cell::Empty, |&share| Cell::share(share)),
            original.map_or(Cell::Empty, |original| {
                Cell::text(&analysis.witnesses[original as usize].article.id)
            }),
        ])?;
    }
    Ok(())
}
