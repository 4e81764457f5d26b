//! A set of hashes that says at once that most are not in it: the tables of every box are asked about
//! nearly all words of a text, and have few of them. It stays in the nearest cache.

/// A Bloom filter of one probe over hashes that are spread already.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    blocks: Vec<u64>,
}

impl Filter {
    /// An empty one of `2^log` bits; `log` of at least 6.
    pub(crate) fn new(log: u32) -> Self {
        Self { blocks: vec![0; 1 << (log - 6)] }
    }

    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        // The high bits: a table's index takes the low ones.
        let block = (hash >> 32) as usize & (self.blocks.len() - 1);
        (block, 1 << (hash >> 26 & 63))
    }

    pub(crate) fn insert(&mut self, hash: u64) {
        let (block, bit) = self.place(hash);
        self.blocks[block] |= bit;
    }

    /// Whether `hash` may have been inserted; false is certain.
    #[inline]
    pub(crate) fn has(&self, hash: u64) -> bool {
        let (block, bit) = self.place(hash);
        self.blocks[block] & bit != 0
    }
}

/// A hash of a number whose own bits say what it is: the key of a term, a stem.
#[inline]
pub(crate) const fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use xxhash_rust::xxh3::xxh3_64;

    #[test]
    fn what_was_inserted_is_there_and_little_else() {
        check(|index| xxh3_64(&index.to_le_bytes()));
        check(|index| spread(index.into()));
    }

    fn check(hash: impl Fn(u32) -> u64) {
        let mut filter = Filter::new(13);
        (0..200).for_each(|index| filter.insert(hash(index)));
        assert!((0..200).all(|index| filter.has(hash(index))));
        let wrong = (1000..11_000).filter(|&index| filter.has(hash(index))).count();
        assert!(wrong < 500, "{wrong} of 10000");
    }
}
