//! Coefficients and units, added up.

use super::digit::ten_to;
use rust_decimal::Decimal;

/// Adds up coefficients and units, highest first.
#[derive(Debug, Default)]
pub(super) struct Sum {
    /// Terms that no larger magnitude word has multiplied yet, as (value, power of the last unit).
    pub(super) parts: Vec<(Decimal, u32)>,
    /// The coefficient that waits for its unit.
    pub(super) pending: Option<Decimal>,
    /// Powers of the magnitude words at the very end.
    scale: u32,
    /// Whether anything but one coefficient and its magnitude words was added.
    mixed: bool,
}

impl Sum {
    pub(super) fn push(&mut self, value: Decimal) -> Option<()> {
        if self.scale > 0 {
            self.mixed = true;
        }
        self.scale = 0;
        self.pending = Some(match self.pending {
            Some(before) => before.checked_add(value)?,
            None => value,
        });
        Some(())
    }

    pub(super) fn unit(&mut self, power: u32, small: bool) -> Option<()> {
        let by = ten_to(power)?;
        let waiting = self.pending.take();
        if small {
            self.parts.push((waiting.unwrap_or(Decimal::ONE).checked_mul(by)?, power));
            self.scale = 0;
            return Some(());
        }
        // 万 multiplies what has gathered below it; 亿 also the 万 before it: 一万五千亿.
        let mut value = waiting.unwrap_or(Decimal::ZERO);
        while let Some(&(part, at)) = self.parts.last() {
            if at >= power && !(waiting.is_none() && value.is_zero()) {
                break;
            }
            value = value.checked_add(part)?;
            self.parts.pop();
        }
        if value.is_zero() && waiting.is_none() {
            value = Decimal::ONE;
        }
        self.parts.push((value.checked_mul(by)?, power));
        self.scale = if waiting.is_none() { self.scale + power } else { power };
        Some(())
    }

    /// The total as (value, power of ten set apart).
    pub(super) fn finish(self, keep_whole: bool) -> Option<(Decimal, u32)> {
        let mut total = self.pending.unwrap_or(Decimal::ZERO);
        let mut top = 0;
        for (part, power) in &self.parts {
            total = total.checked_add(*part)?;
            if *power >= 4 {
                top = top.max(*power);
            }
        }
        let ends_big = self.pending.is_none() && self.parts.last().is_some_and(|(_, p)| *p >= 4);
        if keep_whole || !ends_big {
            return Some((total, 0));
        }
        let scale = if self.parts.len() > 1 { top.max(self.scale) } else { self.scale };
        let value = total.checked_div(ten_to(scale)?)?;
        // Dividing must not round: 一万零一亿 in 万亿 still is exact, a long tail would not be.
        if value.checked_mul(ten_to(scale)?)? != total {
            return Some((total, 0));
        }
        Some((value.normalize(), scale))
    }
}
