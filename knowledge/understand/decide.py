"""Weighs the evidence and decides on intent, topics, facets and open points.

The classifier, trained on phrasings, leads; the lexicon's words count besides and weigh most where it is a matter of
honesty: a look-alike's own word must not be answered with another topic's figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce

from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.reports import Reading
from knowledge.reports import read as read_report
from knowledge.understand import blunt
from knowledge.understand.despair import despairs
from knowledge.understand.evidence import ENOUGH, Gatherer
from knowledge.understand.linear import Model
from knowledge.understand.model import Evidence, Overview, Part, Understanding
from knowledge.understand.nearest import Nearest
from knowledge.understand.news import SHORT, asks, may_tell, tells, told
from knowledge.understand.sides import sides
from knowledge.understand.weigh import CHITCHAT, OUT, OVERVIEW, STRONG_RULE, explained, top, weigh

BESIDE = 0.22
BESIDE_IN_A_LIST = 0.9
MOST_TOPICS, MOST_IN_A_LIST = 3, 4
SEVERAL = re.compile(
    r"分别|各|[两三四俩仨](样|件|项|个事|头|个都|种)|都[是有怎咋送贺访算能管给要]|、|和|跟.{1,6}(一起|都)"
    r"|一[回码]事|一个东西|一样|[+/&]|(?<![a-z])he(?![a-z])|([百千].{1,6}){2}[百千]|区别|以及|及|与|另外|另问|顺便|一起|同时|叠|合计|还有|又|也|呢.+呢|[?].+[?]"
)
LISTED = re.compile(r"[\W_]|和|跟|与|及|he|还有|慰问")
BOTH = re.compile(r"[两三几](样|件|个|项|份|回|桩)|都|一起|一并|分别|各|哪样|哪项")
UNSURE, SURE = 0.03, 0.2
CLOSE, APART = 0.04, 0.3
NOT_PLAIN = frozenset({"entitlement", "anger", "complaint", "report"})
NEWSWORTHY, UNKNOWN = 0.3, 0.2


@dataclass(frozen=True)
class Reader:
    """Understands single messages."""

    lexicon: Lexicon
    notice: Notice
    model: Model | None
    nearest: Nearest | None = None
    dark: Model | None = None

    @cached_property
    def gather(self) -> Gatherer:
        return Gatherer(self.lexicon, self.notice, self.model, self.nearest, self.dark)

    def read(self, message: str, today: date) -> Understanding:
        """The message by itself, without what was said before."""
        return self.decide(message, self.gather(message), today)

    def decide(self, message: str, found: Evidence, today: date) -> Understanding:
        weights = weigh(found, self.lexicon)
        base = Understanding(
            text=found.text,
            intent="out_of_scope",
            facets=found.facets,
            care=despairs(found),
            anger="anger" in found.signals,
            blunt=blunt.wanted(found, self.lexicon),
            sorrow=self.lexicon.sorrows(found.text),
            why=explained(found, weights),
        )
        topics = self._topics(weights, found)
        best = top(weights)
        event = self._event(message, found, topics, weights, today)
        base = replace(base, event=event)
        if event and (event.kind is None or told(found, base.care)):
            return self._report(replace(base, reading=event), found, topics)
        if topics and not base.care and (refused := self._refused(message, found, topics, today)):
            return replace(base, intent="chitchat", small="fun", refused=refused)
        if base.care and not event and not asks(found.text):
            return replace(base, intent="chitchat", small="fun")
        if base.blunt and not base.care and (answered := self._bluntly(base, found)):
            return answered
        if not base.care and (best == CHITCHAT or self._says_nothing(found) or self._vents(found)):
            return replace(base, intent="chitchat", small=found.small or "fun")
        if (best == OVERVIEW and (found.overview or (weights[OVERVIEW] >= SURE and not self._compared(found)))) or (
            found.overview and weights.get(OVERVIEW, 0.0) > 0 and not topics
        ):
            return replace(base, intent="entitlement", overview=found.overview or Overview("list"))
        if best == OUT or not topics:
            topics = self._asked_apart(weights, found)
            if not topics:
                return replace(base, decline=self._decline(found))
        return self._topical(replace(base, decline=self._declined_apart(found)), found, topics)

    def _event(
        self, message: str, found: Evidence, topics: list[str], weights: dict[str, float], today: date
    ) -> Reading | None:
        """The event that the message tells of; a Reading without a kind for a complaint about one of the ten kinds."""
        kinds = [topic for topic in topics if self.lexicon.topics[topic].intent == "entitlement"]
        if "complaint" in found.signals and kinds and found.rules.get(kinds[0], 0) >= ENOUGH and top(weights) != OUT:
            return Reading(kind=None, why=("投诉：不开单，请工会干部处理",))
        foreign = any(owner.startswith("-") and value >= STRONG_RULE for owner, value in found.rules.items())
        if self._only_named(found) or (foreign and not found.signals & {"report", "care"}):
            return None
        if not may_tell(found, "care" in found.signals):
            return None
        reading = read_report(message, today)
        if not reading.kind and found.notes:
            reading = read_report(found.text, today)
        likely = bool(kinds) and top(weights) == kinds[0] and weights[kinds[0]] >= NEWSWORTHY
        if reading.kind or not likely or "没有说到" not in reading.reason:
            return reading if reading.kind else None
        return Reading(kind=kinds[0], why=("按所问事项开单，其余待填",)) if tells(found) else None

    def _refused(self, message: str, found: Evidence, topics: list[str], today: date) -> str:
        """Why an event that is told, not asked about, needs no form: 婚礼取消了, 我没有住院, 电视剧里他爸死了."""
        of_a_kind = self.lexicon.topics[topics[0]].intent == "entitlement"
        plain = not found.facets and not found.signals & NOT_PLAIN and told(found, False)
        reason = read_report(message, today).refused if of_a_kind and plain else ""
        return reason if reason in self.lexicon.tone["refused"] else ""

    def _bluntly(self, base: Understanding, found: Evidence) -> Understanding | None:
        """A message that is all manner and no matter, or that calls a ceiling too little; None for any other."""
        if blunt.about_nothing(found, self.lexicon) and blunt.reply(base.blunt, self.lexicon):
            return replace(base, intent="chitchat")
        declined = self._decline(found) if base.blunt == "little" else ""
        if not (kind := blunt.complained_of(found, declined, self.lexicon, self.notice)):
            return None
        open_points = self.aspects_of(found, [kind])
        return replace(base, intent="entitlement", topics=(kind,), decline=declined, aspects=open_points)

    def _vents(self, found: Evidence) -> bool:
        """Anger that asks nothing and names nothing: to be met, not to be looked up."""
        return "anger" in found.signals and not asks(found.text) and max(found.rules.values(), default=0.0) < ENOUGH

    def _compared(self, found: Evidence) -> bool:
        """Whether two of the kinds are named to be compared (“结婚和生育哪个多”): nobody asks for all ten then."""
        topics = self.lexicon.topics
        named = [key for key, value in found.rules.items() if value >= STRONG_RULE and key[0] != "-"]
        return len([key for key in named if topics[key].intent == "entitlement"]) >= 2

    def _says_nothing(self, found: Evidence) -> bool:
        """A few characters without a question or a word of the lexicon: company is wanted, not an answer."""
        unknown = max(found.learned.values(), default=0.0) < UNKNOWN
        return unknown and not found.rules and len(found.text) <= SHORT and not asks(found.text)

    def _only_named(self, found: Evidence) -> bool:
        """Whether a message is but a name or a list of names (“住院”, “结婚+生娃”): it asks, and reports nothing."""
        if found.text in self._words:
            return True
        strong = [hit for hit in found.hits if hit.weight >= STRONG_RULE]
        names = sorted({hit.words for hit in strong}, key=len, reverse=True)
        rest = reduce(lambda text, name: text.replace(name, ""), names, found.text)
        return len({hit.owner for hit in strong}) > 1 and not LISTED.sub("", rest)

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word of the lexicon: a message that is but one of them asks, and reports nothing."""
        return frozenset(word for topic in self.lexicon.topics.values() for word in topic.cues.words)

    def _topics(self, weights: dict[str, float], found: Evidence) -> list[str]:
        """The best topic and those beside it that stand in the message with a strong word, as the message has them."""
        ranked = [(key, weight) for key, weight in weights.items() if key in self.lexicon.topics]
        if not ranked or (ranked[0][1] < UNSURE and found.rules.get(ranked[0][0], 0) < ENOUGH):
            return []
        best, several = ranked[0], SEVERAL.search(found.text)
        apart = {key for part in found.parts if part.asks or part.bare for key in _named(part)}
        beside = [
            key
            for key, weight in ranked[1:]
            if (key in apart or found.rules.get(key, 0) >= STRONG_RULE)
            and weight >= best[1] - (BESIDE_IN_A_LIST if several or (key in apart and best[0] in apart) else BESIDE)
        ]
        listed = several or len(apart) > 1
        chosen = [best[0], *beside][: MOST_IN_A_LIST if listed else MOST_TOPICS]
        return sorted(chosen, key=lambda key: self._place(key, found)) if listed else chosen

    def _asked_apart(self, weights: Mapping[str, float], found: Evidence) -> list[str]:
        """Topics that a part asks about, heard alone and naming no look-alike, though the whole is of one."""
        asked = (
            key
            for part in found.parts
            if part.asks and not _looks_alike(part)
            for key in _named(part)
            if weights.get(key, 0.0) >= APART and self._learned(part.text) == key
        )
        return list(dict.fromkeys(asked))

    def _learned(self, text: str) -> str:
        """The class that the classifier hears first in a text in normal form."""
        return next(iter(self.model.scores(self.gather.features(text))), OUT) if self.model else OUT

    def _declined_apart(self, found: Evidence) -> str:
        """The look-alike that another part asks about than the one which names the topic; "" for none."""
        return next((_looks_alike(part) for part in found.parts if part.asks and not _named(part)), "")

    def _place(self, topic: str, found: Evidence) -> int:
        return min((hit.start for hit in found.hits if hit.owner == topic), default=len(found.text))

    def _report(self, base: Understanding, found: Evidence, topics: list[str]) -> Understanding:
        kind = base.reading.kind if base.reading and base.reading.kind else topics[0]
        several = BOTH.search(found.text) is not None and asks(found.text)
        besides = [
            topic for topic in topics if base.care or several or (kind, topic) == ("hardship", "difficulty_relief")
        ]
        chosen = list(dict.fromkeys([kind, *besides]))
        return replace(base, intent="report", topics=tuple(chosen), aspects=self.aspects_of(found, chosen))

    def _topical(self, base: Understanding, found: Evidence, topics: list[str]) -> Understanding:
        intent = self.lexicon.topics[topics[0]].intent
        if close := self._close(found, topics):
            return replace(base, intent=intent, topics=close, close=close)
        asked = sides(found.text, topics, found.hits, found.facets, self.gather.facets_of) if len(topics) > 1 else ()
        return replace(base, intent=intent, topics=tuple(topics), aspects=self.aspects_of(found, topics), sides=asked)

    def _close(self, found: Evidence, topics: list[str]) -> tuple[str, ...]:
        """The two best topics where only the classifier speaks for either and it hardly tells them apart."""
        ranked = [(key, weight) for key, weight in weigh(found, self.lexicon).items() if key in self.lexicon.topics][:2]
        if len(ranked) < 2 or len(topics) > 1 or any(found.rules.get(key, 0) >= ENOUGH for key, _ in ranked):
            return ()
        return tuple(key for key, _ in ranked) if ranked[0][1] - ranked[1][1] < CLOSE else ()

    def _decline(self, found: Evidence) -> str:
        """The look-alike whose words stand out; "" where none does."""
        ranked = [(value, key[1:]) for key, value in found.rules.items() if key.startswith("-") and value >= ENOUGH]
        return max(ranked)[1] if ranked else ""

    def aspects_of(self, found: Evidence, topics: list[str]) -> tuple[tuple[str, str], ...]:
        """(topic, open point) for every open point that was raised and concerns the topic."""
        return tuple(
            (topic, aspect.key)
            for topic in topics
            if self.lexicon.topics[topic].intent == "entitlement" or topic == "difficulty_relief"
            for aspect in self.lexicon.aspects
            if aspect.key in found.aspects and aspect.concerns(topic)
        )


def _named(part: Part) -> list[str]:
    """The topics that a part names by a strong word."""
    return [key for key, value in part.rules.items() if value >= STRONG_RULE and key[0] != "-"]


def _looks_alike(part: Part) -> str:
    """The look-alike that a part names; "" for none."""
    return next((key[1:] for key, value in part.rules.items() if value >= STRONG_RULE and key[0] == "-"), "")
