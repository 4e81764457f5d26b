//! Words between the scanner and the sketch: hashed a few hundred at a time and sorted by length,
//! because a branch on the length of every single word would be guessed wrong half the time, and
//! every wrong guess costs as much as hashing two words.

use super::Simhash;
use super::sketch::{BATCH, Sketch};
use crate::text::word::block::{BLOCK, Classify, ROOM};
use crate::text::word::scan::{self, Block, Sink};
use crate::text::word::{plain, xxh3};
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of letters in a batch.
const LETTERS: usize = 2048;

/// Words in a batch and room for those of a block more, which are written without a check.
const SLOTS: usize = BATCH + scan::WORDS;

/// Places in a batch's letters.
pub(super) type Places = [u16; SLOTS];

/// How a kernel goes through words.
pub(super) trait Kernel: Classify {
    /// Writes the place of every bit of `mask`, counted from `base`, to `places` from `from` on. At
    /// most [`scan::WORDS`] bits are set, and as many places from `from` on may be overwritten.
    fn places(mask: u64, base: usize, places: &mut Places, from: usize);

    /// Sorts the first `words` words by the length of their letters.
    fn by_length(starts: &Places, ends: &Places, words: usize, lists: &mut Lists);
}

/// The numbers of words that are hashed alike: by 1 to 3, to 8, to 16, to 32, to 64 bytes.
#[derive(Debug)]
pub(super) struct Lists {
    /// The last is of words that are hashed already.
    pub(super) words: [Places; Self::COUNT + 1],
    pub(super) lengths: [usize; Self::COUNT],
}

impl Lists {
    pub(super) const COUNT: usize = 5;
    /// The longest word of each list, in bytes.
    pub(super) const LONGEST: [u16; Self::COUNT] = [3, 8, 16, 32, 64];
}

/// A text on its way to its fingerprint. A thread keeps one for all its texts: to clear these
/// twelve kilobytes for each would cost a thirtieth of the time.
#[derive(Debug)]
pub(super) struct Batch<K, const LANES: usize> {
    letters: [u8; LETTERS + ROOM],
    filled: usize,
    starts: Places,
    /// Equal to the start where the hash is already there.
    ends: Places,
    words: usize,
    lists: Lists,
    sketch: Sketch<LANES>,
    scratch: String,
    kernel: std::marker::PhantomData<K>,
}

impl<K: Kernel, const LANES: usize> Batch<K, LANES> {
    pub(super) fn new() -> Box<Self> {
        Box::new(Self {
            letters: [0; LETTERS + ROOM],
            filled: 0,
            starts: [0; SLOTS],
            ends: [0; SLOTS],
            words: 0,
            lists: Lists { words: [[0; SLOTS]; Lists::COUNT + 1], lengths: [0; Lists::COUNT] },
            sketch: Sketch::new(),
            scratch: String::new(),
            kernel: std::marker::PhantomData,
        })
    }

    /// SimHash of a text.
    #[inline(always)]
    pub(super) fn of_text(&mut self, text: &str) -> Simhash {
        let mut at = 0;
        while at < text.len() {
            scan::scan::<K>(text, &mut at, self);
            self.flush();
        }
        self.sketch.finish()
    }

    /// Hashes the words that wait, and sends them on.
    #[inline(always)]
    fn flush(&mut self) {
        K::by_length(&self.starts, &self.ends, self.words, &mut self.lists);
        self.hash_list::<0>();
        self.hash_list::<1>();
        self.hash_list::<2>();
        self.hash_list::<3>();
        self.hash_list::<4>();
        self.sketch.advance(self.words);
        self.words = 0;
        self.filled = 0;
    }

    /// Hashes the words of a list. The list is a constant and not the hash a function that is handed
    /// over: compilers that work on parts of a program leave a call of such a function standing.
    #[inline(always)]
    fn hash_list<const LIST: usize>(&mut self) {
        let hashes = self.sketch.room();
        for &word in &self.lists.words[LIST][..self.lists.lengths[LIST]] {
            let word = usize::from(word) % BATCH;
            let (start, end) = (usize::from(self.starts[word]), usize::from(self.ends[word]));
            let (letters, length) = (&self.letters, end.wrapping_sub(start));
            hashes[word] = match LIST {
                0 => xxh3::to_3(letters, start, length),
                1 => xxh3::to_8(letters, start, length),
                2 => xxh3::to_16(letters, start, length),
                3 => xxh3::to_32(letters, start, length),
                _ => xxh3::to_64(letters, start, length),
            };
        }
    }

    /// Takes the `joiners` of a block out of its words, which begin at `starts` and end before `ends`.
    #[cold]
    #[inline(never)]
    fn join(&mut self, starts: u64, ends: u64, joiners: u64) {
        let mut left = joiners;
        while left != 0 {
            let at = left.trailing_zeros();
            let word = self.words + (starts & scan::mask(0, at)).count_ones() as usize - 1;
            let (start, end) = (usize::from(self.starts[word]), usize::from(self.ends[word]));
            let base = self.filled;
            self.ends[word] = scan::close_up(&mut self.letters, base, start, end, joiners) as u16;
            // All joiners of the word are out.
            left &= u64::MAX << (ends & (u64::MAX << at)).trailing_zeros().min(63);
        }
    }

    /// The words of a block up to number `words` that have both `latin` and `cyrillic` letters; the
    /// block begins at byte `at` of `text`.
    #[cold]
    #[inline(never)]
    fn mend(&mut self, text: &str, at: usize, words: usize, [latin, cyrillic]: [u64; 2]) {
        for word in self.words..words {
            let first = usize::from(self.starts[word]) - self.filled;
            let after = usize::from(self.ends[word]) - self.filled;
            let mask = scan::mask(first as u32, after as u32);
            if latin & mask != 0 && cyrillic & mask != 0 {
                plain::read(text, at + first, &mut self.scratch);
                self.sketch.room()[word] = xxh3_64(self.scratch.as_bytes());
                self.ends[word] = self.starts[word];
            }
        }
    }
}

impl<K: Kernel, const LANES: usize> Sink for Batch<K, LANES> {
    #[inline(always)]
    fn has_room(&mut self) -> bool {
        self.filled <= LETTERS - BLOCK && self.words < BATCH - scan::WORDS
    }

    #[inline(always)]
    fn room(&mut self) -> &mut [u8; ROOM] {
        let from = self.filled % LETTERS;
        // The array is longer by as much as is taken here.
        self.letters[from..].first_chunk_mut().expect("room for a block")
    }

    #[inline(always)]
    fn block(&mut self, block: &Block<'_>) {
        K::places(block.starts(), self.filled, &mut self.starts, self.words);
        K::places(block.ends(), self.filled, &mut self.ends, self.words);
        let words = self.words + block.starts().count_ones() as usize;
        if block.may_be_mixed() {
            let Block { text, at, classes, .. } = *block;
            self.mend(text, at, words, [classes.latin, classes.cyrillic]);
        }
        if block.cut.joiners != 0 {
            self.join(block.starts(), block.ends(), block.cut.joiners);
        }
        self.words = words;
        self.filled += block.cut.length as usize;
    }

    fn rare(&mut self, text: &str, from: usize) -> Option<usize> {
        let (span, _) = plain::read(text, from, &mut self.scratch)?;
        self.sketch.room()[self.words] = xxh3_64(self.scratch.as_bytes());
        self.starts[self.words] = 0;
        self.ends[self.words] = 0;
        self.words += 1;
        Some(span.end as usize)
    }
}

/// [`Kernel::places`] in plain code: four at a time without asking whether there are so many.
#[inline(always)]
pub(super) fn places(mut mask: u64, base: usize, places: &mut Places, from: usize) {
    let places: &mut [u16; scan::WORDS] = match places[from..].first_chunk_mut() {
        Some(places) => places,
        None => return,
    };
    for four in places.as_chunks_mut::<4>().0 {
        for place in four {
            *place = (base + mask.trailing_zeros() as usize) as u16;
            mask &= mask.wrapping_sub(1);
        }
        if mask == 0 {
            return;
        }
    }
}

/// [`Kernel::by_length`] in plain code, without a branch for a word.
#[inline(always)]
pub(super) fn by_length(starts: &Places, ends: &Places, words: usize, lists: &mut Lists) {
    const NONE: usize = Lists::COUNT;
    const LIST: [u8; 128] = {
        let mut table = [NONE as u8; 128];
        let mut length = 1;
        while length <= BLOCK {
            let mut list = 0;
            while Lists::LONGEST[list] < length as u16 {
                list += 1;
            }
            table[length] = list as u8;
            length += 1;
        }
        table
    };
    let mut lengths = [0_usize; NONE + 1];
    for (word, (start, end)) in starts.iter().zip(ends).enumerate().take(words) {
        let list = usize::from(LIST[usize::from(end.wrapping_sub(*start)) & 127]);
        if let Some(slot) = lists.words[list].get_mut(lengths[list]) {
            *slot = word as u16;
        }
        lengths[list] += 1;
    }
    lists.lengths.copy_from_slice(&lengths[..NONE]);
}
