"""What the writer of a message does with it: asks, tells, complains, thanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.lexicon.model import STRONG
from knowledge.reading.asking import asks
from knowledge.reading.evidence import Evidence
from knowledge.reading.heads import ACT, FORM
from knowledge.reading.linear import Scores
from knowledge.reading.manner import manner
from knowledge.reading.model import PASSED_ON, Act, Event
from knowledge.reading.report import TOLD, opens

SENTENCES = re.compile(r"[。!！;；\n]")
WORDLESS = re.compile(r"[^\w?？]+")  # “👍”, “……”
LONGEST_LABEL = 10  # characters; no button's words are longer
ASKED, SURELY = -2.0, 1.0
SMALL_TALK = {"greeting": Act.GREET, "thanks": Act.THANK, "bye": Act.BYE, "mood": Act.MOOD, "fun": Act.FUN}
DONE = -0.5  # log-odds from which an act counts, chosen on rounds held out by writer
# Log-odds of a question without a word that asks: of 1,388 messages by writers held out 49 are missed, 65 amiss.
PLAIN, BARE = 0.0, 8  # characters; what is as short may be the bare name of what is asked about
SURE = 0.0  # log-odds of a form from which its event is told


def acts(found: Evidence, scores: Scores, told: Sequence[Event]) -> frozenset[Act]:
    """Every act likelier than not; the likeliest where none is. Words that ask need less to be a question, and what
    is told as a form is told, and asked only in words that ask."""
    if WORDLESS.fullmatch(found.text):
        return frozenset({Act.AGREE})
    asking = asks(found.text)
    small = SMALL_TALK.get(found.small)
    if small and not asking and (scores.best(ACT)[0] < SURELY or scores.best(ACT)[1] == small):
        return frozenset({small})
    if found.bare:
        return frozenset({Act.ASK})
    least = 0.0 if scores.best(ACT)[0] > SURELY else DONE  # beside a sure act, what is unlikely is not done as well
    done = frozenset(map(Act, scores.above(ACT, least) or [scores.best(ACT)[1]]))
    if len(found.text) > BARE and not asking and scores.get(ACT, Act.ASK) <= PLAIN:
        done = done - {Act.ASK} or frozenset({Act.TELL})
    if _asks_at_last(found):
        done = (done - PASSED_ON) | {Act.ASK}  # what is told first is told to be asked about
    if asking and scores.get(ACT, Act.ASK) > (0.0 if done & PASSED_ON else ASKED):
        done |= {Act.ASK}
    if Act.REPORT in done and (not asking or scores.get(ACT, Act.REPORT) > scores.get(ACT, Act.ASK)):
        done -= {Act.ASK}
    if len(found.text) > LONGEST_LABEL:
        done = done - {Act.PRESS} or frozenset({Act.TELL})
    return _of_what_is_told(done, found, scores, told, asking=asking)


def _of_what_is_told(
    done: frozenset[Act], found: Evidence, scores: Scores, told: Sequence[Event], *, asking: bool
) -> frozenset[Act]:
    """The acts with what the happenings and the plain words of a message make of them."""
    if manner().grateful.search(found.text) and not asking:
        done = done - {Act.ASK} | {Act.THANK}
    if tells(told, scores):
        if scores.get(ACT, Act.TELL) > scores.get(ACT, Act.FUN):
            done -= {Act.FUN}  # “考上浙大了哈哈哈”: laughter, and no joke
        done = done | {Act.TELL}
        if not asking and scores.get(ACT, Act.ASK) <= SURELY:
            done -= {Act.ASK}  # “岳父走了我能请几天丧假” asks all the same
    return done


def _asks_at_last(found: Evidence) -> bool:
    """Whether the last sentence of several asks in plain words for something of ours, whatever was told before it."""
    *before, last = [one for one in SENTENCES.split(found.text) if one] or [found.text]
    named = any(hit.weight >= STRONG and hit.words in last for hit in found.hits)
    return bool(before) and named and asks(last)


def tells(told: Sequence[Event], scores: Scores) -> bool:
    """Whether an event is told after all, by what was learned of the forms that messages open."""
    kinds = (opens(event.what, event.whose) for event in told if event.state in TOLD)
    return any(kind and scores.get(FORM, kind) > SURE for kind in kinds)
