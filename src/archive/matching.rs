//! The third stage: which articles hang together.
//!
//! Furniture is found first, so that it links nothing. Then features propose pairs of articles, and
//! terms alone decide which of them are linked: texts are not needed, and most pairs end here.
//! Linked articles make up a [`Component`], and each component is looked at on its own.

use super::clock::Clock;
use super::gathered::WORDINGS;
use super::intake::Intake;
use super::options::Options;
use super::reading::Readings;
use super::store::Store;
use crate::article::Language;
use crate::error::Result;
use crate::progress::Watch;
use crate::reuse::Weighed;
use crate::reuse::background::Background;
use crate::reuse::candidate::{self, Candidate, Packing};
use crate::reuse::repeated::{self, Carrier};
use crate::reuse::sketch::Sketch;
use crate::reuse::term::Space;
use crate::text::Role;
use crate::witness::Witness;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// Articles that hang together, and the links between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// Indices of the articles, rising.
    pub articles: Vec<u32>,
    /// Linked pairs, by places in [`Self::articles`], rising.
    pub links: Vec<(u32, u32)>,
}

/// Sentences that outlets repeat under different stories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture(
    /// Article and sentence, rising.
    Vec<(u32, u32)>,
);

impl Furniture {
    /// Whether a sentence of an article is furniture.
    pub fn holds(&self, article: u32, sentence: u32) -> bool {
        self.0.binary_search(&(article, sentence)).is_ok()
    }

    /// Marks the furniture of an article in what was read of it.
    pub fn mark(&self, article: u32, witness: &mut Witness) {
        let from = self.0.partition_point(|held| held.0 < article);
        let own = self.0[from..].iter().take_while(|held| held.0 == article);
        for &(_, sentence) in own.clone() {
            witness.document.sentences[sentence as usize].role = Role::Navigation;
        }
        if own.count() > 0 {
            witness.fingerprint();
        }
    }
}

/// What the archive as a whole shows.
#[derive(Debug, Serialize, Deserialize)]
pub struct Matching {
    /// All components of two articles or more, by their first article.
    pub components: Vec<Component>,
    /// What was left out.
    pub furniture: Furniture,
}

/// Name of the stage.
const STAGE: &str = "matching";
const FILE: &str = "matching.bin";

/// Articles of a component at most. A story of an agency stands in thousands of them at the most;
/// what grows beyond was chained through digests, and is cut at its weakest links.
const LARGEST: u32 = 12_000;

/// Pairs that are looked at a time.
const ROUND: usize = 1 << 15;

/// Finds out which articles hang together.
///
/// # Errors
/// Those of the work folder, and [`crate::error::ErrorKind::Interrupted`].
pub(crate) fn find(
    intake: &Intake,
    readings: &mut Readings,
    options: &Options,
    store: &mut Store,
    watch: &Watch<'_>,
    clock: &mut Clock,
) -> Result<Matching> {
    if let Some(matching) = store.resume(STAGE, |store| store.load(FILE))? {
        return Ok(matching);
    }
    watch.stage("looking for candidates", None);
    let furniture = furniture(intake, readings, watch)?;
    clock.lap("furniture");
    let candidates = candidates(intake, readings, &furniture, options, watch)?;
    clock.lap("candidates");
    watch.stage("comparing", Some(candidates.len() as u64));
    let links = links(intake, readings, &furniture, candidates, watch)?;
    let components = components(links);
    clock.lap("links");
    let matching = Matching { components, furniture };
    if store.is_kept() {
        store.save(FILE, &matching)?;
        store.done(STAGE)?;
    }
    Ok(matching)
}

/// Finds the furniture of the archive.
pub(crate) fn furniture(
    intake: &Intake,
    readings: &Readings,
    watch: &Watch<'_>,
) -> Result<Furniture> {
    let suspects: Vec<Vec<u64>> = (0..WORDINGS)
        .into_par_iter()
        .map(|part| {
            let mut wordings = readings.gathered.wordings.read(part)?;
            wordings.sort_unstable();
            let same = wordings.chunk_by(|a, b| a >> 1 == b >> 1);
            let suspect = same.filter(|same| {
                let at_edges = same.iter().filter(|wording| **wording & 1 == 1).count();
                repeated::is_suspect(same.len(), at_edges)
            });
            Ok(suspect.map(|same| same[0] >> 8 | (part as u64) << 56).collect())
        })
        .collect::<Result<_>>()?;
    let suspects: FxHashSet<u64> = suspects.into_iter().flatten().collect();
    if suspects.is_empty() {
        return Ok(Furniture::default());
    }
    let found = |wanted: &FxHashSet<u64>| -> Result<Vec<Vec<(u32, Sketch)>>> {
        (0..readings.blocks())
            .into_par_iter()
            .map(|block| {
                let mut sketches = readings.block(block, |_| false)?;
                sketches.retain(|(_, s)| s.lines.iter().any(|line| wanted.contains(&line.wording)));
                Ok(sketches
                    .into_iter()
                    .map(|(place, sketch)| (intake.index_of(place), sketch))
                    .collect())
            })
            .collect()
    };
    watch.check()?;
    let mut carriers: FxHashMap<u32, Carrier> = FxHashMap::default();
    let mut carried: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let carrying = found(&suspects)?;
    for (index, sketch) in carrying.iter().flatten() {
        for line in sketch.lines.iter().filter(|line| suspects.contains(&line.wording)) {
            let by = carried.entry(line.wording).or_default();
            if by.last() != Some(index) {
                by.push(*index);
            }
        }
    }
    carried.retain(|_, by| {
        by.sort_unstable();
        by.truncate(repeated::MOST_SEEN);
        by.len() >= repeated::LEAST_STORIES
    });
    let needed: FxHashSet<u32> = carried.values().flatten().copied().collect();
    for (index, sketch) in carrying.iter().flatten().filter(|(index, _)| needed.contains(index)) {
        carriers.insert(*index, Carrier::new(&sketch.lines, |wording| suspects.contains(&wording)));
    }
    let repeated: FxHashSet<u64> = carried
        .par_iter()
        .filter(|(_, by)| repeated::on_many_stories(by.iter().map(|index| &carriers[index])))
        .map(|(&wording, _)| wording)
        .collect();
    let mut furniture: Vec<(u32, u32)> = carrying
        .iter()
        .flatten()
        .flat_map(|(index, sketch)| {
            let lines = sketch.lines.iter().filter(|line| repeated.contains(&line.wording));
            lines.map(|line| (*index, line.sentence))
        })
        .collect();
    furniture.sort_unstable();
    Ok(Furniture(furniture))
}

/// The sketch of an article without its furniture, in the spaces that are `wanted`.
pub(super) fn sketch(
    index: u32,
    intake: &Intake,
    readings: &Readings,
    furniture: &Furniture,
    wanted: impl Fn(Space) -> bool,
) -> Result<Sketch> {
    let mut sketch = readings.sketch(intake.place(index), wanted)?;
    sketch.drop_sentences(|sentence| furniture.holds(index, sentence));
    Ok(sketch)
}

fn candidates(
    intake: &Intake,
    readings: &mut Readings,
    furniture: &Furniture,
    options: &Options,
    watch: &Watch<'_>,
) -> Result<Vec<Candidate>> {
    const BLOCKS: usize = 512;
    let background = Background::shipped();
    let packing = Packing::new(intake.len());
    let languages = readings.gathered.languages();
    let mut parts = vec![Vec::new(); candidate::PARTS];
    for round in (0..readings.blocks()).step_by(BLOCKS) {
        watch.check()?;
        let features: Vec<Vec<(usize, u64)>> = (round..readings.blocks().min(round + BLOCKS))
            .into_par_iter()
            .map(|block| {
                let mut features = Vec::new();
                let mut pairs = Vec::new();
                let wanted =
                    |space: Space| languages.iter().any(|&one| space.serves(one, &languages));
                for (place, mut sketch) in readings.block(block, wanted)? {
                    let index = intake.index_of(place);
                    sketch.drop_sentences(|sentence| furniture.holds(index, sentence));
                    pairs.clear();
                    for (space, terms) in &sketch.spaces {
                        if space.serves(sketch.language, &languages) {
                            let rarity = readings.gathered.rarities.of(*space);
                            candidate::pairs(terms, *space, rarity, background, &mut pairs);
                        }
                    }
                    features.extend(pairs.iter().map(|&pair| packing.feature(pair, false, index)));
                }
                Ok(features)
            })
            .collect::<Result<_>>()?;
        for (part, number) in features.into_iter().flatten() {
            parts[part].push(number);
        }
        readings.gathered.runs.add(&mut parts)?;
    }
    let votes: Vec<Vec<u64>> = (0..candidate::PARTS)
        .into_par_iter()
        .map(|part| Ok(candidate::votes(readings.gathered.runs.read(part)?, packing)))
        .collect::<Result<_>>()?;
    readings.gathered.runs.clear();
    let mut candidates = candidate::candidates(votes.concat(), &readings.gathered.fingerprints);
    if let Some(days) = options.window_days {
        candidates.retain(|pair| within(&readings.gathered.published, pair.a, pair.b, days));
    }
    Ok(candidates)
}

/// Whether two articles can have been published at most `days` apart.
fn within(published: &[Option<(i64, i64)>], a: u32, b: u32, days: u32) -> bool {
    let (Some(one), Some(other)) = (published[a as usize], published[b as usize]) else {
        return true;
    };
    let apart = one.0.saturating_sub(other.1).max(other.0.saturating_sub(one.1));
    apart <= i64::from(days) * 86_400
}

/// The pairs that share a passage by their terms, with how firmly they hang together.
fn links(
    intake: &Intake,
    readings: &Readings,
    furniture: &Furniture,
    candidates: Vec<Candidate>,
    watch: &Watch<'_>,
) -> Result<Vec<(f32, u32, u32)>> {
    // Pairs of one family stand together, so that each article is fetched about once.
    let mut union = Union::new(readings.gathered.fingerprints.len());
    for pair in &candidates {
        union.join(pair.a, pair.b, u32::MAX);
    }
    let mut pairs: Vec<(u32, u32, u32)> =
        candidates.into_iter().map(|pair| (union.root(pair.a), pair.a, pair.b)).collect();
    drop(union);
    pairs.par_sort_unstable();
    let mut links = Vec::new();
    for round in pairs.chunks(ROUND) {
        watch.check()?;
        let needed = needed(round.iter().map(|&(_, a, b)| (a, b)), &readings.gathered.language_of);
        let weighed = needed
            .par_iter()
            .map(|&(index, spaces)| weighed(index, spaces, intake, readings, furniture))
            .collect::<Result<Vec<Weighed>>>()?;
        let of = |index| &weighed[needed.partition_point(|&(other, _)| other < index)];
        links.par_extend(round.par_iter().filter_map(|&(_, a, b)| {
            watch.step(1);
            Some((of(a).link(of(b))?, a, b))
        }));
    }
    Ok(links)
}

/// Spaces, a bit for each.
pub(super) type Spaces = u8;

/// The articles of `pairs`, rising, and the spaces in which they are compared.
pub(super) fn needed(
    pairs: impl Iterator<Item = (u32, u32)>,
    language_of: &[Language],
) -> Vec<(u32, Spaces)> {
    let language = |index: u32| language_of[index as usize];
    let mut needed: Vec<(u32, Spaces)> = pairs
        .flat_map(|(a, b)| {
            let space = 1 << Space::between(language(a), language(b)) as u8;
            [(a, space), (b, space)]
        })
        .collect();
    needed.par_sort_unstable();
    needed.dedup_by(|next, held| {
        let same = next.0 == held.0;
        held.1 |= if same { next.1 } else { 0 };
        same
    });
    needed
}

/// An article without its furniture, weighed in `spaces`.
pub(super) fn weighed(
    index: u32,
    spaces: Spaces,
    intake: &Intake,
    readings: &Readings,
    furniture: &Furniture,
) -> Result<Weighed> {
    let sketch =
        sketch(index, intake, readings, furniture, |space| spaces >> space as u8 & 1 == 1)?;
    Ok(Weighed::new(sketch, &readings.gathered.rarities, &readings.phrases))
}

/// Articles that `links` hold together.
fn components(mut links: Vec<(f32, u32, u32)>) -> Vec<Component> {
    links.par_sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let count = links.iter().map(|&(_, a, b)| a.max(b) + 1).max().unwrap_or(0);
    let mut union = Union::new(count as usize);
    for &(_, a, b) in &links {
        union.join(a, b, LARGEST);
    }
    let mut held: Vec<(u32, u32, u32)> = links
        .into_iter()
        .filter_map(|(_, a, b)| {
            let root = union.root(a);
            (union.root(b) == root).then_some((root, a, b))
        })
        .collect();
    held.par_sort_unstable();
    held.chunk_by(|x, y| x.0 == y.0)
        .map(|same| {
            let mut articles: Vec<u32> = same.iter().flat_map(|&(_, a, b)| [a, b]).collect();
            articles.sort_unstable();
            articles.dedup();
            let place = |index: u32| articles.binary_search(&index).unwrap_or(0) as u32;
            let links = same.iter().map(|&(_, a, b)| (place(a), place(b))).collect();
            Component { articles, links }
        })
        .collect()
}

/// Disjoint sets; the smallest number of a set is its root, so that the result does not depend on
/// the order of joining.
struct Union {
    above: Vec<u32>,
    size: Vec<u32>,
}

impl Union {
    fn new(count: usize) -> Self {
        Self { above: (0..count as u32).collect(), size: vec![1; count] }
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.above[at as usize] != at {
            let above = self.above[self.above[at as usize] as usize];
            self.above[at as usize] = above;
            at = above;
        }
        at
    }

    /// Joins the sets of `a` and `b` unless they would be larger than `most`.
    fn join(&mut self, a: u32, b: u32, most: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let size = self.size[a as usize].saturating_add(self.size[b as usize]);
        if a != b && size <= most {
            self.above[a.max(b) as usize] = a.min(b);
            self.size[a.min(b) as usize] = size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_articles_hang_together_whatever_the_order() {
        let mut links = vec![(1.0, 3, 9), (2.0, 0, 4), (1.5, 4, 7), (0.5, 0, 7)];
        let found = components(links.clone());
        assert_eq!(found[0].articles, [0, 4, 7]);
        assert_eq!(found[0].links, [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(found[1].articles, [3, 9]);
        links.reverse();
        assert_eq!(components(links), found);
    }

    #[test]
    fn what_grows_too_large_is_cut_at_its_weakest_link() {
        let chain = |from: u32, to: u32| (from..to).map(|n| (2.0, n, n + 1));
        let half = LARGEST / 2 + 10;
        let links: Vec<(f32, u32, u32)> = chain(0, half)
            .chain(chain(half + 1, 2 * half))
            .chain([(1.0, half, half + 1)])
            .collect();
        let found = components(links);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].articles.len() as u32, half + 1);
    }
}
