//! A fact as a person reads it beside its question.

use super::fact::FactRecord;
use super::value::Value;
use crate::french;
use crate::tender::{Euros, Tender};

use super::FactKind;

impl FactRecord {
    /// Returns what the tender says of this fact, or `None` while it is not known.
    pub fn shown(&self, tender: &Tender) -> Option<String> {
        self.field.read(tender, self).map(|value| match value {
            Value::Flag(true) => "oui".to_owned(),
            Value::Flag(false) => "non".to_owned(),
            Value::Number(number) if self.kind == FactKind::Amount => french::euros_ht(Euros::from_cents(number.hundredths())),
            Value::Number(number) => {
                let unit = self.unit.as_deref().map(|unit| format!("{}{unit}", french::NBSP)).unwrap_or_default();
                format!("{}{unit}", french::number(number.as_f64()))
            }
            Value::Word(word) => self.word_of(word).map_or_else(|| word.to_owned(), |record| french::typography(&record.named)),
            Value::Day(day) => french::day(day),
            Value::Codes(codes) => codes.join(", "),
        })
    }
}
