"""Whom to reconnect with, from your own script; changes nothing."""

import sys
from datetime import UTC, datetime

from reconnect_core import Garden

config = sys.argv[1] if len(sys.argv) > 1 else "reconnect.toml"
with Garden.open(config) as garden:
    plan = garden.plan(now=datetime.now(UTC))  # reads, thinks, changes nothing
    for pick in plan.picks:
        print(pick.person.name, "by", pick.channel, [part.reason for part in pick.score.parts])
