//! Weights of features, from a table that people can read.

use super::feature::{Feature, Vector};
use std::sync::LazyLock;

/// The table that ships with the program.
pub const SHIPPED: &str = include_str!("data/weights.tsv");

/// What each feature weighs.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(pub Vector);

static FITTED: LazyLock<Weights> = LazyLock::new(|| {
    Weights::parse(SHIPPED, "weight").unwrap_or_else(|missing| unreachable!("{missing}"))
});

impl Weights {
    /// The fitted weights.
    pub fn fitted() -> &'static Self {
        &FITTED
    }

    /// Reads one column of a table: a header line, a line for each feature, `#` before comments.
    ///
    /// # Errors
    /// The name of a column or feature that is missing or no number.
    pub fn parse(table: &str, column: &str) -> Result<Self, String> {
        let mut lines = table.lines().filter(|line| !line.starts_with('#'));
        let at = lines
            .next()
            .and_then(|header| header.split('\t').position(|name| name == column))
            .ok_or_else(|| format!("no column {column}"))?;
        let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
        let mut weights = [0.0; Feature::COUNT];
        for &feature in Feature::ALL {
            weights[feature as usize] = rows
                .iter()
                .find(|row| row[0] == feature.name())
                .and_then(|row| row.get(at)?.parse().ok())
                .ok_or_else(|| feature.name().to_owned())?;
        }
        Ok(Self(weights))
    }

    /// Logarithm of the odds that several members of a group entered, and not one: `whole` are the
    /// features of the group, `trees` is the logarithm of the ratio of the summed weights of the
    /// trees with several entries to that of those with one.
    pub fn several(&self, whole: &Vector, trees: f64) -> f64 {
        self.0[Feature::GroupTrees as usize] * flattened(trees) + self.log_weight(whole)
    }

    /// Log weight of an edge with this evidence.
    pub fn log_weight(&self, values: &Vector) -> f64 {
        // In eight lanes, which a processor adds at once and every processor in the same order.
        const LANES: usize = 8;
        let mut lanes = [0.0; LANES];
        for (weights, values) in self.0.chunks(LANES).zip(values.chunks(LANES)) {
            for ((lane, weight), value) in lanes.iter_mut().zip(weights).zip(values) {
                *lane += weight * value;
            }
        }
        lanes.iter().sum()
    }
}

/// Beyond this the trees count no more: they take the entries of members as independent, and many
/// weak doubts must not add up to certainty.
pub const FLAT: f64 = 6.0;

/// The trees' word on several entries, within ±[`FLAT`].
pub fn flattened(trees: f64) -> f64 {
    FLAT * libm::tanh(trees / FLAT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_has_every_feature_and_no_other() {
        assert!(Weights::parse(SHIPPED, "weight").is_ok());
        assert!(Weights::parse(SHIPPED, "prior").is_ok());
        let rows = SHIPPED.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows, Feature::COUNT + 1);
        assert_eq!(Weights::parse(SHIPPED, "mass"), Err("no column mass".to_owned()));
    }
}
