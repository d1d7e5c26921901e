"""Days off: the public holidays of a region, where the package ``holidays`` is installed."""

from collections.abc import Iterable, Mapping
from datetime import date


def available() -> bool:
    """True when the package is installed (the extra ``holidays``, which ``cli`` brings)."""
    try:
        import holidays  # noqa: F401
    except ImportError:
        return False
    return True


def days_off(region: str, language: str, years: Iterable[int]) -> Mapping[date, str]:
    """The public holidays of ``DE`` or ``DE-BY`` in these years, by day, named in the language where it can be.

    Empty without the package and for a region it does not know.
    """
    if not region or not available():
        return {}
    import holidays

    country, _, part = region.upper().partition("-")
    wanted = sorted(set(years))
    for subdivision, spoken in ((part or None, language), (part or None, None), (None, None)):
        try:
            return dict(holidays.country_holidays(country, subdivision, wanted, language=spoken))
        except (NotImplementedError, KeyError, ValueError):
            continue
    return {}
