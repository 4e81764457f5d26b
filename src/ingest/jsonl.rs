//! JSON Lines: an object a line. Lines are found by `memchr` and read in chunks on all threads;
//! strings without escapes are borrowed until they become the article's own.

use super::fields::Fields;
use super::format::{Chunk, Chunks, Fault, Format, Harvest, Reading};
use super::{decode, decompress, json, limits};
use memchr::{memchr, memchr_iter, memrchr};
use std::io::{self, Read};
use std::sync::Arc;

/// `.jsonl`
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn chunks(&self, input: Box<dyn Read + Send>, _: &Arc<Fields>) -> Chunks {
        Box::new(Cutter::new(decode::utf8_stream(input), limits::RECORD))
    }
}

/// Cuts a stream after the last whole line of every [`limits::CHUNK`] bytes.
struct Cutter {
    input: Box<dyn Read + Send>,
    /// Longest line, in bytes.
    longest: usize,
    /// The beginning of a line whose end is not read yet.
    carry: Vec<u8>,
    /// Number of the carried line, from 1, and the byte it begins at.
    line: u64,
    byte: u64,
    fault: Option<Fault>,
    ended: bool,
}

impl Cutter {
    fn new(input: Box<dyn Read + Send>, longest: usize) -> Self {
        Self { input, longest, carry: Vec::new(), line: 1, byte: 0, fault: None, ended: false }
    }

    /// Passes over the rest of a line that is too long; says where it began.
    fn skip_line(&mut self, mut skipped: u64) -> Fault {
        let fault = Fault::at(
            self.line,
            self.byte,
            format!(
                "the line is longer than {} MiB: is each record on a line of its own?",
                self.longest >> 20
            ),
        );
        let mut buffer = vec![0; 64 << 10];
        loop {
            match self.input.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Err(error) => {
                    self.ended = true;
                    self.fault = Some(Fault::at(
                        self.line,
                        self.byte + skipped,
                        decompress::explain(&error),
                    ));
                    break;
                }
                Ok(read) => match memchr(b'\n', &buffer[..read]) {
                    None => skipped += read as u64,
                    Some(at) => {
                        self.carry = buffer[at + 1..read].to_vec();
                        skipped += at as u64 + 1;
                        break;
                    }
                },
            }
        }
        self.line += 1;
        self.byte += skipped;
        fault
    }
}

impl Iterator for Cutter {
    type Item = Result<Box<dyn Chunk>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return self.fault.take().map(Err);
        }
        let mut bytes = std::mem::take(&mut self.carry);
        let mut searched = 0;
        let end = loop {
            if let Some(at) = memrchr(b'\n', &bytes[searched..]) {
                // A carried piece can hold whole lines only after a skipped one.
                if bytes.len() >= limits::CHUNK / 2 {
                    break searched + at + 1;
                }
            } else {
                searched = bytes.len();
            }
            if searched > self.longest {
                return Some(Err(self.skip_line(searched as u64)));
            }
            match self.input.by_ref().take(limits::CHUNK as u64).read_to_end(&mut bytes) {
                Ok(0) => {
                    self.ended = true;
                    break bytes.len();
                }
                Ok(_) => {}
                Err(error) => {
                    // Whole lines before the fault are read, what is left of a line is not.
                    self.ended = true;
                    let whole = memrchr(b'\n', &bytes).map_or(0, |at| at + 1);
                    self.fault = Some(Fault::at(
                        self.line + memchr_iter(b'\n', &bytes[..whole]).count() as u64,
                        self.byte + bytes.len() as u64,
                        decompress::explain(&error),
                    ));
                    break whole;
                }
            }
        };
        self.carry = bytes[end..].to_vec();
        bytes.truncate(end);
        if bytes.is_empty() {
            return self.fault.take().map(Err);
        }
        let chunk = Lines { first: self.line, byte: self.byte, bytes };
        self.line += memchr_iter(b'\n', &chunk.bytes).count() as u64;
        self.byte += chunk.bytes.len() as u64;
        Some(Ok(Box::new(chunk)))
    }
}

struct Lines {
    first: u64,
    byte: u64,
    bytes: Vec<u8>,
}

impl Chunk for Lines {
    fn bytes(&self) -> usize {
        self.bytes.len()
    }

    fn read(self: Box<Self>, reading: &Reading<'_>, harvest: &mut Harvest) {
        let mut start = 0;
        for (record, end) in
            (self.first..).zip(memchr_iter(b'\n', &self.bytes).chain([self.bytes.len()]))
        {
            let line = &self.bytes[start..end];
            if !line.trim_ascii().is_empty() {
                json::read_value(line, record, self.byte + start as u64, reading, harvest);
            }
            start = end + 1;
            if start >= self.bytes.len() {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and byte of every chunk and fault, and what the chunks hold.
    fn cut(bytes: &[u8], longest: usize) -> (Vec<(u64, u64, usize)>, Vec<Fault>) {
        let mut cutter = Cutter::new(Box::new(io::Cursor::new(bytes.to_vec())), longest);
        let (mut places, mut faults) = (Vec::new(), Vec::new());
        let mut place = (1, 0);
        while let Some(next) = cutter.next() {
            match next {
                Ok(chunk) => places.push((place.0, place.1, chunk.bytes())),
                Err(fault) => faults.push(fault),
            }
            place = (cutter.line, cutter.byte);
        }
        (places, faults)
    }

    #[test]
    fn a_line_that_is_too_long_costs_only_itself() {
        let long = "x".repeat(3 * limits::CHUNK);
        let lines = format!("one\n{long}\nthree\nfour");
        let (places, faults) = cut(lines.as_bytes(), limits::CHUNK);
        let after = 4 + long.len() as u64 + 1;
        assert_eq!(places, [(1, 0, 4), (3, after, "three\nfour".len())]);
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].record, faults[0].byte), (Some(2), Some(4)));
        assert!(faults[0].reason.contains("longer than 1 MiB"), "{:?}", faults[0]);
        let (places, faults) = cut(long.as_bytes(), limits::CHUNK);
        assert_eq!((places.len(), faults.len()), (0, 1));
    }

    #[test]
    fn chunks_hold_whole_lines_and_lose_none() {
        let lines: Vec<u8> =
            (0..2000_usize).flat_map(|n| [vec![b'x'; n], vec![b'\n']].concat()).collect();
        let (places, faults) = cut(&lines, limits::RECORD);
        assert_eq!(faults, []);
        assert!(places.len() > 1);
        let mut byte = 0;
        for (line, start, length) in places {
            assert_eq!(start, byte as u64);
            assert_eq!(memchr_iter(b'\n', &lines[..byte]).count() as u64 + 1, line);
            byte += length;
            assert_eq!(lines[byte - 1], b'\n');
        }
        assert_eq!(byte, lines.len());
    }
}
