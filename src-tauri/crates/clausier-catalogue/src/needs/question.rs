//! One question of a topic.

use clausier_core::law::{Field, KnownField};
use clausier_core::needs::{AnswerOption, Question, QuestionKind};
use clausier_core::tender::{Family, Theme};

use super::{NeedContext, effect};
use crate::reader::{Table, Value};

/// Keys of a question.
pub(super) const KEYS: [&str; 12] =
    ["identifiant", "texte", "aide", "genre", "choix", "unite", "familles", "si", "apres", "fait", "themes", "effets"];

/// Reads a question; one that is faulty is said and left out.
pub(super) fn read(table: &Table<'_>, context: &NeedContext<'_>) -> Option<Question> {
    let id = table.required("identifiant").and_then(identifier);
    let text = table.required("texte").and_then(question);
    let kind = table.required("genre").and_then(|value| context.words.read::<QuestionKind>(value));
    let options = options(table, kind);
    let condition = table.optional("si").and_then(|value| context.law.condition(value, context.words));
    let families = table.optional("familles").map(|value| context.words.read_all::<Family>(value)).unwrap_or_default();
    let themes = table.optional("themes").map(|value| context.words.read_all::<Theme>(value)).unwrap_or_default();
    let fact = table.optional("fait").and_then(|value| fact(value, kind, context));
    let unit = table.optional("unite").and_then(|value| unit(value, kind));
    let mut question = Question {
        id: id?,
        text: text?.to_owned(),
        help: table.optional_text("aide").map(str::to_owned),
        kind: kind?,
        options,
        unit,
        families,
        condition,
        after: after(table),
        fact,
        themes,
        effects: Vec::new(),
    };
    question.effects = table.tables("effets", &effect::KEYS).iter().filter_map(|one| effect::read(one, &question, context)).collect();
    Some(question)
}

fn identifier(value: Value<'_>) -> Option<String> {
    let id = value.filled()?;
    if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_') || id.starts_with("besoin-") {
        value.fault_hint(format!("« {id} » ne peut pas nommer une question"), "des minuscules sans accent, des chiffres, des traits");
    }
    Some(id.to_owned())
}

/// Reads a question: it ends as one, and no identifier of a rule or of a clause slips into it.
fn question(value: Value<'_>) -> Option<&str> {
    let text = value.filled()?;
    if !text.trim_end().ends_with('?') {
        value.fault_hint("une question finit par un point d’interrogation", "écrivez ce que l’on demanderait à voix haute");
    }
    Some(text)
}

fn options(table: &Table<'_>, kind: Option<QuestionKind>) -> Vec<AnswerOption> {
    let read = |one: &Table<'_>| Some(AnswerOption { word: one.text("mot")?.to_owned(), label: one.text("texte")?.to_owned() });
    let options: Vec<AnswerOption> = table.tables("choix", &["mot", "texte"]).iter().filter_map(read).collect();
    let wanted = matches!(kind, Some(QuestionKind::Choice | QuestionKind::Several));
    let twice = options.iter().enumerate().any(|(at, one)| options.iter().skip(at + 1).any(|other| other.word == one.word));
    match table.optional("choix") {
        None if wanted => table.fault("clé « choix » absente"),
        Some(value) if !wanted && kind.is_some() => value.fault_hint("cette question n’a pas de choix", "genre = \"choix\" ou \"plusieurs\""),
        Some(value) if twice => value.fault("deux choix portent le même mot"),
        Some(value) if options.iter().any(|one| one.word.contains([';', ':'])) => value.fault("le mot d’un choix ne contient ni « ; » ni « : »"),
        Some(_) | None => {}
    }
    options
}

fn unit(value: Value<'_>, kind: Option<QuestionKind>) -> Option<String> {
    if kind != Some(QuestionKind::Number) {
        value.fault_hint("seul un nombre a une unité", "retirez « unite »");
        return None;
    }
    value.filled().map(str::to_owned)
}

/// Reads the fact that the answer is: a yes-or-no of the tender.
fn fact(value: Value<'_>, kind: Option<QuestionKind>, context: &NeedContext<'_>) -> Option<KnownField> {
    let word = value.filled()?;
    let known = context.law.law.facts.iter().find(|fact| fact.word == word).and_then(|fact| match fact.field {
        Field::Known(field) if Question::FACTS.contains(&field) => Some(field),
        Field::Known(_) | Field::Answer { .. } => None,
    });
    if known.is_none() || kind != Some(QuestionKind::YesNo) {
        value.fault_hint(format!("« {word} » n’est pas un fait que cette question peut donner"), "un fait oui_non du marché, et genre = \"oui_non\"");
    }
    known
}

fn after(table: &Table<'_>) -> Vec<(String, Vec<String>)> {
    let read = |one: &Table<'_>| {
        let words = one.required("reponse")?.one_or_list().into_iter().filter_map(Value::filled).map(str::to_owned).collect();
        Some((one.text("question")?.to_owned(), words))
    };
    table.tables("apres", &["question", "reponse"]).iter().filter_map(read).collect()
}
