//! One rule of `relecture.toml`: words that a text must not hold, or must hold with others.

use clausier_core::tender::ClauseKind;
use clausier_core::text_rules::{Expression, Parts, TextRule, TextScope};

use crate::reader::{Table, Value};
use crate::words::Words;

/// Keys of a rule.
pub(super) const KEYS: [&str; 11] =
    ["identifiant", "genres", "mots", "sauf", "exact", "portee", "acheteur_seul", "phrase", "piste", "fautif", "juste"];

/// A rule, ready to be applied.
#[derive(Debug)]
pub(super) struct Rule {
    kinds: Vec<ClauseKind>,
    /// It reads what a buyer writes, never the catalogue.
    buyer_only: bool,
    rule: TextRule,
    sentence: String,
    hint: String,
}

impl Rule {
    /// Reads a rule and tries it on its own examples.
    pub fn load(table: &Table<'_>, words: &Words) -> Option<Self> {
        let (sentence, hint) = (table.text("phrase"), table.text("piste"));
        let rule = Self {
            kinds: table.values("genres").into_iter().filter_map(|value| words.read(value)).collect(),
            buyer_only: table.optional("acheteur_seul").and_then(Value::flag).unwrap_or_default(),
            rule: text_rule(table)?,
            sentence: sentence?.to_owned(),
            hint: hint?.to_owned(),
        };
        rule.try_examples(table);
        Some(rule)
    }

    /// Tells whether the rule is for that kind of clause.
    pub fn concerns(&self, kind: Option<ClauseKind>) -> bool {
        !self.buyer_only && (self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.contains(&kind)))
    }

    /// Tells whether the words are wrong by themselves, and not for want of others in the paragraph.
    pub fn refuses_a_word_alone(&self) -> bool {
        self.rule.refuses_a_word_alone()
    }

    /// Says the first word that the rule refuses in each sentence or paragraph.
    pub fn check(&self, value: Value<'_>, parts: &Parts<'_>) {
        for found in self.rule.find_all(parts) {
            value.fault_at(found, self.sentence.replace("{mot}", found), self.hint.clone());
        }
    }

    /// Tells whether the rule refuses something in a text of the catalogue.
    pub fn refuses(&self, parts: &Parts<'_>) -> bool {
        !self.buyer_only && !self.rule.find_all(parts).is_empty()
    }

    fn try_examples(&self, table: &Table<'_>) {
        let refuses = |text: &str| self.rule.find_in(text).is_some();
        if let Some(text) = table.text("fautif").filter(|text| !refuses(text)) {
            table.fault_hint("la règle laisse passer son exemple fautif", format!("« {text} »"));
        }
        if let Some(text) = table.text("juste").filter(|text| refuses(text)) {
            table.fault_hint("la règle refuse son exemple juste", format!("« {text} »"));
        }
    }
}

/// Reads the words of a rule, and where they are looked for.
pub(super) fn text_rule(table: &Table<'_>) -> Option<TextRule> {
    let id = table.text("identifiant");
    let exact = table.optional("exact").and_then(Value::flag).unwrap_or_default();
    let scope = table.required("portee").and_then(scope);
    let expressions = |key: &str, exact: bool| -> Vec<Expression> { table.texts(key).into_iter().map(|text| Expression::new(text, exact)).collect() };
    Some(TextRule { id: id?.to_owned(), words: expressions("mots", exact), except: expressions("sauf", false), scope: scope? })
}

fn scope(value: Value<'_>) -> Option<TextScope> {
    match value.filled()? {
        "phrase" => Some(TextScope::Sentence),
        "paragraphe" => Some(TextScope::Paragraph),
        "texte" => Some(TextScope::Whole),
        other => {
            value.unknown_word(other, ["phrase", "paragraphe", "texte"]);
            None
        }
    }
}
