use std::collections::BTreeMap;

use super::super::fixtures::{clause, day, library, selection, version};
use super::super::*;
use crate::document::{Block, Run, parse, to_plain_text};
use crate::tender::{Level, Scalar, Theme};
use proptest::prelude::*;

fn rendered(level: Level, given: &[(&str, Scalar)]) -> Rendered {
    let given: BTreeMap<String, Scalar> = given.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    render(&clause("env-08", Theme::Environment), &version("1.0.0", "2026-11-01"), level, &given)
}

#[test]
fn a_clause_is_its_requirement_then_proof_control_and_penalty() {
    let text = to_plain_text(&rendered(Level::Advanced, &[("penalite", Scalar::Number(300.0))]).blocks);
    let expected = "Le titulaire valorise 85\u{a0}% des déchets.\n\n- il trie\u{a0};\n- il pèse.\n\nPreuve. Le titulaire remet l’état sous 15\u{a0}jours.\n\nContrôle. L’acheteur vérifie.\n\nPénalité. Chaque retard vaut 300\u{a0}€.";
    assert_eq!(text, expected);
    assert_eq!(
        rendered(Level::Basic, &[]).blocks.get(2),
        Some(&Block::Paragraph { line: vec![Run::bold("Preuve."), Run::plain(" Le titulaire remet l’état sous 15\u{a0}jours.")] })
    );
}

#[test]
fn a_missing_parameter_is_named_in_the_document_and_on_the_screen() {
    let rendered = rendered(Level::Basic, &[("penalite", Scalar::Text("  ".to_owned()))]);
    assert_eq!(rendered.missing, ["penalite"]);
    assert!(to_plain_text(&rendered.blocks).ends_with("vaut [à compléter\u{a0}: Libellé de penalite]."));
    let chip = Piece::Chip { parameter: "penalite".to_owned(), label: "Libellé de penalite".to_owned(), filled: None, bold: false };
    assert!(matches!(rendered.screen.last(), Some(ScreenBlock::Paragraph { line }) if line.contains(&chip)));
}

#[test]
fn a_value_never_becomes_markup() {
    let rendered = rendered(Level::Basic, &[("penalite", Scalar::Text("**x** | {{taux}}\n- y".to_owned()))]);
    assert!(to_plain_text(&rendered.blocks).contains("vaut x | {{taux}}\n- y."), "the marks are text");
    let last = rendered.blocks.last();
    assert!(matches!(last, Some(Block::Paragraph { line }) if line.last().is_some_and(|run| run.text.contains("**x**"))), "{last:?}");
}

#[test]
fn own_words_are_written_character_for_character() {
    let library = library(vec![clause("env-08", Theme::Environment)]);
    let words = "L'offre : 10 % « ainsi » {{inconnu}} sous {{delai}} ; \"oui\"";
    let mut own = selection("ORG-7");
    own.title = Some("Titre : l'insertion".to_owned());
    own.text = Some(words.to_owned());
    let rendered = render_selection(&library, &own, day("2026-11-24")).expect("an own clause carries its text");
    assert_eq!((rendered.title.as_str(), rendered.blocks.as_slice()), ("Titre : l'insertion", parse(words).as_slice()));
    own.clause = "env-08".to_owned();
    own.title = None;
    let reworded = render_selection(&library, &own, day("2026-11-24")).expect("a reworded clause");
    assert_eq!(to_plain_text(&reworded.blocks), words.replace("{{delai}}", "15\u{a0}jours"), "only declared parameters are filled in");
    assert_eq!((reworded.title.as_str(), reworded.reworded), ("Clause env-08", true));
}

#[test]
fn a_selection_that_cannot_be_written_says_why() {
    let library = library(vec![clause("env-08", Theme::Environment)]);
    let on = day("2026-11-24");
    let unknown = render_selection(&library, &selection("zzz"), on);
    assert_eq!(unknown, Err(SelectionProblem::UnknownClause { clause: "zzz".to_owned() }));
    let mut old = selection("env-08");
    old.version = Some("0.9.0".to_owned());
    let problem = SelectionProblem::UnknownVersion { clause: "env-08".to_owned(), version: "0.9.0".to_owned() };
    assert_eq!(render_selection(&library, &old, on), Err(problem));
    let mut high = selection("env-08");
    high.level = Some(Level::Exemplary);
    let problem = SelectionProblem::UnknownLevel { clause: "env-08".to_owned(), version: "1.0.0".to_owned(), level: Level::Exemplary };
    assert_eq!(render_selection(&library, &high, on), Err(problem));
}

#[test]
fn the_source_text_reads_back_as_what_is_written() {
    let version = version("1.0.0", "2026-11-01");
    let library = library(vec![clause("env-08", Theme::Environment)]);
    let mut own = selection("env-08");
    own.text = Some(wording(&version, Level::Basic));
    let reworded = render_selection(&library, &own, day("2026-11-24")).expect("a reworded clause");
    assert_eq!(reworded.blocks, rendered(Level::Basic, &[]).blocks, "starting to edit changes nothing");
}

proptest! {
    #[test]
    fn rendering_never_panics_and_leaves_no_declared_token(value in "\\PC{0,40}", number in any::<f64>(), flag in any::<bool>()) {
        for scalar in [Scalar::Text(value), Scalar::Number(number), Scalar::Flag(flag)] {
            let clause = clause("env-08", Theme::Environment);
            let given = ["taux", "delai", "penalite"].map(|name| (name.to_owned(), scalar.clone()));
            let rendered = render(&clause, &version("1.0.0", "2026-11-01"), Level::Basic, &BTreeMap::from(given));
            prop_assert_eq!(rendered.screen.len(), rendered.blocks.len());
            for parameter in &version("1.0.0", "2026-11-01").parameters {
                let _ = check_parameter(parameter, &scalar);
            }
        }
    }

    #[test]
    fn any_own_text_keeps_its_characters(text in "[a-zA-Z'«»:;%{} 0-9_]{0,60}") {
        let mut own = selection("ORG-1");
        own.text = Some(text.clone());
        let rendered = render_selection(&ClauseLibrary::default(), &own, day("2026-11-24")).expect("it carries its text");
        prop_assert_eq!(rendered.blocks, parse(&text));
    }
}
