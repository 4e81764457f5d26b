//! What a command takes: time, memory, disk.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What one run of a command took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken {
    /// From its start to its end.
    pub(crate) seconds: f64,
    /// Most memory that was resident, in bytes; NaN where the system does not tell.
    pub(crate) memory: f64,
    /// Most that stood in work folders, in bytes.
    pub(crate) disk: f64,
}

/// Between two looks at the process.
const PAUSE: Duration = Duration::from_millis(20);

/// Runs a command that works in `folder`, and looks at it from time to time.
pub(crate) fn measure(mut command: Command, folder: &Path) -> Result<Taken, Box<dyn Error>> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let status = Path::new("/proc").join(child.id().to_string()).join("status");
    let mut taken = Taken { seconds: 0.0, memory: f64::NAN, disk: 0.0 };
    loop {
        if let Some(ended) = child.try_wait()? {
            taken.seconds = start.elapsed().as_secs_f64();
            return if ended.success() { Ok(taken) } else { Err(format!("{ended}").into()) };
        }
        if let Some(peak) = fs::read_to_string(&status).ok().as_deref().and_then(peak) {
            taken.memory = peak;
        }
        taken.disk = taken.disk.max(work(folder, false));
        std::thread::sleep(PAUSE);
    }
}

/// The high-water mark that `/proc/PID/status` tells.
fn peak(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? * 1024.0)
}

/// Bytes of the files below `folder` that stand in a work folder.
fn work(folder: &Path, is_work: bool) -> f64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| {
            let Ok(meta) = entry.metadata() else { return 0.0 };
            if meta.is_dir() {
                let name = entry.file_name();
                work(&entry.path(), is_work || name.to_string_lossy().contains("rodovid-work"))
            } else if is_work {
                meta.len() as f64
            } else {
                0.0
            }
        })
        .sum()
}
