//! What was taken, in sentences.

use chrono::NaiveDate;
use clausier_core::french;
use clausier_open_data::sheets::{Aside, Fault};

use super::{HOURS, LIST, LineAside, SPEND, TakenIn};

/// Names what a file replaced.
pub(super) fn what(kind: &str, scope: &str) -> String {
    let text = match kind {
        SPEND => format!("Dépenses {scope}"),
        HOURS => {
            let period = scope.split_once('|').map_or("", |(_, period)| period);
            if period.is_empty() { "Heures d’insertion".to_owned() } else { format!("Heures d’insertion, {period}") }
        }
        list => {
            let name = list.trim_start_matches(LIST).to_uppercase();
            let day = scope.parse::<NaiveDate>().map_or_else(|_| scope.to_owned(), french::day);
            format!("Liste {name} au {day}")
        }
    };
    french::typography(&text)
}

/// A line set aside, with its reason.
pub(super) fn aside(aside: &Aside) -> LineAside {
    LineAside { line: u32::try_from(aside.line).unwrap_or(u32::MAX), reason: french::typography(&reason(&aside.fault)) }
}

fn reason(fault: &Fault) -> String {
    match fault {
        Fault::Missing(column) => format!("la colonne « {} » est vide", column.head()),
        Fault::Siret(text) => format!("« {text} » n’est pas un SIRET de quatorze chiffres"),
        Fault::Rounded(text) => format!("« {text} » a été arrondi par le tableur : mettez la colonne au format texte et refaites l’extrait"),
        Fault::Amount(text) => format!("« {text} » n’est pas un montant"),
        Fault::Year(text) => format!("« {text} » n’est pas une année"),
        Fault::Day(text) => format!("« {text} » n’est pas une date"),
        Fault::Lot(text) => format!("« {text} » n’est pas un numéro de lot"),
        Fault::Hours(text) => format!("« {text} » n’est pas un nombre d’heures"),
    }
}

/// How many lines count, and how many were set aside.
pub(super) fn counted(lines: u32, aside: u32) -> String {
    let count = |number: u32, one: &str, many: &str| french::count(usize::try_from(number).unwrap_or(usize::MAX), one, many);
    let lines = count(lines, "ligne", "lignes");
    if aside == 0 { lines } else { format!("{lines}, {}", count(aside, "mise de côté", "mises de côté")) }
}

/// What was taken back, in sentences.
pub fn undone(lines: &[super::IntakeLine]) -> Vec<String> {
    let named = once(&lines.iter().map(|line| line.what.clone()).collect::<Vec<_>>());
    vec![french::typography(&format!("Annulé : {}. Ce qui était connu avant compte à nouveau.", french::and(&named)))]
}

/// What was taken, in sentences: how much, what it replaced, what was left and why.
pub fn sentences(taken: &TakenIn) -> Vec<String> {
    let count = |number: usize, one: &str, many: &str| french::count(number, one, many);
    let lines = count(usize::try_from(taken.imported).unwrap_or(usize::MAX), "ligne reprise", "lignes reprises");
    let aside = count(taken.set_aside.len(), "mise de côté", "mises de côté");
    let mut sentences = vec![format!("{lines}, {aside}.")];
    if !taken.changed && taken.imported > 0 {
        sentences.push("Ce fichier dit ce qui était déjà connu : rien n’a changé.".to_owned());
    } else if !taken.replaced.is_empty() {
        sentences.push(format!("Compte maintenant : {}.", french::and(&once(&taken.replaced))));
    }
    if !taken.personal.is_empty() {
        let columns = french::and(&taken.personal.iter().map(|name| format!("« {name} »")).collect::<Vec<_>>());
        sentences.push(format!("Des colonnes désignent des personnes ({columns}) : rien n’en a été gardé."));
    }
    sentences.extend(taken.set_aside.iter().map(|one| format!("Ligne {} : {}.", one.line, one.reason)));
    sentences.iter().map(|sentence| french::typography(sentence)).collect()
}

fn once(names: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        if !kept.contains(name) {
            kept.push(name.clone());
        }
    }
    kept
}
