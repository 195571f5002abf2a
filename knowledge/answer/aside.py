"""What is a matter of business in a talk about a danger, and is answered as on any other day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer.model import Talk
from knowledge.reading.model import Act, Danger, Question, Reading
from knowledge.reading.naming import OUT, OWN, REFUSED, SIGN_UP

BARE = 6  # characters; “那怎么办” in care is no matter of business
LATELY = 3  # messages
REPORTING = frozenset({"bot_status", "bot_how_to_report", "bot_edit_report", REFUSED, SIGN_UP})


def business(reading: Reading, talk: Talk, *, met: bool) -> Reading | None:
    """What of the message is a matter of business: a clear question about the notice; and, where it shows no sign and
    care has no answer of its own to it (`met`), one about reports, or what goes on with a matter that was spoken of a
    moment ago (“我当时好像没买那个”). None where it is none."""
    calm, goes_on = reading.signless and not met, _goes_on(talk.before)
    asked = tuple(one for one in reading.questions if _ours(one) or (calm and one.topic in REPORTING))
    bare = reading.carried and len(reading.text) <= BARE and not goes_on
    if asked and Act.ASK in reading.acts and not bare:
        return replace(reading, questions=asked, events=(), remarks=frozenset(), acts=frozenset({Act.ASK}))
    tells = reading.onward or (reading.carried and Act.TELL in reading.acts)
    return reading if goes_on and tells and (calm or (reading.ours and not met)) else None


def _ours(asked: Question) -> bool:
    return not asked.topic.startswith((OWN, OUT))


def _goes_on(before: Sequence[Reading]) -> bool:
    """Whether business was spoken of a moment ago, and no danger since."""
    for one in reversed(before[-LATELY:]):
        if one.danger is not Danger.NONE:
            return False
        if Act.ASK in one.acts and any(map(_ours, one.questions)):
            return True
    return False
