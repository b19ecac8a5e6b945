//! Lists of CPV codes: a code belongs to a list when it begins with one of its entries.

/// A named list of beginnings of CPV codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeList {
    /// Name in the catalogue.
    pub id: String,
    /// What it gathers, as a sentence writes it.
    pub named: String,
    /// Beginnings of codes.
    pub prefixes: Vec<String>,
    /// Beginnings of codes that are left out.
    pub except: Vec<String>,
}

/// How codes stand to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeMatch<'a> {
    /// This code is in it.
    Inside(&'a str),
    /// This code is more general than a code of the list: it neither is nor is not in it.
    TooGeneral(&'a str),
    /// None is in it.
    Outside,
}

impl CodeList {
    /// Tells how codes stand to the list: one inside is enough; failing that, one too general.
    pub fn find<'a>(&self, codes: &[&'a str]) -> CodeMatch<'a> {
        if let Some(code) = codes.iter().find(|code| self.has(code)) {
            return CodeMatch::Inside(code);
        }
        match codes.iter().find(|code| self.may_have(code)) {
            Some(code) => CodeMatch::TooGeneral(code),
            None => CodeMatch::Outside,
        }
    }

    fn has(&self, code: &str) -> bool {
        let begins = |prefix: &String| code.starts_with(prefix.as_str());
        self.prefixes.iter().any(begins) && !self.except.iter().any(begins)
    }

    /// Tells whether a code of the list is a child of `code`; a child that is left out does not count.
    fn may_have(&self, code: &str) -> bool {
        let stem = stem(code);
        let is_child = |prefix: &&String| prefix.len() > stem.len() && prefix.starts_with(stem);
        let left_out = |prefix: &String| self.except.iter().any(|one| prefix.starts_with(one.as_str()));
        self.prefixes.iter().filter(is_child).any(|prefix| !left_out(prefix))
    }
}

/// Returns the significant digits of a code: `45000000` is the division 45, `30000000` the division 30.
fn stem(code: &str) -> &str {
    let digits = code.split('-').next().unwrap_or(code);
    let trimmed = digits.trim_end_matches('0');
    digits.get(..trimmed.len().max(2)).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_in_a_list_by_its_beginning_and_a_parent_decides_nothing() {
        let list = CodeList {
            prefixes: vec!["45214".into(), "302".into(), "03".into(), "55300000".into()],
            except: vec!["452149".into()],
            ..CodeList::default()
        };
        let cases = [
            (&["45214200"][..], CodeMatch::Inside("45214200")),
            (&["45214200-2"], CodeMatch::Inside("45214200-2")),
            (&["45214900"], CodeMatch::Outside),
            (&["45000000"], CodeMatch::TooGeneral("45000000")),
            (&["45000000-7"], CodeMatch::TooGeneral("45000000-7")),
            (&["30000000"], CodeMatch::TooGeneral("30000000")),
            (&["55000000"], CodeMatch::TooGeneral("55000000")),
            (&["55300000"], CodeMatch::Inside("55300000")),
            (&["55310000"], CodeMatch::Outside),
            (&["03000000"], CodeMatch::Inside("03000000")),
            (&["45000000", "03111000"], CodeMatch::Inside("03111000")),
            (&["90910000"], CodeMatch::Outside),
        ];
        for (codes, expected) in cases {
            assert_eq!(list.find(codes), expected, "codes: {codes:?}");
        }
    }
}
