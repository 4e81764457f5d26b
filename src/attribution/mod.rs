//! Who is cited, for what; and, from that and the rest of the text, the outlet and the time of an
//! article whose input did not say.
//!
//! In: an article, its [`Document`] and figures, the table of outlets. Out: [`Attribution`]s, and
//! the article's `outlet` and `published` completed.
//!
//! The way: [`page`] looks up every word once ([`cue`]) and every name of the table; [`clause`],
//! [`phrase`] and [`line`] find citations around the cues, [`source`] and [`person`] read who is cited;
//! [`roster`] and [`scope`] give names, covers and chains. [`publisher`] and [`time`] complete the
//! article.

mod clause;
mod cue;
mod ending;
mod line;
mod page;
mod person;
mod phrase;
mod publisher;
mod roster;
mod scope;
mod source;
#[cfg(test)]
mod tests;
mod time;
mod zone;

use crate::article::{Article, Span};
use crate::figures::Figure;
use crate::outlet::{OutletId, Outlets};
use crate::text::Document;
use page::Page;

/// What kind of source is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitedKind {
    /// A news outlet.
    Outlet,
    /// A news agency.
    Agency,
    /// A ministry, staff, company, organisation.
    Institution,
    /// A person: a speaker, not a channel.
    Person,
}

/// What an attribution covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Covers {
    /// The sentence it stands in, by index.
    Sentence(u32),
    /// A quotation, by index.
    Quote(u32),
    /// The article as a whole («про це повідомляє X» in the lead, a dateline, a credit line).
    Article,
}

/// One attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The whole clause: «передає Цензор.НЕТ».
    pub span: Span,
    /// The words that name who is cited.
    pub cited: Span,
    /// Canonical name where the table knows it; the fullest name that the article gives a person;
    /// else as written.
    pub name: String,
    /// The table's entry.
    pub outlet: Option<OutletId>,
    /// What kind of source.
    pub kind: CitedKind,
    /// What it covers.
    pub covers: Covers,
    /// In a chain («X із посиланням на Y», «… сказав Y, передає X»), the index of the attribution
    /// (X's) that cites this one.
    pub cited_by: Option<u32>,
    /// The article's outlet naming itself: no source.
    pub own: bool,
    /// An office without a name and without whose it is («посадовиця», "officials"): somebody
    /// spoke, but nobody is named as a source.
    pub nameless: bool,
}

/// Settings of [`complete`].
#[derive(Clone, Debug, Default)]
pub struct Completion {
    /// Zone of times that say none (`--timezone`), as an IANA name; else the outlet's country's.
    pub timezone: Option<String>,
    /// Latest date of the archive's metadata and headers, or `--as-of`: years left out are the
    /// latest fitting ones not after it.
    pub as_of: Option<jiff::civil::Date>,
}

/// Reads the attributions of an article, in the order of the text.
pub fn read(
    article: &Article,
    document: &Document,
    _figures: &[Figure],
    outlets: &Outlets,
) -> Vec<Attribution> {
    let page = Page::new(&article.text, document, outlets);
    scope::resolve(&page, page.citations())
}

/// Completes `article.outlet` and `article.published` from its address, its own attributions and
/// the days that its text names; marks what is inferred.
pub fn complete(
    article: &mut Article,
    document: &Document,
    figures: &[Figure],
    attributions: &mut [Attribution],
    outlets: &Outlets,
    settings: &Completion,
) {
    let outlet = publisher::complete(article, document, attributions, outlets);
    let country = outlet.and_then(|id| outlets.get(id).country);
    time::complete(article, document, figures, country, settings);
}
