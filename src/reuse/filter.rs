//! Filters: most words that are looked up in a table are not in it, and a bit says so.

/// Bits, by the low bits of a key: 4 KiB, which stay in the first cache.
const BITS: usize = 1 << 15;

/// Tells of most keys that are not in a table that they are not.
#[derive(Clone, Debug)]
pub(super) struct Filter(Vec<u64>);

impl Default for Filter {
    fn default() -> Self {
        Self(vec![0; BITS / 64])
    }
}

impl Filter {
    /// The filter of a table with these keys.
    pub(super) fn new(keys: impl Iterator<Item = u64>) -> Self {
        let mut filter = Self::default();
        keys.for_each(|key| filter.add(key));
        filter
    }

    /// Adds a key.
    pub(super) fn add(&mut self, key: u64) {
        self.0[key as usize % BITS / 64] |= 1 << (key % 64);
    }

    /// Whether a key can be in the table.
    pub(super) fn may_have(&self, key: u64) -> bool {
        self.0[key as usize % BITS / 64] >> (key % 64) & 1 == 1
    }
}
