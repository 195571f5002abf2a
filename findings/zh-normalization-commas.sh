#!/usr/bin/env bash
# zh-normalization: read aloud, 1,000元 is 一,零元, 10月1日-7日 is 十月一日负七日, and 2026/10/1 a fraction: 十分之二千零二十六每一.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install zh-normalization==0.0.2 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from zh_normalization.text_normlization import TextNormalizer

# A text, how it is read, and how it was seen to be read.
CASES = [
    ("补助1000元", "补助一千元", "补助一千元"),
    ("补助1,000元", "补助一千元", "补助一,零元"),
    ("共12,500元", "共一万两千五百元", "共十二,五百元"),
    ("预算1000001元", "预算一百万零一元", "预算幺零零零零零幺元"),
    ("2026-10-01", "二零二六年十月一日", "二零二六年十月一日"),
    ("2026/10/1", "二零二六年十月一日", "十分之二千零二十六每一"),
    ("每天100-200元", "每天一百到二百元", "每天一百到二百元"),
    ("10月1日-7日放假", "十月一日到七日放假", "十月一日负七日放假"),
    ("2026-2027年", "二零二六到二零二七年", "二零二六二零二七年"),
]

normalizer = TextNormalizer()
print(f"software: zh-normalization {version('zh-normalization')} (TextNormalizer.normalize), which gets texts ready to be read aloud")
print("expected: words that say the same sums and days; whether 二 or 两 does not matter")
stands = True
for text, expected, before in CASES:
    seen = "".join(normalizer.normalize(text))
    print(f"seen:     {text}: {seen}" + ("" if seen == expected else f"; expected {expected}"))
    stands = stands and seen == before
print("why:      a comma ends a number, and 000 behind it is nothing; a hyphen behind 日 is a minus; a day without 0 before it is no date;")
print("          whole numbers of seven or eight places are taken for telephone numbers.")
print("for a bot: a member who has a notice read to him hears of one yuan, or none, where it says 1,000, and a holiday of minus seven")
print("          days; a sum without a comma and a date with zeros, as in a test, are right.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
