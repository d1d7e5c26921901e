"""The scheduled script: read back, plan, write; one line a reminder, nothing when nothing is new.

crontab:    30 6 * * 1  /usr/bin/python3 /opt/reconnect/weekly_sync.py /etc/reconnect/reconnect.toml
systemd:    see systemd/ beside this file; `systemctl enable --now reconnect@ada.timer`
"""

import sys
from datetime import UTC, datetime

from reconnect_core import Garden, ReconnectError


def main(config: str) -> int:
    """Walk once; the exit code is that of `reconnect sync`."""
    try:
        with Garden.open(config) as garden:
            report = garden.write(garden.plan(now=datetime.now(UTC)))
            titles = {reminder.uid: reminder.title for reminder in report.plan.reminders}
            for receipt in report.receipts:
                print(receipt.status, titles.get(receipt.uid, ""))
            for fault in report.faults if report.exit_code else ():  # at 0 they are known already
                print(f"{fault.who}: {fault.error} {fault.next_step}", file=sys.stderr)
            return report.exit_code
    except ReconnectError as error:
        print(error, file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "reconnect.toml"))
