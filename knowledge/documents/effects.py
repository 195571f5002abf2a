"""Numbers that are no amount and still decide who gets what: how often, how many days, until when, from which day.

Sentence by sentence beside the document that is replaced; amounts are covered, since they are typed unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from knowledge.documents import texts
from knowledge.documents.amounts import MONEY
from knowledge.documents.grants import wording
from knowledge.documents.model import Clause, Document, Flag, FlagKind
from knowledge.documents.numerals import CHINESE, DATE, day, whole

NUMBER = rf"(?:\d+|{CHINESE})"
UNIT = r"个?(?:工作日|自然日|周岁|小时|季度|学年|学期|[天日周月年次胎孩岁届倍])"
_DAY = re.sub(r"\?P<[ymd]>", "", DATE.pattern)
EFFECT = re.compile(rf"{_DAY}|(?:第?{NUMBER}(?:—|至|到))?{NUMBER}{UNIT}|每(?:个?[人名位户])?(?:半?年|季度?|月|次)")
BARE = re.compile(rf"[0-9]{{2,}}(?!{UNIT}|[0-9年月日号条人])")
TELLS = re.compile(r"慰问|申请|申报|提出|领取|享受|限|有效期|施行|执行|生效|试行|失效|废止")
SENTENCES = re.compile(r"[^。；！？]+")
OF_YEAR = re.compile(r"[0-9]{4}年(?![0-9])")
LIKE = 0.75  # of one sentence in two wordings, by difflib's ratio


@dataclass(frozen=True)
class Said:
    """A sentence with its amounts covered, its bones (numbers taken out) and its numbers."""

    words: str
    bones: str
    numbers: tuple[str, ...]


def changed(document: Document, former: Document) -> Iterator[Flag]:
    """Every sentence whose numbers are others than in the former document."""
    before = [said for clause in former.clauses for said in _said(clause, _year(former))]
    all_before = {one.words for one in before}
    told: set[str] = set()
    for number, clause in enumerate(document.clauses):
        for said in _said(clause, _year(document)):
            if said.words in all_before or said.words in told or not (clause.event or TELLS.search(said.words)):
                continue
            told.add(said.words)
            if other := _other(said, before):
                was = f"{former.number or '前一份'}写的是“{other.words}”"
                words = texts.doubtful_number(clause.place, said.words, was)
                yield Flag(FlagKind.EFFECT, words, False, number, clause.span)
    yield from _defined(document, former)


def _defined(document: Document, former: Document) -> Iterator[Flag]:
    """A word that takes in other people than before: 直系亲属."""
    before = {one.term: one.members for one in former.definitions}
    for one in document.definitions:
        was = before.get(one.term, one.members)
        if set(was) != set(one.members):
            then = f"{former.number or '前一份'}里是{'、'.join(was)}"
            words = texts.includes(one.term, "、".join(one.members), then)
            yield Flag(FlagKind.EFFECT, words, False, None, one.span)


def covered(text: str) -> str:
    """A clause's words with its amounts covered, those of a table too, whose unit stands in its head."""
    return BARE.sub("□", MONEY.sub("□元", wording(text)))


def _year(document: Document) -> str:
    """The year that the document is of, by its title, else by its signature: “2027年”."""
    named = OF_YEAR.search(document.title)
    return named[0] if named else f"{document.signed.year}年" if document.signed else ""


def _said(clause: Clause, year: str) -> Iterator[Said]:
    """Sentence by sentence. Its own year is no number that counts: a plan names it again and again."""
    for match in SENTENCES.finditer(covered(clause.text)):
        words = match[0]
        numbers = tuple("本年" if one[0] == year else _plain(one[0]) for one in EFFECT.finditer(words))
        if numbers:
            yield Said(words, EFFECT.sub("#", words), numbers)


def _plain(words: str) -> str:
    """两次 and 2次 are one number."""
    if found := day(words):
        return found.isoformat()
    return re.sub(NUMBER, lambda one: str(whole(one[0]) or one[0]), words)


def _other(said: Said, before: list[Said]) -> Said | None:
    """The same sentence with other numbers; None where it is not there, or with the same ones."""
    alike = [one for one in before if one.bones == said.bones]
    if not alike:
        near = get_close_matches(said.bones, [one.bones for one in before], 1, LIKE)
        alike = [one for one in before if one.bones in near]
    if not alike or any(one.numbers == said.numbers for one in alike):
        return None
    return alike[0]
