"""Compares two sets of documents in force, kind by kind and matter by matter, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge import texts
from knowledge.answer.rules import bare
from knowledge.answer.works import items_of
from knowledge.document import Item, KindClause, Notice
from knowledge.lexicon.load import Lexicon
from knowledge.patterns import Late

#: Words of emphasis, which a document of another year has or has not; nothing is granted or asked by them.
EMPHASIS = Late(r"认真|积极|大力|切实|进一步|扎实|深入|广泛|努力|不断|持续|着力|[^\w]|的")
INNER = str.maketrans("“”", "‘’")
MATTERS = frozenset({"activity", "work_item"})


@dataclass(frozen=True, slots=True)
class Change:
    """One kind or matter as it was and as it is. None, or no items, where it is not written."""

    topic: str
    title: str
    before: KindClause | None = None
    after: KindClause | None = None
    was: tuple[Item, ...] = ()
    now: tuple[Item, ...] = ()


def kind_changed(before: KindClause | None, after: KindClause | None) -> bool:
    if before is None or after is None:
        return before is not after
    same = (before.form, before.ceiling, before.visit) == (after.form, after.ceiling, after.visit)
    return not same or (not after.plain and before.clause != after.clause)


def kinds_between(before: Notice, after: Notice, lexicon: Lexicon) -> Iterator[Change]:
    """Every kind that one of them lists, in their order, whether it changed or not."""
    then, there = ({kind.key: kind for kind in notice.every} for notice in (before, after))
    for key in there | then:
        was, now = then.get(key), there.get(key)
        known = now or was
        topic = lexicon.topics.get(key)
        title = known.title if known else topic.label if topic else key
        yield Change(key, title, was, now)


def changes(before: Notice, after: Notice, lexicon: Lexicon) -> list[Change]:
    """All that differs, kinds first. Of a matter that stands in both, other figures of a year, stops and words
    of emphasis are no difference."""
    kinds = [one for one in kinds_between(before, after, lexicon) if kind_changed(one.before, one.after)]
    return [*kinds, *_matters(before, after, lexicon)]


def _matters(before: Notice, after: Notice, lexicon: Lexicon) -> Iterator[Change]:
    told: set[str] = set()  # a clause that is about several matters is told once
    for topic in lexicon.topics.values():
        if topic.intent not in MATTERS:
            continue
        was, now = items_of(topic, before), items_of(topic, after)
        if _words(was) != _words(now) and not (was and now and now[0].text in told):
            told.add(now[0].text if now else "")
            yield Change(topic.key, topic.title, was=tuple(was), now=tuple(now))


def _words(items: Iterable[Item]) -> frozenset[str]:
    return frozenset(EMPHASIS.sub("", bare(item.text)) for item in items)


def grant(kind: KindClause | None) -> str:
    """What is given, in a few words: 慰问金不超过 1000 元."""
    if kind is None:
        return "没有这一项"
    if not kind.plain:
        return f"“{kind.clause.rstrip('。；')}”"
    return f"{kind.form}不超过 {kind.ceiling} 元" if kind.ceiling is not None else "未写明金额"


def sentence(change: Change, then: str = "原来", now_: str = "现在") -> str:
    """The change in one sentence, by the documents' own years. `then`, `now_`: how the two times are called."""
    if change.was and change.now:
        return texts.reworded(change.title, now_, "".join(one.text for one in change.now).translate(INNER))
    if change.was or change.now:
        there = (change.now or change.was)[0].source
        return f"{change.title}：{there.number}{'新写到了' if change.now else f'写到的，{now_}没有写'}。"
    before, after = grant(change.before), grant(change.after)
    if change.before is None:
        return f"“{change.title}”：新增，{after}。"
    if change.after is None:
        return texts.not_listed(change.title, then, before, now_)
    if not kind_changed(change.before, change.after):
        return f"“{change.title}”：没有变，都是{after}。"
    return f"“{change.title}”：{then}是{before}，{now_}是{after}。"
