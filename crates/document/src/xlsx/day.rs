//! Days as workbooks count them: since the end of 1899, or of 1903 on old Macintoshes.

use std::fmt::Write as _;

/// The text of a serial day, with its time where it has one; `None` for what is no day.
pub(super) fn day(number: &str, from_1904: bool) -> Option<String> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let serial: i64 = whole.parse().ok()?;
    // Ten digits of a day are a hundred-thousandth of a second.
    let mut fraction: i64 = 0;
    for digit in part.bytes().map(|b| i64::from(b - b'0')).chain(std::iter::repeat(0)).take(10) {
        fraction = fraction * 10 + digit;
    }
    let mut seconds = (fraction * 86_400 + 5_000_000_000) / 10_000_000_000;
    let mut serial = serial;
    if seconds == 86_400 {
        serial += 1;
        seconds = 0;
    }
    let time = || format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if serial == 0 && !from_1904 {
        return Some(time());
    }
    // The first of them, 1900, had no 29 February, but counts it as day 60.
    let since_1970 = match (from_1904, serial) {
        (true, 0..) => serial - 24_107,
        (false, 1..=59) => serial - 25_568,
        (false, 61..) => serial - 25_569,
        _ => return None,
    };
    if since_1970 > 2_932_896 {
        return None;
    }
    let (year, month, day) = civil(since_1970);
    let mut out = format!("{year:04}-{month:02}-{day:02}");
    if seconds > 0 {
        let _ = write!(out, " {}", time());
    }
    Some(out)
}

/// Year, month and day of a day counted from 1 January 1970 (Hinnant, `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_those_that_office_programs_show() {
        for (serial, shown) in [
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("61", "1900-03-01"),
            ("25569", "1970-01-01"),
            ("44377", "2021-06-30"),
            ("45657", "2024-12-31"),
            ("45351", "2024-02-29"),
            ("44377.5", "2021-06-30 12:00:00"),
            ("44377.354166666664", "2021-06-30 08:30:00"),
            ("44377.99999999999", "2021-07-01"),
            ("0.5", "12:00:00"),
            ("2958465", "9999-12-31"),
        ] {
            assert_eq!(day(serial, false).as_deref(), Some(shown), "{serial}");
        }
        assert_eq!(day("42916", true).as_deref(), Some("2021-07-01"));
        for none in ["60", "-1", "2958466", "99999999999999999999"] {
            assert_eq!(day(none, false), None, "{none}");
        }
    }
}
