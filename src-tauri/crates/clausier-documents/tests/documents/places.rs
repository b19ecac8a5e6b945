//! Places: proposed, certain or not, and never where a clause must not stand.

use clausier_documents::report::Because;
use clausier_documents::{Clause, DocumentError, Request, export, outline, plan};

use crate::builder::*;

fn hinted(hints: &[&str]) -> Clause {
    let mut clause = written("env-08", "Valorisation", "Le titulaire valorise les déchets de chantier.");
    (clause.at, clause.hints) = (None, hints.iter().map(|hint| (*hint).to_owned()).collect());
    clause
}

fn asked(at: &str) -> Clause {
    Clause { at: Some(at.to_owned()), ..hinted(&[]) }
}

fn place(file: &[u8], clause: Clause) -> clausier_documents::report::Place {
    let plan = plan(file, &request(&[clause])).unwrap();
    plan.places.into_iter().next().expect("a place is found")
}

#[test]
fn the_outline_shows_headings_with_their_typed_numbers() {
    let read = outline(&usual()).unwrap();
    let shown: Vec<(u8, &str, bool)> = read.headings.iter().map(|heading| (heading.level, heading.text.as_str(), heading.typed)).collect();
    assert_eq!(
        shown,
        [
            (1, "Article 1 – Objet du marché", true),
            (1, "Article 2 – Gestion des déchets", true),
            (2, "2.1. Tri", true),
            (2, "2.2. Suivi", true),
            (1, "Article 3 – Réception", true),
        ]
    );
    let with_ours = outline(&usual_with(&clause("env-08"))).unwrap();
    assert_eq!(with_ours.headings.len(), 5, "titles of our clauses are no headings of the buyer");
}

#[test]
fn a_place_found_by_words_is_never_certain() {
    let found = place(&usual(), hinted(&["environnement", "déchet"]));
    assert_eq!(found.at, "Article 2 – Gestion des déchets");
    assert_eq!(found.because, Because::Heading { hint: "déchet".to_owned() });
    assert!(!found.certain);
    let refused = export(&usual(), &request(&[hinted(&["déchet"])]));
    let Err(DocumentError::NeedsPlaces { places, unplaced }) = refused else { panic!("a yes is needed") };
    assert_eq!((places.len(), unplaced.len()), (1, 0));
    let accepted = Request { accept_places: true, ..request(&[hinted(&["déchet"])]) };
    assert_eq!(keys(&exported(&usual(), &accepted).1.report.inserted), ["env-08"]);
}

#[test]
fn a_place_named_by_the_buyer_is_certain_when_one_heading_bears_that_name() {
    for name in ["Article 2 – Gestion des déchets", "article 2 –  gestion des déchets", "Gestion des dechets"] {
        let found = place(&usual(), asked(name));
        assert_eq!((found.at.as_str(), found.certain), ("Article 2 – Gestion des déchets", true), "{name}");
        assert_eq!(found.because, Because::Asked);
    }
    assert!(!place(&usual(), asked("déchets")).certain, "a part of a name is a guess");
    let twice = Docx::of(&format!("{}{}", usual_body(), title(1, "Article 4 – Gestion des déchets"))).build();
    assert!(!place(&twice, asked("Gestion des dechets")).certain, "two headings bear that name");
}

#[test]
fn a_clause_without_a_place_is_told_then_put_at_the_end_on_a_yes() {
    let lost = hinted(&["laïcité"]);
    assert_eq!(plan(&usual(), &request(std::slice::from_ref(&lost))).unwrap().unplaced, ["env-08"]);
    let (_, done) = exported(&usual(), &Request { accept_places: true, ..request(&[lost]) });
    assert!(codes(&done).contains(&"placed-at-end"));
}

#[test]
fn a_plan_of_an_exported_file_names_the_anchors() {
    let found = place(&usual_with(&clause("env-08")), clause("env-08"));
    assert_eq!((found.because, found.certain, found.at.as_str()), (Because::Anchor, true, "Article 2 – Gestion des déchets"));
}

fn placeholder_in(paragraph: &str) -> Vec<u8> {
    Docx::of(&format!("{}{paragraph}{}", title(1, "Article 1 – Objet"), text("Suite de l’article."))).build()
}

#[test]
fn a_placeholder_alone_gives_its_paragraph_even_split_over_runs() {
    let split = "<w:p><w:r><w:t>{{clau</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>sier:env</w:t></w:r><w:r><w:t>-08}}</w:t></w:r></w:p>";
    for paragraph in [text("{{clausier:env-08}}"), split.to_owned()] {
        let file = placeholder_in(&paragraph);
        let found = place(&file, hinted(&[]));
        assert_eq!((found.because, found.certain), (Because::Placeholder, true));
        let (file, _) = exported(&file, &request(&[hinted(&[])]));
        let main = main_part(&file);
        assert_eq!(main.replacen(&control(&main), "", 1), main_part(&placeholder_in("")), "the control stands in its stead");
        assert_settled(&file, &request(&[hinted(&[])]));
    }
}

#[test]
fn a_placeholder_in_a_sentence_is_cut_out_of_it() {
    let file = placeholder_in("<w:p><w:r><w:t>Voir {{clausier:</w:t></w:r><w:r><w:t>env-08}} ci-après.</w:t></w:r></w:p>");
    let main = main_part(&exported(&file, &request(&[hinted(&[])])).0);
    assert!(main.contains("<w:p><w:r><w:t>Voir </w:t></w:r><w:r><w:t> ci-après.</w:t></w:r></w:p><w:sdt>"));
}

#[test]
fn a_placeholder_in_a_cell_gets_points_and_no_control() {
    let file = placeholder_in(&table(&text("{{clausier:env-08}}")));
    let (file, done) = exported(&file, &request(&[hinted(&[])]));
    assert_eq!(done.report.inserted[0].anchor.as_str(), "points");
    let main = main_part(&file);
    assert!(!main.contains("<w:sdt>") && main.contains("</w:p></w:tc>"), "a cell ends with a paragraph");
    assert_settled(&file, &request(&[hinted(&[])]));
    let (emptied, _) = exported(&file, &Request::default());
    assert!(main_part(&emptied).contains("<w:p/></w:tc>"), "and still does once the clause is withdrawn");
}

#[test]
fn a_placeholder_that_nobody_fills_is_told() {
    let file = placeholder_in(&text("{{clausier:soc-01}}"));
    let (_, done) = exported(&file, &Request { accept_places: true, ..request(&[hinted(&["objet"])]) });
    let left: Vec<&str> = done.report.warnings.iter().filter(|w| w.code.as_str() == "placeholder-left").map(|w| w.data.as_str()).collect();
    assert_eq!(left, ["soc-01"]);
}

#[test]
fn a_placeholder_filled_by_a_clause_of_another_name_is_not_told_as_left() {
    let file = placeholder_in(&text("{{clausier:soc-01}}"));
    for at in ["soc-01", "{{clausier:soc-01}}"] {
        let mut placed = hinted(&[]);
        placed.at = Some(at.to_owned());
        let (_, done) = exported(&file, &request(&[placed]));
        let codes: Vec<&str> = done.report.warnings.iter().map(|warning| warning.code.as_str()).collect();
        assert!(!codes.contains(&"placeholder-left"), "{at}: {codes:?}");
    }
}

/// What must never be taken for a heading, each around « Gestion des déchets ».
fn decoys() -> [(&'static str, String); 9] {
    let words = "Article 9 – Gestion des déchets";
    let heading = title(1, words);
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    [
        (
            "a control of contents",
            format!(
                "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{heading}</w:sdtContent></w:sdt>"
            ),
        ),
        (
            "a field of contents",
            format!(
                "<w:p>{}<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h </w:instrText></w:r>{}</w:p>{heading}<w:p>{}</w:p>",
                field("begin"),
                field("separate"),
                field("end")
            ),
        ),
        ("a line of contents by its style", heading.replace("Titre1", "TM1")),
        ("a line of contents typed by hand", text(&format!("{words}</w:t><w:tab/><w:t>12"))),
        (
            "a text box",
            format!(
                "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent>{heading}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{heading}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            ),
        ),
        ("a table", table(&heading)),
        (
            "a tracked deletion",
            heading.replace("<w:r>", "<w:del w:id=\"1\" w:author=\"A\"><w:r>").replace("w:t>", "w:delText>").replace("</w:r>", "</w:r></w:del>"),
        ),
        (
            "an alternative for old programs",
            format!(
                "<mc:AlternateContent><mc:Choice Requires=\"w15\">{}</mc:Choice><mc:Fallback>{heading}</mc:Fallback></mc:AlternateContent>",
                text("Rien ici.")
            ),
        ),
        ("a sentence", text("Article 9 du CCAG : gestion des déchets;")),
    ]
}

#[test]
fn a_clause_is_never_placed_by_words_in_contents_boxes_tables_or_deletions() {
    for (name, decoy) in decoys() {
        let file = Docx::of(&format!("{decoy}{}{}", title(1, "Article 1 – Objet"), text("Le marché a pour objet les travaux."))).build();
        let found = plan(&file, &request(&[hinted(&["gestion des déchets"])])).unwrap();
        assert_eq!(found.places, [], "{name}");
        let (placed, _) = exported(&file, &Request { accept_places: true, ..request(&[hinted(&["gestion des déchets"])]) });
        let main = main_part(&placed);
        assert_eq!(main.replacen(&control(&main), "", 1), main_part(&file), "{name}: every byte is kept");
        assert!(main.contains(&format!("</w:sdt>{SECTION}")), "{name}: at the end of the body");
    }
}

#[test]
fn the_table_of_contents_is_told_and_left_alone() {
    for (name, contents) in decoys().into_iter().take(2) {
        let file = Docx::of(&format!("{contents}{}", usual_body())).build();
        assert!(outline(&file).unwrap().traits.contents, "{name}");
        let (file, done) = exported(&file, &request(&[clause("env-08")]));
        assert!(codes(&done).contains(&"contents-to-refresh"), "{name}");
        assert!(main_part(&file).contains(&contents), "{name}");
    }
}

#[test]
fn headings_faked_with_bold_numbers_are_headings() {
    let fake =
        |text: &str| format!("<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val=\"26\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let body = [
        fake("ARTICLE 1 – OBJET"),
        text("Objet du marché, en quelques mots."),
        fake("ARTICLE 2 – DÉCHETS"),
        text("Propreté du chantier, en quelques mots."),
    ]
    .concat();
    let file = Docx::of(&body).build();
    let found = place(&file, hinted(&["déchets"]));
    assert_eq!(found.at, "ARTICLE 2 – DÉCHETS");
    let (file, _) = exported(&file, &Request { accept_places: true, ..request(&[hinted(&["déchets"])]) });
    let control = control(&main_part(&file));
    assert!(
        control.contains("<w:b/>") && control.contains("<w:outlineLvl w:val=\"1\"/>") && !control.contains("pStyle w:val=\"Titre"),
        "ours looks like theirs, and is a heading"
    );
}

#[test]
fn a_framed_title_is_a_heading_and_a_cell_of_a_real_table_is_not() {
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let framed = table(&bold("ARTICLE 1 – OBJET"));
    let derogations = table(&bold("Article 28 – Garanties")).replace("</w:tc>", &format!("</w:tc><w:tc>{}</w:tc>", text("Article 5.2 du CCAP")));
    let read = outline(&Docx::of(&format!("{framed}{}{derogations}", text("Objet du marché."))).build()).unwrap();
    assert_eq!(read.headings.iter().map(|heading| heading.text.as_str()).collect::<Vec<_>>(), ["ARTICLE 1 – OBJET"]);
}

#[test]
fn nothing_comes_between_a_section_and_the_paragraph_that_carries_it() {
    let carried = "<w:p><w:pPr><w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr></w:pPr></w:p>";
    let body = [
        title(1, "Article 1 – Déchets"),
        text("Le titulaire trie les déchets du chantier."),
        carried.to_owned(),
        title(1, "Article 2 – Prix"),
        text("Le prix est ferme."),
    ]
    .concat();
    let (file, _) = exported(&Docx::of(&body).build(), &request(&[asked("Déchets")]));
    assert!(main_part(&file).contains(&format!("</w:sdt>{carried}")), "the clause stays in its section");
}

#[test]
fn a_clause_never_follows_a_paragraph_mark_that_is_struck() {
    let properties = "<w:jc w:val=\"both\"/>";
    let struck =
        text("Alinéa dont la marque est supprimée.").replace(properties, &format!("{properties}<w:rPr><w:del w:id=\"4\" w:author=\"A\"/></w:rPr>"));
    let body = [title(1, "Article 1 – Déchets"), text("Premier alinéa, en quelques mots."), struck.clone(), title(1, "Article 2 – Prix")].concat();
    let main = main_part(&exported(&Docx::of(&body).build(), &request(&[asked("Déchets")])).0);
    assert!(main.contains(&format!("</w:sdt>{struck}")), "accepting the change merges that paragraph with what follows it");
}

/// Articles that an automatic number alone makes, text under each, then a list of things.
fn numbered(mark: &str) -> Vec<u8> {
    let item =
        |text: &str| format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = [
        item("Objet du marché"),
        text("Le marché porte sur la construction d’un groupe scolaire."),
        item("Gestion des déchets"),
        text("Les déchets sont triés à la source."),
        item("Réception"),
        text("La réception est prononcée par le maître d’ouvrage."),
    ]
    .concat();
    Docx::of(&body).edit("word/numbering.xml", |numbering| numbering.replace("w:val=\"%1)\"", &format!("w:val=\"{mark}\""))).build()
}

#[test]
fn a_title_that_its_number_alone_makes_is_a_heading() {
    for mark in ["%1)", "Article %1 –"] {
        let file = numbered(mark);
        let headings: Vec<String> = outline(&file).unwrap().headings.into_iter().map(|heading| heading.text).collect();
        assert_eq!(headings, ["Objet du marché", "Gestion des déchets", "Réception"], "{mark}");
        let place = place(&file, asked("Gestion des déchets"));
        assert!(place.certain && place.at == "Gestion des déchets");
    }
}

#[test]
fn a_list_of_things_makes_no_headings() {
    let item =
        |text: &str| format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body: String = ["bois", "métaux", "plâtre"].iter().map(|thing| item(thing)).collect();
    let file = Docx::of(&format!("{}{body}{}{body}{}", text("Sont triés :"), text("Sont pesés :"), text("Un registre est tenu."))).build();
    assert!(outline(&file).unwrap().headings.is_empty());
}

#[test]
fn a_field_without_an_end_hides_nothing_of_the_document() {
    let begins = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Sommaire</w:t></w:r></w:p>";
    let file = Docx::of(&format!("{begins}{}", usual_body())).build();
    assert_eq!(outline(&file).unwrap().headings.len(), 5);
    assert_eq!(place(&file, asked("Article 2 – Gestion des déchets")).at, "Article 2 – Gestion des déchets");
}
