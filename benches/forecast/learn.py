"""Learns the numbers of `luoshi forecast` from published yearly series.

    learn.py SERIES.jsonl                 the numbers, as the lines of crates/plan/src/forecast/learnt.rs
    learn.py SERIES.jsonl --folds K       K sets, each without the groups of its fold, as JSON lines; `series` are the lines
                                          of the fold
    learn.py SERIES.jsonl --by source     the same, a fold for each source

The formulas are those of docs/method/forecast.md; here only the numbers in them are found. A series is a line
{"group", "values", …}; a group never stands on both sides of a fold. Needs numpy and scipy. The same input gives the
same numbers: nothing is random, and a fold is the group's SHA-256 modulo K.
"""
import hashlib
import json
import math
import sys

import numpy as np
from scipy.optimize import minimize

LONGEST = 10          # horizons learnt from
SHORT = (2, 3, 4)     # lengths with numbers of their own
DAMPING = 0.98
LINE = 0.3            # weight of straight lines among the samples: what always moved alike should go on
LEVELS = np.array([0.025, 0.1, 0.9, 0.975])
IMPORTANCE = np.array([0.4, 0.1, 0.1, 0.4])
TABLE = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45]


def reach(h):
    return (1 - DAMPING**h) / (1 - DAMPING)


def describe(x):
    """What the formulas use of a series, in units of its mean absolute step; None where it never moved."""
    d = np.diff(x)
    step = np.mean(np.abs(d))
    if step == 0:
        return None
    d = d / step
    z = (x - x[-1]) / step
    smooth = z[0]
    for v in z[1:]:
        smooth += 0.5 * (v - smooth)
    turn = float(np.sum(d[1:] * d[:-1]) / np.sum(d * d))
    growth = 0.0
    if x.min() > 0:
        growth = float(np.clip(math.log(x[-1] * np.mean(np.abs(np.diff(np.log(x)))) / step), -1, 1.5))
    return dict(step=step, parts=np.array([d.mean(), smooth, np.median(z)]), turn=turn,
                gates=np.array([1, max(turn, 0), min(turn, 0)]),
                sizes=np.array([1, math.log(np.abs(d).max()), math.log(len(x) / 10), math.log(len(x) / 10) ** 2,
                                math.log(0.3 + np.abs(d[-3:]).mean()), growth]))


def fold_of(group, k):
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % k


def samples(series, lengths):
    """Every beginning of every series, with what came after, up to LONGEST years."""
    rows = []
    for i, s in enumerate(series):
        v = np.array(s["values"], float)
        for e in lengths(len(v)):
            f = describe(v[:e])
            if f is None:
                continue
            for h in range(1, LONGEST + 1):
                if e + h <= len(v):
                    rows.append((i, e, h, (v[e + h - 1] - v[e - 1]) / f["step"],
                                 np.outer(f["parts"], f["gates"]).ravel() * reach(h), f["sizes"], f["parts"][0]))
    i, e, h, y, X, G, m = map(np.array, zip(*rows))
    return i, e, h.astype(float), y.astype(float), X, G, m


def weights(i, h, y, m):
    """A series counts with the root of its number of samples, a horizon with the inverse of its usual error."""
    key = i * 100 + h.astype(int)
    names, inverse, count = np.unique(key, return_inverse=True, return_counts=True)
    usual = np.zeros_like(y)
    for k in np.unique(h):
        usual[h == k] = np.abs(y - 0.5 * reach(k) * m)[h == k].mean()
    return 1 / np.sqrt(count[inverse]), usual


def lines(usual):
    rows = []
    for n in range(5, 31):
        f = describe(np.arange(n, dtype=float))
        for h in range(1, LONGEST + 1):
            rows.append((h, np.outer(f["parts"], f["gates"]).ravel() * reach(h), usual[h]))
    h, X, u = map(np.array, zip(*rows))
    return h.astype(float), X, u


def least_absolute(X, y, w, pull=2.0, rounds=60, near=0.02):
    """Least absolute deviations by reweighting, pulled a little towards 0."""
    size = np.sqrt((X**2).mean(0)) + 1e-12
    X = X / size
    b = np.zeros(X.shape[1])
    for _ in range(rounds):
        ww = w / np.maximum(np.abs(y - X @ b), near)
        b = np.linalg.solve((X * ww[:, None]).T @ X + pull * np.eye(len(b)), (X * ww[:, None]).T @ y)
    return b / size


def spread(h, c):
    return np.sqrt((h + c * h * h) / (1 + c))


def widths(r, h, G, w):
    """The scale that makes the pinball loss of LEVELS least: exponents, c, and the two distances."""
    def loss(t):
        near, far, c = np.exp(t[0]), np.exp(t[0] + np.exp(t[1])), np.exp(t[2])
        s = np.exp(G[:, 1:] @ t[3:]) * spread(h, c)
        q = np.array([-far, -near, near, far])
        total, dq, ds = 0.0, np.zeros(4), np.zeros_like(s)
        for k in range(4):
            e = r - s * q[k]
            slope = IMPORTANCE[k] * w * np.where(e < 0, LEVELS[k] - 1, LEVELS[k])
            total += np.sum(slope * e)
            dq[k] = -np.sum(slope * s)
            ds -= slope * q[k]
        dnear, dfar = dq[2] - dq[1], dq[3] - dq[0]
        g = np.zeros_like(t)
        g[0] = dnear * near + dfar * far
        g[1] = dfar * far * math.exp(t[1])
        dlog = 0.5 * (c * h * h / (h + c * h * h) - c / (1 + c))
        g[2] = np.sum(ds * s * dlog)
        g[3:] = G[:, 1:].T @ (ds * s)
        g /= w.sum()
        g[3:] += 0.002 * t[3:]
        return total / w.sum() + 0.001 * np.sum(t[3:] ** 2), g

    t = minimize(loss, np.r_[0.3, -0.3, math.log(0.15), np.zeros(G.shape[1] - 1)], jac=True, method="BFGS",
                 options=dict(maxiter=500)).x
    return t[3:], float(np.exp(t[2]))


def quantile(v, w, p):
    o = np.argsort(v)
    c = np.cumsum(w[o]) - 0.5 * w[o]
    return float(np.interp(p, c / w.sum(), v[o]))


def learn(series):
    i, e, h, y, X, G, m = samples(series, lambda n: range(5, n))
    w, usual = weights(i, h, y, m)
    base = 0.5 * reach(h) * m
    lh, lX, lu = lines({k: usual[h == k][0] for k in np.unique(h)})
    lw = np.full(len(lh), LINE * w.sum() / len(lh))
    b = least_absolute(np.r_[X / usual[:, None], lX / lu[:, None]],
                       np.r_[(y - base) / usual, (lh - 0.5 * reach(lh)) / lu], np.r_[w, lw])
    b[0] += 0.5                     # the pull is towards half the mean step
    r = y - X @ b
    sizes, c = widths(r, h, G, w / usual)
    s = np.exp(G[:, 1:] @ sizes) * spread(h, c)
    u = np.abs(r / s)               # both sides alike: the mean of 2.5 % below and above
    table = [quantile(u, w, 1 - 2 * p) for p in TABLE]
    short = []
    for n in SHORT:
        i, e, h, y, X, G, m = samples(series, lambda k: [n] if k > n else [])
        w, usual = weights(i, h, y, m)
        k = least_absolute((reach(h) * m / usual)[:, None], y / usual, w)[0]
        u = np.abs(y - k * reach(h) * m) / spread(h, c)
        short.append((float(k), quantile(u, w, 0.8), quantile(u, w, 0.95)))
    return dict(damping=DAMPING, pace=[[float(v) for v in row] for row in b.reshape(3, 3)], sizes=[float(v) for v in sizes],
                bend=c, table=table, short=short)


def printed(n):
    """The numbers as they stand in the program, so that a fold is judged by what its printed numbers say."""
    four = lambda v: round(float(v), 4)
    return dict(damping=n["damping"], pace=[[four(v) for v in row] for row in n["pace"]],
                size=[four(v) for v in n["sizes"]], bend=four(n["bend"]),
                tails=[[p, four(v)] for p, v in zip(TABLE, n["table"])],
                short=[[four(v) for v in row] for row in n["short"]])


def rust(n, series):
    row = lambda v: "[" + ", ".join(f"{x:.4f}" for x in v) + "]"
    groups = len({s["group"] for s in series})
    return f"""//! Made by `benches/forecast/learn.py` from {len(series)} published series of {groups} groups; not written by hand.

use super::Learnt;

impl Learnt {{
    /// The numbers that the command uses.
    pub const OURS: Self = Self {{
        damping: {n["damping"]},
        pace: [
            // of the mean step, the smoothed level, the median; each: always, with the last step, against it
            {row(n["pace"][0])},
            {row(n["pace"][1])},
            {row(n["pace"][2])},
        ],
        size: {row(n["size"])},
        bend: {n["bend"]:.4f},
        tails: [
{chr(10).join(f"            ({p}, {v:.4f})," for p, v in n["tails"])}
        ],
        short: [{", ".join(row(v) for v in n["short"])}],
    }};
}}
"""


if __name__ == "__main__":
    series = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    if "--by" in sys.argv:
        name = sys.argv[sys.argv.index("--by") + 1]
        for value in sorted({s[name] for s in series}):
            held = [i for i, s in enumerate(series) if s[name] == value]
            print(json.dumps(dict(fold=value, series=held, **printed(learn([s for s in series if s[name] != value])))))
    elif "--folds" in sys.argv:
        k = int(sys.argv[sys.argv.index("--folds") + 1])
        for f in range(k):
            held = [i for i, s in enumerate(series) if fold_of(s["group"], k) == f]
            rest = [s for s in series if fold_of(s["group"], k) != f]
            print(json.dumps(dict(fold=f, series=held, **printed(learn(rest)))))
    else:
        print(rust(printed(learn(series)), series), end="")
