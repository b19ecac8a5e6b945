//! Essential data (DECP): a tender written for publication, published contracts taken into the base.

use std::collections::HashMap;
use std::path::Path;

use clausier_core::french;
use clausier_core::tender::{Award, Holder, Tender, TenderId};
use clausier_open_data::decp::{self, Doubt, Published, ReadError, Refused};
use serde::Serialize;

use crate::app::App;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::files;
use crate::now::Now;
use crate::published_import::{Change, Taken};
use crate::store_errors::sentence;
use crate::tenders;

/// Largest file of published contracts, in bytes: a year of a large buyer is far below.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What was written (contract §1).
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Exported {
    pub written: String,
    /// Fields are missing: the file cannot be published yet.
    pub draft: bool,
    pub missing: Vec<&'static str>,
    pub warnings: Vec<String>,
}

/// What was taken into the base (contract §1).
#[derive(Debug, Clone, Default, Serialize)]
#[allow(missing_docs)]
pub struct Imported {
    pub imported: usize,
    pub updated: usize,
    pub set_aside: Vec<SetAside>,
    /// Those among the updated ones that the base already knew as they are.
    pub unchanged: usize,
    /// Contracts of other buyers, left alone because one buyer was asked for.
    pub others: usize,
    /// The person stopped it: the contracts that follow were not looked at.
    pub stopped: bool,
}

/// A contract that was not taken, and why.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct SetAside {
    pub id: String,
    pub reason: String,
}

/// Writes a tender as DECP; what is not known is left out and named.
pub fn write_decp(engine: &Engine, tender: &Tender, out: &Path, replace: bool, now: &Now) -> UserResult<Exported> {
    let library = engine.library_of(tender);
    let export = decp::write(tender, &|clause| library.traits(clause), now.today);
    let text = serde_json::to_string_pretty(&export.document).expect("essential data are plain data");
    files::write(out, format!("{text}\n").as_bytes(), replace)?;
    let warnings = export.doubts.iter().map(|doubt| french::typography(&doubt_sentence(doubt))).collect();
    Ok(Exported { written: out.display().to_string(), draft: export.draft, missing: export.missing, warnings })
}

/// Takes published contracts into the base, as tenders already notified. A tender written here, of the
/// same buyer and with the same number, keeps its clauses and receives its award.
pub fn import_decp(app: &App, file: &Path, buyer: Option<&str>, now: &Now) -> UserResult<Imported> {
    import_watched(app, file, buyer, now, &mut |_, _| true)
}

/// The same for who waits in front of it: told how many contracts are taken out of how many, and stopped by a `false`.
/// What was taken until then stays, and can be taken back whole ([`published_import::undo`]).
///
/// [`published_import::undo`]: crate::published_import::undo
pub fn import_watched(app: &App, file: &Path, buyer: Option<&str>, now: &Now, watch: &mut dyn FnMut(usize, usize) -> bool) -> UserResult<Imported> {
    let siren = buyer.map(siren).transpose()?;
    let published = read(file, siren.as_deref(), now)?;
    let known = by_number(app)?;
    let mut report = Imported { others: published.others, ..Imported::default() };
    for aside in published.set_aside {
        report.set_aside.push(SetAside { id: aside.id, reason: french::typography(&refusal_sentence(&aside.reason)) });
    }
    let mut taken = Taken::of(file);
    let mut done = 0;
    for contracts in by_tender(&published.tenders, &known) {
        if !watch(done, published.tenders.len()) {
            report.stopped = true;
            break;
        }
        done += contracts.len();
        match take(app, &contracts, &known, now) {
            Ok(change) => taken.note(&change, &mut report),
            // What was taken before the refusal can still be taken back.
            Err(error) => return taken.keep(app, now).and(Err(error)),
        }
    }
    taken.keep(app, now)?;
    Ok(report)
}

/// Puts together the contracts that are lots of one consultation written here: it is written, and taken back, once.
fn by_tender<'c>(contracts: &'c [Tender], known: &HashMap<Number, Known>) -> Vec<Vec<&'c Tender>> {
    let mut places: HashMap<TenderId, usize> = HashMap::new();
    let mut groups: Vec<Vec<&Tender>> = Vec::new();
    for contract in contracts {
        let id = written_here(contract, known).map_or(contract.id, |(id, _)| id);
        let place = *places.entry(id).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(contract),
            None => groups.push(vec![contract]),
        }
    }
    groups
}

fn written_here(contract: &Tender, known: &HashMap<Number, Known>) -> Option<Known> {
    known.get(&number_of(contract)?).copied().filter(|(id, _)| *id != contract.id)
}

/// Writes contracts over what the base knows of their tender.
fn take(app: &App, contracts: &[&Tender], known: &HashMap<Number, Known>, now: &Now) -> UserResult<Change> {
    let mut told: Option<Tender> = None;
    for contract in contracts {
        told = Some(match written_here(contract, known) {
            None => (*contract).clone(),
            Some((id, lot)) => {
                let own = told.map_or_else(|| tenders::get(app, id), Ok)?;
                match lot {
                    Some(lot) => lot_awarded(own, lot, contract),
                    None => awarded(own, contract),
                }
            }
        });
    }
    let tender = told.ok_or_else(|| UserError::new("marche-inconnu", &[("id", "")]))?;
    let revision = |store: &clausier_store::Store| store.find(tender.id).map(|found| found.map(|stored| stored.rev));
    let before = app.with_store(|store| revision(store).map_err(|error| sentence(&error)))?;
    let created = tenders::import(app, &tender, now)?.created;
    let after = app.with_store(|store| revision(store).map_err(|error| sentence(&error)))?.unwrap_or_default();
    Ok(Change { id: tender.id, rev: after, contracts: contracts.len(), created, changed: created || before != Some(after) })
}

/// A SIREN, or a SIRET whose first nine digits are one, typed with or without spaces.
fn siren(typed: &str) -> UserResult<String> {
    let digits: String = typed.chars().filter(|one| !one.is_whitespace()).collect();
    let good = matches!(digits.len(), 9 | 14) && digits.bytes().all(|one| one.is_ascii_digit());
    if good { Ok(digits) } else { Err(UserError::new("siren-illisible", &[("siren", typed)])) }
}

fn read(file: &Path, buyer: Option<&str>, now: &Now) -> UserResult<Published> {
    let bytes = files::read(file, LARGEST, "decp-trop-gros")?;
    let name = files::name_of(file);
    decp::read(&bytes, buyer, now.today).map_err(|error| match error {
        ReadError::NotJson { line } => UserError::new("decp-pas-json", &[("fichier", &name), ("ligne", &line.to_string())]),
        ReadError::NoContracts => UserError::new("decp-autre-forme", &[("fichier", &name)]),
    })
}

/// SIRET of the buyer and number of the contract.
type Number = (String, String);

/// A tender written here, whole or by one of its lots.
type Known = (TenderId, Option<u32>);

fn number_of(tender: &Tender) -> Option<Number> {
    Some((tender.buyer.as_ref()?.siret.clone()?, tender.award.as_ref()?.decp_id.clone()?))
}

/// Numbers of the contracts that the base knows: those of the lots too, under which they were published from here.
fn by_number(app: &App) -> UserResult<HashMap<Number, Known>> {
    let rows = app.with_store(|store| store.list().map_err(|error| sentence(&error)))?;
    let (mut read, mut lots, mut whole) = (HashMap::new(), HashMap::new(), HashMap::new());
    for row in rows.into_iter().filter(|row| !row.sample) {
        let tender = tenders::get(app, row.id)?;
        let Some((siret, number)) = number_of(&tender) else { continue };
        if tender.id == TenderId::of_published(&siret, &number) {
            read.insert((siret, number), (tender.id, None));
            continue;
        }
        for lot in tender.lots.iter().map(|lot| lot.number) {
            lots.insert((siret.clone(), decp::number_of_lot(&number, lot)), (tender.id, Some(lot)));
        }
        whole.insert((siret, number), (tender.id, None));
    }
    // What was read from a publication gives way to what was written here.
    read.extend(lots);
    read.extend(whole);
    Ok(read)
}

/// What was written here stays; what the publication knows of the award is taken.
fn awarded(mut own: Tender, published: &Tender) -> Tender {
    let kept = own.award.take().unwrap_or_default();
    let theirs = published.award.clone().unwrap_or_default();
    own.award = Some(Award {
        amount_eur: theirs.amount_eur.or(kept.amount_eur),
        decp_id: theirs.decp_id.or(kept.decp_id),
        offers_received: theirs.offers_received.or(kept.offers_received),
        advance_granted: theirs.advance_granted.or(kept.advance_granted),
        grouping: theirs.grouping.or(kept.grouping),
        subcontracting_declared: theirs.subcontracting_declared.or(kept.subcontracting_declared),
        data_published_on: theirs.data_published_on.or(kept.data_published_on),
        holders: holders(kept.holders, theirs.holders),
    });
    own.notified_on = published.notified_on.or(own.notified_on);
    own.stage = own.stage.filter(|stage| stage.is_notified()).or(published.stage);
    own
}

/// One lot of a consultation written here: its holders and its amount are taken, the rest is of the whole.
fn lot_awarded(mut own: Tender, lot: u32, published: &Tender) -> Tender {
    let theirs = published.award.clone().unwrap_or_default();
    let mut award = own.award.take().unwrap_or_default();
    let alone = theirs.holders.len() == 1;
    for holder in theirs.holders {
        let amount = theirs.amount_eur.filter(|_| alone);
        match award.holders.iter_mut().find(|known| known.lot == Some(lot) && known.id == holder.id) {
            Some(known) => known.amount_eur = known.amount_eur.or(amount),
            None => award.holders.push(Holder { lot: Some(lot), amount_eur: amount, ..holder }),
        }
    }
    award.data_published_on = award.data_published_on.or(theirs.data_published_on);
    own.award = Some(award);
    own.notified_on = own.notified_on.or(published.notified_on);
    own.stage = own.stage.filter(|stage| stage.is_notified()).or(published.stage);
    own
}

/// What the buyer noted of a holder (size, approvals) is not in the publication: it stays.
fn holders(kept: Vec<Holder>, theirs: Vec<Holder>) -> Vec<Holder> {
    if theirs.is_empty() {
        return kept;
    }
    let mut all = kept;
    for holder in theirs {
        if !all.iter().any(|known| known.id == holder.id) {
            all.push(holder);
        }
    }
    all
}

/// What was written, in sentences.
pub fn export_sentences(exported: &Exported) -> Vec<String> {
    let mut sentences = vec![format!("Écrit : {}.", exported.written)];
    if exported.draft {
        let missing = exported.missing.join(", ");
        sentences.push(french::typography(&format!("C’est un brouillon : il manque encore {missing}. Rien n’a été inventé.")));
    }
    sentences.extend(exported.warnings.iter().cloned());
    sentences
}

/// What was taken, in sentences.
pub fn import_sentences(imported: &Imported) -> Vec<String> {
    let taken = french::count(imported.imported, "marché ajouté", "marchés ajoutés");
    let updated = french::count(imported.updated.saturating_sub(imported.unchanged), "marché mis à jour", "marchés mis à jour");
    let aside = french::count(imported.set_aside.len(), "mis de côté", "mis de côté");
    let mut sentences = vec![french::typography(&format!("{taken}, {updated}, {aside}."))];
    if imported.unchanged > 0 {
        let same = french::count(imported.unchanged, "marché était déjà là, à l’identique", "marchés étaient déjà là, à l’identique");
        sentences.push(french::typography(&format!("{same}.")));
    }
    if imported.others > 0 {
        let others = french::count(imported.others, "marché d’un autre acheteur n’a", "marchés d’autres acheteurs n’ont");
        sentences.push(french::typography(&format!("{others} pas été {}.", if imported.others > 1 { "lus" } else { "lu" })));
    }
    if imported.stopped {
        sentences.push("Vous avez arrêté l’import : les marchés suivants n’ont pas été regardés. Ce qui est repris peut être annulé.".to_owned());
    }
    sentences.extend(imported.set_aside.iter().map(|one| format!("  {} : {}", one.id, one.reason)));
    sentences
}

fn doubt_sentence(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Contradiction { field } => {
            format!("{field} : « Pas de considération » accompagne une autre valeur ; la publication nationale mettrait ce marché de côté.")
        }
        Doubt::Siret { found } => format!("Le SIRET {found} a une clé fausse ; la publication nationale mettrait ce marché de côté."),
        Doubt::Identifier { found } => {
            format!("L’identifiant « {found} » n’est pas admis : seize caractères au plus, lettres sans accent, chiffres, espace et / - _ . #.")
        }
        Doubt::Amount => {
            "Le montant semble saisi au hasard ou hors des bornes admises ; la publication nationale mettrait ce marché de côté.".to_owned()
        }
        Doubt::Duration { months, most } => format!("La durée ({months} mois) dépasse les {most} mois admis par la publication nationale."),
        Doubt::Day { field, found } => format!("{field} : « {found} » n’est pas un jour passé."),
        Doubt::Holders { count } => format!("Le marché a {count} titulaires ; la publication nationale ne lit que les trois premiers."),
        Doubt::HolderId { kind, found } => {
            format!("L’identifiant {found} n’a pas la forme d’un {kind} ; la publication nationale mettrait ce marché de côté.")
        }
        Doubt::ShortObject => "L’objet tient en moins de cinq caractères : il ne dit rien du marché.".to_owned(),
        Doubt::Origin { cpv } => format!(
            "Pour le code CPV {cpv}, la publication nationale attend l’origine des produits (origineUE et origineFrance) ; sans elle, elle inscrit « MQ » (manquant). Clausier ne la connaît pas : complétez-la dans votre profil d’acheteur."
        ),
        Doubt::Word { field, found } => {
            format!("{field} : « {found} » n’est pas un mot de la liste des données essentielles ; il n’a pas été écrit.")
        }
    }
}

fn refusal_sentence(reason: &Refused) -> String {
    match reason {
        Refused::NoIdentifier => "le marché n’a pas d’identifiant".to_owned(),
        Refused::NoBuyer => "l’acheteur n’a pas de SIRET".to_owned(),
        Refused::NoDay => "la date de notification manque".to_owned(),
        Refused::Day(found) => format!("« {found} » n’est pas un jour passé"),
        Refused::Contradiction => "« Pas de considération » accompagne une autre valeur".to_owned(),
        Refused::Amount => "le montant est hors des bornes admises ou saisi au hasard".to_owned(),
        Refused::SameIdentifier => "un autre marché du même acheteur porte déjà cet identifiant".to_owned(),
    }
}
