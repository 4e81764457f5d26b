//! Comparing fingerprints each with each, a tile at a time.

use std::ops::Range;

/// Rows that go through the columns together.
pub(super) const ROWS: usize = 16;

/// Columns side by side: a vector of AVX-512, two of AVX2.
pub(super) const COLUMNS: usize = 8;

/// Up to this radius a pair of rows is looked at as one first. Of 64 bits, two unrelated rows both
/// differ from a column in 16 on average, and in 4 or fewer once in ten thousand times; in 6 or
/// fewer so often that nothing is gained.
const PAIRED_RADIUS: u64 = 4;

/// Appends all pairs of places (row, later column) in `values` with the row in `rows` that differ
/// in at most `radius` bits, in no fixed order.
///
/// `near` tells whether any of the rows is within a radius of any of the columns of a tile, which
/// almost always is all there is to know; `near_paired` may also say so where none is, and costs half:
/// the bits in which both rows of a pair differ from a column are a part of those in which either
/// does.
#[inline(always)]
pub(super) fn scan(
    values: &[u64],
    rows: Range<usize>,
    radius: u32,
    hits: &mut Vec<[u32; 2]>,
    near_paired: impl Fn(&[u64; ROWS], &[u64; COLUMNS], u64) -> bool,
    near: impl Fn(&[u64; ROWS], &[u64; COLUMNS], u64) -> bool,
) {
    let radius = u64::from(radius);
    let mut row = rows.start;
    while row < rows.end {
        let Some(tile) = values[row..rows.end].first_chunk::<ROWS>() else {
            for row in row..rows.end {
                one_by_one(values, row, row + 1..values.len(), radius, hits);
            }
            return;
        };
        let after = row + ROWS;
        for i in row..after {
            one_by_one(values, i, i + 1..after, radius, hits);
        }
        let (columns, rest) = values[after..].as_chunks::<COLUMNS>();
        for (i, column) in columns.iter().enumerate() {
            if radius <= PAIRED_RADIUS && !near_paired(tile, column, radius) {
                continue;
            }
            if near(tile, column, radius) {
                let from = after + i * COLUMNS;
                look_closer(values, row..after, from..from + COLUMNS, radius, hits);
            }
        }
        let from = values.len() - rest.len();
        look_closer(values, row..after, from..values.len(), radius, hits);
        row = after;
    }
}

/// Whether the two rows of a pair both differ from a column in at most `radius` bits, in plain code.
#[inline(always)]
pub(super) fn near_paired(rows: &[u64; ROWS], columns: &[u64; COLUMNS], radius: u64) -> bool {
    let mut least = [u64::MAX; COLUMNS];
    for [one, other] in rows.as_chunks().0 {
        for lane in 0..COLUMNS {
            let both = (one ^ columns[lane]) & (other ^ columns[lane]);
            least[lane] = least[lane].min(u64::from(both.count_ones()));
        }
    }
    least.into_iter().any(|distance| distance <= radius)
}

/// Whether a row is within `radius` of a column, in plain code.
#[inline(always)]
pub(super) fn near(rows: &[u64; ROWS], columns: &[u64; COLUMNS], radius: u64) -> bool {
    let mut least = [u64::MAX; COLUMNS];
    for row in rows {
        for lane in 0..COLUMNS {
            least[lane] = least[lane].min(u64::from((row ^ columns[lane]).count_ones()));
        }
    }
    least.into_iter().any(|distance| distance <= radius)
}

#[inline(never)]
fn look_closer(
    values: &[u64],
    rows: Range<usize>,
    columns: Range<usize>,
    radius: u64,
    hits: &mut Vec<[u32; 2]>,
) {
    for row in rows {
        one_by_one(values, row, columns.clone(), radius, hits);
    }
}

#[inline(always)]
fn one_by_one(
    values: &[u64],
    row: usize,
    columns: Range<usize>,
    radius: u64,
    hits: &mut Vec<[u32; 2]>,
) {
    for column in columns {
        if u64::from((values[row] ^ values[column]).count_ones()) <= radius {
            hits.push([row as u32, column as u32]);
        }
    }
}
