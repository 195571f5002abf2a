"""What each bar is held against in a labelled message, in the circumstance that it is for: the scores, and whether each
were right. What is done or asked whatever the bar (the likeliest, mostly) is left out, and so is what words settle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from knowledge.reading.asking import asks
from knowledge.reading.choosing import Held, Judged
from knowledge.reading.dangers import LIGHT, PALE, TINY, hinted, plainly
from knowledge.reading.doing import BARE, SELDOM, SMALL_TALK, acts
from knowledge.reading.features import REMARK as MARK
from knowledge.reading.happenings import CUES, FIRMER, LOSSES
from knowledge.reading.heads import ACT, ALARM, DANGER, FORM, GLOOM, REMARK, WHAT, YES
from knowledge.reading.model import PASSED_ON, Act, Danger, What
from knowledge.reading.outright import arrived
from knowledge.reading.sorrow import sorely
from knowledge.reading.voices import COULD

JudgedBy = Callable[[Held], Iterable[Judged]]
NEAR = 8  # happenings; what is less likely than so many lies far below any bar


def of_head(head: str) -> JudgedBy:
    """Every class of a head."""

    def judged(held: Held) -> Iterator[Judged]:
        if head in held.right:
            yield from ((value, name in held.right[head]) for value, name in held.scores.of(head))

    return judged


# --- what is done -----------------------------------------------------------------------------------------------------


def _one(held: Held, act: Act) -> Iterator[Judged]:
    if ACT in held.right:
        yield held.scores.get(ACT, act), act in held.right[ACT]


def likeliest_act(held: Held) -> Iterator[Judged]:
    if ACT in held.right:
        value, name = held.scores.best(ACT)
        yield value, name in held.right[ACT]


def no_small_talk(held: Held) -> Iterator[Judged]:
    """The likeliest act against what the message looks like as small talk, where one of both is right."""
    value, name = held.scores.best(ACT)
    small, right = SMALL_TALK.get(held.found.small), held.right.get(ACT, frozenset())
    if small and not asks(held.found.text) and (name in right) is not (small in right):
        yield value, name in right


def besides(*, seldom: bool = False, sure: bool = False) -> JudgedBy:
    """The acts beside the likeliest, but for questions, which have bars of their own."""

    def judged(held: Held) -> Iterator[Judged]:
        (best, _), *others = held.scores.of(ACT)
        if ACT in held.right and (seldom or (best > held.scores.bars.act_sure) is sure):
            for value, name in others:
                if name != Act.ASK and (name in SELDOM) is seldom:
                    yield value, name in held.right[ACT]

    return judged


def ask_wordless(held: Held) -> Iterator[Judged]:
    if len(held.found.text) > BARE and not asks(held.found.text):
        yield from _one(held, Act.ASK)


def _passes_on(held: Held) -> bool:
    return any(held.scores.get(ACT, act) > held.scores.bars.act_seldom for act in PASSED_ON)


def ask_worded(held: Held) -> Iterator[Judged]:
    if asks(held.found.text) and not _passes_on(held):
        yield from _one(held, Act.ASK)


def ask_passed_on(held: Held) -> Iterator[Judged]:
    if asks(held.found.text) and _passes_on(held):
        yield from _one(held, Act.ASK)


def ask_told(held: Held) -> Iterator[Judged]:
    if not asks(held.found.text) and held.scores.best(FORM)[0] > held.scores.bars.form_told:
        yield from _one(held, Act.ASK)


def half_proposed(held: Held) -> Iterator[Judged]:
    if Act.ASK in done(held) - {Act.SUGGEST} and not held.found.told.people and COULD.search(held.found.text):
        yield from _one(held, Act.SUGGEST)


def thanked(held: Held) -> Iterator[Judged]:
    if arrived(held.found.text) and not asks(held.found.text):
        yield from _one(held, Act.THANK)


def done(held: Held) -> frozenset[Act]:
    """What the message does by itself, by the bars that are chosen already."""
    return acts(held.found, held.scores, ())


# --- what happened ----------------------------------------------------------------------------------------------------


def happenings(sort: str) -> JudgedBy:
    """The happenings for which the bar of that name is."""

    def judged(held: Held) -> Iterator[Judged]:
        if WHAT not in held.right:
            return
        backed = {event.cue.kind for event, _ in held.found.told.counted}
        said = {event.cue.kind for event in held.found.told.events}
        gloomy = sorely(held.scores)
        for place, (value, name) in enumerate(held.scores.of(WHAT)[:NEAR]):
            what, loss = What(name), What(name) in LOSSES
            kind = CUES.get(what)
            unsaid = loss and not (gloomy or kind in said)
            by_rules = what is not What.ILLNESS and kind in backed
            own = "unsaid" if unsaid else "first" if place == 0 else "backed" if by_rules else "other"
            if own == sort:
                yield value - FIRMER * loss, name in held.right[WHAT]

    return judged


def sorrow(held: Held) -> Iterator[Judged]:
    if GLOOM in held.right:
        yield held.scores.get(GLOOM, YES), YES in held.right[GLOOM]


def remarks(*, named: bool) -> JudgedBy:
    """The feelings with a word for them, or without."""

    def judged(held: Held) -> Iterator[Judged]:
        if REMARK in held.right:
            for value, name in held.scores.of(REMARK):
                if (MARK + name in held.found.seen) is named:
                    yield value, name in held.right[REMARK]

    return judged


# --- danger -----------------------------------------------------------------------------------------------------------


def danger(sort: str) -> JudgedBy:
    """Any danger, where the bar of that name is asked; what is light needs more of either."""

    def judged(held: Held) -> Iterator[Judged]:
        tiny = len(held.found.text) <= TINY and held.found.motifs <= PALE  # whose bar is by hand
        own = "plain" if plainly(held.found) else "" if tiny else "other"
        if ALARM in held.right and own == sort and not held.found.motifs & LIGHT:
            yield held.scores.get(ALARM, YES), YES in held.right[ALARM]

    return judged


def peril(held: Held) -> Iterator[Judged]:
    """A body in peril, where it is the likeliest danger and no plain word tells of any."""
    value, name = held.scores.best(DANGER)
    if DANGER in held.right and name == Danger.MEDICAL and hinted(held.found, held.scores):
        yield value, name in held.right[DANGER]
