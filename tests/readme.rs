//! What the README shows is what the program prints.

use assert_cmd::Command;

const README: &str = include_str!("../README.md");

/// The fenced block after `mark`.
fn block(mark: &str) -> &'static str {
    let after = &README[README.find(mark).expect("the README has the mark")..];
    let start = after.find("```text\n").expect("a block follows") + "```text\n".len();
    let end = after[start..].find("\n```").expect("the block ends") + start;
    &after[start..end]
}

#[test]
fn the_first_command_prints_what_the_readme_shows() {
    assert!(README.contains("cargo run --release -- analyze samples/articles\n"));
    assert!(README.contains("\ncargo test\n"));
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::cargo_bin("rodovid")
        .expect("the program is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["analyze", "samples/articles", "-o"])
        .arg(folder.path().join("report"))
        .output()
        .expect("the program runs");
    assert!(output.status.success());
    let printed = String::from_utf8(output.stderr).expect("UTF-8");
    let summary = printed.split("\nReport: ").next().unwrap_or_default();
    assert!(summary.contains(block("<!-- sample-output").trim()), "the program prints:\n{printed}");
    for table in ["articles", "origins", "passages", "matches", "alignments", "lineage", "figures"]
    {
        assert!(folder.path().join("report").join(format!("{table}.csv")).is_file(), "{table}");
    }
    assert!(folder.path().join("report/report.html").is_file());
}
