//! Whether a figure is of what is, will be, is to be or is not.

use super::Modality;
use super::notes::Notes;
use super::phrases::Phrases;
use crate::figures::Figure;
use crate::text::Words;
use std::sync::LazyLock;

/// Words before a figure in its sentence in which its modality is looked for.
const BEFORE: usize = 10;
/// Words after it.
const AFTER: usize = 3;

fn cues() -> &'static Phrases<Modality> {
    static CUES: LazyLock<Phrases<Modality>> = LazyLock::new(|| {
        let mut cues = Phrases::default();
        for line in include_str!("data/modality.tsv").lines() {
            let Some((name, forms)) = line.split_once('\t') else { continue };
            let modality = match name {
                "denied" => Modality::Denied,
                "planned" => Modality::Planned,
                "forecast" => Modality::Forecast,
                _ => continue,
            };
            for form in forms.split(' ') {
                cues.add(&form.replace('_', " "), modality);
            }
        }
        cues
    });
    &CUES
}

/// What the word `at` says, in a sentence that ends at word `end`.
pub(super) fn cue(words: &Words, at: usize, end: usize) -> Option<Modality> {
    cues().at(words, at, end).map(|(modality, _)| modality)
}

/// The nearest cue in a figure's clause decides; a denial anywhere before it in the sentence does.
pub(super) fn modality(notes: &Notes<'_>, figure: &Figure) -> Modality {
    let words = &notes.witness.document.words;
    let sentence = notes.sentence(figure.sentence);
    let own = words.touching(figure.span);
    let text = notes.witness.text();
    let before = own.start.saturating_sub(BEFORE).max(sentence.start)..own.start;
    let after = own.end..(own.end + AFTER).min(sentence.end);
    let breaks = |left: usize, right: usize| {
        let between = &text[words[left].span.end as usize..words[right].span.start as usize];
        between != " " && between.contains([',', ';', ':', '(', ')', '"', '«', '»', '.'])
    };
    let mut same_clause = true;
    for at in before.rev() {
        same_clause &= !breaks(at, at + 1);
        match notes.cue(at, sentence.end) {
            Some(Modality::Denied) => return Modality::Denied,
            Some(found) if same_clause => return found,
            _ => {}
        }
    }
    for at in after {
        if at > 0 && breaks(at - 1, at) {
            break;
        }
        if let Some(found) = notes.cue(at, sentence.end) {
            return found;
        }
    }
    Modality::Reported
}
