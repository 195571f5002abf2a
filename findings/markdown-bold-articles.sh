#!/usr/bin/env bash
# markdownify, html2text: 第三条。 in bold before 每人 becomes **第三条。**每人, which Markdown shows with its asterisks.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install markdownify==1.2.3 html2text==2025.4.15 markdown-it-py==4.3.0 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import html2text
from markdown_it import MarkdownIt
from markdownify import markdownify

# What stands on a page, and whether bold is still bold in the end: by markdownify, by html2text.
CASES = [
    ("<b>Article 3.</b> Each gets 500 yuan.", True, True),
    ("<b>第三条</b>每人500元。", True, True),
    ("<b>第三条。</b>每人500元。", False, True),
    ("<strong>注意：</strong>请于7月1日前报名。", False, True),
    ("补助<b>500元（含税）</b>每人。", False, True),
    ("由单位<b>“一把手”</b>签字。", False, False),
    ("各单位<b>（含分会）</b>于周五前报名。", False, False),
    ("请带<b>《会员证》</b>前来。", False, False),
]
READER = MarkdownIt("commonmark")


def by_html2text(page):
    return html2text.html2text(page).strip()


names = ("markdownify", "html2text", "markdown-it-py")
print("software: " + ", ".join(f"{name} {version(name)}" for name in names) + " (CommonMark, to show the Markdown)")
print("expected: what is bold on the page is bold when its Markdown is shown, as with English text")
stands = True
for body, *before in CASES:
    written = [convert(f"<p>{body}</p>").strip() for convert in (markdownify, by_html2text)]
    seen = ["<strong>" in READER.render(text) and "*" not in READER.render(text) for text in written]
    print(f"{body}")
    for name, text, bold in zip(names, written, seen, strict=False):
        print(f"   {name + ':':13}{text}" + ("" if bold else "   shown as it stands, with the asterisks"))
    stands = stands and seen == before
print("why:      by CommonMark asterisks behind a mark (。：）”) end no bold when a character follows, and those before a mark begin none;")
print("          English has a space there, Chinese has not. html2text puts one behind bold, but not before it.")
print("for a bot: a notice from a page is shown with ** around the headings of its articles and the words that matter most; two asterisks")
print("          that are left over may make what stands between two of them bold instead.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
