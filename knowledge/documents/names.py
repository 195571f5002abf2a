"""Other documents that a document names, and words that it defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.documents.fold import Reading
from knowledge.documents.model import Clause, Definition, Reference, Relation, Span

NAMED = re.compile(
    r"《(?P<title>(?:[^《》]|《[^》]*》)+)》"
    r"(?:（(?P<number>[\u4e00-\u9fff×]{2,14}〔\d{4}〕第?\d+号)?(?:，?(?:以下)?简称为?《(?P<short>[^《》]+)》)?）)?"
)
REPEALED = re.compile(r"(?:同时|即行|予以)?(?:废止|停止执行|失效)")
AMENDED = re.compile(
    r"(?:修改为|修订为|调整为|改为|增加|删去|删除|作(?:如下|以下)?(?:部分)?修[改订]|修[改订](?:前后)?对照"
    r"|(?:进行|予以)[^。；]{0,10}修[改订][^。；]{0,12}(?:如下|对照)|修[改订](?:内容|情况)?如下)"
)
DEFINED = re.compile(
    r"(?P<term>直系亲属|直系亲人|直系家属|近亲属|亲属|亲人|家属)\"?，?(?:是指|指的是|指|限于|仅限|仅指|包括|为)(?P<members>[^。；]{2,80})"
)
BRACKETED = re.compile(r"(?P<term>直系亲属|直系亲人|近亲属|亲属|家属)（(?P<members>[^（）]{2,60})）")
KIN = re.compile(r"父|母|配偶|子女|岳|公婆|祖|兄弟|姐妹|孙")


def references(clauses: Iterable[Clause]) -> Iterator[Reference]:
    """Every document named in 《》, with what is done to it by the sentence that names it. Where the text gives
    it a short name (以下简称《办法》), that means it from there on."""
    seen: set[tuple[int, str]] = set()
    short: dict[str, tuple[str, str]] = {}
    for clause in clauses:
        reading = Reading.of(clause.text)
        for match in NAMED.finditer(reading.text):
            spot = (clause.span.start, match["title"])
            if spot in seen:
                continue
            seen.add(spot)
            after = re.split(r"[。；]", reading.text[match.end() :])[0]
            span = reading.span(match.start(), match.end())
            number, title = short.get(match["title"], (match["number"] or "", match["title"]))
            if match["short"]:
                short[match["short"]] = number, title
            yield Reference(_relation(after), number, title, _moved(span, clause))


def _relation(after: str) -> Relation:
    if REPEALED.search(after):
        return Relation.REPEALS
    return Relation.AMENDS if AMENDED.search(after) else Relation.CITES


def definitions(clauses: Iterable[Clause]) -> Iterator[Definition]:
    """Words for relations that the document explains; each once."""
    seen: set[str] = set()
    for clause in clauses:
        reading = Reading.of(clause.text)
        for match in (*DEFINED.finditer(reading.text), *BRACKETED.finditer(reading.text)):
            members = tuple(_members(match["members"]))
            if match["term"] not in seen and KIN.search(match["members"]):
                seen.add(match["term"])
                yield Definition(match["term"], members, _moved(reading.span(match.start(), match.end()), clause))


def _members(words: str) -> Iterator[str]:
    words = re.sub(r"^(?:仅?限于?|是?指)", "", words)
    return (one for one in re.split(r"[、，和及与或]|以及", words) if one)


def _moved(span: Span, clause: Clause) -> Span:
    return Span(clause.span.start + span.start, clause.span.start + span.end)
