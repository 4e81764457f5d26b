//! The folder of a report: files grow in a hidden folder beside their places and are moved there
//! together at the end, so a reader never sees half a table.

use super::run_record;
use crate::error::{Error, ErrorKind, Result};
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Bytes gathered before the disk is asked.
const BUFFER: usize = 1 << 16;

/// Files that only some runs write, and that an earlier run may have left.
const SOMETIMES: [&str; 2] = ["rejected.csv", "rejected.jsonl"];

/// What the names of hidden folders begin with, and the file in them that a living run has locked.
const STAGING: &str = ".rodovid-";
const ALIVE: &str = "alive";

/// Takes away what runs left that were killed. Best effort: it is in nobody's way but the disk's.
fn clear_dead(path: &Path) {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let hidden = entries.filter(|entry| {
        entry.file_name().to_string_lossy().starts_with(STAGING)
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
    });
    for folder in hidden.map(|entry| entry.path()) {
        if File::open(folder.join(ALIVE)).is_ok_and(|alive| alive.try_lock().is_ok()) {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// An open output folder.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Removed with all it holds when dropped.
    staging: TempDir,
    /// Locked as long as this run lives, so that another can tell that it does.
    _alive: File,
    names: Vec<String>,
    /// Names that an earlier run wrote.
    earlier: Vec<String>,
    /// Whether this run made the folder, and so may take it away again.
    made: bool,
    finished: bool,
}

impl Folder {
    /// Opens `path` for the files `names`: makes the folder, proves that files can be made in it
    /// and that every name is free or a file, and that none is one of `inputs`.
    pub fn open(path: &Path, names: Vec<String>, inputs: &[PathBuf]) -> Result<Self> {
        let refused = |error: std::io::Error| {
            Error::new(
                ErrorKind::Write,
                format!("cannot write into this folder ({error}); choose another with -o"),
            )
            .at(path)
            .because(error)
        };
        let made = !path.exists();
        fs::create_dir_all(path).map_err(refused)?;
        clear_dead(path);
        let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(path);
        let staging = match staging {
            Ok(staging) => staging,
            Err(error) => {
                if made {
                    // Best effort: the error to tell is the one above.
                    let _ = fs::remove_dir(path);
                }
                return Err(refused(error));
            }
        };
        let alive = File::create(staging.path().join(ALIVE)).map_err(refused)?;
        alive.try_lock().map_err(|error| refused(error.into()))?;
        let earlier = fs::read(path.join(run_record::NAME))
            .map_or_else(|_| Vec::new(), |json| run_record::outputs_of(&json));
        let mut folder = Self {
            path: path.to_owned(),
            staging,
            _alive: alive,
            names: Vec::new(),
            earlier,
            made,
            finished: false,
        };
        for name in names {
            folder.add(name)?;
        }
        let inputs: Vec<PathBuf> =
            inputs.iter().filter_map(|input| fs::canonicalize(input).ok()).collect();
        for name in &folder.names {
            let place = folder.path(name);
            if fs::canonicalize(&place).is_ok_and(|place| inputs.contains(&place)) {
                return Err(Error::new(
                    ErrorKind::Usage,
                    "is an input and would be overwritten; choose another folder with -o",
                )
                .at(place));
            }
        }
        Ok(folder)
    }

    /// Adds a file `name`, made empty at once.
    pub fn add(&mut self, name: String) -> Result<()> {
        let place = self.path(&name);
        if place.is_dir() {
            return Err(Error::new(
                ErrorKind::Write,
                "is a folder where a file of the report must stand; move it away or choose \
                 another folder with -o",
            )
            .at(place));
        }
        self.create(&name)?;
        self.names.push(name);
        Ok(())
    }

    /// Where the file `name` will stand.
    pub fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Names of all files, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The hidden folder in which files grow.
    pub fn staging(&self) -> &Path {
        self.staging.path()
    }

    /// The hidden folder in which files grow, and the folder itself where this run made it.
    pub fn unfinished(&self) -> Vec<PathBuf> {
        let own = self.made.then(|| self.path.clone());
        std::iter::once(self.staging.path().to_owned()).chain(own).collect()
    }

    /// The file `name`, empty, to be written.
    pub fn create(&self, name: &str) -> Result<BufWriter<File>> {
        let file = File::create(self.staging.path().join(name)).map_err(|error| {
            Error::new(ErrorKind::Write, format!("cannot be written ({error})"))
                .at(self.path(name))
                .because(error)
        })?;
        Ok(BufWriter::with_capacity(BUFFER, file))
    }

    /// Bytes written so far, over all files.
    pub fn bytes(&self) -> u64 {
        let size = |name| fs::metadata(self.staging.path().join(name)).map_or(0, |meta| meta.len());
        self.names.iter().map(size).sum()
    }

    /// Moves all files into place, each at once, and takes away what an earlier run left under a
    /// name that this one had no use for.
    pub fn finish(&mut self) -> Result<()> {
        for name in &self.names {
            let place = self.path(name);
            fs::rename(self.staging.path().join(name), &place).map_err(|error| {
                Error::new(ErrorKind::Write, format!("cannot be replaced ({error})"))
                    .at(&place)
                    .because(error)
            })?;
        }
        // A record that someone edited must not name a file elsewhere.
        let is_plain =
            |name: &&String| Path::new(name).file_name().is_some_and(|own| own == name.as_str());
        let earlier = self.earlier.iter().filter(is_plain).map(String::as_str);
        for stale in earlier.chain(SOMETIMES) {
            if !self.names.iter().any(|name| name == stale) {
                match fs::remove_file(self.path(stale)) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Error::new(
                            ErrorKind::Write,
                            format!("is left from an earlier run and cannot be removed ({error})"),
                        )
                        .at(self.path(stale))
                        .because(error));
                    }
                    _ => {}
                }
            }
        }
        self.finished = true;
        // Best effort: it is empty, and goes with this folder's end at the latest.
        let _ = fs::remove_file(self.staging.path().join(ALIVE));
        let _ = fs::remove_dir(self.staging.path());
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.made && !self.finished {
            // Both best effort: a folder that is not empty stays.
            let _ = fs::remove_dir_all(self.staging.path());
            let _ = fs::remove_dir(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_a_killed_run_left_goes_and_what_lives_stays() {
        let place = tempfile::tempdir().unwrap();
        let dead = place.path().join(".rodovid-dead");
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join(ALIVE), "").unwrap();
        fs::write(dead.join("half.csv"), "half").unwrap();
        let unknown = place.path().join(".rodovid-config");
        fs::create_dir(&unknown).unwrap();
        let first = Folder::open(place.path(), names(&["a.csv"]), &[]).unwrap();
        let second = Folder::open(place.path(), names(&["b.csv"]), &[]).unwrap();
        assert!(!dead.exists());
        assert!(unknown.exists() && first.staging().exists() && second.staging().exists());
    }

    #[test]
    fn files_appear_at_the_end_and_others_stay() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("a.csv"), "old").unwrap();
        fs::write(place.path().join("rejected.csv"), "old").unwrap();
        fs::write(place.path().join("mine.csv"), "mine").unwrap();
        fs::write(place.path().join("b.jsonl"), "old").unwrap();
        let record = r#"{"program": "rodovid", "outputs": ["a.csv", "b.jsonl", "../mine.csv"]}"#;
        fs::write(place.path().join(run_record::NAME), record).unwrap();
        let mut folder = Folder::open(place.path(), names(&["a.csv"]), &[]).unwrap();
        let mut file = folder.create("a.csv").unwrap();
        file.write_all(b"new").unwrap();
        file.flush().unwrap();
        assert_eq!(fs::read_to_string(place.path().join("a.csv")).unwrap(), "old");
        folder.finish().unwrap();
        let mut left: Vec<_> = fs::read_dir(place.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, ["a.csv", "mine.csv", run_record::NAME]);
        assert_eq!(fs::read_to_string(place.path().join("a.csv")).unwrap(), "new");
    }

    #[test]
    fn an_unfinished_report_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let new = place.path().join("new");
        drop(Folder::open(&new, names(&["a.csv"]), &[]).unwrap());
        assert!(!new.exists());
    }

    #[test]
    fn an_input_is_never_overwritten() {
        let place = tempfile::tempdir().unwrap();
        let input = place.path().join("a.csv");
        fs::write(&input, "mine").unwrap();
        let refused = Folder::open(place.path(), names(&["a.csv"]), &[input]).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Usage);
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_is_told_at_once() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("a.csv")).unwrap();
        assert!(Folder::open(place.path(), names(&["a.csv"]), &[]).is_err());
    }
}
