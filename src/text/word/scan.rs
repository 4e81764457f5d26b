//! The way through a text: block by block where its characters are common, by the plain definition
//! where they are not.

use super::block::{Around, BLOCK, Classes, Classify, Cut, ROOM};

/// Words in a block at most.
pub(crate) const WORDS: usize = BLOCK / 2;

/// What takes the words of a text, in order.
pub(crate) trait Sink {
    /// Whether it can take a block's words and one more.
    fn has_room(&mut self) -> bool;

    /// Where the letters of the next block go, in lower case.
    fn room(&mut self) -> &mut [u8; ROOM];

    /// Takes the words of a block whose letters stand in [`Self::room`].
    fn block(&mut self, block: &Block<'_>);

    /// Takes the first word of `text` that begins at byte `from` or later, by the plain
    /// definition. Where it ends; `None` if there is no word any more.
    fn rare(&mut self, text: &str, from: usize) -> Option<usize>;
}

/// A block that has been cut into words.
#[derive(Clone, Copy)]
pub(crate) struct Block<'t> {
    /// The whole text.
    pub(crate) text: &'t str,
    /// First byte of the block in it.
    pub(crate) at: usize,
    /// What its bytes are.
    pub(crate) classes: Classes,
    /// Which are words.
    pub(crate) cut: Cut,
}

impl Block<'_> {
    /// Whether a word can have letters of both Latin and Cyrillic: if so, its folded form is the
    /// plain definition's to find.
    #[inline(always)]
    pub(crate) fn may_be_mixed(&self) -> bool {
        self.classes.latin & self.cut.words != 0 && self.classes.cyrillic & self.cut.words != 0
    }

    /// Whether the word of the bytes `word` is mixed.
    #[inline(always)]
    pub(crate) fn is_mixed(&self, word: u64) -> bool {
        self.classes.latin & word != 0 && self.classes.cyrillic & word != 0
    }

    /// The first bytes of words.
    #[inline(always)]
    pub(crate) fn starts(&self) -> u64 {
        self.cut.words & !(self.cut.words << 1)
    }

    /// The bytes after words.
    #[inline(always)]
    pub(crate) fn ends(&self) -> u64 {
        !self.cut.words & (self.cut.words << 1)
    }
}

/// The mask of the bytes `start..end`; both at most 63.
#[inline(always)]
pub(crate) fn mask(start: u32, end: u32) -> u64 {
    (u64::MAX << (start & 63)) & !(u64::MAX << (end & 63))
}

/// Moves the letters of the word `start..end` together over the bytes of `joiners`, which are
/// masked from byte `base` on; the new end.
#[inline(never)]
pub(crate) fn close_up(
    letters: &mut [u8],
    base: usize,
    start: usize,
    end: usize,
    joiners: u64,
) -> usize {
    let mut to = start;
    for from in start..end {
        letters[to] = letters[from];
        to += usize::from(joiners >> (from - base) & 1 == 0);
    }
    to
}

/// Sends words of `text` from byte `at` on to `sink`, until it has no room or there are none any
/// more; `at` is what was read.
#[inline(always)]
pub(crate) fn scan<C: Classify>(text: &str, at: &mut usize, sink: &mut impl Sink) {
    let bytes = text.as_bytes();
    while *at < bytes.len() && sink.has_room() {
        let mut padded: Around;
        // With a byte on either side: the block begins with a whole character, so that the one
        // before cannot belong to it.
        let whole = bytes.get(at.wrapping_sub(1)..).and_then(<[u8]>::first_chunk);
        let around: &Around = if let Some(around) = whole {
            around
        } else {
            let length = BLOCK.min(bytes.len() - *at);
            padded = [0; BLOCK + 2];
            padded[1..=length].copy_from_slice(&bytes[*at..*at + length]);
            &padded
        };
        let small = sink.room();
        let mut classes = C::classify(around, small);
        if classes.rare != 0 {
            classes.settle(around, small);
        }
        let cut = classes.cut();
        sink.block(&Block { text, at: *at, classes, cut });
        *at += cut.length as usize;
        if cut.stopped {
            *at = sink.rare(text, *at).unwrap_or(bytes.len());
        }
    }
}
