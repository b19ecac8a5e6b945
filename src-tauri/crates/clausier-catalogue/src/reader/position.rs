//! Lines and columns.

/// Returns the line and the column, from 1, of a byte offset; columns count characters.
pub fn position(text: &str, offset: usize) -> (u32, u32) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (small(line), small(column))
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_any_offset_has_a_place() {
        let text = "é = 1\nœuvre";
        let cases = [(0, (1, 1)), (1, (1, 1)), (2, (1, 2)), (6, (1, 6)), (7, (2, 1)), (9, (2, 2)), (99, (2, 6))];
        for (offset, place) in cases {
            assert_eq!(position(text, offset), place, "offset {offset}");
        }
    }
}
