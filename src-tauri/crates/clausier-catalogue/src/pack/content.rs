//! Writing a pack, and reading one: signature first, content after.

use std::io::Cursor;

use clausier_core::clauses::{OwnFault, Pack, check_pack};
use minisign::{PublicKey, SignatureBox};

use super::key::PackSigner;
use super::layout;

/// Largest pack, in bytes.
pub const LARGEST_PACK: u64 = 8 * 1024 * 1024;
/// The first two bytes of a minisign key: the only algorithm there is. The signature does not cover them.
const ALGORITHM: &[u8] = b"Ed";
/// Characters in base 64 of the 64 bytes that sign the first signature and the trusted comment.
const GLOBAL_SIGNATURE: usize = 88;
const COMMENT: &str = "signature d'un paquet de clauses de Clausier";

/// Why a pack is not taken; nothing of it was believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // Fields say what their name says.
pub enum PackFault {
    /// Another kind of file.
    #[error("not a pack")]
    NotAPack,
    /// Written by a newer program.
    #[error("layout {version}")]
    Newer { version: u32 },
    /// The file stops before its end.
    #[error("truncated")]
    Truncated,
    #[error("too large")]
    TooLarge,
    /// The content is not the one that was signed, or the key is not the one that signed.
    #[error("bad signature")]
    BadSignature,
    /// Signed, and yet not a content of ours; `at` is where.
    #[error("bad content at {at}")]
    BadContent { at: String },
    /// Signed, and yet an item cannot be kept.
    #[error("bad item {id}")]
    BadItem { id: String, fault: OwnFault },
}

/// A pack whose signature holds.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedPack {
    /// What it carries.
    pub pack: Pack,
    /// The public key that signed it, on one line.
    pub key: String,
}

/// Writes and signs a pack; `None` when the system gives no chance.
pub fn seal(pack: &Pack, signer: &PackSigner) -> Option<Vec<u8>> {
    let content = format!("{}\n", serde_json::to_string(pack).ok()?);
    let trusted = format!("clausier-paquet {}", pack.serial);
    let signature = minisign::sign(Some(&signer.public), &signer.secret, Cursor::new(content.as_bytes()), Some(&trusted), Some(COMMENT)).ok()?;
    Some(layout::join(&signer.public(), &signature.into_string(), &content).into_bytes())
}

/// Reads a pack. Nothing is parsed before its signature holds.
pub fn open(bytes: &[u8]) -> Result<OpenedPack, PackFault> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST_PACK) {
        return Err(PackFault::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| PackFault::NotAPack)?;
    let parts = layout::cut(text)?;
    let key = verified(&parts)?;
    let pack = read(parts.content)?;
    check_pack(&pack).map_err(|(id, fault)| PackFault::BadItem { id, fault })?;
    Ok(OpenedPack { pack, key })
}

/// Checks the signature, and returns the key as we spell it.
fn verified(parts: &layout::Layout<'_>) -> Result<String, PackFault> {
    let key = PublicKey::from_base64(parts.key).map_err(|_| PackFault::BadSignature)?;
    if !key.to_bytes().starts_with(ALGORITHM) {
        return Err(PackFault::BadSignature);
    }
    if !is_whole(&parts.signature) {
        return Err(PackFault::BadSignature);
    }
    let signature = SignatureBox::from_string(&parts.signature).map_err(|_| PackFault::BadSignature)?;
    minisign::verify(&key, &signature, Cursor::new(parts.content.as_bytes()), true, false, false).map_err(|_| PackFault::BadSignature)?;
    Ok(key.to_base64())
}

/// The library reads the last line of a signature without asking how long it is.
fn is_whole(signature: &str) -> bool {
    signature.lines().nth(3).is_some_and(|global| global.trim().len() == GLOBAL_SIGNATURE)
}

fn read(content: &str) -> Result<Pack, PackFault> {
    let mut reader = serde_json::Deserializer::from_str(content);
    let pack = serde_path_to_error::deserialize(&mut reader).map_err(|error| PackFault::BadContent { at: error.path().to_string() })?;
    reader.end().map_err(|_| PackFault::BadContent { at: ".".to_owned() })?;
    Ok(pack)
}

#[cfg(test)]
mod tests {
    use clausier_core::clauses::{OwnClause, OwnContent, OwnLevel};
    use clausier_core::tender::{ClauseKind, DocumentKind, Level, Theme};
    use proptest::prelude::*;

    use super::*;

    fn pack() -> Pack {
        let content = OwnContent {
            title: "Vergers".to_owned(),
            levels: vec![OwnLevel { requirement: "Planter.\n\nTailler.".to_owned(), ..OwnLevel::empty(Level::Basic) }],
            ..OwnContent::blank(Theme::Biodiversity, ClauseKind::PerformanceCondition, DocumentKind::Cctp)
        };
        Pack {
            serial: 3,
            issuer: Some("Commune Exemple".to_owned()),
            edition: None,
            clauses: vec![OwnClause::new("verger", content)],
            targets: Vec::new(),
        }
    }

    fn sealed() -> Vec<u8> {
        seal(&pack(), &PackSigner::generate().expect("chance")).expect("a pack is written")
    }

    fn changed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
        let text = std::str::from_utf8(bytes).expect("a pack is text");
        assert!(text.contains(from), "{from} is in the pack");
        text.replacen(from, to, 1).into_bytes()
    }

    #[test]
    fn a_pack_is_read_back_with_its_key() {
        let signer = PackSigner::generate().expect("chance");
        let opened = open(&seal(&pack(), &signer).expect("a pack is written")).expect("it opens");
        assert_eq!((opened.pack, opened.key), (pack(), signer.public()));
    }

    #[test]
    fn a_key_of_an_unknown_algorithm_is_refused_although_the_signature_holds() {
        let good = sealed();
        let key = open(&good).expect("it opens").key;
        let other = key.replacen("RW", "SW", 1);
        assert_eq!(open(&changed(&good, &key, &other)), Err(PackFault::BadSignature));
    }

    #[test]
    fn each_bad_pack_is_refused_for_its_own_reason() {
        let good = sealed();
        let signature_of_another = String::from_utf8(sealed()).expect("text").lines().nth(4).expect("a signature").to_owned();
        let own = String::from_utf8(good.clone()).expect("text").lines().nth(4).expect("a signature").to_owned();
        let cases: [(&str, Vec<u8>, PackFault); 9] = [
            ("an empty file", Vec::new(), PackFault::NotAPack),
            ("another file", b"{\"schema\":\"clausier/tender/1\"}\n".to_vec(), PackFault::NotAPack),
            ("bytes", vec![0, 159, 146, 150], PackFault::NotAPack),
            ("a later layout", changed(&good, "clausier-paquet 1", "clausier-paquet 2"), PackFault::Newer { version: 2 }),
            ("a head cut short", good.iter().copied().take(120).collect(), PackFault::Truncated),
            ("a content cut short", good.iter().copied().take(good.len() - 5).collect(), PackFault::Truncated),
            ("one letter changed", changed(&good, "Planter", "Plantez"), PackFault::BadSignature),
            ("something added", [good.as_slice(), b" "].concat(), PackFault::BadSignature),
            ("the signature of another", changed(&good, &own, &signature_of_another), PackFault::BadSignature),
        ];
        for (what, bytes, fault) in cases {
            assert_eq!(open(&bytes), Err(fault), "{what}");
        }
        assert_eq!(open(&vec![b'x'; 9 * 1024 * 1024]), Err(PackFault::TooLarge));
    }

    #[test]
    fn what_is_signed_and_yet_not_a_clause_is_refused() {
        let signer = PackSigner::generate().expect("chance");
        let mut bad = pack();
        if let Some(clause) = bad.clauses.first_mut() {
            clause.id = "../evasion".to_owned();
        }
        let sealed = seal(&bad, &signer).expect("a pack is written");
        assert_eq!(open(&sealed), Err(PackFault::BadItem { id: "../evasion".to_owned(), fault: OwnFault::Identifier }));
        let mut twice = pack();
        twice.clauses.extend(pack().clauses);
        let sealed = seal(&twice, &signer).expect("a pack is written");
        assert_eq!(open(&sealed), Err(PackFault::BadItem { id: "verger".to_owned(), fault: OwnFault::Twice }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn any_byte_changed_is_noticed(at in any::<prop::sample::Index>(), bit in 0_u8..7) {
            let good = sealed();
            let mut bad = good.clone();
            let place = at.index(bad.len());
            bad[place] ^= 1 << bit;
            // Untrusted comments are, as their name says, anybody's; the same key may be spelt otherwise.
            if let Ok(opened) = open(&bad) {
                prop_assert_eq!(opened, open(&good).expect("the good one opens"));
            }
        }

        #[test]
        fn any_text_is_refused_without_a_panic(text in "(clausier-paquet 1 [0-9]{1,3}\n)?(\\PC{0,60}\n){0,9}") {
            prop_assert!(open(text.as_bytes()).is_err());
        }
    }
}
