//! One rule of `relecture.toml`: words that a text must not hold, or must hold with others.

use clausier_core::tender::ClauseKind;

use super::parts::{Part, Parts};
use super::tokens::Expression;
use crate::reader::{Table, Value};
use crate::words::Words;

/// Keys of a rule.
pub(super) const KEYS: [&str; 10] = ["identifiant", "genres", "mots", "sauf", "exact", "portee", "phrase", "piste", "fautif", "juste"];

/// Where the words that excuse are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Sentence,
    Paragraph,
}

/// A rule, ready to be applied.
#[derive(Debug)]
pub(super) struct Rule {
    kinds: Vec<ClauseKind>,
    words: Vec<Expression>,
    except: Vec<Expression>,
    scope: Scope,
    sentence: String,
    hint: String,
}

impl Rule {
    /// Reads a rule and tries it on its own examples.
    pub fn load(table: &Table<'_>, words: &Words) -> Option<Self> {
        table.text("identifiant");
        let exact = table.optional("exact").and_then(Value::flag).unwrap_or_default();
        let scope = table.required("portee").and_then(scope);
        let expressions =
            |key: &str, exact: bool| -> Vec<Expression> { table.texts(key).into_iter().map(|text| Expression::new(text, exact)).collect() };
        let (sentence, hint) = (table.text("phrase"), table.text("piste"));
        let rule = Self {
            kinds: table.values("genres").into_iter().filter_map(|value| words.read(value)).collect(),
            words: expressions("mots", exact),
            except: expressions("sauf", false),
            scope: scope?,
            sentence: sentence?.to_owned(),
            hint: hint?.to_owned(),
        };
        rule.try_examples(table);
        Some(rule)
    }

    /// Tells whether the rule is for that kind of clause.
    pub fn concerns(&self, kind: Option<ClauseKind>) -> bool {
        self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.contains(&kind))
    }

    /// Tells whether the words are wrong by themselves, and not for want of others in the paragraph.
    pub fn refuses_a_word_alone(&self) -> bool {
        self.scope == Scope::Sentence
    }

    /// Says the first word that the rule refuses in each sentence or paragraph.
    pub fn check(&self, value: Value<'_>, parts: &Parts<'_>) {
        for found in self.parts(parts).iter().filter_map(|part| self.find(part)) {
            value.fault_at(found, self.sentence.replace("{mot}", found), self.hint.clone());
        }
    }

    /// Tells whether the rule refuses something in a text.
    pub fn refuses(&self, parts: &Parts<'_>) -> bool {
        self.parts(parts).iter().any(|part| self.find(part).is_some())
    }

    fn parts<'p, 't>(&self, parts: &'p Parts<'t>) -> &'p [Part<'t>] {
        match self.scope {
            Scope::Sentence => &parts.sentences,
            Scope::Paragraph => &parts.paragraphs,
        }
    }

    fn find<'t>(&self, part: &Part<'t>) -> Option<&'t str> {
        let found = self.words.iter().find_map(|word| word.find(part.text, &part.tokens))?;
        let excused = self.except.iter().any(|word| word.find(part.text, &part.tokens).is_some());
        (!excused).then_some(found)
    }

    fn try_examples(&self, table: &Table<'_>) {
        let refuses = |text: &str| self.refuses(&Parts::of(text));
        if let Some(text) = table.text("fautif").filter(|text| !refuses(text)) {
            table.fault_hint("la règle laisse passer son exemple fautif", format!("« {text} »"));
        }
        if let Some(text) = table.text("juste").filter(|text| refuses(text)) {
            table.fault_hint("la règle refuse son exemple juste", format!("« {text} »"));
        }
    }
}

fn scope(value: Value<'_>) -> Option<Scope> {
    match value.filled()? {
        "phrase" => Some(Scope::Sentence),
        "paragraphe" => Some(Scope::Paragraph),
        other => {
            value.unknown_word(other, ["phrase", "paragraphe"]);
            None
        }
    }
}
