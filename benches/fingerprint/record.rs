//! What criterion has measured, as a record in git: a CSV, and for the peers an SVG.
//!
//! The best sample counts beside the median: whatever else runs on a machine only makes a sample
//! slower.

use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// One benchmark.
pub(crate) struct Measured {
    /// Its id, as on criterion's command line.
    pub(crate) id: String,
    /// Bytes, fingerprints or comparisons a second.
    pub(crate) best: f64,
    median: f64,
    unit: &'static str,
}

/// Writes what there is of the groups that begin with `prefix` to `benches/record/NAME.csv`.
pub(crate) fn write(name: &str, prefix: &str) -> Vec<Measured> {
    let mut measured = Vec::new();
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    collect(&target.join("criterion"), &mut measured);
    measured.retain(|one| one.id.starts_with(prefix));
    measured.sort_by(|a, b| a.id.cmp(&b.id));
    let mut csv = String::from("date,machine,flags,id,best_per_second,median_per_second,unit\n");
    let date = jiff::Timestamp::now().strftime("%Y-%m-%d");
    let (machine, flags) = (machine(), flags());
    for one in &measured {
        let Measured { id, best, median, unit } = one;
        let _ = writeln!(csv, "{date},\"{machine}\",{flags},{id},{best:.0},{median:.0},{unit}");
    }
    save(&format!("{name}.csv"), &csv);
    measured
}

/// Draws the group `fingerprint`, and prints it.
pub(crate) fn draw_peers(measured: &[Measured]) {
    let mut bars: Vec<(&str, f64)> = measured
        .iter()
        .filter_map(|one| Some((one.id.strip_prefix("fingerprint/")?, one.best / 1e6)))
        .collect();
    let Some(&(_, gaoya)) = bars.iter().find(|bar| bar.0 == "gaoya") else { return };
    bars.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (name, rate) in &bars {
        println!("{name:20} {rate:8.0} MB/s {:6.1} x gaoya", rate / gaoya);
    }
    save("fingerprint-peers.svg", &draw(&bars, gaoya));
}

fn save(name: &str, content: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/record");
    if let Err(error) =
        fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(name), content))
    {
        eprintln!("{}: {error}", folder.join(name).display());
    }
}

/// All benchmarks below `folder`.
fn collect(folder: &Path, measured: &mut Vec<Measured>) {
    if let Some(one) = read(&folder.join("new")) {
        measured.push(one);
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            collect(&entry.path(), measured);
        }
    }
}

fn read(folder: &Path) -> Option<Measured> {
    let read = |name: &str| -> Option<Value> {
        serde_json::from_slice(&fs::read(folder.join(name)).ok()?).ok()
    };
    let (benchmark, sample) = (read("benchmark.json")?, read("sample.json")?);
    let numbers = |name: &str| -> Option<Vec<f64>> {
        sample.get(name)?.as_array()?.iter().map(Value::as_f64).collect()
    };
    let mut nanoseconds: Vec<f64> =
        numbers("times")?.iter().zip(numbers("iters")?).map(|(time, n)| time / n).collect();
    nanoseconds.sort_by(f64::total_cmp);
    let throughput = benchmark.get("throughput")?;
    let (unit, amount) = match throughput.get("Bytes") {
        Some(bytes) => ("bytes", bytes.as_f64()?),
        None => ("elements", throughput.get("Elements")?.as_f64()?),
    };
    Some(Measured {
        id: benchmark.get("full_id")?.as_str()?.to_owned(),
        best: amount / nanoseconds.first()? * 1e9,
        median: amount / nanoseconds.get(nanoseconds.len() / 2)? * 1e9,
        unit,
    })
}

/// The processor's name.
fn machine() -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or(std::env::consts::ARCH, |name| name.1).to_owned()
}

/// Whether the compiler was told more of the CPU than its family.
fn flags() -> &'static str {
    if cfg!(target_feature = "avx512f") {
        "avx512"
    } else if cfg!(target_feature = "avx2") {
        "avx2"
    } else {
        "baseline"
    }
}

fn draw(bars: &[(&str, f64)], gaoya: f64) -> String {
    const LEFT: f64 = 150.0;
    const WIDTH: f64 = 400.0;
    const ROW: usize = 28;
    let most = bars.iter().map(|bar| bar.1).fold(1.0, f64::max);
    let height = bars.len() * ROW + 40;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 {height}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"13\">\n<title>Text to SimHash over word \
         3-shingles, one thread</title>\n<rect width=\"760\" height=\"{height}\" \
         fill=\"white\"/>\n<text x=\"10\" y=\"20\">Text to 64-bit SimHash over word 3-shingles, one \
         thread, mostly Cyrillic news, {} build</text>\n",
        flags()
    );
    for (i, (name, rate)) in bars.iter().enumerate() {
        let y = 34 + i * ROW;
        let width = WIDTH * rate / most;
        let colour = if name.starts_with("rodovid") { "#1f5fa8" } else { "#a0a0a0" };
        let _ = writeln!(
            svg,
            "<text x=\"10\" y=\"{below}\">{name}</text><rect x=\"{LEFT}\" y=\"{y}\" \
             width=\"{width:.1}\" height=\"18\" fill=\"{colour}\"/><text x=\"{:.1}\" \
             y=\"{below}\">{rate:.0} MB/s, {:.1} × gaoya</text>",
            LEFT + width + 6.0,
            rate / gaoya,
            below = y + 14,
        );
    }
    svg.push_str("</svg>\n");
    svg
}
