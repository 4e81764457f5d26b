//! The lines above a pasted article: outlet, date, title, and the page's furniture.
//!
//! Lines are first judged one by one (`line`), then by their neighbours (`layout`). A text that
//! starts straight with a sentence has no header: nothing of a body may be lost.

mod layout;
mod line;
mod words;

use super::date::Order;
use super::record::outlet_field;
use crate::article::{Article, FieldFrom, HeaderPart, Published};
use crate::outlet::Outlets;

/// Lines that are looked at.
const LINES: usize = 20;

/// Marks the record's own title where the text begins with it; all else is known already.
pub(super) fn mark_title(article: &mut Article) {
    let first = line::first(&article.text, 1).first().map(|line| (line.span(), line.text));
    if let Some((span, line)) = first
        && words::alike(line, &article.title)
    {
        article.header.push((span, HeaderPart::Title));
    }
}

/// Marks the header of `article.text` and fills in what the record itself did not say.
pub(super) fn read(article: &mut Article, order: Order, outlets: &Outlets) {
    let lines = line::first(&article.text, LINES);
    let header = layout::of(&lines, order, outlets, &article.title);
    if let (FieldFrom::Unknown, Some(outlet)) = (article.outlet.from, header.outlet) {
        article.outlet = outlet_field(outlet.to_owned(), FieldFrom::Header, outlets);
    }
    if let (FieldFrom::Unknown, Some(read)) = (article.published.from, header.date) {
        article.published = Published {
            moment: read.moment,
            from: FieldFrom::Header,
            year_assumed: false,
            zone_assumed: read.zone_missing,
        };
    }
    if let (true, Some(url)) = (article.url.is_empty(), header.url) {
        article.url = url.to_owned();
    }
    if let (true, Some(title)) = (article.title.is_empty(), header.title) {
        article.title = title.to_owned();
    }
    article.header = header.parts;
}

#[cfg(test)]
mod tests;
