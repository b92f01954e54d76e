use super::*;
use crate::fold::Fold;

/// Blocks and views of a text, one block a line.
pub(crate) fn blocks(text: &str) -> (Vec<char>, Vec<Block>, Vec<View>) {
    let original: Vec<char> = text.chars().collect();
    let fold = Fold::get();
    let folded: Vec<char> = original.iter().map(|c| fold.char(*c)).collect();
    let blocks: Vec<Block> = crate::repair::mend(&original, &folded)
        .blocks
        .into_iter()
        .map(|b| Block { kind: BlockKind::Paragraph, pieces: b.pieces })
        .collect();
    let views = blocks
        .iter()
        .map(|b| {
            let mut view = View::default();
            for i in b.pieces.iter().flat_map(|p| p.range()) {
                if !crate::view::is_dropped(original[i]) {
                    view.push(folded[i], i as u32);
                }
            }
            view
        })
        .collect();
    (original, blocks, views)
}

#[test]
fn dump() {
    let Ok(files) = std::env::var("DUMP") else { return };
    for f in files.split_whitespace() {
        let path = format!("{}/../../../shared/corpus/{f}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let (original, blocks, views) = blocks(&text);
        let facts = facts::facts(&blocks, &views, &original);
        println!("##### {f} year {:?}", facts::year(&views));
        println!("  title {:?}\n  issuer {:?} date {:?} kind {:?} back {:?} ahead {:?} lang {:?}", facts.title.map(|f| f.value), facts.issuer.map(|f| f.value), facts.date.map(|f| f.value), facts.kind.map(|f| f.value), facts.period_reviewed.map(|f| f.value), facts.period_planned.map(|f| f.value), facts.language.map(|f| f.value));
        if std::env::var("BRIEF").is_ok() { continue; }
        let (sections, _) = outline(&blocks, &views, &original);
        for s in &sections {
            println!("  {}{:?} {}", "  ".repeat(s.level as usize), s.role, s.title);
        }
    }
}
