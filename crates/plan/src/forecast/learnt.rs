//! Made by `benches/forecast/learn.py` from 337 published series of 214 groups; not written by hand.

use super::Learnt;

impl Learnt {
    /// The numbers that the command uses.
    pub const OURS: Self = Self {
        damping: 0.98,
        pace: [
            // of the mean step, the smoothed level, the median; each: always, with the last step, against it
            [-0.1123, 0.1123, -0.4662],
            [0.2292, -1.4931, 0.1738],
            [-0.0885, 0.1058, -0.0355],
        ],
        size: [0.5943, -0.4378, 0.4379, 0.1983, 0.4185],
        bend: 0.2055,
        tails: [
            (0.005, 3.3922),
            (0.01, 2.6053),
            (0.025, 1.7308),
            (0.05, 1.2206),
            (0.1, 0.8331),
            (0.15, 0.6076),
            (0.2, 0.4494),
            (0.25, 0.3346),
            (0.3, 0.2437),
            (0.35, 0.1705),
            (0.4, 0.1029),
            (0.45, 0.0488),
        ],
        short: [[0.1560, 2.2454, 9.9629], [0.2602, 1.7866, 4.5049], [0.2514, 1.8895, 4.4708]],
    };
}
