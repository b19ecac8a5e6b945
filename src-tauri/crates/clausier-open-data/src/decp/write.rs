//! A tender in the words of DECP: a draft while it is being written, the whole once it is awarded.

use chrono::NaiveDate;
use clausier_core::figures::{ClauseLookup, considerations, considerations_of_lot};
use clausier_core::tender::{Award, Considerations, Euros, Holder, Lot, Nature, Publication, Tender};
use serde_json::{Map, Value, json};

use super::doubts::{Doubt, doubts};
use super::words;

/// Longest object of a contract, in characters (schema 2.0.4).
const LONGEST_OBJECT: usize = 1000;
/// Longest identifier of a contract, in characters.
const LONGEST_ID: usize = 16;

const CONTRACT: [&str; 24] = [
    "id",
    "acheteur",
    "nature",
    "objet",
    "codeCPV",
    "techniques",
    "modalitesExecution",
    "marcheInnovant",
    "ccag",
    "offresRecues",
    "attributionAvance",
    "typeGroupementOperateurs",
    "procedure",
    "lieuExecution",
    "dureeMois",
    "dateNotification",
    "datePublicationDonnees",
    "montant",
    "typesPrix",
    "formePrix",
    "sousTraitanceDeclaree",
    "titulaires",
    "considerationsSociales",
    "considerationsEnvironnementales",
];
const CONCESSION: [&str; 14] = [
    "id",
    "autoriteConcedante",
    "nature",
    "objet",
    "procedure",
    "dureeMois",
    "dateSignature",
    "datePublicationDonnees",
    "dateDebutExecution",
    "valeurGlobale",
    "montantSubventionPublique",
    "concessionnaires",
    "considerationsSociales",
    "considerationsEnvironnementales",
];

/// What was written, and what is not known yet.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Export {
    pub document: Value,
    /// A field that the schema requires is missing: the file cannot be published yet.
    pub draft: bool,
    /// Fields of DECP that the schema requires and the tender does not know, in the order of the schema.
    pub missing: Vec<&'static str>,
    pub doubts: Vec<Doubt>,
}

/// Writes a tender. Before the award the consultation is one entry; once holders are known lot by lot,
/// each lot is the contract that it is.
pub fn write(tender: &Tender, clause: &ClauseLookup<'_>, today: NaiveDate) -> Export {
    let concession = matches!(tender.nature, Some(Nature::WorksConcession | Nature::ServicesConcession));
    let entries: Vec<Value> = subjects(tender).into_iter().map(|subject| entry(&subject, concession, clause)).collect();
    let required: &[&'static str] = if concession { &CONCESSION } else { &CONTRACT };
    let missing: Vec<&'static str> = required.iter().copied().filter(|field| entries.iter().any(|entry| entry.get(field).is_none())).collect();
    let told = entries.iter().flat_map(|entry| doubts(entry, concession, today)).chain(left_out(tender, concession));
    let doubts = told.fold(Vec::new(), |mut kept, doubt| {
        if !kept.contains(&doubt) {
            kept.push(doubt);
        }
        kept
    });
    let list = if concession { "contrat-concession" } else { "marche" };
    Export { document: json!({ "marches": { list: entries } }), draft: !missing.is_empty(), missing, doubts }
}

/// One contract to describe: the consultation, or one of its lots.
struct Subject<'a> {
    tender: &'a Tender,
    lot: Option<&'a Lot>,
    holders: Vec<&'a Holder>,
}

fn subjects(tender: &Tender) -> Vec<Subject<'_>> {
    let holders: Vec<&Holder> = tender.award.iter().flat_map(|award| &award.holders).collect();
    let awarded: Vec<&Lot> = tender.lots.iter().filter(|lot| holders.iter().any(|holder| holder.lot == Some(lot.number))).collect();
    if awarded.is_empty() || tender.lots.len() < 2 {
        return vec![Subject { tender, lot: None, holders }];
    }
    let of = |lot: &Lot| holders.iter().copied().filter(|holder| holder.lot == Some(lot.number)).collect();
    awarded.into_iter().map(|lot| Subject { tender, lot: Some(lot), holders: of(lot) }).collect()
}

fn entry(subject: &Subject<'_>, concession: bool, clause: &ClauseLookup<'_>) -> Value {
    let mut fields = Fields(Map::new());
    if concession {
        concession_fields(&mut fields, subject)
    } else {
        contract_fields(&mut fields, subject)
    }
    fields.put("id", identifier(subject));
    fields.put("objet", object(subject));
    fields.put("dureeMois", subject.lot.and_then(|lot| lot.duration_months).or(subject.tender.duration_months).filter(|months| *months > 0));
    fields.put("datePublicationDonnees", award(subject).and_then(|award| award.data_published_on).map(|day| day.to_string()));
    let words = match subject.lot {
        Some(lot) => considerations_of_lot(subject.tender, lot, clause),
        None => considerations(subject.tender, clause),
    };
    let known = |list: &[&str]| words::considerations(&words, list, concession);
    fields.put("considerationsSociales", listed(known(&Considerations::SOCIAL), "considerationSociale"));
    fields.put("considerationsEnvironnementales", listed(known(&Considerations::ENVIRONMENTAL), "considerationEnvironnementale"));
    Value::Object(fields.0)
}

fn contract_fields(fields: &mut Fields, subject: &Subject<'_>) {
    let tender = subject.tender;
    let publication = tender.publication.as_ref();
    let of_award = award(subject);
    fields.put("acheteur", siret(tender).map(|id| json!({ "id": id })));
    fields.put("nature", Some(if tender.defence == Some(true) { "Marché de défense ou de sécurité" } else { "Marché" }));
    let cpv = subject.lot.and_then(|lot| lot.cpv.first()).or(tender.cpv.first()).or_else(|| tender.lots.first()?.cpv.first());
    fields.put("codeCPV", cpv.map(String::as_str));
    let several =
        |words: fn(&Publication) -> &Vec<String>, list: &[&str]| words::all_in_list(publication.map(words).map_or(&[], Vec::as_slice), list);
    let one = |word: fn(&Publication) -> &Option<String>, list: &[&'static str]| {
        words::in_list(publication.and_then(|known| word(known).as_deref())?, list)
    };
    fields.put("techniques", listed(several(|known| &known.techniques, &words::TECHNIQUES), "technique"));
    fields.put("modalitesExecution", listed(several(|known| &known.execution_modes, &words::EXECUTION_MODES), "modaliteExecution"));
    fields.put("typesPrix", listed(several(|known| &known.price_types, &words::PRICE_TYPES), "typePrix"));
    fields.put("formePrix", one(|known| &known.price_form, &words::PRICE_FORMS));
    fields.put("ccag", one(|known| &known.ccag, &words::CCAG));
    fields.put("lieuExecution", publication.and_then(place));
    fields.put("marcheInnovant", tender.innovative);
    let procedure = subject.lot.and_then(|lot| lot.procedure).or(tender.procedure);
    fields.put("procedure", words::procedure(publication.and_then(|publication| publication.procedure_type.as_deref()), procedure));
    fields.put("dateNotification", tender.notified_on.map(|day| day.to_string()));
    fields.put("montant", amount(subject));
    fields.put("offresRecues", of_award.and_then(|award| award.offers_received).filter(|count| *count > 0));
    fields.put("attributionAvance", of_award.and_then(|award| award.advance_granted));
    fields.put("typeGroupementOperateurs", of_award.and_then(|award| words::in_list(award.grouping.as_deref()?, &words::GROUPINGS)));
    fields.put("sousTraitanceDeclaree", of_award.and_then(|award| award.subcontracting_declared));
    fields.put("titulaires", holders(subject, "titulaire"));
}

fn concession_fields(fields: &mut Fields, subject: &Subject<'_>) {
    let tender = subject.tender;
    fields.put("autoriteConcedante", siret(tender).map(|id| json!({ "id": id })));
    fields.put("nature", tender.nature.and_then(|nature| words::concession(nature, tender.entrusts_public_service)));
    fields.put("dateSignature", tender.notified_on.map(|day| day.to_string()));
    fields.put("valeurGlobale", amount(subject));
    fields.put("concessionnaires", holders(subject, "concessionnaire"));
}

/// Fields that are known: nothing is written for the others.
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.into());
        }
    }
}

fn award<'a>(subject: &Subject<'a>) -> Option<&'a Award> {
    subject.tender.award.as_ref()
}

/// Several contracts of one consultation have each their own number: the lot follows. One that is empty or too long for the
/// schema is left out.
fn identifier(subject: &Subject<'_>) -> Option<String> {
    own_number(subject).filter(|id| fits(id))
}

fn own_number(subject: &Subject<'_>) -> Option<String> {
    let id = award(subject)?.decp_id.as_deref()?.trim();
    Some(subject.lot.map_or_else(|| id.to_owned(), |lot| number_of_lot(id, lot.number)))
}

/// Returns the number under which a lot of a consultation is published.
pub fn number_of_lot(number: &str, lot: u32) -> String {
    format!("{number}-{lot:02}")
}

fn fits(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.chars().count())
}

/// A line end or a tab is a space: a title is one line.
fn object(subject: &Subject<'_>) -> Option<String> {
    let title = subject.tender.title.as_deref()?;
    let whole = match subject.lot.and_then(|lot| lot.title.as_deref().map(|title| (lot.number, title))) {
        Some((number, lot)) => format!("{title} - Lot {number} : {lot}"),
        None => title.to_owned(),
    };
    let plain: String = whole.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    Some(plain.trim().chars().take(LONGEST_OBJECT).collect()).filter(|object: &String| !object.is_empty())
}

fn siret(tender: &Tender) -> Option<String> {
    let siret: String = tender.buyer.as_ref()?.siret.as_deref()?.chars().filter(|one| !one.is_whitespace()).collect();
    (siret.len() == 14 && siret.bytes().all(|one| one.is_ascii_digit())).then_some(siret)
}

fn listed(words: Vec<String>, name: &str) -> Option<Value> {
    (!words.is_empty()).then(|| json!({ name: words }))
}

fn place(publication: &Publication) -> Option<Value> {
    let place = publication.place.as_ref()?;
    let code = place.code.as_deref().map(str::trim).filter(|code| !code.is_empty())?;
    Some(json!({ "code": code, "typeCode": words::in_list(place.r#type.as_deref()?, &words::PLACES)? }))
}

/// The amount of the lot's holders, or of the award; what is below one euro says nothing.
fn amount(subject: &Subject<'_>) -> Option<Value> {
    let of_holders = subject.holders.iter().filter_map(|holder| holder.amount_eur).reduce(Euros::plus);
    let amount = match subject.lot {
        Some(_) => of_holders,
        None => award(subject).and_then(|award| award.amount_eur).or(of_holders),
    };
    let amount = amount.filter(|amount| amount.cents() >= 100)?;
    Some(if amount.cents() % 100 == 0 { json!(amount.cents() / 100) } else { json!(amount.as_f64()) })
}

/// Holders whose identifier is known; each once.
fn holders(subject: &Subject<'_>, name: &str) -> Option<Value> {
    let mut found: Vec<Value> = Vec::new();
    for holder in &subject.holders {
        let Some((kind, id)) = holder_id(holder) else { continue };
        let one = json!({ name: { "typeIdentifiant": kind, "id": id } });
        if !found.contains(&one) {
            found.push(one);
        }
    }
    (!found.is_empty()).then_some(Value::Array(found))
}

/// A SIRET is written without its spaces.
fn holder_id(holder: &Holder) -> Option<(&'static str, String)> {
    let kind = words::in_list(holder.id_type.as_deref()?, &words::HOLDER_IDS)?;
    let typed = holder.id.as_deref()?.trim();
    let id = if kind == "SIRET" { typed.chars().filter(|one| !one.is_whitespace()).collect() } else { typed.to_owned() };
    (!id.is_empty()).then_some((kind, id))
}

/// Says what the tender holds and the schema does not take: it is not written.
fn left_out(tender: &Tender, concession: bool) -> Vec<Doubt> {
    let mut found: Vec<Doubt> =
        subjects(tender).iter().filter_map(own_number).filter(|id| !fits(id)).map(|found| Doubt::Identifier { found }).collect();
    let mut stranger = |field: &'static str, word: Option<&str>, list: &[&'static str]| {
        if let Some(word) = word.filter(|word| words::in_list(word, list).is_none()) {
            found.push(Doubt::Word { field, found: word.to_owned() });
        }
    };
    if let Some(publication) = tender.publication.as_ref().filter(|_| !concession) {
        let several = [
            ("techniques", &publication.techniques, &words::TECHNIQUES[..]),
            ("modalitesExecution", &publication.execution_modes, &words::EXECUTION_MODES),
            ("typesPrix", &publication.price_types, &words::PRICE_TYPES),
        ];
        several.into_iter().for_each(|(field, all, list)| all.iter().for_each(|word| stranger(field, Some(word), list)));
        stranger("formePrix", publication.price_form.as_deref(), &words::PRICE_FORMS);
        stranger("ccag", publication.ccag.as_deref(), &words::CCAG);
        stranger("lieuExecution", publication.place.as_ref().and_then(|place| place.r#type.as_deref()), &words::PLACES);
    }
    if let Some(award) = &tender.award {
        stranger("typeGroupementOperateurs", award.grouping.as_deref().filter(|_| !concession), &words::GROUPINGS);
        award.holders.iter().for_each(|holder| stranger("titulaires", holder.id_type.as_deref(), &words::HOLDER_IDS));
    }
    found
}
