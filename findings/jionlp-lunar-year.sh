#!/usr/bin/env bash
# JioNLP: 1990年农历五月十五 is the whole fifth month, 1990年农历五月初五 the day; both are called accurate.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install jionlp==1.5.31 jiojio==1.2.8 || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import contextlib
import io
import sys
from datetime import datetime
from importlib.metadata import version

with contextlib.redirect_stdout(io.StringIO()):  # it greets
    import jionlp

NOW = datetime(2026, 11, 25, 10).timestamp()
# said, the day it is, first and last day seen before
CASES = [
    ("农历八月十五", "2026-09-25", ("2026-09-25", "2026-09-25")),
    ("今年农历八月十五", "2026-09-25", ("2026-09-25", "2026-09-25")),
    ("2026年农历八月十五", "2026-09-25", ("2026-09-11", "2026-10-09")),
    ("农历2026年八月十五", "2026-09-25", ("2026-09-11", "2026-10-09")),
    ("1990年农历五月初五", "1990-05-28", ("1990-05-28", "1990-05-28")),
    ("1990年农历五月十五", "1990-06-07", ("1990-05-24", "1990-06-22")),
    ("1990年农历五月十五日", "1990-06-07", ("1990-06-07", "1990-06-07")),
    ("1966年农历十月十八", "1966-11-29", ("1966-11-12", "1966-12-11")),
    ("1985年农历二月二十", "1985-04-09", ("1985-03-21", "1985-04-19")),
    ("2026年农历八月廿五", "2026-10-05", ("2026-10-05", "2026-10-05")),
    ("2026年农历八月二十五", "2026-10-05", ("2026-09-11", "2026-10-09")),
]
print(f"software: jionlp {version('jionlp')}, parse_time (“给定时间字符串，解析其为时间戳、时长等”), now being 25 November 2026")
stands = True
for text, expected, before in CASES:
    seen = jionlp.parse_time(text, time_base=NOW)
    days = tuple(moment[:10] for moment in seen["time"])
    shown = days[0] if days[0] == days[1] else " to ".join(days)
    print(f"{text}: expected {expected}; seen {shown}, {seen['type']}, {seen['definition']}")
    stands = stands and days == before and seen["definition"] == "accurate"
print("why:      after a year in figures the pattern for 农历 knows days only as 初五 or 廿五, or with 日 behind them; a 十五 is passed over,")
print("          although without a year, or with 今年, it is understood.")
print("for a bot: of lunar birthdays given with the year, as in a roster, those on days 11 to 20 are put down for the first of their")
print("          month, up to nineteen days early; those on days 1 to 10 are right.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
