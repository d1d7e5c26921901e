"""An mbox read to days of contact, beside the standard library's ``mailbox`` and a mere reading of its lines.

    python -m benchmarks.mail [MESSAGES ROUNDS]

Whole processes in turn. Floor: every line of the file read and counted, nothing understood.
"""

import random
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import in_turn, table

FLOOR = "import sys; print(sum(1 for _ in open(sys.argv[1], 'rb')))"
STDLIB = """
import mailbox, sys
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
days = set()
box = mailbox.mbox(sys.argv[1], factory=BytesHeaderParser().parse, create=False)
for message in box:
    for _, address in getaddresses([message["From"]]):
        days.add((address, parsedate_to_datetime(message["Date"]).date()))
print(len(days))
"""
OURS = """
import sys
from reconnect_core import ContactDays, Opening
from reconnect_mail.mbox import MboxJournal, MboxSettings
opening = Opening(name="mail", settings=MboxSettings(path=sys.argv[1]), me=frozenset({"me@home.example"}))
print(sum(len(one.days) // 4 for one in MboxJournal(opening).changes(None) if isinstance(one, ContactDays)))
"""


def write(path: Path, count: int, seed: int = 7) -> None:
    """Mail of 400 people over ten years, from a few lines to attachments of 200 kB; 30 kB on average."""
    chance = random.Random(seed)
    line = b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==\n"
    with path.open("wb") as file:
        for number in range(count):
            day, who = 1 + number % 28, chance.randrange(400)
            file.write(b"From - Fri Jul %02d 00:44:25 2020\n" % day)
            file.write(b"Received: from a.example by b.example; Fri, 17 Jul 2020 02:44:25 +0200\n" * 5)
            file.write(b"From: Person %d <p%d@mail.example>\nTo: Me <me@home.example>\n" % (who, who))
            file.write(b"Date: Fri, %02d Jul %d 02:44:25 +0200\n" % (day, 2015 + number % 10))
            file.write(b"Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\nMessage-ID: <%d@mail.example>\n\n" % number)
            file.write(line * chance.choice((5, 20, 50, 100, 2700)))
            file.write(b"\n")


def main() -> None:
    """Print a Markdown table of the three."""
    count, times = [int(word) for word in sys.argv[1:3]] or [6000, 5]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mail.mbox")
        write(path, count)
        programs = {"lines counted": FLOOR, "mailbox of the standard library": STDLIB, "reconnect-mail": OURS}
        found = in_turn(
            {name: [sys.executable, "-c", code, str(path)] for name, code in programs.items()}, times
        )
        print(f"{count} messages, {path.stat().st_size / 1e6:.0f} MB\n")
        print(table(found, "lines counted"))


if __name__ == "__main__":
    main()
