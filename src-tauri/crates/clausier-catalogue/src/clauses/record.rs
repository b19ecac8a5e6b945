//! What a clause says of itself, before its wordings.

use clausier_core::clauses::{Clause, ClauseSource};
use clausier_core::tender::{ClauseKind, DocumentKind, Family, Theme};

use super::{ClauseContext, FOLDER, guidance, version};
use crate::cpv;
use crate::reader::{Kind, Table, Value};

const KEYS: [&str; 23] = [
    "identifiant",
    "intitule",
    "theme",
    "familles",
    "cpv",
    "genre",
    "piece",
    "autres_pieces",
    "repond",
    "socle_legal",
    "effort",
    "temps_controle",
    "qui_controle",
    "montant_minimal",
    "duree_minimale_mois",
    "deroge_ccag",
    "objet",
    "vigilance",
    "besoin",
    "confiance",
    "relu_le",
    "sources",
    "versions",
];
/// The condition of a clause, read by the reader of the law.
const CONDITION: &str = "si";
/// The word that stands for every family.
const EVERY: &str = "toutes";
/// Longest time of control that is not a slip: eight hours a day, all year.
const MINUTES_A_YEAR: i64 = 8 * 60 * 250;

/// Reads the clause of a file.
pub(super) fn read(file: &Table<'_>, context: &ClauseContext<'_>) -> Option<Clause> {
    let known: Vec<&'static str> = KEYS.into_iter().chain(guidance::KEYS).chain([CONDITION]).collect();
    file.keys(&known);
    let words = context.words;
    let id = identifier(file);
    let title = file.required("intitule");
    let theme = file.required("theme").and_then(|value| words.read::<Theme>(value));
    check_folder(file, theme);
    let kind = file.required("genre").and_then(|value| words.read::<ClauseKind>(value));
    let document = file.required("piece").and_then(|value| words.read::<DocumentKind>(value));
    let families = families(file, context);
    let effort = file.required("effort").and_then(|value| value.integer_between(1, 3)).and_then(|effort| u8::try_from(effort).ok());
    let minutes =
        file.required("temps_controle").and_then(|value| value.integer_between(0, MINUTES_A_YEAR)).and_then(|minutes| u32::try_from(minutes).ok());
    let controller = file.text("qui_controle");
    let object = file.text("objet");
    let need = file.text("besoin");
    let confidence = file.required("confiance").and_then(|value| words.read(value));
    let reviewed_on = file.day("relu_le");
    let (serves, legal_floor) = obligations(file, kind, context);
    let guidance = guidance::read(file, kind, context);
    let versions = version::read_all(file, kind, context);
    if let Some((value, text)) = title.and_then(|value| value.filled().map(|text| (value, text))) {
        context.rules.check_title(value, text, kind);
    }
    check_aside(file, context);
    Some(Clause {
        title: title?.text()?.to_owned(),
        cpv: cpv_prefixes(file, context),
        also_documents: other_documents(file, document, context),
        min_amount: file.optional("montant_minimal").and_then(Value::amount),
        min_duration_months: file
            .optional("duree_minimale_mois")
            .and_then(|value| value.integer_between(1, 600))
            .and_then(|months| u32::try_from(months).ok()),
        derogates_ccag: owned(file.texts("deroge_ccag")),
        cautions: owned(file.texts("vigilance")),
        sources: sources(file),
        id: id?.to_owned(),
        theme: theme?,
        families: families?,
        kind: kind?,
        document: document?,
        serves,
        legal_floor,
        effort: effort?,
        control_minutes: minutes?,
        controller: controller?.to_owned(),
        object: object?.to_owned(),
        need: need?.to_owned(),
        confidence: confidence?,
        reviewed_on: reviewed_on?,
        guidance: guidance?,
        versions: versions?,
    })
}

/// Reads again the sentences that stand beside the texts.
fn check_aside(file: &Table<'_>, context: &ClauseContext<'_>) {
    let single = ["portee", "objet", "besoin"].into_iter().filter_map(|key| file.optional(key));
    let cautions = file.optional("vigilance").filter(|value| value.kind() == Kind::List).map(Value::list).unwrap_or_default();
    for value in single.chain(cautions).filter(|value| value.kind() == Kind::Text) {
        context.rules.check_aside(value, value.text().unwrap_or_default());
    }
}

fn owned(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// Reads the identifier, which is the name of the file.
fn identifier<'a>(file: &Table<'a>) -> Option<&'a str> {
    let value = file.required("identifiant")?;
    let id = value.filled()?;
    if !is_identifier(id) {
        value.fault_hint(format!("l’identifiant « {id} » a d’autres signes que a-z, 0-9 et -"), "vingt-quatre signes au plus");
        return None;
    }
    if id != file.file_name() {
        value.fault_hint(
            format!("l’identifiant « {id} » n’est pas le nom du fichier"),
            format!("renommez le fichier, ou écrivez « {} »", file.file_name()),
        );
    }
    Some(id)
}

/// Tells whether a text may be the identifier of a record.
fn is_identifier(id: &str) -> bool {
    id.len() <= 24 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn check_folder(file: &Table<'_>, theme: Option<Theme>) {
    let folder = file.path().strip_prefix(FOLDER).and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    if let Some(theme) = theme.filter(|theme| theme.word() != folder) {
        let hint = format!("rangez-la dans {FOLDER}{}/", theme.word());
        match file.optional("theme") {
            Some(value) => value.fault_hint(format!("la clause est rangée dans « {folder} », qui n’est pas son thème"), hint),
            None => file.fault_hint("clause mal rangée", hint),
        }
    }
}

/// Reads the families; « toutes » stands alone and gives an empty list.
fn families(file: &Table<'_>, context: &ClauseContext<'_>) -> Option<Vec<Family>> {
    let value = file.required("familles")?;
    let listed = value.list();
    let says_every = |one: &Value<'_>| one.text() == Some(EVERY);
    if listed.is_empty() {
        value.fault_hint("aucune famille", format!("écrivez [\"{EVERY}\"] pour une clause qui convient à tous les achats"));
    }
    if let Some(every) = listed.iter().copied().find(says_every) {
        if listed.len() > 1 {
            every.fault_hint(format!("« {EVERY} » accompagne d’autres familles"), format!("gardez « {EVERY} » seul, ou retirez-le"));
        }
        return Some(Vec::new());
    }
    let mut families: Vec<Family> = Vec::new();
    for one in listed {
        let Some(family) = context.words.read::<Family>(one) else { continue };
        if families.contains(&family) {
            one.fault(format!("la famille « {} » est écrite deux fois", one.text().unwrap_or_default()));
        } else {
            families.push(family);
        }
    }
    Some(families)
}

fn cpv_prefixes(file: &Table<'_>, context: &ClauseContext<'_>) -> Vec<String> {
    file.values("cpv").into_iter().filter_map(|value| cpv::read_prefix(value, context.cpv)).collect()
}

fn other_documents(file: &Table<'_>, main: Option<DocumentKind>, context: &ClauseContext<'_>) -> Vec<DocumentKind> {
    let mut others: Vec<DocumentKind> = Vec::new();
    for value in file.values("autres_pieces") {
        let Some(document) = context.words.read::<DocumentKind>(value) else { continue };
        if main == Some(document) || others.contains(&document) {
            value.fault(format!("la pièce « {} » est déjà dite", value.text().unwrap_or_default()));
        } else {
            others.push(document);
        }
    }
    others
}

/// Reads what the clause answers, and the obligation that a reminder repeats.
fn obligations(file: &Table<'_>, kind: Option<ClauseKind>, context: &ClauseContext<'_>) -> (Vec<String>, Option<String>) {
    let is_reminder = kind == Some(ClauseKind::Reminder);
    let serves = file.values("repond").into_iter().filter_map(|value| obligation(value, context)).collect::<Vec<_>>();
    if let Some(value) = file.optional("repond").filter(|_| is_reminder && !serves.is_empty()) {
        value.fault_hint("un rappel ne couvre aucune obligation", "videz « repond » et gardez « socle_legal »");
    }
    let floor = file.optional("socle_legal").filter(|value| value.text().is_some_and(|text| !text.is_empty()));
    match floor {
        None if is_reminder => file.fault_hint("un rappel répète une obligation", "ajoutez « socle_legal »"),
        Some(value) if kind.is_some() && !is_reminder => {
            value.fault_hint("seul un rappel a un socle légal", "écrivez genre = \"rappel\", ou retirez « socle_legal »")
        }
        Some(_) | None => {}
    }
    (serves, floor.and_then(|value| obligation(value, context)))
}

fn obligation(value: Value<'_>, context: &ClauseContext<'_>) -> Option<String> {
    let id = value.filled()?;
    if let Some(known) = context.obligations.as_ref().filter(|known| !known.contains(id)) {
        let near = crate::reader::nearest(id, known.iter().copied());
        let hint = near.map_or_else(|| "voyez law/obligations/".to_owned(), |near| format!("vouliez-vous dire « {near} » ?"));
        value.fault_hint(format!("aucune obligation ne s’appelle « {id} »"), hint);
    }
    Some(id.to_owned())
}

/// Reads the texts on which the clause rests; at least one.
fn sources(file: &Table<'_>) -> Vec<ClauseSource> {
    if let Some(value) = file.required("sources").filter(|value| value.list().is_empty()) {
        value.fault_hint("aucune source", "dites le texte, ou l’usage, sur lequel la clause repose");
    }
    file.tables("sources", &["texte", "article", "lien"]).iter().filter_map(source).collect()
}

fn source(table: &Table<'_>) -> Option<ClauseSource> {
    let url = table.optional_text("lien");
    if let Some(value) = table.optional("lien").filter(|_| url.is_some_and(|url| !url.starts_with("https://"))) {
        value.fault_hint("ce lien n’est pas une adresse sûre", "une adresse commence par https://");
    }
    Some(ClauseSource {
        text: table.text("texte")?.to_owned(),
        article: table.optional_text("article").map(str::to_owned),
        url: url.map(str::to_owned),
    })
}
