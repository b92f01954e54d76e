//! The trend words of Istat and ASTAT. `docs/method/istat_trend.md`.

use super::{Out, Outcome, Way, percent};
use rust_decimal::Decimal;

/// A word for a yearly growth in the direction that is better: above 5 % clear improvement, above 1 % slight, above −1 %
/// stable, above −5 % slight worsening, else clear worsening. A bound belongs to the lower class.
#[must_use]
pub fn istat_trend(way: Way, cagr: Option<Decimal>) -> Outcome {
    let word = cagr.and_then(|g| way.sign().checked_mul(g)).map(|signed| match signed {
        g if g > Decimal::new(5, 2) => "clear improvement",
        g if g > Decimal::new(1, 2) => "slight improvement",
        g if g > Decimal::new(-1, 2) => "stable",
        g if g > Decimal::new(-5, 2) => "slight worsening",
        _ => "clear worsening",
    });
    let rate = cagr.map_or_else(|| "—".to_owned(), percent);
    let text = word.unwrap_or("—");
    Outcome::new(vec![("status", Out::word(word))], format!("年均{rate}：{text}。"), format!("{rate} a year: {text}."))
}
