//! How far a value may lie from the central line: errors of published series, in units of the scale.

/// Errors beyond the table grow rarer with this power of their size, as they do in its last rows.
const TAIL: f64 = 2.5;

/// The share of errors at or above a distance, for the distances of `tails`: chance and distance, rarest first. Both
/// sides alike.
pub(super) fn at_or_above(tails: &[(f64, f64)], distance: f64) -> f64 {
    let beyond = one_side(tails, distance.abs());
    if distance >= 0.0 { beyond } else { 1.0 - beyond }
}

fn one_side(tails: &[(f64, f64)], distance: f64) -> f64 {
    let Some(&(rarest, farthest)) = tails.first() else { return 0.5 };
    if distance >= farthest {
        return rarest * (farthest / distance).powf(TAIL);
    }
    // From the middle outwards: half of all errors lie above 0.
    let (mut chance, mut reached) = (0.5, 0.0);
    for &(next, at) in tails.iter().rev() {
        if distance < at {
            return chance + (next - chance) * (distance - reached) / (at - reached);
        }
        (chance, reached) = (next, at);
    }
    rarest
}

/// The distance that a share of errors exceeds on one side; that share is in the table.
pub(super) fn distance(tails: &[(f64, f64)], share: f64) -> f64 {
    tails.iter().find(|(chance, _)| (chance - share).abs() < 1e-9).map_or(0.0, |(_, distance)| *distance)
}

/// How a band widens with the years, 1 after the first: chance adds up with their root, an unsure pace with their number.
pub(super) fn spread(years: f64, bend: f64) -> f64 {
    ((years + bend * years * years) / (1.0 + bend)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAILS: [(f64, f64); 3] = [(0.01, 4.0), (0.1, 1.0), (0.3, 0.5)];

    fn near(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-12
    }

    #[test]
    fn the_table_is_joined_by_straight_lines_and_both_sides_are_alike() {
        for (far, share) in [(0.0, 0.5), (0.25, 0.4), (0.5, 0.3), (0.75, 0.2), (1.0, 0.1), (2.5, 0.055), (4.0, 0.01)] {
            assert!(near(at_or_above(&TAILS, far), share), "{far}");
            assert!(near(at_or_above(&TAILS, -far), 1.0 - share), "-{far}");
        }
        assert!(near(at_or_above(&TAILS, 16.0), 0.01 / 32.0));
        assert!(near(at_or_above(&[], 3.0), 0.5));
    }

    #[test]
    fn distances_are_those_of_the_table() {
        assert_eq!((distance(&TAILS, 0.1), distance(&TAILS, 0.01), distance(&TAILS, 0.2)), (1.0, 4.0, 0.0));
    }

    #[test]
    fn a_band_widens_with_the_root_of_the_years_and_faster_later() {
        assert!(near(spread(1.0, 0.2), 1.0) && near(spread(4.0, 0.0), 2.0));
        assert!(near(spread(3.0, 0.2), 2.0));
    }
}
