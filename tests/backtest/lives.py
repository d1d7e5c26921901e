"""Lives that come out the same each time, and the backtest's report on them."""

import random
from functools import cache

from reconnect_core import backtest

DAY = 86_400


def lives(owners=8, ties=25, seed=1, days=2000):
    """Histories of ties that each have their own pace, long pauses now and then, and an end."""
    lots = random.Random(seed)
    found = {}
    for owner in range(owners):
        found[f"o{owner}"] = {}
        for tie in range(ties):
            moment, moments, pace = lots.uniform(0, 300), [], lots.choice((5, 20, 60, 150))
            end = lots.uniform(200, 2 * days)
            while moment < min(end, days):
                moments.append(moment * DAY)
                moment += lots.expovariate(1 / pace) + (lots.random() < 0.1) * lots.uniform(50, 400)
            found[f"o{owner}"][f"t{tie}"] = moments
    return found


LIVES = lives()


@cache
def report():
    """Asked for once, and only by who runs these tests."""
    return backtest.run(LIVES, quiet_days=30, horizon_days=60)
