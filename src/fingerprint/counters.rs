//! Bit-sliced counters: how many of the hashes seen so far have a one at each of 64 positions.
//!
//! The sum that a SimHash needs is a positional population count. Plane p holds bit p of all 64
//! counts at once, so that a hash is added by a chain of full adders on whole words (the
//! carry-save adders of Harley and Seal; Muła, Kurz, Lemire 2016): five logic operations for two
//! hashes instead of 64 additions for one.

/// Planes, so bits of a count. A text of [`crate::article::Span::LONGEST_TEXT`] bytes has fewer
/// than 2³¹ words.
const PLANES: usize = 32;

/// Planes that are always gone through.
const FEWEST: usize = 3;

/// Vectors that go through the adder tree together.
pub(super) const GROUP: usize = 8;

/// One hash in each lane.
pub(super) type Vector<const LANES: usize> = [u64; LANES];

/// Counts for `LANES` interleaved streams of hashes; vectorised by the compiler for the CPU that
/// the caller is compiled for.
#[derive(Clone, Debug)]
pub(super) struct Counters<const LANES: usize> {
    planes: [Vector<LANES>; PLANES],
    /// Planes from here on are zero.
    used: usize,
}

impl<const LANES: usize> Counters<LANES> {
    #[inline(always)]
    pub(super) const fn new() -> Self {
        Self { planes: [[0; LANES]; PLANES], used: FEWEST }
    }

    /// Adds eight vectors. A lane of zeros adds nothing.
    #[inline(always)]
    pub(super) fn add_group(&mut self, group: &[Vector<LANES>; GROUP]) {
        let [ones, twos, fours] = [self.planes[0], self.planes[1], self.planes[2]];
        let (ones, two_a) = add(ones, group[0], group[1]);
        let (ones, two_b) = add(ones, group[2], group[3]);
        let (twos, four_a) = add(twos, two_a, two_b);
        let (ones, two_a) = add(ones, group[4], group[5]);
        let (ones, two_b) = add(ones, group[6], group[7]);
        let (twos, four_b) = add(twos, two_a, two_b);
        let (fours, mut carry) = add(fours, four_a, four_b);
        self.planes[0] = ones;
        self.planes[1] = twos;
        self.planes[2] = fours;
        for plane in &mut self.planes[FEWEST..self.used] {
            for lane in 0..LANES {
                (plane[lane], carry[lane]) = (plane[lane] ^ carry[lane], plane[lane] & carry[lane]);
            }
        }
        if carry.iter().fold(0, |any, lane| any | lane) != 0 {
            self.planes[self.used] = carry;
            self.used += 1;
        }
    }

    /// The positions where more than `threshold` hashes had a one; `threshold` is less than all
    /// hashes. Counts nothing any more afterwards.
    #[inline(always)]
    pub(super) fn more_than(&mut self, threshold: u64) -> u64 {
        // The lanes are added half to half, bit-sliced too; each time a count can grow by a bit.
        let mut lanes = LANES;
        let mut planes = self.used;
        while lanes > 1 {
            lanes /= 2;
            planes = PLANES.min(planes + 1);
            let mut carry = [0; LANES];
            for plane in &mut self.planes[..planes] {
                for lane in 0..lanes {
                    let (a, b) = (plane[lane], plane[lane + lanes]);
                    plane[lane] = a ^ b ^ carry[lane];
                    carry[lane] = (a & b) | (carry[lane] & (a ^ b));
                }
            }
        }
        let (mut more, mut equal) = (0, u64::MAX);
        for (bit, plane) in self.planes[..planes].iter().enumerate().rev() {
            if threshold >> bit & 1 == 1 {
                equal &= plane[0];
            } else {
                more |= equal & plane[0];
                equal &= !plane[0];
            }
        }
        self.planes[..planes].fill([0; LANES]);
        self.used = FEWEST;
        more
    }
}

/// Full adder on every bit: sum and carry of three.
#[inline(always)]
fn add<const LANES: usize>(
    a: Vector<LANES>,
    b: Vector<LANES>,
    c: Vector<LANES>,
) -> (Vector<LANES>, Vector<LANES>) {
    let (mut sum, mut carry) = ([0; LANES], [0; LANES]);
    for lane in 0..LANES {
        let half = a[lane] ^ b[lane];
        sum[lane] = half ^ c[lane];
        carry[lane] = (a[lane] & b[lane]) | (half & c[lane]);
    }
    (sum, carry)
}
