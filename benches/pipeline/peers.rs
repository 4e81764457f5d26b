//! Near-duplicate finders that compare whole articles, on the same file: what they take for a part
//! of the work.

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

/// Environment variable with the Python that has rensa.
const PYTHON: &str = "RENSA_PYTHON";

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
}

/// Bands, rows of a band and similarity: so low that articles of which a third was edited are still
/// found. At one half, as its documentation proposes, it takes two thirds of the time and finds one
/// in a hundred of them.
const BANDS: usize = 64;
const ROWS: usize = 2;
const SIMILARITY: f64 = 0.15;

/// Writes the pairs of near-duplicates that gaoya finds in `articles` to `pairs`, an id, a tab and an
/// id in each line.
pub(crate) fn gaoya(articles: &Path, pairs: &Path) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(articles)?;
    let lines: Vec<&str> = text.lines().collect();
    let hasher = MinHasher32::new(BANDS * ROWS);
    let read: Vec<(String, Vec<u32>)> = lines
        .par_iter()
        .map(|line| {
            let article: Article = serde_json::from_str(line)?;
            let lower = article.text.to_lowercase();
            let words: Vec<&str> = lower
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            Ok((article.id, hasher.create_signature(words.windows(3))))
        })
        .collect::<Result<_, serde_json::Error>>()?;
    let (ids, signatures): (Vec<String>, Vec<Vec<u32>>) = read.into_iter().unzip();
    let mut index = MinHashIndex::new(BANDS, ROWS, SIMILARITY);
    index.par_bulk_insert((0..ids.len()).collect(), signatures.clone());
    let found = index.par_bulk_query(&signatures);
    let mut out = BufWriter::new(File::create(pairs)?);
    for (one, others) in found.iter().enumerate() {
        let later: BTreeSet<&usize> = others.iter().filter(|&&other| other > one).collect();
        for &other in later {
            writeln!(out, "{}\t{}", ids[one], ids[other])?;
        }
    }
    Ok(out.flush()?)
}

/// The same by gaoya in a process of its own.
pub(crate) fn gaoya_command(articles: &Path, pairs: &Path) -> Result<Command, Box<dyn Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--gaoya").args([articles, pairs]);
    Ok(command)
}

/// The same by rensa, where a Python has it.
pub(crate) fn rensa_command(articles: &Path, pairs: &Path) -> Option<Command> {
    let python = std::env::var(PYTHON).unwrap_or_else(|_| "python3".into());
    let has = Command::new(&python).args(["-c", "import rensa"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        eprintln!(
            "rensa is left out: python3 -m venv V && V/bin/pip install rensa, {PYTHON}=V/bin/python"
        );
        return None;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/pipeline/near_rensa.py");
    let mut command = Command::new(python);
    command.arg(script).args([articles, pairs]);
    Some(command)
}
