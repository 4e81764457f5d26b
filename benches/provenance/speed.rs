//! What reading attributions costs an article, and judging costs a family by its size.

use crate::archive::Read;
use crate::case::Case;
use rodovid::attribution;
use rodovid::outlet::Outlets;
use rodovid::provenance::evidence::Evidence;
use rodovid::provenance::judge;
use rodovid::provenance::thin::Trees;
use rodovid::provenance::weight::Weights;
use rodovid::ui::Ui;
use rodovid::witness::Witness;
use std::hint::black_box;
use std::time::Instant;

/// Rounds for each article or family; the fastest counts, because whatever else a machine does only
/// makes it slower.
const ROUNDS: usize = 30;

/// Families by number of members: name, from, to.
const SIZES: [(&str, usize, usize); 5] = [
    ("pairs", 2, 2),
    ("3 to 5", 3, 5),
    ("6 to 8", 6, 8),
    ("9 to 16", 9, 16),
    ("larger", 17, usize::MAX),
];

/// One line of results.
pub(crate) struct Speed {
    pub(crate) what: String,
    pub(crate) count: usize,
    /// Microseconds of one core for each.
    pub(crate) microseconds: f64,
    /// Bytes of an article, or members of a family, on average.
    pub(crate) size: f64,
}

/// Measures on one thread.
pub(crate) fn measure(read: &Read) -> Vec<Speed> {
    let outlets = read.outlets();
    let cases = read.cases();
    let mut lines = vec![attributions(read, outlets)];
    for (name, from, to) in SIZES {
        let of_size: Vec<&Case<'_>> =
            cases.iter().filter(|case| (from..=to).contains(&case.group.passages.len())).collect();
        if of_size.is_empty() {
            continue;
        }
        let judged = |case: &&Case<'_>| {
            fastest(|| {
                black_box(judge(case.group, case.witnesses, case.figures, outlets, Ui::En));
            })
        };
        let seconds: f64 = of_size.iter().map(judged).sum();
        let evident = |case: &&Case<'_>| {
            fastest(|| {
                black_box(Evidence::new(case.group, case.witnesses, case.figures, outlets));
            })
        };
        let evidence: f64 = of_size.iter().map(evident).sum();
        let weights = Weights::fitted();
        let weighed = |case: &&Case<'_>| {
            let evidence = Evidence::new(case.group, case.witnesses, case.figures, outlets);
            fastest(|| {
                black_box(Trees::new(&evidence, weights).weigh(&evidence, weights));
            })
        };
        let trees: f64 = of_size.iter().map(weighed).sum();
        let members: usize = of_size.iter().map(|case| case.group.passages.len()).sum();
        for (what, seconds) in
            [("judge", seconds), ("of it evidence", evidence), ("of it all trees", trees)]
        {
            lines.push(Speed {
                what: format!("{what}, {name}"),
                count: of_size.len(),
                microseconds: seconds * 1e6 / of_size.len() as f64,
                size: members as f64 / of_size.len() as f64,
            });
        }
    }
    lines
}

fn attributions(read: &Read, outlets: &Outlets) -> Speed {
    let witnesses = read.witnesses();
    let read = |witness: &Witness| {
        fastest(|| {
            black_box(attribution::read(
                &witness.article,
                &witness.document,
                &witness.figures,
                outlets,
            ));
        })
    };
    let seconds: f64 = witnesses.iter().map(read).sum();
    let bytes: usize = witnesses.iter().map(|witness| witness.text().len()).sum();
    Speed {
        what: "attributions".to_owned(),
        count: witnesses.len(),
        microseconds: seconds * 1e6 / witnesses.len() as f64,
        size: bytes as f64 / witnesses.len() as f64,
    }
}

fn fastest(run: impl Fn()) -> f64 {
    (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}
