"""The items of a list of deeds (会员…要访；会员…要贺): each is of its own, whether or not its event is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.documents import texts
from knowledge.documents.fold import Reading
from knowledge.documents.marks import mark_of
from knowledge.documents.model import Clause, Flag, FlagKind
from knowledge.documents.outline import DEED
from knowledge.documents.terms import events

ITEM = re.compile(
    rf"(?P<title>(?:工会)?(?:会员|职工)[^，。；：（）\"]{{2,30}}?)的?(?P<deed>{DEED})(?:（[^）]*）)*[。；，.;]?\"?"
)


def title_of(text: str) -> str:
    """What a folded text, where it is an item, is about; "" for what is none."""
    match = ITEM.fullmatch(text)
    return match["title"] if match else ""


def item_of(clause: Clause) -> str:
    """The same of a clause, without the number that it may begin with."""
    text = Reading.of(clause.text).text
    mark = mark_of(text)
    return title_of(text[mark.length if mark else 0 :])


def apart(clauses: Sequence[Clause]) -> list[Clause]:
    """Of items that are read as one event, those that do not name it beside one that does are of none."""
    alike: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, clause in enumerate(clauses):
        if clause.event and item_of(clause):
            alike[clause.place, clause.event].append(at)
    other: set[int] = set()
    for (_, event), places in alike.items():
        named = {at for at in places if events()[event].name in Reading.of(clauses[at].text).text}
        other |= set(places) - named if named else set()
    return [_unknown(clause) if at in other else clause for at, clause in enumerate(clauses)]


def _unknown(clause: Clause) -> Clause:
    return replace(clause, event=None, title=item_of(clause))


def unknown(clauses: Sequence[Clause], known: Sequence[Clause] = ()) -> Iterator[Flag]:
    """Items of no event that is known; not those that the document before had in these words (`known`)."""
    before = {clause.title for clause in known if is_own(clause)}
    for number, clause in enumerate(clauses):
        if is_own(clause) and clause.title not in before:
            what = texts.NEW_ITEM
            yield Flag(FlagKind.NEW_ITEM, f"{clause.place}“{clause.title}”：{what}", False, number, clause.span)


def is_own(clause: Clause) -> bool:
    """Whether it is an item of no event that is known: quoted, under its own title."""
    return clause.event is None and bool(clause.title)
