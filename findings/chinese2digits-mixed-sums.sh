#!/usr/bin/env bash
# chinese2digits: 2万3千元 becomes 200003000元, 三四十人 340人, and 二〇一九年 2〇19年.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install chinese2digits==6.0.1 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from chinese2digits import takeNumberFromString

# What the text says, and what was seen.
CASES = {
    "一百零五万三千元": ("1053000元", "1053000元"),
    "1.5万元": ("15000元", "15000元"),
    "2万3千元": ("23000元", "200003000元"),
    "3千5百元": ("3500元", "3000500元"),
    "1千零5十元": ("1050元", "100050元"),
    "三四十人": ("三四十人", "340人"),
    "二〇一九年七月一日": ("2019年7月1日", "2〇19年7月1日"),
    "二零一九年七月一日": ("2019年7月1日", "2019年7月1日"),
}
print(f"software: chinese2digits {version('chinese2digits')}")
print("expected: the same sums and dates in figures; 20万 and 300万, figures with a unit, are among the package's own examples")
seen = {text: takeNumberFromString(text)["replacedText"] for text in CASES}
for text, result in seen.items():
    print(f"seen:     {text} → {result} (right: {CASES[text][0]})")
print("why:      each figure with its unit is a number of its own, and the numbers are set one behind the other;")
print("          〇, as dates are written in notices, is no numeral, though 零 is one.")
print("for a bot: a bill of 23000 yuan is one of two hundred million, forty people are three hundred and forty, and no date is found.")
stands = seen == {text: result for text, (_, result) in CASES.items()}
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
