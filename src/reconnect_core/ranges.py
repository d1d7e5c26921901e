"""Which keys of ``reconnect.toml`` there are, and which of their values make sense."""

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from .model.evidence import Channel, GiftKind
from .model.settings import GardenSettings, ScoringSettings

_REGION = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?")


def unknown(key: str, known: Sequence[str], where: str) -> str:
    """What to say of a key that nobody knows: the nearest known one, or all of them."""
    import difflib

    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    hint = f'; did you mean "{near[0]}"?' if near else f"; known are {', '.join(known)}."
    return f'{where} there is no key "{key}"{hint}'.strip()


def is_zone(name: str) -> bool:
    """True for the name of an IANA time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def is_region(code: str) -> bool:
    """True for what is written like the code of a country or of a part of one (ISO 3166): DE, US-CA."""
    return _REGION.fullmatch(code) is not None


def of_garden(garden: GardenSettings) -> list[str]:
    """What is wrong with the values under ``[garden]``."""
    checks: tuple[tuple[str, bool, str], ...] = (
        ("people", 1 <= garden.people <= 5, "from 1 to 5"),
        ("every", garden.every in ("week", "fortnight", "month"), "week, fortnight or month"),
        ("when", garden.when in ("timed", "all-day"), "timed or all-day"),
        ("reminder_as", garden.reminder_as in ("event", "task"), "event or task"),
        ("vault", garden.vault in ("file", "keyring"), "file or keyring"),
        (
            "region",
            not garden.region or is_region(garden.region),
            "two letters such as DE, or DE-BY",
        ),
        ("hours", bool(garden.hours) or garden.when == "all-day", "at least one such as Sat 10:00-12:00"),
        ("minutes", 5 <= garden.minutes <= 240, "from 5 to 240"),
        ("not_again_days", garden.not_again_days >= 0, "0 or more"),
        ("open_limit", garden.open_limit >= 1, "1 or more"),
        ("history_years", 1 <= garden.history_years <= 50, "from 1 to 50"),
        ("deadline_seconds", garden.deadline_seconds >= 1, "1 or more"),
        (
            "channels",
            bool(garden.channels) and set(garden.channels) <= set(Channel),
            "at least one of phone, note, email",
        ),
    )
    return [f"[garden] {key}: must be {wanted}." for key, fine, wanted in checks if not fine]


def of_scoring(scoring: ScoringSettings) -> list[str]:
    """What is wrong with the values under ``[scoring]``."""
    problems = []
    if scoring.quiet_days < 1:
        problems.append("[scoring] quiet_days: must be 1 or more.")
    if not 0 <= scoring.explore <= 0.5:
        problems.append("[scoring] explore: must be from 0 to 0.5.")
    if scoring.gift_years <= 0:
        problems.append("[scoring] gift_years: must be above 0.")
    kinds = [kind.value for kind in GiftKind]
    problems += [unknown(key, kinds, "[scoring] gifts:") for key in scoring.gifts if key not in kinds]
    problems += [
        f'[scoring] labels: "{label}" must mean {", ".join(kinds)} or none.'
        for label, kind in scoring.labels.items()
        if kind not in (*kinds, "none")
    ]
    return problems
