//! Writes weights and results.

use crate::measure::{Outcome, auc, bins, brier, calibration_error};
use crate::rules::RULES;
use crate::speed::Speed;
use anyhow::Context;
use rodovid::provenance::feature::Feature;
use rodovid::provenance::verdict::ANSWER;
use rodovid::provenance::weight::Weights;
use std::fmt::Write;

/// Columns of the table of results.
const HEADER: &str = "method,families,groups,answered,right,share_answered,accuracy,brier,ece,\
    parents,inside_parents,outside_auc,false_outside,missed_outside,wrong_member";

/// The table of weights.
const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/provenance/data/weights.tsv");

/// Reads the table of weights as it is now.
pub(crate) fn table() -> anyhow::Result<String> {
    std::fs::read_to_string(WEIGHTS).context(WEIGHTS)
}

/// Writes the table of weights, with three decimals.
pub(crate) fn weights(weights: &Weights, prior: &Weights) -> anyhow::Result<()> {
    let mut table = String::from(
        "# Weight of each feature of src/provenance/feature.rs; the log weight of an edge is their sum.\n\
         # prior: what fitting starts from and is pulled back to, set by hand. weight: fitted by\n\
         # `cargo bench --bench provenance -- fit`.\n\
         feature\tweight\tprior\n",
    );
    for &feature in Feature::ALL {
        let (weight, prior) = (weights.0[feature as usize], prior.0[feature as usize]);
        writeln!(table, "{}\t{weight:.3}\t{prior}", feature.name())?;
    }
    std::fs::write(WEIGHTS, table).context(WEIGHTS)
}

/// One line of results for the program, one for each rule.
fn lines(name: &str, outcomes: &[&Outcome]) -> String {
    let answered: Vec<(f64, bool)> =
        outcomes.iter().filter(|o| o.answered).map(|o| o.likeliest).collect();
    let right = answered.iter().filter(|(_, right)| *right).count();
    let members: usize = outcomes.iter().map(|o| o.members).sum();
    let inside: usize = outcomes.iter().map(|o| o.inside.0).sum();
    let sum = |of: &dyn Fn(&Outcome) -> usize| outcomes.iter().map(|o| of(o)).sum::<usize>() as f64;
    let groups = outcomes.len();
    let wrong = |of: &dyn Fn(&Outcome) -> bool| {
        outcomes.iter().filter(|o| o.answered && !o.likeliest.1 && of(o)).count()
    };
    let mut lines = format!(
        "rodovid,{name},{groups},{},{right},{:.3},{:.3},{:.4},{:.4},{:.3},{:.3},{:.3},{},{},{}\n",
        answered.len(),
        answered.len() as f64 / groups as f64,
        right as f64 / answered.len().max(1) as f64,
        brier(&answered),
        calibration_error(&bins(answered.iter().copied())),
        sum(&|o| o.parents_right) / members as f64,
        sum(&|o| o.inside.1) / inside.max(1) as f64,
        auc(outcomes.iter().map(|o| (o.outside, o.truly_outside))),
        wrong(&|o| o.says_outside() && !o.truly_outside),
        wrong(&|o| !o.says_outside() && o.truly_outside),
        wrong(&|o| !o.says_outside() && !o.truly_outside),
    );
    let told: Vec<(f64, bool)> = outcomes.iter().map(|o| o.told.0).collect();
    let told_answered: Vec<_> = told.iter().copied().filter(|(most, _)| *most >= ANSWER).collect();
    let told_right = told_answered.iter().filter(|(_, right)| *right).count();
    let _ = writeln!(
        lines,
        "bound,{name},{groups},{},{told_right},{:.3},{:.3},{:.4},{:.4},,,{:.3},,,",
        told_answered.len(),
        told_answered.len() as f64 / groups as f64,
        told_right as f64 / told_answered.len().max(1) as f64,
        brier(&told_answered),
        calibration_error(&bins(told_answered.iter().copied())),
        auc(outcomes.iter().map(|o| (o.told.1, o.truly_outside))),
    );
    for (at, (rule, _)) in RULES.iter().enumerate() {
        let right = sum(&|o| usize::from(o.rules[at].0));
        let unlike = outcomes.iter().map(|o| (o.unlike, o.truly_outside));
        let _ = writeln!(
            lines,
            "{rule},{name},{groups},{groups},{right},1.000,{:.3},,,{:.3},{:.3},{},,,",
            right / groups as f64,
            sum(&|o| o.rules[at].1) / members as f64,
            sum(&|o| o.rules[at].2) / inside.max(1) as f64,
            if *rule == "most-similar-earlier" {
                format!("{:.3}", auc(unlike))
            } else {
                String::new()
            },
        );
    }
    lines
}

fn results(outcomes: &[Outcome]) -> String {
    let of = |wanted: &dyn Fn(&Outcome) -> bool| -> Vec<&Outcome> {
        outcomes.iter().filter(|o| wanted(o)).collect()
    };
    let mut table = format!("{HEADER}\n");
    table += &lines("all", &of(&|_| true));
    table += &lines("fitted", &of(&|o| !o.held_back));
    table += &lines("held-back", &of(&|o| o.held_back));
    table += &lines("pairs", &of(&|o| o.members == 2));
    table += &lines("3 to 8", &of(&|o| (3..=8).contains(&o.members)));
    table += &lines("larger", &of(&|o| o.members > 8));
    table += &lines("truly inside", &of(&|o| !o.truly_outside));
    table += &lines("truly outside", &of(&|o| o.truly_outside));
    let mut scenarios: Vec<(bool, &str)> =
        outcomes.iter().map(|o| (o.held_back, o.scenario)).collect();
    scenarios.sort_unstable();
    scenarios.dedup();
    for (_, scenario) in scenarios {
        table += &lines(scenario, &of(&|o| o.scenario == scenario));
    }
    table
}

fn calibration(outcomes: &[Outcome]) -> String {
    let mut table =
        String::from("statements,from,to,count,mean_probability,share_right,low,high\n");
    let answered = bins(outcomes.iter().filter(|o| o.answered).map(|o| o.likeliest));
    let all = bins(outcomes.iter().flat_map(|o| o.statements.iter().copied()));
    let held = outcomes.iter().filter(|o| o.held_back);
    let held = bins(held.flat_map(|o| o.statements.iter().copied()));
    for (name, bins) in [("answered", answered), ("all", all), ("all-held-back", held)] {
        for (at, bin) in bins.iter().enumerate() {
            let (low, high) = bin.interval();
            let _ = writeln!(
                table,
                "{name},{:.1},{:.1},{},{:.4},{:.4},{low:.4},{high:.4}",
                at as f64 / 10.0,
                (at + 1) as f64 / 10.0,
                bin.count,
                bin.mean(),
                bin.share(),
            );
        }
    }
    table
}

/// Writes what things cost, to the terminal and to the record.
pub(crate) fn speed(lines: &[Speed]) -> anyhow::Result<()> {
    let mut table = String::from("what,count,microseconds_each,mean_size\n");
    for Speed { what, count, microseconds, size } in lines {
        writeln!(table, "\"{what}\",{count},{microseconds:.1},{size:.1}")?;
    }
    print!("{table}");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/record/provenance-speed.csv");
    std::fs::write(path, table).context(path)
}

/// Accuracy among the surest share of families.
fn surest(statements: impl Iterator<Item = (f64, bool)>, share: f64) -> f64 {
    let mut all: Vec<(f64, bool)> = statements.collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.truncate((all.len() as f64 * share) as usize);
    all.iter().filter(|(_, right)| *right).count() as f64 / all.len().max(1) as f64
}

pub(crate) fn terminal(outcomes: &[Outcome]) {
    for (name, held) in [("fitted", false), ("held back", true)] {
        let of = || outcomes.iter().filter(|o| o.held_back == held);
        let found = surest(of().map(|o| o.likeliest), 0.85);
        let told = surest(of().map(|o| o.told.0), 0.85);
        println!("surest 85 % of the {name}: {found:.3} right, a judge told more {told:.3}");
    }
    print!("{}", results(outcomes));
    print!("{}", calibration(outcomes));
}

pub(crate) fn files(outcomes: &[Outcome]) -> anyhow::Result<()> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/record");
    std::fs::create_dir_all(folder).context(folder)?;
    let write = |name: &str, table: String| {
        let path = format!("{folder}/provenance-{name}.csv");
        std::fs::write(&path, table).context(path)
    };
    write("results", results(outcomes))?;
    write("calibration", calibration(outcomes))
}
