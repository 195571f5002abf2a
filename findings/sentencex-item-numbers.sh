#!/usr/bin/env bash
# sentencex: 1.会员本人。2.会员子女。 is cut into 1.会员本人。2. and 会员子女。, and 共500元。30日内付清。 not at all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install sentencex==1.0.32 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import sentencex

# A text, its sentences, and those that were seen; none where they are the right ones.
CASES = [
    ("补助五百元。困难会员八百元。", ["补助五百元。", "困难会员八百元。"], None),
    ("（1）会员本人。（2）会员子女。", ["（1）会员本人。", "（2）会员子女。"], None),
    ("①会员本人。②会员子女。", ["①会员本人。", "②会员子女。"], None),
    ("共500元。30日内付清。", ["共500元。", "30日内付清。"], ["共500元。30日内付清。"]),
    ("请先报名。7月1日截止。", ["请先报名。", "7月1日截止。"], ["请先报名。7月1日截止。"]),
    ("谁可申请？12个月以上会员。", ["谁可申请？", "12个月以上会员。"], ["谁可申请？12个月以上会员。"]),
    ("1、会员本人。2、会员子女。", ["1、会员本人。", "2、会员子女。"], ["1、会员本人。2、会员子女。"]),
    ("1.会员本人。2.会员子女。", ["1.会员本人。", "2.会员子女。"], ["1.会员本人。2.", "会员子女。"]),
    ("1．会员本人。2．会员子女。", ["1．会员本人。", "2．会员子女。"], ["1．", "会员本人。2．", "会员子女。"]),
    ("标准如下。1.会员500元。2.子女300元。", ["标准如下。", "1.会员500元。", "2.子女300元。"], ["标准如下。1.会员500元。2.子女300元。"]),
]

print(f"software: sentencex {version('sentencex')} (segment, zh)")
print("expected: 。 and ？ end a sentence, whatever follows; the number of an item stands with the item, or at the worst alone")
stands = True
for text, expected, wrong in CASES:
    seen = list(sentencex.segment("zh", text))
    print(f"seen:     {' | '.join(seen)}" + ("" if seen == expected else f", expected {' | '.join(expected)}"))
    stands = stands and seen == (expected if wrong is None else wrong)
print("why:      a stop before a figure is not taken for an end, which keeps 3.5 and p. 12 in one piece where languages use a full stop;")
print("          it holds for 。 too. The point of the next item’s number then is the end.")
print("for a bot: item 2 is quoted as item 1, or the whole list as one sentence, and a date of closing is no sentence of its own: in notices")
print("          sentences often begin with a figure. With （1） or 五百元 all is right.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
