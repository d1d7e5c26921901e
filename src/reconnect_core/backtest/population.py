"""Pareto/NBD (Schmittlein, Morrison and Colombo 1987) as a rival, where ``lifetimes`` can be imported."""

import importlib
import importlib.util
import logging
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from ..pipeline.daycount import DAY
from .rules import Past

ENOUGH = 50
"""No model is fitted to fewer ties than this."""
AT_MOST = 1_000
"""The model is fitted to a sample of this size at most: its optimiser is slow."""
logger = logging.getLogger("reconnect_core")


def at_hand() -> bool:
    """True when the model can be used at all."""
    return importlib.util.find_spec("lifetimes") is not None


def expected(
    ties: Mapping[str, Mapping[str, Past]], now: float, *, quiet_days: float, horizon_days: float
) -> Mapping[str, Mapping[str, float]]:
    """Expected contacts within the horizon by owner and tie; empty when the fit fails or ties are too few."""
    rows = [(owner, key, past) for owner, pasts in ties.items() for key, past in pasts.items()]
    if len(rows) < ENOUGH:
        return {}
    try:
        values = _fitted([past for _, _, past in rows], now, quiet_days, horizon_days)
    except Exception as error:
        logger.info("Pareto/NBD could not be fitted: %s", type(error).__name__)
        return {}
    found: dict[str, dict[str, float]] = {}
    for (owner, key, _), value in zip(rows, values, strict=True):
        found.setdefault(owner, {})[key] = value
    return found


def _fitted(pasts: Sequence[Past], now: float, unit: float, horizon_days: float) -> list[float]:
    """One value for each tie; time is counted in ``unit`` days to keep the optimiser steady."""
    today = now / DAY
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        numpy: Any = importlib.import_module("numpy")
        fitter: Any = importlib.import_module("lifetimes").ParetoNBDFitter
        frequency = numpy.array([len(past.days) - 1 for past in pasts], dtype=float)
        recency = numpy.array([past.days[-1] - past.days[0] for past in pasts], dtype=float) / unit
        age = numpy.array([max(today - past.days[0], 1.0) for past in pasts], dtype=float) / unit
        age = numpy.maximum(age, recency)
        step = -(-len(pasts) // AT_MOST)
        model = fitter(penalizer_coef=0.01)
        with numpy.errstate(all="ignore"):
            model.fit(frequency[::step], recency[::step], age[::step])
            values = model.conditional_expected_number_of_purchases_up_to_time(
                horizon_days / unit, frequency, recency, age
            )
        return [float(value) for value in numpy.nan_to_num(numpy.asarray(values), nan=0.0)]
