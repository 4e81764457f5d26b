//! Numbers in parts, which spill to the disk when memory is full, each in as many bytes as it needs.

use super::disk;
use crate::error::Result;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;
use xxhash_rust::xxh3::xxh3_64;

/// Numbers by part. Each part is read back whole.
#[derive(Debug)]
pub struct Spool {
    path: PathBuf,
    memory: usize,
    /// Bytes of a number in the file.
    width: usize,
    held: Vec<Vec<u64>>,
    /// Numbers held in memory.
    count: usize,
    spilled: Option<Spilled>,
    /// The file stays when the spool goes.
    kept: bool,
}

#[derive(Debug)]
struct Spilled {
    file: BufWriter<File>,
    end: u64,
    pieces: Pieces,
}

/// Where the pieces of each part stand.
pub type Pieces = Vec<Vec<Piece>>;

/// Numbers of one part that stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Where they begin in the file, in bytes.
    offset: u64,
    /// Bytes that they take.
    length: usize,
    /// XXH3 of their bytes.
    sum: u64,
}

impl Piece {
    const fn end(&self) -> u64 {
        self.offset + self.length as u64
    }
}

impl Spool {
    /// `parts` parts of numbers below 256 to the power of `width`, that keep up to `memory` bytes
    /// and go to the file `path` beyond.
    pub fn new(path: PathBuf, parts: usize, width: usize, memory: usize) -> Self {
        let held = vec![Vec::new(); parts];
        Self { path, memory, width, held, count: 0, spilled: None, kept: false }
    }

    /// Adds numbers to every part, and takes them away from `parts`.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Write`].
    pub fn add(&mut self, parts: &mut [Vec<u64>]) -> Result<()> {
        for (held, more) in self.held.iter_mut().zip(parts) {
            self.count += more.len();
            held.append(more);
        }
        if self.count * size_of::<u64>() > self.memory { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> Result<()> {
        let unwritten = |error| disk::unwritten(&self.path, error);
        let spilled = match &mut self.spilled {
            Some(spilled) => spilled,
            none => {
                let file = File::options()
                    .read(true)
                    .write(true)
                    .create(true)
                    .truncate(true)
                    .open(&self.path)
                    .map_err(unwritten)?;
                let file = BufWriter::with_capacity(1 << 20, file);
                none.insert(Spilled { file, end: 0, pieces: vec![Vec::new(); self.held.len()] })
            }
        };
        let mut bytes = Vec::new();
        for (held, pieces) in self.held.iter_mut().zip(&mut spilled.pieces) {
            if held.is_empty() {
                continue;
            }
            bytes.clear();
            for number in held.iter() {
                bytes.extend_from_slice(&number.to_le_bytes()[..self.width]);
            }
            let sum = xxh3_64(&bytes);
            pieces.push(Piece { offset: spilled.end, length: bytes.len(), sum });
            spilled.file.write_all(&bytes).map_err(unwritten)?;
            spilled.end += bytes.len() as u64;
            held.clear();
            held.shrink_to(1 << 10);
        }
        self.count = 0;
        spilled.file.flush().map_err(unwritten)
    }

    /// Writes all that is held, and says where everything stands, so that [`Self::open`] finds it.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Write`].
    pub fn persist(&mut self) -> Result<Pieces> {
        self.spill()?;
        self.kept = true;
        Ok(self.spilled.as_ref().map_or_else(Vec::new, |spilled| spilled.pieces.clone()))
    }

    /// Takes up a spool that [`Self::persist`] wrote.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Read`] and [`crate::error::ErrorKind::Damaged`].
    pub fn open(path: PathBuf, width: usize, memory: usize, pieces: Pieces) -> Result<Self> {
        let file = File::options().read(true).write(true).open(&path);
        let mut file = file.map_err(|error| disk::unread(&path, error))?;
        let end = pieces.iter().flatten().map(Piece::end).max().unwrap_or(0);
        file.seek(SeekFrom::Start(end)).map_err(|error| disk::unread(&path, error))?;
        let file = BufWriter::with_capacity(1 << 20, file);
        let held = vec![Vec::new(); pieces.len()];
        let spilled = Some(Spilled { file, end, pieces });
        let spool = Self { path, memory, width, held, count: 0, spilled, kept: true };
        (0..spool.held.len()).into_par_iter().try_for_each(|part| spool.read(part).map(drop))?;
        Ok(spool)
    }

    /// All numbers of a part, taken away; in no order.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Read`].
    pub fn read(&self, part: usize) -> Result<Vec<u64>> {
        let mut numbers = self.held[part].clone();
        if let Some(Spilled { file, pieces, .. }) = &self.spilled {
            let mut bytes = Vec::new();
            for piece in &pieces[part] {
                bytes.resize(piece.length, 0);
                disk::read_at(file.get_ref(), &mut bytes, piece.offset)
                    .map_err(|error| disk::unread(&self.path, error))?;
                if xxh3_64(&bytes) != piece.sum {
                    return Err(disk::damaged(&self.path));
                }
                numbers.extend(bytes.chunks_exact(self.width).map(|written| {
                    let mut eight = [0; size_of::<u64>()];
                    eight[..self.width].copy_from_slice(written);
                    u64::from_le_bytes(eight)
                }));
            }
        }
        Ok(numbers)
    }
}

impl Spool {
    /// Lets go of all numbers; a file that was persisted stays.
    pub fn clear(&mut self) {
        self.held.fill_with(Vec::new);
        self.count = 0;
        if self.spilled.take().is_some() && !self.kept {
            // Best effort: the folder goes in the end.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_memory_holds_the_same() {
        let folder = tempfile::tempdir().unwrap();
        for (memory, width) in [(0, 2), (100, 6), (1 << 20, 8)] {
            let mut spool = Spool::new(folder.path().join("spool"), 4, width, memory);
            for round in 0..10 {
                let mut parts: Vec<Vec<u64>> = (0..4)
                    .map(|part| (0..round * part).map(|n| n + 100 * part).collect())
                    .collect();
                spool.add(&mut parts).unwrap();
            }
            if memory == 100 {
                let pieces = spool.persist().unwrap();
                drop(spool);
                spool = Spool::open(folder.path().join("spool"), width, memory, pieces).unwrap();
            }
            for part in 0..4_u64 {
                let mut wanted: Vec<u64> = (0..10)
                    .flat_map(|round| (0..round * part).map(move |n| n + 100 * part))
                    .collect();
                let mut found = spool.read(part as usize).unwrap();
                wanted.sort_unstable();
                found.sort_unstable();
                assert_eq!(found, wanted, "memory {memory}");
            }
            spool.clear();
            assert!(spool.read(3).unwrap().is_empty());
            let stays = std::fs::remove_file(folder.path().join("spool")).is_ok();
            assert_eq!(stays, memory == 100, "it was persisted");
        }
    }
}
