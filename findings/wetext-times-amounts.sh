#!/usr/bin/env bash
# wetext: read aloud, 2×1000元 becomes 二乘一百零元 and 3×200元 三乘二十零元; without the unit, or with *, the sums are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install wetext==0.1.8 kaldifst==1.8.3 contractions==0.1.73 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from wetext import Normalizer

CASES = [
    ("慰问金1000元", "慰问金一千元", "慰问金一千元"),
    ("2×1000", "二乘一千", "二乘一千"),
    ("2×1000元", "二乘一千元", "二乘一百零元"),
    ("3×200元", "三乘二百元, or 两百元", "三乘二十零元"),
    ("4×150元", "四乘一百五十元", "四乘一五十元"),
    ("12×20元", "十二乘二十元", "十二乘二零元"),
    ("3×200=600元", "三乘二百等于六百元", "三乘两百等于六十零元"),
    ("每人200元×3人", "每人二百元乘三人, or 两百元", "每人两百元乘三人"),
]
normalizer = Normalizer(lang="zh", operator="tn")
parts = normalizer.normalize_with_mapping("3×200元").mappings
cuts = " + ".join(f"{part.as_dict()['token_type']} {part.as_dict()['input']['text']}" for part in parts)
print(f"software: wetext {version('wetext')} (the runtime of WeTextProcessing), text normalization in Chinese")
stands = True
for text, expected, before in CASES:
    seen = normalizer.normalize(text)
    print(f"{text}: expected {expected}; seen {seen}")
    stands = stands and seen == before
print("why:      it says itself where it cuts: 3×20 is a term of arithmetic, and 0元 a sum: " + cuts + ".")
print("for a bot: a notice, read to members who cannot see it, offers a hundred for a thousand; 一百零 and 二十零 are no")
print("          numbers, but who only hears them takes them for 100 and 20.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
