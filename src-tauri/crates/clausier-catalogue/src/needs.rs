//! `questions/*.toml`: the interview on the need, a file a topic, and `motifs.toml`: reasons for leaving a
//! clause out.

mod effect;
mod question;
pub(crate) mod targets;

use std::collections::BTreeSet;

use clausier_core::clauses::ClauseLibrary;
use clausier_core::needs::{Interview, Question, QuestionKind, Topic, UNKNOWN};

use crate::law::LoadedLaw;
use crate::reader::{Sources, Table, Value, nearest};
use crate::words::Words;

/// The folder of the topics.
pub const FOLDER: &str = "questions/";
/// The file of the reasons.
pub const REASONS: &str = "motifs.toml";
const KEYS: [&str; 5] = ["identifiant", "titre", "aide", "ordre", "questions"];
/// Longest interview of a topic: what a prescriber answers without a break.
const ORDERS: i64 = 99;

/// What a question is read with.
pub(crate) struct NeedContext<'a> {
    /// French words.
    pub words: &'a Words,
    /// The law, for facts and conditions.
    pub law: &'a LoadedLaw,
    /// The clauses that answers may call for.
    pub library: &'a ClauseLibrary,
}

/// Reads the interview, in the order that the files give.
pub(crate) fn load(sources: &Sources<'_>, context: &NeedContext<'_>) -> Interview {
    let files: Vec<Table<'_>> = sources.under(FOLDER).collect();
    let mut read: Vec<(i64, Topic)> = files.iter().map(|file| topic(file, context)).collect();
    read.sort_by_key(|(order, _)| *order);
    let interview = Interview { topics: read.into_iter().map(|(_, topic)| topic).collect() };
    check(&files, &interview);
    interview
}

/// Reads the reasons for leaving a clause out; absent = none proposed.
pub(crate) fn reasons(sources: &Sources<'_>) -> Vec<String> {
    let Some(file) = sources.optional(REASONS) else { return Vec::new() };
    file.keys(&["motifs"]);
    file.texts("motifs").into_iter().map(clausier_core::french::typography).collect()
}

/// Reads a topic; what is faulty in it is said, and its questions are read all the same.
fn topic(file: &Table<'_>, context: &NeedContext<'_>) -> (i64, Topic) {
    file.keys(&KEYS);
    let id = identifier(file);
    let title = file.text("titre");
    let help = file.text("aide");
    let order = file.required("ordre").and_then(|value| value.integer_between(1, ORDERS));
    let tables = file.tables("questions", &question::KEYS);
    if tables.is_empty() {
        file.fault("aucune question");
    }
    let questions: Vec<Question> = tables.iter().filter_map(|table| question::read(table, context)).collect();
    let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
    (order.unwrap_or(ORDERS), Topic { id: id.unwrap_or_default(), title: owned(title), help: owned(help), questions })
}

/// Reads an identifier: that of the file.
fn identifier(file: &Table<'_>) -> Option<String> {
    let value = file.required("identifiant")?;
    let id = value.filled()?;
    if id != file.file_name() {
        value.fault_hint(format!("le fichier s’appelle « {} »", file.file_name()), "même nom que « identifiant »");
    }
    Some(id.to_owned())
}

/// Says questions that bear one name, and those that wait for an answer that nobody can give.
fn check(files: &[Table<'_>], interview: &Interview) {
    let tables: Vec<Table<'_>> = files.iter().flat_map(|file| file.values("questions")).filter_map(Value::free_table).collect();
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for value in tables.iter().filter_map(|table| table.optional("identifiant")) {
        let name = value.text().unwrap_or_default();
        if !names.insert(name) {
            value.fault(format!("une autre question s’appelle déjà « {name} »"));
        }
    }
    for after in tables.iter().flat_map(|table| table.values("apres")).filter_map(Value::free_table) {
        check_after(&after, interview, &names);
    }
}

/// A question that is faulty is said in its place: what waits for it is not.
fn check_after(after: &Table<'_>, interview: &Interview, names: &BTreeSet<&str>) {
    let Some(value) = after.optional("question") else { return };
    let id = value.text().unwrap_or_default();
    let Some(question) = interview.question(id) else {
        if names.contains(id) {
            return;
        }
        let near = nearest(id, names.iter().copied());
        let hint = near.map_or_else(|| "écrivez-la avant".to_owned(), |near| format!("vouliez-vous dire « {near} » ?"));
        value.fault_hint(format!("aucune question ne s’appelle « {id} »"), hint);
        return;
    };
    for word in after.optional("reponse").map(Value::one_or_list).unwrap_or_default() {
        check_word(word, question);
    }
}

/// Says a word that the question does not offer.
pub(crate) fn check_word(value: Value<'_>, question: &Question) {
    let Some(word) = value.filled() else { return };
    let known = words_of(question);
    if !known.contains(&word) {
        value.unknown_word(word, known.iter().copied());
    }
}

/// Lists the words that an answer may hold.
fn words_of(question: &Question) -> Vec<&str> {
    let options = question.options.iter().map(|option| option.word.as_str());
    match question.kind {
        QuestionKind::YesNo => vec!["oui", "non", UNKNOWN],
        QuestionKind::Choice => options.chain([UNKNOWN]).collect(),
        QuestionKind::Several => options.collect(),
        QuestionKind::Number | QuestionKind::Text => Vec::new(),
    }
}
