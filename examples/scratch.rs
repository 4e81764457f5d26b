//! Scratch.
use rodovid::*;
fn main() {
    let inputs: Vec<std::path::PathBuf> = std::env::args().skip(1).map(Into::into).collect();
    let options = analysis::Options {
        ingest: ingest::Options { inputs, ..Default::default() },
        outlets: outlet::Outlets::shipped(),
        ..Default::default()
    };
    let a = analysis::run(&options, &progress::Watch::default()).unwrap();
    for w in &a.witnesses {
        println!(
            "{} | {} ({}) | {} {} {} | {} | {}",
            w.article.id,
            w.article.outlet.name,
            w.article.outlet.from.as_str(),
            w.article.published,
            w.article.published.precision(),
            w.article.published.assumed(),
            w.document.language,
            w.article.title
        );
    }
    let verbose = std::env::var("V").is_ok();
    if verbose {
        let bg = reuse::background::Background::shipped();
        let sp = match std::env::var("V").as_deref() {
            Ok("2") => reuse::term::Space::Skeletons,
            Ok("3") => reuse::term::Space::Concepts,
            _ => reuse::term::Space::Stems,
        };
        let terms: Vec<_> =
            a.witnesses.iter().map(|w| reuse::term::Terms::new(w, sp, bg)).collect();
        let mut rarity = reuse::rarity::Rarity::new(sp);
        for t in &terms {
            rarity.count(t);
        }
        let ws: Vec<_> =
            terms.iter().map(|t| reuse::evidence::Weighted::new(t.clone(), &rarity, bg)).collect();
        for i in 0..ws.len() {
            for j in i + 1..ws.len() {
                let mut es = reuse::evidence::pairs(&ws[i], &ws[j]);
                es.sort_by(|x, y| y.score.total_cmp(&x.score));
                println!("=== {} {}", a.witnesses[i].article.id, a.witnesses[j].article.id);
                for e in es.iter().take(14) {
                    let s = |k: usize, t: u32| {
                        let w = &a.witnesses[k];
                        let s =
                            &w.document.sentences[terms[k].sentences[t as usize].sentence as usize];
                        let x: String = s.span.of(w.text()).chars().take(150).collect();
                        x.replace('\n', " ")
                    };
                    println!(
                        " {:.2} cont {:.2} w {:.1} terms {} words {} sup {:.2}\n    {} {}\n    {} {}",
                        e.score,
                        e.contained,
                        e.weight,
                        e.terms,
                        e.words,
                        reuse::chain::support(e),
                        e.a,
                        s(i, e.a),
                        e.b,
                        s(j, e.b)
                    );
                }
            }
        }
    }
    for s in &a.stories {
        println!("GROUP {} members {}", s.group.id, s.group.passages.len());
        for m in &s.group.matches {
            println!(
                "  {} ~ {}: {} sim {:.2} ham {:?} run {} words {:?} aligned {}",
                a.witnesses[m.a as usize].article.id,
                a.witnesses[m.b as usize].article.id,
                m.kind.as_str(),
                m.similarity,
                m.hamming,
                m.longest_run,
                m.words,
                m.aligned_words
            );
            for p in &m.pairs {
                println!(
                    "    {:?}~{:?} {} {:.2}\n      A {}\n      B {}\n      {:?}",
                    p.a,
                    p.b,
                    p.kind.as_str(),
                    p.score,
                    p.span_a.of(a.witnesses[m.a as usize].text()),
                    p.span_b.of(a.witnesses[m.b as usize].text()),
                    p.shared
                        .iter()
                        .map(|s| s.a.of(a.witnesses[m.a as usize].text()))
                        .collect::<Vec<_>>()
                );
            }
        }
        for f in &s.figures {
            println!("  FIG {f:?}");
        }
        println!("  VERDICT {:?}", s.verdict);
    }
    println!("{:?}", a.seconds);
}
