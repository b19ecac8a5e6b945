//! A draft written as a file of the catalogue, one key a line, so that its rules can read it; and, back, what
//! a line of that file is about.

use clausier_core::clauses::{OwnContent, Part};
use clausier_core::tender::{Level, Parameter, ParameterDefault, ParameterKind, Scalar};

use super::{OwnRemark, key};
use crate::diagnostic::Diagnostic;
use crate::words::{Word, Words};

/// The hint of the rules that names a section of our files.
const FILE_HINT: &str = "ajoutez [versions";

/// What a line is about.
#[derive(Clone)]
enum About {
    Parameter(String),
    Level(Level),
    Part(Level, Part),
}

/// The file, and what each of its lines is about.
pub(super) struct Draft(Vec<(About, String)>);

impl Draft {
    pub fn of(content: &OwnContent, words: &Words) -> Self {
        let parameters = content.parameters.iter().flat_map(|parameter| parameter_lines(parameter, words));
        let levels = content.levels.iter().flat_map(|level| {
            let head = [(About::Level(level.level), "[[niveaux]]".to_owned()), (About::Level(level.level), word_line("niveau", level.level, words))];
            let parts = Part::ALL.into_iter().filter(|part| !level.part(*part).trim().is_empty());
            let part = |part: Part| (About::Part(level.level, part), line(key(part), &text(level.part(part))));
            head.into_iter().chain(parts.map(part)).collect::<Vec<_>>()
        });
        Self(parameters.chain(levels).collect())
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|(_, line)| format!("{line}\n")).collect()
    }

    /// Says a fault of the file as a remark on the draft.
    pub fn remark(&self, fault: Diagnostic) -> OwnRemark {
        let at = usize::try_from(fault.line).unwrap_or_default().saturating_sub(1);
        let (level, part, parameter) = match self.0.get(at).map(|(about, _)| about.clone()) {
            Some(About::Parameter(name)) => (None, None, Some(name)),
            Some(About::Level(level)) => (Some(level), None, None),
            Some(About::Part(level, part)) => (Some(level), Some(part), None),
            None => (None, None, None),
        };
        let hint = fault
            .hint
            .map(|hint| if hint.starts_with(FILE_HINT) { "déclarez-le parmi les paramètres, ou corrigez son nom".to_owned() } else { hint });
        OwnRemark { level, part, parameter, message: fault.message, hint }
    }
}

fn parameter_lines(parameter: &Parameter, words: &Words) -> Vec<(About, String)> {
    let mut lines = vec![format!("[parametres.{}]", text(&parameter.name)), line("libelle", &text(&parameter.label))];
    lines.push(word_line("type", parameter.kind, words));
    lines.extend(parameter.unit.as_deref().filter(|unit| !unit.trim().is_empty()).map(|unit| line("unite", &text(unit))));
    lines.extend(parameter.min.map(|bound| line("minimum", &number(bound))));
    lines.extend(parameter.max.map(|bound| line("maximum", &number(bound))));
    let choices: Vec<String> = parameter.choices.iter().map(|choice| text(choice)).collect();
    lines.extend((!choices.is_empty()).then(|| line("valeurs", &format!("[{}]", choices.join(", ")))));
    lines.extend(default(parameter, words).map(|value| line("defaut", &value)));
    lines.push(line("origine", &text(&parameter.origin)));
    lines.into_iter().map(|line| (About::Parameter(parameter.name.clone()), line)).collect()
}

fn default(parameter: &Parameter, words: &Words) -> Option<String> {
    match &parameter.default {
        ParameterDefault::None => None,
        ParameterDefault::Same(value) => Some(scalar(parameter.kind, value)),
        ParameterDefault::PerLevel(values) => {
            let pairs: Vec<String> =
                values.iter().map(|(level, value)| format!("{} = {}", word(*level, words), scalar(parameter.kind, value))).collect();
            (!pairs.is_empty()).then(|| format!("{{ {} }}", pairs.join(", ")))
        }
    }
}

fn scalar(kind: ParameterKind, value: &Scalar) -> String {
    match value {
        Scalar::Flag(flag) => flag.to_string(),
        Scalar::Number(value) => number(*value),
        Scalar::Text(day) if kind == ParameterKind::Date && day.parse::<chrono::NaiveDate>().is_ok() => day.clone(),
        Scalar::Text(value) => text(value),
    }
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {value}")
}

/// A JSON string is a TOML string on one line, but for a sign that nobody types.
fn text(value: &str) -> String {
    serde_json::Value::String(value.replace('\u{7f}', "")).to_string()
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { value.to_string() }
}

fn word_line<T: Word + serde::Serialize>(key: &str, value: T, words: &Words) -> String {
    line(key, &text(&word(value, words)))
}

fn word<T: Word + serde::Serialize>(value: T, words: &Words) -> String {
    let wire = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    words.french(T::GROUP, &wire).unwrap_or_default().to_owned()
}
