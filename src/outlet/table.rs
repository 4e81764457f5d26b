//! Reads a table of outlets: the shipped one, or the user's as TSV or CSV.

use super::{Outlet, OutletKind};
use crate::article::Language;
use crate::error::{Error, ErrorKind, Result};
use std::path::Path;

/// Columns in the order of the shipped table; a user's file may leave out and reorder all but
/// `name`. Cells with several values separate them by `;`, `languages` by spaces.
const COLUMNS: [&str; 7] =
    ["name", "kind", "country", "languages", "domains", "aliases", "guarded"];

/// Longest file that is read as a table, in bytes: far above any table of outlets, so that a
/// mistyped option does not read an archive into memory.
const LONGEST_FILE: u64 = 64 << 20;

/// Reads `--outlets FILE`.
pub(super) fn read_file(path: &Path) -> Result<Vec<Outlet>> {
    let unreadable = |error: std::io::Error| {
        Error::new(
            ErrorKind::Read,
            format!(
                "cannot read this table of outlets ({error}); check the path given to --outlets"
            ),
        )
        .at(path)
        .because(error)
    };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > LONGEST_FILE {
        return Err(Error::new(
            ErrorKind::Usage,
            format!("{size} bytes are too many for a table of outlets; give --outlets a TSV or CSV file with one outlet a line"),
        )
        .at(path));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() + 1;
        fault(path, line as u64, "is not UTF-8; save the table as UTF-8")
    })?;
    read(text, path)
}

/// Reads a table from `text`; `path` is named in errors.
pub(super) fn read(text: &str, path: &Path) -> Result<Vec<Outlet>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let header = text.lines().next().unwrap_or("");
    let tabs = header.contains('\t') || !header.contains([',', ';']);
    let delimiter = if tabs {
        b'\t'
    } else if header.contains(',') {
        b','
    } else {
        b';'
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(!tabs)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = columns(reader.headers().map_err(|error| csv_fault(path, &error))?, path)?;
    let mut outlets = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| csv_fault(path, &error))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() > columns.len() {
            return Err(fault(
                path,
                line,
                format!(
                    "has {} cells where the header has {}; separate several values in a cell by ;",
                    record.len(),
                    columns.len()
                ),
            ));
        }
        outlets.push(outlet(&record, &columns, path, line)?);
    }
    Ok(outlets)
}

/// For each column of the file, its index in [`COLUMNS`].
fn columns(header: &csv::StringRecord, path: &Path) -> Result<Vec<usize>> {
    let columns: Vec<usize> = header
        .iter()
        .map(|cell| {
            COLUMNS.iter().position(|column| cell.eq_ignore_ascii_case(column)).ok_or_else(|| {
                fault(
                    path,
                    1,
                    format!(
                        "has no such column as {cell:?}; the columns are {}",
                        COLUMNS.join(", ")
                    ),
                )
            })
        })
        .collect::<Result<_>>()?;
    if !columns.contains(&0) {
        let message = format!(
            "lacks the column name; begin the file with a row that names its columns, of {}",
            COLUMNS.join(", ")
        );
        return Err(fault(path, 1, message));
    }
    Ok(columns)
}

fn outlet(record: &csv::StringRecord, columns: &[usize], path: &Path, line: u64) -> Result<Outlet> {
    let cell = |wanted: usize| {
        let at = columns.iter().position(|&column| column == wanted);
        at.and_then(|at| record.get(at)).unwrap_or("")
    };
    let list = |wanted: usize| -> Vec<String> {
        let values = cell(wanted).split(';').map(str::trim).filter(|value| !value.is_empty());
        values.map(str::to_owned).collect()
    };
    let name = cell(0);
    if !name.chars().any(char::is_alphanumeric) {
        return Err(fault(path, line, "has no name; name the outlet in the column name"));
    }
    let (kind, generic) = match cell(1) {
        "" | "outlet" => (OutletKind::Outlet, false),
        "agency" => (OutletKind::Agency, false),
        "institution" => (OutletKind::Institution, false),
        "office" => (OutletKind::Institution, true),
        other => {
            let message =
                format!("has the kind {other:?}; write outlet, agency, institution or office");
            return Err(fault(path, line, message));
        }
    };
    let country = match cell(2).as_bytes() {
        [] => None,
        &[a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
            Some([a.to_ascii_uppercase(), b.to_ascii_uppercase()])
        }
        _ => {
            let message = format!(
                "has the country {:?}; write two letters as in ISO 3166, UA for Ukraine",
                cell(2)
            );
            return Err(fault(path, line, message));
        }
    };
    let domains: Vec<String> =
        list(4).iter().map(|domain| super::host_of(domain).to_ascii_lowercase()).collect();
    if let Some(domain) = domains.iter().find(|domain| !domain.contains('.')) {
        let message = format!("has the domain {domain:?}; write a host such as example.com");
        return Err(fault(path, line, message));
    }
    Ok(Outlet {
        name: name.to_owned(),
        aliases: list(5),
        guarded: list(6),
        domains,
        country,
        languages: cell(3).split_whitespace().map(Language::from_code).collect(),
        kind,
        generic,
    })
}

fn fault(path: &Path, line: u64, message: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Usage, format!("line {line} of this table of outlets {message}")).at(path)
}

fn csv_fault(path: &Path, error: &csv::Error) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    fault(path, line, format!("cannot be read ({error}); check its quotation marks"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(text: &str) -> Result<Vec<Outlet>> {
        read(text, Path::new("own.csv"))
    }

    #[test]
    fn a_small_file_of_the_users_is_enough() {
        let own = read_as(
            "name,domains,aliases\nНаш край,https://www.nashkrai.example/,\"НК; Nash Krai\"\n\n",
        )
        .unwrap();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].domains, ["nashkrai.example"]);
        assert_eq!(own[0].aliases, ["НК", "Nash Krai"]);
        assert_eq!(own[0].kind, OutletKind::Outlet);
        assert_eq!(read_as("\u{FEFF}Name\tCountry\nХвиля\tua\n").unwrap()[0].country, Some(*b"UA"));
        assert_eq!(read_as("name\nХвиля\n").unwrap()[0].name, "Хвиля");
    }

    #[test]
    fn faults_say_where_and_what_to_do() {
        for (text, expected) in [
            ("", "lacks the column name"),
            ("title,domains\n", "no such column as \"title\""),
            ("name,kind\nA,blog\n", "line 2 of this table of outlets has the kind \"blog\"; write"),
            ("name,country\nA,UA\nB,Ukraine\n", "line 3"),
            ("name,domains\nA,localhost\n", "write a host"),
            ("name,kind\n,outlet\n", "has no name"),
            ("name,kind\nA,outlet,x\n", "separate several values"),
        ] {
            let error = read_as(text).unwrap_err();
            assert!(error.message().contains(expected), "{text:?}: {error}");
            assert!(error.to_string().starts_with("own.csv: "), "{error}");
        }
        let missing = read_file(Path::new("/no/such/table.tsv")).unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::Read);
        assert!(missing.to_string().contains("/no/such/table.tsv"));
    }

    #[test]
    fn the_users_entry_wins() {
        let mut outlets = super::super::Outlets::shipped();
        outlets.add(
            read_as("name,aliases,domains\nМоя правда,Українська правда,pravda.com.ua\n").unwrap(),
        );
        let name = |id| outlets.get(id).name.clone();
        assert_eq!(outlets.by_name("Українська правда").map(name).as_deref(), Some("Моя правда"));
        assert_eq!(outlets.by_host("pravda.com.ua").map(name).as_deref(), Some("Моя правда"));
    }
}
