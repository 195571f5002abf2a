#!/usr/bin/env bash
# Babel: reading 下午3:00 in Chinese gives three in the morning; what it writes itself, it does not read back.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install babel==2.19.0 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from datetime import time
from importlib.metadata import version

from babel.dates import format_time, parse_time

print(f"software: Babel {version('babel')}")
written = {locale: format_time(time(15, 0), "h:mm a", locale=locale) for locale in ("en_US", "zh_CN")}
written["zh_CN, as people write it"] = "下午3:00"
print("expected: three in the afternoon, written and read in the same locale, is 15:00 again")
read = {}
for who, text in written.items():
    read[who] = parse_time(text, locale=who[:5])
    print(f"seen:     {who:25} {text} is read as {read[who]:%H:%M}")
print("why:      only the Latin letters am and pm are looked for; 上午 and 下午 are passed over without a word.")
print("for a bot: “活动下午3:00开始” is put in the calendar, and the reminder sent, at three at night.")
stands = read["en_US"] == time(15) and {read["zh_CN"], read["zh_CN, as people write it"]} == {time(3)}
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
