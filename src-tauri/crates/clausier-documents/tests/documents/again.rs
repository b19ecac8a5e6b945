//! The same choices in a fresh file: the drafting software made the document again.

use clausier_documents::report::State;
use clausier_documents::{Request, like};

use crate::builder::*;
use crate::odt_builder;

fn three() -> Vec<clausier_documents::Clause> {
    ["env-08", "env-09", "env-10"]
        .map(|key| written(key, &format!("Clause {key}"), &format!("Le titulaire applique **{key}** sur le chantier.\n\n- premier point")))
        .to_vec()
}

/// The fresh document: an article more before, so that the numbers moved.
fn fresh_docx() -> Vec<u8> {
    let body = usual_body().replace("Article 3 –", "Article 4 –").replace("Article 2 –", "Article 3 –");
    Docx::of(&format!("{}{}{body}", title(1, "Article 2 – Pièces du marché"), text("Les pièces sont les suivantes, par ordre de priorité."))).build()
}

#[test]
fn places_words_and_what_was_taken_out_are_found_again() {
    let clauses = three();
    let (former, _) = exported(&usual(), &request(&clauses));
    let former = retyped(&former, "Le titulaire applique ", "Le prestataire applique ");
    let main = main_part(&former);
    let last = main.rfind("<w:sdt>").unwrap();
    let gone = main[last..main[last..].find("</w:sdt>").unwrap() + last + 8].to_owned();
    let former = retyped(&former, &gone, "");
    let mut asked = request(&clauses);
    for clause in &mut asked.clauses {
        clause.at = None;
    }
    for (name, fresh) in [("docx", fresh_docx()), ("odt", odt_builder::usual())] {
        let again = like(&former, &asked).unwrap();
        let (file, done) = exported(&fresh, &again);
        assert_eq!(keys(&done.report.inserted), ["env-08", "env-09"], "{name}: {:?}", done.report);
        assert!(done.report.inserted.iter().all(|entry| entry.at.ends_with("Gestion des déchets")), "{name}");
        assert_eq!(done.report.inserted[0].state, State::Edited, "{name}");
        assert_eq!(keys(&done.report.removed), ["env-10"], "{name}: what the buyer took out does not come back");
        assert!(codes(&done).contains(&"edit-carried"), "{name}");
        let text = if name == "docx" { main_part(&file) } else { odt_builder::content(&file) };
        assert!(text.contains("Le prestataire applique") && text.matches("Le titulaire applique").count() == 1, "{name}");
        let known = Request { known: done.bases.clone(), ..asked.clone() };
        let (settled, later) = exported(&file, &known);
        assert!(settled == file, "{name}: {:?}", later.report);
        assert_eq!((keys(&later.report.kept_edited), keys(&later.report.removed)), (vec!["env-08"], vec!["env-10"]), "{name}");
    }
}

#[test]
fn a_former_file_without_our_clauses_says_nothing() {
    let asked = request(&three());
    let again = like(&usual(), &asked).unwrap();
    assert_eq!((again.carried.len(), again.left_out.len()), (0, 0));
    assert_eq!(
        again.clauses.iter().map(|clause| clause.at.clone()).collect::<Vec<_>>(),
        asked.clauses.iter().map(|clause| clause.at.clone()).collect::<Vec<_>>()
    );
}
