//! The diagnostic of a shared place on one page, for the people who administer it. No name, no path of
//! this computer, no address, no tender.

use clausier_core::french;

use crate::places::{self, Place};
use crate::share::DoctorReport;

/// Returns the page, a line after the other: what it is, what works, how fast, what is there, what it means.
pub fn page(place: &Place, report: &DoctorReport) -> Vec<String> {
    let mut lines = vec![format!("Diagnostic du partage Clausier ({})", kind(place)), String::new()];
    lines.extend(abilities(report).into_iter().chain(speed(report)).chain(contents(report)).map(|(label, value)| format!("{label} : {value}")));
    lines.push(String::new());
    lines.extend(conclusions(report));
    lines.iter().map(|line| french::typography(line)).collect()
}

fn kind(place: &Place) -> &'static str {
    match place {
        Place::Local(_) => "dossier",
        Place::WebDav { .. } => "serveur WebDAV",
        Place::S3 { .. } => "espace S3",
    }
}

type Line = (&'static str, String);

fn abilities(report: &DoctorReport) -> Vec<Line> {
    let yes = |good: bool| if good { "oui" } else { "non" }.to_owned();
    let mut lines = vec![
        ("Dossier", marker(report).to_owned()),
        ("Écriture possible", yes(report.writes)),
        ("Renommage possible", yes(report.renames)),
        ("Un fichier existant est protégé", yes(report.keeps_existing)),
    ];
    lines.extend(report.conditional.map(|own| ("Le serveur refuse lui-même d’écraser", yes(own))));
    lines.extend([("Relecture fidèle", yes(report.reads_back)), ("Effacement possible", yes(report.removes))]);
    lines
}

fn marker(report: &DoctorReport) -> &'static str {
    match report.marker.as_str() {
        "share" => "dossier de partage Clausier",
        "newer" => "dossier d’une version plus récente",
        "unreadable" => "marque illisible",
        _ => "pas encore un dossier de partage",
    }
}

fn speed(report: &DoctorReport) -> Vec<Line> {
    let milliseconds = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{} ms", french::number(value)));
    vec![("Aller-retour d’un petit fichier", milliseconds(report.round_trip_ms)), ("Liste du dossier", milliseconds(report.listing_ms))]
}

fn contents(report: &DoctorReport) -> Vec<Line> {
    let count = |number: u32| french::integer(i64::from(number));
    vec![
        ("Postes", count(report.replicas)),
        ("Fichiers de résumés", count(report.segments)),
        ("Restes d’écritures interrompues", count(report.leftovers)),
        ("Fichiers étrangers, ignorés", count(report.ignored)),
    ]
}

/// More files than that slow every listing down.
const MANY_IGNORED: u32 = 20_000;

fn conclusions(report: &DoctorReport) -> Vec<String> {
    let mut said = Vec::new();
    let mut say = |when: bool, sentence: &str| {
        if when {
            said.push(sentence.to_owned());
        }
    };
    let reason = report.trouble.map(|trouble| places::away(Some(trouble)).message);
    say(!report.writes, "L’écriture est refusée : les postes pourront lire les résumés, leurs envois attendront.");
    say(
        report.writes && !report.reads_back,
        "Ce qui est relu n’est pas ce qui vient d’être écrit : ne partagez pas ici avant d’avoir trouvé pourquoi.",
    );
    say(report.writes && !report.renames, "Rien n’est renommé ici : les fichiers sont écrits sous leur nom final, que leur empreinte protège.");
    say(
        report.conditional == Some(false) || (report.writes && report.reads_back && !report.keeps_existing),
        "Le serveur ne garantit pas qu’un fichier existant soit protégé : Clausier regarde avant d’écrire, et chaque nom porte l’empreinte du contenu.",
    );
    say(report.writes && !report.removes, "L’effacement est refusé : les anciens fichiers s’accumuleront ; prévoyez de les retirer après un an.");
    say(report.ignored > MANY_IGNORED, "Beaucoup de fichiers étrangers : réservez ce dossier à Clausier.");
    if said.is_empty() && report.refusal.is_none() {
        said.push("Ce lieu convient au partage.".to_owned());
    }
    said.extend(reason);
    said
}
