//! The language that a report speaks to its reader.

use std::str::FromStr;

/// Language of the report, of `evidence` and of `explanation`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ui {
    /// English.
    #[default]
    En,
    /// Ukrainian.
    Uk,
}

impl Ui {
    /// The language's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Uk => "uk",
        }
    }

    /// `count` with its noun, in the form that the number asks for; `forms` are for one, for few
    /// (2 to 4 in Ukrainian) and for many, and English uses the first and the last.
    pub fn count(self, count: usize, forms: [&str; 3]) -> String {
        let form = match self {
            Self::En => usize::from(count != 1) * 2,
            Self::Uk => match (count % 10, count % 100) {
                (1, teens) if teens != 11 => 0,
                (2..=4, teens) if !(12..=14).contains(&teens) => 1,
                _ => 2,
            },
        };
        format!("{} {}", self.number(count), forms[form])
    }

    /// `number` with thin spaces between thousands, from five digits on.
    pub fn number(self, number: usize) -> String {
        let digits = number.to_string();
        if digits.len() < 5 {
            return digits;
        }
        let mut spaced = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                spaced.push('\u{202F}');
            }
            spaced.push(digit);
        }
        spaced
    }
}

impl FromStr for Ui {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        match code {
            "en" => Ok(Self::En),
            "uk" => Ok(Self::Uk),
            _ => Err("write `uk` or `en`".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_follow_their_numbers() {
        let articles = ["стаття", "статті", "статей"];
        for (count, written) in [
            (1, "1 стаття"),
            (3, "3 статті"),
            (5, "5 статей"),
            (11, "11 статей"),
            (12, "12 статей"),
            (21, "21 стаття"),
            (104, "104 статті"),
            (12_345, "12\u{202F}345 статей"),
        ] {
            assert_eq!(Ui::Uk.count(count, articles), written);
        }
        assert_eq!(Ui::En.count(1, ["group", "", "groups"]), "1 group");
        assert_eq!(Ui::En.count(0, ["group", "", "groups"]), "0 groups");
    }
}
