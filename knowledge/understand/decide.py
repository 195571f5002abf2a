"""Weighs what was found in a message and decides on intent, topics, facets and open points."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.understand.match import Table, outermost, score
from knowledge.understand.model import Hit, Overview, Understanding
from knowledge.understand.normal import Normaliser
from knowledge.understand.overview import read_overview

ENOUGH = 2.0
CLOSE = 0.5
MOST_TOPICS = 3
NAMES_THE_GRANT = re.compile(r"慰问|要访|要贺|五要|访|贺|这份通知|文件")
PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Reader:
    """Understands messages against one lexicon and one notice."""

    lexicon: Lexicon
    notice: Notice

    @cached_property
    def normalise(self) -> Normaliser:
        return Normaliser(self.lexicon)

    @cached_property
    def _subjects(self) -> Table:
        declines = ((f"-{key}", decline.cues) for key, decline in self.lexicon.declines.items())
        return Table.of([*((key, topic.cues) for key, topic in self.lexicon.topics.items()), *declines])

    @cached_property
    def _facets(self) -> Table:
        return Table.of((key, facet.cues) for key, facet in self.lexicon.facets.items())

    @cached_property
    def _aspects(self) -> Table:
        return Table.of((aspect.key, aspect.cues) for aspect in self.lexicon.aspects)

    @cached_property
    def _signals(self) -> Table:
        return Table.of(self.lexicon.signals.items())

    def read(self, message: str) -> Understanding:
        """The message by itself, without what was said before."""
        text, notes = self.normalise(message)
        signals = {hit.owner for hit in self._signals.hits(text)}
        facets = self._facets_of(text)
        found = Understanding(
            text=text,
            intent="out_of_scope",
            facets=facets,
            care="care" in signals and not self._only_a_figure_of_speech(text),
            anger="anger" in signals,
            why=notes,
        )
        hits = outermost(self._subjects.hits(text))
        scores = score(hits)
        found = replace(found, why=(*found.why, *_explained(hits, scores)))
        return self._decide(found, scores, signals)

    def _only_a_figure_of_speech(self, text: str) -> bool:
        """“累死了”, “跳楼价”: words of death that are only a manner of speaking."""
        rest = self.lexicon.care_unless.sub("", text)
        return not any(hit.owner == "care" for hit in self._signals.hits(rest))

    def _decide(self, found: Understanding, scores: dict[str, float], signals: set[str]) -> Understanding:
        text = found.text
        topics = self._topics(scores)
        kinds = [topic for topic in topics if self.lexicon.topics[topic].intent == "entitlement"]
        if overview := read_overview(text, self.notice, bool(kinds)):
            return self._overview(found, overview)
        decline, weight = max(
            ((key[1:], value) for key, value in scores.items() if key.startswith("-")),
            key=lambda one: one[1],
            default=("", 0.0),
        )
        if decline and self._declines(decline, weight, scores.get(topics[0], 0.0) if topics else 0.0, text):
            return replace(found, intent="out_of_scope", decline=decline)
        if topics:
            return self._topical(found, topics, signals)
        if small := self._small(text):
            return replace(found, intent="chitchat", small=small)
        return found

    def _declines(self, decline: str, weight: float, rival: float, text: str) -> bool:
        if weight < ENOUGH:
            return False
        entry = self.lexicon.declines[decline]
        if entry.stubborn:
            return weight >= rival or weight >= ENOUGH and not NAMES_THE_GRANT.search(text)
        return not NAMES_THE_GRANT.search(text)

    def _topics(self, scores: dict[str, float]) -> list[str]:
        ranked = sorted(((value, key) for key, value in scores.items() if not key.startswith("-")), reverse=True)
        enough = [(value, key) for value, key in ranked if value >= ENOUGH]
        if not enough:
            return []
        best = enough[0][0]
        return [key for value, key in enough if value >= best - 1.0][:MOST_TOPICS]

    def _topical(self, found: Understanding, topics: list[str], signals: set[str]) -> Understanding:
        intent = self.lexicon.topics[topics[0]].intent
        return replace(found, intent=intent, topics=tuple(topics), aspects=self._aspects_of(found.text, topics))

    def _overview(self, found: Understanding, overview: Overview) -> Understanding:
        return replace(found, intent="entitlement", overview=overview)

    def _facets_of(self, text: str) -> tuple[str, ...]:
        hits = score(self._facets.hits(text))
        return tuple(key for key, value in sorted(hits.items(), key=lambda one: -one[1]) if value >= ENOUGH)

    def _aspects_of(self, text: str, topics: list[str]) -> tuple[tuple[str, str], ...]:
        raised = {hit.owner for hit in self._aspects.hits(text)}
        return tuple(
            (topic, aspect.key)
            for topic in topics
            if self.lexicon.topics[topic].intent == "entitlement" or topic == "difficulty_relief"
            for aspect in self.lexicon.aspects
            if aspect.key in raised and aspect.concerns(topic)
        )

    def _small(self, text: str) -> str:
        """The sort of small talk that leaves next to nothing of the message when taken out of it."""
        rest = PUNCTUATION.sub("", text)
        best, left = "", len(rest)
        for small in self.lexicon.smalls:
            remaining = rest
            for word in sorted(small.words, key=len, reverse=True):
                remaining = remaining.replace(word, "")
            if len(remaining) < left:
                best, left = small.key, len(remaining)
        return best if left <= max(2, len(rest) // 3) else ""


def _explained(hits: list[Hit], scores: dict[str, float]) -> tuple[str, ...]:
    ranked = sorted(scores.items(), key=lambda one: -one[1])[:5]
    return tuple(
        f"{owner} {value:.2f}：" + "、".join(dict.fromkeys(hit.words for hit in hits if hit.owner == owner))
        for owner, value in ranked
    )
