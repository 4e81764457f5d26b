//! How much memory a run may take, and who gets which part.

use std::str::FromStr;

/// Bytes that a run may take where nothing is said: half of the machine's, at most so many.
const MOST: u64 = 8 << 30;

/// The bound of a run, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory(pub u64);

impl Default for Memory {
    /// Half of the machine's memory, at most 8 GiB.
    fn default() -> Self {
        Self(machine().map_or(MOST / 4, |bytes| bytes / 2).min(MOST))
    }
}

/// What is handed out here is half of all at the most: buffers grow by doubling, and what is sorted
/// is packed before it is let go. On a million articles, shares twice as large took 1.9 GiB of 1.
/// Nor does a share grow for ever: beyond, it would save a little of the disk and no time.
impl Memory {
    /// For sampled runs and pairs of terms until they are sorted.
    pub fn features(self) -> usize {
        self.share(8, 192 << 20)
    }

    /// For each of the large tables until its rows are sorted.
    pub fn table(self) -> usize {
        self.share(40, 64 << 20)
    }

    /// For articles that are read at once, each with all that was read of it.
    pub fn articles(self) -> usize {
        self.share(16, 128 << 20)
    }

    /// One of so many parts, at most so many bytes.
    fn share(self, parts: u64, most: u64) -> usize {
        (self.0 / parts).min(most) as usize
    }
}

/// The least that a run gets along with.
const LEAST: u64 = 128 << 20;

/// `512M`, `4G`, `2GiB` or bytes; K, M, G and T are powers of 1,024.
impl FromStr for Memory {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let shift = match unit.trim().to_ascii_uppercase().as_str() {
            "" | "B" => 0,
            "K" | "KB" | "KIB" => 10,
            "M" | "MB" | "MIB" => 20,
            "G" | "GB" | "GIB" => 30,
            "T" | "TB" | "TIB" => 40,
            _ => return Err(format!("{unit:?} is no unit of memory: write 512M or 4G")),
        };
        let bytes = number.parse::<u64>().ok().and_then(|number| number.checked_mul(1 << shift));
        match bytes {
            Some(bytes) if bytes >= LEAST => Ok(Self(bytes)),
            Some(_) => Err(format!("too little: a run needs {}M", LEAST >> 20)),
            None => Err("no size: write 512M or 4G".to_owned()),
        }
    }
}

/// Bytes of memory that the machine has.
#[cfg(target_os = "linux")]
fn machine() -> Option<u64> {
    let info = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = info.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? << 10)
}

/// Bytes of memory that the machine has.
#[cfg(not(target_os = "linux"))]
fn machine() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let read = |text: &str| text.parse::<Memory>().map(|memory| memory.0);
        assert_eq!(read("256M"), Ok(256 << 20));
        assert_eq!(read(" 2 GiB "), Ok(2 << 30));
        assert_eq!(read("1073741824"), Ok(1 << 30));
        for wrong in ["", "2X", "-1G", "1.5G", "99999999999T", "1K"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
