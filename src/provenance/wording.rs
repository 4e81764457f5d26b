//! Which words the members of a group share: word triples of their passages, as sets.

use super::sets::{Gathered, Sets};
use super::statement;
use crate::reuse::{Group, Passage};
use crate::text::{Quote, Word};
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
    /// Shared shingles that each member has.
    shingles: Sets,
    /// Those that it has inside quotations.
    quoted: Sets,
    /// Numbers, by binary digit from the lowest: of the shared shingles' lacking members.
    lacking: Sets,
    /// Binary digits of the number of members.
    digits: usize,
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

impl Wording {
    /// Reads the passages of `group`, without what names a source: copies of one text do that in the
    /// same set phrases, and have them from nobody.
    pub fn new(group: &Group, witnesses: &[Witness]) -> Self {
        let length = |passage: &Passage| {
            let words = &witnesses[passage.article as usize].document.words;
            passage.pieces.iter().map(|&piece| words.within(piece).len()).sum::<usize>()
        };
        let lengths = || group.passages.iter().map(length);
        let every = lengths().max().unwrap_or(0).div_ceil(MOST_SHINGLES).max(1) as u64;
        let places = lengths().sum::<usize>() / every as usize;
        let mut shingles = Gathered::with_capacity(places);
        let mut members = Vec::with_capacity(group.passages.len());
        let mut ends = Vec::new();
        for passage in &group.passages {
            let witness = &witnesses[passage.article as usize];
            let document = &witness.document;
            let mut extent = Extent::default();
            shingles.next_member();
            for &piece in &passage.pieces {
                let of_piece = &document.words[document.words.within(piece)];
                quotation_ends(of_piece, &document.quotes, &mut ends);
                extent.words += of_piece.len();
                for (word, &end) in of_piece.iter().zip(&ends) {
                    extent.quoted_words += usize::from(word.span.end <= end);
                }
                let mut credits = statement::credits(witness).peekable();
                for (window, &end) in of_piece.windows(SHINGLE).zip(&ends) {
                    let span = window[0].span.cover(window[SHINGLE - 1].span);
                    while credits.next_if(|credit| credit.end <= span.start).is_some() {}
                    if credits.peek().is_some_and(|credit| credit.overlaps(span)) {
                        continue;
                    }
                    let shingle = mix(window.iter().map(|word| word.hash));
                    if shingle % every == 0 {
                        let quoted = span.end <= end;
                        let (first, first_quoted) = shingles.add(shingle, quoted);
                        extent.shingles += usize::from(first);
                        extent.quoted_shingles += usize::from(first_quoted);
                    }
                }
            }
            members.push(extent);
        }
        let (shingles, quoted, holders) = shingles.shared();
        let digits = (usize::BITS - members.len().leading_zeros()) as usize;
        let mut lacking = Sets::new(digits, holders.len());
        for (at, &holders) in holders.iter().enumerate() {
            let lack = members.len() - holders as usize;
            for digit in (0..digits).filter(|digit| lack >> digit & 1 == 1) {
                lacking.insert(digit, at as u32);
            }
        }
        Self { shingles, quoted, lacking, digits, members }
    }

    /// Shingles that both have.
    pub fn common(&self, a: usize, b: usize) -> usize {
        self.shingles.common(a, b)
    }

    /// Quoted shingles that both have quoted.
    pub fn common_quoted(&self, a: usize, b: usize) -> usize {
        self.quoted.common(a, b)
    }

    /// Shingles that `a` and `third` have and `without` lacks.
    pub fn common_without(&self, a: usize, third: usize, without: usize) -> usize {
        self.shingles.common_without(a, third, without)
    }

    /// Shingles that both have, each by its rarity: 1 where nobody else has it, 0 where all have.
    pub fn common_rare(&self, a: usize, b: usize) -> f64 {
        let others = self.members.len().saturating_sub(2);
        let of_digit = |digit| self.shingles.common_in(a, b, self.lacking.of(digit)) << digit;
        share((0..self.digits).map(of_digit).sum(), others)
    }

    /// Share of `a`'s shingles that nobody else has.
    pub fn own_share(&self, a: usize) -> f64 {
        1.0 - share(self.shingles.count(a), self.members[a].shingles)
    }

    /// Share of `child`'s shingles that `parent` has.
    pub fn covered(&self, parent: usize, child: usize) -> f64 {
        share(self.common(parent, child), self.members[child].shingles)
    }
}

/// For each word, where the quotation ends that begins last before it; 0 before the first.
fn quotation_ends(words: &[Word], quotes: &[Quote], ends: &mut Vec<u32>) {
    ends.clear();
    let first = words.first().map_or(0, |word| word.span.start);
    let mut next = quotes.partition_point(|quote| quote.span.start <= first);
    for word in words {
        while quotes.get(next).is_some_and(|quote| quote.span.start <= word.span.start) {
            next += 1;
        }
        ends.push(next.checked_sub(1).map_or(0, |last| quotes[last].span.end));
    }
}

/// `part / whole`; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
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
