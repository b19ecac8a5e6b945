//! One demand of `relecture.toml`: words of which a text must hold at least one.

use clausier_core::tender::ClauseKind;
use clausier_core::text_rules::{Expression, tokens};

use crate::reader::{Table, Value};
use crate::words::Words;

/// Keys of a demand.
pub(super) const KEYS: [&str; 9] = ["identifiant", "champ", "genres", "un_de", "nombre", "phrase", "piste", "fautif", "juste"];
/// Keys of a level on which a demand may bear.
const FIELDS: [&str; 7] = ["exigence", "preuve", "controle", "penalite", "methode", "a_fournir", "difference"];

/// A demand, ready to be applied.
#[derive(Debug)]
pub(super) struct Wanted {
    field: String,
    kinds: Vec<ClauseKind>,
    words: Vec<Expression>,
    /// Whether a figure does as well as a word.
    figure: bool,
    sentence: String,
    hint: String,
}

impl Wanted {
    /// Reads a demand and tries it on its own examples.
    pub fn load(table: &Table<'_>, words: &Words) -> Option<Self> {
        table.text("identifiant");
        let field = table.required("champ").and_then(field);
        let figure = table.required("nombre").and_then(Value::flag);
        let (sentence, hint) = (table.text("phrase"), table.text("piste"));
        let wanted = Self {
            field: field?.to_owned(),
            kinds: table.values("genres").into_iter().filter_map(|value| words.read(value)).collect(),
            words: table.texts("un_de").into_iter().map(|text| Expression::new(text, false)).collect(),
            figure: figure?,
            sentence: sentence?.to_owned(),
            hint: hint?.to_owned(),
        };
        wanted.try_examples(table);
        Some(wanted)
    }

    /// Says the demand when the text of that field does not meet it.
    pub fn check(&self, value: Value<'_>, text: &str, kind: Option<ClauseKind>) {
        let concerns = self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.contains(&kind));
        if concerns && value.name() == self.field && !self.is_met(text) {
            value.fault_hint(self.sentence.clone(), self.hint.clone());
        }
    }

    fn is_met(&self, text: &str) -> bool {
        let tokens = tokens(text);
        let figure = self.figure && (text.contains("{{") || tokens.iter().any(|token| token.raw.bytes().all(|byte| byte.is_ascii_digit())));
        figure || self.words.iter().any(|word| word.find(text, &tokens).is_some())
    }

    fn try_examples(&self, table: &Table<'_>) {
        if let Some(text) = table.text("fautif").filter(|text| self.is_met(text)) {
            table.fault_hint("l’exigence laisse passer son exemple fautif", format!("« {text} »"));
        }
        if let Some(text) = table.text("juste").filter(|text| !self.is_met(text)) {
            table.fault_hint("l’exigence refuse son exemple juste", format!("« {text} »"));
        }
    }
}

fn field(value: Value<'_>) -> Option<&str> {
    let field = value.filled()?;
    if !FIELDS.contains(&field) {
        value.unknown_word(field, FIELDS);
        return None;
    }
    Some(field)
}
