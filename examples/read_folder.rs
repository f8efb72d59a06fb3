//! Reads every file that is named and prints what came of it, one line a file: for trying folders of odd files.

use std::path::Path;
use std::time::Instant;

use boardpack::read::{read, shield};

fn main() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !shield::is_shielded() {
            usual(panic);
        }
    }));
    let mut lines = Vec::new();
    for path in std::env::args().skip(1) {
        let start = Instant::now();
        let book = read(Path::new(&path), &path);
        let cells: usize = book
            .grids
            .iter()
            .flat_map(|grid| &grid.rows)
            .map(|row| row.cells.len())
            .sum();
        let outcome = match &book.refused {
            Some(refusal) => format!("refused: {}", refusal.reason),
            None => format!(
                "{} {} sheets {cells} cells",
                book.format.name(),
                book.grids.len()
            ),
        };
        let ms = start.elapsed().as_millis();
        lines.push(format!("{path}\t{outcome}\t{ms} ms"));
        for finding in &book.findings {
            lines.push(format!(
                "    {} {}: {} [{}]",
                finding.code.id,
                finding.origin,
                finding.message,
                finding.found.clone().unwrap_or_default()
            ));
        }
    }
    use std::io::Write;
    std::io::stdout()
        .write_all(lines.join("\n").as_bytes())
        .unwrap();
}
