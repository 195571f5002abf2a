#!/usr/bin/env bash
# zhon: of 自2026年7月1日起施行。 the pattern for a sentence finds 日起施行。, and of 补助500元。 only 元。
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install zhon==2.1.1 || exit 2

"$work/venv/bin/python" - <<'PY'
import re
import sys
from importlib.metadata import version

from zhon import hanzi

# A text, its sentences, and those that were seen; none where they are the right ones.
CASES = [
    ("请于周五前报名。谢谢！", ["请于周五前报名。", "谢谢！"], None),
    ("“请报名。”李明说。", ["“请报名。”", "李明说。"], None),
    ("自2026年7月1日起施行。", ["自2026年7月1日起施行。"], ["日起施行。"]),
    ("补助500元。困难会员800元。", ["补助500元。", "困难会员800元。"], ["元。", "元。"]),
    ("不得超过3天。", ["不得超过3天。"], ["天。"]),
    ("不予受理APP以外的申请。", ["不予受理APP以外的申请。"], ["以外的申请。"]),
    ("请洽王〇明 同志。", ["请洽王〇明 同志。"], ["同志。"]),
    ("请填表A。", ["请填表A。"], ["。"]),
]

print(f"software: zhon {version('zhon')} (re.findall with zhon.hanzi.sentence)")
print("expected: the sentences of the text; or none, where a sentence has something else in it")
stands = True
for text, expected, wrong in CASES:
    seen = re.findall(hanzi.sentence, text)
    print(f"seen:     {text} gives {seen}" + ("" if seen == expected else f", expected {expected}"))
    stands = stands and seen == (expected if wrong is None else wrong)
print("why:      a sentence is a row of Chinese characters and marks up to a stop; figures, letters and spaces are not among them, and")
print("          what stands before the last of these is passed over, so that the rest of a sentence counts as one.")
print("for a bot: 不得超过3天 is cut to 天, and a notice is quoted without its dates and sums. In texts without figures all is right,")
print("          and what is left always ends as a sentence does.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
