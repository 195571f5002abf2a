"""Answers about wholes, computed from the notice: all the kinds, those with money or goods, all activities and work.

A list where a list is asked for; where one side of all is asked (打卡还是现金), that side, and the way to the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.answer import texts
from knowledge.answer.kinds import OF_CLAUSE
from knowledge.answer.named import EXTRA, FIRST
from knowledge.answer.sides import Sides, of_whole
from knowledge.answer.texts import not_written
from knowledge.answer.works import items_of, titled
from knowledge.document import Item, KindClause, Notice, Place, Source
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import Topic
from knowledge.patterns import Late
from knowledge.reading.model import Reading
from knowledge.reading.naming import COVERED
from knowledge.reading.ordinal import ordinal_in

HIGHEST = Late(r"最高|最多|最大|最贵|最值钱|天花板")
LOWEST = Late(r"最低|最少|最小|最便宜|最寒酸")
NO_MONEY = Late(r"(没|未|无|不).{0,4}?(钱|金额|标|数|上限|限额)")
NUMERALS = dict(enumerate("一二三四五六七八九十", 1))


#: Who asks one of these wants the list, whatever else he asks; of form, the list sorted by it.
LISTS = frozenset({"which", "count", "comparison"})
ACTIVITIES = "all_activities"
LISTED = OF_CLAUSE | {"form"}


@dataclass(frozen=True, slots=True)
class Whole:
    """The text, the kinds it speaks of, the places it rests on, the topics it names beside kinds, and whether they are
    `listed` with what is granted."""

    text: str
    kinds: tuple[KindClause, ...]
    places: tuple[Place, ...]
    topics: tuple[str, ...] = ()
    listed: bool = True


def sided(
    topic: str, facets: Sequence[str], caveat: str, notice: Notice, sides: Sides, quotes: Mapping[str, str]
) -> Whole | None:
    """What is said where sides of all the kinds are asked about that no list answers; None where there are none.
    `caveat`: whom or what the clauses leave open, where that is asked; `quotes`: by side, what is said back."""
    asked = [facet for facet in facets if facet not in LISTED]
    pool = kinds_of(topic, notice)
    if topic == ACTIVITIES and asked and not {"which", "count", "procedure"} & set(facets):
        return _of_activities(asked, sides, quotes)
    if not asked or LISTS & set(facets) or topic in {ACTIVITIES, "all_work"}:
        return None
    dealt = {COVERED} if caveat else set()
    known = {
        facet: sides.say(facet, of_whole(topic), pool[0].place, quotes.get(facet, ""))
        for facet in asked
        if facet not in dealt
    }
    extra = [not_written(quotes[key]) for key in (FIRST, EXTRA) if key in quotes]
    said = [*extra, *([caveat] if caveat else []), *filter(None, known.values())]
    said += sides.unstated([facet for facet, sentence in known.items() if not sentence], quotes)
    if not said:
        return None
    said += [texts.EACH_BELOW] if sides.figure(asked) else []
    places = tuple(dict.fromkeys(kind.place for kind in pool))
    return Whole("".join(said), _known(pool), places, listed=False)


def _known(kinds: Iterable[KindClause]) -> tuple[KindClause, ...]:
    """Those that more can be asked about."""
    return tuple(kind for kind in kinds if not kind.own)


def _of_activities(asked: Sequence[str], sides: Sides, quotes: Mapping[str, str]) -> Whole | None:
    """What is said of sides of any activity, none being named; where nothing is, the list."""
    scopes = (ACTIVITIES, "activity", "plan")
    known = {facet: sides.say(facet, scopes, quote=quotes.get(facet, "")) for facet in asked}
    unsaid = sides.unstated([facet for facet, sentence in known.items() if not sentence], quotes)
    said = [*(not_written(quotes[key]) for key in (FIRST, EXTRA) if key in quotes), *filter(None, known.values())]
    said += unsaid
    return Whole("".join(said), (), (), listed=False) if said else None


def answer(topic: str, facets: Sequence[str], reading: Reading, notice: Notice, lexicon: Lexicon) -> Whole:
    """What is said of the whole `topic`, one of WHOLES, as a list."""
    if topic == ACTIVITIES:
        return _listed_topics("activity", "安排的活动有", notice, lexicon)
    if topic == "all_work":
        return _work(notice)
    pool = kinds_of(topic, notice)
    by_form = "form" in facets and pool == notice.every
    text, kinds = particular(facets, reading, pool, notice) or _list("all_goods" if by_form else topic, pool, notice)
    places = tuple(dict.fromkeys(kind.place for kind in kinds or pool))
    return Whole(text, _known(kinds), places)


def kinds_of(topic: str, notice: Notice) -> tuple[KindClause, ...]:
    """The kinds that a whole is of; of activities and work, none."""
    visits, joys = _groups(notice)
    by_topic = {"all_visits": visits, "all_joys": joys, ACTIVITIES: (), "all_work": ()}
    return by_topic.get(topic, notice.every)


def _groups(notice: Notice) -> tuple[tuple[KindClause, ...], tuple[KindClause, ...]]:
    """Visits, and congratulations."""
    every = notice.every
    return tuple(kind for kind in every if kind.visit), tuple(kind for kind in every if not kind.visit)


def particular(
    facets: Sequence[str], reading: Reading, pool: tuple[KindClause, ...], notice: Notice
) -> tuple[str, tuple[KindClause, ...]] | None:
    """The highest, the lowest, those of a figure, those without one, or the n-th, where one of them is asked for."""
    capped = [kind for kind in pool if kind.ceiling is not None]
    if (place := ordinal_in(reading.text)) is not None:
        return _ordinal(place, pool)
    if HIGHEST.search(reading.text) and capped:
        return _extreme("最高", max(kind.ceiling or 0 for kind in capped), capped)
    if LOWEST.search(reading.text) and capped:
        return _extreme("最低", min(kind.ceiling or 0 for kind in capped), capped)
    ceilings = {kind.ceiling for kind in notice.every}
    if (reading.carried or {"which", "count"} & set(facets)) and any(yuan in ceilings for yuan in reading.figures):
        return _at(reading.figures, pool, notice)
    if NO_MONEY.search(reading.text):
        chosen = tuple(kind for kind in pool if kind.ceiling is None)
        return texts.without_figure(len(chosen), _listed(chosen)), chosen
    return None


def _ordinal(place: int, pool: tuple[KindClause, ...]) -> tuple[str, tuple[KindClause, ...]]:
    if not -len(pool) <= place < len(pool):
        return f"一共只有 {len(pool)} 项：{_listed(pool)}。", ()
    return f"这一项是{_said(pool[place])}。", (pool[place],)


def _extreme(word: str, yuan: int, capped: Iterable[KindClause]) -> tuple[str, tuple[KindClause, ...]]:
    chosen = tuple(kind for kind in capped if kind.ceiling == yuan)
    return texts.extreme(word, len(chosen), _listed(chosen)), chosen


def _at(figures: Iterable[int], pool: tuple[KindClause, ...], notice: Notice) -> tuple[str, tuple[KindClause, ...]]:
    """The kinds with one of these ceilings; where the list that was asked about has none, those of the notice."""
    asked = set(figures)
    chosen = tuple(kind for kind in pool if kind.ceiling in asked) or tuple(
        kind for kind in notice.every if kind.ceiling in asked
    )
    yuan = "、".join(str(one) for one in sorted({kind.ceiling for kind in chosen if kind.ceiling}))
    return f"上限是 {yuan} 元的有 {len(chosen)} 项：{_listed(chosen)}。", chosen


def _list(topic: str, pool: tuple[KindClause, ...], notice: Notice) -> tuple[str, tuple[KindClause, ...]]:
    if topic in {"all_money", "all_goods"}:
        return _by_form(topic, notice)
    visits, joys = _groups(notice)
    groups = [("要访", "看望、走访", visits), ("要贺", "祝贺", joys)]
    said = [
        f"“{_name(name, kinds, notice)}”是{deed}会员，有 {len(kinds)} 项：{_listed(kinds)}。"
        for name, deed, kinds in groups
        if kinds and kinds[0] in pool
    ]
    head = f"一共 {len(pool)} 项。\n" if len(said) > 1 else ""
    return head + "\n".join(said), pool


def _name(deed: str, kinds: Sequence[KindClause], notice: Notice) -> str:
    """五要贺, as the notice itself calls them; where it gives them no name, by their number."""
    called = (re.search(rf"[一二三四五六七八九十]{{1,2}}{deed}", item.text) for item in notice.items)
    named = next(filter(None, called), None)
    return named[0] if named else f"{NUMERALS.get(len(kinds), str(len(kinds)))}{deed}"


def _by_form(topic: str, notice: Notice) -> tuple[str, tuple[KindClause, ...]]:
    """Money first where money is asked about, goods first where goods are; the other after it, never mixed."""
    forms = ("慰问金", "慰问品") if topic == "all_money" else ("慰问品", "慰问金")
    groups = {form: [kind for kind in notice.every if kind.form == form] for form in forms}
    said = [f"写明是{form}的有 {len(kinds)} 项：{_listed(kinds)}。" for form, kinds in groups.items() if kinds]
    rest = [kind.title for kind in notice.every if kind.form is None]
    if rest:
        said.append(texts.without_form(rest))
    return "\n".join(said), tuple(kind for kinds in groups.values() for kind in kinds)


def _listed_topics(intent: str, head: str, notice: Notice, lexicon: Lexicon) -> Whole:
    """The topics of one intent that the notice mentions, in its own order, each with where it stands."""
    found = [
        (items[0], topic)
        for topic in lexicon.topics.values()
        if topic.intent == intent and (items := items_of(topic, notice))
    ]
    sources = list(dict.fromkeys((notice.source, *(item.source for item, _ in found))))
    found.sort(key=lambda pair: (sources.index(pair[0].source), pair[0].line))
    text = "".join(_of_source(source, head, found) for source in sources)
    places = tuple(item.place for item, _ in found)
    return Whole(f"{text}{texts.WHICH_ONE}", (), places, tuple(topic.key for _, topic in found))


def _of_source(source: Source, head: str, found: Iterable[tuple[Item, Topic]]) -> str:
    """What one document has of a list; "" where it has nothing."""
    named = "、".join(titled(topic, item.text) or topic.label for item, topic in found if item.source == source)
    return f"{source.year}年的通知{head}：{named}。" if named else ""


def _work(notice: Notice) -> Whole:
    names = "；".join(f"{part.ordinal}、{part.title}" for part in notice.parts)
    return Whole(texts.work(notice.year, len(notice.parts), names), (), (notice.whole,))


def _listed(kinds: Iterable[KindClause]) -> str:
    return "；".join(map(_said, kinds))


def _said(kind: KindClause) -> str:
    grant = "通知未写明金额" if kind.ceiling is None else f"{kind.form}不超过 {kind.ceiling} 元"
    if not kind.plain:  # several ranges, conditions: no one figure says it
        grant = "标准见原文"
    return f"{kind.title}（{grant}）"
