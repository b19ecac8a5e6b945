//! Conditions of two editions: whether they ask the same, and how each is told.

use clausier_core::clauses::ClauseLibrary;
use clausier_core::french;
use clausier_core::law::{Amount, Bound, Comparison, Condition, FactId, FactKind, FileTest, Hundredths, Law, ListId, ScaleId, Test, Unit, Writing};

use crate::catalogue::Catalogue;
use crate::words::{Word, Words};

/// Names what the conditions of one edition point to.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub law: &'a Law,
    pub library: &'a ClauseLibrary,
    words: &'a Words,
}

/// Tells whether two conditions ask the same, each read with its own edition.
pub(super) fn same(old: (&Teller<'_>, &Condition), new: (&Teller<'_>, &Condition)) -> bool {
    let all = |one: &[Condition], other: &[Condition]| one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same((old.0, a), (new.0, b)));
    match (old.1, new.1) {
        (Condition::All(one), Condition::All(other)) | (Condition::Any(one), Condition::Any(other)) => all(one, other),
        (Condition::Not(one), Condition::Not(other)) => same((old.0, one), (new.0, other)),
        (Condition::Fact { fact: one, test: a }, Condition::Fact { fact: other, test: b }) => {
            old.0.fact(*one) == new.0.fact(*other) && same_test((old.0, a), (new.0, b))
        }
        (Condition::SmallLots { below: a, share: one, .. }, Condition::SmallLots { below: b, share: other, .. }) => {
            same_bound((old.0, *a), (new.0, *b)) && one == other
        }
        (Condition::File(one), Condition::File(other)) => one == other,
        (
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Fact { .. } | Condition::SmallLots { .. } | Condition::File(_),
            _,
        ) => false,
    }
}

/// Tells the same of conditions that may be absent.
pub(super) fn same_option(old: (&Teller<'_>, Option<&Condition>), new: (&Teller<'_>, Option<&Condition>)) -> bool {
    match (old.1, new.1) {
        (Some(one), Some(other)) => same((old.0, one), (new.0, other)),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn same_test(old: (&Teller<'_>, &Test), new: (&Teller<'_>, &Test)) -> bool {
    match (old.1, new.1) {
        (Test::Is(one), Test::Is(other)) => one == other,
        (Test::OneOf(one), Test::OneOf(other)) => one == other,
        (Test::Compare(one, a), Test::Compare(other, b)) => one == other && same_bound((old.0, *a), (new.0, *b)),
        (Test::InCodes(one), Test::InCodes(other)) => old.0.list_ids(one) == new.0.list_ids(other),
        (Test::Missing, Test::Missing) => true,
        (Test::Is(_) | Test::OneOf(_) | Test::Compare(..) | Test::InCodes(_) | Test::Missing, _) => false,
    }
}

fn same_bound(old: (&Teller<'_>, Bound), new: (&Teller<'_>, Bound)) -> bool {
    match (old.1, new.1) {
        (Bound::Fixed(one), Bound::Fixed(other)) => one == other,
        (Bound::Scale(one), Bound::Scale(other)) => old.0.scale(one) == new.0.scale(other),
        (Bound::Fixed(_), Bound::Scale(_)) | (Bound::Scale(_), Bound::Fixed(_)) => false,
    }
}

impl<'a> Teller<'a> {
    pub const fn of(catalogue: &'a Catalogue) -> Self {
        Self { law: &catalogue.law, library: &catalogue.library, words: &catalogue.words }
    }

    fn fact(&self, id: FactId) -> &'a str {
        self.law.facts.get(id.index()).map_or("", |fact| fact.word.as_str())
    }

    fn scale(&self, id: ScaleId) -> &'a str {
        self.law.scale(id).map_or("", |scale| scale.id.as_str())
    }

    fn list_ids(&self, lists: &[ListId]) -> Vec<&'a str> {
        lists.iter().filter_map(|id| self.law.list(*id)).map(|list| list.id.as_str()).collect()
    }

    /// Tells whether a figure of another edition is made of the same scale and the same fact.
    pub fn same_amount(&self, amount: Amount, other: (&Teller<'_>, Amount)) -> bool {
        self.amount_key(amount) == other.0.amount_key(other.1)
    }

    fn amount_key(&self, amount: Amount) -> (&'a str, &'a str) {
        match amount {
            Amount::Scale(id) => (self.scale(id), ""),
            Amount::Fact(id) => ("", self.fact(id)),
            Amount::Product(scale, id) => (self.scale(scale), self.fact(id)),
        }
    }

    /// Names what a figure is made of.
    pub fn amount(&self, amount: Amount) -> String {
        let fact = |id: FactId| self.law.facts.get(id.index()).map_or("", |fact| fact.named.as_str());
        match amount {
            Amount::Scale(id) => self.scale_name(id),
            Amount::Fact(id) => fact(id).to_owned(),
            Amount::Product(scale, id) => format!("{} × {}", self.scale_name(scale), fact(id)),
        }
    }

    fn scale_name(&self, id: ScaleId) -> String {
        self.law.scale(id).map(|scale| scale.named.clone()).unwrap_or_default()
    }

    /// Tells a condition; none asks for nothing.
    pub fn told(&self, condition: Option<&Condition>) -> String {
        condition.map_or_else(|| "sans condition".to_owned(), |condition| self.tell(condition))
    }

    fn tell(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) if parts.is_empty() => "sans condition".to_owned(),
            Condition::All(parts) => self.join(parts, " et "),
            Condition::Any(parts) => self.join(parts, " ou "),
            Condition::Not(part) => format!("sauf si {}", self.part(part)),
            Condition::Fact { fact, test } => self.fact_test(*fact, test),
            Condition::SmallLots { below, share, .. } => {
                format!("un lot de moins de {}, dans la limite de {} de l'ensemble", self.bound(*below, &Unit::Euros), Unit::Percent.write(*share))
            }
            Condition::File(test) => self.file_test(test),
        }
    }

    fn join(&self, parts: &[Condition], link: &str) -> String {
        parts.iter().map(|part| self.part(part)).collect::<Vec<_>>().join(link)
    }

    /// Tells a condition inside another one.
    fn part(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) | Condition::Any(parts) if parts.len() > 1 => format!("({})", self.tell(condition)),
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Fact { .. } | Condition::SmallLots { .. } | Condition::File(_) => {
                self.tell(condition)
            }
        }
    }

    fn fact_test(&self, id: FactId, test: &Test) -> String {
        let Some(fact) = self.law.facts.get(id.index()) else { return String::new() };
        let unit = if fact.kind == FactKind::Amount { Unit::Euros } else { Unit::Other(fact.unit.clone().unwrap_or_default()) };
        match test {
            Test::Is(true) => fact.says.clone(),
            Test::Is(false) => fact.denies.clone().unwrap_or_else(|| format!("il est faux que {}", fact.says)),
            Test::OneOf(words) => {
                let names: Vec<&str> = words.iter().map(|word| fact.word_of(word).map_or(word.as_str(), |word| word.named.as_str())).collect();
                fact.says.replace("{valeur}", &french::join(&names, "ou"))
            }
            Test::Compare(comparison, bound) => format!("{} : {} {}", fact.named, comparison_words(*comparison), self.bound(*bound, &unit)),
            Test::InCodes(lists) => {
                let names: Vec<String> = lists.iter().filter_map(|id| self.law.list(*id)).map(|list| format!("« {} »", list.named)).collect();
                format!("un code CPV de {}", french::join(&names, "ou"))
            }
            Test::Missing => format!("{} : pas encore su", fact.named),
        }
    }

    fn bound(&self, bound: Bound, unit: &Unit) -> String {
        match bound {
            Bound::Fixed(number) => unit.write(number),
            Bound::Scale(id) => self.law.scale(id).map(|scale| scale.named.clone()).unwrap_or_default(),
        }
    }

    fn file_test(&self, test: &FileTest) -> String {
        match test {
            FileTest::Clause { themes, kinds, documents, serves_this } => {
                let serves = serves_this.then(|| "répond à cette règle".to_owned());
                let parts = [self.words_of("thème", themes), self.words_of("genre", kinds), self.words_of("pièce", documents), serves];
                format!("une clause retenue ({})", parts.into_iter().flatten().collect::<Vec<_>>().join(" ; "))
            }
            FileTest::Criterion { kinds, weight_below, weight_at_least } => {
                let weight =
                    |label: &str, points: Option<Hundredths>| points.map(|points| format!("{label} {} points", french::number(points.as_f64())));
                let parts = [self.words_of("genre", kinds), weight("moins de", *weight_below), weight("au moins", *weight_at_least)];
                format!("un critère ({})", parts.into_iter().flatten().collect::<Vec<_>>().join(" ; "))
            }
            FileTest::Lots { at_least } => format!("au moins {at_least} lots"),
            FileTest::Reserved { whom } => format!("un lot réservé ({})", self.words_of("à", whom).unwrap_or_default()),
            FileTest::Text { rule, of: Writing::Clauses } => format!("un texte de l'acheteur pris par la règle de relecture « {rule} »"),
            FileTest::Text { rule, of: Writing::Criteria } => format!("un critère pris par la règle de relecture « {rule} »"),
            FileTest::Declared { words } => format!("les données publiées déclarent « {} »", words.join(" » ou « ")),
            FileTest::Elsewhere => "le marché vient de données publiées et rien n'y est rédigé".to_owned(),
            FileTest::Reasoned { obligation } => format!("une exception à « {} » est motivée", self.rule_title(obligation)),
        }
    }

    fn rule_title<'b>(&'b self, id: &'b str) -> &'b str {
        self.law.obligations.iter().find(|rule| rule.id == id).map_or(id, |rule| rule.title.as_str())
    }

    /// Lists the words of a closed list; nothing for an empty one, which asks for nothing.
    fn words_of<T: Word + PartialEq + Copy>(&self, label: &str, values: &[T]) -> Option<String> {
        let names: Vec<&str> = values.iter().map(|value| self.word(*value)).collect();
        (!names.is_empty()).then(|| format!("{label} : {}", french::join(&names, "ou")))
    }

    /// Returns the word of our files for a value of a closed list.
    pub fn word<T: Word + PartialEq + Copy>(&self, value: T) -> &'a str {
        self.words.known(T::GROUP).find(|word| self.words.find(word) == Some(value)).unwrap_or_default()
    }
}

const fn comparison_words(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::AtLeast => "au moins",
        Comparison::Above => "plus de",
        Comparison::AtMost => "au plus",
        Comparison::Below => "moins de",
    }
}
