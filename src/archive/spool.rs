//! Numbers in parts, which spill to the disk when memory is full.

use super::disk;
use crate::error::Result;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Numbers by part. Each part is read back whole.
#[derive(Debug)]
pub struct Spool {
    path: PathBuf,
    memory: usize,
    held: Vec<Vec<u64>>,
    /// Numbers held in memory.
    count: usize,
    spilled: Option<Spilled>,
}

#[derive(Debug)]
struct Spilled {
    file: BufWriter<File>,
    end: u64,
    /// Where pieces of each part stand: offset in bytes, count of numbers.
    pieces: Vec<Vec<(u64, usize)>>,
}

impl Spool {
    /// `parts` parts that keep up to `memory` bytes and go to the file `path` beyond.
    pub fn new(path: PathBuf, parts: usize, memory: usize) -> Self {
        Self { path, memory, held: vec![Vec::new(); parts], count: 0, spilled: None }
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
        for (held, pieces) in self.held.iter_mut().zip(&mut spilled.pieces) {
            if held.is_empty() {
                continue;
            }
            pieces.push((spilled.end, held.len()));
            for number in held.iter() {
                spilled.file.write_all(&number.to_le_bytes()).map_err(unwritten)?;
            }
            spilled.end += (held.len() * size_of::<u64>()) as u64;
            held.clear();
            held.shrink_to(1 << 10);
        }
        self.count = 0;
        spilled.file.flush().map_err(unwritten)
    }

    /// Bytes on the disk.
    pub fn bytes(&self) -> u64 {
        self.spilled.as_ref().map_or(0, |spilled| spilled.end)
    }

    /// All numbers of a part, taken away; in no order.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Read`].
    pub fn read(&self, part: usize) -> Result<Vec<u64>> {
        let mut numbers = self.held[part].clone();
        if let Some(Spilled { file, pieces, .. }) = &self.spilled {
            let mut bytes = Vec::new();
            for &(offset, count) in &pieces[part] {
                bytes.resize(count * size_of::<u64>(), 0);
                disk::read_at(file.get_ref(), &mut bytes, offset)
                    .map_err(|error| disk::unread(&self.path, error))?;
                let read = bytes.chunks_exact(size_of::<u64>());
                numbers.extend(
                    read.map(|eight| u64::from_le_bytes(eight.try_into().expect("eight bytes"))),
                );
            }
        }
        Ok(numbers)
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        if self.spilled.is_some() {
            // Best effort: the folder goes in the end.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_memory_holds_the_same() {
        let folder = tempfile::tempdir().unwrap();
        for memory in [0, 100, 1 << 20] {
            let mut spool = Spool::new(folder.path().join("spool"), 4, memory);
            for round in 0..10 {
                let mut parts: Vec<Vec<u64>> = (0..4)
                    .map(|part| (0..round * part).map(|n| n + 100 * part).collect())
                    .collect();
                spool.add(&mut parts).unwrap();
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
        }
    }
}
