//! Sixty-four bytes of text at a time, as masks: bit i of a mask speaks of byte i.

/// Bytes in a block.
pub(crate) const BLOCK: usize = 64;

/// Room for a block's letters and for reading sixteen bytes at any of them.
pub(crate) const ROOM: usize = BLOCK + 32;

/// A block, with the byte before and the byte after.
pub(crate) type Around = [u8; BLOCK + 2];

/// What the bytes of a block are. Each mask has every byte of the characters it speaks of, but
/// `capital` and `rare`, which have the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes {
    /// ASCII letters.
    pub(crate) latin: u64,
    /// Cyrillic letters U+0400 to U+045F and ґ Ґ, the first byte also where the second is cut off.
    pub(crate) cyrillic: u64,
    /// ASCII digits.
    pub(crate) digit: u64,
    /// ASCII hyphens.
    pub(crate) hyphen: u64,
    /// ASCII apostrophes.
    pub(crate) apostrophe: u64,
    /// Capitals among the letters above.
    pub(crate) capital: u64,
    /// Characters outside ASCII that do not begin with D0 or D1: [`Self::settle`] says which.
    pub(crate) rare: u64,
    /// Bytes that only the plain definition knows.
    pub(crate) unknown: u64,
    /// ASCII spaces and line breaks, or nothing: where the next block begins follows from the last
    /// one sooner than from anything else, and that is what the next block waits for.
    pub(crate) space: u64,
    /// Apostrophes of two and of three bytes, their first.
    pub(crate) apostrophe_2: u64,
    pub(crate) apostrophe_3: u64,
}

/// A way to find the classes of a block's bytes and to make its letters small.
pub(crate) trait Classify {
    /// Classes of the block in `around`, with everything but `rare` settled; `small` gets the
    /// block's bytes with the letters of `latin` and `cyrillic` in lower case.
    fn classify(around: &Around, small: &mut [u8; ROOM]) -> Classes;
}

impl Classes {
    /// Settles the `rare` characters one by one: quotation marks, dashes and spaces are nothing,
    /// ґ and the apostrophes of Ukrainian are what they are, the rest is unknown.
    #[inline(always)]
    pub(crate) fn settle(&mut self, around: &Around, small: &mut [u8; ROOM]) {
        let block = &around[1..=BLOCK];
        let mut rare = self.rare;
        while rare != 0 {
            let at = rare.trailing_zeros() as usize;
            rare &= rare - 1;
            let bit = 1_u64 << at;
            match (block[at], block.get(at + 1).copied(), block.get(at + 2).copied()) {
                // No-break space, section, copyright and degree signs, quotation marks.
                (0xC2, Some(0xA0 | 0xA7 | 0xA9 | 0xAB | 0xB0 | 0xBB), _)
                // Currencies, numero sign.
                | (0xE2, Some(0x82), Some(0xA0..))
                | (0xE2, Some(0x84), Some(0x96))
                // General Punctuation up to the ignorable characters, and from the dashes on.
                | (0xE2, Some(0x80), Some(..=0x8A | 0x8E | 0x8F | 0x92..=0x97 | 0x9A..)) => {}
                (0xE2, Some(0x80), Some(0x98 | 0x99)) => self.apostrophe_3 |= bit,
                (0xCA, Some(0xBC), _) => self.apostrophe_2 |= bit,
                (0xD2, Some(second @ (0x90 | 0x91)), _) => {
                    self.cyrillic |= bit | bit << 1;
                    self.capital |= if second == 0x90 { bit } else { 0 };
                    small[at + 1] = 0x91;
                }
                (lead, ..) => {
                    let bytes = if lead >= 0xF0 { 0xF } else if lead >= 0xE0 { 7 } else { 3 };
                    self.unknown |= bytes << at;
                }
            }
        }
    }

    /// Cuts the block into words.
    #[inline(always)]
    pub(crate) fn cut(&self) -> Cut {
        let letter = self.latin | self.cyrillic | self.digit;
        // A joiner joins directly between two word characters: after a letter, and before one
        // that stands as far away as the joiner is long.
        let hyphen =
            self.hyphen & (letter << 1) & (letter >> 1) & !((self.digit << 1) & (self.digit >> 1));
        let word = letter & !self.digit;
        let one = hyphen | (self.apostrophe & (word << 1) & (word >> 1));
        let two = self.apostrophe_2 & (word << 1) & (word >> 2);
        let three = self.apostrophe_3 & (word << 1) & (word >> 3);
        let joiner = one | two | two << 1 | three | three << 1 | three << 2;
        // What can go on beyond the block, or into something unknown, is not to be cut.
        let tied = letter
            | self.hyphen
            | self.apostrophe
            | self.apostrophe_2
            | self.apostrophe_2 << 1
            | self.apostrophe_3
            | self.apostrophe_3 << 1
            | self.apostrophe_3 << 2
            | self.unknown;
        let mut length = if self.space == 0 {
            before_open_end(tied)
        } else {
            BLOCK as u32 - self.space.leading_zeros()
        };
        let known = below(length);
        let unknown = self.unknown & known;
        let mut stopped = length == 0;
        if unknown != 0 {
            let first = unknown.trailing_zeros();
            length = first + 1 - (tied << (BLOCK as u32 - 1 - first)).leading_ones();
            stopped = true;
        }
        let kept = below(length);
        Cut { words: (letter | joiner) & kept, joiners: joiner & kept, length, stopped }
    }
}

/// Bytes before the run of `tied` bytes that reaches the block's end. A call, so that the processor
/// guesses instead of waiting for `tied`.
#[cold]
#[inline(never)]
fn before_open_end(tied: u64) -> u32 {
    BLOCK as u32 - tied.leading_ones()
}

/// The mask of all bytes before `length`, at most 64.
#[inline(always)]
fn below(length: u32) -> u64 {
    if length == 0 { 0 } else { u64::MAX >> (BLOCK as u32 - length) }
}

/// The words that lie in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// All bytes of words. No two words touch, and none reaches the block's last byte.
    pub(crate) words: u64,
    /// Bytes of joiners, inside words.
    pub(crate) joiners: u64,
    /// Bytes settled; the next block begins here.
    pub(crate) length: u32,
    /// Whether what comes next is for the plain definition to read.
    pub(crate) stopped: bool,
}
