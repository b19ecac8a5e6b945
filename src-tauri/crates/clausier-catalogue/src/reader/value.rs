//! A value and what it reads as.

use chrono::NaiveDate;
use clausier_core::tender::{Euros, Scalar};
use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeValue};

use super::document::Document;
use super::table::{Entry, Table};

/// What a value is, for readers that accept several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Text,
    Number,
    Flag,
    Day,
    List,
    Table,
}

impl Kind {
    fn phrase(self) -> &'static str {
        match self {
            Self::Text => "un texte entre guillemets",
            Self::Number => "un nombre",
            Self::Flag => "true ou false",
            Self::Day => "une date comme 2026-08-22",
            Self::List => "une liste entre crochets",
            Self::Table => "une table { clé = valeur }",
        }
    }
}

/// A value, and the place where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    pub(super) document: &'a Document<'a>,
    /// The key that it belongs to; elements of a list bear that of the list.
    pub(super) name: &'a str,
    pub(super) spanned: &'a Spanned<DeValue<'a>>,
}

impl<'a> Value<'a> {
    /// Returns the key that it belongs to.
    pub fn name(self) -> &'a str {
        self.name
    }

    /// Returns the path of the file inside the catalogue.
    pub fn path(self) -> &'a str {
        self.document.path()
    }

    /// Says a fault at the value.
    pub fn fault(self, message: impl Into<String>) {
        self.document.fault(self.spanned.span().start, message.into(), None);
    }

    /// Says a fault at the value, with a hint.
    pub fn fault_hint(self, message: impl Into<String>, hint: impl Into<String>) {
        self.document.fault(self.spanned.span().start, message.into(), Some(hint.into()));
    }

    /// Says a fault at some words inside the value, or at the value when they cannot be found there.
    pub fn fault_at(self, words: &str, message: impl Into<String>, hint: impl Into<String>) {
        let span = self.spanned.span();
        let inside = self.document.text.get(span.clone()).and_then(|text| text.find(words)).unwrap_or_default();
        self.document.fault(span.start + inside, message.into(), Some(hint.into()));
    }

    /// Says that a word is not among those known, with the nearest one or the whole list.
    pub fn unknown_word<'k>(self, word: &str, known: impl IntoIterator<Item = &'k str> + Clone) {
        let hint = match super::nearest(word, known.clone()) {
            Some(near) => format!("vouliez-vous dire « {near} » ?"),
            None => format!("mots admis : {}", known.into_iter().collect::<Vec<_>>().join(", ")),
        };
        self.fault_hint(format!("le mot « {word} » n’est pas connu ici"), hint);
    }

    /// Tells what the value is.
    pub fn kind(self) -> Kind {
        match self.spanned.get_ref() {
            DeValue::String(_) => Kind::Text,
            DeValue::Integer(_) | DeValue::Float(_) => Kind::Number,
            DeValue::Boolean(_) => Kind::Flag,
            DeValue::Datetime(_) => Kind::Day,
            DeValue::Array(_) => Kind::List,
            DeValue::Table(_) => Kind::Table,
        }
    }

    /// Returns the text.
    pub fn text(self) -> Option<&'a str> {
        self.spanned.get_ref().as_str().or_else(|| self.expected(Kind::Text))
    }

    /// Returns the text; an empty one is a fault.
    pub fn filled(self) -> Option<&'a str> {
        let text = self.text()?;
        if text.trim().is_empty() {
            self.fault(format!("« {} » est vide", self.name));
            return None;
        }
        Some(text)
    }

    /// Returns the whole number.
    pub fn integer(self) -> Option<i64> {
        match self.spanned.get_ref() {
            DeValue::Integer(integer) => parse_integer(integer).or_else(|| self.out_of_range()),
            DeValue::Float(_) => {
                self.fault(format!("« {} » attend un nombre entier", self.name));
                None
            }
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => self.expected(Kind::Number),
        }
    }

    /// Returns the whole number when it lies within those bounds.
    pub fn integer_between(self, lowest: i64, highest: i64) -> Option<i64> {
        let number = self.integer()?;
        if (lowest..=highest).contains(&number) {
            return Some(number);
        }
        self.fault_hint(format!("« {} » vaut {number}", self.name), format!("de {lowest} à {highest}"));
        None
    }

    /// Returns the number, whole or not.
    pub fn number(self) -> Option<f64> {
        match self.spanned.get_ref() {
            #[allow(clippy::cast_precision_loss)] // Whole numbers of the catalogue are far below 2^53.
            DeValue::Integer(integer) => parse_integer(integer).map(|whole| whole as f64).or_else(|| self.out_of_range()),
            DeValue::Float(float) => parse_float(float).or_else(|| self.out_of_range()),
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => self.expected(Kind::Number),
        }
    }

    /// Returns an amount in euros.
    pub fn amount(self) -> Option<Euros> {
        let number = self.number()?;
        let amount = Euros::try_from(number).ok();
        if amount.is_none() {
            self.fault_hint(format!("« {} » n’est pas un montant", self.name), "en euros, deux décimales au plus");
        }
        amount
    }

    /// Returns the yes or no.
    pub fn flag(self) -> Option<bool> {
        self.spanned.get_ref().as_bool().or_else(|| self.expected(Kind::Flag))
    }

    /// Returns the day; a year alone, a month or an hour is a fault.
    pub fn day(self) -> Option<NaiveDate> {
        let Some(datetime) = self.spanned.get_ref().as_datetime() else {
            return self.expected(Kind::Day);
        };
        let bare = datetime.time.is_none() && datetime.offset.is_none();
        let date = datetime.date.filter(|_| bare);
        let day = date.and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()));
        day.or_else(|| self.expected(Kind::Day))
    }

    /// Returns a text, a number or a yes/no; a day is kept as its text.
    pub fn scalar(self) -> Option<Scalar> {
        match self.kind() {
            Kind::Text => self.text().map(|text| Scalar::Text(text.to_owned())),
            Kind::Number => self.number().map(Scalar::Number),
            Kind::Flag => self.flag().map(Scalar::Flag),
            Kind::Day => self.day().map(|day| Scalar::Text(day.to_string())),
            Kind::List | Kind::Table => self.expected(Kind::Text),
        }
    }

    /// Lists the elements.
    pub fn list(self) -> Vec<Value<'a>> {
        match self.spanned.get_ref().as_array() {
            Some(array) => array.iter().map(|spanned| Value { spanned, ..self }).collect(),
            None => self.expected(Kind::List).unwrap_or_default(),
        }
    }

    /// Lists the elements of a list, or returns the value itself when it is alone.
    pub fn one_or_list(self) -> Vec<Value<'a>> {
        if self.kind() == Kind::List { self.list() } else { vec![self] }
    }

    /// Returns the table; keys that are not among `known` are said.
    pub fn table(self, known: &[&'static str]) -> Option<Table<'a>> {
        let table = self.free_table()?;
        table.keys(known);
        Some(table)
    }

    /// Returns the table, whatever its keys.
    pub fn free_table(self) -> Option<Table<'a>> {
        match self.spanned.get_ref().as_table() {
            Some(table) => Some(Table::new(self.document, table, self.spanned.span())),
            None => self.expected(Kind::Table),
        }
    }

    /// Lists the keys of a table with free keys, in the order of the file.
    pub fn entries(self) -> Vec<Entry<'a>> {
        self.free_table().map(|table| table.entries()).unwrap_or_default()
    }

    /// Says that something else was awaited.
    pub fn expected<T>(self, kind: Kind) -> Option<T> {
        let hint = match (kind, self.kind()) {
            (Kind::Day, Kind::Text) => "écrivez la date sans guillemets : 2026-08-22",
            (Kind::Day, Kind::Number) => "une date va jusqu’au jour : 2026-08-22",
            (Kind::Number, Kind::Text) => "écrivez le nombre sans guillemets",
            (Kind::Flag, Kind::Text) => "écrivez true ou false sans guillemets",
            (Kind::List, Kind::Text) => "entourez-le de crochets",
            _ => "",
        };
        let message = format!("« {} » attend {}", self.name, kind.phrase());
        self.document.fault(self.spanned.span().start, message, Some(hint).filter(|hint| !hint.is_empty()).map(str::to_owned));
        None
    }

    fn out_of_range<T>(self) -> Option<T> {
        self.fault(format!("« {} » est un nombre hors limites", self.name));
        None
    }
}

fn parse_integer(integer: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn parse_float(float: &DeFloat<'_>) -> Option<f64> {
    float.as_str().parse().ok().filter(|number: &f64| number.is_finite())
}
