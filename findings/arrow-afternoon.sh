#!/usr/bin/env bash
# Arrow: in Chinese, three in the afternoon and three at night are both written 3:05, and 下午3:05 can't be read.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install arrow==1.4.0 tzdata==2026.6 python-dateutil==2.9.0.post0 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import arrow
from arrow.locales import get_locale

NIGHT, AFTERNOON = arrow.get(2026, 7, 1, 3, 5), arrow.get(2026, 7, 1, 15, 5)
LAYOUT = "M月D日Ah:mm"


def read(text, layout, locale):
    """The time that is read from a text, or the name of the error."""
    try:
        return arrow.get(text, layout, locale=locale).format("HH:mm")
    except ValueError as error:
        return type(error).__name__


print(f"software: Arrow {version('arrow')}; A is AM or PM (上午 or 下午) in its list of tokens, and zh among its languages")
print("expected: 7月1日上午3:05 and 7月1日下午3:05, and the time again when they are read; English as a check")
seen = {locale: (NIGHT.format(LAYOUT, locale=locale), AFTERNOON.format(LAYOUT, locale=locale)) for locale in ("zh", "zh-tw", "en")}
for locale, (night, afternoon) in seen.items():
    print(f"seen:     {locale:5} 03:05 is {night}, 15:05 is {afternoon}")
back = {
    "zh": read("2026年7月1日 下午3:05", "YYYY年M月D日 Ah:mm", "zh"),
    "en": read("1 July 2026 PM 3:05", "D MMMM YYYY A h:mm", "en"),
}
for locale, result in back.items():
    print(f"seen:     {locale:5} read back: {result}")
month = AFTERNOON.format("MMMD日", locale="zh")
print(f"seen:     MMMD日, with the short name of the month, is {month!r} for 7月1日")
print(f"seen:     the words for the halves of the day: zh {get_locale('zh').meridians}, en {get_locale('en').meridians}")
print("why:      Chinese has no words for the halves of the day here, and nothing is written in their place, without an error.")
print("for a bot: a meeting in the afternoon is announced for 3:05; a text with 下午 is not understood; in English all is right.")
stands = (
    seen["zh"] == seen["zh-tw"] == ("7月1日3:05", "7月1日3:05")
    and seen["en"] == ("7月1日AM3:05", "7月1日PM3:05")
    and back == {"zh": "ParserMatchError", "en": "15:05"}
    and month == " 71日"
)
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
