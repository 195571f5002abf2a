#!/usr/bin/env bash
# JioNLP: sums said as people say them, 三百八 or 1万5千, come out as 308 and 25000, and are called accurate.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install jionlp==1.5.31 jiojio==1.2.8 || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import contextlib
import io
import sys
from importlib.metadata import version

with contextlib.redirect_stdout(io.StringIO()):  # it greets
    import jionlp

CASES = [
    ("三百八十块", "380.00", "380.00"),
    ("三百八块", "380.00", "308.00"),
    ("两千五百元", "2500.00", "2500.00"),
    ("两千五", "2500.00", "2005.00"),
    ("一万五", "15000.00", "10005.00"),
    ("1.5万元", "15000.00", "15000.00"),
    ("1万5千元", "15000.00", "25000.00"),
    ("1万5", "15000.00", "20010.00"),
]
print(f"software: jionlp {version('jionlp')}, parse_money (“将各种金额形式转换成指定的形式”)")
stands = True
for text, expected, before in CASES:
    seen = jionlp.parse_money(text)
    print(f"{text}: expected {expected}; seen {seen['num']}, {seen['definition']}")
    stands = stands and (seen["num"], seen["definition"]) == (before, "accurate")
print("why:      a figure after 百, 千 or 万 stands for the next place down, for what is skipped is said as 零 (三百零八); here it")
print("          is added as units. An Arabic figure after 1万 comes out as if the ten thousand were counted twice.")
print("for a bot: a bill of 三百八 is paid 72 yuan short, one of 1万5千元 ten thousand too high. For doubtful sums there is")
print("          “blur”; these are “accurate”, so that nobody is asked.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
