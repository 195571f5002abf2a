#!/usr/bin/env bash
# pycnnum: 一百二十万 is read as 10200000, and 三点五万 as 3.5.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install pycnnum==2.1.1 || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import sys
from importlib.metadata import version

from pycnnum import cn2num, num2cn

CASES = [
    ("十二万", 120_000, 120_000),
    ("一百万", 1_000_000, 1_000_000),
    ("一百零五万", 1_050_000, 1_050_000),
    ("一百二十万", 1_200_000, 10_200_000),
    ("一百二十三万", 1_230_000, 1_230_000),
    ("两百五十万", 2_500_000, 20_500_000),
    ("一千二百万", 12_000_000, 1_002_000_000),
    ("一百二十万零五百", 1_200_500, 10_200_500),
    ("三点五万", 35_000, 3.5),
]
print(f"software: pycnnum {version('pycnnum')}, cn2num (“Chinese number <=> int/float conversion”)")
print("expected: 万 multiplies the whole of what stands before it; its own documentation reads 两千万一百八十 as 20000180")
stands = True
for text, expected, before in CASES:
    seen = cn2num(text)
    print(f"{text}: expected {expected}; seen {seen}")
    stands = stands and seen == before
written = num2cn(1_200_000)
print(f"its own num2cn writes 1200000 as {written}, and cn2num reads that as {cn2num(written)}")
print("why:      the 十万 at the end is taken as one unit, and the 一百 before it multiplied by the whole of it; after a 点 only figures")
print("          are read, and the unit behind them is dropped.")
print("for a bot: a budget of 一百二十万 is one of ten million, a bill of 三点五万 one of three yuan fifty; with 一百零五万 or")
print("          一百二十三万 a test finds nothing.")
stands = stands and cn2num(written) == 10_200_000
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
