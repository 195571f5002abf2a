#!/usr/bin/env bash
# Recognizers-Text: 农历八月十五 is 15 August, and of 二○一九年 only 一九年 is read: the year 19.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install recognizers-text-date-time==1.0.2a2 recognizers-text==1.0.2a2 recognizers-text-number==1.0.2a2 \
  recognizers-text-number-with-unit==1.0.2a2 emoji==1.7.0 || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import datetime
import sys
from importlib.metadata import version

from recognizers_date_time import Culture, recognize_datetime

TODAY = datetime.datetime(2026, 9, 1)
# what is said, what it means (the lunar dates of 2026 and 2027 by the calendar), and what was seen
CASES = [
    ("八月十五日", "2025-08-15 or 2026-08-15", "八月十五日", ["2026-08-15", "2027-08-15"]),
    ("农历八月十五", "2026-09-25", "农历八月十五", ["2026-08-15", "2027-08-15"]),
    ("正月初一", "2027-02-06", "正月初一", ["2026-01-01", "2027-01-01"]),
    ("二〇一九年七月二日", "2019-07-02", "二〇一九年七月二日", ["2019-07-02"]),
    ("二○一九年七月二日", "2019-07-02", "一九年七月二日", ["0019-07-02"]),
]
print(f"software: recognizers-text-date-time {version('recognizers-text-date-time')} (Microsoft), Chinese, said on {TODAY:%Y-%m-%d}")
print("expected: a lunar date is either worked out or left alone; a year is read whole or not at all")
stands = True
for text, means, was, days in CASES:
    found = recognize_datetime(text, Culture.Chinese, reference=TODAY)
    words = [one.text for one in found]
    values = [value.get("value") for one in found for value in one.resolution["values"]]
    print(f"seen:     {text} (which is {means}): read {words}, as {values}")
    stands = stands and words == [was] and set(values) <= set(days) | {"2025-08-15", "2025-01-01"} and bool(values)
print("why:      农历 is part of the pattern, so it is found and believed to be understood, but the day is looked up in the")
print("          solar calendar. The year's pattern knows 〇 (U+3007), not ○ (U+25CB), which Chinese offices type far more often.")
print("for a bot: a birthday by the lunar calendar is greeted five weeks early, and a notice of 2019 is one of the year 19.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
