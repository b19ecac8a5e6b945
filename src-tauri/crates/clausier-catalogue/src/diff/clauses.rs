//! Clauses: their wordings above all, and what makes them be proposed.

use clausier_core::clauses::{Clause, ClauseSource, ClauseVersion, Guidance, LevelText};
use clausier_core::french;
use clausier_core::tender::Level;

use super::condition::Teller;
use super::rules::condition;
use super::said::Said;
use super::texts::{day, quoted};
use super::{Change, ChangeKind, Pair, matched};
use crate::catalogue::Catalogue;

pub(super) fn compare(pair: &Pair<'_>, (old, new): (&Catalogue, &Catalogue), changes: &mut Vec<Change>) {
    let all = |catalogue: &Catalogue| catalogue.library.list().cloned().collect::<Vec<_>>();
    let (one, other) = (all(old), all(new));
    let found = matched(&one, &other, |clause| clause.id.clone());
    for clause in found.gone {
        said(clause, changes).say("removed", "n'est plus proposée");
    }
    for (before, after) in found.both {
        let mut said = said(after, changes);
        head(pair, before, after, &mut said);
        let of = |catalogue: &'_ Catalogue| catalogue.conditions.get(&after.id).cloned();
        condition(pair, ("condition", "le cas où elle est proposée"), (of(old).as_ref(), of(new).as_ref()), &mut said);
        versions(&pair.new, before, after, &mut said);
    }
    for clause in found.come {
        said(clause, changes).say("added", "nouvelle clause");
    }
}

fn said<'a>(clause: &'a Clause, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::Clause, &clause.id, format!("Clause {}", quoted(&clause.title)))
}

fn head(pair: &Pair<'_>, old: &Clause, new: &Clause, said: &mut Said<'_>) {
    said.text("title", "l'intitulé", Some(&old.title), Some(&new.title));
    said.text("theme", "le thème", Some(pair.old.word(old.theme)), Some(pair.new.word(new.theme)));
    said.text("kind", "le genre", Some(pair.old.word(old.kind)), Some(pair.new.word(new.kind)));
    let words = |teller: &Teller<'_>, clause: &Clause| clause.families.iter().map(|family| teller.word(*family).to_owned()).collect::<Vec<_>>();
    said.list("families", "familles", &words(&pair.old, old), &words(&pair.new, new));
    let documents = |teller: &Teller<'_>, clause: &Clause| clause.documents().iter().map(|one| teller.word(*one).to_owned()).collect::<Vec<_>>();
    said.list("documents", "pièces", &documents(&pair.old, old), &documents(&pair.new, new));
    said.list("cpv", "codes CPV", &old.cpv, &new.cpv);
    said.keyed("serves", "obligations servies", &pair.rules(&old.serves), &pair.rules(&new.serves));
    let floor = |clause: &Clause| clause.legal_floor.as_deref().map(|id| pair.rule(id));
    said.text("legal_floor", "l'obligation rappelée", floor(old).as_deref(), floor(new).as_deref());
    said.list("derogations", "articles du CCAG auxquels elle déroge", &old.derogates_ccag, &new.derogates_ccag);
    said.text("effort", "l'effort des entreprises", Some(&old.effort.to_string()), Some(&new.effort.to_string()));
    let minutes = |clause: &Clause| format!("{} minutes par an", clause.control_minutes);
    said.text("control_time", "le temps de contrôle", Some(&minutes(old)), Some(&minutes(new)));
    let amount = |clause: &Clause| clause.min_amount.map(french::euros_ht);
    said.text("minimum", "le montant minimal", amount(old).as_deref(), amount(new).as_deref());
    let duration = |clause: &Clause| clause.min_duration_months.map(|months| format!("{months} mois"));
    said.text("minimum", "la durée minimale", duration(old).as_deref(), duration(new).as_deref());
    said.text("object", "l'objet", Some(&old.object), Some(&new.object));
    said.list("cautions", "points de vigilance", &old.cautions, &new.cautions);
    said.text("need", "la question au prescripteur", Some(&old.need), Some(&new.need));
    said.text("controller", "qui contrôle", Some(&old.controller), Some(&new.controller));
    said.list("sources", "sources", &sources(&old.sources), &sources(&new.sources));
    guidance(pair, (&old.guidance, &new.guidance), said);
    if old.confidence != new.confidence {
        said.turned("confidence", "la confiance", pair.old.word(old.confidence), pair.new.word(new.confidence));
    }
}

fn guidance(pair: &Pair<'_>, (old, new): (&Guidance, &Guidance), said: &mut Said<'_>) {
    said.text("scope", "la portée", Some(&old.scope), Some(&new.scope));
    let plans = |guidance: &Guidance| guidance.plans.iter().map(|plan| plan.name.clone()).collect::<Vec<_>>();
    said.list("plans", "plans servis", &plans(old), &plans(new));
    let labels = |guidance: &Guidance| guidance.labels.iter().map(|label| label.name.clone()).collect::<Vec<_>>();
    said.list("labels", "labels admis comme preuve", &labels(old), &labels(new));
    for (name, before, after) in [
        ("clauses nécessaires", &old.links.needs, &new.links.needs),
        ("clauses exclues", &old.links.excludes, &new.links.excludes),
        ("clauses remplacées", &old.links.replaces, &new.links.replaces),
        ("clauses qui vont avec", &old.links.goes_with, &new.links.goes_with),
    ] {
        said.keyed("links", name, &pair.clauses(before), &pair.clauses(after));
    }
    let months = |guidance: &Guidance| guidance.lead_months.map(|months| format!("{months} mois"));
    said.text("lead_time", "le délai de préparation", months(old).as_deref(), months(new).as_deref());
    said.text("publication", "le sujet publié", Some(&old.publication.subject), Some(&new.publication.subject));
}

fn sources(sources: &[ClauseSource]) -> Vec<String> {
    let article = |source: &ClauseSource| source.article.as_ref().map(|article| format!(", article {article}")).unwrap_or_default();
    sources.iter().map(|source| format!("{}{}", source.text, article(source))).collect()
}

fn versions(teller: &Teller<'_>, old: &Clause, new: &Clause, said: &mut Said<'_>) {
    let found = matched(old.versions.all(), new.versions.all(), |version| version.version.clone());
    for gone in found.gone {
        said.say("version_removed", &format!("version {} retirée", gone.version));
    }
    for come in found.come {
        said.say("version_added", &format!("version {} ajoutée, à compter du {}", come.version, day(come.from)));
    }
    for (before, after) in found.both {
        let first_day = format!("le premier jour de la version {}", after.version);
        said.text("version_day", &first_day, Some(&day(before.from)), Some(&day(after.from)));
        levels(teller, before, after, said);
        parameters(before, after, said);
    }
}

fn levels(teller: &Teller<'_>, old: &ClauseVersion, new: &ClauseVersion, said: &mut Said<'_>) {
    let names = |version: &ClauseVersion| version.levels.keys().map(|level| teller.word(*level).to_owned()).collect::<Vec<_>>();
    said.list("levels", &format!("version {}, niveaux", new.version), &names(old), &names(new));
    let both = new.levels.iter().filter_map(|(level, text)| Some((*level, old.levels.get(level)?, text)));
    for (level, before, after) in both {
        texts(teller, (&new.version, level), before, after, said);
    }
}

/// Says which texts of a level changed; the texts themselves are too long for a sentence.
fn texts(teller: &Teller<'_>, (version, level): (&str, Level), old: &LevelText, new: &LevelText, said: &mut Said<'_>) {
    let parts = [
        ("l'exigence", old.requirement != new.requirement),
        ("la preuve", old.proof != new.proof),
        ("le contrôle", old.control != new.control),
        ("la pénalité", old.penalty != new.penalty),
        ("la différence de niveau", old.difference != new.difference),
        ("la méthode de notation", old.method != new.method),
        ("ce que le candidat remet", old.bidders_provide != new.bidders_provide),
    ];
    let changed: Vec<&str> = parts.iter().filter(|(_, changed)| *changed).map(|(part, _)| *part).collect();
    if !changed.is_empty() {
        said.say("texts", &format!("version {version}, niveau {}, texte changé : {}", quoted(teller.word(level)), french::and(&changed)));
    }
}

fn parameters(old: &ClauseVersion, new: &ClauseVersion, said: &mut Said<'_>) {
    let names = |version: &ClauseVersion| version.parameters.iter().map(|one| (one.name.clone(), quoted(&one.label))).collect::<Vec<_>>();
    said.keyed("parameters", &format!("version {}, paramètres", new.version), &names(old), &names(new));
    let both = new.parameters.iter().filter_map(|after| Some((old.parameter(&after.name)?, after)));
    for (_, after) in both.filter(|(before, after)| before != after) {
        said.say("parameters", &format!("version {}, le paramètre {} change", new.version, quoted(&after.label)));
    }
}
