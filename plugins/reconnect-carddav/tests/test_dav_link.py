"""A secret iCal address: read, never shown, never written."""

import logging
from datetime import date

import pytest

from reconnect_carddav.dav import fetch_ics
from reconnect_core import ConfigError, Opening, Unavailable, Unusable

from .servers.suites import event

SECRET = "private-0123456789abcdef"
CALENDAR = event("e", date(2026, 3, 1))


@pytest.fixture
def server(radicale_server):
    return radicale_server


@pytest.fixture
def link(proxy):
    proxy.plan("status", status=200, body=CALENDAR, headers={"Content-Type": "text/calendar"}, times=1)
    return f"{proxy.root}{SECRET}/basic.ics"


@pytest.fixture
def opening():
    return Opening(name="secret", settings=None)


def test_the_bytes_come_as_they_are(link, opening, proxy, caplog):
    with caplog.at_level(logging.DEBUG):
        assert fetch_ics(link, opening) == CALENDAR
    assert [entry.method for entry in proxy.log] == ["GET"]
    assert "Authorization" not in proxy.log[0].headers
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"what": "status", "status": 404}, Unusable),
        ({"what": "status", "status": 401}, Unusable),
        ({"what": "status", "status": 403}, Unusable),
        ({"what": "status", "status": 500}, Unavailable),
        ({"what": "html"}, Unusable),
        ({"what": "drop-before"}, Unavailable),
    ],
)
def test_no_message_shows_the_address(proxy, opening, fault, kind):
    proxy.plan(**fault)
    with pytest.raises(kind) as caught:
        fetch_ics(f"{proxy.root}{SECRET}/basic.ics", opening)
    assert SECRET not in f"{caught.value}{caught.value!r}"
    assert "secret: " in str(caught.value)


def test_plain_http_is_refused(opening):
    for scheme in ("http", "webcal"):
        try:
            fetch_ics(f"{scheme}://calendar.invalid/{SECRET}/basic.ics", opening)
        except (ConfigError, Unavailable) as error:
            assert SECRET not in str(error)
            assert isinstance(error, ConfigError) == (scheme == "http")
        else:
            raise AssertionError("there is no such host")
