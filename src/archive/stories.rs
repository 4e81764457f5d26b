//! The last stage: articles that hang together are read anew, aligned, grouped and judged.

use super::intake::Intake;
use super::matching::{self, Component, Matching, Spaces};
use super::options::Options;
use super::reading::Readings;
use super::sink::{Sink, Story};
use crate::article::Language;
use crate::drift;
use crate::error::Result;
use crate::progress::Watch;
use crate::provenance;
use crate::reuse::term::Space;
use crate::reuse::{self, Comparison, Group, Match, Weighed, share};
use crate::witness::Witness;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Bytes that an article takes in memory once it is read and weighed, about.
const READ: usize = 48 << 10;

/// Members of a group that are all compared with one another.
const ALL_COMPARED: usize = 48;

/// How much of articles stands elsewhere, for those of which something does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shares {
    /// By index, the share (0 to 1) of the text that stands in another outlet's article too.
    pub reused: FxHashMap<u32, f32>,
    /// By index, index and id of the article of which it is a whole copy.
    pub duplicate_of: FxHashMap<u32, (u32, String)>,
}

/// Tells all stories to `sink`.
///
/// # Errors
/// Those of the work folder and of `sink`, and [`crate::error::ErrorKind::Interrupted`].
pub fn tell<S: Sink>(
    intake: &Intake,
    readings: &Readings,
    matching: &Matching,
    options: &Options,
    sink: &mut S,
    watch: &Watch<'_>,
) -> Result<Shares> {
    watch.stage("weighing family trees", Some(matching.components.len() as u64));
    let at_once = (options.memory.articles() / READ).max(1);
    let teller = Teller { intake, readings, matching, options };
    let mut shares = Shares::default();
    let mut rest = matching.components.as_slice();
    while !rest.is_empty() {
        watch.check()?;
        let mut articles = 0;
        let fits = rest.iter().take_while(|component| {
            articles += component.articles.len();
            articles <= at_once
        });
        let (round, later) = rest.split_at(fits.count().max(1));
        rest = later;
        let told: Vec<Told<S::Leaf>> = round
            .par_iter()
            .map(|component| {
                let told = teller.tell(component, &*sink);
                watch.step(1);
                told
            })
            .collect::<Result<_>>()?;
        for told in told {
            shares.reused.extend(told.shares.reused);
            shares.duplicate_of.extend(told.shares.duplicate_of);
            told.leaves.into_iter().try_for_each(|leaf| sink.add_leaf(leaf))?;
        }
    }
    Ok(shares)
}

/// What one component came to.
struct Told<L> {
    leaves: Vec<L>,
    shares: Shares,
}

struct Teller<'a> {
    intake: &'a Intake,
    readings: &'a Readings,
    matching: &'a Matching,
    options: &'a Options,
}

impl Teller<'_> {
    fn tell<S: Sink>(&self, component: &Component, sink: &S) -> Result<Told<S::Leaf>> {
        let witnesses: Vec<Witness> = component
            .articles
            .par_iter()
            .map(|&index| self.witness(index))
            .collect::<Result<_>>()?;
        let Matching { furniture, .. } = self.matching;
        let spaces = self.spaces(component);
        let weighed: Vec<Weighed> = (&component.articles, &spaces)
            .into_par_iter()
            .map(|(&index, &spaces)| {
                matching::weighed(index, spaces, self.intake, self.readings, furniture)
            })
            .collect::<Result<_>>()?;
        let comparison = Comparison { witnesses: &witnesses, weighed: &weighed };
        let matches: Vec<Match> =
            component.links.par_iter().filter_map(|&(a, b)| comparison.compare(a, b)).collect();
        let shares = shares(&matches, &witnesses, &component.articles);
        let groups: Vec<Group> = reuse::groups(&matches, &witnesses, self.options.same_outlet)
            .into_par_iter()
            .map(|mut group| {
                if group.passages.len() <= ALL_COMPARED {
                    comparison.complete(&mut group);
                }
                group
            })
            .collect();
        drop(weighed);
        let witnesses = Arc::new(witnesses);
        let articles: Arc<[u32]> = component.articles.as_slice().into();
        let leaves = groups
            .into_par_iter()
            .map(|group| sink.leaf(self.story(group, &witnesses, &articles)))
            .collect();
        Ok(Told { leaves, shares })
    }

    /// The spaces in which each article can meet another of `component`.
    fn spaces(&self, component: &Component) -> Vec<Spaces> {
        let language = |&index: &u32| self.readings.gathered.language_of[index as usize];
        let mut languages: Vec<Language> = component.articles.iter().map(language).collect();
        languages.sort_unstable();
        languages.dedup();
        let spaces = |article: &u32| {
            let own = language(article);
            languages.iter().fold(0, |all, &other| all | 1 << Space::between(own, other) as u8)
        };
        component.articles.iter().map(spaces).collect()
    }

    /// The article `index`, read as before, its furniture marked.
    fn witness(&self, index: u32) -> Result<Witness> {
        let Options { outlets, completion, .. } = self.options;
        let mut witness = Witness::new(self.intake.get(index)?, outlets);
        witness.complete(outlets, completion);
        self.matching.furniture.mark(index, &mut witness);
        Ok(witness)
    }

    /// A group with what is concluded about it.
    fn story(&self, group: Group, witnesses: &Arc<Vec<Witness>>, articles: &Arc<[u32]>) -> Story {
        let Options { synonyms, outlets, ui, .. } = self.options;
        let figures = drift::figure_sets(&group, witnesses, synonyms);
        let verdict = provenance::judge(&group, witnesses, &figures, outlets, *ui);
        let (witnesses, articles) = (Arc::clone(witnesses), Arc::clone(articles));
        Story { witnesses, articles, group, figures, verdict }
    }
}

fn shares(matches: &[Match], witnesses: &[Witness], articles: &[u32]) -> Shares {
    let reused = articles.iter().copied().zip(share::reused(matches, witnesses));
    let duplicates = share::duplicates(matches, witnesses).into_iter().zip(articles);
    Shares {
        reused: reused.collect(),
        duplicate_of: duplicates
            .filter_map(|(original, &index)| {
                let original = original? as usize;
                let id = witnesses[original].article.id.clone();
                Some((index, (articles[original], id)))
            })
            .collect(),
    }
}
