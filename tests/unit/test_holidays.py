"""Holidays of a region; an unknown one has none and says so."""

from datetime import date

import pytest

from reconnect_core import holidays


def test_holidays_of_a_region():
    pytest.importorskip("holidays")
    assert holidays.days_off("DE-BY", "de", [2026])[date(2026, 1, 6)] == "Heilige Drei Könige"
    assert date(2026, 1, 6) not in holidays.days_off("DE-HE", "de", [2026])
    assert list(holidays.days_off("us", "en", [2025, 2026])) == sorted(
        holidays.days_off("US", "en", [2026, 2025])
    )


@pytest.mark.parametrize("region", ["XX", "DE-ZZ", "Germany"])
def test_an_unknown_region_has_none_and_says_so(region):
    pytest.importorskip("holidays")
    assert holidays.days_off(region, "en", [2026]) == {}
    assert region in holidays.why_none(region)


def test_no_region_has_no_holidays():
    assert holidays.days_off("", "en", [2026]) == {}
