"""Which sides of an activity a message asks, part by part, and which of them nothing that is written tells of."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from bot.activities.rules import Activity
from bot.questions import activity_facts as facts
from bot.questions.activity_facts import RULES, Seen
from bot.questions.activity_sides import TELLS
from bot.questions.activity_talk import MINE
from bot.questions.texts import activities as texts
from bot.questions.texts import places
from knowledge.answer.states import Verdict, strange
from knowledge.calendar.words import date_words
from knowledge.reading.asked import specific
from knowledge.reading.naming import SIGN_UP

if TYPE_CHECKING:
    from knowledge import Library
    from knowledge.reading.asked import Asking
    from knowledge.reading.model import Reading

_OF_ITS_OWN = frozenset({"date", "place", "payout", "form", "procedure"})
_BESIDE_WHOM = frozenset({"fee", "materials", "liability", "leave"})  # asked of who is brought, too
_RULED = ("procedure", "proxy", "exchange", "covered", "exists", "validity", "other")  # under which rules are asked


def meant(
    library: "Library",
    reading: "Reading",
    sides: frozenset[str],
    quotes: Sequence[str] = (),
    named: Sequence[Activity] = (),
) -> frozenset[str]:
    """The sides asked of an activity that is named: those that the asking parts show, rules of signing up among them;
    what was learned stays where they show none, or this too. `quotes`: the parts that nothing tells of."""
    if texts.SIGNED_UP.search(reading.text) and not reading.askings:
        return frozenset({MINE})
    if named and facts.only_named(named[0], reading.text):
        return frozenset({"what"})
    shown: list[str] = []
    for one in [asking for asking in reading.askings if asking.quote not in quotes]:
        if plain := _plainly(one.said):
            shown += plain
            continue
        ruled = _ruled(library, one.said)
        if named and not ruled and facts.rather_in_note(named[0], one):
            shown.append("other")
            continue
        shown += ruled[:1] or specific(one)[:1] or [side for side in one.facets if side in TELLS]
    every = bool(quotes) and all(one.quote in quotes for one in reading.askings)
    return frozenset(shown) or (frozenset({"other"}) if every else sides)


def unsaid(library: "Library", reading: "Reading", seen: Seen) -> Sequence[str]:
    """What is asked, in the member's own words, that neither the fields of the activity nor the rules tell of."""
    one = seen.named[0]
    fields = " ".join([one.title, *filter(None, (one.plan.place, one.plan.audience, one.plan.note))])
    untold = {asking.quote for asking in library.untold(reading, fields)}
    return [asking.quote for asking in reading.askings if asking.quote and _open(library, seen, asking, untold)]


def _open(library: "Library", seen: Seen, asking: "Asking", untold: Collection[str]) -> bool:
    """Whether nothing tells of an asking part. `untold`: what no word of the fields speaks of."""
    one, said = seen.named[0], asking.said
    if places.states(said) or _of_whom(one, asking):
        return False
    if facts.finer(one, said):
        return True
    nothing = not asking.facets and facts.verdict(seen, one, said) is Verdict.UNSTATED
    of_it = nothing or asking.quote in untold or facts.amiss(seen, one, said)
    return of_it and not _told(library, seen, asking) and facts.unsettled(seen, one, said)


def _of_whom(activity: Activity, asking: "Asking") -> bool:
    """Whether it asks of who may be brought, which whom it is for tells."""
    family = texts.brought(asking.said)
    return bool(family) and (facts.bring(activity, family) or _BESIDE_WHOM.isdisjoint(specific(asking)))


def _plainly(said: str) -> list[str]:
    """The sides that plain words of an asking part show."""
    mine = [MINE] if texts.SIGNED_UP.search(said) or places.seeks_himself(said) else []
    return mine or texts.plainly(said)


def _ruled(library: "Library", said: str) -> list[str]:
    """The rules of signing up that words of an asking part show."""
    return [side for side in library.closer(SIGN_UP, _RULED, said) if side in RULES and side not in _RULED]


def _told(library: "Library", seen: Seen, asking: "Asking") -> bool:
    """Whether its side has a field, or a sentence of its own; where and when are told of the activity alone, not of
    what else is asked after (停车, 券什么时候发)."""
    ruled = _ruled(library, asking.said)
    if _plainly(asking.said):
        return True
    shown = {*specific(asking)}
    if shown and shown <= _OF_ITS_OWN and facts.closer_side(seen, seen.named[0], asking.said):
        return False
    unsaid = not shown.isdisjoint(texts.UNSAID) and not facts.in_note(seen.named[0], asking.said)
    return bool(ruled) or unsaid or not shown.isdisjoint(TELLS)


def absent(text: str, running: Sequence[Activity], known: str) -> list[str]:
    """What a message calls an activity or a festival, in its words, that neither a published one nor `known` has."""
    published = "，".join(part for one in running for part in (one.title, one.plan.note) if part)
    there = f"{published}，{known}"
    called = [one for one in strange(text, there) if f"{one}活动" in text]
    festivals = [one for one in strange(text, "") if one.endswith("节") or one in date_words().festivals]
    return list(dict.fromkeys([*(one for one in festivals if one[:2] not in there), *called]))
