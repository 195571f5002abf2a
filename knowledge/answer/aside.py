"""What is a matter of business in a talk about a danger, and is answered as on any other day.

Only what names one in its own words: how to speak with him, who learns of it, whom to call belong to the danger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer.model import Talk
from knowledge.patterns import Late
from knowledge.reading.model import Act, Danger, Question, Reading
from knowledge.reading.naming import META, OUT, OWN, REFUSED, SIGN_UP

LATELY = 2  # messages
TELLS = frozenset({Act.TELL, Act.MOOD})
REPORTING = frozenset({"bot_status", "bot_how_to_report", "bot_edit_report", REFUSED, SIGN_UP})


def business(reading: Reading, talk: Talk, matter: Late, *, met: bool) -> Reading | None:
    """What of the message is a matter of business: what it asks and names itself; and, where it shows no sign and
    care has no answer of its own to it (`met`), what goes on with a matter that was named a moment ago (“我当时好像没
    买那个”). None where it is none."""
    asked = matters(reading, matter)
    if asked and Act.ASK in reading.acts and not (met and not matter.search(reading.text)):
        return replace(reading, questions=asked, events=(), remarks=frozenset(), acts=frozenset({Act.ASK}))
    asks_on = reading.carried and Act.ASK in reading.acts
    tells_on = reading.onward or (reading.carried and reading.acts & TELLS)
    before = talk.before[-LATELY:] if asks_on or named(reading, matter) else talk.before[-1:]
    goes_on = (asks_on or tells_on) and _named_lately(before, matter)
    return reading if goes_on and reading.signless and not met else None


def matters(reading: Reading, matter: Late) -> tuple[Question, ...]:
    """What is asked of business by the message's own words: a topic of which a sure word stands there, or any beside a
    word for what the union does (`matter`)."""
    of_union = matter.search(reading.text) and not reading.guesses and not reading.carried
    return tuple(one for one in reading.questions if _worded(one, reading, matter) or (of_union and _counts(one.topic)))


def named(reading: Reading, matter: Late) -> bool:
    """Whether something of the union's or of work is spoken of at all."""
    return bool(reading.ours or reading.worded or matter.search(reading.text))


def _worded(asked: Question, reading: Reading, matter: Late) -> bool:
    topic = asked.topic
    if topic.startswith(OUT):
        return topic in reading.worded and bool(matter.search(reading.text))
    return topic in reading.worded and not topic.startswith(OWN) and topic != META


def _counts(topic: str) -> bool:
    return topic in REPORTING or not (topic.startswith((OWN, OUT)) or topic == META)


def _named_lately(before: Sequence[Reading], matter: Late) -> bool:
    """Whether business was spoken of a moment ago, and no danger since."""
    for one in reversed(before):
        if one.danger is not Danger.NONE:
            return False
        if matters(one, matter) or matter.search(one.text):
            return True
    return False
