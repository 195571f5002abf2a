"""What is to be answered of a reading: each topic with its sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.answer import licence, meta
from knowledge.answer.rules import Rules
from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.reading.happenings import CUES
from knowledge.reading.model import PASSED_ON, Act, Question, Reading, State, Wanted
from knowledge.reading.naming import COMPARISON, COVERED, META, OUT, OWN, SIGN_UP, WHOLES

COMPLAINT = "bot_complain"
HUMAN, DIRECTORY = "bot_human", OUT + "staff_directory"
NOT_NOW = frozenset({State.DENIED, State.UNREAL, State.PAST})
CONTACT, WITHIN = "contact", frozenset({COVERED})
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
        found = self._foreground(found, reading)
        if DIRECTORY in found and HUMAN in found:
            del found[DIRECTORY]
            found[HUMAN].append(CONTACT)
        found = {topic: sides for topic, sides in found.items() if not self._said_already(topic, found, reading)}
        idly = len(found) > 1 or reading.carried or self.rules.notified.search(reading.text)
        if META in found and idly and not meta.sides(self.notice, reading.text):
            del found[META]  # “2019年有哪些活动”, “通知我调到乡镇去” ask nothing of the notice itself
        if len(set(found) & set(WHOLES)) > 1:
            found.pop(WHOLE, None)  # “哪些事项有钱” asks of one whole, which lists less than all
        if set(TWINS) <= set(found) and ONE_WAY.issuperset({*found[TWINS[0]], *found[TWINS[1]]}):
            del found[TWINS[1]]  # both are handed in the same way: it is told once
        if COMPARISON in found.get(WHOLE, ()) and len(found) > 2:
            del found[WHOLE]  # “结婚和生孩子哪个多” compares these two
        chosen = sorted(found.items(), key=lambda one: one[0] != COMPLAINT)[:MOST_TOPICS]  # anger is met first
        return {topic: tuple(dict.fromkeys(facets)) for topic, facets in chosen}

    def _said_already(self, topic: str, found: Mapping[str, Sequence[str]], reading: Reading) -> bool:
        """Whether a look-alike says no more than the kind that lies near it, of which the same is asked: no word of its
        own stands in the message."""
        known = self.lexicon.declines.get(topic.removeprefix(OUT)) if topic.startswith(OUT) else None
        worded = any(one.topic == topic and one.words for one in reading.questions)
        if known is None or worded or known.nearby not in found:
            return False
        return set(found[topic]) <= WITHIN & set(found[known.nearby])

    def _foreground(self, found: dict[str, list[str]], reading: Reading) -> dict[str, list[str]]:
        """The topics without those that the message names only in saying who asks or what is not asked (退休三年的,
        再婚的), where it asks of another, or tells of what another is about."""
        behind = [topic for topic in found if self._behind(topic, found[topic], reading)]
        rest = {topic: sides for topic, sides in found.items() if topic not in behind}
        if behind and not rest:
            kinds = (CUES.get(event.what) for event in reading.events if event.state not in NOT_NOW)
            rest = {kind: found[behind[0]] for kind in kinds if kind and kind not in behind}
        topics = [self.lexicon.topics.get(topic) for topic in rest]
        if any(topic and topic.intent == "activity" for topic in topics):
            rest.pop(SIGN_UP, None)  # how one signs up for it is said of the activity
        return rest or found

    def _behind(self, topic: str, sides: Sequence[str], reading: Reading) -> bool:
        words = self.rules.background.get(topic)
        if words is None or COMPARISON in sides:
            return False
        named = [one for asked in reading.questions if asked.topic == topic for one in asked.words.split("、") if one]
        rest = words.sub("，", reading.text)
        return bool(named) and rest != reading.text and not any(one in rest for one in named)

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
        asking = Act.ASK in reading.acts
        earnest = (OWN, OUT) if asking else (OWN,)
        meant = [one for one in reading.questions if one.words or one.topic.startswith(earnest)]
        return [one for one in meant if asking or one.topic != HUMAN]  # “踢来踢去” asks for nobody's name
    told = State.PAST if Act.ASK in reading.acts else State.DENIED
    mentioned = {CUES.get(event.what) for event in reading.events if event.state is told}
    ours = [one for one in reading.questions if told is State.DENIED or one.topic.startswith(OWN)]
    aside = {one.facet for one in ours}
    return [one for one in reading.questions if one.topic not in mentioned or one.facet not in aside]
