"""Finds contradictions in the lexicon, so that an officer who adds a phrasing hears at once what it collides with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge import texts
from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import STRONG, Cues

SPECIAL = frozenset({"chitchat", "care", "overview", "notice_meta"})
PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Conflict:
    """`sort` names the rule broken, `words` what collides, `where` the entries that claim it; in Chinese."""

    sort: str
    words: str
    where: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.sort}：“{self.words}” 同时在 {'、'.join(self.where)}"
            if len(self.where) > 1
            else f"{self.sort}：{self.words}"
        )


def check(lexicon: Lexicon, notice: Notice) -> list[Conflict]:
    """Every conflict found; an empty list is a clean lexicon."""
    return [
        *_phrasings(lexicon),
        *_synonyms(lexicon),
        *_patterns(lexicon),
        *_labels(lexicon),
        *_anchors(lexicon, notice),
        *(Conflict(texts.DECLINED_TWICE, key, ("declines.toml", f"lookalikes/{key}.txt")) for key in lexicon.doubled),
    ]


def _phrasings(lexicon: Lexicon) -> Iterator[Conflict]:
    """The same sentence under two topics, or a phrasing of a topic that is also to be declined."""
    claimed: defaultdict[str, set[tuple[str, bool]]] = defaultdict(set)
    for one in lexicon.phrasings:
        claimed[PUNCTUATION.sub("", one.text)].add((one.label, one.lookalike))
    for text, owners in sorted(claimed.items()):
        if len({lookalike for _, lookalike in owners}) > 1:
            yield Conflict(texts.ANSWERED_AND_DECLINED, text, tuple(sorted(label for label, _ in owners)))
        elif len(owners) > 1 and not next(iter(owners))[1]:
            yield Conflict(texts.TWO_TOPICS, text, tuple(sorted(label for label, _ in owners)))


def _synonyms(lexicon: Lexicon) -> Iterator[Conflict]:
    """A strong word that two topics claim, or a topic's strong word that a look-alike claims as well."""
    claimed: defaultdict[str, set[str]] = defaultdict(set)
    for key, topic in lexicon.topics.items():
        for word in _strong(topic.cues):
            claimed[word].add(topic.label or key)
    for decline in lexicon.declines.values():
        for word in decline.cues.words:
            if word in claimed:
                claimed[word].add(f"婉拒：{decline.about}")
    for word, owners in sorted(claimed.items()):
        if len(owners) > 1:
            yield Conflict("近义词撞车", word, tuple(sorted(owners)))


def _strong(cues: Cues) -> Iterable[str]:
    return (word for word, weight in cues.words.items() if weight >= STRONG)


def _patterns(lexicon: Lexicon) -> Iterator[Conflict]:
    """Patterns that are no regular expressions, or that match the empty text and so everything."""
    groups = (lexicon.topics, lexicon.facets, lexicon.declines)
    for cues in [one.cues for group in groups for one in group.values()] + [one.cues for one in lexicon.aspects]:
        for pattern in cues.patterns:
            try:
                if re.compile(pattern).search(""):
                    yield Conflict(texts.MATCHES_ANYTHING, pattern, ())
            except re.error as error:
                yield Conflict(f"这条规则写错了（{error}）", pattern, ())


def _labels(lexicon: Lexicon) -> Iterator[Conflict]:
    """Phrasings under a file that names no topic; open points and look-alikes that point to no topic."""
    for label in sorted({one.label for one in lexicon.phrasings if not one.lookalike} - set(lexicon.topics) - SPECIAL):
        yield Conflict(texts.PHRASINGS_OF_NO_TOPIC, label, ())
    for aspect in lexicon.aspects:
        for topic in {*aspect.topics, *aspect.excluded} - set(lexicon.topics):
            yield Conflict(texts.ASPECT_OF_NO_TOPIC, f"{aspect.key} → {topic}", ())
    for key, decline in lexicon.declines.items():
        if decline.nearby and decline.nearby not in lexicon.topics:
            yield Conflict(texts.DECLINE_OF_NO_TOPIC, f"{key} → {decline.nearby}", ())


def _anchors(lexicon: Lexicon, notice: Notice) -> Iterator[Conflict]:
    """Topics whose clause is not in the notice: right for a new notice, a slip of the pen otherwise."""
    text = "".join(item.text for item in notice.items)
    for key, topic in lexicon.topics.items():
        if topic.anchor and not re.search(topic.anchor, text):
            yield Conflict(texts.no_clause_for(notice.number), f"{topic.title or key}（{topic.anchor}）", ())
