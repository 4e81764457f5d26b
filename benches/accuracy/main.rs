//! How right the program is, on a generated archive with known truth:
//!
//! ```sh
//! cargo bench --bench accuracy [-- --articles N] [--seed N] [--mix accuracy|trees]
//!     [--unknown-outlets] [--strays N] [--wrong-drift N] [--kinds N] [--renderings FILE]
//!     [--no-record]
//! ```
//!
//! The whole way runs, from JSON Lines to verdicts. Parameters of the program may be chosen on the
//! `tuned` half of the scenarios; the `held_back` half is only reported on. The table goes to the
//! terminal and to `benches/record/accuracy.csv` (`accuracy-trees.csv` for the other mix).
//! `--strays` prints passages found in pairs that share nothing, `--wrong-drift` rows of figures
//! that the truth does not have, `--kinds` passages that are called something else than they are;
//! `--renderings` measures a file of renderings alone, and prints what was found in it.

mod archive;
mod drift;
mod groups;
mod origins;
mod passages;
mod proposals;
mod record;
mod renderings;

use archive::Known;
use record::{Record, Score};
use rodovid::analysis;
use rodovid::progress::Watch;
use rodovid_generator::{Archive, Config};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut articles, mut seed, mut mix) = (4_000, 1, String::from("accuracy"));
    let (mut known_outlets, mut recorded) = (true, true);
    let (mut strays, mut wrong_drift, mut kinds) = (0, 0, 0);
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--articles" => articles = value()?.parse()?,
            "--seed" => seed = value()?.parse()?,
            "--mix" => mix.clone_from(value()?),
            "--kinds" => kinds = value()?.parse()?,
            "--unknown-outlets" => known_outlets = false,
            "--strays" => strays = value()?.parse()?,
            "--wrong-drift" => wrong_drift = value()?.parse()?,
            "--no-record" => recorded = false,
            "--renderings" => {
                let file = std::fs::read_to_string(value()?)?;
                let half = rodovid_generator::scenario::Half::HeldBack;
                record::print(&renderings::measure_file(half, &file, true)?);
                return Ok(());
            }
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    let config = match mix.as_str() {
        "accuracy" => Config::accuracy(articles, seed),
        "trees" => Config::trees(articles, seed),
        other => return Err(format!("unknown mix {other}").into()),
    };

    let folder = tempfile::tempdir()?;
    let known = Known::write(&Archive::new(config), folder.path())?;
    let options = Known::options(folder.path(), known_outlets)?;
    let start = Instant::now();
    let mut analysis = analysis::run(&options, &Watch::default())?;
    println!("{articles} articles, seed {seed}, mix {mix}: {:.1?}", start.elapsed());
    for (stage, seconds) in std::mem::take(&mut analysis.outcome.seconds) {
        println!("  {stage}: {seconds:.2} s");
    }

    passages::show_strays(&analysis, &known, strays);
    passages::show_kinds(&analysis, &known, kinds);
    let mut scores: Vec<Score> = Vec::new();
    scores.extend(passages::measure(&analysis, &known));
    scores.extend(proposals::measure(&analysis, &known));
    scores.extend(groups::measure(&analysis, &known));
    scores.extend(drift::measure(&analysis, &known, &options, wrong_drift));
    scores.extend(origins::measure(&analysis, &known));
    scores.extend(renderings::measure()?);
    record::print(&scores);
    if recorded {
        let command = format!("cargo bench --bench accuracy -- {}", arguments.join(" "));
        let name = if mix == "accuracy" { "accuracy" } else { "accuracy-trees" };
        let path = Record::new(command.trim_end_matches([' ', '-'])).write(name, &scores)?;
        println!("written to {path}");
    }
    Ok(())
}
