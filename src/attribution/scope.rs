//! From found citations to attributions: what each covers, who cites whom, under which name.

use super::clause::{Form, Found};
use super::cue::Cue;
use super::page::Page;
use super::roster::Roster;
use super::source::Who;
use super::{Attribution, CitedKind, Covers};
use crate::outlet::OutletKind;
use crate::text::Role;

/// Sentences of running text, from the first, in which «про це повідомляє X» speaks for the whole
/// article. News puts its source into the lead; measured on nothing, chosen as what a lead of two
/// short paragraphs holds.
pub(super) const LEAD_SENTENCES: usize = 4;

/// Gives `found`, in the order of the text, its names, covers and chains.
pub(super) fn resolve(page: &Page<'_>, found: Vec<Found>) -> Vec<Attribution> {
    let mut roster = Roster::default();
    for one in &found {
        if let Who::Person(person) = &one.source.who {
            let subject = matches!(one.form, Form::Says) && !by_words_of(page, one);
            roster.add(page, person, subject);
        }
    }
    if found.iter().any(|one| matches!(one.source.who, Who::Person(_))) {
        introduce(page, &mut roster);
    }
    let lead = lead_sentences(page);
    let mut kept = Vec::with_capacity(found.len());
    let mut attributions = Vec::with_capacity(found.len());
    for one in found {
        let Some((name, kind, outlet)) = named(page, &one, &mut roster) else { continue };
        let nameless = match &one.source.who {
            Who::Person(person) => {
                person.name.is_empty()
                    && !person.pronoun
                    && name == page.slice(&person.office)
                    && !page.has_owner(&person.office)
            }
            _ => false,
        };
        attributions.push(Attribution {
            span: page.span(&one.clause),
            cited: page.span(&one.source.cited),
            name,
            outlet,
            kind,
            covers: covers(page, &one, kind, &lead),
            cited_by: None,
            own: false,
            nameless,
        });
        kept.push(one);
    }
    chain(page, &kept, &mut attributions);
    attributions
}

/// Makes known whom the text introduces by office and full name, whatever the person does there.
fn introduce(page: &Page<'_>, roster: &mut Roster) {
    for sentence in page.document.sentences.iter().filter(|s| s.role == Role::Body) {
        let words = sentence.words.start as usize..sentence.words.end as usize;
        let mut at = words.start;
        while at < words.end {
            let office = page.cue(at).is(Cue::TITLE);
            let source = if office { page.person_after(at, at, words.end) } else { None };
            let Some(source) = source else {
                at += 1;
                continue;
            };
            if let Who::Person(person) = &source.who
                && person.name.len() > 1
            {
                let opens = at == words.start || at == words.start + 1 || page.breaks(at);
                roster.add(page, person, opens);
            }
            at = source.words.end.max(at + 1);
        }
    }
}

fn by_words_of(page: &Page<'_>, one: &Found) -> bool {
    one.clause.clone().any(|at| page.cue(at).is(Cue::WORDS) || page.cue(at).is(Cue::REFERENCE))
}

fn named(
    page: &Page<'_>,
    one: &Found,
    roster: &mut Roster,
) -> Option<(String, CitedKind, Option<crate::outlet::OutletId>)> {
    Some(match &one.source.who {
        Who::Entry(id, owner) => {
            let entry = page.outlets.get(*id);
            let kind = match entry.kind {
                OutletKind::Outlet => CitedKind::Outlet,
                OutletKind::Agency => CitedKind::Agency,
                OutletKind::Institution => CitedKind::Institution,
            };
            if owner.is_empty() {
                (entry.name.clone(), kind, Some(*id))
            } else {
                (format!("{} {}", entry.name, page.slice(owner)), kind, None)
            }
        }
        Who::Outlet(name) => {
            // An inflected name may still be in the table under its nominative.
            let id = page.outlets.by_name(name);
            let kind = match id.map(|id| page.outlets.get(id).kind) {
                Some(OutletKind::Agency) => CitedKind::Agency,
                Some(OutletKind::Institution) => CitedKind::Institution,
                _ => CitedKind::Outlet,
            };
            let name = id.map_or_else(|| name.clone(), |id| page.outlets.get(id).name.clone());
            (name, kind, id)
        }
        Who::Body(name) => (name.clone(), CitedKind::Institution, None),
        Who::Person(person) => (roster.name(page, person)?, CitedKind::Person, None),
    })
}

/// The first sentences of running text.
pub(super) fn lead_sentences(page: &Page<'_>) -> Vec<usize> {
    let sentences = page.document.sentences.iter().enumerate();
    let body = sentences.filter(|(_, sentence)| sentence.role == Role::Body);
    body.map(|(index, _)| index).take(LEAD_SENTENCES).collect()
}

fn covers(page: &Page<'_>, one: &Found, kind: CitedKind, lead: &[usize]) -> Covers {
    let sentence = &page.document.sentences[one.sentence];
    let words = sentence.words.start as usize..sentence.words.end as usize;
    let whole = match one.form {
        Form::Dateline => true,
        Form::Credit => {
            page.cue(one.clause.start).is(Cue::CREDIT) || lead.first() == Some(&one.sentence)
        }
        Form::Dash if sentence.role == Role::Heading => true,
        Form::Reports
        | Form::Passes
        | Form::Reference
        | Form::Written
        | Form::Dash
        | Form::Told
        | Form::Says
        | Form::Data => {
            let about_all = words.clone().take(3).any(|at| page.cue(at).is(Cue::THIS));
            let back = words.clone().take(2).any(|at| page.cue(at).is(Cue::BACK));
            let channel = matches!(
                one.form,
                Form::Reports | Form::Passes | Form::Reference | Form::Written | Form::Dash
            ) && kind != CitedKind::Person;
            lead.contains(&one.sentence)
                && !back
                && (about_all || channel && lead.iter().take(2).any(|&first| first == one.sentence))
        }
    };
    if whole {
        return Covers::Article;
    }
    let cited = page.span(&one.source.cited);
    // Quotations are in order and do not overlap, so those of a sentence stand side by side.
    let quotes = &page.document.quotes;
    let first = quotes.partition_point(|quote| quote.span.end <= sentence.span.start);
    let beside = |&at: &usize| {
        let quote = quotes[at].span;
        quote.overlaps(sentence.span) && !quote.contains(cited)
    };
    let after = quotes.partition_point(|quote| quote.span.end <= cited.start);
    let quote = (after.checked_sub(1).filter(|&at| at >= first).filter(beside))
        .or_else(|| Some(after).filter(|&at| at < quotes.len()).filter(beside));
    match quote {
        Some(index) if one.form != Form::Dash => Covers::Quote(index as u32),
        _ => Covers::Sentence(one.sentence as u32),
    }
}

/// Links «X із посиланням на Y» and «… сказав Y, передає X».
fn chain(page: &Page<'_>, found: &[Found], attributions: &mut [Attribution]) {
    let mut start = 0;
    while start < found.len() {
        let sentence = found[start].sentence;
        let end = start + found[start..].iter().take_while(|one| one.sentence == sentence).count();
        let of_sentence = start..end;
        // The nearest citer before a reference, else the first after it.
        let first = of_sentence.clone().find(|&at| can_cite(&found[at], &attributions[at]));
        let mut nearest = None;
        for at in of_sentence.clone() {
            if found[at].form == Form::Reference {
                attributions[at].cited_by = nearest.or(first).map(|citer| citer as u32);
            } else if can_cite(&found[at], &attributions[at]) {
                nearest = Some(at);
            }
        }
        // «…, повідомляє X»: a formula that closes the sentence passes on whoever spoke in it.
        let closing = of_sentence.clone().rev().find(|&at| {
            matches!(found[at].form, Form::Reports | Form::Passes)
                && matches!(attributions[at].kind, CitedKind::Outlet | CitedKind::Agency)
                && at > of_sentence.start
                && page.breaks(found[at].clause.start)
        });
        if let Some(closing) = closing {
            for cited in &mut attributions[of_sentence.start..closing] {
                cited.cited_by.get_or_insert(closing as u32);
            }
        }
        start = end;
    }
}

/// Whether one who is cited in this form can refer to another source in the same sentence.
fn can_cite(found: &Found, attribution: &Attribution) -> bool {
    !matches!(found.form, Form::Reference | Form::Told | Form::Written | Form::Credit)
        && attribution.kind != CitedKind::Person
}
