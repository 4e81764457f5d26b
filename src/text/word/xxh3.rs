//! `XXH3_64bits` with seed 0 of what fits into a block: the short cases of the specification,
//! inlined, because a call and its checks cost as much as the hash of a word. What is longer is the
//! crate's, and so is the truth in the test.

/// First 64 bytes of the specification's default secret, as little-endian words.
const SECRET: [u64; 8] = [
    0xbe4b_a423_396c_feb8,
    0x1cad_21f7_2c81_017c,
    0xdb97_9083_e96d_d4de,
    0x1f67_b3b7_a4a4_4072,
    0x78e5_c0cc_4ee6_79cb,
    0x2172_ffcc_7dd0_5a82,
    0x8e24_43f7_7446_08b8,
    0x4c26_3a81_e690_35e0,
];

const PRIME64_1: u64 = 0x9E37_79B1_85EB_CA87;
const PRIME64_2: u64 = 0xC2B2_AE3D_27D4_EB4F;
const PRIME64_3: u64 = 0x1656_67B1_9E37_79F9;
const PRIME_MX1: u64 = 0x1656_6791_9E37_79F9;
const PRIME_MX2: u64 = 0x9FB2_1C65_1E98_DF25;

/// Hash of the `length` bytes of `bytes` from `start` on; the
/// word is not longer than a block, and lies within the first 2ᵏ bytes, 2ᵏ + 8 ≤ `N`.
#[inline(always)]
pub(crate) fn hash<const N: usize>(bytes: &[u8; N], start: usize, length: usize) -> u64 {
    if length > 16 {
        if length > 32 {
            return to_64(bytes, start, length);
        }
        return to_32(bytes, start, length);
    }
    if length > 8 {
        return to_16(bytes, start, length);
    }
    if length > 3 {
        return to_8(bytes, start, length);
    }
    to_3(bytes, start, length)
}

/// 1 to 3 bytes.
#[inline(always)]
pub(crate) fn to_3<const N: usize>(bytes: &[u8; N], start: usize, length: usize) -> u64 {
    let byte = |at: usize| u64::from(bytes[at & const { wrap(N) }]);
    let (first, middle, last) =
        (byte(start), byte(start + (length >> 1)), byte((start + length).wrapping_sub(1)));
    let combined = first << 16 | middle << 24 | last | (length as u64) << 8;
    let mut hash = combined ^ ((SECRET[0] ^ SECRET[0] >> 32) & 0xFFFF_FFFF);
    hash = (hash ^ hash >> 33).wrapping_mul(PRIME64_2);
    hash = (hash ^ hash >> 29).wrapping_mul(PRIME64_3);
    hash ^ hash >> 32
}

/// 4 to 8 bytes.
#[inline(always)]
pub(crate) fn to_8<const N: usize>(bytes: &[u8; N], start: usize, length: usize) -> u64 {
    let first = read_32(bytes, start);
    let last = read_32(bytes, (start + length).wrapping_sub(4));
    let mut hash = (last | first << 32) ^ (SECRET[1] ^ SECRET[2]);
    hash ^= hash.rotate_left(49) ^ hash.rotate_left(24);
    hash = hash.wrapping_mul(PRIME_MX2);
    hash ^= (hash >> 35).wrapping_add(length as u64);
    hash = hash.wrapping_mul(PRIME_MX2);
    hash ^ hash >> 28
}

/// 9 to 16 bytes.
#[inline(always)]
pub(crate) fn to_16<const N: usize>(bytes: &[u8; N], start: usize, length: usize) -> u64 {
    let low = read_64(bytes, start) ^ (SECRET[3] ^ SECRET[4]);
    let high = read_64(bytes, (start + length).wrapping_sub(8)) ^ (SECRET[5] ^ SECRET[6]);
    avalanche(
        (length as u64)
            .wrapping_add(low.swap_bytes())
            .wrapping_add(high)
            .wrapping_add(multiply_fold(low, high)),
    )
}

/// 17 to 32 bytes.
#[inline(always)]
pub(crate) fn to_32<const N: usize>(bytes: &[u8; N], start: usize, length: usize) -> u64 {
    let end = (start + length).wrapping_sub(16);
    avalanche(
        (length as u64)
            .wrapping_mul(PRIME64_1)
            .wrapping_add(mix_16(bytes, start, SECRET[0], SECRET[1]))
            .wrapping_add(mix_16(bytes, end, SECRET[2], SECRET[3])),
    )
}

/// 33 to 64 bytes.
#[inline(always)]
pub(crate) fn to_64<const N: usize>(bytes: &[u8; N], start: usize, length: usize) -> u64 {
    let end = start + length;
    avalanche(
        (length as u64)
            .wrapping_mul(PRIME64_1)
            .wrapping_add(mix_16(bytes, start + 16, SECRET[4], SECRET[5]))
            .wrapping_add(mix_16(bytes, end.wrapping_sub(32), SECRET[6], SECRET[7]))
            .wrapping_add(mix_16(bytes, start, SECRET[0], SECRET[1]))
            .wrapping_add(mix_16(bytes, end.wrapping_sub(16), SECRET[2], SECRET[3])),
    )
}

#[inline(always)]
fn mix_16<const N: usize>(bytes: &[u8; N], at: usize, first: u64, second: u64) -> u64 {
    multiply_fold(read_64(bytes, at) ^ first, read_64(bytes, at + 8) ^ second)
}

#[inline(always)]
fn avalanche(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 37).wrapping_mul(PRIME_MX1);
    hash ^ hash >> 32
}

#[inline(always)]
fn multiply_fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// The highest power of two in `n`, less one.
const fn wrap(n: usize) -> usize {
    (1 << n.ilog2()) - 1
}

/// No word reaches beyond the highest power of two, so that the wrapping only spares the check.
#[inline(always)]
fn read_64<const N: usize>(bytes: &[u8; N], at: usize) -> u64 {
    bytes[at & const { wrap(N) }..].first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

#[inline(always)]
fn read_32<const N: usize>(bytes: &[u8; N], at: usize) -> u64 {
    bytes[at & const { wrap(N) }..]
        .first_chunk()
        .map_or(0, |chunk| u64::from(u32::from_le_bytes(*chunk)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use xxhash_rust::xxh3::xxh3_64;

    #[test]
    fn every_length_is_that_of_the_crate() {
        let bytes: [u8; 72] = std::array::from_fn(|i| (i * 89 + i * i * 7 + 3) as u8);
        for start in 0..64 {
            for length in 1..=64 - start {
                let expected = xxh3_64(&bytes[start..start + length]);
                assert_eq!(hash(&bytes, start, length), expected, "{start} {length}");
            }
        }
    }
}
