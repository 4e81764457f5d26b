//! Cases about matches: two block quotes, the texts of two outlets, and the verdict.
//!
//! `None.` where nothing is repeated; else one row: `kind` of the match, and, if wanted, `holds` and
//! `lacks`: pieces of the texts, set apart by ` … `, that the matched passages hold or must not
//! touch.

use super::Case;
use rodovid::analysis::{self, Analysis, Options};
use rodovid::article::{Article, FieldFrom, OutletField, Span};
use rodovid::progress::Watch;
use rodovid::reuse::Match;
use rodovid::witness::Witness;
use std::path::Path;

fn article(id: &str, text: &str) -> Article {
    let outlet = OutletField {
        as_read: format!("Outlet {id}"),
        name: format!("Outlet {id}"),
        from: FieldFrom::Metadata,
    };
    Article { id: id.to_owned(), text: text.to_owned(), outlet, ..Article::default() }
}

/// Spans of both texts that the match holds.
fn spans(found: &Match) -> [Vec<Span>; 2] {
    [
        found.pairs.iter().map(|pair| pair.span_a).collect(),
        found.pairs.iter().map(|pair| pair.span_b).collect(),
    ]
}

/// Whether `piece` stands in one of the texts and lies in (or, for `touches`, overlaps) a span.
fn lies(piece: &str, witnesses: &[Witness], spans: &[Vec<Span>; 2], touches: bool) -> Option<bool> {
    let mut stands = false;
    for (witness, spans) in witnesses.iter().zip(spans) {
        let Some(at) = witness.text().find(piece) else { continue };
        stands = true;
        let place = Span::new(at as u32, (at + piece.len()) as u32);
        let hit = |span: &Span| if touches { span.overlaps(place) } else { span.contains(place) };
        if spans.iter().any(hit) {
            return Some(true);
        }
    }
    stands.then_some(false)
}

fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(" … ").map(str::trim).filter(|piece| !piece.is_empty())
}

fn shown(found: &Match, witnesses: &[Witness]) -> String {
    let pairs = found.pairs.iter().map(|pair| {
        let text = |index: u32, span: Span| span.of(witnesses[index as usize].text()).to_owned();
        format!(
            "\n    {:.2} {}\n      {}\n      {}",
            pair.score,
            pair.kind.as_str(),
            text(found.a, pair.span_a),
            text(found.b, pair.span_b)
        )
    });
    format!("{} match{}", found.kind.as_str(), pairs.collect::<String>())
}

pub(crate) fn check(_: &Path, case: &Case) -> Vec<(usize, String)> {
    let [first, second] = &case.texts[..] else {
        return vec![(case.line, format!("has {} texts, not two", case.texts.len()))];
    };
    let articles = vec![article("1", first), article("2", second)];
    let options = Options { same_outlet: true, ..Options::default() };
    let Analysis { witnesses, stories, .. } =
        analysis::of_articles(articles, &options, &Watch::default()).expect("nothing interrupts");
    let found = stories.iter().flat_map(|story| &story.group.matches).next();
    let row = case.tables.first().and_then(|table| table.rows.first());
    let (Some(found), Some((line, cells))) = (found, row) else {
        return match (found, row) {
            (Some(found), None) => {
                vec![(
                    case.line,
                    format!("nothing is repeated, but found: {}", shown(found, &witnesses)),
                )]
            }
            (None, Some((line, _))) => vec![(*line, "is repeated, but was not found".to_owned())],
            _ => Vec::new(),
        };
    };
    let mut faults = Vec::new();
    let columns = &case.tables[0].columns;
    let spans = spans(found);
    for (column, cell) in columns.iter().zip(cells) {
        match column.as_str() {
            "kind" if cell != found.kind.as_str() => {
                faults
                    .push((*line, format!("expected {cell}, found {}", shown(found, &witnesses))));
            }
            "kind" => {}
            "holds" | "lacks" => {
                let lacks = column == "lacks";
                for piece in pieces(cell) {
                    match lies(piece, &witnesses, &spans, lacks) {
                        None => faults.push((*line, format!("«{piece}» stands in neither text"))),
                        Some(hit) if hit == lacks => faults.push((
                            *line,
                            format!("{column} «{piece}» fails: {}", shown(found, &witnesses)),
                        )),
                        Some(_) => {}
                    }
                }
            }
            other => faults.push((*line, format!("unknown column `{other}`"))),
        }
    }
    faults
}
