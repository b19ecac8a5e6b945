//! The bench against peers, our side: makes the files, does the work, does the least of it. `cargo xtask bench peers`
//! runs it and measures each run as a whole process.

use std::error::Error;
use std::fs;
use std::path::Path;

use clausier_documents::synthetic::{self, peers};
use clausier_documents::{Request, export};
use serde_json::{Value, json};

type Done = Result<(), Box<dyn Error>>;

/// How each peer writes « for each paragraph of this article »: lines of the template, `N` standing for the article.
const TAGS: [(&str, &[&str]); 5] = [
    ("docxtpl", &["{%p for item in aN %}", "{{ item.text }}", "{%p endfor %}"]),
    ("docxtemplater", &["{#aN}", "{text}", "{/aN}"]),
    ("easy-template-x", &["{#aN}", "{text}", "{/aN}"]),
    ("docx-templates", &["{FOR item IN aN}", "{INS $item.text}", "{END-FOR item}"]),
    ("carbone", &["{d.aN[i].text}", "{d.aN[i+1].text}"]),
];

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["prepare", folder] => prepare(Path::new(folder)),
        ["templates", file, folder, ending] => templates(&fs::read(file)?, Path::new(folder), ending),
        ["floor", from, to] => floor(from, to),
        ["clausier", from, to] => clausier(from, to),
        _ => Err("prepare DOSSIER | templates FICHIER DOSSIER FIN | floor DE VERS | clausier DE VERS".into()),
    }
}

/// Writes the long document, its data and a template for each peer.
fn prepare(folder: &Path) -> Done {
    let document = synthetic::document()?;
    fs::write(folder.join("document.docx"), &document)?;
    fs::write(folder.join("data.json"), data().to_string())?;
    templates(&document, folder, "docx")
}

fn templates(document: &[u8], folder: &Path, ending: &str) -> Done {
    let is_odt = peers::is_odt(document)?;
    for (peer, lines) in TAGS {
        let tagged = |number: usize| lines.iter().map(|line| peers::paragraph(is_odt, &article(line, number))).collect();
        fs::write(folder.join(format!("{peer}.{ending}")), peers::splice(document, tagged)?)?;
    }
    Ok(())
}

/// `aN`, or `d.aN` of carbone; only `aN` is replaced, so that `IN` and `END` stay.
fn article(line: &str, number: usize) -> String {
    line.replace("aN", &format!("a{number}"))
}

fn data() -> Value {
    let articles = peers::paragraphs().into_iter().enumerate();
    let items = |texts: Vec<String>| texts.into_iter().map(|text| json!({ "text": text })).collect::<Vec<_>>();
    articles.map(|(at, texts)| (format!("a{}", at + 1), Value::from(items(texts)))).collect::<serde_json::Map<_, _>>().into()
}

fn floor(from: &str, to: &str) -> Done {
    let file = fs::read(from)?;
    let (work, is_odt) = (peers::paragraphs(), peers::is_odt(&file)?);
    let raw = |number: usize| work.get(number - 1).into_iter().flatten().map(|text| peers::paragraph(is_odt, text)).collect();
    Ok(fs::write(to, peers::splice(&file, raw)?)?)
}

fn clausier(from: &str, to: &str) -> Done {
    let request = Request { clauses: synthetic::clauses(), accept_places: true, ..Request::default() };
    let done = export(&fs::read(from)?, &request)?;
    let written = done.report.inserted.len();
    if written != request.clauses.len() {
        return Err(format!("{written} clauses écrites sur {}", request.clauses.len()).into());
    }
    Ok(fs::write(to, done.bytes.ok_or("rien à écrire")?)?)
}
