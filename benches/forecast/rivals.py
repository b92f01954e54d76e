"""Forecasts of other methods, three years ahead, for `benches/run forecast`.

    rivals.py SERIES.jsonl FOLDS.jsonl

A JSON line for each forecast: method, series (line of the file, from 0), origin (how many values were seen), and point, low80,
high80, low95, high95; at the end of each method its name and the seconds it took for all. Libraries that are not installed
are left out. FOLDS is what `learn.py --folds` wrote: the learnt rival does not see the series it forecasts either.
"""
import json
import math
import sys
import time
import warnings

import numpy as np
from scipy import stats

H = 3
warnings.filterwarnings("ignore")
SERIES = [np.array(json.loads(line)["values"], float) for line in open(sys.argv[1], encoding="utf-8")]
HELD = [set(json.loads(line)["series"]) for line in open(sys.argv[2], encoding="utf-8")]


def origins(v):
    return list(range(len(v) - H, 4, -1))[:3]


def around(point, scale, near, far):
    return point, point - near * scale, point + near * scale, point - far * scale, point + far * scale


def normal(point, scale):
    return around(point, scale, stats.norm.ppf(0.9), stats.norm.ppf(0.975))


def student(point, scale, freedom):
    return around(point, scale, stats.t.ppf(0.9, freedom), stats.t.ppf(0.975, freedom))


def last_value(x, _):
    return normal(x[-1], math.sqrt(np.mean(np.diff(x) ** 2) * H))


def drift(x, _):
    d = np.diff(x)
    return student(x[-1] + H * d.mean(), d.std(ddof=1) * math.sqrt(H * (1 + H / len(d))), len(d) - 1)


def linear(x, _):
    n, t = len(x), np.arange(len(x))
    slope, start = np.polyfit(t, x, 1)
    rest = math.sqrt(np.sum((x - start - slope * t) ** 2) / (n - 2))
    at = n - 1 + H
    far = rest * math.sqrt(1 + 1 / n + (at - t.mean()) ** 2 / np.sum((t - t.mean()) ** 2))
    return student(start + slope * at, far, n - 2)


def half_scale(x):
    d = np.diff(x)
    return x[-1] + H * d.mean() / 2, math.sqrt(np.mean(d**2) * H * (1 + 4 / len(x)))


def learnt_half():
    """Half the mean step, with the distances that held in the other folds."""
    near_far = []
    for held in HELD:
        errors = []
        for i, v in enumerate(SERIES):
            if i in held:
                continue
            for e in origins(v):
                point, scale = half_scale(v[:e])
                if scale > 0:
                    errors.append(abs(v[e + H - 1] - point) / scale)
        near_far.append(np.quantile(errors, [0.8, 0.95]))
    fold = {i: f for f, held in enumerate(HELD) for i in held}

    def forecast(x, i):
        return around(*half_scale(x), *near_far[fold[i]])

    return forecast


def ets(x, _):
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    fit = ETSModel(pd.Series(x), error="add", trend="add", damped_trend=True).fit(disp=False)
    ahead = fit.get_prediction(start=len(x), end=len(x) + H - 1)
    lows = [ahead.summary_frame(alpha=a) for a in (0.2, 0.05)]
    row = [f.iloc[-1] for f in lows]
    return row[0]["mean"], row[0]["pi_lower"], row[0]["pi_upper"], row[1]["pi_lower"], row[1]["pi_upper"]


def automatic(model):
    def forecast(x, _):
        f = model().forecast(y=x, h=H, level=[80, 95])
        return tuple(float(np.asarray(f[k])[-1]) for k in ("mean", "lo-80", "hi-80", "lo-95", "hi-95"))

    return forecast


def methods():
    yield "last value, normal interval", last_value
    yield "drift, t interval", drift
    yield "linear trend, t interval", linear
    yield "half drift, learnt interval", learnt_half()
    try:
        import statsmodels  # noqa: F401

        yield "damped Holt (ETS AAdN, statsmodels)", ets
    except ImportError:
        pass
    try:
        from statsforecast.models import AutoARIMA, AutoETS, AutoTheta

        yield "AutoARIMA (statsforecast)", automatic(AutoARIMA)
        yield "AutoETS (statsforecast)", automatic(AutoETS)
        yield "AutoTheta (statsforecast)", automatic(AutoTheta)
    except ImportError:
        pass


MEAN_OF = ("drift, t", "damped Holt", "AutoARIMA", "AutoTheta")
kept = {}
for name, method in methods():
    if "statsforecast" in name:
        method(SERIES[0][:8], 0)  # what is compiled at the first call is not timed
    began = time.process_time()
    failed = 0
    for i, v in enumerate(SERIES):
        for e in origins(v):
            if np.all(v[:e] == v[0]):
                continue
            try:
                forecast = [float(n) for n in method(v[:e], i)]
                if not np.all(np.isfinite(forecast)):
                    raise ValueError("not finite")
            except Exception:  # a library that gives up is replaced by the last value, as its user would
                failed += 1
                forecast = [float(n) for n in last_value(v[:e], i)]
            if name.startswith(MEAN_OF):
                kept.setdefault((i, e), []).append(forecast)
            print(json.dumps(dict(method=name, series=i, origin=e, forecast=forecast)))
    print(json.dumps(dict(method=name, seconds=time.process_time() - began, failed=failed)), flush=True)
if all(len(f) == len(MEAN_OF) for f in kept.values()):
    for (i, e), all_ in kept.items():
        mean = [float(n) for n in np.mean(all_, axis=0)]
        print(json.dumps(dict(method="mean of drift-t, Holt, ARIMA, Theta", series=i, origin=e, forecast=mean)))
