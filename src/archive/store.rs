//! The work folder of a run: a temporary one, or one that a killed run is taken up from.
//!
//! A kept folder holds a manifest: which program, parameters and inputs its files belong to, and
//! which stages are done. A stage is done when all its files stand under their own names; the
//! manifest says so afterwards, in one rename. Files are checked by their sums when they are opened
//! again; a stage with a damaged one is done anew.

use super::disk;
use super::log::{Layout, Log, Packer, Writer};
use crate::error::{Error, ErrorKind, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Version of what the files of a work folder hold. Another one is not taken up.
const FORMAT: u32 = 3;

const MANIFEST: &str = "manifest.json";
const LOCK: &str = "lock";

/// Bytes of a record of a saved value.
const CHUNK: usize = 1 << 20;

/// What the files of a work folder belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    /// Digest of all that was asked for and changes what is found.
    pub parameters: String,
    /// Digest of the names, sizes and times of the inputs, and of their beginnings and ends.
    pub inputs: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    program: String,
    version: String,
    format: u32,
    purpose: Purpose,
    /// Stages that are done, in order.
    stages: Vec<String>,
    /// The stage after them, where a part of it was saved. Manifests of older formats have neither
    /// this nor values, and must still be known as such.
    #[serde(default)]
    begun: Option<String>,
    /// Saved values, and which copy of each counts.
    #[serde(default)]
    values: BTreeMap<String, u32>,
}

/// Where a run keeps what is too large for memory.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// None where the folder goes when the run ends.
    manifest: Option<Manifest>,
    /// Copies of values that were saved since the manifest was written, and those that they replace.
    fresh: BTreeMap<String, u32>,
    stale: Vec<PathBuf>,
    /// Removed with all it holds when dropped.
    _temporary: Option<TempDir>,
    /// Held as long as the run lasts.
    _lock: Option<File>,
}

impl Store {
    /// A folder inside `beside` (the system's place for such, where none is given) that goes when
    /// the run ends.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn temporary(beside: Option<&Path>) -> Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".rodovid-work-");
        let made = match beside {
            Some(folder) => builder.tempdir_in(folder),
            None => builder.tempdir(),
        };
        let made = made.map_err(|error| {
            let place = beside.map_or_else(std::env::temp_dir, Path::to_owned);
            Error::new(ErrorKind::Write, format!("no work folder can be made here ({error})"))
                .at(place)
                .because(error)
        })?;
        let folder = made.path().to_owned();
        Ok(Self {
            folder,
            manifest: None,
            fresh: BTreeMap::new(),
            stale: Vec::new(),
            _temporary: Some(made),
            _lock: None,
        })
    }

    /// The folder `folder`, kept, with what an earlier run for the same `purpose` left in it; what
    /// one for another purpose left is taken away. The second value says what was found, for people.
    ///
    /// # Errors
    /// [`ErrorKind::Write`], also where another process uses the folder or where it holds files that
    /// are not a run's.
    pub fn kept(folder: &Path, purpose: Purpose) -> Result<(Self, Option<String>)> {
        fs::create_dir_all(folder).map_err(|error| disk::unwritten(folder, error))?;
        let held = fs::read(folder.join(MANIFEST)).ok();
        let earlier: Option<Manifest> =
            held.as_deref().and_then(|json| serde_json::from_slice(json).ok());
        if earlier.is_none() && holds_other_files(folder)? {
            return Err(Error::new(
                ErrorKind::Write,
                "is no work folder and not empty; name an empty or a new one with --work",
            )
            .at(folder));
        }
        let lock = lock(&folder.join(LOCK))?;
        let mut manifest = Manifest {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            format: FORMAT,
            purpose,
            stages: Vec::new(),
            begun: None,
            values: BTreeMap::new(),
        };
        let note = earlier.and_then(|earlier| {
            let (stages, begun, values) = (Vec::new(), None, BTreeMap::new());
            let same = Manifest { stages, begun, values, ..earlier.clone() } == manifest;
            if same {
                manifest = earlier;
                match (&manifest.begun, manifest.stages.last()) {
                    (Some(begun), _) => Some(format!("the work folder goes on in \"{begun}\"")),
                    (None, last) => last
                        .map(|last| format!("the work folder goes on after the stage \"{last}\"")),
                }
            } else if (&earlier.version, earlier.format) != (&manifest.version, manifest.format) {
                Some("the work folder is another version's: all is done anew".to_owned())
            } else if earlier.purpose.inputs != manifest.purpose.inputs {
                Some("the inputs have changed since the last run: all is done anew".to_owned())
            } else {
                Some("the options have changed since the last run: all is done anew".to_owned())
            }
        });
        let mut store = Self {
            folder: folder.to_owned(),
            manifest: Some(manifest),
            fresh: BTreeMap::new(),
            stale: Vec::new(),
            _temporary: None,
            _lock: Some(lock),
        };
        let begun = store.manifest.as_ref().and_then(|manifest| manifest.begun.as_ref());
        if store.stages().is_empty() && begun.is_none() {
            store.clear()?;
        }
        store.write_manifest()?;
        Ok((store, note))
    }

    /// Path of the file `name`.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether what is done is kept for a later run.
    pub const fn is_kept(&self) -> bool {
        self.manifest.is_some()
    }

    /// Takes the logs away once all is told, where the folder is not kept: the rows of tables, which
    /// still wait in it, then have their room.
    pub fn shed_logs(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let logs = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension() == Some("log".as_ref()));
        for path in logs.filter(|_| !self.is_kept()) {
            // Best effort: the folder goes in the end.
            let _ = fs::remove_file(path);
        }
    }

    fn stages(&self) -> &[String] {
        self.manifest.as_ref().map_or(&[], |manifest| &manifest.stages)
    }

    /// What an earlier run left of a stage, read by `open`; none where the stage was not done, and
    /// where a file of it is missing or damaged: then it counts as not done.
    ///
    /// # Errors
    /// Those of `open`, but for missing and damaged files.
    pub fn resume<T>(
        &mut self,
        stage: &str,
        open: impl FnOnce(&Self) -> Result<T>,
    ) -> Result<Option<T>> {
        let Some(at) = self.stages().iter().position(|done| done == stage) else {
            return Ok(None);
        };
        self.take_up(at, open)
    }

    /// The same of a part of a stage that was [`Self::begun`].
    ///
    /// # Errors
    /// As [`Self::resume`].
    pub fn resume_begun<T>(
        &mut self,
        stage: &str,
        open: impl FnOnce(&Self) -> Result<T>,
    ) -> Result<Option<T>> {
        let begun = self.manifest.as_ref().and_then(|manifest| manifest.begun.as_deref());
        if begun != Some(stage) {
            return Ok(None);
        }
        self.take_up(self.stages().len(), open)
    }

    /// What `open` reads; where that is missing or damaged, only the first `done` stages count any
    /// more.
    fn take_up<T>(
        &mut self,
        done: usize,
        open: impl FnOnce(&Self) -> Result<T>,
    ) -> Result<Option<T>> {
        match open(self) {
            Ok(found) => Ok(Some(found)),
            Err(error) if matches!(error.kind(), ErrorKind::Damaged | ErrorKind::Read) => {
                if let Some(manifest) = &mut self.manifest {
                    manifest.stages.truncate(done);
                    manifest.begun = None;
                }
                self.write_manifest()?;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Notes that a part of a stage is saved: values and files as they are now.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn begun(&mut self, stage: &str) -> Result<()> {
        if let Some(manifest) = &mut self.manifest {
            manifest.begun = Some(stage.to_owned());
        }
        self.write_manifest()
    }

    /// Notes that a stage is done.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn done(&mut self, stage: &str) -> Result<()> {
        if let Some(manifest) = &mut self.manifest {
            manifest.stages.push(stage.to_owned());
            manifest.begun = None;
        }
        self.write_manifest()
    }

    /// Saves a value under `name`. It counts once the next stage, or part of one, is noted: until
    /// then the copy before it does.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn save<T: Serialize>(&mut self, name: &str, value: &T) -> Result<()> {
        let noted = self.manifest.as_ref().and_then(|manifest| manifest.values.get(name).copied());
        let copy = noted.map_or(1, |noted| noted + 1);
        let path = self.copy(name, copy);
        let bytes = postcard::to_stdvec(value).map_err(|error| {
            Error::new(ErrorKind::Write, format!("cannot be written ({error})")).at(&path)
        })?;
        let mut writer = Writer::create(path)?;
        for chunk in bytes.chunks(CHUNK) {
            let mut packer = Packer::new(Layout::Ordered);
            packer.push(chunk);
            writer.append(&packer.finish())?;
        }
        writer.finish()?;
        self.fresh.insert(name.to_owned(), copy);
        self.stale.extend(noted.map(|noted| self.copy(name, noted)));
        Ok(())
    }

    /// Path of a copy of the value `name`.
    fn copy(&self, name: &str, copy: u32) -> PathBuf {
        self.path(&format!("{copy}-{name}"))
    }

    /// The value that [`Self::save`] wrote.
    ///
    /// # Errors
    /// As [`Log::open`] and [`Log::read`].
    pub fn load<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let noted = self.manifest.as_ref().and_then(|manifest| manifest.values.get(name));
        let copy = self.fresh.get(name).or(noted).copied().unwrap_or(0);
        let log = Log::open(self.copy(name, copy))?;
        let mut bytes = Vec::new();
        for block in 0..log.blocks() {
            log.read(block)?.iter().for_each(|chunk| bytes.extend_from_slice(chunk));
        }
        postcard::from_bytes(&bytes).map_err(|_| log.damaged())
    }

    fn write_manifest(&mut self) -> Result<()> {
        let path = self.path(MANIFEST);
        let Some(manifest) = &mut self.manifest else { return Ok(()) };
        manifest.values.append(&mut self.fresh);
        let part = disk::partial(&path);
        let json = serde_json::to_vec_pretty(manifest).unwrap_or_default();
        fs::write(&part, json).map_err(|error| disk::unwritten(&part, error))?;
        disk::keep(&path)?;
        for stale in self.stale.drain(..) {
            // Best effort: nothing reads it any more.
            let _ = fs::remove_file(stale);
        }
        Ok(())
    }

    /// Takes the files of earlier runs away.
    fn clear(&self) -> Result<()> {
        for entry in fs::read_dir(&self.folder).map_err(|e| disk::unread(&self.folder, e))? {
            let path = entry.map_err(|error| disk::unread(&self.folder, error))?.path();
            if is_own(&path) && !path.ends_with(LOCK) {
                fs::remove_file(&path).map_err(|error| disk::unwritten(&path, error))?;
            }
        }
        Ok(())
    }
}

/// Whether a file is one that a run makes.
fn is_own(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let own = ["log", "spool", "run", "bin", "part"];
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    name == MANIFEST || name == LOCK || own.contains(&&*extension)
}

fn holds_other_files(folder: &Path) -> Result<bool> {
    for entry in fs::read_dir(folder).map_err(|error| disk::unread(folder, error))? {
        if !is_own(&entry.map_err(|error| disk::unread(folder, error))?.path()) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn lock(path: &Path) -> Result<File> {
    let file = File::create(path).map_err(|error| disk::unwritten(path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::new(
            ErrorKind::Write,
            "another run is using this work folder; wait for it or name another with --work",
        )
        .at(path.parent().unwrap_or(path))),
        Err(TryLockError::Error(error)) => Err(disk::unwritten(path, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn purpose(parameters: &str, inputs: &str) -> Purpose {
        Purpose { parameters: parameters.to_owned(), inputs: inputs.to_owned() }
    }

    #[test]
    fn what_is_done_is_found_again() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("work");
        let (mut store, note) = Store::kept(&folder, purpose("a", "b")).unwrap();
        assert_eq!(note, None);
        store.save("value.bin", &vec![1_u64, 2, 3]).unwrap();
        store.done("first").unwrap();
        assert!(Store::kept(&folder, purpose("a", "b")).is_err(), "it is locked");
        drop(store);
        let (mut store, note) = Store::kept(&folder, purpose("a", "b")).unwrap();
        assert!(note.unwrap().contains("first"));
        let load = |store: &Store| store.load::<Vec<u64>>("value.bin");
        assert_eq!(store.resume("first", load).unwrap(), Some(vec![1, 2, 3]));
        assert_eq!(store.resume("second", load).unwrap(), None);
        let mut bytes = fs::read(folder.join("1-value.bin")).unwrap();
        bytes[20] ^= 1;
        fs::write(folder.join("1-value.bin"), bytes).unwrap();
        assert_eq!(store.resume("first", load).unwrap(), None, "damaged");
        assert!(store.stages().is_empty());
    }

    #[test]
    fn a_value_counts_once_it_is_noted() {
        let place = tempfile::tempdir().unwrap();
        let open = || Store::kept(place.path(), purpose("a", "b")).unwrap().0;
        let mut store = open();
        store.save("value.bin", &1_u8).unwrap();
        store.begun("first").unwrap();
        store.save("value.bin", &2_u8).unwrap();
        assert_eq!(store.load::<u8>("value.bin").unwrap(), 2);
        drop(store); // killed
        let mut store = open();
        let load = |store: &Store| store.load::<u8>("value.bin");
        assert_eq!(store.resume("first", load).unwrap(), None, "it was not done");
        assert_eq!(store.resume_begun("first", load).unwrap(), Some(1));
        store.save("value.bin", &3_u8).unwrap();
        store.done("first").unwrap();
        assert!(!store.path("1-value.bin").exists());
        drop(store);
        let mut store = open();
        assert_eq!(store.resume("first", load).unwrap(), Some(3));
        assert_eq!(store.resume_begun("first", load).unwrap(), None);
    }

    #[test]
    fn another_purpose_begins_anew() {
        let place = tempfile::tempdir().unwrap();
        let (mut store, _) = Store::kept(place.path(), purpose("a", "b")).unwrap();
        store.save("value.bin", &1_u8).unwrap();
        store.done("first").unwrap();
        drop(store);
        let (store, note) = Store::kept(place.path(), purpose("a", "c")).unwrap();
        assert!(note.unwrap().contains("inputs have changed"));
        assert!(!store.path("1-value.bin").exists());
        drop(store);
        fs::write(place.path().join("letter.odt"), "mine").unwrap();
        fs::remove_file(place.path().join(MANIFEST)).unwrap();
        assert!(Store::kept(place.path(), purpose("a", "c")).is_err(), "a folder of other files");
    }
}
