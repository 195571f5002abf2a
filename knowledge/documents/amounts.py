"""Amounts of money in a folded text without blanks: what is given, how it binds, and for what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from knowledge.documents.model import Amount, AmountKind, Per
from knowledge.documents.numerals import CHINESE, whole
from knowledge.documents.purposes import Aside, aside_of

PLAIN = r"[0-9][0-9，]*(?:\.[0-9]+)?"
NUMBER = rf"(?:{PLAIN}[万千百]?|{CHINESE})"
UNIT = r"(?:元整?|块钱)(?:人民币)?"
DASH = r"(?:—+|至|到)"
MONEY = re.compile(
    rf"(?P<low>{NUMBER})(?:{UNIT})?(?:（不?含）)?{DASH}(?P<high>{NUMBER}){UNIT}"
    rf"|(?P<above>{NUMBER}){UNIT}(?:（含）)?以上(?:、|，|至|到)?(?P<below>{NUMBER}){UNIT}(?=(?:（含）)?以[下内])"
    rf"|(?P<one>{NUMBER}){UNIT}|¥(?P<sign>{PLAIN})(?:{UNIT})?"
    rf"|(?P<share>[0-9]+(?:\.[0-9]+)?%|百分之{CHINESE})"
)
SHARE_OF = re.compile(r"(?:不超过|不高于|按|为)?(?P<of>[^，。；：、（）\"]{2,20}?)的?(?:不超过|不高于)?$")
BASE = re.compile(
    r"(?:个人)?(?:自付|自费|自负|负担|承担)[\u4e00-\u9fff]{0,4}?(?:部分|费用|金额)|医疗费用?|(?:实际)?损失"
)
JOINT = r"(?:为|是|达到?|每人|每次|每年|每例|人民币|总额|金额|合计|累计|价值|标准|在|：|约|不超过)*"
CEILING = rf"(?:不得?超过|不能超过|不得?高于|不大于|最高|最多|至多|上限|限额|≤|<|控制在|封顶){JOINT}"
FLOOR = rf"(?:不得?低于|不得?少于|不能低于|不小于|至少|最低|最少|≥|>|起付线){JOINT}"
CEILING_BEFORE, FLOOR_BEFORE = re.compile(rf"{CEILING}$"), re.compile(rf"{FLOOR}$")
BOTH = r"(?:（含）)?[，、；]?(?:且|但|并|同时|也|又|而)*"  # 不低于…元、不高于…元
CEILING_AFTER = re.compile(
    r"^(?:/人|/次|/年|/月|每人|每次|每年|每月|（含）)*(?:以内|以下|之内|封顶|为限|为上限|范围内|内)"
)
ABOUT_BEFORE, ABOUT_AFTER = re.compile(r"(?:约|大概|大致|近)为?$"), re.compile(r"^(?:左右|上下)")
UNREAD_AFTER = re.compile(r"^(?:起|以上|\"?，?(?:现|统一)?(?:修改|修订|调整|更改|改|提高|降低|增加|变更)[为到至])")
# How often, not how much: 每人每年限2次. 每年一次 is both.
TIMES = re.compile(r"(?:每人)?每年(?:可|只|仅|慰问|最多|不得?超过|限|以内)*(?:[2-9两二三四五六]|1[0-9])次")
EVERY = re.compile(r"每(?:人|次|年|月|天|日|例|胎|孩|张|份|件|节|名|位|户)|/[人次年月天日]|一次性|人均")
THRESHOLD = re.compile(r"^(?:（含）)?以[上下内](?:（含）)?的?，?(?:支出)?[，、]?(?:须|应|需|可)?(?:由|经|报)")
PERS = (
    (Per.ONCE, r"一次性|每人(?:仅|只)?限?一次|(?:仅|只)限一次|(?<![年月])限一次|终身一次"),
    (Per.YEAR, r"每人每年|每年|/年|每人?年度|年度(?:内|总额|累计)|全年"),
    (Per.MONTH, r"每人每月|每月|/月"),
    (Per.DAY, r"每人每天|每天|每日|/天|/日"),
    (Per.TIME, r"每人每次|每次|/次|每例|每胎|每孩|每节|每个节日"),
    (Per.PERSON, r"每人|/人|人均|每名|每位"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """An amount in a text, at its characters; `amount` is None where a figure is there but not to be understood.

    `aside`: why it is nothing that is given; `vague`: 600元左右.
    """

    start: int
    end: int
    words: str
    amount: Amount | None
    aside: Aside | None = None
    vague: bool = False


def find(text: str) -> Iterator[Found]:
    """Every figure of money or share of a folded text without blanks, in order."""
    # 以下的由主席审批: who decides, nothing given
    kept = [match for match in MONEY.finditer(text) if not THRESHOLD.match(text[match.end() :])]
    joined = False
    for match, following in zip_longest(kept, kept[1:]):
        if joined:
            joined = False
            continue
        if following and (both := _floor_and_ceiling(text, match, following)):
            joined = True
            yield Found(match.start(), following.end(), text[match.start() : following.end()], both)
            continue
        yield _found(text, match)


def _found(text: str, match: re.Match[str]) -> Found:
    before, after = text[: match.start()], text[match.end() :]
    amount = _share(text, match) if match["share"] else _sum(text, match)
    vague = bool(ABOUT_BEFORE.search(before) or ABOUT_AFTER.match(after))
    aside = aside_of(before, after, share=bool(match["share"]))
    return Found(match.start(), match.end(), match[0], None if aside else amount, aside, vague)


def _floor_and_ceiling(text: str, first: re.Match[str], second: re.Match[str]) -> Amount | None:
    """不低于800元、不高于1200元, in either order, as a range."""
    between, before = text[first.end() : second.start()], text[: first.start()]
    if not (first["one"] and second["one"]):
        return None
    ends = (whole(first["one"]), whole(second["one"]))
    if FLOOR_BEFORE.search(before) and re.fullmatch(BOTH + CEILING, between):
        low, high = ends
    elif CEILING_BEFORE.search(before) and re.fullmatch(BOTH + FLOOR, between):
        high, low = ends
    else:
        return None
    return Amount(AmountKind.RANGE, low=low, high=high) if low is not None and high is not None else None


def with_per(amount: Amount, sentence: str, own: str = "") -> Amount:
    """The amount with what it is given for: by the words between its commas, else by those of its sentence."""
    if EVERY.search(own):
        sentence = own
    plain = TIMES.sub("", sentence)
    return replace(amount, per=next((per for per, words in PERS if re.search(words, plain)), None))


def _sum(text: str, match: re.Match[str]) -> Amount | None:
    before, after = text[: match.start()], text[match.end() :]
    if FLOOR_BEFORE.search(before) or UNREAD_AFTER.match(after) or (before[-1:].isalnum() and before[-1:].isascii()):
        return None
    if match["high"] or match["below"]:
        low, high = _ends(match)
        known = low is not None and high is not None
        return Amount(AmountKind.RANGE, low=low, high=high) if known else None
    value = whole(match["one"] or match["sign"])
    if value is None:
        return None
    ceiling = CEILING_BEFORE.search(before) or CEILING_AFTER.match(after)
    return Amount(AmountKind.CEILING if ceiling else AmountKind.FIXED, value=value)


def _ends(match: re.Match[str]) -> tuple[int | None, int | None]:
    """Lower and upper end; 1—2万元 means ten thousand to twenty thousand."""
    words, last = match["low"] or match["above"], match["high"] or match["below"]
    scaled = bool(match["low"]) and words.isdigit() and last[-1] in "万千百" and last[0].isascii()
    return whole(words + last[-1] if scaled else words), whole(last)


def _share(text: str, match: re.Match[str]) -> Amount | None:
    words = match["share"]
    value = whole(words.removesuffix("%").removeprefix("百分之"))
    of = SHARE_OF.search(re.split(r"[，。；：]", text[: match.start()])[-1])
    if value is None or of is None:
        return None
    named = re.sub(r"^.*?(?:不得?超过|不高于|按照?|为)|^(?:给予|补助|补贴|报销|慰问|发放)+", "", of["of"])
    if not named and (base := BASE.findall(text[: match.start()])):
        named = base[-1]  # 自付部分在1万元以内的，补助10%
    return Amount(AmountKind.SHARE, value=value, share_of=named.removesuffix("的"))
