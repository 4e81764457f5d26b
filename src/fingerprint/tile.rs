//! Comparing fingerprints each with each, a tile at a time.

use std::ops::Range;

/// Rows and columns that are compared before the first question is asked.
const TILE: usize = 8;

/// Appends all pairs of places (row, later column) in `values` with the row in `rows` that differ
/// in at most `radius` bits, in no fixed order.
///
/// Eight rows go through the columns together, eight columns at a time; only the least of the 64
/// distances is looked at, so that the compiler makes vectors of everything else: with
/// AVX-512 VPOPCNTDQ a comparison is an exclusive or, a count and a minimum in a lane of eight.
#[inline(always)]
pub(super) fn scan(values: &[u64], rows: Range<usize>, radius: u32, hits: &mut Vec<[u32; 2]>) {
    let radius = u64::from(radius);
    let mut row = rows.start;
    while row < rows.end {
        let Some(tile) = values[row..rows.end].first_chunk::<TILE>() else {
            for row in row..rows.end {
                one_by_one(values, row, row + 1..values.len(), radius, hits);
            }
            return;
        };
        let after = row + TILE;
        for i in row..after {
            one_by_one(values, i, i + 1..after, radius, hits);
        }
        let (columns, rest) = values[after..].as_chunks::<TILE>();
        for (i, column) in columns.iter().enumerate() {
            let mut least = [u64::MAX; TILE];
            for needle in tile {
                for lane in 0..TILE {
                    let distance = u64::from((needle ^ column[lane]).count_ones());
                    least[lane] = least[lane].min(distance);
                }
            }
            if least.iter().fold(u64::MAX, |least, lane| least.min(*lane)) <= radius {
                let from = after + i * TILE;
                look_closer(values, row..after, from..from + TILE, radius, hits);
            }
        }
        let from = values.len() - rest.len();
        look_closer(values, row..after, from..values.len(), radius, hits);
        row = after;
    }
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
