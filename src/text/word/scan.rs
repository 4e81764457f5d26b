//! The way through a text: block by block where its characters are common, by the plain definition
//! where they are not.

use super::Traits;
use super::block::{BLOCK, Classes, Classify, Cut, ROOM};
use super::plain::next_word;
use crate::article::Span;
use crate::text::fold;

/// Words that a sink gets between two calls of [`Sink::block`] at most.
pub(crate) const WORDS: usize = BLOCK / 2 + 1;

/// What takes the words of a text, in order.
pub(crate) trait Sink {
    /// At most [`WORDS`] words come next.
    fn block(&mut self) {}

    /// A word of common characters. Its folded form is the `length` bytes of `small` from `start`
    /// on; `length` is at most [`BLOCK`], and `small` can be read for sixteen bytes beyond.
    fn common(&mut self, small: &[u8; ROOM], start: usize, length: usize, place: Place<'_>);

    /// Any other word.
    fn rare(&mut self, folded: &str, span: Span, traits: Traits);
}

/// Where a word of common characters stands, and in what.
#[derive(Clone, Copy)]
pub(crate) struct Place<'b> {
    /// First byte of the block in the text.
    pub(crate) at: usize,
    /// The word's bytes in the block.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The block.
    pub(crate) classes: &'b Classes,
    pub(crate) joiners: u64,
}

impl Place<'_> {
    /// The word's bytes, in the block's masks.
    #[inline(always)]
    pub(crate) fn mask(&self) -> u64 {
        (u64::MAX << self.start) & !(u64::MAX << self.end)
    }
}

/// Sends all words of `text` to `sink`.
#[inline(always)]
pub(crate) fn scan<C: Classify>(text: &str, sink: &mut impl Sink) {
    let bytes = text.as_bytes();
    let mut small = [0_u8; ROOM];
    let mut scratch = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let mut padded = [0_u8; BLOCK + 2];
        // With a byte on either side: the block begins with a whole character, so that the one
        // before cannot belong to it.
        let whole = bytes.get(at.wrapping_sub(1)..).and_then(<[u8]>::first_chunk);
        let around = whole.unwrap_or_else(|| {
            let length = BLOCK.min(bytes.len() - at);
            padded[1..=length].copy_from_slice(&bytes[at..at + length]);
            &padded
        });
        let mut classes = C::classify(around, &mut small);
        if classes.rare != 0 {
            classes.settle(around, &mut small);
        }
        let cut = classes.cut();
        sink.block();
        words(text, at, &classes, cut, &small, &mut scratch, sink);
        at += cut.length as usize;
        if cut.stopped {
            let Some(end) = rare_word(text, at, &mut scratch, sink) else { return };
            at = end;
        }
    }
}

/// Sends the words of one block.
#[inline(always)]
fn words(
    text: &str,
    at: usize,
    classes: &Classes,
    cut: Cut,
    small: &[u8; ROOM],
    scratch: &mut String,
    sink: &mut impl Sink,
) {
    let mixed = classes.latin & cut.words != 0 && classes.cyrillic & cut.words != 0;
    let mut starts = cut.words & !(cut.words << 1);
    let mut ends = !cut.words & (cut.words << 1);
    while starts != 0 {
        let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros());
        starts &= starts - 1;
        ends &= ends - 1;
        let place = Place { at, start, end, classes, joiners: cut.joiners };
        let mask = place.mask();
        if mixed && classes.latin & mask != 0 && classes.cyrillic & mask != 0 {
            rare_word(text, at + start as usize, scratch, sink);
        } else if cut.joiners & mask == 0 {
            sink.common(small, start as usize, (end - start) as usize, place);
        } else {
            let mut joined = [0_u8; ROOM];
            let mut length = 0;
            for i in start..end {
                joined[length] = small[i as usize];
                length += usize::from(cut.joiners >> i & 1 == 0);
            }
            sink.common(&joined, 0, length, place);
        }
    }
}

/// Sends the first word that begins at `from` or later; where it ends.
#[inline(never)]
fn rare_word(text: &str, from: usize, folded: &mut String, sink: &mut impl Sink) -> Option<usize> {
    let (span, traits) = next_word(text, from)?;
    folded.clear();
    fold::fold_into(span.of(text), folded);
    sink.rare(folded, span, traits);
    Some(span.end as usize)
}
