//! What an answer does to the clauses.

use clausier_core::clauses::check_parameter;
use clausier_core::law::Comparison;
use clausier_core::needs::{AnswerTest, Effect, Question, QuestionKind};
use clausier_core::tender::Scalar;

use super::{NeedContext, check_word};
use crate::reader::{Kind, Table, Value, nearest};

/// Keys of an effect.
pub(super) const KEYS: [&str; 5] = ["reponse", "raison", "clauses", "ecarte", "valeurs"];
/// The word for « something is written ».
const FILLED: &str = "remplie";
const COMPARISONS: [(&str, Comparison); 4] =
    [("au_moins", Comparison::AtLeast), ("plus_de", Comparison::Above), ("au_plus", Comparison::AtMost), ("moins_de", Comparison::Below)];

/// Reads an effect.
pub(super) fn read(table: &Table<'_>, question: &Question, context: &NeedContext<'_>) -> Option<Effect> {
    let when = table.required("reponse").and_then(|value| test(value, question));
    let reason = table.required("raison").and_then(sentence);
    let clauses = |key: &str| table.values(key).into_iter().filter_map(|value| clause(value, context)).collect::<Vec<_>>();
    let (calls, aside) = (clauses("clauses"), clauses("ecarte"));
    let values: Vec<_> = table.tables("valeurs", &["clause", "parametre", "valeur"]).iter().filter_map(|one| proposal(one, context)).collect();
    if calls.is_empty() && aside.is_empty() && values.is_empty() && ["clauses", "ecarte", "valeurs"].iter().all(|key| table.optional(key).is_none()) {
        table.fault_hint("cet effet ne fait rien", "écrivez « clauses », « ecarte » ou « valeurs »");
    }
    Some(Effect { when: when?, reason: reason?, calls, aside, values })
}

fn test(value: Value<'_>, question: &Question) -> Option<AnswerTest> {
    if value.kind() == Kind::Table {
        return compare(value, question).map(AnswerTest::Compare);
    }
    if value.kind() == Kind::Text && value.text() == Some(FILLED) {
        return Some(AnswerTest::Filled);
    }
    match question.kind {
        QuestionKind::YesNo | QuestionKind::Choice | QuestionKind::Several => {
            let words = value.one_or_list();
            words.iter().for_each(|word| check_word(*word, question));
            Some(AnswerTest::OneOf(words.into_iter().filter_map(Value::text).map(str::to_owned).collect()))
        }
        QuestionKind::Number | QuestionKind::Text => {
            value.fault_hint("cette question n’a pas de mots", "un nombre se compare : { au_moins = 10 } ; un texte est \"remplie\"");
            None
        }
    }
}

fn compare(value: Value<'_>, question: &Question) -> Option<Vec<(Comparison, f64)>> {
    if question.kind != QuestionKind::Number {
        value.fault_hint("seul un nombre se compare", "écrivez les mots de la réponse");
        return None;
    }
    let mut read = Vec::new();
    for entry in value.entries() {
        match COMPARISONS.iter().find(|(word, _)| *word == entry.key) {
            Some((_, comparison)) => read.extend(entry.value.number().map(|number| (*comparison, number))),
            None => entry.unknown(COMPARISONS.iter().map(|(word, _)| *word)),
        }
    }
    Some(read)
}

/// Reads a reason: a full sentence, that the prescriber reads under the clause.
fn sentence(value: Value<'_>) -> Option<String> {
    let text = value.filled()?;
    if !text.ends_with('.') || !text.starts_with(char::is_uppercase) {
        value.fault_hint("une raison est une phrase entière", "une majuscule au début, un point à la fin");
    }
    Some(clausier_core::french::typography(text))
}

fn clause(value: Value<'_>, context: &NeedContext<'_>) -> Option<String> {
    let id = value.filled()?;
    if context.library.find(id).is_none() {
        let near = nearest(id, context.library.list().map(|clause| clause.id.as_str())).filter(|near| near.len() == id.len());
        let hint = near.map_or_else(|| "écrivez-la, ou retirez-la de l’effet".to_owned(), |near| format!("vouliez-vous dire « {near} » ?"));
        value.fault_hint(format!("aucune clause ne s’appelle « {id} »"), hint);
        return None;
    }
    Some(id.to_owned())
}

/// Reads a value proposed: the parameter exists in the last wording, and the value fits it.
fn proposal(table: &Table<'_>, context: &NeedContext<'_>) -> Option<(String, String, Option<Scalar>)> {
    let clause = table.required("clause").and_then(|value| clause(value, context))?;
    let name = table.required("parametre")?;
    let version = context.library.find(&clause)?.versions.all().last()?;
    let Some(parameter) = version.parameter(name.filled()?) else {
        name.fault_hint(format!("la clause « {clause} » n’a pas ce paramètre"), "voyez [versions.parametres] de la clause");
        return None;
    };
    let given = table.optional("valeur");
    let scalar = given.and_then(Value::scalar);
    if let (Some(given), Some(scalar)) = (given, &scalar)
        && check_parameter(parameter, scalar).is_err()
    {
        given.fault_hint("cette valeur ne convient pas au paramètre", format!("« {} »", parameter.label));
    }
    Some((clause, parameter.name.clone(), scalar))
}
