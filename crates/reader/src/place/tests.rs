use super::*;
#[test]
fn smoke() {
    let t: Vec<char> = "内蒙古自治区通辽市开鲁县东风镇官银号村,科左中旗".chars().collect();
    println!("{:?}", scan(&t, &Home::default()));
    println!("{:?}", words::Lexicon::read().1);
}
#[test]
fn dump() {
    let fold = crate::fold::Fold::get();
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    let mut out = String::new();
    let mut chars=0; let mut nd=0; let mut time=std::time::Duration::ZERO; let mut td=time;
    let _=words::Lexicon::get();
    for dir in ["national", "city", "page", "congress"] {
        let mut files: Vec<_> = std::fs::read_dir(root.join(dir)).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
        files.sort();
        for f in files {
            let stem = f.file_stem().unwrap().to_string_lossy().into_owned();
            let text: Vec<char> = std::fs::read_to_string(&f).unwrap().chars().map(|c| fold.char(c)).collect();
            chars+=text.len();
            let year = year_of(&stem, &text);
            let title: Vec<char> = text.iter().copied().skip_while(|c| c.is_whitespace()||*c=='#').take_while(|c| *c != '\n').collect();
            let first = Home::new(year, vec![]);
            let m = scan(&text, &first);
            let h = home(&title, &m, year);
            let m = scan(&text, &h);
            time+=(0..7).map(|_| {let t=std::time::Instant::now(); let n=scan(&text, &h); std::hint::black_box(n); t.elapsed()}).min().unwrap();
            out += &format!("== {dir}/{stem} {year:?} {:?} {}\n", h.codes, m.len());
            for p in m {
                let a: String = text[p.range.start.saturating_sub(6)..p.range.start].iter().collect();
                let b: String = text[p.range.clone()].iter().collect();
                let c: String = text[p.range.end..(p.range.end + 6).min(text.len())].iter().collect();
                out += &format!("P\t{}\t{}\t{}【{}】{}\n", p.code, p.name, a.replace('\n',"/"), b, c.replace('\n',"/"));
            }
            let ds=doubts(&text, &h);
            td+=(0..7).map(|_| {let t=std::time::Instant::now(); let n=doubts(&text, &h); std::hint::black_box(n); t.elapsed()}).min().unwrap();
            for d in ds {
                nd+=1;
                let a: String = text[d.range.start.saturating_sub(6)..d.range.start].iter().collect();
                let b: String = text[d.range.clone()].iter().collect();
                let c: String = text[d.range.end..(d.range.end + 6).min(text.len())].iter().collect();
                out += &format!("D\t{}\t{}【{}】{}\n", d.candidate, a, b, c);
            }
        }
    }
    println!("{chars} chars, scan {:?} ns/char, doubts {:?} ns/char, {nd} doubts", time.as_nanos() as f64/chars as f64, td.as_nanos() as f64/chars as f64);
    std::fs::write("/tmp/places-dump.txt", out).unwrap();
}
fn year_of(stem: &str, text: &[char]) -> Option<i16> {
    let digits = |s: &str| -> Option<i16> {
        let v: Vec<&str> = s.split(|c: char| !c.is_ascii_digit()).filter(|s| s.len() == 4).collect();
        v.iter().filter_map(|v| v.parse().ok()).find(|y| (1950..2030).contains(y))
    };
    digits(stem).or_else(|| digits(&text.iter().take(300).collect::<String>()))
}
