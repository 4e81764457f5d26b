//! Advice: recipes, household tips, safety rules, horoscopes, appeals to subscribe. They address the
//! reader, and share the wording of their genre with many others that were never copied.

use crate::article::Language;
use crate::text::{Document, Role, Sentence};

/// Sentences that address the reader, of all in the body, from which an article is advice.
const SHARE: (usize, usize) = (1, 3);
/// The least number of words that do so.
const LEAST: usize = 2;

/// Endings of the imperative and of what is said to the reader, Ukrainian.
const UK: [&str; 11] =
    ["йте", "іть", "ьте", "жте", "ірте", "вте", "ште", "йтеся", "іться", "йтесь", "єте"];
/// The same in Russian. The last three end nouns too, behind a preposition.
const RU: [&str; 6] = ["йтесь", "ьтесь", "итесь", "йте", "ьте", "ите"];
const RU_PREPOSITIONS: [&str; 9] = ["в", "на", "о", "об", "при", "к", "по", "во", "ко"];

/// Verbs that an English sentence of advice begins with.
const EN: &str = include_str!("data/imperatives-en.txt");

/// Whether an article is advice.
pub(super) fn is_advice(document: &Document) -> bool {
    let body = document.sentences.iter().filter(|sentence| sentence.role == Role::Body);
    let (mut all, mut addressing, mut words) = (0, 0, 0);
    for sentence in body {
        let of_sentence = addressing_words(document, sentence);
        all += 1;
        addressing += usize::from(of_sentence > 0);
        words += of_sentence;
    }
    words >= LEAST && addressing * SHARE.1 >= all * SHARE.0
}

fn addressing_words(document: &Document, sentence: &Sentence) -> usize {
    let range = sentence.words.start as usize..sentence.words.end as usize;
    let word = |at: usize| document.words.folded_bytes(at);
    match sentence.language {
        Language::En => range.take(1).filter(|&first| is_english(word(first))).count(),
        Language::Ru => {
            let after_preposition = |at: usize| {
                at > sentence.words.start as usize
                    && RU_PREPOSITIONS.iter().any(|known| known.as_bytes() == word(at - 1))
            };
            range.filter(|&at| ends(word(at), &RU) && !after_preposition(at)).count()
        }
        _ => range.filter(|&at| ends(word(at), &UK)).count(),
    }
}

fn ends(word: &[u8], endings: &[&str]) -> bool {
    // The last letter of most words already tells: «те», «ть», «ся», «сь».
    let last = word.len().checked_sub(2).map(|at| &word[at..]);
    if ![Some("е"), Some("ь"), Some("я")].map(|letter| letter.map(str::as_bytes)).contains(&last)
    {
        return false;
    }
    endings.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending.as_bytes()))
}

fn is_english(word: &[u8]) -> bool {
    EN.lines().any(|known| known.as_bytes() == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::outlet::Outlets;
    use crate::witness::Witness;

    fn check(text: &str) -> bool {
        let article = Article { text: text.into(), ..Article::default() };
        is_advice(&Witness::new(article, &Outlets::default()).document)
    }

    #[test]
    fn what_addresses_the_reader_is_advice() {
        assert!(check("Очистіть гарбуз. Наріжте його скибками й запечіть. Смачного!"));
        assert!(check("Не выходите на лёд весной. Звоните спасателям по телефону. Берегите себя."));
        assert!(check("Keep the lid closed. Stir the soup twice. It is ready in an hour."));
    }

    #[test]
    fn news_is_none() {
        assert!(!check(
            "Мер Полтави відкрив школу. «Приходьте вчитися», – сказав він. У школі сто учнів. \
             Ремонт тривав рік. Його оплатила громада. Четверте відділення відкриють восени."
        ));
        assert!(!check(
            "О визите сообщили на сайте. В университете прошла встреча. В совете обсудили кредит. \
             Деньги пойдут по защите леса."
        ));
        assert!(!check("The council met on Monday. It closed the school. Pupils will move."));
    }
}
