fn main() {
    let dir = std::path::Path::new("src-tauri/catalogue");
    match clausier_catalogue::Catalogue::load(dir) {
        Err(faults) => { for f in faults { println!("{f}"); } }
        Ok(catalogue) => {
            let path = std::env::args().nth(1);
            println!("{} obligations {} checks {} scales", catalogue.law.obligations.len(), catalogue.law.checks.len(), catalogue.law.scales.len());
            if let Some(path) = path {
                let tender = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
                let today = "2026-11-24".parse().unwrap();
                let t = std::time::Instant::now();
                let mut a = catalogue.law.assess(&tender, &catalogue.library, today);
                for _ in 0..99 { a = catalogue.law.assess(&tender, &catalogue.library, today); }
                println!("{:?} each, json {}", t.elapsed() / 100, serde_json::to_string(&a).unwrap().len());
                for l in &a.lines { println!("{:28} {:?} {:?} ask={:?} sat={:?} val={:?} open={}\n    {}\n    {}", l.obligation, l.outcome, l.confidence, l.ask, l.satisfied, l.values, l.open_values.len(), l.because, l.coverage); }
                println!("{:?}", a.thresholds);
                for q in catalogue.law.questions(&a) { println!("{} {} {}", q.field, q.question, q.why); }
                for l in &a.checks { println!("CHECK {} {}", l.obligation, l.because); }
            }
        }
    }
}
