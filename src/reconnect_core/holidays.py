"""Public holidays of a region, where the package ``holidays`` (extra ``holidays``) is installed."""

from collections.abc import Iterable, Mapping
from datetime import date


def days_off(region: str, language: str, years: Iterable[int]) -> Mapping[date, str]:
    """The public holidays of ``region`` (``DE`` or ``DE-BY``) in those years, in order, with their names.

    Empty where the package is not installed or does not know the region; ``why_none`` tells which. Names are in
    ``language`` where the package has it.
    """
    if not region or why_none(region):
        return {}
    from holidays import country_holidays

    country, subdivision = _parts(region)
    found = country_holidays(country, subdiv=subdivision, years=list(years), language=language or None)
    return dict(sorted(found.items()))


def why_none(region: str) -> str:
    """Why there are no holidays for ``region``, as one line for ``check``; ``""`` when they are known."""
    try:
        from holidays import country_holidays
    except ImportError:
        return "public holidays are not left out: install reconnect-core[holidays]"
    country, subdivision = _parts(region)
    try:
        country_holidays(country, subdiv=subdivision)
    except (NotImplementedError, AttributeError, KeyError):
        return f'the public holidays of "{region}" are not known; a region is like DE or DE-BY'
    return ""


def _parts(region: str) -> tuple[str, str | None]:
    country, _, subdivision = region.strip().upper().replace("_", "-").partition("-")
    return country, subdivision or None
