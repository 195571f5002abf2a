"""What is to be answered of a reading: each topic with its sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answer import licence, meta
from knowledge.answer.rules import Rules
from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.reading.happenings import CUES
from knowledge.reading.model import PASSED_ON, Act, Question, Reading, State, Wanted
from knowledge.reading.naming import COMPARISON, META, OUT, OWN, WHOLES

COMPLAINT = "bot_complain"
WHOLE = "all_benefits"
WITHDRAWING = "bot_withdraw"
TWINS = ("hardship", "difficulty_relief")
#: Sides of handing in and of dealing with a report, which are the same for both.
ONE_WAY = frozenset({"procedure", "materials", "deadline", "response", "handler", "payout", "proxy", "secrecy"})
MOST_TOPICS = 4


@dataclass(frozen=True)
class Matters:
    """Chooses what is answered, of one notice."""

    notice: Notice
    lexicon: Lexicon
    rules: Rules

    def asked(self, reading: Reading, reported: str | None) -> dict[str, tuple[str, ...]]:
        """Topic → its sides, in the order in which they are asked; what is reported comes first. Who asks nothing is
        not answered with what he asked before."""
        found: dict[str, list[str]] = {reported: []} if reported else {}
        if reading.wish and reading.wish.wanted is Wanted.WITHDRAW:
            found = {WITHDRAWING: []}
        for question in _meant(reading):
            found.setdefault(question.topic, []).append(question.facet)
        for nearby in self._ceiling_meant(tuple(found), reading):
            found = {nearby: []} | found
        if not found and Act.ASK in reading.acts and not reading.acts & PASSED_ON:
            found = {kind: [] for event in reading.events for kind in licence.kinds_of(event, self.rules)[:1]}
        if len(found) > 1 and META in found and not meta.sides(self.notice, reading.text):
            del found[META]  # “2019年有哪些活动” asks nothing of the notice itself
        if len(set(found) & set(WHOLES)) > 1:
            found.pop(WHOLE, None)  # “哪些事项有钱” asks of one whole, which lists less than all
        if set(TWINS) <= set(found) and ONE_WAY.issuperset({*found[TWINS[0]], *found[TWINS[1]]}):
            del found[TWINS[1]]  # both are handed in the same way: it is told once
        if COMPARISON in found.get(WHOLE, ()) and len(found) > 2:
            del found[WHOLE]  # “结婚和生孩子哪个多” compares these two
        chosen = sorted(found.items(), key=lambda one: one[0] != COMPLAINT)[:MOST_TOPICS]  # anger is met first
        return {topic: tuple(dict.fromkeys(facets)) for topic, facets in chosen}

    def _ceiling_meant(self, asked: Sequence[str], reading: Reading) -> list[str]:
        """The kinds near a look-alike whose ceiling the message names: “医药费花了八万，就给一千？” means ours."""
        known = (self.lexicon.declines.get(topic.removeprefix(OUT)) for topic in asked if topic.startswith(OUT))
        near = (self.notice.kind(decline.nearby) for decline in known if decline)
        return [kind.key for kind in near if kind and kind.ceiling in reading.figures and kind.key not in asked]


def _meant(reading: Reading) -> Sequence[Question]:
    """What is asked in earnest: nothing that is only carried over, nothing of what did not happen, nor of a loss that
    is only the reason (“祝福别发了，那天我妈走的”). Of a complaint: what its words name, what concerns the bot, or what
    others have to answer for and is asked (“你们就知道收会费” asks of no fee)."""
    if reading.carried and Act.ASK not in reading.acts:
        return ()
    if Act.COMPLAIN in reading.acts:
        earnest = (OWN, OUT) if Act.ASK in reading.acts else (OWN,)
        return [one for one in reading.questions if one.words or one.topic.startswith(earnest)]
    told = State.PAST if Act.ASK in reading.acts else State.DENIED
    mentioned = {CUES.get(event.what) for event in reading.events if event.state is told}
    ours = [one for one in reading.questions if told is State.DENIED or one.topic.startswith(OWN)]
    aside = {one.facet for one in ours}
    return [one for one in reading.questions if one.topic not in mentioned or one.facet not in aside]
