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
#[test]
#[ignore]
fn speed() {
    let mut all = String::new();
    for f in std::fs::read_dir("/work/shared/corpus/national").unwrap() {
        all.push_str(&std::fs::read_to_string(f.unwrap().path()).unwrap());
        all.push('\n');
    }
    let fold = Fold::get();
    let docs: Vec<(Vec<char>, Vec<char>)> = std::fs::read_dir("/work/shared/corpus/national")
        .unwrap()
        .map(|f| {
            let t = std::fs::read_to_string(f.unwrap().path()).unwrap();
            let o: Vec<char> = t.chars().collect();
            let g = o.iter().map(|c| fold.char(*c)).collect();
            (o, g)
        })
        .collect();
    let n: usize = docs.iter().map(|d| d.0.len()).sum();
    for _ in 0..3 {
        let t = std::time::Instant::now();
        let mut v = crate::view::View::default();
        let mut k = 0;
        for (o, g) in &docs {
            let m = mend(o, g);
            k += m.blocks.len();
        }
        let mid = t.elapsed();
        for (o, g) in &docs {
            let m = mend(o, g);
            for b in &m.blocks {
                view(b, o, g, &mut v);
                k += v.len();
            }
        }
        println!(
            "mend {:.1} ns/char, with view {:.1} ({k})",
            mid.as_nanos() as f64 / n as f64,
            (t.elapsed() - mid).as_nanos() as f64 / n as f64
        );
    }
    let mut tot = [0u128; 14];
    for (o, g) in &docs {
        let mut k = 0;
        let mut t = std::time::Instant::now();
        let mut lap = || {
            tot[k] += t.elapsed().as_nanos();
            k += 1;
            t = std::time::Instant::now();
        };
        let mut m = Mended::default();
        let mut l = line::lines(o, g);
        lap();
        let mut c = vec![];
        m.captions = caption::mark(&mut l, o, g, &mut c);
        lap();
        furniture::mark(&mut l, o, g, &mut c);
        lap();
        latin::mark(&l, g, &mut c);
        lap();
        let j = join::joins(&l, g);
        lap();
        let (d, s) = assemble(&l, &j, &c, g);
        lap();
        report::lines(&l, o, &mut m);
        report::cuts(&c, o, &mut m);
        report::seams(&s, &l, &j, o, g, &mut m);
        lap();
        let f = flat::Flat::of(&d, g);
        lap();
        let _r = repeat::repeats(&f);
        lap();
        let mut d = d;
        drop_fragments(&mut d, o, g, true, &mut m);
        lap();
        for d in &d {
            marks::list(&d.pieces, o, g, &mut m.repairs);
        }
        lap();
        marks::hidden(o, &mut m.repairs);
        lap();
    }
    let names = [
        "lines",
        "caption",
        "furniture",
        "latin",
        "join",
        "assemble",
        "report",
        "flat",
        "repeat",
        "fragments",
        "marks",
        "hidden",
    ];
    for (n, t) in names.iter().zip(tot) {
        println!("{n} {:.2}", t as f64 / n_of(&docs));
    }
    fn n_of(d: &[(Vec<char>, Vec<char>)]) -> f64 {
        d.iter().map(|d| d.0.len()).sum::<usize>() as f64
    }
    for unit in [
        "\n",
        "“",
        "一",
        "7",
        "分别",
        "。",
        "摄",
        " 摄\n",
        "，\n",
        "一、\n",
        "a\u{200b}",
        "(",
        "\t",
        "7\n",
        "图为。张三 摄 ",
        "年 1 ",
        "全市增长，一二。\n",
        "全市增长，一二；三四，",
    ] {
        for mb in [1usize, 4, 16] {
            let o: Vec<char> = unit.repeat((mb << 20) / unit.chars().count()).chars().collect();
            let g: Vec<char> = o.iter().map(|c| fold.char(*c)).collect();
            let t = std::time::Instant::now();
            let m = mend(&o, &g);
            print!(
                "{unit:?} {mb}M {:?} {:.0} ns/char [{}]; ",
                t.elapsed(),
                t.elapsed().as_nanos() as f64 / o.len() as f64,
                m.repairs.len()
            );
        }
        println!();
    }
}
