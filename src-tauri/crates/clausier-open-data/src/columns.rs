//! A table written as Parquet, for the warehouse of an organisation. Every column may be empty: what is not
//! known stays null, never a zero. The same table gives the same bytes.

use std::sync::Arc;

use chrono::NaiveDate;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

/// The cells of one column, one a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Words.
    Text(Vec<Option<String>>),
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Other numbers.
    Number(Vec<Option<f64>>),
    /// Yes or no.
    Flag(Vec<Option<bool>>),
    /// Days.
    Day(Vec<Option<NaiveDate>>),
    /// Lists of words; none is an empty list.
    List(Vec<Vec<String>>),
}

/// A table: named columns of the same length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Columns(Vec<(&'static str, Cells)>);

impl Columns {
    /// Adds a column. Its name is ASCII letters and `_`.
    #[must_use]
    pub fn with(mut self, name: &'static str, cells: Cells) -> Self {
        self.0.push((name, cells));
        self
    }

    /// Writes the table.
    pub fn to_parquet(&self) -> Result<Vec<u8>, ParquetError> {
        let fields: String = self.0.iter().map(|(name, cells)| cells.field(name)).collect();
        let schema = parse_message_type(&format!("message clausier {{ {fields} }}"))?;
        let options = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by("Clausier".to_owned()).build();
        let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(options))?;
        let mut group = file.next_row_group()?;
        for (_, cells) in &self.0 {
            cells.write(&mut group)?;
        }
        group.close()?;
        file.into_inner()
    }
}

impl Cells {
    /// Declares the column, in the words of Parquet.
    fn field(&self, name: &str) -> String {
        match self {
            Self::Text(_) => format!("optional binary {name} (STRING); "),
            Self::Whole(_) => format!("optional int64 {name}; "),
            Self::Number(_) => format!("optional double {name}; "),
            Self::Flag(_) => format!("optional boolean {name}; "),
            Self::Day(_) => format!("optional int32 {name} (DATE); "),
            Self::List(_) => format!("required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }} "),
        }
    }

    fn write(&self, group: &mut SerializedRowGroupWriter<'_, Vec<u8>>) -> Result<(), ParquetError> {
        match self {
            Self::Text(cells) => optional::<ByteArrayType>(group, cells.iter().map(|cell| cell.as_deref().map(ByteArray::from))),
            Self::Whole(cells) => optional::<Int64Type>(group, cells.iter().copied()),
            Self::Number(cells) => optional::<DoubleType>(group, cells.iter().copied()),
            Self::Flag(cells) => optional::<BoolType>(group, cells.iter().copied()),
            Self::Day(cells) => optional::<Int32Type>(group, cells.iter().map(|day| day.map(since_epoch))),
            Self::List(cells) => lists(group, cells),
        }
    }
}

/// Days since 1970, as Parquet counts them; beyond what it can hold is the nearest day that it can.
fn since_epoch(day: NaiveDate) -> i32 {
    i32::try_from(day.signed_duration_since(NaiveDate::default()).num_days()).unwrap_or(i32::MAX)
}

/// A cell that is not known has a level of 0 and no value.
fn optional<T: DataType>(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, cells: impl Iterator<Item = Option<T::T>>) -> Result<(), ParquetError> {
    let cells: Vec<Option<T::T>> = cells.collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    column::<T>(group, &values, &levels, None)
}

/// An empty list has a level of 0; the first word of a list starts a row.
fn lists(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, cells: &[Vec<String>]) -> Result<(), ParquetError> {
    let (mut levels, mut repeats): (Vec<i16>, Vec<i16>) = (Vec::new(), Vec::new());
    for list in cells {
        levels.extend(if list.is_empty() { vec![0] } else { vec![1; list.len()] });
        repeats.extend((0..list.len().max(1)).map(|at| i16::from(at > 0)));
    }
    let values: Vec<ByteArray> = cells.iter().flatten().map(|word| ByteArray::from(word.as_str())).collect();
    column::<ByteArrayType>(group, &values, &levels, Some(&repeats))
}

fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    values: &[T::T],
    levels: &[i16],
    repeats: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let missing = || ParquetError::General("a column is declared for each list of cells".to_owned());
    let mut writer = group.next_column()?.ok_or_else(missing)?;
    writer.typed::<T>().write_batch(values, Some(levels), repeats)?;
    writer.close()
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    fn table() -> Columns {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1);
        Columns::default()
            .with("objet", Cells::Text(vec![Some("Écoles".to_owned()), None]))
            .with("annee", Cells::Whole(vec![Some(2026), None]))
            .with("montant", Cells::Number(vec![None, Some(10.5)]))
            .with("pme", Cells::Flag(vec![Some(false), None]))
            .with("notifie_le", Cells::Day(vec![day, None]))
            .with("cpv", Cells::List(vec![Vec::new(), vec!["15000000".to_owned(), "03000000".to_owned()]]))
    }

    /// Rows as another reader of the format shows them.
    fn rows(bytes: Vec<u8>) -> Vec<String> {
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("a Parquet file");
        let rows = reader.get_row_iter(None).expect("rows");
        rows.map(|row| row.expect("a row").to_string()).collect()
    }

    #[test]
    fn what_is_written_is_read_and_what_is_not_known_is_null() {
        let read = rows(table().to_parquet().expect("written"));
        let first = r#"{objet: "Écoles", annee: 2026, montant: null, pme: false, notifie_le: 2026-03-01, cpv: []}"#;
        let second = r#"{objet: null, annee: null, montant: 10.5, pme: null, notifie_le: null, cpv: ["15000000", "03000000"]}"#;
        assert_eq!(read, [first, second]);
    }

    #[test]
    fn the_same_table_gives_the_same_bytes_and_an_empty_one_is_a_file() {
        assert_eq!(table().to_parquet().expect("written"), table().to_parquet().expect("written"));
        let empty = Columns::default().with("objet", Cells::Text(Vec::new()));
        assert_eq!(rows(empty.to_parquet().expect("written")), Vec::<String>::new());
    }
}
