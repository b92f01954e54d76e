//! Numbers that follow from two others: what is harvested from the area and the yield, what a population grows by from births and
//! deaths.

use super::interval::Interval;
use super::line::{Line, has};
use super::per::{amount, step};
use super::said::{about, number, said};
use super::size::size;
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Reading};
use rust_decimal::Decimal;

/// How many sentences an area, a yield and a harvest may lie apart.
const SENTENCES: usize = 2;

/// One of the three that belong to a crop.
#[derive(Debug, Clone, Copy)]
struct Of<'a> {
    index: usize,
    crop: &'a str,
}

/// How many areas, yields and harvests are kept: of each crop of a list.
const KEPT: usize = 8;

/// 播种面积40万亩,亩产450公斤,总产量36亿公斤: the third is the product of the two, and one of the units is wrong.
pub(super) fn of_document(reading: &Reading, out: &mut Vec<Fault>) {
    let figures = &reading.figures;
    // Areas, yields, harvests.
    let mut seen: [Vec<Of<'_>>; 3] = Default::default();
    for (index, figure) in figures.iter().enumerate() {
        let bare = figure.base.is_none() && figure.bound.is_none() && figure.from.is_none();
        let Some(name) = figure.indicator_name.as_deref().filter(|_| bare && figure.measure == Kind::Level) else {
            continue;
        };
        let dimension = figure.amount.as_ref().map_or("", |a| a.dimension);
        let sort = match () {
            () if yield_at(name).is_some() => 1,
            () if name.ends_with("面积") && dimension == "area" => 0,
            () if has_end(name, &["产量", "总产"]) && dimension == "mass" => 2,
            () => continue,
        };
        let of = Of { index, crop: crop(name, figure) };
        let fits = |other: &&Of<'_>| {
            // 油菜 is sown, 油菜籽 is harvested; a crop that is not named is the one spoken of.
            let one = of.crop.starts_with(other.crop) || other.crop.starts_with(of.crop);
            one && figures[other.index].sentence + SENTENCES >= figure.sentence
        };
        let last = |of: usize| seen.get(of).and_then(|list: &Vec<Of<'_>>| list.iter().rfind(fits).copied());
        let three = match sort {
            0 => (Some(of), last(1), last(2)),
            1 => (last(0), Some(of), last(2)),
            _ => (last(0), last(1), Some(of)),
        };
        if let (Some(area), Some(yields), Some(harvest)) = three {
            product(figures, (area, yields, harvest), out);
        }
        if let Some(list) = seen.get_mut(sort) {
            if list.len() == KEPT {
                list.remove(0);
            }
            list.push(of);
        }
    }
}

fn has_end(name: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| name.ends_with(end))
}

/// Where a name says that it is what an area yields: 小麦单产, 油菜籽单产每公顷.
fn yield_at(name: &str) -> Option<usize> {
    ["单产", "亩产"].iter().find_map(|word| name.find(word))
}

/// What is grown, as far as the name of the figure says: 小麦 of 小麦单产.
fn crop<'a>(name: &'a str, figure: &'a Figure) -> &'a str {
    let ends = ["播种面积", "种植面积", "面积", "总产量", "产量", "总产"];
    let before = yield_at(name).and_then(|at| name.get(..at));
    let stem = before.or_else(|| ends.iter().find_map(|end| name.strip_suffix(end))).unwrap_or(name);
    let scope = figure.scope.as_deref().filter(|s| !s.contains('每') && !s.contains('全')).unwrap_or("");
    if stem.is_empty() || matches!(stem, "平均" | "播种" | "种植") { scope } else { stem }
}

/// Square metres of a hectare; fifteen 亩 are one.
const HECTARE: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// What a wrong unit makes of a harvest: 斤 for 公斤, 亩 for 公顷, both, or 万 more or less.
const STEPS: &[i64] = &[2, 10, 15, 30, 100, 1000, 10_000];

/// How far the product may be off: yields are rounded, and areas of sowing and harvest differ.
const SLACK: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

fn product(figures: &[Figure], (area, yields, harvest): (Of<'_>, Of<'_>, Of<'_>), out: &mut Vec<Fault>) {
    let judge = || {
        let amount = |of: Of<'_>| amount(&figures[of.index]).map(|(value, _)| value);
        // 公斤/亩, 每亩…公斤, 亩产…公斤
        let figure = &figures[yields.index];
        let name = figure.indicator_name.as_deref().unwrap_or("");
        let said = format!("{}{}{name}", figure.unit, figure.scope.as_deref().unwrap_or(""));
        let per = if said.contains("公顷") {
            HECTARE
        } else if said.contains('亩') {
            HECTARE.checked_div(Decimal::from(15))?
        } else {
            return None;
        };
        let weight = size(figure)?;
        let kilograms = match weight.unit.split('/').next()? {
            "斤" => Decimal::new(5, 1),
            "公斤" | "千克" => Decimal::ONE,
            "吨" => Decimal::from(1000),
            _ => return None,
        };
        let grown = amount(area)?.checked_div(per)?.checked_mul(weight.value)?.checked_mul(kilograms)?;
        let told = amount(harvest)?;
        let times = told.checked_div(grown)?;
        if (times - Decimal::ONE).abs() <= SLACK {
            return None;
        }
        let by = step(times, STEPS, SLACK)?;
        Some((grown, told, by))
    };
    let Some((grown, told, by)) = judge() else { return };
    let tons = |kilograms: Decimal| number(kilograms.checked_div(Decimal::from(1000)).unwrap_or(kilograms), 0);
    let (a, y, h) = (&figures[area.index], &figures[yields.index], &figures[harvest.index]);
    let note = said(
        format!(
            "{}、{}，总产应约{}吨，写的是{}（{}吨），相差{by}倍：请核对单位",
            a.text,
            y.text,
            tons(grown),
            h.text,
            tons(told)
        ),
        format!(
            "{} and {} make some {} t; written is {} ({} t), {by} times apart: look at the units",
            a.text,
            y.text,
            tons(grown),
            h.text,
            tons(told)
        ),
    );
    let places = [(harvest.index, &h.spans), (area.index, &a.spans), (yields.index, &y.spans)];
    out.push(Fault::of("unit", Severity::Error, &places, note));
}

/// 出生率6.2‰,死亡率8.1‰,自然增长率-1.9‰.
pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    let find = |name: &str| {
        let is = |f: &Figure| f.indicator_name.as_deref().is_some_and(|n| n.ends_with(name)) && f.from.is_none();
        line.figures.iter().position(is)
    };
    let (Some(births), Some(deaths), Some(grown)) = (find("出生率"), find("死亡率"), find("自然增长率"))
    else {
        return;
    };
    let at = |k: usize| (line.first + k, &line.figures[k]);
    let judge = || {
        let (b, d, g) = (size(at(births).1)?, size(at(deaths).1)?, size(at(grown).1)?);
        let due = b.interval.minus(d.interval)?;
        let apart = b.unit != d.unit || b.unit != g.unit;
        (apart || !due.meets(Interval::cut_or_rounded(g.value)?)).then_some((due, apart))
    };
    let Some((due, apart)) = judge() else { return };
    let (b, d, g) = (at(births).1, at(deaths).1, at(grown).1);
    let places = [(at(grown).0, &g.spans), (at(births).0, &b.spans), (at(deaths).0, &d.spans)];
    let fault = if apart {
        let note = said(
            format!("出生率{}、死亡率{}、自然增长率{}，单位不一", b.text, d.text, g.text),
            format!("births {}, deaths {}, growth {}: their units differ", b.text, d.text, g.text),
        );
        Fault::of("unit", Severity::Error, &places, note)
    } else {
        let due = about(due);
        let note = said(
            format!("{}-{}≈{due}{}，自然增长率写的是{}", b.text, d.text, g.unit, g.text),
            format!("{} - {} ≈ {due}{}; natural growth is written {}", b.text, d.text, g.unit, g.text),
        );
        Fault::of("growth", Severity::Error, &places, note)
    };
    // 婴儿死亡率 is of other people.
    if !has(line.before(deaths), &["婴", "孕产妇", "儿童"]) {
        out.push(fault);
    }
}
