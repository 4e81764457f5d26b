//! What must hold for any text.

use super::*;
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

#[test]
fn a_long_clause_without_an_end_takes_no_longer_by_the_square() {
    // Would take minutes if any step looked at all citations of a sentence for each of them.
    let text = "повідомляє CNN з посиланням на Reuters ".repeat(40_000);
    let started = std::time::Instant::now();
    let mut witness = Witness::new(Article { text, ..Article::default() }, &OUTLETS);
    witness.complete(&OUTLETS, &Completion::default());
    assert!(started.elapsed().as_secs() < 60);
}
