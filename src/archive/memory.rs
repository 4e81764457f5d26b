//! How much memory a run may take, and who gets which part.

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

impl Memory {
    /// For sampled runs and pairs of terms until they are sorted.
    pub const fn features(self) -> usize {
        (self.0 / 4) as usize
    }

    /// For each of the large tables until its rows are sorted.
    pub const fn table(self) -> usize {
        (self.0 / 16) as usize
    }

    /// For articles that are read at once, each with all that was read of it.
    pub const fn articles(self) -> usize {
        (self.0 / 8) as usize
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
