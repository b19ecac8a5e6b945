//! Keys: the pair that signs, and the words by which two people compare a public one.

use bip39::Language;
use minisign::{KeyPair, PublicKey, SecretKey, SecretKeyBox};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization as _;

/// Words shown: eight of 2,048, that is 88 bits.
const SHOWN: usize = 8;
const BITS: usize = 11;
const COMMENT: &str = "Clausier : cle secrete des paquets de cette organisation, a ne donner a personne";

/// What signs packs; its secret is without a password, so the file that holds it is for its owner's eyes only.
pub struct PackSigner {
    pub(super) secret: SecretKey,
    pub(super) public: PublicKey,
}

impl PackSigner {
    /// Draws a new pair; `None` when the system gives no chance.
    pub fn generate() -> Option<Self> {
        let KeyPair { pk, sk } = KeyPair::generate_unencrypted_keypair().ok()?;
        Some(Self { secret: sk, public: pk })
    }

    /// Reads a secret key as [`PackSigner::to_text`] wrote it.
    pub fn from_text(text: &str) -> Option<Self> {
        let secret = SecretKeyBox::from_string(text).ok()?.into_unencrypted_secret_key().ok()?;
        let public = PublicKey::from_secret_key(&secret).ok()?;
        Some(Self { secret, public })
    }

    /// Writes the secret key, in the format of minisign.
    pub fn to_text(&self) -> Option<String> {
        self.secret.to_box(Some(COMMENT)).ok().map(SecretKeyBox::into_string)
    }

    /// Returns the public key, on one line.
    pub fn public(&self) -> String {
        self.public.to_base64()
    }
}

/// Returns the French words of a public key, for two people to compare; empty for what is no key.
pub fn words(public: &str) -> Vec<String> {
    let Ok(key) = PublicKey::from_base64(public) else { return Vec::new() };
    let hash = Sha256::digest(key.to_bytes());
    let bit = |at: usize| hash.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    let number = |word: usize| (0..BITS).fold(0_usize, |number, at| number << 1 | usize::from(bit(word * BITS + at)));
    // The list is decomposed, an accent after its letter; a person reads and types composed ones.
    (0..SHOWN).filter_map(|word| Language::French.word_list().get(number(word))).map(|word| word.nfc().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_and_always_says_the_same_words() {
        let signer = PackSigner::generate().expect("the system gives chance");
        let again = PackSigner::from_text(&signer.to_text().expect("a key is text")).expect("it reads back");
        assert_eq!(again.public(), signer.public());
        assert_eq!(words(&signer.public()).len(), SHOWN);
        assert_eq!(words(&signer.public()), words(&again.public()));
        assert!(words(&signer.public()).iter().all(|word| unicode_normalization::is_nfc(word)), "words are typed as they are read");
        let other = PackSigner::generate().expect("the system gives chance");
        assert_ne!(words(&signer.public()), words(&other.public()));
    }

    #[test]
    fn what_is_no_key_is_none() {
        for text in ["", "RW", "x\ny", "untrusted comment: x\nAAAA"] {
            assert!(PackSigner::from_text(text).is_none(), "{text:?}");
            assert!(words(text).is_empty(), "{text:?}");
        }
    }
}
