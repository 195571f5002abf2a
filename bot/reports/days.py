"""A day as it was typed into a form: relative days, weeks, lunar dates, festivals (`knowledge.calendar` reads them)."""

import re
import unicodedata
from datetime import date
from typing import Literal

from bot.core.kinds import Kind
from bot.reports.forms.values import clean
from knowledge.calendar.mentions import find

_BIRTH_YEAR = re.compile(r"(?:19|20)?\d{2}(?:年|[-/.](?=\d{1,2}[-/.]))")
_GLUED = re.compile(r"^(\d{1,2})[/\-](\d{1,2})$")


def read_day(text: str, today: date, tense: Literal["past", "future", "next"] | None, kind: Kind) -> date | None:
    """The day that is meant, None where the words settle none. Of a birthday the year does not count."""
    said = unicodedata.normalize("NFKC", clean(text))
    if kind is Kind.BIRTHDAY:
        said = _BIRTH_YEAR.sub("", said, count=1)
    said = _GLUED.sub(r"\1月\2日", said)
    for mention in find(said, today):
        if day := mention.pick(today, tense):
            return day
    return None


def sounds_lunar(text: str) -> bool:
    return re.search(r"农历|阴历|旧历|正月|腊月|初[一二三四五六七八九十]|廿", text) is not None
