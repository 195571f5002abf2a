#!/usr/bin/env bash
# hanziconv: the surnames 沈, 胡, 姜, 于, 谷 and 台 turn into words for juice, beard, ginger, "in", grain and typhoon.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install hanziconv==0.3.2 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from hanziconv import HanziConv

CASES = [  # simplified, as the bearer writes it in traditional characters, as it came out
    ("王小明", "王小明", "王小明"),
    ("沈小明", "沈小明", "瀋小明"),
    ("胡小明", "胡小明", "鬍小明"),
    ("姜小明", "姜小明", "薑小明"),
    ("于小明", "于小明", "於小明"),
    ("谷小明", "谷小明", "榖小明"),
    ("周杰", "周杰 or 周傑", "周傑"),
    ("台小明", "台小明 or 臺小明", "颱小明"),
]
print(f"software: hanziconv {version('hanziconv')}, toTraditional")
stands = True
for name, expected, before in CASES:
    seen = HanziConv.toTraditional(name)
    print(f"{name}: expected {expected}; seen {seen}")
    stands = stands and seen == before
back = HanziConv.toSimplified("乾隆")
print(f"乾隆 to simplified: expected 乾隆; seen {back}")
print("why:      one sign is exchanged for one sign, and of several the one that is not a surname stands first.")
print("for a bot: a greeting to a member from 港澳台 misspells some of the commonest surnames, and nobody proofreads names.")
stands = stands and back == "干隆"
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
