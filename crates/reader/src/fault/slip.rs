//! How a number becomes another under the pen: two neighbouring digits change places, or one digit is another.

use super::interval::decimal;
use super::size::{multiplier, size};
use crate::reading::Figure;
use rust_decimal::{Decimal, RoundingStrategy};

/// How one number became another under the pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// Two neighbours changed places: 25.47, 25.74.
    Swapped,
    /// One digit is another: 25.47, 26.47.
    Another,
}

/// Whether a number has so many digits that a likeness is no accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Long,
    Short,
}

/// Digits of a long number, and of the shortest that is compared.
const LONG: usize = 4;
const SHORT: usize = 3;

/// How the two numbers differ as they are written; of two that are written in two units, at the place of the coarser:
/// 374860万元 and 34.79亿元 are 3749 and 3479.
pub(super) fn slip(a: &Figure, b: &Figure) -> Option<(Slip, Length)> {
    if a.unit == b.unit {
        return slip_of(&a.text, &b.text);
    }
    let step = |figure: &Figure| {
        let last = Decimal::try_from_i128_with_scale(1, decimal(figure.value?)?.scale()).ok()?;
        Some((size(figure)?.value, multiplier(&figure.unit).0.checked_mul(last)?))
    };
    let ((x, fine), (y, coarse)) = (step(a)?, step(b)?);
    let place = fine.max(coarse);
    let whole = |value: Decimal| {
        let parts = value.abs().checked_div(place)?;
        Some(parts.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).normalize().to_string())
    };
    slip_of(&whole(x)?, &whole(y)?)
}

/// The same for two numbers as written; `None` where they differ otherwise, or are too short to tell.
pub(super) fn slip_of(a: &str, b: &str) -> Option<(Slip, Length)> {
    let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<Vec<char>>();
    let (a, b) = (digits(a), digits(b));
    if a.len() != b.len() || a.iter().position(|c| *c == '.') != b.iter().position(|c| *c == '.') {
        return None;
    }
    // The noughts a round number ends with tell nothing: 90000, 70000. Behind the point they are places like others.
    let noughts = if a.contains(&'.') {
        0
    } else {
        a.iter().rev().zip(b.iter().rev()).take_while(|pair| matches!(pair, ('0', '0'))).count()
    };
    let count = a.iter().filter(|c| c.is_ascii_digit()).count() - noughts;
    let length = match count {
        LONG.. => Length::Long,
        SHORT => Length::Short,
        _ => return None,
    };
    let differ: Vec<usize> = (0..a.len()).filter(|i| a[*i] != b[*i]).collect();
    match differ[..] {
        [i, j] if a[i] == b[j] && a[j] == b[i] && a[i + 1..j].iter().all(|c| *c == '.') => {
            Some((Slip::Swapped, length))
        }
        [_] => Some((Slip::Another, length)),
        _ => None,
    }
}

/// The numbers that become `value` when two neighbouring digits change places: 84.6 for 48.6. Fewer than three digits tell
/// nothing.
pub(super) fn unswapped(value: Decimal) -> impl Iterator<Item = Decimal> {
    let text: Vec<char> = value.abs().to_string().chars().collect();
    let places: Vec<usize> = (0..text.len()).filter(|i| text[*i].is_ascii_digit()).collect();
    let enough = places.len() >= SHORT && !value.is_sign_negative();
    let pairs: Vec<(usize, usize)> = places.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().filter(move |_| enough).filter_map(move |(i, j)| {
        let mut swapped = text.clone();
        swapped.swap(i, j);
        let first = swapped.iter().find(|c| c.is_ascii_digit());
        // 08.5 is no number anybody writes, and 55 the same either way.
        let other = text[i] != text[j] && (first != Some(&'0') || swapped.get(1) == Some(&'.'));
        swapped.iter().collect::<String>().parse().ok().filter(|_| other)
    })
}

/// The numbers that become `value` by one slip: two neighbouring digits changed places, or one digit is another.
pub(super) fn misprinted(value: Decimal) -> impl Iterator<Item = Decimal> {
    let text: Vec<char> = value.abs().to_string().chars().collect();
    let places: Vec<usize> = (0..text.len()).filter(|i| text[*i].is_ascii_digit()).collect();
    let enough = places.len() >= LONG && !value.is_sign_negative();
    let changed = places.into_iter().filter(move |_| enough).flat_map(move |i| {
        let text = text.clone();
        ('0'..='9').filter_map(move |digit| {
            let mut other = text.clone();
            let was = std::mem::replace(other.get_mut(i)?, digit);
            let number = other.iter().collect::<String>().parse().ok();
            number.filter(|_| was != digit && !(i == 0 && digit == '0'))
        })
    });
    unswapped(value).filter(move |_| enough).chain(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_swaps_two_digits_or_changes_one() {
        let (swapped, another) = (Slip::Swapped, Slip::Another);
        assert_eq!(slip_of("25.47万户", "25.74万户"), Some((swapped, Length::Long)));
        assert_eq!(slip_of("25.47万户", "26.47万户"), Some((another, Length::Long)));
        assert_eq!(slip_of("25.47万户", "254.7万户"), None);
        assert_eq!(slip_of("28个", "21个"), None, "short numbers are alike by accident");
        assert_eq!(slip_of("5.5%", "5.8%"), None);
        assert_eq!(slip_of("37.4亿元", "34.7亿元"), Some((swapped, Length::Short)));
        assert_eq!(slip_of("70000万元", "90000万元"), None, "round numbers too");
    }

    #[test]
    fn what_was_meant_by_a_number_with_two_digits_swapped() {
        let of = |text: &str| -> Vec<String> {
            unswapped(text.parse().expect("a decimal")).map(|d| d.to_string()).collect()
        };
        assert_eq!(of("48.6"), ["84.6", "46.8"]);
        assert_eq!(of("124"), ["214", "142"]);
        assert_eq!(of("100.5"), ["105.0"], "not 010.5");
        assert!(of("57").is_empty() && of("7.7").is_empty() && of("0").is_empty());
    }
}
