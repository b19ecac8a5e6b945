//! The address of a text, opened outside at the reader's request: only an address that the catalogue of the program
//! holds, never one that a file, a page or an organisation brings.

use clausier_catalogue::embedded_links;

use crate::error::{UserError, UserResult};

/// Returns the address when it may be opened.
pub fn opened(address: &str) -> UserResult<&'static str> {
    embedded_links().iter().copied().find(|known| *known == address).ok_or_else(|| UserError::new("lien-inconnu", &[]))
}

/// Returns what is said when the system opens nothing.
pub fn no_browser() -> UserError {
    UserError::new("navigateur-absent", &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_catalogue_are_opened() {
        let known = embedded_links().first().copied().expect("the catalogue cites an address");
        assert_eq!(opened(known).map(str::to_owned), Ok(known.to_owned()));
        let upper = known.to_uppercase();
        let longer = format!("{known}?x=1");
        let plain = known.replacen("https://", "http://", 1);
        for other in ["", "https://", "https://exemple.fr/", "file:///etc/passwd", "javascript:alert(1)", &upper, &longer, &plain] {
            assert_eq!(opened(other).expect_err(other).code, "lien-inconnu", "{other}");
        }
    }
}
