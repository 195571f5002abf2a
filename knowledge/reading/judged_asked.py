"""What the bars of topics and sides are held against in a labelled message (`judged.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from knowledge.lexicon.model import STRONG
from knowledge.reading.asked import PROCEDURE, Asking, askings, specific
from knowledge.reading.choosing import Held, Judged
from knowledge.reading.heads import FACET, TOPIC
from knowledge.reading.judged import JudgedBy, done
from knowledge.reading.model import Act
from knowledge.reading.naming import OUT, OWN, PLAIN, UNHEARD, is_own, is_wide
from knowledge.reading.questions import MOST_GUESSES, NEARBY, owner, worded


def topics_besides(held: Held) -> Iterator[Judged]:
    """Of who asks, the topics beside the likeliest."""
    if TOPIC in held.right and Act.ASK in done(held):
        yield from ((value, name in held.right[TOPIC]) for value, name in held.scores.of(TOPIC)[1:NEARBY])


def heard_at_all(*, named: bool) -> JudgedBy:
    """Of who asks, whether one of the likeliest, which would be asked back, is right. What none of ours is about counts
    for wrong: it is rightly said not to be heard."""

    def judged(held: Held) -> Iterator[Judged]:
        ranked = held.scores.of(TOPIC)
        (value, name), doing = ranked[0], done(held)
        strong = held.found.rules.get(owner(name), 0.0) >= STRONG
        if TOPIC in held.right and Act.ASK in doing and Act.COMPLAIN not in doing and strong is named:
            offered = [one for _, one in ranked if one != UNHEARD][: 1 if named else MOST_GUESSES]
            yield value, any(one in held.right[TOPIC] for one in offered)

    return judged


def guessed(sort: Callable[[str], bool]) -> JudgedBy:
    """The likeliest topic of that sort, with no word of its own in the message."""

    def judged(held: Held) -> Iterator[Judged]:
        value, name = held.scores.best(TOPIC)
        if name == UNHEARD or not sort(name) or worded(name, held.found) or value > held.scores.bars.topic:
            return
        if TOPIC in held.right and Act.ASK in done(held):
            yield value, name in held.right[TOPIC]

    return judged


def is_ours(topic: str) -> bool:
    return not (is_wide(topic) or is_own(topic))


# --- which side of it -------------------------------------------------------------------------------------------------


def _asked_sides(held: Held) -> frozenset[str]:
    return held.right.get(FACET, frozenset())


def sides_besides(held: Held) -> Iterator[Judged]:
    """The sides beside the likeliest, of what is asked."""
    if right := _asked_sides(held):
        yield from ((value, name in right) for value, name in held.scores.of(FACET)[1:NEARBY])


def likeliest_side(held: Held) -> Iterator[Judged]:
    """The likeliest side against none, where one of both is right."""
    value, name = held.scores.best(FACET)
    right = _asked_sides(held)
    if name != PLAIN and (name in right) is not (PLAIN in right):
        yield value, name in right


def _shown(held: Held) -> list[Asking]:
    """The asking parts of a message of ours, each with the sides that its words show."""
    _, topic = held.scores.best(TOPIC)
    parts = () if topic.startswith((OUT, OWN)) else askings(held.row.text)
    return [replace(one, facets=held.sides(one.said)) for one in parts]


def _unshown_side(held: Held, *, particular: bool) -> Iterator[tuple[float, str, list[str]]]:
    """The likeliest side, where the asking parts do not show it, with the particular ones that they show, if any."""
    value, name = held.scores.best(FACET)
    parts = _shown(held) if _asked_sides(held) else []
    if parts and not any(name in one.facets for one in parts):
        instead = [side for one in parts for side in specific(one)[:1]]
        if bool({*instead} - {PROCEDURE}) is particular:
            yield value, name, instead


def side_sure(held: Held) -> Iterator[Judged]:
    """The likeliest side against particular ones that words show, where one of both is right."""
    right = _asked_sides(held)
    for value, name, instead in _unshown_side(held, particular=True):
        if (name in right) is right.isdisjoint(instead):
            yield value, name in right


def side_unsure(held: Held) -> Iterator[Judged]:
    """The likeliest side, where words show no particular one."""
    for value, name, _ in _unshown_side(held, particular=False):
        yield value, name in _asked_sides(held)


def side_shown(*, by_word: bool) -> JudgedBy:
    """Of a turn, the sides that it may show; `by_word`: the likeliest with a word for it, where none is sure."""

    def judged(held: Held) -> Iterator[Judged]:
        right = _asked_sides(held)
        if not held.row.context or not right:
            return
        ranked = [(value, name) for value, name in held.scores.of(FACET) if name != PLAIN]
        if not by_word:
            yield from ((value, name in right) for value, name in ranked)
        elif ranked[0][0] <= held.scores.bars.side_shown:
            backed = ((value, name in right) for value, name in ranked if name in held.found.facets)
            yield from list(backed)[:1]

    return judged
