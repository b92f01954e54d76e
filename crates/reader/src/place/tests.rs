//! Names in sentences, in the marked reports of `suite/place`, and over the corpora.

use super::*;
use crate::fold::Fold;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The reports and lists that are not part of the project.
const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");

fn fold(text: &str) -> Vec<char> {
    text.chars().map(|c| Fold::get().char(c)).collect()
}

fn doubts_of(text: &[char], home: &Home) -> Vec<Doubt> {
    doubts(text, crate::signs::Signs::of(text).all(), home)
}

/// `name=code` of every place, in order.
fn found(text: &str, home: &Home) -> String {
    let text = fold(text);
    let places = scan(&text, home);
    let words = places.iter().map(|p| format!("{}={}", text[p.range.clone()].iter().collect::<String>(), p.code));
    words.collect::<Vec<_>>().join(" ")
}

fn at_home(year: i16, codes: &[&str]) -> Home {
    Home::new(Some(year), codes.iter().map(|c| (*c).to_owned()).collect())
}

fn tongliao() -> Home {
    at_home(2021, &["150000", "150500"])
}

#[test]
fn a_full_name_counts_wherever_it_stands_and_the_longest_wins() {
    let text = "在内蒙古自治区通辽市科尔沁左翼中旗试点。";
    assert_eq!(found(text, &Home::default()), "内蒙古自治区=150000 通辽市=150500 科尔沁左翼中旗=150521");
}

#[test]
fn names_hold_in_the_year_of_the_report() {
    assert_eq!(found("通辽市的粮食", &at_home(1990, &[])), "通辽市=152301");
    assert_eq!(found("通辽市的粮食", &at_home(2021, &[])), "通辽市=150500");
    assert_eq!(found("哲里木盟有了电", &at_home(1962, &[])), "哲里木盟=152300");
    assert_eq!(found("重庆的钢厂", &at_home(1985, &[])), "重庆=510200");
    assert_eq!(found("重庆的钢厂", &at_home(2024, &[])), "重庆=500000");
    assert_eq!(found("原热河省的几个县", &at_home(1956, &[])), "热河省=");
}

#[test]
fn a_bare_name_that_is_a_word_needs_evidence() {
    for text in [
        "坚持和平发展,加强合作,建设富裕文明的家园",
        "作为引航指路灯塔",
        "社会安定,公安机关依法办案",
        "祝祖国万古长春、长治久安",
        "加大理论学习,推广安全用电",
        "三台机器、四平方公里、万年不变",
        "沿海城市的大城市郊区新增城市人口",
        "示范县和模范县",
    ] {
        assert_eq!(found(text, &Home::default()), "", "{text}");
    }
    assert_eq!(found("支持赤峰、朝阳、铁岭等地联动", &Home::default()), "赤峰=150400 朝阳=211300 铁岭=211200");
    assert_eq!(found("推进辽宁朝阳至盘锦铁路", &Home::default()), "辽宁=210000 朝阳=211300 盘锦=211100");
    assert_eq!(found("辽宁振兴发展", &Home::default()), "辽宁=210000");
}

#[test]
fn a_bare_county_counts_at_home_or_in_a_list() {
    assert_eq!(found("开鲁的红干椒畅销", &tongliao()), "开鲁=150523");
    assert_eq!(found("开鲁的红干椒畅销", &Home::default()), "");
    assert_eq!(found("科左中旗和库伦旗连片", &Home::default()), "科左中旗=150521 库伦旗=150524");
}

#[test]
fn a_township_counts_behind_its_county_or_at_home() {
    assert_eq!(found("开鲁县东风镇建成大棚", &Home::default()), "开鲁县=150523 东风镇=150523111");
    assert_eq!(found("建设特色小镇和中心镇", &tongliao()), "");
    assert_eq!(found("全县五个乡、三乡镇合并", &tongliao()), "");
}

#[test]
fn a_name_of_several_divisions_goes_to_the_one_before_it_or_to_none() {
    assert_eq!(found("北京市朝阳区", &Home::default()), "北京市=110000 朝阳区=110105");
    assert_eq!(found("长春市朝阳区", &Home::default()), "长春市=220100 朝阳区=220104");
    assert_eq!(found("朝阳区的街道", &Home::default()), "朝阳区=");
}

#[test]
fn a_province_goes_before_its_city_of_the_same_name() {
    let jilin = at_home(2026, &["220000"]);
    assert_eq!(found("吉林省的粮食,吉林的雪,吉林市的化工", &jilin), "吉林省=220000 吉林=220000 吉林市=220200");
    assert_eq!(found("海南的草场", &at_home(2020, &["630000"])), "海南=632500");
}

#[test]
fn a_folded_name_keeps_its_official_spelling() {
    let text = fold("開工周至至乾縣高速");
    let places = scan(&text, &at_home(2025, &["610000"]));
    assert!(places.iter().any(|p| p.name == "乾县" && p.code == "610424"), "{places:?}");
}

#[test]
fn a_numeral_that_begins_a_name_is_told() {
    let begins = |text: &str| name_at(&fold(text), 0);
    assert_eq!(begins("四川省委"), Some(3));
    assert_eq!(begins("四川粮食"), Some(2));
    assert_eq!(begins("三亚湾"), Some(2));
    assert_eq!(begins("九江港"), Some(2));
    assert_eq!(begins("六安茶"), Some(2));
    assert_eq!(begins("五原县"), Some(3));
    assert_eq!(begins("八宿县"), Some(3));
    assert_eq!(begins("五大连池火山"), Some(4));
    assert_eq!(begins("三明钢铁厂"), Some(2));
    assert_eq!(begins("百色芒果"), Some(2));
    assert_eq!(name_at(&fold("一百色彩"), 1), None);
    assert_eq!(begins("三明显提升"), None);
    assert_eq!(begins("四平方公里"), None);
    assert_eq!(begins("三台机器"), None);
    assert_eq!(begins("万年历"), None);
    assert_eq!(begins("五乡镇"), None);
    assert_eq!(begins("一镇"), None);
    assert_eq!(name_at(&fold("15万宁市"), 2), None);
}

#[test]
fn a_document_is_about_what_its_title_or_its_names_say() {
    let codes = |title: &str, text: &str| {
        let mentions = scan(&fold(text), &at_home(2021, &[]));
        home(&fold(title), &mentions, Some(2021)).codes
    };
    assert_eq!(codes("2021年通辽市政府工作报告", ""), ["150000", "150500"]);
    assert_eq!(codes("内蒙古自治区通辽市开鲁县公报", ""), ["150000", "150500", "150523"]);
    assert_eq!(codes("政府工作报告", "通辽市的企业。通辽市与沈阳市合作。我们建设通辽,通辽人民"), ["150000", "150500"]);
    assert_eq!(codes("政府工作报告", "上海、广东、北京、通辽市和台湾同胞"), Vec::<String>::new());
}

#[test]
fn a_name_one_character_off_is_doubted_at_home_only() {
    let text = fold("科在中旗万头肉牛养殖基地。科左中旗的牧场。");
    let doubted = doubts_of(&text, &tongliao());
    assert_eq!(doubted, [Doubt { range: 0..4, candidate: "科左中旗".to_owned() }]);
    assert_eq!(doubts_of(&text, &Home::default()), []);
    let text = fold("在开普县、奈曼旗和库伦旗,各旗县市区、全县和城市的市、区两级");
    assert_eq!(doubts_of(&text, &tongliao()), [Doubt { range: 1..4, candidate: "开鲁县".to_owned() }]);
}

#[test]
fn another_kind_of_area_is_no_misprint() {
    let tianjin = at_home(2025, &["120000"]);
    assert_eq!(doubts_of(&fold("市三院滨海院区开诊。"), &tianjin), []);
}

#[test]
fn the_word_lists_are_sound() {
    let (_, faults) = words::Lexicon::read();
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn hostile_texts_take_linear_time() {
    let time = |unit: &str, copies: usize| {
        let text = fold(&unit.repeat(copies));
        let start = Instant::now();
        let places = scan(&text, &tongliao()).len() + doubts_of(&text, &tongliao()).len();
        let numerals = (0..text.len()).filter(|at| name_at(&text, *at).is_some()).count();
        std::hint::black_box(places + numerals);
        start.elapsed()
    };
    for unit in
        ["1", "一", "\n", "“", "分别", "市", "通辽市", "内蒙古、", "科在中旗", "和平、", "开鲁", "镇镇", "内蒙古自治"]
    {
        // A busy machine can make one look slow; what is quadratic is slow every time.
        let slow = |_| {
            let (small, large) = (time(unit, 10_000), time(unit, 80_000));
            let limit = small * 8 * 6 + Duration::from_millis(200);
            (large >= limit).then(|| format!("{unit}: {small:?} for 10,000, {large:?} for 80,000"))
        };
        let tries: Vec<String> = (0..4).map_while(slow).collect();
        assert!(tries.len() < 4, "{tries:?}");
    }
}

/// The reports of one corpus folder, folded, with the year and the home that a reading would give them.
fn reports(folder: &str) -> Vec<(String, Vec<char>, Home)> {
    let Ok(files) = std::fs::read_dir(Path::new(SHARED).join("corpus").join(folder)) else { return Vec::new() };
    let mut files: Vec<PathBuf> = files.flatten().map(|f| f.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let read = |file: &PathBuf| {
        let text = fold(&std::fs::read_to_string(file).ok()?);
        let name = file.file_stem()?.to_string_lossy().into_owned();
        let head: String = text.iter().take(300).collect();
        let year = year_in(&name).or_else(|| year_in(&head));
        Some((format!("{folder}/{name}"), home_of(&text, year), text))
    };
    files.iter().filter_map(read).map(|(name, home, text)| (name, text, home)).collect()
}

fn year_in(text: &str) -> Option<i16> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4);
    numbers.filter_map(|n| n.parse().ok()).find(|year| (1949..2050).contains(year))
}

fn home_of(text: &[char], year: Option<i16>) -> Home {
    let title: Vec<char> =
        text.iter().copied().skip_while(|c| c.is_whitespace() || *c == '#').take_while(|c| *c != '\n').collect();
    home(&title, &scan(text, &Home::new(year, Vec::new())), year)
}

#[test]
fn marked_reports_are_read_as_marked() {
    let suite = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/suite/place"));
    if !Path::new(SHARED).exists() {
        println!("skipped: the marked reports are not here");
        return;
    }
    let (mut right, mut given, mut marked) = (0, 0, 0);
    let mut files: Vec<PathBuf> = std::fs::read_dir(suite).expect("the suite").flatten().map(|f| f.path()).collect();
    files.sort();
    for file in files {
        let marks = Marks::read(&file);
        let text = std::fs::read_to_string(Path::new(SHARED).join("corpus").join(&marks.file)).expect("a report");
        let text = fold(text.trim_start_matches('\u{feff}'));
        let home = home_of(&text, Some(marks.year));
        let places = scan(&text, &home);
        let within: Vec<&Place> = places.iter().filter(|p| p.range.end <= marks.until).collect();
        for (range, code) in &marks.sure {
            marked += 1;
            if within.iter().any(|p| p.range == *range && p.code == *code) {
                right += 1;
            } else {
                println!("{} {range:?} {code}: missed {}", marks.file, shown(&text, range));
            }
        }
        for place in within {
            if marks.open.iter().any(|open| open.start < place.range.end && place.range.start < open.end) {
                continue;
            }
            given += 1;
            if !marks.sure.contains(&(place.range.clone(), place.code.clone())) {
                println!("{} {:?} {}: false {}", marks.file, place.range, place.code, shown(&text, &place.range));
            }
        }
    }
    let (precision, recall) = (f64::from(right) / f64::from(given), f64::from(right) / f64::from(marked));
    println!("places: {marked} marked, precision {precision:.3}, recall {recall:.3}");
    assert!(precision >= 0.97, "precision {precision:.3}");
    assert!(recall >= 0.95, "recall {recall:.3}");
}

fn shown(text: &[char], range: &Range<usize>) -> String {
    text[range.start.saturating_sub(6)..(range.end + 6).min(text.len())].iter().collect()
}

/// One file of `suite/place`.
#[derive(Default)]
struct Marks {
    file: String,
    year: i16,
    until: usize,
    sure: Vec<(Range<usize>, String)>,
    /// Names that may be taken either way.
    open: Vec<Range<usize>>,
}

impl Marks {
    fn read(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).expect("marks");
        let mut marks = Self::default();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [a, b, c] = cells[..] else { panic!("{}: {line}", file.display()) };
            if marks.file.is_empty() {
                marks.file = a.to_owned();
                (marks.year, marks.until) = (b.parse().expect("year"), c.parse().expect("characters"));
                continue;
            }
            let range = a.parse().expect("start")..b.parse().expect("end");
            if c.ends_with('?') { marks.open.push(range) } else { marks.sure.push((range, c.to_owned())) }
        }
        marks
    }
}

#[test]
fn doubts_are_rare_in_clean_reports() {
    let (mut characters, mut doubted) = (0, 0);
    for folder in ["national", "city"] {
        for (name, text, home) in reports(folder) {
            characters += text.len();
            for doubt in doubts_of(&text, &home) {
                doubted += 1;
                println!("{name}: {} for {}", shown(&text, &doubt.range), doubt.candidate);
            }
        }
    }
    println!("doubts: {doubted} in {characters} characters");
    assert!(doubted * 50_000 <= characters, "{doubted} doubts in {characters} characters");
    for (_, text, home) in reports("page") {
        let doubted: Vec<String> = doubts_of(&text, &home).into_iter().map(|d| d.candidate).collect();
        assert_eq!(doubted, ["科左中旗"]);
    }
}

/// Prints the time a character takes; only a gross fault fails, for machines differ and tests run unoptimised.
#[test]
fn the_scan_is_quick() {
    let start = Instant::now();
    words::Lexicon::get();
    println!("tables made in {:?}", start.elapsed());
    let (mut characters, mut scanned, mut doubted) = (0, Duration::ZERO, Duration::ZERO);
    let quickest = |work: &dyn Fn() -> usize| {
        let once = || {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed()
        };
        let runs = if cfg!(debug_assertions) { 1 } else { 5 };
        (0..runs).map(|_| once()).min().unwrap_or_default()
    };
    for folder in ["national", "city"] {
        for (_, text, home) in reports(folder) {
            characters += text.len();
            scanned += quickest(&|| scan(&text, &home).len());
            doubted += quickest(&|| doubts_of(&text, &home).len());
        }
    }
    if characters == 0 {
        println!("skipped: the reports are not here");
        return;
    }
    let each = |time: Duration| time.as_nanos() as usize / characters;
    println!("{characters} characters: scan {} ns, doubts {} ns a character", each(scanned), each(doubted));
    // A loaded machine or a build without optimisation says nothing about speed; the bench does.
    assert!(cfg!(debug_assertions) || each(scanned) < 1_000, "scan {} ns a character", each(scanned));
}
