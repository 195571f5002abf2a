#!/usr/bin/env bash
# mail-parser-reply: in Chinese the letter that is answered is read as part of the answer, and “谢谢，金额应为800元。” is a signature and cut off.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install mail-parser-reply==1.36 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from mailparser_reply import EmailReplyParser

ASKED = "> 补助500元是否发放？\n> 不同意发放的请说明理由。"
# A letter, the answer that its writer gave, and the answer that was seen.
ENGLISH = "I agree.\n\nOn Wed, Sep 30, 2026 at 3:30 PM Li Ming <liming@example.org> wrote:\n\n> Shall 500 yuan be paid?\n"
CHINESE = {
    f"同意。\n\n在 2026年9月30日，李明 <liming@example.org> 写道：\n\n{ASKED}\n": ("同意。", None),
    f"同意。\n\n2026年9月30日 下午3:30，李明 <liming@example.org> 写道：\n\n{ASKED}\n": ("同意。", None),
    f"同意。\n\n李明 <liming@example.org> 于2026年9月30日周三 15:30写道：\n\n{ASKED}\n": ("同意。", None),
    "同意发放。\n\n谢谢，金额应为800元。\n": ("同意发放。\n\n谢谢，金额应为800元。", "同意发放。"),
    "同意发放。\n\n谢谢！金额应为800元。\n": ("同意发放。\n\n谢谢！金额应为800元。", "同意发放。\n\n谢谢！金额应为800元。"),
}


def first(language, letter):
    """The newest answer of a letter without its signature."""
    return EmailReplyParser(languages=[language]).read(text=letter).replies[0].body


def line(text):
    return " / ".join(part for part in text.split("\n") if part)


print(f"software: mail-parser-reply {version('mail-parser-reply')}, which lists Chinese (zh) among its languages, as untested")
print("expected: what the writer answered: not what he answers to, and all of his own words")
english = first("en", ENGLISH)
print(f"seen:     in English: {line(english)}")
stands = english == "I agree."
for letter, (right, before) in CHINESE.items():
    seen = first("zh", letter)
    print(f"seen:     {line(letter)}: {'all of it' if seen == letter.strip() else line(seen)} (right: {line(right)})")
    stands &= seen == (letter.strip() if before is None else before)
print("why:      the pattern for “… 写道：” first demands that the line is none of that kind and then that it is one, so that it never matches;")
print("          whatever follows 谢谢， at the start of a line is a signature, in Chinese too, where the sentence goes on after it.")
print("for a bot: an officer who agrees by mail is read as 同意 and 不同意 at once, and his correction of the sum is lost.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
