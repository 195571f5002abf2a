"""Somebody who cannot be found: heard by the words for it, and the matter of the talk until he is there again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from knowledge.reading.dangers import PALE, hinted, plainly
from knowledge.reading.evidence import Evidence
from knowledge.reading.happenings import CUES, gently
from knowledge.reading.heard import Heard
from knowledge.reading.manner import manner
from knowledge.reading.mentioned import named
from knowledge.reading.model import Act, Danger, Event, Question, Reading, State, What, Whose
from knowledge.reading.naming import UNHEARD
from knowledge.reading.peril import any_sign
from knowledge.reading.report import forms
from knowledge.reading.rules.events import Event as Cued
from knowledge.reading.rules.events import denied
from knowledge.reading.rules.kinds import Holder, holder, scene
from knowledge.reading.topic import Topic

CUE = "missing"
SUPPOSED = "missing:假设"
MENDED = "*更正或误发"  # “不是我爸走了，是走丢了” is told
ALIVE = frozenset({What.DEATH, What.PET_LOSS, What.OTHER_LOSS, What.LEAVING})  # what straying is easily taken for
NOT_PEOPLE = frozenset({Whose.PET, Whose.THING, Whose.FICTION})
SOUGHT = frozenset({State.HAPPENED, State.FEARED})
FOR_ANOTHER = frozenset({Danger.WORRY, Danger.SELF})


def with_missing(told: Sequence[Event], found: Evidence) -> tuple[Event, ...]:
    """What is told, with who is missed by the words for it; what only sounds like his death is left out."""
    if any(one.what is What.PET_LOSS and one.whose in NOT_PEOPLE for one in told):
        return tuple(told)
    missed = next(_missed(found), None)
    learned = next((one for one in told if one.what is What.MISSING), None)
    kept = [one for one in told if one.what is not What.MISSING]
    event = missed or (learned if named(found) else None)
    if event is None:
        return tuple(kept)  # “工资失踪了”
    if any(one.what is What.DEATH and one.whose is event.whose and not _gentle(one) for one in kept):
        return tuple(kept)  # “父亲去世，火化证丢了”
    if event.state is not State.DENIED:
        kept = [one for one in kept if not (one.what in ALIVE and _gentle(one))]
    return (event, *kept)


def _gentle(event: Event) -> bool:
    """Whether no plain word tells of it (“走了”)."""
    return gently(event.words) or event.state is State.DENIED


def _missed(found: Evidence) -> Iterator[Event]:
    """Who is missed, by each word for it that counts."""
    told = found.told
    whole = [reason for reason in told.stopped if reason.startswith("*") and reason != MENDED]
    for cued in told.events if not whole else ():
        if cued.cue.kind == CUE and (whose := holder(scene(told.message, list(told.people)), cued)):
            yield Event(What.MISSING, _whose(whose), _state(found, cued), whose.relation, whose.name, words=cued.words)


def _whose(held: Holder) -> Whose:
    if held.subject == "colleague":
        named = Whose.COLLEAGUE if held.name else Whose.FRIEND
        return Whose.COLLEAGUE_KIN if held.relation else named
    return forms().whose.get(held.relation or "", Whose.OTHER_KIN)


def _state(found: Evidence, cued: Cued) -> State:
    if SUPPOSED in found.told.stopped:
        return State.ASKED
    if manner().found.search(found.told.message.text):
        return State.PAST
    return State.DENIED if denied(found.told.message, cued) else State.HAPPENED


def missed_in(events: Iterable[Event]) -> Event | None:
    """Who is missed still."""
    return next((one for one in events if one.what is What.MISSING and one.state in SOUGHT), None)


def in_talk(heard: Heard, reading: Reading, topic: Topic) -> Reading:
    """The reading in a talk in which somebody is missed, or in which it turns out that he is (“不是，是走丢了”): he is
    the matter of whatever names none of its own, and nobody has died in words that only may mean so."""
    now = _now(heard, reading, topic)
    if now is None or now.what is What.DEATH:
        return replace(reading, events=(now,), kept=(), onward=None) if now else reading
    danger = _danger(heard, reading, now)
    apart = tuple(map(_of_no_death, heard.reading.questions if not heard.reading.guesses else ()))
    return replace(
        reading,
        acts=reading.acts if apart else reading.acts - {Act.ASK} | {Act.TELL},
        questions=apart,
        guesses=(),
        events=(now, *(one for one in reading.events if one.what is not What.MISSING and not _gentle(one))),
        kept=(),
        danger=danger,
        faint=reading.faint and danger is not Danger.NONE,
        onward=None,
        carried=False,
    )


def _of_no_death(asked: Question) -> Question:
    """Who strays is in no clause: nothing is asked of that for the dead."""
    return replace(asked, topic=UNHEARD, words="") if asked.topic == CUES[What.DEATH] else asked


def _danger(heard: Heard, reading: Reading, now: Event) -> Danger:
    """The danger beside it: not what is only hinted at (“往楼梯下去了”); despair in another's words is fear for him."""
    found, motifs = heard.found, heard.found.motifs
    if reading.danger in FOR_ANOTHER:
        hardly = reading.faint or hinted(found, heard.scores) or (motifs <= PALE and not plainly(found))
    else:
        hardly = hinted(found, heard.scores) and not any_sign(found.text)
    if hardly:
        return Danger.NONE
    his = now.state in SOUGHT and "third" in motifs and "self" not in motifs
    return Danger.WORRY if his and reading.danger is Danger.SELF else reading.danger


def _now(heard: Heard, reading: Reading, topic: Topic) -> Event | None:
    """Who is missed, and whether he still is, as of this message; None where nobody is."""
    before = missed_in(topic.told)
    if any(one.what is What.DEATH and not _gentle(one) and one.state is State.HAPPENED for one in reading.events):
        return None  # found, but not alive
    if before and (dead := _dead(heard)):
        return replace(before, what=What.DEATH, words=dead.words)
    missed = next((one for one in heard.reading.events if one.what is What.MISSING), None)
    if missed is None or missed.whose is Whose.OTHER_KIN:
        missed = _mended(heard, topic) or missed
    if before is None or (missed and missed.state in SOUGHT):
        return missed
    there = (missed and missed.state is not State.ASKED) or manner().found.search(reading.text)
    return replace(before, state=State.PAST) if there else before


def _dead(heard: Heard) -> Cued | None:
    """Plain words for his death, though they name nobody (“人找到了，没救回来”)."""
    told = heard.found.told
    plain = (one for one in told.events if one.cue.kind == CUES[What.DEATH] and not gently(one.words))
    return next((one for one in plain if not denied(told.message, one)), None)


def _mended(heard: Heard, topic: Topic) -> Event | None:
    """“是走丢了”: he of whom something else was understood."""
    cued = next((one for one in heard.found.told.events if one.cue.kind == CUE), None)
    of = topic.event
    if cued is None or of is None or of.whose in NOT_PEOPLE or of.what not in ALIVE | {What.MISSING}:
        return None
    return replace(of, what=What.MISSING, state=_state(heard.found, cued), day=None, words=cued.words)
