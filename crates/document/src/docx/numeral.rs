//! Numbers of lists, notes and chapters in the forms Word prints.

use std::fmt::Write as _;

/// The form of a number: Word's own names of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// 1, 2, 3; also what an unknown form becomes.
    #[default]
    Decimal,
    /// At least so many digits: 01, 002.
    Padded(usize),
    /// １, ２, ３.
    FullWidth,
    /// 1st, 2nd.
    Ordinal,
    /// I, II; i, ii.
    Roman { upper: bool },
    /// A … Z, AA, BB.
    Letter { upper: bool },
    /// - 1 -.
    InDash,
    /// ①.
    Circle,
    /// ⑴.
    Parenthesis,
    /// ⒈.
    FullStop,
    /// 一 … 十, 十一, 二十, and 一百零一 or 一〇一 beyond.
    Chinese { thousands: bool },
    /// 一〇, 一一: digit by digit.
    ChineseDigits,
    /// 壹, 贰, 叁; 壹, 貳, 參.
    Legal { traditional: bool },
    /// 甲, 乙, 丙.
    Stem,
    /// 子, 丑, 寅.
    Branch,
    /// 甲子, 乙丑.
    StemAndBranch,
    /// A sign that is the same for all.
    Bullet,
    /// Nothing.
    None,
}

impl Form {
    /// By the word in `w:numFmt`; `pattern` is what a custom form looks like (`001, 002, …`).
    pub(super) fn of(word: &str, pattern: Option<&str>) -> Self {
        match word {
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "decimalZero" => Self::Padded(2),
            "custom" => {
                let digits = pattern.unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
                if digits > 1 { Self::Padded(digits.min(8)) } else { Self::Decimal }
            }
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "ordinal" => Self::Ordinal,
            "upperRoman" => Self::Roman { upper: true },
            "lowerRoman" => Self::Roman { upper: false },
            "upperLetter" => Self::Letter { upper: true },
            "lowerLetter" => Self::Letter { upper: false },
            "numberInDash" => Self::InDash,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circle,
            "decimalEnclosedParen" => Self::Parenthesis,
            "decimalEnclosedFullstop" => Self::FullStop,
            "chineseCounting" | "taiwaneseCounting" => Self::Chinese { thousands: false },
            "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" => {
                Self::Chinese { thousands: true }
            }
            "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Self::ChineseDigits,
            "chineseLegalSimplified" => Self::Legal { traditional: false },
            "ideographLegalTraditional" | "japaneseLegal" => Self::Legal { traditional: true },
            "ideographTraditional" => Self::Stem,
            "ideographZodiac" => Self::Branch,
            "ideographZodiacTraditional" => Self::StemAndBranch,
            _ => Self::Decimal,
        }
    }

    /// Appends a number; beyond the end of a series of signs, in digits.
    pub(super) fn write(self, number: u32, out: &mut String) {
        let sign = |first: char, last: u32| {
            (1..=last).contains(&number).then(|| char::from_u32(first as u32 + number - 1)).flatten()
        };
        let of = |series: &str, step: u32| {
            number.checked_sub(1).and_then(|n| series.chars().nth((n % step) as usize)).filter(|_| number > 0)
        };
        match self {
            Self::Decimal => return decimal(number, 1, out),
            Self::Padded(digits) => return decimal(number, digits, out),
            Self::FullWidth => {
                let full = |c: char| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap_or(c);
                return out.extend(number.to_string().chars().map(full));
            }
            Self::Ordinal => {
                let end = match (number % 100, number % 10) {
                    (11..=13, _) => "th",
                    (_, 1) => "st",
                    (_, 2) => "nd",
                    (_, 3) => "rd",
                    _ => "th",
                };
                let _ = write!(out, "{number}{end}");
                return;
            }
            Self::Roman { upper } if (1..=5_000).contains(&number) => return roman(number, upper, out),
            Self::Letter { upper } if (1..=26 * 30).contains(&number) => {
                let first = if upper { b'A' } else { b'a' };
                let letter = char::from(first + ((number - 1) % 26) as u8);
                return out.extend(std::iter::repeat_n(letter, ((number - 1) / 26 + 1) as usize));
            }
            Self::InDash => {
                let _ = write!(out, "- {number} -");
                return;
            }
            Self::Circle => {
                let further = |first: char, before: u32, last: u32| {
                    (before + 1..=last).contains(&number).then(|| char::from_u32(first as u32 + number - before - 1))
                };
                let found = sign('①', 20).or_else(|| further('㉑', 20, 35).or_else(|| further('㊱', 35, 50)).flatten());
                if let Some(c) = found {
                    return out.push(c);
                }
            }
            Self::Parenthesis => {
                if let Some(c) = sign('⑴', 20) {
                    return out.push(c);
                }
                let _ = write!(out, "({number})");
                return;
            }
            Self::FullStop => {
                if let Some(c) = sign('⒈', 20) {
                    return out.push(c);
                }
                let _ = write!(out, "{number}.");
                return;
            }
            Self::Chinese { thousands } => {
                return match number {
                    1..100 => chinese(number, &PLAIN, true, out),
                    100..10_000 if thousands => chinese(number, &PLAIN, false, out),
                    _ => digits(number, "〇一二三四五六七八九", out),
                };
            }
            Self::ChineseDigits => return digits(number, "〇一二三四五六七八九", out),
            Self::Legal { traditional } if (1..10_000).contains(&number) => {
                return chinese(number, if traditional { &TRADITIONAL } else { &SIMPLIFIED }, false, out);
            }
            Self::Stem if number <= 10 => return out.extend(of(STEMS, 10)),
            Self::Branch if number <= 12 => return out.extend(of(BRANCHES, 12)),
            Self::StemAndBranch if number <= 60 => {
                out.extend(of(STEMS, 10));
                return out.extend(of(BRANCHES, 12));
            }
            Self::Bullet | Self::None => return,
            _ => {}
        }
        decimal(number, 1, out);
    }
}

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// Digits from 0 to 9, then ten, hundred, thousand.
type Series = [char; 13];
const PLAIN: Series = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千'];
const SIMPLIFIED: Series = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟'];
const TRADITIONAL: Series = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖', '拾', '佰', '仟'];

fn decimal(number: u32, digits: usize, out: &mut String) {
    let _ = write!(out, "{number:0digits$}");
}

fn digits(number: u32, series: &str, out: &mut String) {
    let digit = |c: char| series.chars().nth(c.to_digit(10).unwrap_or_default() as usize);
    out.extend(number.to_string().chars().filter_map(digit));
}

/// Below ten thousand; `bare` leaves out the 一 of 一十.
fn chinese(number: u32, series: &Series, bare: bool, out: &mut String) {
    let sign = |at: u32| series.get(at as usize).copied().unwrap_or('零');
    let mut gap = false;
    let mut begun = false;
    for (power, unit) in [(1_000, 12), (100, 11), (10, 10), (1, 0)] {
        let digit = number / power % 10;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap {
            out.push(sign(0));
        }
        if !(bare && !begun && power == 10 && digit == 1) {
            out.push(sign(digit));
        }
        if unit > 0 {
            out.push(sign(unit));
        }
        (begun, gap) = (true, false);
    }
}

fn roman(mut number: u32, upper: bool, out: &mut String) {
    const STEPS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    for (step, letters) in STEPS {
        while number >= step {
            number -= step;
            if upper { out.push_str(&letters.to_ascii_uppercase()) } else { out.push_str(letters) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    fn written(word: &str, number: u32) -> String {
        let mut out = String::new();
        Form::of(word, Some("001, 002, 003, ...")).write(number, &mut out);
        out
    }

    #[test]
    fn every_form_as_word_prints_it() {
        for (word, number, wanted) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("custom", 7, "007"),
            ("decimalFullWidth", 12, "１２"),
            ("ordinal", 22, "22nd"),
            ("ordinal", 12, "12th"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 4, "iv"),
            ("upperLetter", 28, "BB"),
            ("lowerLetter", 26, "z"),
            ("numberInDash", 3, "- 3 -"),
            ("decimalEnclosedCircle", 1, "①"),
            ("decimalEnclosedCircleChinese", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedCircle", 36, "㊱"),
            ("decimalEnclosedCircle", 51, "51"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalEnclosedParen", 21, "(21)"),
            ("decimalEnclosedFullstop", 3, "⒊"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 11, "十一"),
            ("chineseCounting", 20, "二十"),
            ("chineseCounting", 99, "九十九"),
            ("chineseCounting", 101, "一〇一"),
            ("chineseCountingThousand", 15, "十五"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1001, "一千零一"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographLegalTraditional", 3, "參"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 12, "亥"),
            ("ideographZodiacTraditional", 60, "癸亥"),
            ("bullet", 5, ""),
            ("none", 5, ""),
            ("hebrew1", 5, "5"),
            ("upperRoman", 0, "0"),
            ("ideographTraditional", 0, ""),
            ("decimal", u32::MAX, "4294967295"),
            ("lowerLetter", u32::MAX, "4294967295"),
        ] {
            assert_eq!(written(word, number), wanted, "{word} {number}");
        }
    }
}
