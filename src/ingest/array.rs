//! JSON in a `.json` file: an array of objects, or objects one after another, over any number of
//! lines. Values are found by their brackets alone and read in chunks on all threads.

use super::fields::Fields;
use super::format::{Chunk, Chunks, Fault, Format, Harvest, Reading};
use super::{decode, decompress, json, limits};
use memchr::memchr3;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

/// `.json`
pub(super) struct JsonArray;

impl Format for JsonArray {
    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn chunks(&self, input: Box<dyn Read + Send>, _: &Arc<Fields>) -> Chunks {
        Box::new(Cutter {
            input: decode::utf8_stream(input),
            buffer: Vec::new(),
            byte: 0,
            record: 1,
            scanner: Scanner::default(),
            values: Vec::new(),
            fault: None,
            ended: false,
        })
    }
}

/// Finds where values begin and end. All positions are in the cutter's buffer.
#[derive(Default)]
struct Scanner {
    /// Next byte to look at.
    at: usize,
    /// Where the value begins that is not at its end yet.
    value: Option<usize>,
    /// Brackets open inside the value.
    depth: usize,
    /// Inside a string.
    quoted: bool,
    /// Whether the outer array was opened, and closed.
    array: Option<bool>,
}

impl Scanner {
    /// Goes on to the end of `buffer`, adding the values that end in it; stops after the value at
    /// whose end they hold [`limits::CHUNK`] bytes.
    fn scan(&mut self, buffer: &[u8], values: &mut Vec<Range<usize>>) {
        while let Some(&byte) = buffer.get(self.at) {
            if self.quoted {
                let Some(found) = memchr3(b'"', b'\\', b'\n', &buffer[self.at..]) else {
                    self.at = buffer.len();
                    return;
                };
                self.at += found;
                match buffer[self.at] {
                    b'\\' if self.at + 1 == buffer.len() => return,
                    b'\\' => self.at += 1,
                    b'\n' => {
                        // No string goes over a line: one that was not closed ends its record
                        // here, and costs none of those that follow.
                        self.quoted = false;
                        self.depth = 0;
                        self.end(values, self.at);
                    }
                    _ => self.quoted = false,
                }
                self.at += 1;
                continue;
            }
            match byte {
                b'"' => {
                    self.value.get_or_insert(self.at);
                    self.quoted = true;
                }
                b'[' if self.array.is_none() && self.value.is_none() => self.array = Some(true),
                b'{' | b'[' => {
                    self.value.get_or_insert(self.at);
                    self.depth += 1;
                }
                b'}' | b']' if self.depth > 0 => self.depth -= 1,
                b']' if self.array == Some(true) => {
                    self.end(values, self.at);
                    self.array = Some(false);
                }
                b',' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => self.end(values, self.at),
                _ => {
                    self.value.get_or_insert(self.at);
                }
            }
            self.array = self.array.or(self.value.map(|_| false));
            self.at += 1;
            if self.depth == 0 && matches!(byte, b'}' | b']') {
                self.end(values, self.at);
                if self.at >= limits::CHUNK {
                    return;
                }
            }
        }
    }

    fn end(&mut self, values: &mut Vec<Range<usize>>, end: usize) {
        if let Some(start) = self.value.take() {
            values.push(start..end);
        }
    }
}

struct Cutter {
    input: Box<dyn Read + Send>,
    /// What is read and not yet given away.
    buffer: Vec<u8>,
    /// Where the buffer begins in the file.
    byte: u64,
    /// Number of the first value in the buffer.
    record: u64,
    scanner: Scanner,
    values: Vec<Range<usize>>,
    fault: Option<Fault>,
    ended: bool,
}

impl Cutter {
    /// Gives away the values found, and what of the buffer is done with.
    fn chunk(&mut self) -> Values {
        let end = self.values.last().map_or(0, |value| value.end);
        let rest = self.buffer[end..].to_vec();
        let mut bytes = std::mem::replace(&mut self.buffer, rest);
        bytes.truncate(end);
        self.scanner.at -= end;
        self.scanner.value = self.scanner.value.map(|start| start - end);
        let places = std::mem::take(&mut self.values);
        let chunk = Values { first: self.record, byte: self.byte, bytes, places };
        self.record += chunk.places.len() as u64;
        self.byte += end as u64;
        chunk
    }

    /// The fault of a value that is not whole.
    fn cut_off(&self, start: usize, reason: String) -> Fault {
        let record = self.record + self.values.len() as u64;
        Fault::at(record, self.byte + start as u64, reason)
    }
}

impl Iterator for Cutter {
    type Item = Result<Box<dyn Chunk>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.scanner.scan(&self.buffer, &mut self.values);
            if self.values.last().is_some_and(|value| value.end >= limits::CHUNK) {
                return Some(Ok(Box::new(self.chunk())));
            }
            if self.buffer.len() - self.scanner.value.unwrap_or(self.buffer.len()) > limits::RECORD
            {
                self.ended = true;
                self.fault = Some(self.cut_off(
                    self.scanner.value.unwrap_or(0),
                    format!(
                        "longer than {} MiB, or a bracket is not closed: check the file",
                        limits::RECORD >> 20
                    ),
                ));
                break;
            }
            match self.input.by_ref().take(limits::CHUNK as u64).read_to_end(&mut self.buffer) {
                Ok(0) => {
                    self.ended = true;
                    if self.scanner.depth == 0 && !self.scanner.quoted {
                        self.scanner.end(&mut self.values, self.buffer.len());
                    } else if let Some(start) = self.scanner.value {
                        self.fault = Some(self.cut_off(
                            start,
                            "the file ends inside this record: is it whole?".into(),
                        ));
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    self.scanner.scan(&self.buffer, &mut self.values);
                    self.ended = true;
                    let at = self.buffer.len();
                    self.fault = Some(self.cut_off(at, decompress::explain(&error)));
                }
            }
        }
        if self.values.is_empty() {
            return self.fault.take().map(Err);
        }
        Some(Ok(Box::new(self.chunk())))
    }
}

/// Values found, with the bytes they stand in.
struct Values {
    first: u64,
    byte: u64,
    bytes: Vec<u8>,
    places: Vec<Range<usize>>,
}

impl Chunk for Values {
    fn bytes(&self) -> usize {
        self.bytes.len()
    }

    fn read(self: Box<Self>, reading: &Reading<'_>, harvest: &mut Harvest) {
        for (record, place) in (self.first..).zip(&self.places) {
            let byte = self.byte + place.start as u64;
            json::read_value(&self.bytes[place.clone()], record, byte, reading, harvest);
        }
    }
}
