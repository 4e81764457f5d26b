//! Kinds of matches at their borders, by way of the whole pipeline.

use crate::analysis::{self, Options};
use crate::article::Article;
use crate::progress::Watch;
use crate::reuse::{Match, MatchKind};

fn compared(a: &str, b: &str) -> Match {
    let article =
        |id: &str, text: &str| Article { id: id.into(), text: text.into(), ..Article::default() };
    let articles = vec![article("1", a), article("2", b)];
    let found = analysis::of_articles(articles, &Options::default(), &Watch::default());
    found.expect("nothing interrupts").stories.remove(0).group.matches.remove(0)
}

const TEN: &str = "Реставратори знайшли під шаром вапна портрет гетьмана Сірка з шаблею.";

#[test]
fn verbatim_is_the_same_words_in_order() {
    let shouted = "Реставратори знайшли, під шаром вапна, портрет Гетьмана СІРКА – з шаблею!";
    let found = compared(TEN, shouted);
    assert_eq!((found.kind, found.words, found.aligned_words), (MatchKind::Verbatim, (10, 10), 10));
    let one_more = "Реставратори знайшли під товстим шаром вапна портрет гетьмана Сірка з шаблею.";
    assert_eq!(compared(TEN, one_more).kind, MatchKind::Near);
}

#[test]
fn near_begins_at_four_words_of_five_of_the_longer_side() {
    // Ten words, of which eight and seven stay.
    let eight = "Майстри знайшли під шаром фарби портрет гетьмана Сірка з шаблею.";
    let found = compared(TEN, eight);
    assert_eq!((found.kind, found.words, found.aligned_words), (MatchKind::Near, (10, 10), 8));
    let seven = "Майстри знайшли під шаром фарби портрет гетьмана Сірка з булавою.";
    let found = compared(TEN, seven);
    assert_eq!((found.kind, found.aligned_words), (MatchKind::Reworded, 7));
}

#[test]
fn translated_is_another_language() {
    let russian = "Реставраторы нашли под слоем извести портрет гетмана Сирко с саблей. \
                   Эту находку уже называют лучшей за всё десятилетие.";
    let ukrainian = "Реставратори знайшли під шаром вапна портрет гетьмана Сірка з шаблею. \
                     Цю знахідку вже називають найкращою за все десятиліття.";
    let found = compared(ukrainian, russian);
    assert_eq!((found.kind, found.hamming), (MatchKind::Translated, None));
}

#[test]
fn a_passage_ends_where_the_reuse_does() {
    let quoted = "«Портрет гетьмана Сірка лежав під вапном триста років», – сказав реставратор.";
    let alone = "Нагадаємо слова майстра: «Портрет гетьмана Сірка лежав під вапном триста років».";
    let found = compared(quoted, alone);
    let text = found.pairs[0].span_b.of(alone);
    assert_eq!(
        text.trim_end_matches(['»', '.']),
        "Портрет гетьмана Сірка лежав під вапном триста років"
    );
}
