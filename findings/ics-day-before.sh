#!/usr/bin/env bash
# ics: an event of 1 October in China becomes an all-day event of 30 September.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install ics==0.7.3 arrow==1.4.0 tatsu==5.15.1 || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import sys
from datetime import datetime
from importlib.metadata import version
from zoneinfo import ZoneInfo

from ics import Event


def all_day(zone: str) -> str:
    """The date written for an event that begins at midnight of 1 October there."""
    event = Event(name="王小明生日", begin=datetime(2026, 10, 1, tzinfo=ZoneInfo(zone)))
    event.make_all_day()
    lines = event.serialize().splitlines()
    return next(line for line in lines if line.startswith("DTSTART"))


print(f"software: ics {version('ics')}")
print("expected: an event that begins on 1 October 2026, made all-day, is on 1 October: DTSTART;VALUE=DATE:20261001")
seen = {zone: all_day(zone) for zone in ("UTC", "America/New_York", "Asia/Shanghai")}
for zone, line in seen.items():
    print(f"seen:     {zone:17} {line}")
print("why:      the moment is turned into UTC before its date is taken, so it goes wrong east of Greenwich only.")
print("for a bot: a calendar of birthdays built with it has every member in China a day early.")
stands = seen["Asia/Shanghai"].endswith(":20260930") and seen["America/New_York"].endswith(":20261001")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
