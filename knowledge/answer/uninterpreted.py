"""Clauses for which nobody has written a sentence: they are quoted, and what they state is not called unstated.

The lexicon's sentences about the notice hold for the wordings that they were written for (answers/interpreted.txt),
with other figures. Where a document says it in other words, or says more, its own words are all that may be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from knowledge.answer.finding import Finder
from knowledge.answer.rules import Limits, Rules
from knowledge.answer.texts import NOT_KNOWN, NOT_READ
from knowledge.document import Item, KindClause, Notice
from knowledge.documents.belonging import of_all
from knowledge.documents.fold import Reading as Folded
from knowledge.documents.terms import mentions
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import LIKELY, Aspect
from knowledge.parse_kinds import LISTING
from knowledge.patterns import Late
from knowledge.reading.features import twos
from knowledge.reading.likeness import Likeness
from knowledge.reading.match import Table
from knowledge.reading.model import Reading

HEADING = Late(r"(坚持)?(继续)?开展(“[一二三四五六七八九十]+要[访贺]”和?)+活动")
LONGEST = 200
NEAR = 0.7  # of the best rank
CLAIM = re.compile(r"未写明|没有写|没写|未提|不用打印表格|没有记着")
SENTENCES = re.compile(r"(?<=[。；])")
WHOLE_SENTENCES = re.compile(r"(?<=。)")
BRACKETED = Late(r"（[^）]*）")
STATEMENTS = re.compile(r"(?<=[。；：])")
GRANTS = Late(r"慰问|申请|申报|会员")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an item, with the kinds that it names."""

    item: Item
    text: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Uninterpreted:
    """What of one notice nobody has interpreted."""

    notice: Notice
    lexicon: Lexicon
    rules: Rules
    like: Likeness

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item that says anything in words that no sentence was written for; of one that only lists kinds, those
        that no topic is for."""
        known = self.rules.interpreted
        listing = {kind.place for kind in self.notice.kinds}
        own = [kind for kind in self.notice.every if kind.own]
        found: list[Item] = []
        for item in self.notice.items:
            if not (item.place in listing and _lists_only(item.text)):
                found += [] if known.item(item.text) else [item]
            elif clauses := [kind.clause for kind in own if kind.place == item.place]:
                found.append(replace(item, text="；".join(clauses)))
        return tuple(found)

    @cached_property
    def finder(self) -> Finder:
        """Searches all clauses, where there are any that nobody has interpreted."""
        return Finder(self.notice.items if self.items else (), self.lexicon, self.rules, self.like)

    def prepare(self) -> None:
        """Makes what is otherwise made when a question first needs it."""
        self.finder.ranks(Reading(""))
        self.stating(("deadline",), "", Reading(""))

    def changed(self, kind: KindClause) -> bool:
        """Whether the clause names the occasion in other words than those that the lexicon's sentences know."""
        return not self.rules.interpreted.kind(kind.key, kind.occasion)

    def narrowed(self, item: Item, said: str) -> Item:
        """Of an item that lists kinds, the words of the one that no topic is for and that is spoken of, where it is."""
        own = [kind for kind in self.notice.every if kind.own and kind.place == item.place]
        known = "\n".join([*(kind.title for kind in self.notice.kinds), *self._names])
        hits = {kind.key: len(twos(said) & {one for one in twos(kind.title) if one not in known}) for kind in own}
        kind = max(own, key=lambda one: hits[one.key], default=None)
        return replace(item, text=kind.clause) if kind and hits[kind.key] else item

    @cached_property
    def _names(self) -> tuple[str, ...]:
        topics = [topic for topic in self.lexicon.topics.values() if topic.intent == "entitlement"]
        return tuple(name for topic in topics for name in (topic.label, topic.title, topic.anchor))

    def unclaimed(self, text: str, facets: Iterable[str], reading: Reading) -> tuple[str, tuple[Item, ...]]:
        """A text without the sentences that call something unstated, where clauses state one of these sides; these."""
        items = tuple(dict.fromkeys(self.stating(facets, "", reading).values()))
        if not items:
            return text, ()
        return unsaid(text, CLAIM) + "".join(quoted(items)), items

    def stating(self, facets: Iterable[str], topic: str, reading: Reading) -> dict[str, Item]:
        """By facet, the clause that states it of this topic, or of all and none in particular: of several the first of
        those that are nearest to the message. Of all and none, only where no clause of an office's other affairs (the
        bicycle shed) is nearer."""
        found: dict[str, Item] = {}
        ranks = self.finder.ranks(reading)
        others = max((ranks.get(one.place, 0.0) for one in self._of_others), default=0.0) if not topic else 0.0
        for facet in facets:
            shown = self.rules.shows.get(facet)
            stated = (
                one for one in self._concerning(topic) if facet in one.item.sides or (shown and shown.search(one.text))
            )
            fitting = [one.item for one in stated]
            most = max((ranks.get(item.place, 0.0) for item in fitting), default=0.0)
            near = [item for item in fitting if ranks.get(item.place, 0.0) >= NEAR * most]
            if near and most >= NEAR * others:
                found[facet] = near[0]
        return found

    def said_by(self, kind: KindClause, side: str, item: Item) -> bool:
        """Whether the kind's own clause, where it is quoted, says all of the item, or states its side."""
        return item.text in kind.clause or (
            item.place == kind.place and self.rules.shows[side].search(kind.clause) is not None
        )

    def granting(self, event: str) -> list[Sentence]:
        """The sentences that give something at an event of lexicon/documents/events.toml."""
        given = self.rules.shows["form"], self.rules.shows["amount"]
        found = [Sentence(item, text, named(text)) for item in self.items for text in SENTENCES.split(item.text)]
        return [one for one in found if event in one.kinds and any(shown.search(one.text) for shown in given)]

    def _concerning(self, topic: str) -> list[Sentence]:
        """Those that name the topic first, then those that speak of 慰问 and name no topic of its sort."""
        own = [one for one in self._sentences if topic in one.kinds]
        grants = self.finder.grants
        return own + [one for one in self._sentences if not one.kinds and grants(one.item) and GRANTS.search(one.text)]

    @cached_property
    def _of_others(self) -> tuple[Item, ...]:
        """The clauses of documents that grant nothing."""
        return tuple(item for item in self.items if not self.finder.grants(item))

    @cached_property
    def _sentences(self) -> tuple[Sentence, ...]:
        """What the items say, sentence by sentence, each with the kinds whose words stand in it."""
        kinds = [topic for topic in self.lexicon.topics.values() if topic.intent == "entitlement"]
        strong = [(one.key, word) for one in kinds for word, weight in one.cues.words.items() if weight > LIKELY]
        return tuple(
            Sentence(
                item,
                text,
                named(text)
                | item.events
                | {one.key for one in kinds if re.search(one.anchor, text)}
                | {key for key, word in strong if word in text},
            )
            for item in self.items
            for whole in STATEMENTS.split(item.text)
            for text in _one_or_two(whole)
            if text
        )

    def licensed(self) -> tuple[Rules, Lexicon]:
        """Rules and lexicon with only those sentences about the notice that its words bear out."""
        changed = {kind.key: kind for kind in self.notice.kinds if self._more(kind)}
        limits = {key: _quoting(one, changed[key]) if key in changed else one for key, one in self.rules.limits.items()}
        raised = {hit.owner for item in self.items for hit in self._points.hits(item.text)}
        settles = self.rules.settles.items()
        raised |= {aspect for aspect, words in settles if any(words.search(item.text) for item in self.items)}
        aspects = [
            one
            for one in self.lexicon.aspects
            if one.key not in raised and not set(one.topics) & set(changed) and self._of_its_year(one.says)
        ]
        return replace(self.rules, limits=limits), replace(self.lexicon, aspects=tuple(aspects))

    def _of_its_year(self, says: str) -> bool:
        """Whether a sentence that names a year names the notice's own."""
        return all(int(year) == self.notice.year for year in re.findall(r"(?<![0-9])([0-9]{4})年", says))

    def _more(self, kind: KindClause) -> bool:
        """Whether its own clause has other words, or another clause says whom or what it covers."""
        covered = self.rules.shows["covered"]
        return self.changed(kind) or any(kind.key in one.kinds and covered.search(one.text) for one in self._sentences)

    @cached_property
    def _points(self) -> Table:
        return Table.of((aspect.key, _sure(aspect).cues) for aspect in self.lexicon.aspects)


def named(text: str) -> frozenset[str]:
    """The events of lexicon/documents/events.toml that a text names."""
    return frozenset(one.event.key for one in mentions(Folded.of(text).text))


def _one_or_two(sentence: str) -> Iterator[str]:
    """What it says of all, and then of one kind."""
    cut = of_all(sentence)
    yield from (sentence[:cut], sentence[cut:])


def _sure(aspect: Aspect) -> Aspect:
    """Words of one character prove nothing in a clause."""
    words = {word: weight for word, weight in aspect.cues.words.items() if len(word) > 1}
    return replace(aspect, cues=replace(aspect.cues, words=words))


def _lists_only(text: str) -> bool:
    """Whether an item says nothing beside the kinds that it lists: those are read one by one."""
    rest = LISTING.sub("", text).replace("。", "")
    return not HEADING.sub("", rest)


def _quoting(known: Limits, kind: KindClause) -> Limits:
    """The same people and happenings; in place of what was written for another wording, the clause's own words."""
    words = NOT_READ.format(kind.occasion) if kind.plain else NOT_KNOWN
    return replace(known, outside={}, open={}, rest=words, covered=words)


def unsaid(text: str, claim: re.Pattern[str]) -> str:
    """The text without what it calls unstated, and without what follows from that in the same sentence
    (没有写；第二次给不给，由…来定)."""
    return "".join(_before(claim, sentence) for sentence in WHOLE_SENTENCES.split(text))


def _before(claim: re.Pattern[str], sentence: str) -> str:
    halves = SENTENCES.split(sentence)
    kept = "".join(takewhile(lambda half: not claim.search(BRACKETED.sub("", half)), halves))
    return kept if len(kept) == len(sentence) or not kept else f"{kept.rstrip('；')}。"


def quoted(items: Iterable[Item]) -> list[str]:
    """The clauses' own words as they stand in their documents, shortened in the middle where they are long."""
    return [f"{item.source.number}{item.spoken}的原文是：“{_short(item.text)}”" for item in items]


def _short(text: str) -> str:
    """Up to the last stop that there is room for: a sum is never cut off from what it is for."""
    text = text.translate(str.maketrans("“”", "‘’"))
    if len(text) <= LONGEST:
        return text
    ends = [match.end() for match in re.finditer(r"[。；]", text)]
    within = [end for end in ends if end <= LONGEST]
    end = within[-1] if within else next(iter(ends), len(text))
    return text if end == len(text) else f"{text[:end]}……"
