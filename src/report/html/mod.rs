//! `report.html`: one file that a person opens, without a server, a network or scripts.
//!
//! Filters are style rules over form controls, so nothing in the page can run, whatever stands in
//! an article; the page forbids scripts outright. A group becomes a [`Card`] while its articles are
//! at hand; the page is made of the weightiest cards in the end.

mod details;
mod group;
mod moments;
mod page;
mod tree;

pub(super) use group::Card;
pub(super) use moments::is_not_before;

use super::overview::Overview;
use super::texts::texts;
use crate::analysis::Outcome;
use crate::ui::Ui;
use askama::Template as _;
use std::io::{self, Write};

/// Most groups that are shown; the tables have all.
pub(super) const MOST_GROUPS: usize = 2_000;

/// Bytes after which groups are shown without their passages: what browsers still scroll smoothly.
const FULL_BYTES: usize = 24 << 20;

/// What the page is made of.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// What was read.
    pub(super) overview: &'a Overview,
    /// What only the end showed.
    pub(super) outcome: &'a Outcome,
    /// The weightiest groups, weightiest first.
    pub(super) cards: Vec<&'a Card>,
    /// Groups in all.
    pub(super) groups: usize,
    /// Drifted figures in all.
    pub(super) drifts: usize,
    /// Language of the page.
    pub(super) ui: Ui,
}

impl Page<'_> {
    /// Writes the page.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let outlets = page::filter_outlets(&self.cards);
        page::Head::new(self, &outlets).write_into(out)?;
        let mut written = 0;
        for (at, card) in self.cards.iter().enumerate() {
            let html =
                card.render(at + 1, &outlets, written >= FULL_BYTES).map_err(io::Error::other)?;
            written += html.len();
            out.write_all(html.as_bytes())?;
        }
        page::Foot::new(texts(self.ui), self.groups - self.cards.len()).write_into(out)
    }
}
