//! Which files are read: named ones, and those of directories, in an order of their own.

use super::format::{self, Fault, Format};
use super::limits;
use crate::error::{Error, ErrorKind, Result};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use xxhash_rust::xxh3::Xxh3;

/// One file, or standard input.
#[derive(Clone)]
pub(super) struct Source {
    /// Path relative to its input, with `/`; a named file's own name; `-`.
    pub(super) name: String,
    pub(super) origin: Origin,
    /// As its name says.
    pub(super) format: &'static dyn Format,
}

/// Where a source is opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    StandardInput,
    File(PathBuf),
    Memory(Vec<u8>),
}

/// What a walk found.
#[derive(Default)]
pub(super) struct Walked {
    /// By name, then path: whatever the order of arguments and of listings.
    pub(super) sources: Vec<Source>,
    /// Inputs and directories that could not be looked into, by name.
    pub(super) faults: Vec<(String, Fault)>,
    /// Files passed over.
    pub(super) skipped: u64,
    pub(super) warnings: Vec<String>,
}

/// Finds the files of all inputs.
pub(super) fn walk(inputs: &[PathBuf]) -> Result<Walked> {
    if inputs.is_empty() {
        return Err(Error::new(
            ErrorKind::Usage,
            "no input: name files or directories of articles, or - for JSON Lines on standard input",
        ));
    }
    let mut walked = Walked::default();
    for input in inputs {
        if input.as_os_str() == "-" {
            walked.sources.push(Source {
                name: "-".into(),
                origin: Origin::StandardInput,
                format: format::STANDARD_INPUT,
            });
            continue;
        }
        let shown = input.to_string_lossy().into_owned();
        match fs::metadata(input) {
            Err(error) => walked.faults.push((shown, cannot_look(&error))),
            Ok(metadata) if metadata.is_dir() => {
                walked.directory(input, "", 0);
            }
            Ok(_) => {
                let name = input
                    .file_name()
                    .map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
                match format::of_name(&name).filter(|_| !name.starts_with('.')) {
                    Some(format) => {
                        walked.sources.push(Source {
                            name,
                            origin: Origin::File(input.clone()),
                            format,
                        });
                    }
                    None if name.starts_with('.') => walked.faults.push((
                        shown,
                        Fault::of_file("dot files are not read: name it without the first dot"),
                    )),
                    None => walked.faults.push((
                        shown,
                        Fault::of_file(format!(
                            "unknown kind of file: rename it to one of {}",
                            format::known_extensions()
                        )),
                    )),
                }
            }
        }
    }
    walked.sources.sort_by(|a, b| (&a.name, &a.origin).cmp(&(&b.name, &b.origin)));
    walked.faults.sort_by(|a, b| (&a.0, &a.1.reason).cmp(&(&b.0, &b.1.reason)));
    walked.once();
    Ok(walked)
}

/// Bytes of a file's beginning and of its end that a stamp sees.
const STAMPED: u64 = 64 << 10;

/// What [`super::stamp`] says.
pub(super) fn stamp(walked: Walked) -> Result<String> {
    let mut hasher = Xxh3::new();
    for source in walked.sources {
        let Origin::File(path) = source.origin else {
            return Err(Error::new(
                ErrorKind::Usage,
                "standard input cannot be read again: name files, or leave --work away",
            ));
        };
        hasher.update(source.name.as_bytes());
        hasher.update(b"\0");
        // A file that cannot be read is rejected later, and stamped as such.
        if let Ok(parts) = stamped(&path) {
            hasher.update(&parts);
        }
    }
    Ok(format!("{:032x}", hasher.digest128()))
}

/// Size, time of change, beginning and end of a file.
fn stamped(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = fs::File::open(path)?;
    let metadata = file.metadata()?;
    let mut parts = metadata.len().to_le_bytes().to_vec();
    let changed = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    parts.extend(changed.map_or(0, |since| since.as_nanos()).to_le_bytes());
    file.by_ref().take(STAMPED).read_to_end(&mut parts)?;
    file.seek(SeekFrom::Start(metadata.len().saturating_sub(STAMPED)))?;
    file.take(STAMPED).read_to_end(&mut parts)?;
    Ok(parts)
}

impl Walked {
    /// Bytes in all sources, if none is a stream or compressed.
    pub(super) fn bytes(&self) -> Option<u64> {
        let bytes = |source: &Source| match &source.origin {
            Origin::File(path) if !format::is_compressed(&source.name) => {
                fs::metadata(path).ok().map(|it| it.len())
            }
            _ => None,
        };
        self.sources.iter().map(bytes).sum()
    }

    /// A file that two inputs name is read once, under the first of its names.
    fn once(&mut self) {
        let mut seen: BTreeMap<Origin, String> = BTreeMap::new();
        let mut warnings = Vec::new();
        self.sources.retain(|source| {
            let real = match &source.origin {
                Origin::File(path) => Origin::File(path.canonicalize().unwrap_or(path.clone())),
                other => other.clone(),
            };
            if let Some(first) = seen.get(&real) {
                warnings.push(format!("{} is named twice: read once, as {first}", source.name));
                return false;
            }
            seen.insert(real, source.name.clone());
            true
        });
        self.warnings.append(&mut warnings);
    }

    fn directory(&mut self, path: &Path, prefix: &str, depth: usize) {
        let mut entries = match fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>)
        {
            Ok(entries) => entries,
            Err(error) => {
                let shown = path.to_string_lossy();
                let name = if prefix.is_empty() { &shown } else { prefix };
                self.faults.push((name.trim_end_matches('/').into(), cannot_look(&error)));
                return;
            }
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        if depth > 0 && is_own_report(&entries) {
            self.skipped += 1;
            self.warnings.push(format!(
                "{} holds an earlier report of this program: passed over",
                prefix.trim_end_matches('/')
            ));
            return;
        }
        for entry in entries {
            let file_name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            // Through symbolic links to files, but not to directories: those can lead in circles.
            let is_directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if file_name.starts_with('.') {
                self.skipped += 1;
            } else if is_directory && depth < limits::DIRECTORY_DEPTH {
                self.directory(&path, &format!("{prefix}{file_name}/"), depth + 1);
            } else if let (Some(format), true) =
                (format::of_name(&file_name), fs::metadata(&path).is_ok_and(|it| it.is_file()))
            {
                let name = format!("{prefix}{file_name}");
                self.sources.push(Source { name, origin: Origin::File(path), format });
            } else {
                self.skipped += 1;
            }
        }
    }
}

/// Whether these are the files that `analyze` writes: its tables have a column `text`, and would
/// be read as articles when the report lies inside the input.
fn is_own_report(entries: &[fs::DirEntry]) -> bool {
    let has = |stem: &str| {
        entries.iter().any(|entry| Path::new(&entry.file_name()).file_stem() == Some(stem.as_ref()))
    };
    has("run") && has("origins") && has("lineage")
}

fn cannot_look(error: &std::io::Error) -> Fault {
    Fault::of_file(match error.kind() {
        std::io::ErrorKind::NotFound => "not found: check the path".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "permission denied: make it readable for this user".to_owned()
        }
        _ => format!("cannot be read ({error}): check the path and the disk"),
    })
}
