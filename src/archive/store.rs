//! The work folder of a run: a temporary one, or one that a killed run is taken up from.
//!
//! A kept folder holds a manifest: which program, parameters and inputs its files belong to, and
//! which stages are done. A stage is done when all its files stand under their own names; the
//! manifest says so afterwards, in one rename. Files are checked by their sums when they are opened
//! again; a stage with a damaged one is done anew.

use super::disk;
use super::log::{self, Log, Packer, Writer};
use crate::error::{Error, ErrorKind, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Version of what the files of a work folder hold. Another one is not taken up.
const FORMAT: u32 = 2;

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
}

/// Where a run keeps what is too large for memory.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// None where the folder goes when the run ends.
    manifest: Option<Manifest>,
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
        Ok(Self { folder, manifest: None, _temporary: Some(made), _lock: None })
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
        };
        let note = earlier.and_then(|earlier| {
            let same = Manifest { stages: Vec::new(), ..earlier.clone() } == manifest;
            if same {
                let last = earlier.stages.last().cloned();
                manifest.stages = earlier.stages;
                last.map(|last| format!("the work folder goes on after the stage \"{last}\""))
            } else if (&earlier.version, earlier.format) != (&manifest.version, manifest.format) {
                Some("the work folder is another version's: all is done anew".to_owned())
            } else if earlier.purpose.inputs != manifest.purpose.inputs {
                Some("the inputs have changed since the last run: all is done anew".to_owned())
            } else {
                Some("the options have changed since the last run: all is done anew".to_owned())
            }
        });
        let folder = folder.to_owned();
        let store = Self { folder, manifest: Some(manifest), _temporary: None, _lock: Some(lock) };
        if store.stages().is_empty() {
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
        match open(self) {
            Ok(found) => Ok(Some(found)),
            Err(error) if matches!(error.kind(), ErrorKind::Damaged | ErrorKind::Read) => {
                if let Some(manifest) = &mut self.manifest {
                    manifest.stages.truncate(at);
                }
                self.write_manifest()?;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Notes that a stage is done.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn done(&mut self, stage: &str) -> Result<()> {
        if let Some(manifest) = &mut self.manifest {
            manifest.stages.push(stage.to_owned());
        }
        self.write_manifest()
    }

    /// Saves a value as the file `name`.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn save<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        let path = self.path(name);
        let bytes = postcard::to_stdvec(value).map_err(|error| {
            Error::new(ErrorKind::Write, format!("cannot be written ({error})")).at(&path)
        })?;
        self.save_bytes(name, bytes.chunks(CHUNK))
    }

    /// Saves bytes as the file `name`.
    ///
    /// # Errors
    /// [`ErrorKind::Write`].
    pub fn save_bytes(
        &self,
        name: &str,
        chunks: impl Iterator<Item = impl AsRef<[u8]>>,
    ) -> Result<()> {
        let mut writer = Writer::create(self.path(name))?;
        for chunk in chunks {
            let mut packer = Packer::new(log::Packing::Ordered);
            packer.push(chunk.as_ref());
            writer.append(&packer.finish())?;
        }
        writer.finish().map(drop)
    }

    /// The value that [`Self::save`] wrote.
    ///
    /// # Errors
    /// As [`Log::open`] and [`Log::read`].
    pub fn load<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let log = Log::open(self.path(name))?;
        let mut bytes = Vec::new();
        for block in 0..log.blocks() {
            log.read(block)?.iter().for_each(|chunk| bytes.extend_from_slice(chunk));
        }
        postcard::from_bytes(&bytes).map_err(|_| log.damaged())
    }

    fn write_manifest(&self) -> Result<()> {
        let Some(manifest) = &self.manifest else { return Ok(()) };
        let path = self.path(MANIFEST);
        let part = disk::partial(&path);
        let json = serde_json::to_vec_pretty(manifest).unwrap_or_default();
        fs::write(&part, json).map_err(|error| disk::unwritten(&part, error))?;
        disk::keep(&path)
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
        let mut bytes = fs::read(folder.join("value.bin")).unwrap();
        bytes[20] ^= 1;
        fs::write(folder.join("value.bin"), bytes).unwrap();
        assert_eq!(store.resume("first", load).unwrap(), None, "damaged");
        assert!(store.stages().is_empty());
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
        assert!(!store.path("value.bin").exists());
        drop(store);
        fs::write(place.path().join("letter.odt"), "mine").unwrap();
        fs::remove_file(place.path().join(MANIFEST)).unwrap();
        assert!(Store::kept(place.path(), purpose("a", "c")).is_err(), "a folder of other files");
    }
}
