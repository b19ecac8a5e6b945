//! Three texts of one clause, paragraph by paragraph: the base (last written), the buyer's (in the
//! file), the library's (to be written). What one side alone changed is taken; what both changed is a
//! question. Lines are compared with typography folded, as everywhere.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::text;

/// Who changed a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nobody.
    Same,
    /// The buyer alone.
    Mine,
    /// The library alone.
    Library,
    /// Both, to the same text.
    Alike,
    /// Both, to different texts: somebody must choose.
    Conflict,
}

impl Change {
    /// Returns the word of the export report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Mine => "mine",
            Self::Library => "library",
            Self::Alike => "alike",
            Self::Conflict => "conflict",
        }
    }
}

/// What a passage gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// The buyer's lines.
    Mine,
    /// The library's lines.
    Library,
    /// The buyer's, then the library's.
    Both,
}

/// A passage: some lines of each text, one a paragraph, item or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// Who changed it.
    pub change: Change,
    /// The lines last written.
    pub base: Vec<String>,
    /// The lines in the file.
    pub mine: Vec<String>,
    /// The lines to be written.
    pub library: Vec<String>,
}

impl Hunk {
    fn of(base: &[String], mine: &[String], library: &[String]) -> Self {
        let (by_me, by_library) = (differ(base, mine), differ(base, library));
        let change = match (by_me, by_library) {
            (false, false) => Change::Same,
            (true, false) => Change::Mine,
            (false, true) => Change::Library,
            (true, true) if !differ(mine, library) => Change::Alike,
            (true, true) => Change::Conflict,
        };
        Self { change, base: base.to_vec(), mine: mine.to_vec(), library: library.to_vec() }
    }

    /// What the passage gets when nobody chooses; `None` when somebody must.
    pub fn settled(&self) -> Option<Pick> {
        match self.change {
            Change::Mine => Some(Pick::Mine),
            Change::Same | Change::Library | Change::Alike => Some(Pick::Library),
            Change::Conflict => None,
        }
    }
}

fn differ(left: &[String], right: &[String]) -> bool {
    left.len() != right.len() || left.iter().zip(right).any(|(left, right)| text::folded(left) != text::folded(right))
}

/// Compares three texts of one line a paragraph. Without a base, whatever differs is a question.
pub fn three_way(base: &str, mine: &str, library: &str) -> Vec<Hunk> {
    let (mine, library) = (lines(mine), lines(library));
    if base.is_empty() {
        return two_way(&mine, &library);
    }
    let base = lines(base);
    let (to_mine, to_library) = (partners(&base, &mine), partners(&base, &library));
    let (mut hunks, mut from) = (Vec::new(), (0, 0, 0));
    for (at, line) in base.iter().enumerate() {
        let (Some(Some(there)), Some(Some(here))) = (to_mine.get(at).copied(), to_library.get(at).copied()) else { continue };
        hunks.extend(between(&base, &mine, &library, from, (at, there, here)));
        let own = |lines: &[String], at: usize| lines.get(at).cloned().into_iter().collect::<Vec<String>>();
        hunks.push(Hunk::of(std::slice::from_ref(line), &own(&mine, there), &own(&library, here)));
        from = (at + 1, there + 1, here + 1);
    }
    hunks.extend(between(&base, &mine, &library, from, (base.len(), mine.len(), library.len())));
    hunks
}

/// The passage between two lines that all three share; paragraph by paragraph when all have as many.
fn between(base: &[String], mine: &[String], library: &[String], from: (usize, usize, usize), to: (usize, usize, usize)) -> Vec<Hunk> {
    let part = |lines: &[String], from: usize, to: usize| lines.get(from..to).unwrap_or_default().to_vec();
    let (base, mine, library) = (part(base, from.0, to.0), part(mine, from.1, to.1), part(library, from.2, to.2));
    if base.is_empty() && mine.is_empty() && library.is_empty() {
        return Vec::new();
    }
    if base.len() == mine.len() && mine.len() == library.len() {
        let each = base.iter().zip(&mine).zip(&library);
        let one = std::slice::from_ref;
        return each.map(|((base, mine), library)| Hunk::of(one(base), one(mine), one(library))).collect();
    }
    let by_me = apart(&base, &mine, &library, Hunk::of);
    let by_library = || apart(&base, &library, &mine, |base, library, mine| Hunk::of(base, mine, library));
    by_me.or_else(by_library).unwrap_or_else(|| vec![Hunk::of(&base, &mine, &library)])
}

/// Where one side only added lines and the other only changed some, the two are told apart.
fn apart(base: &[String], added: &[String], changed: &[String], hunk: fn(&[String], &[String], &[String]) -> Hunk) -> Option<Vec<Hunk>> {
    let places: Vec<usize> = partners(base, added).into_iter().collect::<Option<_>>()?;
    if base.len() != changed.len() || base.is_empty() {
        return None;
    }
    let (mut hunks, mut from) = (Vec::new(), 0);
    for ((line, other), place) in base.iter().zip(changed).zip(places) {
        let new = added.get(from..place).unwrap_or_default();
        if !new.is_empty() {
            hunks.push(hunk(&[], new, &[]));
        }
        hunks.push(hunk(std::slice::from_ref(line), added.get(place..=place)?, std::slice::from_ref(other)));
        from = place + 1;
    }
    let rest = added.get(from..).unwrap_or_default();
    if !rest.is_empty() {
        hunks.push(hunk(&[], rest, &[]));
    }
    Some(hunks)
}

fn two_way(mine: &[String], library: &[String]) -> Vec<Hunk> {
    let (old, new) = (folded(mine), folded(library));
    let passages = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().map(|op| {
        let take = |lines: &[String], range: std::ops::Range<usize>| lines.get(range).unwrap_or_default().to_vec();
        let change = if op.tag() == DiffTag::Equal { Change::Same } else { Change::Conflict };
        Hunk { change, base: Vec::new(), mine: take(mine, op.old_range()), library: take(library, op.new_range()) }
    });
    passages.collect()
}

/// The line of `to` that each line of `from` is.
fn partners(from: &[String], to: &[String]) -> Vec<Option<usize>> {
    let mut partners = vec![None; from.len()];
    for op in capture_diff_slices(Algorithm::Myers, &folded(from), &folded(to)) {
        if op.tag() == DiffTag::Equal {
            for (left, right) in op.old_range().zip(op.new_range()) {
                if let Some(place) = partners.get_mut(left) {
                    *place = Some(right);
                }
            }
        }
    }
    partners
}

fn folded(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| text::folded(line).into_owned()).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// A piece of a text compared with another, word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The characters, spaces included.
    pub text: String,
    /// Whether it stands in the first text alone, in both, or in the second alone.
    pub side: Side,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In the first text alone: taken out.
    Out,
    /// In both.
    Both,
    /// In the second text alone: put in.
    In,
}

/// Compares two texts word by word; joining what is not `In` gives the first, what is not `Out` the second.
pub fn words(before: &str, after: &str) -> Vec<Word> {
    let (before, after) = (split(before), split(after));
    let mut words: Vec<Word> = Vec::new();
    let mut say = |side: Side, said: &[&str]| {
        if !said.is_empty() {
            words.push(Word { text: said.concat(), side });
        }
    };
    for op in capture_diff_slices(Algorithm::Patience, &before, &after) {
        let (old, new) = (before.get(op.old_range()).unwrap_or_default(), after.get(op.new_range()).unwrap_or_default());
        if op.tag() == DiffTag::Equal {
            say(Side::Both, old);
        } else {
            say(Side::Out, old);
            say(Side::In, new);
        }
    }
    words
}

/// Cuts a text in words, spaces and marks.
fn split(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, character) in text.char_indices() {
        let is_word = character.is_alphanumeric();
        if last.is_some_and(|last| !(last && is_word)) {
            pieces.push(crate::xml::slice(text, start..at));
            start = at;
        }
        last = Some(is_word);
    }
    if start < text.len() {
        pieces.push(crate::xml::slice(text, start..text.len()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn changes(base: &str, mine: &str, library: &str) -> Vec<Change> {
        three_way(base, mine, library).iter().map(|hunk| hunk.change).collect()
    }

    #[test]
    fn what_one_side_alone_changed_is_no_question() {
        use Change::{Alike, Conflict, Library, Mine, Same};
        let base = "Titre\nun\ndeux\ntrois";
        let cases: [(&str, &str, &[Change]); 11] = [
            (base, base, &[Same, Same, Same, Same]),
            ("Titre\nun !\ndeux\ntrois", "Titre\nun\ndeux\nTROIS", &[Same, Mine, Same, Library]),
            ("Titre\nun !\ndeux\ntrois", "Titre\nun ?\ndeux\ntrois", &[Same, Conflict, Same, Same]),
            ("Titre\nun !\ndeux\ntrois", "Titre\nun !\ndeux\ntrois", &[Same, Alike, Same, Same]),
            ("Titre\nun\nde moi\ndeux\ntrois", base, &[Same, Same, Mine, Same, Same]),
            ("Titre\ndeux\ntrois", "Titre\nun\ndeux\ntrois\nneuf", &[Same, Mine, Same, Same, Library]),
            ("Titre\nUN\ndeux\ntrois", "Titre\nun\nDEUX\ntrois", &[Same, Mine, Library, Same]),
            ("Titre\ntrois", "Titre\nun\ndeux changé\ntrois", &[Same, Conflict, Same]),
            ("Titre\nde moi\nun\ndeux\ntrois", "Titre\nUN\nDEUX\ntrois", &[Same, Mine, Library, Library, Same]),
            ("Titre\nUN\ndeux\ntrois", "Titre\nun\nneuf\ndeux\ntrois", &[Same, Mine, Library, Same, Same]),
            ("Titre\nun\u{a0}\ndeux\ntrois", base, &[Same, Same, Same, Same]),
        ];
        for (mine, library, expected) in cases {
            assert_eq!(changes(base, mine, library), expected, "{mine:?} / {library:?}");
        }
    }

    #[test]
    fn without_a_base_every_difference_is_a_question() {
        use Change::{Conflict, Same};
        assert_eq!(changes("", "Titre\nà moi\nfin", "Titre\nà elle\nfin"), [Same, Conflict, Same]);
    }

    #[test]
    fn words_are_compared_whole() {
        let shown: Vec<(String, Side)> =
            words("au moins 70 % des déchets", "au moins 80 % des déchets triés").into_iter().map(|word| (word.text, word.side)).collect();
        let expected = [("au moins ", Side::Both), ("70", Side::Out), ("80", Side::In), (" % des déchets", Side::Both), (" triés", Side::In)];
        assert_eq!(shown, expected.map(|(text, side)| (text.to_owned(), side)));
    }

    proptest! {
        #[test]
        fn no_line_of_any_text_is_lost(base in "([a-d]\n){0,6}", mine in "([a-d]\n){0,6}", library in "([a-d]\n){0,6}") {
            let hunks = three_way(&base, &mine, &library);
            let all = |of: fn(&Hunk) -> &Vec<String>| hunks.iter().flat_map(|hunk| of(hunk).clone()).collect::<Vec<String>>();
            prop_assert_eq!(all(|hunk| &hunk.mine), lines(&mine));
            prop_assert_eq!(all(|hunk| &hunk.library), lines(&library));
            if !base.is_empty() {
                prop_assert_eq!(all(|hunk| &hunk.base), lines(&base));
            }
        }

        #[test]
        fn a_side_that_changed_nothing_changes_nothing(base in "([a-d]\n){1,6}", other in "([a-d]\n){0,6}") {
            let merged: Vec<String> = three_way(&base, &base, &other).into_iter().flat_map(|hunk| {
                prop_assert_ne!(hunk.change, Change::Conflict);
                Ok(if hunk.settled() == Some(Pick::Mine) { hunk.mine } else { hunk.library })
            }).flatten().collect();
            prop_assert_eq!(merged, lines(&other));
        }

        #[test]
        fn words_give_both_texts_back(before in "\\PC{0,60}", after in "\\PC{0,60}") {
            let words = words(&before, &after);
            let kept = |without: Side| words.iter().filter(|word| word.side != without).map(|word| word.text.as_str()).collect::<String>();
            prop_assert_eq!(kept(Side::In), before);
            prop_assert_eq!(kept(Side::Out), after);
        }
    }
}
