//! Whatever an archive holds, the whole way gets through it: no panic, spans on character
//! boundaries, probabilities that sum to one.

use proptest::prelude::*;
use rodovid::analysis::{self, Analysis, Options};
use rodovid::article::{Article, FieldFrom, OutletField, Span};
use rodovid::outlet::Outlets;
use rodovid::progress::Watch;

/// What news is made of, in an order that no one would write.
const PIECES: [&str; 96] = [
    "Рютте",
    "заявив",
    "сказав",
    "він",
    "she",
    "said",
    "за словами",
    "повідомляє",
    "передає",
    "Цензор.НЕТ",
    "із посиланням на",
    "«",
    "»",
    "\"",
    "“",
    "”",
    "'",
    "-",
    "–",
    "—",
    ".",
    ",",
    "…",
    "!",
    "?",
    ":",
    "(",
    ")",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "600",
    "тис.",
    "тисяч",
    "млн",
    "понад",
    "більше ніж",
    "до",
    "від",
    "10",
    "–12",
    "27-28",
    "жовтня",
    "28.10.2024",
    "13:20",
    "понеділок",
    "Tue, 05 Nov 2024 15:54:03 +0200",
    "%",
    "$",
    "грн",
    "євро",
    "двадцять",
    "п'ять",
    "півтора",
    "1/3",
    "3:1",
    "Су-34",
    "G7",
    "11-ї",
    "бригади",
    "солдатів",
    "North Korean",
    "troops",
    "over",
    "between",
    "and",
    "Reuters",
    "according to",
    "citing",
    "со ссылкой на",
    "сообщает",
    "по данным",
    "Читайте також:",
    "РЕКЛАМА",
    "UA / RU",
    "2 хв читати",
    "Джерело:",
    "КИЇВ",
    "(Укрінформ)",
    "The",
    "a hundred",
    "thousand",
    "е\u{301}",
    "\u{200b}",
    "\u{ad}",
    "😀",
    "İ",
    "ﬁ",
    "\u{202e}",
    "ʼ",
    "і",
    "www.example.com",
    "міністр",
    "оборони",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[0-9]{1,20}",
        1 => "[а-яіїєґ]{1,12}",
    ];
    let words = prop::collection::vec((piece, any::<bool>()), 0..120);
    words.prop_map(|words| {
        words
            .iter()
            .flat_map(|(word, space)| [word.as_str(), if *space { " " } else { "" }])
            .collect()
    })
}

fn article(id: usize, text: String, outlet: bool) -> Article {
    let name = format!("Outlet {id}");
    let outlet = if outlet {
        OutletField { as_read: name.clone(), name, from: FieldFrom::Metadata }
    } else {
        OutletField::default()
    };
    Article { id: format!("article {id}"), text, outlet, ..Article::default() }
}

fn analyse(articles: Vec<Article>) -> Analysis {
    let options = Options { outlets: Outlets::shipped(), ..Options::default() };
    analysis::of_articles(articles, &options, &Watch::default()).expect("nothing interrupts")
}

fn on_boundaries(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 192,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_whole_way_gets_through(shared in text(), own in text(), other in text()) {
        let analysis = analyse(vec![
            article(0, format!("{own}\n{shared}"), true),
            article(1, format!("{shared}\n{other}"), true),
            article(2, shared, false),
        ]);
        for (witness, claims) in analysis.witnesses.iter().zip(&analysis.claims) {
            let text = witness.text();
            for sentence in &witness.document.sentences {
                prop_assert!(on_boundaries(text, sentence.span));
            }
            for figure in &witness.figures {
                prop_assert!(on_boundaries(text, figure.span));
                prop_assert!(figure.span.contains(figure.number));
            }
            for attribution in &witness.attributions {
                prop_assert!(on_boundaries(text, attribution.span));
                prop_assert!(on_boundaries(text, attribution.cited));
            }
            for claim in claims {
                prop_assert!((claim.figure as usize) < witness.figures.len());
            }
        }
        for story in &analysis.stories {
            let sum: f64 =
                story.verdict.confidence.iter().sum::<f64>() + story.verdict.outside_probability;
            prop_assert!((sum - 1.0).abs() < 1e-6, "probabilities sum to {}", sum);
            for passage in &story.group.passages {
                let text = analysis.witnesses[passage.article as usize].text();
                for &piece in &passage.pieces {
                    prop_assert!(on_boundaries(text, piece));
                }
                prop_assert!(passage.pieces.windows(2).all(|w| w[0].end <= w[1].start));
            }
        }
    }
}
