//! Fits the weights of provenance and measures verdicts on families whose tree is known.
//!
//! `cargo bench --bench provenance -- fit` writes `src/provenance/data/weights.tsv`;
//! `cargo bench --bench provenance -- report` writes `benches/record/provenance-*.csv`; without
//! either, a small report goes to the terminal.
#![allow(missing_docs)]

mod archive;
mod family;
mod fit;
mod measure;
mod random;
mod record;
mod rules;
mod text;

use archive::Read;
use family::{Case, Family, SCENARIOS, Scenario};
use fit::Prepared;
use measure::{Outcome, outcome};
use random::Random;
use rayon::prelude::*;
use rodovid::outlet::Outlets;
use rodovid::provenance::weight::{SHIPPED, Weights};

/// Families of made-up words of each scenario to fit on, and to report on.
const MADE_UP: usize = 400;

/// Articles of an archive: several archives take less memory than a large one.
const ARTICLES: u64 = 10_000;

/// Archives to report on.
const REPORTED: u64 = 5;

/// Archives to fit on. Those to report on have other seeds.
const FITTED: u64 = 3;

/// Families of made-up words.
fn families(of_each: usize, seed: u64, wanted: impl Fn(&Scenario) -> bool) -> Vec<Family> {
    let scenarios = (0..SCENARIOS.len()).filter(|&scenario| wanted(&SCENARIOS[scenario]));
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

fn prepared(cases: &[Case<'_>], outlets: &Outlets) -> Vec<Prepared> {
    cases
        .par_iter()
        .filter(|case| !case.held_back)
        .map(|case| Prepared::new(case, outlets))
        .collect()
}

fn fitted(outlets: &Outlets, prior: &Weights) -> anyhow::Result<Weights> {
    let families = families(MADE_UP, 1, |scenario| !scenario.held_back);
    let cases: Vec<Case<'_>> = families.iter().map(Family::case).collect();
    let mut all = prepared(&cases, outlets);
    for seed in 0..FITTED {
        all.extend(prepared(&Read::new(ARTICLES, 100 + seed)?.cases(), outlets));
    }
    eprintln!("fitting on {} groups", all.len());
    Ok(fit::fit(&all, prior))
}

fn outcomes(cases: &[Case<'_>], weights: &Weights, outlets: &Outlets) -> Vec<Outcome> {
    cases.par_iter().map(|case| outcome(case, weights, outlets)).collect()
}

fn main() -> anyhow::Result<()> {
    let outlets = Outlets::shipped();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = |name: &str| arguments.iter().any(|argument| argument == name);
    let mut weights = Weights::fitted().clone();
    if asked("fit") {
        let prior = Weights::parse(SHIPPED, "prior").map_err(anyhow::Error::msg)?;
        weights = fitted(&outlets, &prior)?;
        record::weights(&weights, &prior)?;
    }
    let archives = if asked("report") { REPORTED } else { 1 };
    let mut of_archives = Vec::new();
    for seed in 0..archives {
        of_archives.extend(outcomes(&Read::new(ARTICLES, 200 + seed)?.cases(), &weights, &outlets));
    }
    let families = families(MADE_UP, 2, |_| true);
    let cases: Vec<Case<'_>> = families.iter().map(Family::case).collect();
    let of_families = outcomes(&cases, &weights, &outlets);
    for (name, outcomes) in [("archives", &of_archives), ("families", &of_families)] {
        record::terminal(name, outcomes);
        if asked("report") {
            record::files(name, outcomes)?;
        }
    }
    Ok(())
}
