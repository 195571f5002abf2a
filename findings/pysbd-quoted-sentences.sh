#!/usr/bin/env bash
# pysbd: in Chinese the mark that closes a quotation or a bracket begins the next sentence: “请报名。 and ”李明说。
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install pysbd==0.3.4 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import pysbd

# A language, a text, its sentences, and those that were seen; none where they are the right ones.
CASES = [
    ("en", "“Please sign up.” said Li Ming. See the form (in the annex.) and sign.",
     ["“Please sign up.” said Li Ming. ", "See the form (in the annex.) and sign."], None),
    ("zh", "补助500元。困难会员800元。", ["补助500元。", "困难会员800元。"], None),
    ("zh", "「请报名。」李明说。", ["「请报名。」李明说。"], None),
    ("zh", "《办法。》已发。", ["《办法。》已发。"], None),
    ("zh", "“请报名。”李明说。", ["“请报名。”李明说。"], ["“请报名。", "”李明说。"]),
    ("zh", "他说：“请报名！”", ["他说：“请报名！”"], ["他说：“请报名！", "”"]),
    ("zh", "‘请报名。’李明说。", ["‘请报名。’李明说。"], ["‘请报名。", "’李明说。"]),
    ("zh", "请填表（见附件。）并盖章。", ["请填表（见附件。）并盖章。"], ["请填表（见附件。", "）并盖章。"]),
    ("zh", "【须知。】请看附件。", ["【须知。】请看附件。"], ["【须知。", "】请看附件。"]),
    ("ja", "请填表（见附件。）并盖章。", ["请填表（见附件。）并盖章。"], None),
]

print(f"software: pysbd {version('pysbd')} (Segmenter, clean=False)")
print("expected: what stands in quotation marks or brackets stays with them; a sentence may end behind the closing mark, never before it")
stands = True
for language, text, expected, wrong in CASES:
    seen = pysbd.Segmenter(language=language, clean=False).segment(text)
    print(f"seen:     {language}: {' | '.join(seen)}" + ("" if seen == expected else f", expected {' | '.join(expected)}"))
    stands = stands and seen == (expected if wrong is None else wrong)
print("why:      stops between a pair of marks are put aside before the text is cut, and each language has pairs of its own. The Chinese ones")
print("          are 《》 and 「」, not the “” that the mainland writes, nor （）, which the rules for Japanese have.")
print("for a bot: an answer quotes ”李明说。 or a mark alone, and what a bracket says comes loose from what it belongs to. Texts without")
print("          quotations, and English ones, are right.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
