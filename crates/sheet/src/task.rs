//! Rows of tasks.

use crate::Options;
use crate::column::Col;
use crate::grid::{Grid, Place};
use crate::table::{Around, skipped};
use crate::understood::{Due, Fault, Skipped, Table, TaskRow, Wrong};
use crate::when::{self, When};
use crate::word::{Meaning, Words, fold, is_han};
use luoshi_document::{Kind, SheetCell};
use luoshi_plan::{Date, Period};
use std::ops::Range;

pub(crate) fn rows(
    grid: &Grid<'_>,
    rows: Range<usize>,
    cols: &[Col],
    around: &Around,
    options: &Options<'_>,
    out: &mut Table,
) {
    let of = |meaning: Meaning| cols.iter().filter(move |c| c.meaning == Some(meaning));
    let titles: Vec<u32> = of(Meaning::Task).map(|c| c.column).collect();
    let named = cols.iter().any(|c| matches!(c.meaning, Some(Meaning::Lead | Meaning::Duty)));
    let year = around.period.map(|p| p.last().year());
    let mut section: Option<String> = None;
    for at in rows {
        let Some(number) = grid.rows.get(at).map(|r| r.number) else { continue };
        let cells = grid.row(at);
        let Some(first) = cells.first() else { continue };
        let words = grid.shown(first);
        if let Some(why) = skipped(&words).or_else(|| sums(grid, cells)) {
            out.skipped.push((number, why));
            continue;
        }
        if crate::heads::begins_anew(grid, at, options.known) {
            out.skipped.push((number, Skipped::Heads));
            continue;
        }
        if cells.len() == 1 && (grid.reach(first.row, first.column).1 > 1 || !titles.contains(&first.column)) {
            let text = words.trim();
            let note = text.chars().count() > 40;
            out.skipped.push((number, if note { Skipped::Note } else { Skipped::Section }));
            if !note {
                section = Some(text.to_owned());
            }
            continue;
        }
        // The finest of several columns of tasks is the title.
        let mut said: Vec<(Place, String)> = titles
            .iter()
            .filter_map(|column| {
                grid.at(number, *column)
                    .map(|c| (Place { row: c.row, column: c.column }, grid.shown(c).trim().to_owned()))
            })
            .filter(|(_, text)| !text.is_empty() && !Words::get().is("nothing", &fold(text)))
            .collect();
        let Some((cell, title)) = said.pop() else {
            out.skipped.push((number, Skipped::Nameless));
            continue;
        };
        if cell.row < number {
            // A title that reaches down over several rows: they go on telling of the same task.
            if let Some(before) = out.tasks.iter_mut().rfind(|t| t.cell == cell) {
                goes_on(grid, number, cols, before);
                continue;
            }
        }
        let mut task = TaskRow {
            number: None,
            title,
            categories: section.iter().cloned().collect(),
            lead: Vec::new(),
            support: Vec::new(),
            due_text: None,
            due: Due::Unstated,
            start: None,
            done: None,
            fields: Vec::new(),
            row: number,
            cell,
            lead_cell: None,
            due_cell: None,
        };
        task.categories.extend(said.into_iter().map(|(_, text)| text));
        for col in cols {
            let Some(meaning) = col.meaning else { continue };
            let Some(found) = grid.at(number, col.column) else { continue };
            let place = Place { row: found.row, column: found.column };
            let text = grid.shown(found).trim().to_owned();
            if text.is_empty() || meaning == Meaning::Task || meaning.is_personal() {
                continue;
            }
            let mut fault = |what: Wrong| {
                out.faults.push(Fault { sheet: grid.sheet.name.clone(), place, shown: text.clone(), what });
            };
            match meaning {
                Meaning::Number => task.number = Some(text),
                Meaning::Category => task.categories.insert(0, text),
                Meaning::Lead | Meaning::Duty => {
                    let (lead, support) = duty(&text);
                    task.lead.extend(lead);
                    task.support.extend(support);
                    task.lead_cell = Some(place);
                }
                Meaning::Support => task.support.extend(names(&text)),
                Meaning::Due => {
                    task.due = due(found, &text, year).unwrap_or_else(|| {
                        fault(Wrong::Due);
                        Due::Unstated
                    });
                    task.due_text = (!Words::get().is("nothing", &fold(&text))).then_some(text);
                    task.due_cell = Some(place);
                }
                Meaning::Start => {
                    task.start = match due(found, &text, year) {
                        Some(Due::On(day)) => Some(
                            when::whole(&fold(&text)).and_then(|w| w.within(around.period)).map_or(day, Period::first),
                        ),
                        _ => None,
                    };
                }
                Meaning::Done => {
                    task.done = match due(found, &text, year) {
                        Some(Due::On(day)) => Some(day),
                        _ => None,
                    };
                }
                Meaning::Secrecy => {
                    if ["秘密", "机密", "绝密"].iter().any(|mark| text.contains(mark)) {
                        fault(Wrong::Secret);
                    }
                    task.fields.push((meaning, text, place));
                }
                _ => task.fields.push((meaning, text, place)),
            }
        }
        dedup(&mut task.lead);
        dedup(&mut task.support);
        let leads = task.lead.clone();
        task.support.retain(|s| !leads.contains(s));
        if named && task.lead.is_empty() {
            let place = Place { row: number, column: cell.column };
            out.faults.push(Fault {
                sheet: grid.sheet.name.clone(),
                place,
                shown: task.title.clone(),
                what: Wrong::NoLead,
            });
        }
        out.tasks.push(task);
    }
}

/// A further row of a task.
fn goes_on(grid: &Grid<'_>, number: u32, cols: &[Col], task: &mut TaskRow) {
    for col in cols {
        let Some(meaning) = col.meaning.filter(|m| !m.is_personal()) else { continue };
        let Some(cell) = grid.own(number, col.column) else { continue };
        let text = grid.shown(cell).trim().to_owned();
        match meaning {
            Meaning::Support | Meaning::Lead | Meaning::Duty => task.support.extend(names(&text)),
            Meaning::Number | Meaning::Task | Meaning::Category | Meaning::Due => {}
            _ if !text.is_empty() => task.fields.push((meaning, text, Place { row: cell.row, column: cell.column })),
            _ => {}
        }
    }
    dedup(&mut task.support);
    let leads = task.lead.clone();
    task.support.retain(|s| !leads.contains(s));
}

fn sums(grid: &Grid<'_>, cells: &[&SheetCell]) -> Option<Skipped> {
    let two = cells.iter().take(2).any(|c| Words::get().is("sum", &fold(&grid.shown(c))));
    two.then_some(Skipped::Sum)
}

fn dedup(names: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
}

/// The names in a cell, in their order.
fn names(text: &str) -> Vec<String> {
    let text = text.trim();
    let parts = ['、', '，', ',', '；', ';', '\n', '\r'];
    let plain: Vec<&str> = text.split(parts).map(str::trim).filter(|n| !n.is_empty()).collect();
    let plain = if plain.len() == 1 && text.chars().filter(|c| is_han(*c)).count() * 2 > text.chars().count() {
        // Blanks part Chinese names where nothing else does.
        text.split_whitespace().collect()
    } else {
        plain
    };
    plain
        .into_iter()
        .map(|name| {
            let name = name.split_once(['：', ':']).map_or(name, |(label, rest)| {
                if label.contains("单位") || label.contains("部门") { rest } else { name }
            });
            name.trim().trim_end_matches(['。', '.', '．']).trim_end_matches("等").to_owned()
        })
        .filter(|name| !name.is_empty() && !Words::get().is("nothing", &fold(name)))
        .collect()
}

/// Who leads and who helps: 市发改委牵头，市财政局、市统计局配合.
pub(crate) fn duty(text: &str) -> (Vec<String>, Vec<String>) {
    const LEADS: [&str; 8] = ["牵头单位", "牵头部门", "牵头负责", "牵头", "主办单位", "主办", "责任单位", "主责单位"];
    const HELPS: [&str; 10] =
        ["配合单位", "参与单位", "协办单位", "配合部门", "积极配合", "配合", "参与", "协助", "协办", "参加"];
    const EACH: [&str; 6] = ["按职责分工负责", "按照职责分工负责", "分工负责", "分别负责", "共同负责", "负责"];
    let (mut lead, mut support) = (Vec::new(), Vec::new());
    let has = |words: &[&str], part: &str| words.iter().any(|w| part.contains(w));
    if !has(&LEADS, text) && !has(&HELPS, text) {
        let text = EACH.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
        return (names(&text), support);
    }
    let mut waiting: Vec<String> = Vec::new();
    for part in text.split(['；', ';', '。', '\n', '，', ',']) {
        let part = part.trim().trim_matches(['（', '）', '(', ')']);
        if part.is_empty() {
            continue;
        }
        // A label before: 牵头单位：…
        if let Some((label, rest)) = part.split_once(['：', ':']) {
            if has(&HELPS, label) {
                support.extend(names(rest));
            } else {
                lead.extend(names(rest));
            }
            continue;
        }
        let word = |words: &'static [&'static str]| words.iter().find(|w| part.ends_with(**w));
        if let Some(word) = word(&LEADS) {
            let all = names(part.strip_suffix(word).unwrap_or(part));
            lead.append(&mut waiting);
            lead.extend(all);
        } else if let Some(word) = word(&HELPS) {
            support.append(&mut waiting);
            support.extend(names(part.strip_suffix(word).unwrap_or(part)));
        } else {
            // 市发改委（牵头）、市财政局
            for name in names(part) {
                let marked = LEADS.iter().any(|w| name.contains(w));
                let plain = name.split(['（', '(']).next().unwrap_or_default().to_owned();
                if marked && !plain.is_empty() { lead.push(plain) } else { waiting.push(name) }
            }
        }
    }
    if lead.is_empty() {
        lead = waiting;
    } else {
        support.append(&mut waiting);
    }
    (lead, support)
}

/// The day of a number that lost its format: 46265 is 31 August 2026. Some workbooks count from four years later,
/// so only a day near the year of the table is believed.
fn serial(text: &str, year: Option<i16>) -> Option<Date> {
    /// Years around that of the table.
    const NEAR: u16 = 2;
    let days: u64 = text.parse().ok()?;
    let begin = Date::new(1899, 12, 30).ok()?;
    let day = begin.checked_add(std::time::Duration::from_secs(days.checked_mul(86_400)?)).ok()?;
    (day.year().abs_diff(year?) <= NEAR).then_some(day)
}

/// By when: a day, words that name one, or that it goes on. `None` where words are not understood.
pub(crate) fn due(cell: &SheetCell, text: &str, year: Option<i16>) -> Option<Due> {
    let words = Words::get();
    let folded = fold(text);
    if words.is("nothing", &folded) {
        return Some(Due::Unstated);
    }
    if cell.kind == Kind::Date
        && let Some(day) = text.get(..10).and_then(|d| d.parse().ok())
    {
        return Some(Due::On(day));
    }
    if cell.kind == Kind::Number
        && let Some(day) = serial(text, year)
    {
        return Some(Due::On(day));
    }
    let around = year.and_then(Period::year);
    let day = named_day(&folded, around).or_else(|| end(&folded, around));
    if let Some(day) = day {
        return Some(Due::On(day));
    }
    let goes = words.is("goes_on", &folded)
        || words.ends("goes_on", &folded).is_some()
        || words.begins("goes_on", &folded).is_some();
    if goes {
        return Some(Due::GoesOn);
    }
    // What the grammar of reports makes of it.
    let found = luoshi_reader::recognise(text, around.map(Period::first));
    found.times.iter().filter_map(|t| t.end).max().map(Due::On)
}

/// 6月15日前, 9月中旬.
fn named_day(folded: &str, around: Option<Period>) -> Option<Date> {
    let (place, when) = when::find(folded)?;
    let period = when.within(around)?;
    let behind = folded.get(place.end..)?;
    let digits: usize = behind.bytes().take_while(u8::is_ascii_digit).count();
    let last = period.last();
    if digits > 0 && digits <= 2 && behind.get(digits..).is_some_and(|b| b.starts_with(['日', '号'])) {
        return Date::new(last.year(), last.month(), behind.get(..digits)?.parse().ok()?).ok();
    }
    for (word, day) in [("上旬", 10), ("中旬", 20)] {
        if behind.starts_with(word) {
            return Date::new(last.year(), last.month(), day).ok();
        }
    }
    None
}

/// The last day of the period that words name: 6月底前, 二季度末, 年底前, 2025年底前.
fn end(folded: &str, around: Option<Period>) -> Option<Date> {
    let mut latest = None;
    let mut rest = folded;
    let mut around = around;
    for _ in 0..4 {
        let Some((place, when)) = when::find(rest) else { break };
        if !matches!(when, When::YearBefore)
            && let Some(period) = when.within(around)
        {
            latest = latest.max(Some(period.last()));
            around = Some(period);
        }
        rest = rest.get(place.end.max(1)..).unwrap_or_default();
    }
    if latest.is_none() && ["年底", "年内", "全年", "年末", "当年", "本年"].iter().any(|w| folded.contains(w))
    {
        latest = Date::new(around?.last().year(), 12, 31).ok();
    }
    latest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duties_are_parted() {
        let said = |text: &str| {
            let (lead, support) = duty(text);
            format!("{}|{}", lead.join("+"), support.join("+"))
        };
        for (text, wanted) in [
            ("市发改委", "市发改委|"),
            ("市发改委、市财政局", "市发改委+市财政局|"),
            ("市发改委牵头，市财政局、市统计局配合", "市发改委|市财政局+市统计局"),
            ("牵头单位：市发改委；配合单位：市财政局、市统计局", "市发改委|市财政局+市统计局"),
            ("市发改委（牵头）、市财政局", "市发改委|市财政局"),
            ("市发改委、市财政局按职责分工负责", "市发改委+市财政局|"),
            ("市发改委 市财政局", "市发改委+市财政局|"),
            ("市发改委\n市财政局", "市发改委+市财政局|"),
            ("无", "|"),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
    }

    #[test]
    fn deadlines_are_days() {
        let cell = SheetCell::text_at(0, 0);
        for (text, wanted) in [
            ("6月底前", "2021-06-30"),
            ("二季度末", "2021-06-30"),
            ("年底前", "2021-12-31"),
            ("全年", "2021-12-31"),
            ("2021.10.31", "2021-10-31"),
            ("2025年底前", "2025-12-31"),
            ("2025年6月底", "2025-06-30"),
            ("9月15日前", "2021-09-15"),
            ("9月中旬", "2021-09-20"),
            ("2021年1月-12月", "2021-12-31"),
            ("2021-2023年", "2023-12-31"),
            ("6月底前完成并持续推进", "2021-06-30"),
        ] {
            assert_eq!(due(&cell, text, Some(2021)), wanted.parse().ok().map(Due::On), "{text}");
        }
        // A day that lost its format, where it can be one; a number that cannot is no day.
        let mut number = SheetCell::text_at(0, 0);
        number.kind = Kind::Number;
        assert_eq!(due(&number, "46265", Some(2026)), Date::new(2026, 8, 31).ok().map(Due::On));
        assert_eq!(due(&number, "46265", Some(2031)), None);
        assert_eq!(due(&number, "99999999999", Some(2026)), None);
        assert_eq!(due(&cell, "持续推进", Some(2021)), Some(Due::GoesOn));
        assert_eq!(due(&cell, "长期坚持", None), Some(Due::GoesOn));
        assert_eq!(due(&cell, "—", None), Some(Due::Unstated));
        assert_eq!(due(&cell, "看情况", Some(2021)), None);
    }
}
