use super::*;
use crate::fold::Fold;
#[test]
#[ignore]
fn show() {
    let Ok(list) = std::env::var("SHOW") else { return };
    let full = std::env::var("FULL").is_ok();
    for path in list.split(':') {
        let Ok(text) = std::fs::read_to_string(path) else {
            println!("?? {path}");
            continue;
        };
        let original: Vec<char> = text.chars().collect();
        let fold = Fold::get();
        let folded: Vec<char> = original.iter().map(|c| fold.char(*c)).collect();
        let m = mend(&original, &folded);
        println!(
            "=== {path} {} chars {} blocks {} repairs {} captions",
            original.len(),
            m.blocks.len(),
            m.repairs.len(),
            m.captions.len()
        );
        if full {
            let mut v = crate::view::View::default();
            for b in &m.blocks {
                view(b, &original, &folded, &mut v);
                println!("{:?} {} | {}", b.kind, b.pieces.len(), v.text(0..v.len()));
            }
        }
        for c in &m.captions {
            println!("  caption {:?} | {:?} {:?}", c.text, c.credit, c.spans);
        }
        for r in &m.repairs {
            if matches!(r.kind, crate::RepairKind::Width | crate::RepairKind::Variant) && !full {
                continue;
            }
            println!("  {:?} {} | {} | {:?} n={}", r.kind, r.text, r.note, r.candidate, r.spans.len());
        }
    }
}
