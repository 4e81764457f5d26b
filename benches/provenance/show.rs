//! Prints groups with their verdicts, and the evidence where these are wrong.

use crate::case::Case;
use rodovid::outlet::Outlets;
use rodovid::provenance::evidence::Evidence;
use rodovid::provenance::feature::Feature;
use rodovid::provenance::judge;
use rodovid::provenance::weight::Weights;
use rodovid::ui::Ui;

/// Groups of each scenario to print.
const SHOWN: usize = 6;

/// Prints some groups of the scenarios named.
pub(crate) fn show(cases: &[Case<'_>], weights: &Weights, outlets: &Outlets, scenarios: &[String]) {
    for name in scenarios {
        for case in cases.iter().filter(|case| case.scenario == *name).take(SHOWN) {
            show_case(case, weights, outlets);
        }
    }
}

fn show_case(case: &Case<'_>, weights: &Weights, outlets: &Outlets) {
    let verdict = judge(case.group, case.witnesses, case.figures, outlets, Ui::En);
    println!("== {} {}", case.scenario, verdict.evidence);
    println!("   {:.2?} outside {:.2}", verdict.confidence, verdict.outside_probability);
    println!("   from {:?}", verdict.outside_source);
    let evidence = Evidence::new(case.group, case.witnesses, case.figures, outlets);
    let whole: Vec<String> = Feature::ALL
        .iter()
        .filter(|&&feature| evidence.whole[feature as usize] != 0.0)
        .map(|&feature| {
            let (value, weight) = (evidence.whole[feature as usize], weights.0[feature as usize]);
            format!("{} {value:.2}*{weight:.2}", feature.name())
        })
        .collect();
    println!("   {}", whole.join(", "));
    for (member, edge) in verdict.lineage.iter().enumerate() {
        let witness = &case.witnesses[case.group.passages[member].article as usize];
        let cited: Vec<String> =
            witness.attributions.iter().map(|a| format!("{} {:?}", a.name, a.covers)).collect();
        println!(
            "  {member} {} {} {} true {:?} found {:?} {:.2}: {} | {} | {:?}",
            witness.article.id,
            witness.article.outlet.name,
            witness.article.published,
            case.parents[member],
            edge.parent,
            edge.probability,
            edge.evidence,
            cited.join(", "),
            evidence.wording.members[member],
        );
        if edge.parent == case.parents[member] {
            continue;
        }
        for parent in [edge.parent, case.parents[member]] {
            let values = match parent {
                None => evidence.root(member),
                Some(parent) => evidence.edge(parent, member),
            };
            let shown: Vec<String> = Feature::ALL
                .iter()
                .map(|&feature| {
                    (feature.name(), values[feature as usize], weights.0[feature as usize])
                })
                .filter(|(_, value, _)| *value != 0.0)
                .map(|(name, value, weight)| format!("{name} {value:.2}*{weight:.2}"))
                .collect();
            println!("      {parent:?} {:.2}: {}", weights.log_weight(&values), shown.join(", "));
        }
    }
}
