//! Claims: the figures that can be put side by side over the whole archive.

use super::context::{self, Context};
use super::subject::{ConceptKind, Synonyms, stem_text};
use super::{Claim, Modality};
use crate::article::Published;
use crate::attribution::{Attribution, Covers};
use crate::figures::{self, Figure, Kind, Qualifier};
use crate::text::fold::fold;
use crate::ui::Ui;
use crate::witness::Witness;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Words before a figure in its sentence in which its modality is looked for.
const MODALITY_BEFORE: usize = 10;
/// Words after it.
const MODALITY_AFTER: usize = 3;

pub(super) fn claims(witness: &Witness, synonyms: &Synonyms, ui: Ui) -> Vec<Claim> {
    let mut claims = Vec::new();
    // Context of the figure before, which «їхня кількість зросте до 12 тис.» goes on from.
    let mut last: Option<(u32, Context, String)> = None;
    for (index, figure) in witness.figures.iter().enumerate() {
        let Some(sentence) = witness.document.sentences.get(figure.sentence as usize) else {
            continue;
        };
        if sentence.role.is_boilerplate() || !comparable(figure) {
            continue;
        }
        let text = witness.text();
        let mut context = Context::new(witness, figure, synonyms);
        let mut unit = figure.unit.map_or(String::new(), |unit| one_line(unit.of(text)));
        if figure.kind == Kind::Count
            && figure.unit.is_none()
            && let Some((before, earlier, earlier_unit)) = &last
            && figure.sentence.saturating_sub(*before) <= 1
        {
            context.things.clone_from(&earlier.things);
            context.head = earlier.head;
            context.places.clone_from(&earlier.places);
            unit.clone_from(earlier_unit);
        }
        let (subject_id, subject) = subject(witness, figure, &context, &unit, synonyms, ui);
        if figure.kind == Kind::Count {
            last = Some((figure.sentence, context, unit));
        }
        claims.push(Claim {
            figure: index as u32,
            subject_id,
            subject,
            unit: canonical(figure, text),
            value: figure.value,
            modality: modality(witness, figure),
            as_of: as_of(witness, figure),
            attributed_to: attributed_to(witness, figure),
        });
    }
    claims
}

/// Counts, money, percentages and measures; not a share written as a word, and no bare number
/// that counts nothing.
fn comparable(figure: &Figure) -> bool {
    let number = figure.value.is_some() || figure.low.is_some();
    let kind = matches!(figure.kind, Kind::Count | Kind::Money | Kind::Percent | Kind::Measure);
    let says =
        figure.unit.is_some() || figure.magnitude.is_some() || figure.qualifier != Qualifier::Exact;
    kind && number && says
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn canonical(figure: &Figure, text: &str) -> String {
    if figure.kind == Kind::Count {
        return String::new();
    }
    if let Some(code) = figure.currency_code() {
        return code.to_owned();
    }
    let Some(unit) = figure.unit.map(|unit| unit.of(text)) else { return String::new() };
    match figures::canonical_unit(unit) {
        Some("percent") => "%".to_owned(),
        Some(name) => name.to_owned(),
        None => one_line(unit),
    }
}

/// Key and name of what a figure is about.
fn subject(
    witness: &Witness,
    figure: &Figure,
    context: &Context,
    unit: &str,
    synonyms: &Synonyms,
    ui: Ui,
) -> (String, String) {
    let mut ids: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut places: Vec<u32> = context.places.clone();
    places.sort_by(|a, b| synonyms.concept(*a).id.cmp(&synonyms.concept(*b).id));
    places.dedup();
    let counted = figure.kind == Kind::Count;
    // Of several concepts in one phrase the last is its head: «військових медиків».
    let head = if counted { context.things.last().copied() } else { None };
    let mut states = context.states.clone();
    states.sort_by(|a, b| synonyms.concept(*a).id.cmp(&synonyms.concept(*b).id));
    states.dedup();
    if let Some(thing) = head {
        ids.push(synonyms.concept(thing).id.clone());
        names.push(synonyms.concept(thing).name(ui).to_owned());
    } else if counted && context.head.is_some() {
        let noun = unit.split_whitespace().next_back().unwrap_or(unit);
        ids.push(stem_text(&fold(noun)));
        names.push(unit.to_owned());
    } else if !counted || states.is_empty() {
        let words = about(witness, figure, synonyms);
        for (id, name) in words {
            ids.push(id);
            names.push(name);
        }
    }
    for state in states.into_iter().filter(|_| counted) {
        ids.push(synonyms.concept(state).id.clone());
        names.push(synonyms.concept(state).name(ui).to_owned());
    }
    let mut id = ids.join("+");
    let mut name = names.join(", ");
    for place in places {
        let concept = synonyms.concept(place);
        let _ = write!(id, "@{}", concept.id);
        let _ = write!(name, "{}{}", if name.is_empty() { "" } else { " — " }, concept.name(ui));
    }
    (id, name)
}

/// Words that tell what money, a share or a measure is of: behind it («млрд доларів допомоги»,
/// "of the voters"), else before it («курс долара — 41 грн»).
fn about(witness: &Witness, figure: &Figure, synonyms: &Synonyms) -> Vec<(String, String)> {
    let words = &witness.document.words;
    let sentence = context::sentence_words(witness, figure);
    let own = words.touching(figure.span);
    let after = own.end..(own.end + 4).min(sentence.end);
    let before = own.start.saturating_sub(4).max(sentence.start)..own.start;
    let text = witness.text();
    let clause = |left: usize, right: usize| {
        !text[words[left].span.end as usize..words[right].span.start as usize]
            .contains([',', ';', ':', '.', '(', ')', '«', '»', '\n'])
    };
    let mut found = Vec::new();
    for at in after {
        if at > 0 && at > own.start && !clause(at - 1, at) {
            break;
        }
        found.extend(content(witness, at, sentence.end, synonyms));
    }
    if found.is_empty() {
        for at in before.rev() {
            found.extend(content(witness, at, sentence.end, synonyms));
        }
    }
    found.truncate(2);
    found
}

/// A word with a meaning of its own, as id and as written.
fn content(
    witness: &Witness,
    at: usize,
    end: usize,
    synonyms: &Synonyms,
) -> Option<(String, String)> {
    let words = &witness.document.words;
    let folded = words.folded(at);
    // Prepositions, pronouns and most particles are shorter.
    if folded.chars().count() < 5
        || words[at].traits.has_digit()
        || figures::is_function_word(words[at].hash)
    {
        return None;
    }
    let id = match synonyms.at(words, at, end) {
        Some((concept, _)) if synonyms.concept(concept).kind != ConceptKind::State => {
            synonyms.concept(concept).id.clone()
        }
        _ => stem_text(folded),
    };
    Some((id, words[at].span.of(witness.text()).to_owned()))
}

/// Forms of the table, folded, by modality.
struct Cues(Vec<(Modality, Vec<(String, bool)>)>);

fn cues() -> &'static Cues {
    static CUES: LazyLock<Cues> = LazyLock::new(|| {
        let mut cues = Vec::new();
        for line in include_str!("data/modality.tsv").lines() {
            let Some((name, forms)) = line.split_once('\t') else { continue };
            let modality = match name {
                "denied" => Modality::Denied,
                "planned" => Modality::Planned,
                "forecast" => Modality::Forecast,
                _ => continue,
            };
            for form in forms.split(' ') {
                let pattern = form
                    .split('_')
                    .map(|word| (fold(word.trim_end_matches('*')), word.ends_with('*')))
                    .collect();
                cues.push((modality, pattern));
            }
        }
        Cues(cues)
    });
    &CUES
}

/// Whether a figure is of what is, will be, is to be or is not. The nearest cue in its clause
/// decides; a denial anywhere before it in the sentence does.
fn modality(witness: &Witness, figure: &Figure) -> Modality {
    let words = &witness.document.words;
    let sentence = context::sentence_words(witness, figure);
    let own = words.touching(figure.span);
    let text = witness.text();
    let before = own.start.saturating_sub(MODALITY_BEFORE).max(sentence.start)..own.start;
    let after = own.end..(own.end + MODALITY_AFTER).min(sentence.end);
    let breaks = |left: usize, right: usize| {
        text[words[left].span.end as usize..words[right].span.start as usize]
            .contains([',', ';', ':', '(', ')', '"', '«', '»', '.'])
    };
    let cue = |at: usize| {
        cues().0.iter().find_map(|(modality, pattern)| {
            let fits = at + pattern.len() <= sentence.end
                && pattern.iter().zip(at..).all(|((stem, open), at)| {
                    let folded = words.folded(at);
                    if *open { folded.starts_with(stem.as_str()) } else { folded == stem }
                });
            fits.then_some(*modality)
        })
    };
    let mut same_clause = true;
    for at in before.rev() {
        same_clause &= !breaks(at, at + 1);
        match cue(at) {
            Some(Modality::Denied) => return Modality::Denied,
            Some(found) if same_clause => return found,
            _ => {}
        }
    }
    for at in after {
        if at > 0 && breaks(at - 1, at) {
            break;
        }
        if let Some(found) = cue(at) {
            return found;
        }
    }
    Modality::Reported
}

/// The day a claim speaks of: one that its sentence names, else the day of publication.
fn as_of(witness: &Witness, figure: &Figure) -> String {
    let same = witness.figures.iter().filter(|other| other.sentence == figure.sentence);
    let named = same
        .filter(|other| other.kind == Kind::Date)
        .filter_map(|other| Some((other.span.start.abs_diff(figure.span.start), other.date?)))
        .filter(|(_, date)| date.day.is_some() || date.month.is_some())
        .min_by_key(|(distance, _)| *distance);
    match named {
        Some((_, date)) => date.to_string(),
        None => day(&witness.article.published),
    }
}

fn day(published: &Published) -> String {
    let shown = published.to_string();
    shown.split('T').next().unwrap_or_default().to_owned()
}

/// Who says it: the speaker of the quotation or of the indirect speech, else whom the sentence
/// cites, else the outlet.
fn attributed_to(witness: &Witness, figure: &Figure) -> String {
    let text = witness.text();
    if let Some(speaker) = witness.document.speaker_of(figure.span) {
        return one_line(speaker.of(text));
    }
    let covers = |attribution: &&Attribution| match attribution.covers {
        Covers::Sentence(sentence) => sentence == figure.sentence,
        Covers::Quote(quote) => witness
            .document
            .quotes
            .get(quote as usize)
            .is_some_and(|quote| quote.span.contains(figure.span)),
        Covers::Article => false,
    };
    let cited = witness
        .attributions
        .iter()
        .filter(|attribution| !attribution.own)
        .filter(covers)
        .min_by_key(|attribution| attribution.span.start.abs_diff(figure.span.start));
    cited.map_or_else(|| witness.article.outlet.name.clone(), |cited| cited.name.clone())
}
