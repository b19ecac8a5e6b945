//! Conditions: the thirteen words of the grammar, in the order in which their author wrote them.

use clausier_core::law::{Bound, Comparison, Condition, FactId, FactKind, FileTest, KnownField, ListId, Test, Writing};
use clausier_core::tender::{ClauseKind, Considerations, CriterionKind, DocumentKind, ReservedFor, Theme};

use super::edition::scale;
use super::names::{NamedFact, Names};
use super::numbers::{hundredths, small};
use crate::reader::{Entry, Kind, Table, Value, nearest};
use crate::words::Words;

/// Words that are not facts.
const GRAMMAR: [&str; 7] = ["sauf", "une_de", "toutes", "petits_lots", "clause", "critere", "lots"];
const COMPARISONS: [(&str, Comparison); 4] =
    [("au_moins", Comparison::AtLeast), ("plus_de", Comparison::Above), ("au_plus", Comparison::AtMost), ("moins_de", Comparison::Below)];
/// « Nobody knows yet ».
const UNKNOWN: &str = "inconnu";

/// Where a condition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `si`, `satisfait_si`, `en_partie_si`, `plaidable_si`.
    Rule,
    /// `a_verifier_si`: the only place of `inconnu`.
    Doubt,
    /// A row of a scale: it reads no other scale.
    Scale,
}

/// Reads conditions.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r> {
    pub names: &'r Names,
    pub words: &'r Words,
    pub place: Place,
}

impl Reader<'_> {
    /// Reads a table: all its words must hold.
    pub fn read(&self, value: Value<'_>) -> Option<Condition> {
        let table = value.free_table()?;
        let entries = table.entries();
        if entries.is_empty() {
            value.fault_hint("condition vide", "écrivez au moins un fait, ou retirez-la");
            return None;
        }
        let read: Vec<Option<Condition>> = entries.into_iter().map(|entry| self.word(entry)).collect();
        let mut parts: Vec<Condition> = read.into_iter().collect::<Option<_>>()?;
        match parts.len() {
            1 => parts.pop(),
            _ => Some(Condition::All(parts)),
        }
    }

    /// Reads a condition that may be absent.
    pub fn optional(&self, table: &Table<'_>, key: &str) -> Option<Condition> {
        self.read(table.optional(key)?)
    }

    fn word(&self, entry: Entry<'_>) -> Option<Condition> {
        let value = entry.value;
        match entry.key {
            "sauf" => self.except(value),
            "une_de" => self.list(value).map(Condition::Any),
            "toutes" => self.list(value).map(Condition::All),
            "petits_lots" => self.small_lots(value),
            "clause" => self.clause(value),
            "critere" => self.criterion(value),
            "lots" => self.lots(value),
            word => match self.names.fact(word) {
                Some((id, fact)) => self.fact(value, id, fact),
                None => {
                    entry.unknown(self.names.fact_words().chain(GRAMMAR));
                    None
                }
            },
        }
    }

    fn list(&self, value: Value<'_>) -> Option<Vec<Condition>> {
        let tables = value.list();
        if tables.is_empty() && value.kind() == Kind::List {
            value.fault("liste vide");
        }
        let read: Vec<Option<Condition>> = tables.into_iter().map(|table| self.read(table)).collect();
        read.into_iter().collect::<Option<Vec<_>>>().filter(|read| !read.is_empty())
    }

    /// `sauf = {…}`: not that; `sauf = [{…}, {…}]`: none of them. A bare table with several words is
    /// seldom what is meant, so the author must say which of the two.
    fn except(&self, value: Value<'_>) -> Option<Condition> {
        if value.kind() == Kind::List {
            let parts = self.list(value)?;
            return Some(Condition::All(parts.into_iter().map(negated).collect()));
        }
        if value.free_table()?.entries().len() > 1 {
            value.fault_hint(
                "plusieurs faits dans une table sous « sauf »",
                "sauf = [{ a }, { b }] : ni l’un ni l’autre ; sauf = [{ a, b }] : pas les deux à la fois",
            );
        }
        self.read(value).map(negated)
    }

    fn fact(&self, value: Value<'_>, fact: FactId, named: &NamedFact) -> Option<Condition> {
        let test = |test: Test| Condition::Fact { fact, test };
        if value.kind() == Kind::Text && value.text() == Some(UNKNOWN) {
            if self.place != Place::Doubt {
                value.fault_hint("« inconnu » n’est admis que dans « a_verifier_si »", "un fait inconnu est demandé, jamais supposé");
            }
            return Some(test(Test::Missing));
        }
        match named.kind {
            FactKind::YesNo => value.flag().map(Test::Is).map(test),
            FactKind::Word => words_of(value, named).map(|words| test(Test::OneOf(words.into()))),
            FactKind::Amount | FactKind::Number => self.comparisons(value, fact, named),
            FactKind::Codes => self.lists(value).map(Test::InCodes).map(test),
            FactKind::Day => {
                value.fault_hint("une date ne se compare pas dans une condition", "c’est le rôle de « a_compter_du » et de « date_de_reference »");
                None
            }
        }
    }

    fn comparisons(&self, value: Value<'_>, fact: FactId, named: &NamedFact) -> Option<Condition> {
        if value.kind() != Kind::Table {
            value.fault_hint(format!("« {} » se compare", value.name()), "écrivez par exemple { au_moins = 1000 }");
            return None;
        }
        let mut parts = Vec::new();
        let mut faulty = false;
        for entry in value.entries() {
            let Some((_, comparison)) = COMPARISONS.iter().find(|(word, _)| *word == entry.key) else {
                entry.unknown(COMPARISONS.iter().map(|(word, _)| *word));
                faulty = true;
                continue;
            };
            match self.bound(entry.value, named.kind) {
                Some(bound) => parts.push(Condition::Fact { fact, test: Test::Compare(*comparison, bound) }),
                None => faulty = true,
            }
        }
        if parts.is_empty() && !faulty {
            value.fault("comparaison vide");
        }
        match parts.len() {
            _ if faulty => None,
            0 | 1 => parts.pop(),
            _ => Some(Condition::All(parts)),
        }
    }

    /// Reads a number, or the name of a scale that counts in the same thing.
    fn bound(&self, value: Value<'_>, kind: FactKind) -> Option<Bound> {
        if value.kind() != Kind::Text {
            return hundredths(value).map(Bound::Fixed);
        }
        let id = scale(value, self.names)?;
        if self.place == Place::Scale {
            value.fault_hint("une ligne de barème ne lit pas un autre barème", "écrivez le nombre");
            return None;
        }
        let in_euros = self.names.scale(value.text()?).is_some_and(|(_, scale)| scale.unit == "euros");
        if in_euros != (kind == FactKind::Amount) {
            value.fault(format!("le barème « {} » et « {} » ne comptent pas la même chose", value.text()?, value.name()));
            return None;
        }
        Some(Bound::Scale(id))
    }

    fn lists(&self, value: Value<'_>) -> Option<Vec<ListId>> {
        let read: Vec<Option<ListId>> = value.one_or_list().into_iter().map(|one| self.code_list(one)).collect();
        read.into_iter().collect::<Option<Vec<_>>>().filter(|lists| !lists.is_empty())
    }

    fn code_list(&self, value: Value<'_>) -> Option<ListId> {
        let id = value.filled()?;
        let found = self.names.list(id);
        if found.is_none() {
            let near = nearest(id, self.names.list_ids());
            let hint = near.map_or_else(|| "voyez listes.toml".to_owned(), |near| format!("vouliez-vous dire « {near} » ?"));
            value.fault_hint(format!("aucune liste de codes ne s’appelle « {id} »"), hint);
        }
        found
    }

    fn small_lots(&self, value: Value<'_>) -> Option<Condition> {
        let table = value.table(&["moins_de", "part_au_plus"])?;
        let below = table.required("moins_de").and_then(|value| self.bound(value, FactKind::Amount));
        let share = table.required("part_au_plus").and_then(hundredths);
        let lots = self.names.fact_of(KnownField::Lots);
        let whole = self.names.fact_of(KnownField::EstimatedValue);
        Some(Condition::SmallLots { below: below?, share: share?, lots: lots?, whole: whole? })
    }

    fn clause(&self, value: Value<'_>) -> Option<Condition> {
        if let Some(found) = self.of_one_key(value) {
            return found;
        }
        let table = value.table(&["themes", "genres", "pieces", "repond", "texte", "declaration", "motif", "ailleurs"])?;
        let themes = self.closed::<Theme>(&table, "themes");
        let kinds = self.closed::<ClauseKind>(&table, "genres");
        let documents = self.closed::<DocumentKind>(&table, "pieces");
        let serves_this = match table.optional("repond") {
            Some(value) => value.flag(),
            None => Some(false),
        };
        let (themes, kinds, documents, serves_this) = (themes?, kinds?, documents?, serves_this?);
        if let Some(value) = table.optional("genres").filter(|_| kinds.contains(&ClauseKind::Reminder)) {
            value.fault("un rappel ne couvre jamais rien");
        }
        if themes.is_empty() && kinds.is_empty() && documents.is_empty() && !serves_this {
            value.fault_hint("n’importe quelle clause suffirait", "dites son genre, son thème, ou repond = true");
            return None;
        }
        Some(Condition::File(FileTest::Clause { themes, kinds, documents, serves_this }))
    }

    /// Reads the tests of « clause » that stand alone: what the buyer writes, declares, or motivates.
    fn of_one_key(&self, value: Value<'_>) -> Option<Option<Condition>> {
        let table = value.free_table()?;
        let (key, one) = ["texte", "declaration", "motif", "ailleurs"].iter().find_map(|key| Some((*key, table.optional(key)?)))?;
        value.table(&[key])?;
        Some(match key {
            "texte" => self.text(one, Writing::Clauses),
            "declaration" => declared(one),
            "ailleurs" => one.flag().map(elsewhere),
            _ => one.filled().map(|obligation| Condition::File(FileTest::Reasoned { obligation: obligation.to_owned() })),
        })
    }

    fn text(&self, value: Value<'_>, of: Writing) -> Option<Condition> {
        let id = value.filled()?;
        if !self.names.has_text_rule(id) {
            let hint = nearest(id, self.names.text_rules())
                .map_or_else(|| "voyez relecture.toml".to_owned(), |near| format!("vouliez-vous dire « {near} » ?"));
            value.fault_hint(format!("aucune règle de relecture ne s’appelle « {id} »"), hint);
            return None;
        }
        Some(Condition::File(FileTest::Text { rule: id.to_owned(), of }))
    }

    fn lots(&self, value: Value<'_>) -> Option<Condition> {
        let table = value.table(&["au_moins", "reserves_a"])?;
        if table.optional("reserves_a").is_some() {
            value.table(&["reserves_a"])?;
            let whom = self.closed::<ReservedFor>(&table, "reserves_a")?;
            return Some(Condition::File(FileTest::Reserved { whom })).filter(|_| !table.values("reserves_a").is_empty());
        }
        let at_least = table.required("au_moins").and_then(|value| small(value, 1, 10_000))?;
        Some(Condition::File(FileTest::Lots { at_least }))
    }

    /// Reads a list of words; `None` when one of them is faulty.
    fn closed<T: crate::words::Word>(&self, table: &Table<'_>, key: &str) -> Option<Vec<T>> {
        let Some(value) = table.optional(key) else { return Some(Vec::new()) };
        let count = value.one_or_list().len();
        Some(self.words.read_all::<T>(value)).filter(|read| read.len() == count)
    }

    fn criterion(&self, value: Value<'_>) -> Option<Condition> {
        if value.kind() != Kind::Table {
            let kinds = self.words.read_all::<CriterionKind>(value);
            return Some(criterion(kinds, None, None)).filter(|_| !value.one_or_list().is_empty());
        }
        if let Some(rule) = value.free_table()?.optional("texte") {
            value.table(&["texte"])?;
            return self.text(rule, Writing::Criteria);
        }
        let table = value.table(&["genres", "poids_moins_de", "poids_au_moins", "texte"])?;
        let kinds = table.required("genres").map(|value| self.words.read_all::<CriterionKind>(value))?;
        let weight = |key: &str| table.optional(key).and_then(hundredths);
        Some(criterion(kinds, weight("poids_moins_de"), weight("poids_au_moins")))
    }
}

fn criterion(
    kinds: Vec<CriterionKind>,
    weight_below: Option<clausier_core::law::Hundredths>,
    weight_at_least: Option<clausier_core::law::Hundredths>,
) -> Condition {
    Condition::File(FileTest::Criterion { kinds, weight_below, weight_at_least })
}

/// The file of a contract taken from published data is elsewhere, or it is here.
fn elsewhere(wanted: bool) -> Condition {
    let test = Condition::File(FileTest::Elsewhere);
    if wanted { test } else { Condition::Not(Box::new(test)) }
}

/// Reads words of the published data.
fn declared(value: Value<'_>) -> Option<Condition> {
    let known = || Considerations::SOCIAL.into_iter().chain(Considerations::ENVIRONMENTAL);
    let read = |one: Value<'_>| {
        let word = one.filled()?;
        if !known().any(|known| known == word) {
            one.unknown_word(word, known());
            return None;
        }
        Some(word.to_owned())
    };
    let words: Vec<Option<String>> = value.one_or_list().into_iter().map(read).collect();
    let words = words.into_iter().collect::<Option<Vec<_>>>().filter(|words| !words.is_empty())?;
    Some(Condition::File(FileTest::Declared { words }))
}

fn negated(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

/// Reads words of a fact, and returns those of the tender file.
fn words_of(value: Value<'_>, named: &NamedFact) -> Option<Vec<String>> {
    let read = |one: Value<'_>| {
        let word = one.filled()?;
        let found = named.words.iter().find(|known| known.word == word);
        if found.is_none() {
            one.unknown_word(word, named.words.iter().map(|known| known.word.as_str()));
        }
        found.map(|known| known.value.clone())
    };
    let words: Vec<Option<String>> = value.one_or_list().into_iter().map(read).collect();
    words.into_iter().collect::<Option<Vec<_>>>().filter(|words| !words.is_empty())
}
