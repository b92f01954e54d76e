//! Figures into indicators, targets and observations.
//!
//! Level, growth and share of one thing are indicators of their own; what is said twice in one document is one proposal with two
//! passages; what is said differently in two places is doubted in both.

use crate::answer::answer;
use crate::column::wanted_text;
use crate::lexicon::Lexicon;
use crate::material::{Material, Sort};
use crate::measure::{direction, is_done_otherwise, is_name, is_thing, measure, titled, untitled};
use crate::note::Doubt;
use crate::place::{Lies, lies};
use crate::proposal::Place;
use crate::text::{counted, runs, unmarked};
use crate::unit::{Unit, convert, rounds, value};
use luoshi_ledger::{Basis, Class, Said, Told, When, about, is_named, is_near, named};
use luoshi_plan::{Baseline, Direction, Finality, Measure, Nature, Period, Standing, Term, Value, Wanted};
use luoshi_reader::{Binding, Bound, CommitmentRole, Kind, Role};
use std::collections::BTreeMap;

/// What tells one indicator from another: the thing, the kind of number, what its unit measures.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// The thing under whichever name.
    pub(crate) thing: String,
    /// The kind of number, in the order of its cases.
    pub(crate) measure: Measure,
    /// The base unit.
    pub(crate) base: String,
}

impl Key {
    /// The key of a name without what tells its growth.
    pub(crate) fn of(name: &str, measure: Measure, unit: &str) -> Self {
        // 城镇调查失业率 stands beside 城镇登记失业率 for who compares reports; in a plan each is a thing of its own.
        let thing = if is_near(name) { name.to_owned() } else { named(name).1 };
        Self { thing, measure, base: Unit::of(unit).base }
    }
}

/// A number with when and where.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) spans: Vec<(u32, u32)>,
    pub(crate) also: Vec<Vec<(u32, u32)>>,
    pub(crate) sentence: usize,
    pub(crate) section: Option<usize>,
    pub(crate) unit: String,
    pub(crate) what: What,
    pub(crate) territory: Option<Place>,
    /// On which side of the number a value lies, where the document says no more of what was: 超, 以上.
    pub(crate) bound: Option<Bound>,
    /// Where it is told, or told again, it is the number of an item that somebody answers for.
    pub(crate) answered: bool,
    pub(crate) doubts: Vec<Doubt>,
}

/// What a number is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    /// What is wanted.
    Target { wanted: Wanted, term: Term, base: Option<Baseline>, tolerance: Option<Value> },
    /// What was.
    Observation { value: Value, period: Period, finality: Finality, standing: Standing },
}

/// An indicator with all that the document says of it.
#[derive(Debug, Clone)]
pub(crate) struct Gathered {
    pub(crate) name: String,
    pub(crate) unit: String,
    /// Whether the ledger knows its name: names it knows are told apart by it.
    pub(crate) known: bool,
    pub(crate) direction: Direction,
    pub(crate) nature: Nature,
    pub(crate) doubts: Vec<Doubt>,
    pub(crate) stated: Vec<Stated>,
}

/// Why a figure became no proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// A place in an order.
    Rank,
    /// A rise, a gap, a multiple: no value by itself.
    Change,
    /// A mean or a sum over years that are over.
    Years,
    /// A target told again, a budget.
    Retold,
    /// Told in passing.
    Aside,
    /// No year.
    NoYear,
    /// No name.
    NoName,
    /// A number without a value: a ratio, a destroyed one.
    NoValue,
}

impl LeftOut {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rank => "rank",
            Self::Change => "change",
            Self::Years => "years",
            Self::Retold => "retold",
            Self::Aside => "aside",
            Self::NoYear => "no_year",
            Self::NoName => "no_name",
            Self::NoValue => "no_value",
        }
    }
}

/// All that the figures of a document say, by indicator in the order in which they come, and what was left out.
pub(crate) fn gather(m: &Material<'_>) -> (Vec<(Key, Gathered)>, BTreeMap<LeftOut, usize>) {
    let mut left = BTreeMap::new();
    let mut order: Vec<Key> = Vec::new();
    let mut all: BTreeMap<Key, (Vec<&Said>, Gathered)> = BTreeMap::new();
    for said in &m.said.figures {
        match stated(m, said) {
            Ok((key, name, name_doubts, stated)) => {
                let is_known = said.known || m.is_county() && wide(&said.name).is_some_and(|name| is_named(&name));
                let known = all.entry(key.clone()).or_insert_with(|| {
                    order.push(key);
                    let gathered = Gathered {
                        name,
                        unit: said.unit.clone(),
                        known: is_known,
                        direction: Direction::Up,
                        nature: Nature::Unstated,
                        doubts: name_doubts,
                        stated: Vec::new(),
                    };
                    (Vec::new(), gathered)
                });
                known.0.push(said);
                match nature(m, said) {
                    Nature::Binding => known.1.nature = Nature::Binding,
                    Nature::Expected if known.1.nature == Nature::Unstated => known.1.nature = Nature::Expected,
                    Nature::Expected | Nature::Unstated => {}
                }
                join(&mut known.1.stated, stated);
            }
            Err(why) => *left.entry(why).or_insert(0) += 1,
        }
    }
    let gathered = order.into_iter().filter_map(|key| {
        let (said, mut gathered) = all.remove(&key)?;
        // What the ledger did not know by its own name is judged by that which it has here.
        let renamed = m.is_county() && said.iter().all(|s| wide(&s.name).is_some());
        let thing = if renamed { untitled(&gathered.name, key.measure) } else { &key.thing };
        let (direction, doubt) = direction(thing, key.measure, &said);
        gathered.direction = direction;
        gathered.doubts.extend(doubt);
        Some((key, gathered))
    });
    (gathered.collect(), left)
}

/// Whether the document itself says that it binds: in a table, or in the sentence of a target.
fn nature(m: &Material<'_>, said: &Said) -> Nature {
    let Some(figure) = m.reading.figures.get(said.figure) else { return Nature::Unstated };
    if figure.cell.is_some() {
        return match figure.binding {
            Some(Binding::Binding) => Nature::Binding,
            Some(Binding::Expected) => Nature::Expected,
            None => Nature::Unstated,
        };
    }
    if said.told != Told::Target {
        return Nature::Unstated;
    }
    let spans = m.reading.sentences.get(figure.sentence).map_or(&[][..], |s| s.spans.as_slice());
    let sentence = m.text.words(spans);
    // 预期目标是：… speaks for all that follows it, 环境约束性指标完成下达任务 at the end of a list for itself.
    let head = sentence.split(CLAUSE).next().unwrap_or("").to_owned();
    let (start, end) = said.spans.first().map_or((0, 0), |s| (s.start(), s.end()));
    let own = m.before(start, CLAUSE, 60) + &m.text.after(end, CLAUSE, 60);
    let words = Lexicon::get();
    let of = |text: &str| match (words.within("binding", text), words.within("expected", text)) {
        (true, false) => Nature::Binding,
        (false, true) => Nature::Expected,
        (_, _) => Nature::Unstated,
    };
    match of(&own) {
        Nature::Unstated => of(&head),
        nature => nature,
    }
}

/// One figure.
fn stated(m: &Material<'_>, said: &Said) -> Result<(Key, String, Vec<Doubt>, Stated), LeftOut> {
    match said.told {
        // 一般公共预算收入 has the word for money set aside in its name.
        Told::Budget if Lexicon::get().within("budget.names", &said.name) => {}
        Told::Restated | Told::Budget => return Err(LeftOut::Retold),
        Told::Aside => return Err(LeftOut::Aside),
        Told::Target | Told::Result => {}
    }
    if said.class == Class::Rank {
        return Err(LeftOut::Rank);
    }
    let (measure, measure_doubt) = measure(said).ok_or(LeftOut::Change)?;
    if said.increment {
        return Err(LeftOut::Change);
    }
    let figure = m.reading.figures.get(said.figure).ok_or(LeftOut::NoValue)?;
    if measure == Measure::Level && is_more_of_its_row(m, figure) {
        return Err(LeftOut::Change);
    }
    let read = said.value.and_then(value).ok_or(LeftOut::NoValue)?;
    let high = said.high.and_then(value);
    if said.name.chars().count() < 2 {
        return Err(LeftOut::NoName);
    }
    let mut doubts: Vec<Doubt> =
        figure.doubts.iter().map(|d| Doubt::Reader(d.words(luoshi_reader::Language::Zh).to_owned())).collect();
    // Of whom.
    let mut name = thing(said, figure.indicator_name.as_deref());
    // 县域生产总值 of a county is its own; of a province it is a part of it, and has its own name.
    let county = m.is_county().then(|| wide(&name)).flatten();
    if let Some(whole) = &county {
        name.clone_from(whole);
    }
    let mut territory = None;
    let mut name_doubts = Vec::new();
    match said.scope.as_deref().map(|scope| (scope, lies(scope, m.home.as_ref()))) {
        None | Some((_, Lies::Here)) => {}
        Some((_, Lies::Within(place))) => territory = Some(place),
        Some((scope, lies)) => {
            name = format!("{scope}{name}");
            if lies == Lies::Outside {
                doubts.push(Doubt::Scope(scope.to_owned()));
            }
            name_doubts.push(Doubt::Name);
        }
    }
    // 国内游客总花费: of those from within the country, and not of all.
    let from = figure.scope.as_deref().filter(|s| said.scope.is_none() && Lexicon::get().words("whence").contains(s));
    if let Some(from) = from.filter(|from| !name.contains(from)) {
        name = format!("{from}{name}");
        name_doubts.push(Doubt::Name);
    }
    // 城镇人口108万人，占35%: the share has a name of its own.
    // A row of a table has the name that is printed.
    if said.class == Class::Share && Lexicon::get().tail("share", &name).is_none() && figure.cell.is_none() {
        name.push_str("占比");
        name_doubts.push(Doubt::Name);
    }
    let known = said.known || county.as_deref().is_some_and(is_named);
    // 出生率 in what those tell who count for a living is no piece of a name.
    let short = m.is_statistics && Lexicon::get().words("counted.names").contains(&name.as_str());
    let known = known || short;
    let reads_well = known || !said.generic && (is_name(&name) || said.counted && is_thing(&name));
    if !reads_well || Lexicon::get().words("alone").contains(&name.as_str()) || m.is_cut(figure, said) {
        name_doubts.push(Doubt::Name);
    }
    if said.near && !is_near(&name) {
        name_doubts.push(Doubt::NearName);
    }
    let clause = m.before(said.spans.first().map_or(0, |s| s.start()), CLAUSE, 40);
    let words = Lexicon::get();
    // 新增床位: what was added, under the name of what there is.
    let stock = words.tail("stock", &said.name).is_some();
    if said.class == Class::Amount && said.unit.trim_end_matches(['十', '百', '千', '万', '亿']).is_empty() {
        doubts.push(Doubt::Unit);
    }
    // 增长1.33倍 does not go on a series in %.
    if said.class == Class::Rate && said.unit.ends_with('倍') {
        doubts.push(Doubt::Unit);
    }
    // 94%的农村人口: what stands behind a number it is told of, and not what it measures.
    let raw = figure.indicator.as_deref().unwrap_or("");
    // 用于修渠的投资: whether it is known or not, it is a part of what its name says.
    let prefix = raw.strip_suffix(name.as_str()).filter(|p| !p.is_empty() && (said.known || p.ends_with('的')));
    let prefix = prefix.map(|p| p.strip_suffix('的').unwrap_or(p));
    // 城镇居民人均收入 is of some of those that 居民人均收入 is of.
    let of_some =
        |p: &str| words.words("of.some").contains(&p) && words.words("of.all").iter().any(|w| name.starts_with(w));
    let prefix = prefix.filter(|p| !is_list_of_known(p, &name));
    let other = prefix.is_some_and(|p| !words.words("before").contains(&p) && !m.is_here(p) || of_some(p))
        || words.words("alone.known").contains(&raw)
        // 中央财政支出, and the spending of all are two things.
        || said.known && words.words("centre").iter().any(|w| raw.contains(w) && !name.contains(w));
    if other
        || is_narrower(m, figure, &name)
        || figure.cell.is_none()
            && said.class == Class::Amount
            && !said.counted
            && words.words("reached.by").iter().any(|w| {
                let end = said.spans.last().map_or(0, |s| s.end());
                m.text.behind(end, 4).starts_with(w)
            })
        // 新能源企业增加到90家，实现总产值31亿元: theirs, and not of all.
        || said.told == Told::Result
            && words.words("brought").iter().any(|w| clause.starts_with(w))
            && words.words("of.firms").iter().any(|w| sentence_before(m, said).contains(&format!("{w}{clause}")))
        // 整改比重 of 1200 mu, and the growth of 占贫困人口的20%.
        || said.class == Class::Amount && words.tail("proportions", &name).is_some()
        || said.class == Class::Rate && words.words("of.whole").iter().any(|w| clause.starts_with(w))
        // 工业增加值、出口占比分别为23%、45%: shares, and no growth.
        || said.class == Class::Rate && words.words("shares").iter().any(|w| clause.contains(w) && !name.contains(w))
        || words.words("spent").contains(&name.as_str()) && words.within("spent.on", &sentence_before(m, said))
        // 管网覆盖面扩大，已达到七成: how much of it there is, though what stands before tells of growth.
        || said.class == Class::Rate && figure.cell.is_none() && comes_to(&clause)
        // 浓度每立方米20微克: of what it is counted in, a part stands in the name.
        || words.tail("per.unit", &name).is_some()
        || !m.is_named_before(figure, said)
        || m.is_put_together(figure, said)
        || m.is_of_the_item_before(figure, said)
        || m.is_first_of_many(figure, said)
        || words.words("abroad").iter().chain(words.words("cases")).any(|w| name.starts_with(w))
        // 新增装机2000万千瓦，其中绿电占比60%: the share is that of what stands before it.
        || said.class == Class::Share && words.words("of.these").iter().any(|w| clause.starts_with(w))
        // 第一、第三产业增加值, 一、三产增加值: of the first only the number was left.
        || name.starts_with('第') && counted(&name, words.words("industry")).is_none()
        || words.words("ordinals").iter().any(|w| name.strip_prefix(w).is_some_and(|n| words.words("measures").contains(&n)))
        || is_of_each(&clause, &name)
    {
        doubts.push(Doubt::Name);
    }
    // 7个断面水质量: what is counted by the piece is no rate and no amount of something.
    if words.words("pieces").contains(&said.unit.as_str()) && words.tail("amounts", &name).is_some() {
        name_doubts.push(Doubt::Name);
        doubts.push(Doubt::Name);
    }
    let added = match said.class {
        // 新增并网…、发电量超3000亿度: not all that is generated.
        Class::Amount
            if words.within("added", &clause)
                && !words.within("added", &said.name)
                && (!said.counted || words.tail("flow", &said.name).is_some()) =>
        {
            true
        }
        Class::Amount if stock => said.counted || words.within("built", &clause),
        Class::Amount => !said.known && words.words("built").iter().any(|w| clause.ends_with(w)),
        _ => false,
    };
    if added || said.class == Class::Amount && is_done_otherwise(&name, &clause) {
        doubts.push(Doubt::Counted);
    }
    if said.class == Class::Rate && words.within("improved", &clause) {
        doubts.push(Doubt::Sign);
    }
    // 农民收入实际增长6%: without the rise of prices, which most reports do not take off.
    let sentence = sentence_before(m, said);
    let without_prices = words.within("real", &clause) || words.within("real.all", &sentence);
    if said.class == Class::Rate && without_prices && words.tail("always.real", &said.name).is_none() {
        doubts.push(Doubt::Measure);
    }
    doubts.extend(m.another_body(figure.sentence, said.spans.first().map_or(0, |s| s.start())).map(Doubt::Scope));
    // Ten new parks: an event of the year, seldom a series.
    if said.counted && !said.known && !is_name(&name) {
        name_doubts.push(Doubt::Counted);
    }
    name_doubts.extend(measure_doubt);
    name_doubts.dedup();
    if said.limited || said.constant {
        doubts.push(Doubt::Limited);
    }
    doubts.extend(m.doubts.clone());
    // A fall that is wanted is told as a fall; any other growth has its sign.
    let signed = |v: Value| if measure == Measure::Fall { positive(v) } else { v };
    let (read, high) = (signed(read), high.map(signed));
    let when = said.when.ok_or(LeftOut::NoYear)?;
    // The year of a plan that names no years of its own is the year it was given in, and not that by which all is to be reached.
    let facts = &m.reading.facts;
    let without_years = when.basis == Basis::Report
        && facts.period_planned.is_none()
        && facts.kind.as_ref().is_some_and(|k| k.value == "plan_outline");
    // Nor is the year in the name of what is no report known to be that of its figures.
    let by_name = when.basis == Basis::Report && m.sort == Sort::Other && !m.is_statistics && facts.date.is_none();
    if when.basis == Basis::Unclear || without_years || by_name {
        doubts.push(Doubt::Year);
    }
    let item = item(m, said).filter(|_| said.told == Told::Target);
    let answered = item.is_some_and(|item| is_answered(m, item));
    let what = if said.told == Told::Target {
        doubts.extend(item.and_then(|item| of_task(m, said, item, answered)));
        let aimed = figure.qualifiers.iter().any(|q| words.words("aims").contains(q));
        // A column of targets sets them, whatever the table is called.
        let is_set = figure.cell.is_some() && figure.kind == Kind::Target;
        doubts.extend(m.not_a_plan().filter(|_| !is_set));
        if figure.kind != Kind::Target && !aimed
            || m.is_before_goals(figure.section)
            || m.looks_back(figure.section, said.spans.first().map_or(0, |s| s.start()))
        {
            doubts.push(Doubt::Told);
        }
        let (what, doubt) = target(m, said, measure, when, read, high)?;
        doubts.extend(doubt);
        what
    } else {
        let (what, more) = observation(m, said, when, read, high)?;
        doubts.extend(more);
        what
    };
    let key = Key::of(&name, measure, &said.unit);
    if let Some(printed) = printed(figure).filter(|p| Key::of(p, measure, &said.unit) == key) {
        printed.clone_into(&mut name);
    }
    let stated = Stated {
        spans: runs(&said.spans),
        also: Vec::new(),
        sentence: figure.sentence,
        section: figure.section,
        unit: said.unit.clone(),
        what,
        territory,
        bound: said.bound.filter(|b| said.told != Told::Target && *b != Bound::About),
        answered,
        doubts,
    };
    Ok((key, titled(&name, measure), name_doubts, stated))
}

/// Whether a clause says what something comes to, and not how it grows.
fn comes_to(clause: &str) -> bool {
    let words = Lexicon::get();
    words.words("comes.to.it").iter().any(|w| clause.ends_with(w)) && !words.within("changes", clause)
}

/// Whether what stands before a known name are names of the same sort, each known: 原煤、原油、 before 天然气产量.
fn is_list_of_known(before: &str, name: &str) -> bool {
    let words = Lexicon::get();
    let (Some(tail), Some(items)) = (words.tail("measures", name), before.strip_suffix('、')) else { return false };
    items.split('、').all(|item| is_named(&format!("{item}{tail}")))
}

/// Whether one name stands before several numbers that are each of something else: 粮肉奶产量分别达到8万吨、2万吨、1万吨.
fn is_of_each(clause: &str, name: &str) -> bool {
    let words = Lexicon::get();
    let Some((before, behind)) = clause.rsplit_once(name) else { return false };
    // 粮食、蔬菜产量分别…: the last of a list has a name of its own.
    let is_last = words.words("joins").iter().any(|w| before.ends_with(w));
    !is_last && words.words("each.of").iter().any(|w| behind.starts_with(w))
}

/// The sentence before a number.
fn sentence_before(m: &Material<'_>, said: &Said) -> String {
    m.before(said.spans.first().map_or(0, |s| s.start()), &['。', '；'], 80)
}

/// Whether a name speaks of towns or of the country, and nothing in its sentence does: 城镇安排就业 of 安置就业60人.
fn is_narrower(m: &Material<'_>, figure: &luoshi_reader::Figure, name: &str) -> bool {
    let words = Lexicon::get();
    if figure.cell.is_some() || words.tail("of.town", name).is_some() {
        return false;
    }
    let spans = m.reading.sentences.get(figure.sentence).map_or(&[][..], |s| s.spans.as_slice());
    let sentence = m.text.words(spans);
    [("town.name", "town"), ("country.name", "country")]
        .iter()
        .any(|(of, said)| words.words(of).iter().any(|w| name.starts_with(w)) && !words.within(said, &sentence))
}

/// What ends a clause that is no item of a list.
const CLAUSE: &[char] = &['，', '。', '；', '：', '！', ',', ';'];

/// The name of the thing: as the document has it, where that is a name of it.
fn thing(said: &Said, as_read: Option<&str>) -> String {
    match as_read {
        // 复线: two characters are a word for many things.
        Some(read) if said.known && named(read).1 == said.key && read.chars().count() > 2 => {
            // CPI微降: how little it fell is no part of its name.
            let words = Lexicon::get();
            let bare = words.tail("slightly", read).and_then(|tail| read.strip_suffix(tail));
            let read = bare.filter(|b| b.chars().count() > 2).unwrap_or(read);
            // 二氧化硫、氮氧化物排放量: what the list says once is of each.
            let whole = said.key.strip_prefix(read).is_some_and(|rest| words.words("of.each").contains(&rest));
            if whole { said.key.clone() } else { read.to_owned() }
        }
        // 优Ⅲ类水体比例 as it is printed: the ledger compares names with the numeral in letters.
        Some(read) if !said.known && in_letters(read) == said.name => unmarked(read).to_owned(),
        // 用水总量预期下降3%: that it is expected is no part of its name.
        Some(_) | None => {
            let name = unmarked(&said.name);
            let bare = Lexicon::get().tail("expects", name).and_then(|tail| name.strip_suffix(tail));
            bare.filter(|b| b.chars().count() > 2).unwrap_or(name).to_owned()
        }
    }
}

/// A name with its Roman numerals in letters.
fn in_letters(name: &str) -> String {
    const LETTERS: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];
    let letters = |c: char| u32::from(c).checked_sub(u32::from('Ⅰ')).and_then(|n| LETTERS.get(n as usize));
    name.chars().map(|c| letters(c).map_or_else(|| c.to_string(), |l| (*l).to_owned())).collect()
}

/// The name that a row of a table prints: an office knows its indicators by it.
fn printed(figure: &luoshi_reader::Figure) -> Option<&str> {
    figure.cell.as_ref()?;
    figure.indicator.as_deref().map(unmarked).filter(|name| name.chars().count() > 2)
}

/// Whether a number in a column of what years come to together stands beside the target of its row: 21.66, and [1.3] more.
fn is_more_of_its_row(m: &Material<'_>, figure: &luoshi_reader::Figure) -> bool {
    let Some(cell) = figure.cell.as_ref().filter(|c| c.cumulative) else { return false };
    m.reading.figures.iter().any(|other| {
        other.kind == Kind::Target
            && other.cell.as_ref().is_some_and(|c| c.table == cell.table && c.row == cell.row && !c.cumulative)
    })
}

/// The name of what is of a whole county: 地区生产总值 for 县域生产总值.
fn wide(name: &str) -> Option<String> {
    let words = Lexicon::get();
    let rest = words.words("county.wide").iter().find_map(|w| name.strip_prefix(w))?;
    if words.words("product").contains(&rest) {
        return words.words("product.as").first().map(|name| (*name).to_owned());
    }
    let known = named(rest).1;
    (rest.chars().count() > 2).then(|| if is_named(&known) { known } else { rest.to_owned() })
}

/// Whether a value is below zero.
fn is_negative(value: Value) -> bool {
    value.decimal().is_some_and(|d| d.is_sign_negative() && !d.is_zero())
}

fn positive(value: Value) -> Value {
    match value.decimal() {
        Some(d) => Value::from(d.abs()),
        None => value,
    }
}

/// The item that an amount is the number of.
fn item<'a>(m: &Material<'a>, said: &Said) -> Option<&'a luoshi_reader::Commitment> {
    let of = |c: &&luoshi_reader::Commitment| c.figures.contains(&said.figure);
    if said.class == Class::Amount { m.reading.commitments.iter().find(of) } else { None }
}

/// Whether somebody answers for an item: its number is the item's, whatever it counts.
fn is_answered(m: &Material<'_>, item: &luoshi_reader::Commitment) -> bool {
    let end = item.spans.last().map_or(0, |s| s.end());
    crate::deeds::is_table(item) || answer(&m.text, end, m.document.day).is_some()
}

/// Whether the number is one of a task that is proposed itself.
fn of_task(m: &Material<'_>, said: &Said, item: &luoshi_reader::Commitment, answered: bool) -> Option<Doubt> {
    let role = |r: Option<usize>| r.and_then(|s| m.reading.outline.get(s)).map(|s| s.role);
    let section = m.reading.figures.get(said.figure).and_then(|f| f.section);
    if answered {
        return Some(Doubt::OfTask);
    }
    if role(section) == Some(Role::Goals) || said.known {
        return None;
    }
    matches!(item.role, CommitmentRole::Task | CommitmentRole::Means).then_some(Doubt::OfTask)
}

fn target(
    m: &Material<'_>,
    said: &Said,
    measure: Measure,
    when: When,
    read: Value,
    high: Option<Value>,
) -> Result<(What, Option<Doubt>), LeftOut> {
    // 〔6〕 in a table of a plan of five years: of all of them together, though its heading names the last.
    let cell = m.reading.figures.get(said.figure).and_then(|f| f.cell.as_ref());
    let total = cell.is_some_and(|c| c.cumulative);
    let planned =
        m.said.planned.filter(|(start, end)| total && when.start == when.end && *end == when.end && start < end);
    let when = planned.map_or(when, |(start, end)| When { start, end, ..when });
    let years = || Period::years(when.start, when.end);
    let over = || years().map(Term::Over).ok_or(LeftOut::NoYear);
    let by_end = || luoshi_plan::Date::new(when.end, 12, 31).map(Term::By).map_err(|_| LeftOut::NoYear);
    let several = when.start < when.end;
    let mut doubt = when.part.then_some(Doubt::Part);
    // 人均预期寿命 — [1]: by how much it is to rise, and not to what.
    if measure == Measure::Level && total {
        doubt = Some(Doubt::Rise);
    }
    // 着眼2035年，年均增长5%: a mean is of several years, and which is not said.
    if said.mean && !several && matches!(measure, Measure::Rate | Measure::Fall) {
        doubt = Some(Doubt::Year);
    }
    // 压减30%以上 as a growth: of −30 % at most.
    let falls = measure == Measure::Rate && said.high.is_none() && is_negative(read);
    let below = match said.bound {
        Some(Bound::AtMost | Bound::LessThan) => !falls,
        Some(Bound::AtLeast | Bound::MoreThan) => falls,
        Some(Bound::About) | None => false,
    };
    let kept = keeps(m, said);
    // 今年…，失业率控制在3.5%: of the year, though a plan of several was named before.
    let at = said.spans.first().map_or(0, |s| s.start());
    let own = sentence_before(m, said);
    let this = Lexicon::get().words("this.year");
    let names_years = this.iter().fold(own, |own, w| own.replace(w, "")).contains('年');
    if measure == Measure::Level
        && m.said.year.0.is_some_and(|given| when.end > given)
        && !names_years
        && this.iter().any(|w| m.before(at, &[], 300).contains(w))
    {
        doubt = Some(Doubt::Year);
    }
    let (wanted, term) = if let Some(high) = high {
        let (low, high) = if read <= high { (read, high) } else { (high, read) };
        // 年均增长5%—5.5%: a range of the mean, and not of the last year.
        if several && measure != Measure::Level {
            doubt = Some(Doubt::Year);
        }
        (Wanted::Range { low, high }, if measure == Measure::Level { by_end()? } else { Term::year(when.end) })
    } else {
        match measure {
            Measure::Rate | Measure::Fall if several && said.mean => {
                // 年均增长7‰以内: a mean has no word for what it is to stay below.
                if below {
                    doubt = Some(Doubt::Bound);
                }
                (Wanted::Mean(read), over()?)
            }
            Measure::Rate | Measure::Fall if several => {
                if !said.cumulative {
                    doubt = Some(Doubt::Year);
                }
                (Wanted::Cumulative(read), over()?)
            }
            Measure::Flow if several && clause(m, said, "each") => {
                let wanted = match () {
                    () if below => Wanted::Ceiling(read),
                    () if kept => Wanted::Floor(read),
                    () => Wanted::Reach(read),
                };
                (wanted, Term::EachYear { from: when.start, to: when.end })
            }
            Measure::Flow if several && !said.mean && (said.cumulative || clause(m, said, "sum")) => {
                (Wanted::Sum(read), over()?)
            }
            Measure::Flow if several && said.mean => (Wanted::Mean(read), over()?),
            Measure::Flow if several => {
                doubt = Some(Doubt::Year);
                (Wanted::Reach(read), Term::year(when.end))
            }
            // 每年不低于88: kept in each year, whatever the last one is.
            Measure::Level if clause(m, said, "each") && written(m, said).is_some() => {
                let wanted = if below { Wanted::Ceiling(read) } else { Wanted::Floor(read) };
                let (from, to) = written(m, said).unwrap_or((when.start, when.end));
                (wanted, Term::EachYear { from, to })
            }
            Measure::Level if below && !said.reached => (Wanted::Ceiling(read), by_end()?),
            Measure::Level if kept => (Wanted::Floor(read), by_end()?),
            Measure::Level => (Wanted::Reach(read), by_end()?),
            Measure::Flow | Measure::Rate | Measure::Fall if below => (Wanted::Ceiling(read), Term::year(when.end)),
            Measure::Flow | Measure::Rate | Measure::Fall => (Wanted::Reach(read), Term::year(when.end)),
        }
    };
    let tolerance = match (said.bound, said.value) {
        (Some(Bound::About), Some(read)) => about(said.class, read).and_then(value),
        (_, _) => None,
    };
    Ok((What::Target { wanted, term, base: base(m, said), tolerance }, doubt))
}

/// The several years that the document itself gives for a figure.
fn written(m: &Material<'_>, said: &Said) -> Option<(i16, i16)> {
    let period = m.reading.figures.get(said.figure)?.period.as_ref()?;
    let (from, to) = (period.start?.year(), period.end?.year());
    (from < to).then_some((from, to))
}

/// Whether a word of a group stands in the clause before a number.
fn clause(m: &Material<'_>, said: &Said, group: &str) -> bool {
    let at = said.spans.first().map_or(0, |s| s.start());
    Lexicon::get().within(group, &m.before(at, CLAUSE, 40))
}

/// Whether the words before a number say that it is kept, not reached: 保持在90%以上.
fn keeps(m: &Material<'_>, said: &Said) -> bool {
    let at = said.spans.first().map_or(0, |s| s.start());
    let clause = m.before(at, &['，', '。', '；', '：', '、', ','], 30);
    Lexicon::get().within("keep", &clause)
}

/// The value that the same row of a table gives for an earlier year.
fn base(m: &Material<'_>, said: &Said) -> Option<Baseline> {
    let cell = m.reading.figures.get(said.figure)?.cell.as_ref()?;
    let end = said.when?.end;
    let others =
        m.said.figures.iter().filter(|other| {
            other.told == Told::Result
                && other.class == said.class
                && other.unit == said.unit
                && m.reading.figures.get(other.figure).and_then(|f| f.cell.as_ref()).is_some_and(|c| {
                    c.table == cell.table && c.row == cell.row && c.column != cell.column && !c.cumulative
                })
        });
    let others = others.filter(|o| !m.may_lie_ahead(o));
    let (when, read) = others.filter_map(|o| o.when.zip(o.value)).rfind(|(w, _)| w.end < end && w.start == w.end)?;
    Some(Baseline { period: Period::year(when.end)?, value: value(read)? })
}

fn observation(
    m: &Material<'_>,
    said: &Said,
    when: When,
    read: Value,
    high: Option<Value>,
) -> Result<(What, Vec<Doubt>), LeftOut> {
    let mut doubts = Vec::new();
    // 细颗粒物年均浓度 is the name of a value of one year.
    let figure = m.reading.figures.get(said.figure);
    let named = figure.and_then(|f| f.indicator.as_deref()).is_some_and(|name| name.contains("年均"));
    if said.mean && !named || said.cumulative && when.start < when.end && said.class != Class::Amount {
        return Err(LeftOut::Years);
    }
    // 累计达260亿元: of how many years is not said.
    if said.cumulative || clause(m, said, "total") {
        doubts.push(Doubt::Part);
    }
    if m.may_lie_ahead(said) {
        doubts.push(Doubt::Ahead);
    }
    if high.is_some() {
        doubts.push(Doubt::Range);
    }
    if said.bound.is_some() || figure.is_some_and(|f| follows_a_bound(m, f)) {
        doubts.push(Doubt::Bound);
    }
    let written = figure.and_then(|f| f.period.as_ref()).and_then(|p| Period::between(p.start?, p.end?));
    let period = match written {
        Some(period) if when.part && !said.earlier => {
            doubts.push(Doubt::Part);
            period
        }
        Some(_) | None => {
            if when.part || when.start < when.end {
                doubts.push(Doubt::Part);
            }
            Period::years(when.start, when.end).ok_or(LeftOut::NoYear)?
        }
    };
    if m.said.year.0.is_some_and(|given| when.end > given || when.end == given && !when.part && !m.is_statistics) {
        doubts.push(Doubt::Year);
    }
    let finality = if said.estimate { Finality::Estimate } else { Finality::Provisional };
    let standing = if m.is_statistics { Standing::Verified } else { Standing::Reported };
    Ok((What::Observation { value: read, period, finality, standing }, doubts))
}

/// Whether a number goes on a list whose first has a bound, which then is that of all: 分别超98%和99%.
fn follows_a_bound(m: &Material<'_>, figure: &luoshi_reader::Figure) -> bool {
    let Some(start) = figure.spans.first().map(|s| s.start()) else { return false };
    m.reading.figures.iter().any(|other| {
        let end = other.spans.last().map_or(0, |s| s.end());
        other.sentence == figure.sentence
            && matches!(other.bound, Some(Bound::AtLeast | Bound::MoreThan | Bound::AtMost | Bound::LessThan))
            && (1..=2).contains(&start.saturating_sub(end))
            && m.text.behind(end, (start - end) as usize).chars().all(|c| matches!(c, '和' | '、' | ','))
    })
}

/// How a value stands to a bound that is told of the same: 增长20.8%, and 保持20%以上.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// The value lies on the other side, or there is no bound.
    Not,
    /// It lies where the bound says, and far from it: 产值跨上3千亿元台阶 and 1.5万亿元 may be told of two things.
    Far,
    /// It lies where the bound says, a quarter of itself from it at most.
    Near,
}

/// How a value stands to a bound.
fn fit(value: Value, limit: Value, bound: Option<Bound>) -> Fit {
    let (value, limit) = (value.exact(), limit.exact());
    let order = value.cmp(&limit);
    let keeps = match bound {
        Some(Bound::AtLeast) => order.is_ge(),
        Some(Bound::MoreThan) => order.is_gt(),
        Some(Bound::AtMost) => order.is_le(),
        Some(Bound::LessThan) => order.is_lt(),
        Some(Bound::About) | None => false,
    };
    if !keeps {
        return Fit::Not;
    }
    let twice = |e: luoshi_plan::Exact| e.plus(e);
    let gap = value.minus(limit).map(luoshi_plan::Exact::abs).and_then(twice).and_then(twice);
    if gap.is_some_and(|gap| gap <= value.abs()) { Fit::Near } else { Fit::Far }
}

/// Puts a statement among those of its indicator: said before, it is cited twice; said otherwise, both are doubted.
fn join(all: &mut Vec<Stated>, mut new: Stated) {
    for old in all.iter_mut().filter(|o| o.territory == new.territory) {
        let mut fits = Fit::Not;
        let (same, shown) = match (&old.what, &new.what) {
            (What::Target { wanted: a, term: s, .. }, What::Target { wanted: b, term: t, .. }) if s == t => {
                (a == b && old.unit == new.unit, (wanted_text(a), wanted_text(b)))
            }
            (What::Observation { value: a, period: s, .. }, What::Observation { value: b, period: t, .. })
                if s == t =>
            {
                let b = convert(*b, &new.unit, &old.unit).unwrap_or(*b);
                fits = match (old.bound, new.bound) {
                    (None, bound) => fit(*a, b, bound),
                    (bound, None) => fit(b, *a, bound),
                    (Some(_), Some(_)) => Fit::Not,
                };
                (
                    *a == b || rounds(*a, b) || fits == Fit::Near,
                    (format!("{a}{}", old.unit), format!("{b}{}", old.unit)),
                )
            }
            (_, _) => continue,
        };
        if same {
            let finer = match (&old.what, &new.what) {
                (What::Observation { value: a, .. }, What::Observation { value: b, .. }) => {
                    new.unit == old.unit && b.places() > a.places()
                }
                (_, _) => false,
            };
            // What is said without a doubt, or with more places, stands for both; a bound never for a value.
            let better = match (old.bound, new.bound) {
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (_, _) => new.doubts.len() < old.doubts.len() || finer && new.doubts.is_empty(),
            };
            let answered = old.answered || new.answered;
            if better {
                std::mem::swap(old, &mut new);
            }
            // 开展培训3万人次, and the same on a list of who does what: it stays the number of that item.
            old.answered = answered;
            if answered && !old.doubts.contains(&Doubt::OfTask) {
                old.doubts.push(Doubt::OfTask);
            }
            old.also.push(new.spans);
            old.also.append(&mut new.also);
            return;
        }
        // A bound that the value keeps to says nothing against the value.
        let (is_new, is_old) = (new.bound.is_some(), old.bound.is_some());
        if fits == Fit::Not || is_new {
            new.doubts.push(Doubt::Conflict(shown.0));
        }
        if fits == Fit::Not || is_old {
            old.doubts.push(Doubt::Conflict(shown.1));
        }
    }
    all.push(new);
}
