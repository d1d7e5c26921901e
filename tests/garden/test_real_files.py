"""One config over real exports of many products: read, fused and planned (needs RECONNECT_SHARED)."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reconnect_core import Garden

SHARED = os.environ.get("RECONNECT_SHARED", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="RECONNECT_SHARED names no folder of real files")
BOOKS = {
    "csv": (
        "goog_rolomind_2024",
        "rc_gmail_old",
        "lk_hirefrank",
        "moz_utf16",
        "horde_yahoo",
        "horde_wab",
        "rc_tb_plain",
    ),
    "vcard": (
        "ez_iphone",
        "ez_outlook2003",
        "kde_vcard5_kaddressbook",
        "rc_apple",
        "nametag_google_2026",
        "moz_export",
        "icaljs_nextcloud",
    ),
}
CALENDARS = ("ie_google_2024_dst", "bw_outlook2010", "ni_ms_customized_tz", "nc_cancel")


def test_fourteen_books_and_four_calendars(tmp_path):
    lines = ['[garden]\ntimezone = "Europe/Berlin"\nregion = "US"\nstate = "state"\n']
    for kind, names in BOOKS.items():
        for name in names:
            path = Path(SHARED, "fixtures", kind, f"{name}.{'csv' if kind == 'csv' else 'vcf'}")
            lines.append(f'[[addressbook]]\nname = "{name}"\nkind = "{kind}"\npath = "{path}"\n')
    for name in CALENDARS:
        path = Path(SHARED, "fixtures", "ics", f"{name}.ics")
        lines.append(f'[[calendar]]\nname = "{name}"\nkind = "ics"\npath = "{path}"\n')
    lines.append('[[calendar]]\nname = "mine"\nkind = "ics"\npath = "mine.ics"\nreminders = true\n')
    (tmp_path / "reconnect.toml").write_text("\n".join(lines), encoding="utf-8")
    with Garden.open(tmp_path / "reconnect.toml") as garden:
        plan = garden.plan(now=datetime(2026, 3, 2, 8, tzinfo=UTC))
        assert plan.faults == ()
        assert plan.people > 20
        assert sum(count.records for count in plan.stores) >= plan.people
        assert plan.picks == ()
        assert plan.flip_reminder is not None
        report = garden.write(plan)
        assert len(report.receipts) == 1
