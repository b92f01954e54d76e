//! Numbers as a file writes them, without floats: digits, a point, perhaps an exponent.

/// Digits that office programs show and reckon with; more are the noise of their binary form.
const DIGITS: usize = 15;
/// The longest number that is still one: beyond it no decimal of ours reaches.
const LONGEST: i32 = 40;

/// The exact decimal of a number in a file; `None` where it is none, or too large for any plan.
///
/// A number with places or an exponent keeps fifteen digits: 1.1000000000000001 is how 1.1 is kept. A whole number
/// keeps all of them.
pub(super) fn decimal(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (rest, 0),
    };
    let (whole, places) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !is_digits(places) || whole.len() + places.len() == 0 || mantissa.len() > 400 {
        return None;
    }
    let mut digits: Vec<u8> = whole.bytes().chain(places.bytes()).map(|b| b - b'0').collect();
    // Where the point stands, counted from the first digit.
    let mut point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let leading = digits.iter().take_while(|d| **d == 0).count();
    if leading == digits.len() {
        return Some(if exponent == 0 && !places.is_empty() { format!("0.{places}") } else { "0".to_owned() });
    }
    let plain_whole = exponent == 0 && places.is_empty();
    digits.drain(..leading);
    point -= i32::try_from(leading).ok()?;
    if !(-LONGEST..=LONGEST).contains(&point) {
        return None;
    }
    if digits.len() > DIGITS && !plain_whole {
        round(&mut digits, &mut point);
    } else if plain_whole && digits.len() > LONGEST.unsigned_abs() as usize {
        return None;
    }
    Some(format!("{sign}{}", written(&digits, point)))
}

/// Rounds to [`DIGITS`], halves away from nought, and drops the noughts behind.
fn round(digits: &mut Vec<u8>, point: &mut i32) {
    let up = digits.get(DIGITS).is_some_and(|d| *d >= 5);
    digits.truncate(DIGITS);
    if up {
        let mut carry = true;
        for digit in digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                carry = false;
                break;
            }
            *digit = 0;
        }
        if carry {
            digits.insert(0, 1);
            *point += 1;
        }
    }
    while digits.len() > 1 && digits.last() == Some(&0) {
        digits.pop();
    }
}

fn written(digits: &[u8], point: i32) -> String {
    let digit = |d: &u8| char::from(b'0' + d);
    let mut out = String::new();
    if point <= 0 {
        out.push_str("0.");
        out.extend((point..0).map(|_| '0'));
        out.extend(digits.iter().map(digit));
        return out;
    }
    let split = point.unsigned_abs().min(digits.len() as u32);
    out.extend(digits.iter().take(split as usize).map(digit));
    out.extend((split..point.unsigned_abs()).map(|_| '0'));
    if (split as usize) < digits.len() {
        out.push('.');
        out.extend(digits.iter().skip(split as usize).map(digit));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn numbers_come_out_as_people_typed_them() {
        for (kept, typed) in [
            ("25.47", "25.47"),
            ("25.469999999999999", "25.47"),
            ("1.1000000000000001", "1.1"),
            ("0.30000000000000004", "0.3"),
            ("99.999999999999999", "100"),
            ("1E-3", "0.001"),
            ("1.5E2", "150"),
            ("1.2345E+10", "12345000000"),
            ("-7", "-7"),
            ("-0.05", "-0.05"),
            ("0", "0"),
            ("-0", "0"),
            ("0.00", "0.00"),
            ("2.30", "2.30"),
            ("134908420000000", "134908420000000"),
            ("123456789012345678", "123456789012345678"),
            ("33.333333333333336", "33.3333333333333"),
            (".5", "0.5"),
            ("007", "7"),
        ] {
            assert_eq!(decimal(kept).as_deref(), Some(typed), "{kept}");
        }
        for none in ["", "-", ".", "1e400", "1e-400", "1,000", "12a", "NaN", "１", "1e", "1.2.3", "INF"] {
            assert_eq!(decimal(none), None, "{none}");
        }
    }
}
