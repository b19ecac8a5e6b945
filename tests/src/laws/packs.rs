//! A pack of clauses that comes from outside: refused, or the very pack that was signed; taken, it is taken once.

use std::sync::LazyLock;

use clausier_catalogue::pack::{PackFault, PackSigner, open, seal, words};
use clausier_core::clauses::{KeepSide, OwnClause, Pack, PackItem, check_pack, effects};

static SIGNER: LazyLock<PackSigner> = LazyLock::new(|| PackSigner::generate().expect("the system gives chance"));
const CONTENT: &str = r#"{"serial":2,"issuer":"Commune Exemple","edition":"2026-11","clauses":[{"id":"verger","current":{"version":"1.1.0","content":{"title":"Vergers","theme":"biodiversity","kind":"performance_condition","document":"cctp","families":["green-spaces"],"parent":{"clause":"bio-01","version":"1.0.0"},"levels":[{"level":"basic","requirement":"Dix pommiers.\n\n- un\n- deux","proof":"Un plan."},{"level":"advanced","requirement":"Vingt."}],"cautions":["Le lien avec l’objet."]}},"earlier":[{"version":"1.0.0","content":{"title":"Vergers","theme":"biodiversity","kind":"performance_condition","document":"cctp","levels":[{"level":"basic","requirement":"Neuf."}]}}]}],"targets":[{"id":"org-env","label":"Part","indicator":"spaser-env","percent":90,"basis":"count","horizon":"2028-12-31","scheme":"Schéma","confidence":"high","source":{"text":"Délibération","article":null,"url":null,"from":null}}]}"#;

/// Any bytes as the file of a pack.
pub fn file(bytes: &[u8]) {
    let Ok(opened) = open(bytes) else { return };
    assert_eq!(words(&opened.key).len(), 8, "a key that signed has words to compare");
    sound(&opened.pack);
}

/// Any bytes as what a key of ours signs.
pub fn content(bytes: &[u8]) {
    let Ok(pack) = serde_json::from_slice::<Pack>(bytes) else { return };
    let sealed = seal(&pack, &SIGNER).expect("a pack is written");
    match (open(&sealed), check_pack(&pack)) {
        (Ok(opened), Ok(())) => {
            assert_eq!(opened.pack, pack, "it reads otherwise than it was written");
            sound(&pack);
        }
        (Err(PackFault::BadItem { id, fault }), Err(told)) => assert_eq!((id, fault), told),
        (Err(PackFault::TooLarge), _) => {}
        (opened, checked) => panic!("the reader and the check disagree: {opened:?}, {checked:?}"),
    }
}

/// A pack whole, cut, of a later layout, and of another key than its signature's.
pub fn files() -> Vec<Vec<u8>> {
    let pack: Pack = serde_json::from_str(CONTENT).expect("the content of a pack");
    let whole = String::from_utf8(seal(&pack, &SIGNER).expect("a pack is written")).expect("a pack is text");
    let cut = whole.chars().take(300).collect();
    let later = whole.replacen("clausier-paquet 1", "clausier-paquet 2", 1);
    [whole, cut, later].map(String::into_bytes).into()
}

/// Contents.
pub fn contents() -> Vec<Vec<u8>> {
    [CONTENT, r#"{"serial":1}"#].map(|text| text.as_bytes().to_vec()).into()
}

/// What was accepted is taken once, and can be written again.
fn sound(pack: &Pack) {
    let effects_on = |here: &[OwnClause]| effects(pack, here, &pack.targets, &|_| false, &|_| false);
    let mut here = Vec::new();
    for item in effects_on(&[]).to_write(KeepSide::Theirs) {
        if let PackItem::Clause(clause) = item {
            assert!(clausier_core::clauses::is_own_id(&clause.id), "{:?} is no name", clause.id);
            here.push(clause.clone());
        }
    }
    assert!(!effects_on(&here).would_write(), "taken twice, it writes twice");
    let again = serde_json::to_vec(pack).expect("a pack is plain data");
    assert_eq!(serde_json::from_slice::<Pack>(&again).ok().as_ref(), Some(pack), "a round trip changes it");
}
