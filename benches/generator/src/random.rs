//! Numbers that are the same on every machine and in every release.

/// Mixes two numbers into one (the finaliser of `SplitMix64`, Steele et al. 2014).
pub const fn mix(a: u64, b: u64) -> u64 {
    let mut z = a.wrapping_add(b.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_add(0x9E37_79B9);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A stream of numbers from a seed.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// The stream of this seed.
    pub const fn new(seed: u64) -> Self {
        Self(mix(seed, 1))
    }

    /// The next number.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0, 0)
    }

    /// A number from 0 to `bound - 1`; `bound` is at least 1.
    pub const fn below(&mut self, bound: u64) -> u64 {
        ((self.next() as u128 * bound as u128) >> 64) as u64
    }

    /// A number from 0 up to 1.
    pub const fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True with this probability.
    pub const fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of them; `items` is not empty.
    pub fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len() as u64) as usize]
    }

    /// A rank from 0 to `size - 1` by the law of Zipf and Mandelbrot, 1 / (rank + [`HEAD`]), as
    /// content words have it: the most frequent are less so than Zipf's law alone would have them.
    /// `ln_range` is [`ln_range`] of `size`.
    pub fn zipf(&mut self, size: u32, ln_range: f64) -> u32 {
        ((HEAD * (libm::exp(self.unit() * ln_range) - 1.0)) as u32).min(size - 1)
    }
}

/// How far the head of the vocabulary is flattened.
const HEAD: f64 = 15.0;

/// What [`Rng::zipf`] needs of a vocabulary's size.
pub fn ln_range(size: u32) -> f64 {
    libm::log((f64::from(size) + HEAD) / HEAD)
}

/// A permutation of `0..size` that can be asked one number at a time in both directions: a Feistel
/// network over the next power of four, walked until it lands inside (Black and Rogaway 2002).
#[derive(Clone, Debug)]
pub struct Permutation {
    size: u64,
    half_bits: u32,
    seed: u64,
}

impl Permutation {
    const ROUNDS: u64 = 4;

    /// The permutation of `0..size` of this seed.
    pub const fn new(size: u64, seed: u64) -> Self {
        let mut half_bits = 1;
        while 1 << (2 * half_bits) < size {
            half_bits += 1;
        }
        Self { size, half_bits, seed }
    }

    const fn round(&self, key: u64, half: u64) -> u64 {
        mix(self.seed ^ key, half) & ((1 << self.half_bits) - 1)
    }

    /// Where `index` goes.
    pub const fn forward(&self, mut index: u64) -> u64 {
        loop {
            let (mut left, mut right) =
                (index >> self.half_bits, index & ((1 << self.half_bits) - 1));
            let mut key = 0;
            while key < Self::ROUNDS {
                (left, right) = (right, left ^ self.round(key, right));
                key += 1;
            }
            index = left << self.half_bits | right;
            if index < self.size {
                return index;
            }
        }
    }

    /// What goes to `index`.
    pub const fn backward(&self, mut index: u64) -> u64 {
        loop {
            let (mut left, mut right) =
                (index >> self.half_bits, index & ((1 << self.half_bits) - 1));
            let mut key = Self::ROUNDS;
            while key > 0 {
                key -= 1;
                (left, right) = (right ^ self.round(key, left), left);
            }
            index = left << self.half_bits | right;
            if index < self.size {
                return index;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permutation_reaches_all_and_comes_back() {
        for size in [1, 2, 5, 1000, 4097] {
            let permutation = Permutation::new(size, 7);
            let mut seen = vec![false; size as usize];
            for index in 0..size {
                let to = permutation.forward(index);
                assert!(!std::mem::replace(&mut seen[to as usize], true));
                assert_eq!(permutation.backward(to), index);
            }
        }
    }

    #[test]
    fn low_ranks_are_frequent() {
        let mut rng = Rng::new(3);
        let mut low = 0;
        for _ in 0..10_000 {
            low += u32::from(rng.zipf(10_000, ln_range(10_000)) < 100);
        }
        // ln(115 / 15) / ln(10015 / 15) of the words are among the first hundred.
        assert!((3_000..3_300).contains(&low), "{low}");
    }
}
