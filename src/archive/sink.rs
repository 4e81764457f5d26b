//! What a run finds, and who hears of it.

use super::store::Store;
use crate::drift::{Claim, FigureSet};
use crate::error::Result;
use crate::provenance::Verdict;
use crate::reuse::Group;
use crate::witness::Witness;
use std::sync::Arc;

/// An article as it was read.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place among all articles by id.
    pub index: u32,
    /// What the boxes up to `fingerprint` read.
    pub witness: Witness,
    /// Its comparable figures. Those in sentences that turn out to be furniture are no claims:
    /// the run's furniture names them in the end.
    pub claims: Vec<Claim>,
}

/// A group with what was concluded about it.
#[derive(Clone, Debug)]
pub struct Story {
    /// The articles that the group's passages and matches index, by id; more than its members.
    pub witnesses: Arc<Vec<Witness>>,
    /// Beside them, their places among all articles by id.
    pub articles: Arc<[u32]>,
    /// Its passages and matches.
    pub group: Group,
    /// Its figures that stand for one another.
    pub figures: Vec<FigureSet>,
    /// Where it came from.
    pub verdict: Verdict,
}

/// Hears what an analysis finds: all articles first, then all stories. [`Self::page`] and
/// [`Self::leaf`] run on many threads and make what is kept; what they made comes back on one
/// thread, in an order that depends on the input's only.
pub trait Sink: Sync {
    /// What some articles become.
    type Page: Send;
    /// What a story becomes.
    type Leaf: Send;

    /// Makes a page of some articles.
    fn page(&self, entries: Vec<Entry>) -> Self::Page;

    /// Takes a page.
    fn add_page(&mut self, page: Self::Page) -> Result<()>;

    /// Saves what was made of all pages so far in a store that is kept.
    fn save(&mut self, store: &mut Store) -> Result<()>;

    /// Takes up what [`Self::save`] saved, instead of pages.
    fn restore(&mut self, store: &Store) -> Result<()>;

    /// Makes a leaf of a story.
    fn leaf(&self, story: Story) -> Self::Leaf;

    /// Takes a leaf.
    fn add_leaf(&mut self, leaf: Self::Leaf) -> Result<()>;
}
