//! What must hold for any text.

use super::*;
use crate::article::{FieldFrom, Moment, Published};
use crate::witness::Witness;
use proptest::prelude::*;
use std::sync::LazyLock;

static OUTLETS: LazyLock<Outlets> = LazyLock::new(Outlets::shipped);

/// Pieces that meet every branch when they stand in any order.
const PIECES: [&str; 56] = [
    "повідомляє",
    "передає",
    "сказав",
    "повідомили",
    "йдеться",
    "посиланням",
    "на",
    "за",
    "даними",
    "словами",
    "його",
    "згідно",
    "з",
    "у",
    "коментарі",
    "заяві",
    "сайті",
    "видання",
    "журналіст",
    "прокуратура",
    "області",
    "президент",
    "генсек",
    "він",
    "також",
    "Раніше",
    "це",
    "Фото",
    "Джерело",
    "буде",
    "Підписуйтесь",
    "Україна",
    "CNN",
    "Укрінформу",
    "The",
    "Guardian",
    "told",
    "said",
    "citing",
    "according",
    "to",
    "by",
    "Рютте",
    "Марк",
    "фон",
    "НАТО",
    "МЗС",
    "«",
    "»",
    "\"",
    ", ",
    ". ",
    ": ",
    " – ",
    "(",
    ")",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_without_panic_and_spans_hold(
        pieces in prop::collection::vec((0..PIECES.len(), 0..8_u8), 0..60),
        noise in "\\PC{0,40}",
    ) {
        let mut text = noise;
        for (piece, space) in pieces {
            text.push_str(PIECES[piece]);
            text.push_str(match space { 0 => "\n", 1 => "", 2 => ", ", _ => " " });
        }
        let mut witness =
            Witness::new(Article { text, ..Article::default() }, &OUTLETS);
        witness.complete(&OUTLETS, &Completion::default());
        let text = witness.text();
        for (index, attribution) in witness.attributions.iter().enumerate() {
            prop_assert!(attribution.span.contains(attribution.cited));
            prop_assert!(!attribution.cited.of(text).is_empty());
            prop_assert!(attribution.cited_by.is_none_or(|by| by as usize != index && (by as usize) < witness.attributions.len()));
        }
        for pair in witness.attributions.windows(2) {
            prop_assert!(pair[0].cited.end <= pair[1].cited.start);
        }
    }
}

fn at(outlet: &str, seconds: i64) -> Article {
    let mut article = Article::default();
    outlet.clone_into(&mut article.outlet.name);
    article.published = Published {
        moment: Moment::Instant { seconds, offset: 7200, to_the_second: true },
        from: FieldFrom::Metadata,
        ..Published::default()
    };
    article
}

#[test]
fn frequent_midnights_are_days_and_a_single_one_is_not() {
    // 2024-10-28T00:00:00+02:00.
    const MIDNIGHT: i64 = 1_730_066_400;
    let run = |mut articles: Vec<Article>| -> Vec<&'static str> {
        midnights_as_days(articles.iter_mut());
        articles.iter().map(|article| article.published.precision()).collect()
    };
    assert_eq!(run(vec![at("A", MIDNIGHT), at("B", MIDNIGHT + 60)]), ["second", "second"]);
    assert_eq!(
        run(vec![at("A", MIDNIGHT), at("B", MIDNIGHT + 86_400), at("C", MIDNIGHT + 60)]),
        ["day", "day", "second"]
    );
    // An outlet with many times is judged by its own: two midnights among a hundred stay.
    let mut many: Vec<Article> = (0..100).map(|n| at("A", MIDNIGHT + 61 + n * 3_601)).collect();
    many.extend([
        at("A", MIDNIGHT),
        at("A", MIDNIGHT + 86_400),
        at("B", MIDNIGHT),
        at("B", MIDNIGHT),
    ]);
    let precision = run(many);
    assert!(precision[..102].iter().all(|precision| *precision == "second"));
}

#[test]
fn a_long_clause_without_an_end_takes_no_longer_by_the_square() {
    // Would take minutes if any step looked at all citations of a sentence for each of them.
    let text = "повідомляє CNN з посиланням на Reuters ".repeat(40_000);
    let started = std::time::Instant::now();
    let mut witness = Witness::new(Article { text, ..Article::default() }, &OUTLETS);
    witness.complete(&OUTLETS, &Completion::default());
    assert!(started.elapsed().as_secs() < 60);
}
