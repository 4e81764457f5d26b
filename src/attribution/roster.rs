//! The persons of an article: gives a bare surname, an office or a pronoun the fullest name that
//! the article itself uses. No list of people is behind it, so a name in another case than any
//! nominative of the article stays as written.

use super::page::Page;
use super::person::Person;
use crate::text::fold::is_cyrillic;
use std::ops::Range;

/// Most persons kept: an article that names more is a list, and comparing all would be quadratic.
const MOST: usize = 64;

/// The group of words that stand for an official named before: «посадовиця».
const STAND_IN: &str = "title.stand-in";

/// Endings of one name in two cases differ by at most this many characters.
const LONGEST_ENDING: usize = 4;

#[derive(Clone, Debug)]
struct Entry {
    name: Range<usize>,
    office: Range<usize>,
    nominative: bool,
}

/// Persons in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Roster {
    entries: Vec<Entry>,
    last: Option<usize>,
}

impl Roster {
    /// Makes a person known; `nominative` when it is the subject of a verb.
    pub(super) fn add(&mut self, page: &Page<'_>, person: &Person, nominative: bool) {
        if person.name.is_empty() {
            return;
        }
        match self.find(page, &person.name) {
            Some(known) => {
                let entry = &mut self.entries[known];
                let fuller = person.name.len() > entry.name.len();
                let clearer =
                    person.name.len() == entry.name.len() && nominative && !entry.nominative;
                if fuller && (nominative || !entry.nominative || person.name.len() > 1) || clearer {
                    entry.name = person.name.clone();
                    entry.nominative = nominative;
                }
                if entry.office.is_empty() || person.office.len() > entry.office.len() {
                    entry.office = if person.office.is_empty() {
                        entry.office.clone()
                    } else {
                        person.office.clone()
                    };
                }
            }
            None if self.entries.len() < MOST => {
                let (name, office) = (person.name.clone(), person.office.clone());
                self.entries.push(Entry { name, office, nominative });
            }
            None => {}
        }
    }

    /// Whoever shares the surname: the last word, in any case.
    fn find(&self, page: &Page<'_>, name: &Range<usize>) -> Option<usize> {
        let surname = name.end - 1;
        self.entries.iter().position(|entry| {
            let words = entry.name.clone();
            // A bare given name of a foreign order («Юн») matches any word of the full name.
            let same_surname = same(page, words.end - 1, surname)
                || name.len() == 1 && words.clone().any(|at| same(page, at, surname));
            same_surname
                && (name.len() == 1 || words.len() == 1 || same(page, words.start, name.start))
        })
    }

    /// Whoever holds this office, when one does.
    fn holder(&self, page: &Page<'_>, office: &Range<usize>) -> Option<usize> {
        let group = page.office_key(office)?;
        let owner = |words: &Range<usize>| -> Vec<usize> {
            words.clone().filter(|&at| page.is_capitalised(at) && at > words.start).collect()
        };
        let wanted = owner(office);
        let mut holders = self.entries.iter().enumerate().filter(|(_, entry)| {
            page.office_key(&entry.office) == Some(group)
                && wanted
                    .iter()
                    .all(|&at| owner(&entry.office).iter().any(|&own| same(page, own, at)))
        });
        let first = holders.next()?;
        holders.next().is_none().then_some(first.0)
    }

    /// The name to show for `person`, and the words of an office the article gives it.
    pub(super) fn name(&mut self, page: &Page<'_>, person: &Person) -> Option<String> {
        let stand_in = page.office_key(&person.office) == Some(STAND_IN);
        let found = if person.pronoun || person.name.is_empty() && stand_in {
            // Of one person in the article, "he" need not have spoken before.
            self.last.or(Some(0).filter(|_| self.entries.len() == 1))
        } else if person.name.is_empty() {
            self.holder(page, &person.office)
        } else {
            self.find(page, &person.name)
        };
        if found.is_some() {
            self.last = found;
        } else if !person.pronoun && !stand_in {
            self.last = None;
        }
        match found {
            Some(entry) => Some(page.slice(&self.entries[entry].name).to_owned()),
            None if person.pronoun => None,
            None if person.name.is_empty() => Some(page.slice(&person.office).to_owned()),
            None => Some(page.slice(&person.name).to_owned()),
        }
    }
}

/// Whether two words can be cases of one name. Most differ in their first letter.
fn same(page: &Page<'_>, a: usize, b: usize) -> bool {
    let first = |at: usize| page.folded_bytes(at).first_chunk::<2>();
    let differ = |(a, b)| a != b;
    !first(a).zip(first(b)).is_some_and(differ) && same_name(page.folded(a), page.folded(b))
}

/// Whether two folded words can be cases of one name.
fn same_name(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if !a.starts_with(is_cyrillic) {
        return a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a);
    }
    let common: usize =
        a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let rest = |word: &str| word[common..].chars().count();
    // The stem is what they share: three letters at least, and never less than the endings.
    let stem = a[..common].chars().count();
    stem >= 3
        && rest(a) <= LONGEST_ENDING.min(stem)
        && rest(b) <= LONGEST_ENDING.min(stem)
        && is_ending(&a[common..])
        && is_ending(&b[common..])
}

/// Whether `rest` can be what cases change: vowels, and the consonants of endings.
fn is_ending(rest: &str) -> bool {
    rest.chars().all(|c| {
        matches!(
            c,
            'а' | 'я'
                | 'о'
                | 'е'
                | 'є'
                | 'и'
                | 'і'
                | 'ї'
                | 'ы'
                | 'у'
                | 'ю'
                | 'ь'
                | 'й'
                | 'м'
                | 'в'
                | 'г'
                | 'х'
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_one_name_are_told_from_other_names() {
        for (a, b) in [
            ("зеленський", "зеленського"),
            ("шольц", "шольца"),
            ("макрон", "макроном"),
            ("блинкен", "блинкена"),
            ("умєров", "умєровим"),
            ("rutte", "ruttes"),
        ] {
            assert!(same_name(a, b), "{a} {b}");
        }
        for (a, b) in
            [("коваль", "ковальчук"), ("шевчук", "шевченко"), ("бойко", "бойченко"), ("лі", "лім")]
        {
            assert!(!same_name(a, b), "{a} {b}");
        }
    }
}
