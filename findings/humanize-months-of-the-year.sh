#!/usr/bin/env bash
# humanize in Chinese: “a month ago” is 1月之前, which means before January; the third is 3第.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install humanize==4.17.0 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from datetime import timedelta
from importlib.metadata import version

import humanize


def said():
    ago = [humanize.naturaltime(timedelta(days=days)) for days in (40, 70, 160)]
    return ago, [humanize.ordinal(number) for number in (1, 2, 3)], humanize.intword(12_000_000)


english = said()
humanize.activate("zh_CN")
ago, places, large = said()
print(f"software: humanize {version('humanize')}, zh_CN; the same calls in English: {english}")
print("expected: 1个月前, 2个月前, 5个月前; 第1, 第2, 第3; 1200万")
print(f"seen:     {', '.join(ago)}; {', '.join(places)}; {large}")
print("why:      without 个 a number before 月 names a month of the year: 2月之前 is “before February”. 第 stands before what it")
print("          counts, here it is set behind; and large numbers go by thousands and millions, while Chinese counts by 万 and 亿.")
print("for a bot: “您的申报提交于2月之前” tells a member that it was handed in before February.")
stands = ago == ["1月之前", "2月之前", "5月之前"] and places == ["1第", "2第", "3第"] and large == "12.0 百万"
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
