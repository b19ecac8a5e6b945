//! The two pages that a jurist follows, taken at their word: each example that they print is added to a
//! copy of the catalogue, and the check finds no fault. An example that rots fails here.

use std::collections::BTreeMap;
use std::fs;

use clausier_catalogue::{Faults, Files, check};
use toml::{Table, Value};

/// A page, where a section is known by its title.
struct Page {
    name: &'static str,
    text: String,
}

impl Page {
    fn read(name: &'static str) -> Self {
        let files = Files::embedded(&Faults::default());
        Self { name, text: files.get(name).expect("the catalogue has that page").to_owned() }
    }

    /// Lists the TOML examples, each under the title of its section.
    fn examples(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let (mut title, mut block) = (String::new(), None::<String>);
        for line in self.text.lines() {
            match (&mut block, line) {
                (None, "```toml") => block = Some(String::new()),
                (Some(text), "```") => found.push((title.clone(), std::mem::take(text))),
                (Some(text), line) => text.push_str(&format!("{line}\n")),
                (None, line) if line.starts_with("## ") => title = line.trim_start_matches("## ").to_owned(),
                (None, _) => {}
            }
            if line == "```" {
                block = None;
            }
        }
        found
    }

    #[track_caller]
    fn example(&self, title: &str) -> String {
        let found = self.examples().into_iter().find(|(own, _)| own.starts_with(title));
        found.unwrap_or_else(|| panic!("{}: no example under « {title} »", self.name)).1
    }
}

/// A copy of the catalogue in a folder of its own.
struct Copy(tempfile::TempDir);

impl Copy {
    fn new() -> Self {
        let copy = Self(tempfile::tempdir().expect("a temporary folder"));
        for (path, text) in Files::embedded(&Faults::default()).iter() {
            copy.write(path, text);
        }
        copy
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder is made");
        fs::write(path, text).expect("the copy is ours");
    }

    /// Writes an example as a new record: only its identifier is changed, since its own is taken.
    fn add(&self, folder: &str, example: &str, id: &str) {
        let (before, after) = example.split_once("identifiant = \"").expect("an example has an identifier");
        let (_, after) = after.split_once('"').expect("the identifier is quoted");
        self.write(&format!("{folder}/{id}.toml"), &format!("{before}identifiant = \"{id}\"{after}"));
    }

    /// Writes the tables of an example over those of a file of tables.
    fn merge(&self, path: &str, example: &str) {
        let read = |text: &str| text.parse::<Table>().unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        let mut whole = read(&fs::read_to_string(self.0.path().join(path)).expect("the copy has it"));
        over(&mut whole, read(example));
        self.write(path, &toml::to_string(&whole).expect("tables are written again"));
    }

    #[track_caller]
    fn has_no_fault(&self) {
        let faults: Vec<String> = check(Some(self.0.path())).iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "the examples are not right:\n{}", faults.join("\n"));
    }
}

fn over(whole: &mut Table, part: Table) {
    for (key, value) in part {
        match (whole.get_mut(&key), value) {
            (Some(Value::Table(inside)), Value::Table(value)) => over(inside, value),
            (_, value) => drop(whole.insert(key, value)),
        }
    }
}

/// One rule a condition: its line, alone under `[si]`.
fn rules_of(conditions: &str) -> Vec<String> {
    let lines = conditions.lines().filter(|line| !line.starts_with('[') && !line.trim().is_empty());
    let rule = |line: &str| {
        format!(
            "identifiant = \"exemple\"\nintitule = \"Exemple\"\nniveau = \"obligatoire\"\ndate_de_reference = \"consultation\"\nrelu_le = 2026-11-24\n[si]\n{line}\n[[versions]]\na_compter_du = 2024-01-01\nsource = {{ texte = \"Exemple\" }}\n"
        )
    };
    lines.map(rule).collect()
}

#[test]
fn every_example_of_the_two_pages_is_taken_without_a_fault() {
    let (grammar, readme) = (Page::read("GRAMMAIRE.md"), Page::read("LISEZMOI.md"));
    let copy = Copy::new();
    copy.write("edition.toml", &grammar.example("`edition.toml`"));
    copy.merge("faits.toml", &grammar.example("`faits.toml`"));
    copy.merge("listes.toml", &grammar.example("`listes.toml`"));
    let conditions = rules_of(&grammar.example("Conditions"));
    assert!(conditions.len() > 10, "the words of the grammar are shown: {conditions:?}");
    for (rule, at) in conditions.iter().zip(1..) {
        copy.add("law/obligations", rule, &format!("exemple-condition-{at}"));
    }
    copy.add("law/obligations", &grammar.example("`law/obligations/*.toml`"), "exemple-obligation");
    copy.add("law/thresholds", &grammar.example("`law/thresholds/*.toml`"), "exemple-bareme");
    copy.add("clauses/environment", &readme.example("Une clause"), "env-99");
    let targets = Files::embedded(&Faults::default()).get("targets.toml").expect("the catalogue has targets").to_owned();
    copy.write("targets.toml", &format!("{targets}\n{}", readme.example("Un objectif")));
    copy.add("questions", &readme.example("Une question sur le besoin"), "exemple-sujet");
    copy.has_no_fault();
}

/// A new example must be followed by the test above.
#[test]
fn no_example_is_left_out() {
    let counted = ["GRAMMAIRE.md", "LISEZMOI.md"].map(|name| (name, Page::read(name).examples().len()));
    assert_eq!(BTreeMap::from(counted), BTreeMap::from([("GRAMMAIRE.md", 6), ("LISEZMOI.md", 3)]));
}

/// The table of the words says what `mots.toml` says.
#[test]
fn the_words_listed_are_those_of_the_file() {
    let files = Files::embedded(&Faults::default());
    let words: Table = files.get("mots.toml").expect("the catalogue has it").parse().expect("TOML");
    let page = Page::read("LISEZMOI.md").text;
    for (key, group) in [("theme", "theme"), ("genre", "genre"), ("piece", "piece"), ("niveau", "niveau"), ("familles", "famille")] {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{key}` |"))).unwrap_or_else(|| panic!("« {key} » has its row"));
        let known = words.get(group).and_then(Value::as_table).expect("a section of words");
        for word in known.keys() {
            assert!(row.contains(&format!("`{word}`")), "LISEZMOI.md does not list « {word} » of « {group} »");
        }
    }
}

/// Every folder or file of the catalogue has its line in the first table.
#[test]
fn every_file_of_the_catalogue_is_told() {
    let page = Page::read("LISEZMOI.md").text;
    let files = Files::embedded(&Faults::default());
    // The thresholds and the obligations have a line each; the themes of the clauses share one.
    let told = |path: &str| match path.split('/').collect::<Vec<_>>().as_slice() {
        ["law", folder, ..] => format!("`law/{folder}/"),
        [folder, _, ..] => format!("`{folder}/"),
        _ => format!("`{path}`"),
    };
    let missing: Vec<&str> = files.iter().map(|(path, _)| path).filter(|path| *path != "LISEZMOI.md" && !page.contains(&told(path))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
