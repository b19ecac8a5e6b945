//! The SIRET number: fourteen digits with a control key (Luhn), La Poste excepted.

/// Why a SIRET looks wrong. It is a doubt, never a refusal: the buyer may know better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiretDoubt {
    /// Not fourteen digits.
    Length,
    /// Fourteen digits whose key does not match.
    Key,
}

/// SIREN of La Poste, whose establishments follow a plain sum of digits instead of Luhn's key.
const LA_POSTE: &str = "356000000";

/// Checks a SIRET typed with or without spaces.
pub fn check_siret(text: &str) -> Result<(), SiretDoubt> {
    let digits: Vec<u32> = text.chars().filter(|c| !c.is_whitespace()).map_while(|c| c.to_digit(10)).collect();
    let typed = text.chars().filter(|c| !c.is_whitespace()).count();
    if digits.len() != 14 || typed != 14 {
        return Err(SiretDoubt::Length);
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let valid = if compact.starts_with(LA_POSTE) { digits.iter().sum::<u32>() % 5 == 0 } else { luhn(&digits) };
    if valid { Ok(()) } else { Err(SiretDoubt::Key) }
}

/// Doubles every second digit from the right; the sum is a multiple of ten.
fn luhn(digits: &[u32]) -> bool {
    let doubled = |at: usize, digit: u32| if at % 2 == 1 { digit * 2 } else { digit };
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(at, digit)| doubled(at, *digit)).map(|value| if value > 9 { value - 9 } else { value }).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_key_and_a_wrong_length_are_told_apart() {
        assert_eq!(check_siret("20005480700017"), Ok(()));
        assert_eq!(check_siret("200 054 807 00017"), Ok(()), "spaces are how people type it");
        assert_eq!(check_siret("20005480700018"), Err(SiretDoubt::Key));
        assert_eq!(check_siret("2000548070001"), Err(SiretDoubt::Length));
        assert_eq!(check_siret("2000548070001A"), Err(SiretDoubt::Length));
        assert_eq!(check_siret(""), Err(SiretDoubt::Length));
        assert_eq!(check_siret("35600000049837"), Ok(()), "La Poste has its own rule");
    }
}
