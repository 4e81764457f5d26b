//! The house rules that a compiler does not know: data flows one way, and `unsafe` stays in one
//! folder.

use std::fs;
use std::path::{Path, PathBuf};

/// The boxes from left to right. A witness is what the boxes up to `fingerprint` have read, the
/// analysis what the report shows.
const BOXES: [&str; 12] = [
    "ingest",
    "text",
    "figures",
    "attribution",
    "fingerprint",
    "witness",
    "reuse",
    "drift",
    "provenance",
    "archive",
    "analysis",
    "report",
];

/// Nouns that all boxes share and that import none.
const SHARED: [&str; 5] = ["article", "error", "outlet", "progress", "ui"];

/// The one exception: names of outlets are looked up folded.
const ALLOWED: [(&str, &str); 1] = [("outlet", "text")];

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// First path segments after `crate::` on a line of code, also in `crate::{a, b}` lists.
fn imports(line: &str) -> Vec<String> {
    let name = |text: &str| {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    line.match_indices("crate::")
        .flat_map(|(at, pattern)| {
            let rest = &line[at + pattern.len()..];
            match rest.strip_prefix('{') {
                Some(list) => list.split(',').map(|item| name(item.trim())).collect(),
                None => vec![name(rest)],
            }
        })
        .collect()
}

/// What is wrong with `from` importing `what`.
fn fault(from: &str, what: &str) -> Option<String> {
    if ALLOWED.contains(&(from, what)) || from == what {
        return None;
    }
    let place = |name: &str| BOXES.iter().position(|known| *known == name);
    match (place(from), place(what)) {
        (Some(here), Some(there)) if there > here => {
            Some(format!("{from} imports {what}, which stands on its right"))
        }
        (None, Some(_)) if SHARED.contains(&from) => {
            Some(format!("{from} is shared by all boxes and imports {what}"))
        }
        _ => None,
    }
}

#[test]
fn no_box_imports_from_its_right() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut faults = Vec::new();
    let mut seen = 0;
    // A box's tests may look at the whole way.
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        let inside = file.strip_prefix(&root).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let from = first.trim_end_matches(".rs");
        let text = fs::read_to_string(file).unwrap();
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for what in imports(line) {
                seen += 1;
                faults.extend(
                    fault(from, &what)
                        .map(|fault| format!("{}:{}: {fault}", inside.display(), number + 1)),
                );
            }
        }
    }
    assert!(seen > 50, "read only {seen} imports");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_rule_itself_can_fail() {
    assert!(fault("text", "reuse").is_some());
    assert!(fault("article", "text").is_some());
    assert!(fault("reuse", "text").is_none());
    assert_eq!(imports("use crate::{text, reuse::Match};"), ["text", "reuse"]);
    assert_eq!(imports("    crate::figures::read(x)"), ["figures"]);
}

#[test]
fn unsafe_code_stays_in_the_kernels_and_says_why() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut faults = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(&root).unwrap().display().to_string();
        let text = fs::read_to_string(file).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            if !code.contains("unsafe {") && !code.contains("unsafe fn") {
                continue;
            }
            if !inside.starts_with("fingerprint/kernel") {
                faults.push(format!("{inside}:{}: unsafe outside the kernels", number + 1));
            } else if code.contains("unsafe {")
                && !lines[number.saturating_sub(6)..=number].iter().any(|l| l.contains("SAFETY:"))
            {
                faults.push(format!("{inside}:{}: no SAFETY note", number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
