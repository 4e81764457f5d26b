//! Fits the weights of provenance and measures verdicts on archives whose family trees are known.
//!
//! `cargo bench --bench provenance -- fit` writes `src/provenance/data/weights.tsv`;
//! `cargo bench --bench provenance -- report` writes `benches/record/provenance-*.csv`;
//! `cargo bench --bench provenance -- speed` writes `benches/record/provenance-speed.csv`;
//! `cargo bench --bench provenance -- show SCENARIO...` prints groups with their evidence; without
//! any of these, a small report goes to the terminal.

mod archive;
mod bound;
mod case;
mod fit;
mod measure;
mod record;
mod rules;
mod show;
mod speed;

use archive::Read;
use case::Case;
use fit::Prepared;
use measure::{Outcome, outcome};
use rayon::prelude::*;
use rodovid::outlet::Outlets;
use rodovid::provenance::weight::Weights;

/// Articles of an archive: several archives take less memory than a large one.
const ARTICLES: u64 = 6_000;

/// Archives to fit on; their seeds begin at [`FIRST_FITTED`].
const FITTED: u64 = 8;
const FIRST_FITTED: u64 = 100;

/// Archives to report on; their seeds begin at [`FIRST_REPORTED`].
const REPORTED: u64 = 10;
const FIRST_REPORTED: u64 = 200;

/// Weights fitted on the scenarios that are not held back.
fn fitted(prior: &Weights, start: &Weights) -> anyhow::Result<Weights> {
    let mut all: Vec<Prepared> = Vec::new();
    for seed in FIRST_FITTED..FIRST_FITTED + FITTED {
        let read = Read::new(ARTICLES, seed)?;
        let cases = read.cases();
        let tuned = cases.par_iter().filter(|case| !case.held_back);
        let outlets = read.outlets();
        all.extend(tuned.map(|case| Prepared::new(case, outlets)).collect::<Vec<_>>());
    }
    eprintln!("fitting on {} groups", all.len());
    Ok(fit::fit(&all, prior, start))
}

fn outcomes(cases: &[Case<'_>], weights: &Weights, outlets: &Outlets) -> Vec<Outcome> {
    cases.par_iter().map(|case| outcome(case, weights, outlets)).collect()
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = |name: &str| arguments.iter().any(|argument| argument == name);
    let table = record::table()?;
    let column = |name| Weights::parse(&table, name).map_err(anyhow::Error::msg);
    let mut weights = column("weight")?;
    if asked("fit") {
        let prior = column("prior")?;
        weights = fitted(&prior, &weights)?;
        record::weights(&weights, &prior)?;
    }
    if asked("speed") {
        return record::speed(&speed::measure(&Read::new(ARTICLES / 3, FIRST_REPORTED)?));
    }
    if asked("show") {
        let read = Read::new(ARTICLES / 4, FIRST_REPORTED)?;
        show::show(&read.cases(), &weights, read.outlets(), &arguments);
        return Ok(());
    }
    let archives = if asked("report") { REPORTED } else { 1 };
    let mut all = Vec::new();
    for seed in FIRST_REPORTED..FIRST_REPORTED + archives {
        let read = Read::new(ARTICLES, seed)?;
        all.extend(outcomes(&read.cases(), &weights, read.outlets()));
    }
    if asked("report") {
        record::files(&all)?;
    }
    record::terminal(&all);
    Ok(())
}
