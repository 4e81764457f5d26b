//! Literate cases: `tests/cases/*.md`, which an editor can read and extend without knowing Rust.
//!
//! A file is a list of cases. A case begins with a heading `## …`; its texts are block quotes
//! (`> …`, further lines of one quote keep their line ends); settings are lines `key: value`; what
//! is expected stands in a table, or is the one line `None.` for nothing at all. What stands under a
//! heading `### …` is a case that the program is known to fail: it is not read. Anything else is for
//! people. The first word of a file's name says what its cases are about: `figures-uk.md`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[path = "cases/attribution.rs"]
mod attribution;
#[path = "cases/claims.rs"]
mod claims;
#[path = "cases/drift.rs"]
mod drift;
#[path = "cases/figures.rs"]
mod figures;
#[path = "cases/matches.rs"]
mod matches;

/// One case.
struct Case {
    line: usize,
    title: String,
    texts: Vec<String>,
    settings: Vec<(String, String)>,
    tables: Vec<Table>,
    expects_none: bool,
}

/// One table: the names of its columns, and each row with its line.
struct Table {
    columns: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

impl Case {
    fn setting(&self, key: &str) -> Option<&str> {
        self.settings.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    inner.split('|').map(|cell| cell.trim().to_owned()).collect()
}

fn parse(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut in_quote = false;
    let mut in_table = false;
    let mut is_open = false;
    for (number, line) in markdown.lines().enumerate() {
        let was_quote = std::mem::take(&mut in_quote);
        let was_table = std::mem::take(&mut in_table);
        if let Some(title) = line.strip_prefix("## ") {
            is_open = false;
            cases.push(Case {
                line: number + 1,
                title: title.to_owned(),
                texts: Vec::new(),
                settings: Vec::new(),
                tables: Vec::new(),
                expects_none: false,
            });
            continue;
        }
        is_open |= line.starts_with("### ");
        let Some(case) = cases.last_mut().filter(|_| !is_open) else { continue };
        if let Some(quoted) = line.strip_prefix('>') {
            let quoted = quoted.strip_prefix(' ').unwrap_or(quoted);
            match case.texts.last_mut().filter(|_| was_quote) {
                Some(text) => {
                    text.push('\n');
                    text.push_str(quoted);
                }
                None => case.texts.push(quoted.to_owned()),
            }
            in_quote = true;
        } else if line.starts_with('|') {
            let is_rule = line.chars().all(|c| matches!(c, '|' | '-' | ' ' | ':'));
            match case.tables.last_mut().filter(|_| was_table) {
                Some(_) if is_rule => {}
                Some(table) => table.rows.push((number + 1, cells(line))),
                None => case.tables.push(Table { columns: cells(line), rows: Vec::new() }),
            }
            in_table = true;
        } else if line.trim() == "None." {
            case.expects_none = true;
        } else if let Some((key, value)) = line.split_once(": ")
            && key.bytes().all(|byte| byte.is_ascii_lowercase())
        {
            case.settings.push((key.to_owned(), value.trim().to_owned()));
        }
    }
    cases
}

fn files(about: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("tests/cases can be listed")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension().is_some_and(|extension| extension == "md")
                && path.file_name().is_some_and(|name| {
                    name.to_string_lossy()
                        .strip_prefix(about)
                        .is_some_and(|rest| rest.starts_with('-'))
                })
        })
        .collect();
    files.sort();
    files
}

/// Runs `check` on all cases about `about`; it gives the line and the complaint for each fault.
fn run(about: &str, at_least: usize, check: impl Fn(&Path, &Case) -> Vec<(usize, String)>) {
    let mut faults = String::new();
    let mut count = 0;
    for file in files(about) {
        let markdown = std::fs::read_to_string(&file).expect("a case file is UTF-8");
        for case in parse(&markdown) {
            count += 1;
            let empty = case.texts.is_empty() || (case.tables.is_empty() && !case.expects_none);
            if empty {
                let _ = writeln!(
                    faults,
                    "{}:{}: «{}» has no text or expects nothing (write `None.`)",
                    file.display(),
                    case.line,
                    case.title
                );
                continue;
            }
            for (line, fault) in check(&file, &case) {
                let _ = writeln!(faults, "{}:{line}: «{}»: {fault}", file.display(), case.title);
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    assert!(count >= at_least, "only {count} cases about {about}; were files moved?");
}

/// Compares the rows of the case's table with those that were made, whose cells are named by
/// `names`. The case's table may leave columns out.
fn compare_rows(case: &Case, names: &[&str], made: &[Vec<String>]) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let table = case.tables.first();
    let rows = table.map_or(&[][..], |table| &table.rows[..]);
    let columns = table.map_or(&[][..], |table| &table.columns[..]);
    // A table's cell is trimmed, and cannot show the spaces that some scripts use.
    let plain = |text: &str| text.replace(['\u{A0}', '\u{202F}', '\u{2009}'], " ");
    for index in 0..rows.len().max(made.len()) {
        match (rows.get(index), made.get(index)) {
            (Some((line, row)), Some(made)) => {
                for (name, expected) in columns.iter().zip(row) {
                    let Some(at) = names.iter().position(|known| known == name) else {
                        faults.push((*line, format!("no column is called {name}")));
                        continue;
                    };
                    if plain(&made[at]) != plain(expected) {
                        faults.push((*line, format!("{name} is «{}», not «{expected}»", made[at])));
                    }
                }
            }
            (Some((line, row)), None) => {
                faults.push((*line, format!("«{}» was not found", row[0])));
            }
            (None, Some(made)) => faults.push((case.line, format!("unexpected {made:?}"))),
            (None, None) => {}
        }
    }
    faults
}

#[test]
fn figures_are_read_as_the_cases_say() {
    run("figures", 200, figures::check);
}

#[test]
fn figures_drift_as_the_cases_say() {
    run("drift", 1, drift::check);
}

#[test]
fn claims_are_made_as_the_cases_say() {
    run("claims", 1, claims::check);
}

#[test]
fn passages_match_as_the_cases_say() {
    run("match", 200, matches::check);
}

#[test]
fn attributions_are_read_as_the_cases_say() {
    run("attribution", 25, attribution::check);
}

#[test]
fn outlets_and_times_are_completed_as_the_cases_say() {
    run("publisher", 40, attribution::check_publisher);
}
