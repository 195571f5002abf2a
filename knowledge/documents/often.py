"""How often somebody may be given the same: 每人每年限2次, 每人仅限一次, each in the document's own words.

Only what is said of a person and a number of times is read; 同一病种只慰问一次, 每胎一次 ask what no form tells: words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.documents.fold import Reading
from knowledge.documents.numerals import CHINESE, whole

_N = rf"(?P<n>\d{{1,2}}|{CHINESE})次(?!以上|及以上|住院|会议)"
_ONLY = _N.replace("<n>", "<m>")
_PERSON = r"每(?:人|名|位)(?:会员|职工)?|终身|一生"
YEARLY = re.compile(
    rf"(?:每年度?|每一?个?(?:自然)?年度?|一年(?:度|之)?内|(?:同一|当|本)?年度?内?)[^，。；：]{{0,10}}?{_N}"
)
EVER = re.compile(rf"(?:{_PERSON})[^，。；：年]{{0,6}}?{_N}|(?:仅限|只限|限)(?:享受|慰问|领取)?{_ONLY}")
NARROWER = re.compile(r"同一(?!年|个?年度|会员|职工|人)|同个|每次|每胎|每孩|每个子女|每种|疗休养")
PARTS = re.compile(r"[^，。；：]+")


@dataclass(frozen=True, slots=True)
class Often:
    """At most so many times, in a calendar year (`yearly`) or ever. `words` as printed."""

    times: int
    yearly: bool
    words: str


def often(text: str) -> Often | None:
    """The first limit in the text; None where it says nothing, or something narrower."""
    reading = Reading.of(text)
    for part in PARTS.finditer(reading.text):
        if NARROWER.search(part[0]):
            continue
        yearly = YEARLY.search(part[0])
        found = yearly or (None if "年" in part[0] else EVER.search(part[0]))
        number = next((one for one in found.groupdict().values() if one), "") if found else ""
        if (times := whole(number)) and found:
            span = reading.span(*part.span())
            return Often(times, yearly is not None, "".join(text[span.start : span.end].split()))
    return None
