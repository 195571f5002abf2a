"""How often somebody may be given the same: 每人每年限2次, 每人仅限一次, each in the document's own words.

同一病种不重复慰问, 每胎一次 ask what no form tells: whether it is the same, the one who decides says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.documents.fold import Reading
from knowledge.documents.numerals import CHINESE, whole
from knowledge.patterns import Late

_N = rf"(?P<n>\d{{1,2}}|{CHINESE})次(?!以上|及以上|住院|会议)"
_ONLY = _N.replace("<n>", "<m>")
_PERSON = r"每(?:人|名|位)(?:会员|职工)?|终身|一生"
YEARLY = Late(rf"(?:每年度?|每一?个?(?:自然)?年度?|一年(?:度|之)?内|(?:同一|当|本)?年度?内?)[^，。；：]{{0,10}}?{_N}")
EVER = Late(rf"(?:{_PERSON})[^，。；：年]{{0,6}}?{_N}|(?:仅限|只限|限)(?:享受|慰问|领取)?{_ONLY}")
NARROWER = Late(r"同一(?!年|个?年度|会员|职工|人)|同个|每次|每胎|每孩|每个子女|每种|疗休养")
EACH = Late(
    r"(?:同一|同种|同个|每种|每个)(?P<what>病种|疾病|病因|病|事项|事由|原因|情形)|每(?P<child>胎|孩|个子女|个孩子|名子女)"
)
AGAIN = Late(r"不(?:再|得|予|能)?重复(?:慰问|享受|发放|领取|申请)?")
PARTS = Late(r"[^，。；：]+")


@dataclass(frozen=True, slots=True)
class Often:
    """At most so many times, in a calendar year (`yearly`) or ever. `words` as printed; `each`: for the same of what
    (病种, 胎), where it is not said of the person."""

    times: int
    yearly: bool
    words: str
    each: str = ""


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


def limits(text: str) -> tuple[Often, ...]:
    """How often the text says it is given to a person, and how often for the same illness or child."""
    reading = Reading.of(text)
    own = often(text)
    narrower = (_narrower(part, reading, text) for part in PARTS.finditer(reading.text))
    return (*([own] if own else []), *(one for one in narrower if one))


def _narrower(part: re.Match[str], reading: Reading, text: str) -> Often | None:
    each, number = EACH.search(part[0]), re.search(_N, part[0])
    times = whole(number["n"]) if number else 1 if AGAIN.search(part[0]) else None
    if each is None or not times:
        return None
    span = reading.span(*part.span())
    words = "".join(text[span.start : span.end].split())
    return Often(times, "年" in part[0], words, each["what"] or ("胎" if each["child"] == "胎" else "孩子"))
