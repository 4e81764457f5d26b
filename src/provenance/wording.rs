//! Which words the members of a group share: word triples of their passages, as sets.

use crate::article::Span;
use crate::reuse::{Group, Passage};
use crate::witness::Witness;
use rustc_hash::FxHashMap;

/// Words of a shingle. Two words meet by chance in names and set phrases too often, four lose too
/// much at each changed word.
const SHINGLE: usize = 3;

/// At most about so many shingles of a passage are kept; of longer ones, those whose hash falls
/// into a fixed share, the same for all members, so that sets stay comparable.
const MOST_SHINGLES: usize = 4096;

/// Third members asked for what they share with two others: those nearest to the child. More than
/// this adds time, not evidence.
pub const MOST_WITNESSES: usize = 8;

/// The shared wording of a group's members.
#[derive(Clone, Debug)]
pub struct Wording {
    /// 64 shared shingles a block.
    blocks: usize,
    /// Shared shingles that each member has, `blocks` a member.
    sets: Vec<u64>,
    /// Those that it has inside quotations.
    quoted: Vec<u64>,
    /// For each shared shingle, how rare it is: 1 in two members only, 0 in all.
    rarity: Vec<f32>,
    /// Numbers of each member.
    pub members: Vec<Extent>,
}

/// How much text a member has.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extent {
    /// Words of its passage.
    pub words: usize,
    /// Words of the passage inside quotations.
    pub quoted_words: usize,
    /// Distinct shingles of the passage.
    pub shingles: usize,
    /// Distinct shingles of the passage inside quotations.
    pub quoted_shingles: usize,
}

/// A shingle of a member.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    shingle: u64,
    member: u32,
    quoted: bool,
}

impl Wording {
    /// Reads the passages of `group`.
    pub fn new(group: &Group, witnesses: &[Witness]) -> Self {
        let longest = group
            .passages
            .iter()
            .map(|passage| passage_words(passage, witnesses).count())
            .max()
            .unwrap_or(0);
        let every = longest.div_ceil(MOST_SHINGLES).max(1) as u64;
        let mut places = Vec::new();
        let mut members = Vec::with_capacity(group.passages.len());
        for (member, passage) in group.passages.iter().enumerate() {
            let witness = &witnesses[passage.article as usize];
            let mut extent = Extent::default();
            let first = places.len();
            for &piece in &passage.pieces {
                let range = witness.document.words.within(piece);
                let words = &witness.document.words[range];
                extent.words += words.len();
                let quoted = |span: Span| witness.document.quote_around(span).is_some();
                extent.quoted_words += words.iter().filter(|word| quoted(word.span)).count();
                for window in words.windows(SHINGLE) {
                    let shingle = mix(window.iter().map(|word| word.hash));
                    if shingle % every == 0 {
                        let span = window[0].span.cover(window[SHINGLE - 1].span);
                        places.push(Place { shingle, member: member as u32, quoted: quoted(span) });
                    }
                }
            }
            // Once for each member; quoted where it is anywhere.
            places[first..].sort_unstable_by_key(|place| (place.shingle, !place.quoted));
            let mut last = None;
            let mut kept = first;
            for at in first..places.len() {
                if last != Some(places[at].shingle) {
                    last = Some(places[at].shingle);
                    places[kept] = places[at];
                    kept += 1;
                }
            }
            places.truncate(kept);
            extent.shingles = kept - first;
            extent.quoted_shingles = places[first..].iter().filter(|place| place.quoted).count();
            members.push(extent);
        }
        places.sort_unstable();
        Self::of_places(&places, members)
    }

    fn of_places(places: &[Place], members: Vec<Extent>) -> Self {
        let shared =
            || places.chunk_by(|a, b| a.shingle == b.shingle).filter(|holders| holders.len() > 1);
        let rarity: Vec<f32> = shared()
            .map(|holders| match members.len() {
                0..=2 => 0.0,
                all => (all - holders.len()) as f32 / (all - 2) as f32,
            })
            .collect();
        let blocks = rarity.len().div_ceil(64);
        let mut sets = vec![0; blocks * members.len()];
        let mut quoted = vec![0; blocks * members.len()];
        for (at, holders) in shared().enumerate() {
            for place in holders {
                let block = place.member as usize * blocks + at / 64;
                sets[block] |= 1 << (at % 64);
                quoted[block] |= u64::from(place.quoted) << (at % 64);
            }
        }
        Self { blocks, sets, quoted, rarity, members }
    }

    fn set(&self, member: usize) -> &[u64] {
        &self.sets[member * self.blocks..(member + 1) * self.blocks]
    }

    fn quoted_set(&self, member: usize) -> &[u64] {
        &self.quoted[member * self.blocks..(member + 1) * self.blocks]
    }

    /// Shingles that both have.
    pub fn common(&self, a: usize, b: usize) -> usize {
        count(self.set(a).iter().zip(self.set(b)).map(|(a, b)| a & b))
    }

    /// Quoted shingles that both have quoted.
    pub fn common_quoted(&self, a: usize, b: usize) -> usize {
        count(self.quoted_set(a).iter().zip(self.quoted_set(b)).map(|(a, b)| a & b))
    }

    /// Shingles that `a` and `third` have and `without` lacks.
    pub fn common_without(&self, a: usize, third: usize, without: usize) -> usize {
        let sets = self.set(a).iter().zip(self.set(third)).zip(self.set(without));
        count(sets.map(|((a, third), without)| a & third & !without))
    }

    /// Shingles that both have, each by its rarity.
    pub fn common_rare(&self, a: usize, b: usize) -> f64 {
        let mut sum = 0.0;
        for (block, (a, b)) in self.set(a).iter().zip(self.set(b)).enumerate() {
            let mut both = a & b;
            while both != 0 {
                sum += f64::from(self.rarity[block * 64 + both.trailing_zeros() as usize]);
                both &= both - 1;
            }
        }
        sum
    }

    /// Share of `a`'s shingles that nobody else has.
    pub fn own_share(&self, a: usize) -> f64 {
        let extent = &self.members[a];
        1.0 - share(count(self.set(a).iter().copied()), extent.shingles)
    }

    /// Share of `child`'s shingles that `parent` has.
    pub fn covered(&self, parent: usize, child: usize) -> f64 {
        share(self.common(parent, child), self.members[child].shingles)
    }
}

/// `part / whole`; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn count(blocks: impl Iterator<Item = u64>) -> usize {
    blocks.map(|block| block.count_ones() as usize).sum()
}

fn mix(hashes: impl Iterator<Item = u64>) -> u64 {
    hashes.fold(0, |mixed: u64, hash| {
        (mixed.rotate_left(23) ^ hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

fn passage_words<'w>(
    passage: &'w Passage,
    witnesses: &'w [Witness],
) -> impl Iterator<Item = u64> + 'w {
    let words = &witnesses[passage.article as usize].document.words;
    passage
        .pieces
        .iter()
        .flat_map(move |&piece| words[words.within(piece)].iter().map(|word| word.hash))
}

/// Words of the longest run that stands in both passages. Only the first place of each shingle in
/// the first passage is looked at, which is exact but for passages that repeat themselves.
pub fn longest_run(a: &Passage, b: &Passage, witnesses: &[Witness]) -> usize {
    let words_a: Vec<u64> = passage_words(a, witnesses).collect();
    let words_b: Vec<u64> = passage_words(b, witnesses).collect();
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    for (at, window) in words_a.windows(SHINGLE).enumerate() {
        places.entry(mix(window.iter().copied())).or_insert(at);
    }
    let (mut longest, mut run, mut expected) = (0, 0, None);
    for window in words_b.windows(SHINGLE) {
        let place = places.get(&mix(window.iter().copied())).copied();
        run = match place {
            None => 0,
            Some(_) if place == expected => run + 1,
            Some(_) => SHINGLE,
        };
        longest = longest.max(run);
        expected = place.map(|place| place + 1);
    }
    longest
}
