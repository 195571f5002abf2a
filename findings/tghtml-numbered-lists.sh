#!/usr/bin/env bash
# tghtml: numbered lists and smaller headings are left out, a link is only its words, and of two <div> 500元 and 300元 become 500元300元.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install tghtml==1.2.1 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from tghtml import TgHTML

# What is written, and the text that was seen.
CASES = {
    "<p>每人<b>500</b>元</p><p>限一次</p>": "每人<strong>500</strong>元\n\n限一次",
    "<h2>补助标准</h2><p>每人500元</p>": "补助标准\n\n每人500元",
    "<p>按下列标准：</p><ul><li>会员500元</li><li>子女300元</li></ul>": "按下列标准：\n\n■ 会员500元\n■ 子女300元",
    "<p>按下列标准：</p><ol><li>会员500元</li><li>子女300元</li></ol>": "按下列标准：",
    "<p>请注意</p><h3>下列情形除外</h3><p>已领补助</p>": "请注意\n\n已领补助",
    '<p>见<a href="https://example.org/form">申请表</a></p>': "见申请表",
    "<div>会员500元</div><div>300元</div>": "会员500元300元",
}
print(f"software: tghtml {version('tghtml')}")
print("expected: all words, in HTML that Telegram takes (b, a and line breaks), as with a bold word, an <h2> and a list with dots")
seen = {html: TgHTML(html).parsed for html in CASES}
for html, text in seen.items():
    print(f"seen:     {html} → {text!r}")
print("why:      the page goes through Markdown and back, and what comes out as a tag that Telegram doesn't know is removed with what")
print("          stands in it; links are unwrapped before, and a <div> has no line break.")
print("for a bot: the sums are missing and the sentence before them still reads as whole; exceptions without their heading are the rule.")
stands = seen == CASES
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
