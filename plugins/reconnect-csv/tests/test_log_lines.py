"""No line of a log is lost, whichever way it is read."""

from datetime import UTC, datetime

import pytest

from reconnect_core import ContactDays, Interaction, Opening, Unreadable, unpack_days
from reconnect_csv.log import CsvLog


def test_every_line_counts_added_up_or_one_by_one(tmp_path):
    days = [f"2024-{1 + n // 28:02d}-{1 + n % 28:02d}" for n in range(200)]
    lines = [
        "when,who,channel,direction",
        *(f"{day},a@x.example,email,out" for day in days),
        "no day,a@x.example,email,out",
    ]
    (tmp_path / "log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    opening = Opening(
        name="log",
        settings=CsvLog.Settings(path="log.csv"),
        base=str(tmp_path),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )
    added = [one for one in CsvLog(opening).changes(None) if isinstance(one, ContactDays)]
    assert sum(len(unpack_days(one.days)) for one in added) == 200
    singly = [one for one in CsvLog(opening).interactions() if isinstance(one, Interaction)]
    assert len(singly) == 200
    broken = [one.line for one in CsvLog(opening).changes(None) if isinstance(one, Unreadable)]
    assert broken == [202]


@pytest.mark.parametrize("when", ["9" * 22 + " Oct", "Oct " + "9" * 60, "9" * 30 + "/1/2", "1/2/" + "9" * 30])
def test_a_date_of_absurd_length_is_one_broken_line(tmp_path, when):
    (tmp_path / "log.csv").write_text(
        f"when,who\n{when},a@x.example\n2024-01-01,b@x.example\n", encoding="utf-8"
    )
    opening = Opening(
        name="log",
        settings=CsvLog.Settings(path="log.csv", date_order="dmy"),
        base=str(tmp_path),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )
    broken, met = CsvLog(opening).interactions()
    assert (broken.reason, broken.line) == ("its date cannot be read", 2)
    assert met.moment.date().isoformat() == "2024-01-01"
