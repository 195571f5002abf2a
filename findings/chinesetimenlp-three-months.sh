#!/usr/bin/env bash
# ChineseTimeNLP: 三个月后 and 90天后 are the moment at which one asks, 半小时后 is in five hours, and 三四天后 in 34 days.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install ChineseTimeNLP==3.0.1 arrow==1.4.0 regex==2026.11.19 loguru==0.7.3 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import arrow
from loguru import logger

from ChineseTimeNLP import TimeNormalizer

logger.remove()
BASE = arrow.get("2020-03-02 09:00:00", tzinfo="Asia/Shanghai")
NOW = "the moment of asking"
# What people mean from the base time on, and what was seen.
CASES = {
    "三天后": ({"day": 3}, {"day": 3}),
    "30天后": ({"day": 30}, {"day": 30}),
    "90天后": ({"day": 90}, NOW),
    "一百天后": ({"day": 100}, NOW),
    "两周后": ({"day": 14}, {"day": 14}),
    "一个月后": ({"month": 1}, NOW),
    "三个月后": ({"month": 3}, NOW),
    "半小时后": ({"minute": 30}, {"hour": 5}),
    "三四天后": ("in three or four days", {"day": 34}),
    "月底": ("31 March 2020", NOW),
}


def read(text):
    """The span or the moment that is read; a moment of this hour, years after the base time, is that of asking."""
    before = arrow.now("Asia/Shanghai").shift(seconds=-1)
    result = TimeNormalizer().parse(text, BASE)
    if result["type"] == "timedelta":
        return {unit: amount for unit, amount in result["timedelta"].items() if amount}
    moment = result.get("timestamp", result["type"])
    asked = result["type"] == "timestamp" and before <= arrow.get(moment, tzinfo="Asia/Shanghai") <= before.shift(minutes=5)
    return NOW if asked else moment


print(f"software: ChineseTimeNLP {version('ChineseTimeNLP')}")
print(f"expected: a span, or a time after the base time given, {BASE.format('D MMMM YYYY HH:mm')}; or an error, as for what is no time")
seen = {text: read(text) for text in CASES}
for text, result in seen.items():
    print(f"seen:     {text}: {result} (right: {CASES[text][0]})")
print("why:      the step that counts from the base time is left out; days are read up to 39 only, and what is not read")
print("          keeps the clock's time, with which each result begins. 半 becomes 0.5, of which the 5 is read; 三四 becomes 34.")
print("for a bot: a trial period of three months ends on the day on which it begins; a reminder in half an hour comes in the afternoon.")
stands = seen == {text: result for text, (_, result) in CASES.items()}
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
