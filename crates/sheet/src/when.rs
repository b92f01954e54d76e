//! Periods as sheets write them: 2025年, 2025年1-9月, 三季度, 2025-09, 上半年, Q3 2025.

use luoshi_plan::{Date, Period};
use std::ops::Range;

/// Words for the month that a sheet is of.
pub(crate) const THIS_MONTH: &[&str] = &["本月", "当月"];

/// A day, if there is one.
fn date_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// A period, or a part of one that the words around complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Complete.
    In(Period),
    /// Months of a year that stands elsewhere.
    Months(i8, i8),
    /// The same as around: 本期, 本月.
    Same,
    /// The last month of what is around: 本月 of a table of January to September.
    LastMonth,
    /// As around, up to its end from January on: 累计.
    Through,
    /// As around, a year before: 上年, 上年同期.
    YearBefore,
}

impl When {
    /// Completed by what is around it.
    pub(crate) fn within(self, around: Option<Period>) -> Option<Period> {
        match self {
            Self::In(period) => Some(period),
            Self::Months(from, to) => {
                let year = around?.last().year();
                between((year, from), (year, to))
            }
            Self::Same => around,
            Self::LastMonth => {
                let (first, last) = (around?.first(), around?.last());
                // Of a whole year it is not known which.
                let told = first.month() == 1 && last.month() < 12 && first.year() == last.year();
                if told { between((last.year(), last.month()), (last.year(), last.month())) } else { around }
            }
            Self::Through => {
                let last = around?.last();
                Period::through(last.year(), last.month())
            }
            Self::YearBefore => year_before(around?),
        }
    }
}

/// The same days a year before.
pub(crate) fn year_before(period: Period) -> Option<Period> {
    let (first, last) = (period.first(), period.last());
    let back = |day: Date| date_of(day.year() - 1, day.month(), day.day());
    // The end of February is its end.
    let end = if last == last.last_of_month() {
        date_of(last.year() - 1, last.month(), 1).map(Date::last_of_month)
    } else {
        back(last)
    };
    Period::between(back(first)?, end?)
}

fn between(from: (i16, i8), to: (i16, i8)) -> Option<Period> {
    let last = date_of(to.0, to.1, 1)?.last_of_month();
    Period::between(date_of(from.0, from.1, 1)?, last)
}

/// The first period in a folded text, and where it stands (in bytes).
pub(crate) fn find(text: &str) -> Option<(Range<usize>, When)> {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        // Never in the middle of a number or a word.
        let before = text.get(..at)?.chars().next_back();
        let c = text.get(at..)?.chars().next()?;
        if before.is_some_and(|b| {
            (b.is_ascii_digit() && c.is_ascii_digit())
                || (b.is_ascii_alphabetic() && c.is_ascii_alphabetic())
                || (b == '.' && c.is_ascii_digit())
        }) {
            return None;
        }
        let mut cursor = Cursor { text, at };
        let when = cursor.when()?;
        Some((at..cursor.at, when))
    })
}

/// A text that is a period and nothing else.
pub(crate) fn whole(text: &str) -> Option<When> {
    // As the record writes it; a bare number is a year only if people plan in it.
    if let Ok(period) = text.parse::<Period>()
        && (1949..=2100).contains(&period.first().year())
    {
        return Some(When::In(period));
    }
    let (place, when) = find(text)?;
    (place == (0..text.len())).then_some(when)
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

const DASHES: [&str; 9] = ["-", "—", "–", "－", "~", "～", "至", "到", "―"];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONG: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn eat(&mut self, word: &str) -> bool {
        let is = self.rest().starts_with(word);
        if is {
            self.at += word.len();
        }
        is
    }

    fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// A number of so many digits and no more.
    fn number(&mut self, most: usize) -> Option<i16> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > most {
            return None;
        }
        let number = self.rest().get(..digits)?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// Does it, or goes back.
    fn attempt<T>(&mut self, look: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = look(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    fn when(&mut self) -> Option<When> {
        let said = self.any(&["截至", "截止", "自", "as of "]);
        let found = self
            .attempt(Self::five_years)
            .or_else(|| self.attempt(Self::dated))
            .or_else(|| self.attempt(Self::named))
            .or_else(|| self.attempt(|c| c.months().map(|(a, b)| When::Months(a, b))))
            .or_else(|| if said { None } else { self.attempt(Self::relative) })?;
        self.any(&["年末", "年底", "月末", "月底", "末", "底", "期间", "时期", "当年"]);
        Some(match found {
            // 截至9月 is what came about by then.
            When::In(period) if said && period.days() < 32 => {
                Period::through(period.last().year(), period.last().month()).map_or(found, When::In)
            }
            When::Months(a, b) if said && a == b => When::Months(1, b),
            found => found,
        })
    }

    /// “十四五”: five years.
    fn five_years(&mut self) -> Option<When> {
        self.any(&["“", "\"", "'", "‘"]);
        if !self.eat("十") {
            return None;
        }
        let n: i16 = match self.rest().chars().next()? {
            '一' => 11,
            '二' => 12,
            '三' => 13,
            '四' => 14,
            '五' => 15,
            '六' => 16,
            _ => return None,
        };
        self.at += '一'.len_utf8();
        if !self.eat("五") {
            return None;
        }
        self.any(&["”", "\"", "'", "’"]);
        let first = 1951 + n * 5;
        Period::years(first, first + 4).map(When::In)
    }

    /// What begins with a year.
    fn dated(&mut self) -> Option<When> {
        self.any(&["fy", "cy"]);
        let year = self.number(4).filter(|year| (1949..=2100).contains(year))?;
        let marked = self.any(&["年度", "年"]);
        // 2021-2025年, 2021—2025.
        let range = self.attempt(|c| {
            if !c.any(&DASHES) {
                return None;
            }
            let to = c.number(4).filter(|to| (1949..=2100).contains(to))?;
            c.any(&["年度", "年"]);
            Period::years(year, to)
        });
        if let Some(period) = range {
            return Some(When::In(period));
        }
        if marked {
            let part = self.attempt(|c| c.months().or_else(|| c.part()));
            if let Some((from, to)) = part {
                // A day of a month.
                let day = self.attempt(|c| {
                    let day = c.number(2)?;
                    c.any(&["日", "号"]).then_some(day)
                });
                if let Some(day) = day
                    && from == to
                {
                    return Period::day(date_of(year, from, i8::try_from(day).ok()?)?).map(When::In);
                }
                return between((year, from), (year, to)).map(When::In);
            }
            return Period::year(year).map(When::In);
        }
        // 2025-09, 2025.9, 2025/09/30, 2025-Q3, 2025Q3.
        let part = self.attempt(|c| {
            let parted = c.any(&["-", ".", "/", " "]);
            if let Some(part) = c.part() {
                return Some(part);
            }
            if !parted {
                return None;
            }
            let month = i8::try_from(c.number(2)?).ok().filter(|m| (1..=12).contains(m))?;
            Some((month, month))
        });
        let Some((from, to)) = part else { return Period::year(year).map(When::In) };
        let day = self.attempt(|c| {
            if !c.any(&["-", ".", "/"]) {
                return None;
            }
            c.number(2)
        });
        if let Some(day) = day {
            return Period::day(date_of(year, from, i8::try_from(day).ok()?)?).map(When::In);
        }
        self.any(&["月"]);
        between((year, from), (year, to)).map(When::In)
    }

    /// Months by their numbers: 9月, 1-9月, 1—9月份.
    fn months(&mut self) -> Option<(i8, i8)> {
        let month = |n: i16| i8::try_from(n).ok().filter(|m| (1..=12).contains(m));
        self.attempt(|c| {
            let from = month(c.number(2)?)?;
            c.any(&["月份", "月"]);
            if !c.any(&DASHES) {
                return None;
            }
            let to = month(c.number(2)?)?;
            (c.any(&["月份", "月"]) && from <= to).then_some((from, to))
        })
        .or_else(|| {
            self.attempt(|c| {
                let at = month(c.number(2)?)?;
                c.any(&["月份", "月"]).then_some((at, at))
            })
        })
        .or_else(|| {
            // 九月.
            const NAMES: [&str; 12] =
                ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];
            let at = NAMES.iter().rposition(|name| self.rest().starts_with(name))?;
            self.at += NAMES[at].len();
            self.eat("份");
            let month = at as i8 + 1;
            Some((month, month))
        })
    }

    /// Quarters and halves.
    fn part(&mut self) -> Option<(i8, i8)> {
        for (words, part) in [
            (&["1-3季度", "1—3季度", "一至三季度", "1至3季度", "前三季度", "前3季度"][..], (1, 9)),
            (&["1-2季度", "一至二季度", "前两季度"], (1, 6)),
            (&["1-4季度", "一至四季度", "全年"], (1, 12)),
            (&["上半年", "1h", "h1", "s1"], (1, 6)),
            (&["下半年", "2h", "h2", "s2"], (7, 12)),
            (&["第一季度", "一季度", "1季度", "第1季度", "q1", "1q", "首季"], (1, 3)),
            (&["第二季度", "二季度", "2季度", "第2季度", "q2", "2q"], (4, 6)),
            (&["第三季度", "三季度", "3季度", "第3季度", "q3", "3q"], (7, 9)),
            (&["第四季度", "四季度", "4季度", "第4季度", "q4", "4q"], (10, 12)),
        ] {
            if self.any(words) {
                return Some(part);
            }
        }
        None
    }

    /// A quarter, a half or an English month, perhaps with its year behind.
    fn named(&mut self) -> Option<When> {
        let (from, to) = self.attempt(Self::part).or_else(|| self.english())?;
        let year = self.attempt(|c| {
            c.any(&[", ", " ", "-", "/"]);
            c.number(4).filter(|year| (1949..=2100).contains(year))
        });
        match year {
            Some(year) => between((year, from), (year, to)).map(When::In),
            None => Some(When::Months(from, to)),
        }
    }

    fn english(&mut self) -> Option<(i8, i8)> {
        let from = self.english_month()?;
        let to = self.attempt(|c| {
            c.eat(" ");
            if !(c.any(&DASHES) || c.eat("to ")) {
                return None;
            }
            c.eat(" ");
            c.english_month()
        });
        Some((from, to.filter(|to| from <= *to).unwrap_or(from)))
    }

    fn english_month(&mut self) -> Option<i8> {
        for names in [LONG, MONTHS] {
            for (at, name) in names.iter().enumerate() {
                let behind = self.rest().strip_prefix(name);
                if behind.is_some_and(|b| !b.starts_with(|c: char| c.is_ascii_alphabetic())) {
                    self.at += name.len();
                    self.eat(".");
                    return Some(at as i8 + 1);
                }
            }
        }
        None
    }

    fn relative(&mut self) -> Option<When> {
        for (words, when) in [
            (&["上年同期", "去年同期", "上年同月", "同期"][..], When::YearBefore),
            (&["上年度", "上年", "去年", "上一年"], When::YearBefore),
            (THIS_MONTH, When::LastMonth),
            (&["本季度", "本季", "本期", "当期", "报告期", "本年度", "本年", "今年", "当年"], When::Same),
            (&["1至本月", "1-本月", "年初至今", "自年初累计", "本年累计"], When::Through),
        ] {
            if self.any(words) {
                return Some(when);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::fold;

    #[test]
    fn periods_are_read_as_sheets_write_them() {
        for (written, period) in [
            ("2025年", "2025"),
            ("2025", "2025"),
            ("2025年度", "2025"),
            ("2025 年", "2025"),
            ("２０２５年", "2025"),
            ("2025年末", "2025"),
            ("2025年1-9月", "2025-01/2025-09"),
            ("2025年1—9月", "2025-01/2025-09"),
            ("2025年1-12月", "2025"),
            ("2025年9月", "2025-09"),
            ("2025年九月", "2025-09"),
            ("2025年9月30日", "2025-09-30"),
            ("2025-09", "2025-09"),
            ("2025.9", "2025-09"),
            ("2025/09/30", "2025-09-30"),
            ("2025年三季度", "2025-Q3"),
            ("2025年第三季度", "2025-Q3"),
            ("2025年前三季度", "2025-01/2025-09"),
            ("2025年上半年", "2025-S1"),
            ("2025Q3", "2025-Q3"),
            ("2025-Q3", "2025-Q3"),
            ("Q3 2025", "2025-Q3"),
            ("Jan-Sep 2025", "2025-01/2025-09"),
            ("September 2025", "2025-09"),
            ("FY2025", "2025"),
            ("2021-2025年", "2021/2025"),
            ("2021—2025", "2021/2025"),
            ("“十四五”", "2021/2025"),
            ("十五五时期", "2026/2030"),
            ("截至2025年9月", "2025-01/2025-09"),
            ("截至2025年9月底", "2025-01/2025-09"),
            ("2025-01/2025-09", "2025-01/2025-09"),
        ] {
            let when = whole(&fold(written));
            assert_eq!(when, Some(When::In(period.parse().expect("a period"))), "{written}");
        }
        for (written, months) in [
            ("9月", (9, 9)),
            ("1-9月", (1, 9)),
            ("1—9月份", (1, 9)),
            ("三季度", (7, 9)),
            ("上半年", (1, 6)),
            ("全年", (1, 12)),
            ("Sep", (9, 9)),
        ] {
            assert_eq!(whole(&fold(written)), Some(When::Months(months.0, months.1)), "{written}");
        }
        for none in ["", "指标", "25.47", "12025", "202", "2025.13.1", "十", "1800", "13月"] {
            assert_eq!(whole(&fold(none)), None, "{none}");
        }
        let around = "2025-09".parse().ok();
        assert_eq!(When::Through.within(around).map(|p| p.to_string()).as_deref(), Some("2025-01/2025-09"));
        assert_eq!(When::YearBefore.within(around).map(|p| p.to_string()).as_deref(), Some("2024-09"));
        for (around, month) in [("2026-01/2026-09", "2026-09"), ("2026-09", "2026-09"), ("2026", "2026")] {
            let told = When::LastMonth.within(around.parse().ok()).map(|p| p.to_string());
            assert_eq!(told.as_deref(), Some(month), "{around}");
        }
        assert_eq!(
            year_before("2024-02".parse().expect("a period")).map(|p| p.to_string()).as_deref(),
            Some("2023-02")
        );
    }
}
