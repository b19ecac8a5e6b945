//! `phrases.toml`: the tails of sentences.

use std::collections::BTreeMap;

use clausier_core::french::typography;
use clausier_core::law::{CodePhrases, ComparisonPhrases, CoveragePhrases, DatePhrases, FilePhrases, OutcomePhrases, Phrases, WordPhrases};

use super::texts::check_places;
use crate::reader::{Sources, Table, Value};

/// The file of the phrases.
const FILE: &str = "phrases.toml";
const SECTIONS: [&str; 8] = ["comparaisons", "mots", "codes", "fichier", "dates", "issues", "couverture", "nombres"];
const KINDS: [&str; 7] = ["price", "cost", "life_cycle_cost", "quality", "environmental", "social", "other"];

/// Makes the reader of a section: each key, its field, and the places that are filled in.
macro_rules! section {
    ($read:ident -> $phrases:ident { $($key:literal => $field:ident [$($place:literal),*]),+ $(,)? } $(+ $other:literal)?) => {
        fn $read(table: &Table<'_>) -> $phrases {
            table.keys(&[$($key),+ $(, $other)?]);
            #[allow(clippy::needless_update)] // One section has a table beside its texts.
            $phrases { $($field: phrase(table, $key, &[$($place),*]),)+ ..$phrases::default() }
        }
    };
}

section! { comparisons -> ComparisonPhrases {
    "lien" => link [], "au_moins" => at_least ["contre"], "plus_de" => above ["contre"], "au_plus" => at_most ["contre"],
    "moins_de" => below ["contre"], "bareme" => scale ["nom", "valeur"], "non_publie" => not_published ["nom"], "sans_bareme" => no_scale ["nom"],
} }

section! { words -> WordPhrases { "hors_champ" => out_of_scope ["mots"], "exclu" => excluded [] } }

section! { codes -> CodePhrases {
    "dans" => inside ["code", "liste"], "hors" => outside ["liste"], "general" => too_general ["code", "liste"],
} }

section! { file -> FilePhrases {
    "clause" => clause [], "clause_non" => no_clause [], "critere" => criterion ["genres"], "critere_non" => no_criterion ["genres"],
    "lots" => lots ["nombre"], "lots_non" => too_few_lots ["nombre"], "petits_lots" => small_lots ["contre", "part"], "petits_lots_non" => no_small_lots ["contre", "part"],
    "reserve" => reserved [], "reserve_non" => none_reserved [], "texte_clause" => text_of_clause ["mot", "nom"], "texte_critere" => text_of_criterion ["mot", "nom"],
    "texte_non" => no_text [], "declaration" => declared ["mots"], "declaration_non" => not_declared ["mots"], "motif" => reasoned [], "motif_non" => not_reasoned [],
    "ailleurs" => elsewhere [], "ailleurs_non" => not_elsewhere [],
} + "genres" }

section! { dates -> DatePhrases { "depuis" => since ["jour", "debut"], "avant" => before ["jour", "debut"], "apres" => after ["jour", "fin"] } }

section! { outcomes -> OutcomePhrases {
    "toujours" => always [], "jamais" => never [], "manque" => missing ["faits"], "a_verifier" => to_verify ["raisons"],
    "chiffre_ouvert" => open_figure ["faits"], "chiffre_non_publie" => unpublished_figure [], "inconnu" => unknown ["fait"],
    "question" => question ["nombre"], "question_une" => one_question [], "avant_historique" => before_history ["jour", "debut"],
} }

section! { coverage -> CoveragePhrases {
    "couverte" => covered ["clauses"], "couverte_sans_nom" => covered_unnamed [], "motivee" => waived [], "en_partie" => partly [], "en_partie_par" => partly_by ["clauses"],
    "non" => not_covered [], "lot" => lot ["numero"], "lot_reserve" => reserved_lot ["numero"], "critere" => criterion ["nom"], "criteres" => criteria [],
    "nombre_de_lots" => lots_count ["nombre"], "lots_portent" => lots_done ["nombre", "total"], "un_lot_porte" => one_lot_done ["total"], "aucun_lot" => no_lot_done ["total"],
    "reste" => others ["nombre"], "reste_un" => other [], "exception_fermee" => closed_exception ["numero", "intitule"], "exception_sans_motif" => exception_without_reason ["numero"],
    "exception_a_preciser" => open_exception ["numero", "faits"],
} }

/// Reads the phrases.
pub(super) fn load(sources: &Sources<'_>) -> Phrases {
    let Some(root) = sources.required(FILE) else { return Phrases::default() };
    root.keys(&SECTIONS);
    let days = root.required("dates").and_then(|value| value.table(&["consultation", "notification", "permis", "aujourd_hui", "remplace"]));
    let day = |key: &'static str| days.as_ref().and_then(|days| days.required(key)?.free_table()).map(|table| dates(&table)).unwrap_or_default();
    Phrases {
        comparisons: of(&root, "comparaisons", comparisons),
        words: of(&root, "mots", words),
        codes: of(&root, "codes", codes),
        file: FilePhrases { kinds: kinds(&root), ..of(&root, "fichier", file) },
        consultation: day("consultation"),
        notification: day("notification"),
        permit: day("permis"),
        today: day("aujourd_hui"),
        stand_in: day("remplace"),
        outcomes: of(&root, "issues", outcomes),
        coverage: of(&root, "couverture", coverage),
        numbers: numbers(&root),
    }
}

fn of<T: Default>(root: &Table<'_>, section: &'static str, read: fn(&Table<'_>) -> T) -> T {
    root.required(section).and_then(Value::free_table).map(|table| read(&table)).unwrap_or_default()
}

/// Reads one phrase; every place that it may show must be one that the program fills in.
fn phrase(table: &Table<'_>, key: &'static str, places: &[&str]) -> String {
    let Some(value) = table.required(key) else { return String::new() };
    let Some(text) = value.filled() else { return String::new() };
    check_places(value, text, places);
    typography(text)
}

/// Reads the name of each kind of criterion.
fn kinds(root: &Table<'_>) -> BTreeMap<String, String> {
    let section = root.optional("fichier").and_then(Value::free_table);
    let Some(table) = section.and_then(|section| section.required("genres")).and_then(|value| value.table(&KINDS)) else {
        return BTreeMap::new();
    };
    KINDS.iter().map(|kind| ((*kind).to_owned(), phrase(&table, kind, &[]))).collect()
}

fn numbers(root: &Table<'_>) -> Vec<String> {
    let table = root.required("nombres").and_then(|value| value.table(&["mots"]));
    let Some(words) = table.and_then(|table| table.required("mots")) else { return Vec::new() };
    words.list().into_iter().filter_map(Value::filled).map(str::to_owned).collect()
}
