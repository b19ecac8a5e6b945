//! Answers: read from the tender, written to it. An answer that is a fact of the tender is kept in its
//! field alone, so that the facts form and the interview never say two things.

use std::borrow::Cow;

use super::TopicStatus;
use super::record::{Interview, Question, QuestionKind};
use crate::law::{Comparison, KnownField};
use crate::tender::{Needs, Scalar, Tender};

/// « Je ne sais pas », as the tender file holds it.
pub const UNKNOWN: &str = "inconnu";
/// Parts the words of several answers.
const AND: char = ';';

/// An answer once read.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The prescriber does not know yet.
    Unknown,
    /// Words chosen: `oui`, `non`, or those of the options.
    Words(Vec<String>),
    /// A number.
    Number(f64),
    /// Free words.
    Text(String),
}

/// Returns the answer of a tender to a question; `None` = not answered yet, or in another shape.
pub fn answer_of(question: &Question, tender: &Tender) -> Option<Answer> {
    let field = question.fact.and_then(|field| flag(tender, field)).flatten();
    if let Some(known) = field {
        return Some(Answer::Words(vec![yes_or_no(known).to_owned()]));
    }
    read(question, tender.needs.as_ref()?.answers.get(&question.id)?)
}

fn read(question: &Question, value: &Scalar) -> Option<Answer> {
    if value.is_blank() {
        return None;
    }
    if *value == Scalar::Text(UNKNOWN.to_owned()) {
        return Some(Answer::Unknown);
    }
    match (question.kind, value) {
        (QuestionKind::YesNo, Scalar::Flag(known)) => Some(Answer::Words(vec![yes_or_no(*known).to_owned()])),
        (QuestionKind::YesNo, Scalar::Text(text)) => chosen(text, |word| word == "oui" || word == "non", true),
        (QuestionKind::Choice, Scalar::Text(text)) => chosen(text, |word| question.options.iter().any(|option| option.word == word), true),
        (QuestionKind::Several, Scalar::Text(text)) => chosen(text, |word| question.options.iter().any(|option| option.word == word), false),
        (QuestionKind::Number, Scalar::Number(number)) => Some(Answer::Number(*number)).filter(|_| number.is_finite()),
        (QuestionKind::Number, Scalar::Text(text)) => crate::tender::Euros::parse(text).ok().map(|number| Answer::Number(number.as_f64())),
        (QuestionKind::Text, Scalar::Text(text)) => Some(Answer::Text(text.clone())),
        (QuestionKind::Text, Scalar::Number(_) | Scalar::Flag(_)) => Some(Answer::Text(value.as_text())),
        (QuestionKind::YesNo, Scalar::Number(_))
        | (QuestionKind::Choice | QuestionKind::Several, Scalar::Number(_) | Scalar::Flag(_))
        | (QuestionKind::Number, Scalar::Flag(_)) => None,
    }
}

/// Reads words, and refuses the whole when one of them is no option.
fn chosen(text: &str, known: impl Fn(&str) -> bool, alone: bool) -> Option<Answer> {
    let words: Vec<String> = text.split(AND).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let fits = !words.is_empty() && (!alone || words.len() == 1) && words.iter().all(|word| known(word));
    fits.then_some(Answer::Words(words))
}

fn yes_or_no(flag: bool) -> &'static str {
    if flag { "oui" } else { "non" }
}

impl Answer {
    /// Tells whether one of these words is chosen.
    pub fn is_one_of(&self, words: &[String]) -> bool {
        match self {
            Self::Words(chosen) => chosen.iter().any(|word| words.contains(word)),
            Self::Unknown => words.iter().any(|word| word == UNKNOWN),
            Self::Number(_) | Self::Text(_) => false,
        }
    }

    /// Tells whether a number passes every comparison.
    pub fn passes(&self, comparisons: &[(Comparison, f64)]) -> bool {
        let Self::Number(number) = self else { return false };
        comparisons.iter().all(|(comparison, bound)| match comparison {
            Comparison::AtLeast => number >= bound,
            Comparison::Above => number > bound,
            Comparison::AtMost => number <= bound,
            Comparison::Below => number < bound,
        })
    }

    /// Returns the answer as the tender file holds it.
    pub fn scalar(&self) -> Scalar {
        match self {
            Self::Unknown => Scalar::Text(UNKNOWN.to_owned()),
            Self::Words(words) => Scalar::Text(words.join(";")),
            Self::Number(number) => Scalar::Number(*number),
            Self::Text(text) => Scalar::Text(text.clone()),
        }
    }
}

/// Writes an answer, or takes it back. Returns false, and writes nothing, when it does not fit the question.
pub fn set_answer(tender: &mut Tender, question: &Question, value: Option<&Scalar>) -> bool {
    let Some(value) = value.filter(|value| !value.is_blank()) else {
        forget(tender, question);
        return true;
    };
    let Some(answer) = read(question, value) else { return false };
    forget(tender, question);
    let known = matches!(answer, Answer::Words(_));
    match question.fact.filter(|_| known).and_then(|field| flag_mut(tender, field)) {
        Some(field) => *field = Some(answer.is_one_of(&["oui".to_owned()])),
        None => {
            needs(tender).answers.insert(question.id.clone(), answer.scalar());
        }
    }
    true
}

fn forget(tender: &mut Tender, question: &Question) {
    if let Some(field) = question.fact.and_then(|field| flag_mut(tender, field)) {
        *field = None;
    }
    if let Some(needs) = tender.needs.as_mut() {
        needs.answers.remove(&question.id);
    }
}

/// Writes the status chosen for a topic, with its reason; no status = the one that the answers give.
pub fn set_topic(tender: &mut Tender, topic: &str, status: Option<TopicStatus>, reason: Option<&str>) {
    let (key, why) = (topic_key(topic), format!("{}:reason", topic_key(topic)));
    let answers = &mut needs(tender).answers;
    match status {
        Some(status) => answers.insert(key, Scalar::Text(status.word().to_owned())),
        None => answers.remove(&key),
    };
    match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => answers.insert(why, Scalar::Text(reason.to_owned())),
        None => answers.remove(&why),
    };
}

/// Returns the status chosen for a topic, and its reason.
pub(super) fn topic_status(tender: &Tender, topic: &str) -> (Option<TopicStatus>, Option<String>) {
    let text = |key: &str| match tender.needs.as_ref()?.answers.get(key)? {
        Scalar::Text(text) => Some(text.clone()),
        Scalar::Number(_) | Scalar::Flag(_) => None,
    };
    let status = text(&topic_key(topic)).and_then(|word| TopicStatus::ALL.into_iter().find(|status| status.word() == word));
    (status, text(&format!("{}:reason", topic_key(topic))))
}

fn topic_key(topic: &str) -> String {
    format!("topic:{topic}")
}

fn needs(tender: &mut Tender) -> &mut Needs {
    tender.needs.get_or_insert_with(Needs::default)
}

/// Returns the tender with the fields that answers of the file give and that are still empty: a file
/// written by hand may answer the question and leave the field out.
pub fn with_known_facts<'a>(interview: &Interview, tender: &'a Tender) -> Cow<'a, Tender> {
    let mut known = Cow::Borrowed(tender);
    for question in interview.questions() {
        let Some(field) = question.fact.filter(|field| flag(&known, *field) == Some(None)) else { continue };
        let Some(Answer::Words(words)) = answer_of(question, tender) else { continue };
        if let Some(empty) = flag_mut(known.to_mut(), field) {
            *empty = Some(words.iter().any(|word| word == "oui"));
        }
    }
    known
}

macro_rules! flags {
    ($($name:ident => $field:ident),+ $(,)?) => {
        /// Returns a yes-or-no field that a question may be; `None` = another field.
        fn flag(tender: &Tender, field: KnownField) -> Option<Option<bool>> {
            [$((KnownField::$name, tender.$field)),+].into_iter().find(|(known, _)| *known == field).map(|(_, value)| value)
        }

        fn flag_mut(tender: &mut Tender, field: KnownField) -> Option<&mut Option<bool>> {
            $(if field == KnownField::$name { return Some(&mut tender.$field); })+
            None
        }

        impl Question {
            /// Lists the fields that a question may be.
            pub const FACTS: &'static [KnownField] = &[$(KnownField::$name),+];
        }
    };
}

flags! {
    FrameworkAgreement => framework_agreement,
    GlobalContract => global_contract,
    Innovative => innovative,
    RenewableEnergy => renewable_energy,
    EntrustsPublicService => entrusts_public_service,
    UsedByPeople => used_by_people,
    CollectiveCatering => collective_catering,
    StaffTransfer => staff_transfer,
    OnBuyerSite => on_buyer_site,
    EnergyPerformanceInScope => energy_performance_in_scope,
}
