//! Measures as rows: on the terminal, and as a record in git.

use rodovid_generator::scenario::Half;
use std::collections::BTreeMap;
use std::path::Path;

/// One row: measures of one kind of thing.
#[derive(Debug)]
pub(crate) struct Score {
    /// What was measured: passages, groups, drift, origins.
    pub(crate) table: &'static str,
    /// Which half; none for both.
    pub(crate) half: Option<Half>,
    /// Which kind of reuse, scenario or method.
    pub(crate) kind: String,
    /// Which language or pair of languages; empty for all.
    pub(crate) language: String,
    /// How many things it was measured on.
    pub(crate) cases: usize,
    /// Names and values.
    pub(crate) measures: Vec<(&'static str, f64)>,
}

/// The word for a half.
pub(crate) const fn half(half: Option<Half>) -> &'static str {
    match half {
        None => "both",
        Some(Half::Tuned) => "tuned",
        Some(Half::HeldBack) => "held_back",
    }
}

/// Prints the rows, a heading for each table.
pub(crate) fn print(scores: &[Score]) {
    let mut heading = "";
    let mut columns: Vec<&str> = Vec::new();
    for score in scores {
        let names: Vec<&str> = score.measures.iter().map(|measure| measure.0).collect();
        if score.table != heading || names != columns {
            heading = score.table;
            print!("\n{:<10} {:<24} {:<6} {:>6}", heading, "", "", "cases");
            for name in &names {
                print!(" {name:>11}");
            }
            println!();
            columns = names;
        }
        print!(
            "{:<10} {:<24} {:<6} {:>6}",
            half(score.half),
            score.kind,
            score.language,
            score.cases
        );
        for (_, value) in &score.measures {
            if value.is_nan() {
                print!(" {:>11}", "");
            } else {
                print!(" {value:>11.4}");
            }
        }
        println!();
    }
    println!();
}

/// What stands beside every row.
pub(crate) struct Record {
    command: String,
}

impl Record {
    pub(crate) fn new(command: &str) -> Self {
        Self { command: command.to_owned() }
    }

    /// Writes `benches/record/NAME.csv`, one line for each measure, and says where.
    pub(crate) fn write(&self, name: &str, scores: &[Score]) -> Result<String, csv::Error> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/record");
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{name}.csv"));
        let mut writer = csv::Writer::from_path(&path)?;
        writer.write_record([
            "date", "machine", "command", "table", "half", "kind", "language", "cases", "measure",
            "value",
        ])?;
        let date = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
        let machine = machine();
        for score in scores {
            for (measure, value) in score.measures.iter().filter(|measure| !measure.1.is_nan()) {
                writer.write_record([
                    &date,
                    &machine,
                    &self.command,
                    score.table,
                    half(score.half),
                    &score.kind,
                    &score.language,
                    &score.cases.to_string(),
                    measure,
                    &format!("{value:.4}"),
                ])?;
            }
        }
        writer.flush()?;
        Ok(path.display().to_string())
    }
}

/// Processor and number of threads, as far as the system tells.
fn machine() -> String {
    let threads = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let fields: BTreeMap<&str, &str> = processor
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect();
    let name = fields.get("model name").copied().unwrap_or(std::env::consts::ARCH);
    format!("{name}, {threads} threads")
}
