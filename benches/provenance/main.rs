//! Fits the weights of provenance and measures verdicts on families whose tree is known.
//!
//! `cargo bench --bench provenance -- fit` writes `src/provenance/data/weights.tsv`;
//! `cargo bench --bench provenance -- report` writes `benches/record/provenance-*.csv`; without
//! either, a small report goes to the terminal.
#![allow(missing_docs)]

mod family;
mod fit;
mod measure;
mod random;
mod record;
mod rules;
mod text;

use family::{Family, SCENARIOS};
use measure::{Outcome, outcome};
use random::Random;
use rayon::prelude::*;
use rodovid::outlet::Outlets;
use rodovid::provenance::weight::{SHIPPED, Weights};

/// Families of each scenario to fit on.
const FITTED: usize = 500;

/// Families of each scenario to report on.
const REPORTED: usize = 600;

/// Families of each scenario in a small report.
const FEW: usize = 100;

fn families(of_each: usize, seed: u64, wanted: impl Fn(usize) -> bool) -> Vec<Family> {
    let scenarios = (0..SCENARIOS.len()).filter(|&scenario| wanted(scenario));
    let seeds: Vec<(usize, u64)> = scenarios
        .flat_map(|scenario| (0..of_each as u64).map(move |number| (scenario, number)))
        .collect();
    seeds
        .into_par_iter()
        .filter_map(|(scenario, number)| {
            let mut random = Random::new(seed ^ (scenario as u64) << 48 ^ number << 16);
            (0..20).find_map(|_| family::family(scenario, &mut random))
        })
        .collect()
}

fn main() -> anyhow::Result<()> {
    let outlets = Outlets::shipped();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = |name: &str| arguments.iter().any(|argument| argument == name);
    let mut weights = Weights::fitted().clone();
    if asked("fit") {
        let prior = Weights::parse(SHIPPED, "prior").map_err(anyhow::Error::msg)?;
        let families = families(FITTED, 1, |scenario| !SCENARIOS[scenario].held_back);
        let prepared: Vec<fit::Prepared> =
            families.par_iter().map(|family| fit::Prepared::new(family, &outlets)).collect();
        weights = fit::fit(&prepared, &prior);
        record::weights(&weights, &prior)?;
    }
    let of_each = if asked("report") { REPORTED } else { FEW };
    let outcomes: Vec<Outcome> = families(of_each, 2, |_| true)
        .par_iter()
        .map(|family| outcome(family, &weights, &outlets))
        .collect();
    record::terminal(&outcomes);
    if asked("report") {
        record::files(&outcomes)?;
    }
    Ok(())
}
