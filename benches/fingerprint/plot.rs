//! Throughput beside the peers as a table and an SVG, from what criterion has measured.

use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// One bar.
struct Bar {
    name: String,
    megabytes_per_second: f64,
}

/// Reads criterion's estimates of the group `fingerprint`, if all of it has been measured, and
/// writes `benches/record/fingerprint-peers.svg`.
pub(crate) fn write() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let measured = root.join("target/criterion/fingerprint");
    let mut bars: Vec<Bar> = ["avx512", "avx2", "portable", "reference"]
        .iter()
        .map(|kernel| format!("rodovid-{kernel}"))
        .chain(["gaoya".to_owned(), "simhash".to_owned()])
        .filter_map(|name| Some(Bar { megabytes_per_second: rate(&measured.join(&name))?, name }))
        .collect();
    let Some(gaoya) =
        bars.iter().find(|bar| bar.name == "gaoya").map(|bar| bar.megabytes_per_second)
    else {
        return;
    };
    bars.sort_by(|a, b| b.megabytes_per_second.total_cmp(&a.megabytes_per_second));
    for bar in &bars {
        println!(
            "{:20} {:8.0} MB/s {:6.1} x gaoya",
            bar.name,
            bar.megabytes_per_second,
            bar.megabytes_per_second / gaoya
        );
    }
    let path = root.join("benches/record/fingerprint-peers.svg");
    if let Err(error) = fs::write(&path, draw(&bars, gaoya)) {
        eprintln!("{}: {error}", path.display());
    }
}

/// Megabytes a second of one benchmark: criterion's median, over the bytes that it was told.
fn rate(folder: &Path) -> Option<f64> {
    let read = |name: &str| -> Option<Value> {
        serde_json::from_slice(&fs::read(folder.join("new").join(name)).ok()?).ok()
    };
    let nanoseconds = read("estimates.json")?.pointer("/median/point_estimate")?.as_f64()?;
    let bytes = read("benchmark.json")?.pointer("/throughput/Bytes")?.as_f64()?;
    Some(bytes / nanoseconds * 1e3)
}

fn draw(bars: &[Bar], gaoya: f64) -> String {
    const LEFT: f64 = 150.0;
    const WIDTH: f64 = 400.0;
    const ROW: usize = 28;
    let most = bars.iter().map(|bar| bar.megabytes_per_second).fold(1.0, f64::max);
    let height = bars.len() * ROW + 40;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 {height}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"13\">\n<title>Text to SimHash over word \
         3-shingles, one thread</title>\n<rect width=\"720\" height=\"{height}\" \
         fill=\"white\"/>\n<text x=\"10\" y=\"20\">Text to 64-bit SimHash over word 3-shingles, one \
         thread, mostly Cyrillic news</text>\n"
    );
    for (i, bar) in bars.iter().enumerate() {
        let y = 34 + i * ROW;
        let width = WIDTH * bar.megabytes_per_second / most;
        let colour = if bar.name.starts_with("rodovid") { "#1f5fa8" } else { "#a0a0a0" };
        let _ = writeln!(
            svg,
            "<text x=\"10\" y=\"{}\">{}</text><rect x=\"{LEFT}\" y=\"{y}\" width=\"{width:.1}\" \
             height=\"18\" fill=\"{colour}\"/><text x=\"{:.1}\" y=\"{}\">{:.0} MB/s, {:.1} × gaoya</text>",
            y + 14,
            bar.name,
            LEFT + width + 6.0,
            y + 14,
            bar.megabytes_per_second,
            bar.megabytes_per_second / gaoya,
        );
    }
    svg.push_str("</svg>\n");
    svg
}
