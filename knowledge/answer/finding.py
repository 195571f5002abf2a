"""Which clause of the documents in force a message speaks of, by the words that both have (BM25 over clauses).

A clause is indexed by several fields: its own words as jieba cuts them and as pairs of characters, the heading over it,
the events and the sides (facets) that it speaks of, and the groups of lexicon/documents/synonyms.txt that a word of it
stands in. A message is cut the same way. What is found is quoted only where the evidence is no chance: words that
few clauses have and that people seldom use of other matters.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.answer.entries import KIN
from knowledge.answer.fields import (
    OF_KIN,
    asked_days,
    asked_document,
    bounds,
    defined,
    figures,
    frequent,
    heads,
    inner,
    numbered,
    same_word,
    shares,
    stated_days,
    synonyms,
)
from knowledge.answer.rules import Rules
from knowledge.answer.seldom import Messages
from knowledge.answer.states import sides_asked, sides_stated
from knowledge.document import Item, Place, Source
from knowledge.documents.fold import Reading as Folded
from knowledge.documents.terms import events, mentions
from knowledge.index import Found, Index
from knowledge.lexicon.called import in_our_names
from knowledge.lexicon.load import Lexicon
from knowledge.patterns import Late
from knowledge.reading.happenings import CUES
from knowledge.reading.likeness import Likeness
from knowledge.reading.model import Reading, State
from knowledge.reading.naming import OWN
from knowledge.segment import cut

EVERYWHERE = frozenset(
    {"会员", "工会", "慰问", "职工", "通知", "可以", "多少", "单位", "规定", "标准", "需要", "什么", "活动"}
)
NAMES = Late(r"[“《‘]([^“”‘’《》]{2,10})[”》’]")
#: How much a token that message and clause share says that the one is about the other, by its sort; a rare pair of
#: characters says up to 8. Set by hand on questions of fresh writers that missed their clause, not learned. Held by
#: tests/knowledge/documents/asked: `group` by test_asked and test_registers, `facet` by test_first. Of the others the
#: questions kept there tell nothing (each at 0, and all of them together, pass): whoever changes one measures before
#: and after with `python -m tests.knowledge.documents.asked.measure`, on questions of his own.
OF_FIELD = {
    "event": 4.0,
    "facet": 3.0,
    "side": 3.0,
    "group": 6.0,
    "days": 9.0,
    "term": 8.0,
    "yuan": 7.0,
    "over": 9.0,
    "share": 9.0,
    "like": 6.0,
    "numbered": 12.0,
}
#: Numbers (两名, 三天), which the fields read, and single characters: shared by chance.
COUNTED = Late(r"[0-9一二两三四五六七八九十百千万几]+.?$|.$")
ORDINAL = Late(r"^第[一二三四五六七八九十百0-9]+[章节编]")
NOT_SO = frozenset({State.DENIED, State.UNREAL})  # what is past is asked about as well
WHOM = frozenset({"covered", "what", "exists"})
LONG = 120  # characters of a clause; its pairs tell less from there on. By hand, no question kept tells it from none
CLOSE = 5  # clauses looked at, the nearest first (test_asked.py, test_stated.py)
GRANTING = 3.0  # of rank, for standing in a document that grants something; by hand, as LONG
FEW, MANY = 5, 40  # a word in more clauses, or in more than one of so many, tells none from another (test_stated.py)
OF_A_SIDE = ("facet:", "side:")


@dataclass(frozen=True, slots=True)
class Match:
    """A clause, its rank (BM25) and the evidence that the message speaks of it, from the `tokens` that both have."""

    item: Item
    score: float
    evidence: float
    tokens: frozenset[str]
    subject: bool  # whether they say what it is about, and not only which side of it

    @property
    def worth(self) -> float:
        """Evidence and rank together: both grow with rare words that both have, the one with those that people seldom
        write, the other with those that few clauses have."""
        return self.score + self.evidence


@dataclass(frozen=True)
class Finder:
    """Searches the clauses of one set of documents."""

    items: tuple[Item, ...]
    lexicon: Lexicon
    rules: Rules
    like: Likeness

    def matches(self, reading: Reading, explained: Iterable[str] = (), lookalike: str = "") -> list[Match]:
        """The clauses nearest to a message, the best first. What the words of the topics `explained` account for is no
        evidence; a look-alike is searched by what it alone is asked with, too."""
        if not self.items:
            return []
        own = self._messages.own_words(lookalike) if lookalike else frozenset()
        asked = [*self._asked(reading, reading.text), *sorted(own)]
        left = self._messages.without(reading.text, explained)
        known = {f"{field}:{key}" for key in explained for field in ("event", "like")}
        told = (frozenset(self._asked(reading, left)) | own) - known
        if lookalike:  # which sides of it are asked says nothing of whether it is granted
            told = frozenset(one for one in told if not one.startswith(("facet:", f"term:{OF_KIN}")))
        found = self._ranked(asked)
        nearest = sorted(found, key=lambda one: -one.score - self._of_grants(one.number))[:CLOSE]
        return [self._match(one.number, one.score, told, left) for one in nearest]

    def _ranked(self, asked: Sequence[str]) -> list[Found]:
        """The clauses by rank. One of a document that grants nothing is half as near where nothing that is asked tells
        it from its like: so many clauses are of any office's affairs, and a union is asked of what it grants."""
        telling = frozenset(one for one in asked if self._tells(one))
        return [
            one
            if self.grants(self.items[one.number]) or any(self._index.has(one.number, word) for word in telling)
            else Found(one.number, one.score / 2)
            for one in self._index.search_tokens(asked, len(self.items))
        ]

    def _tells(self, token: str) -> bool:
        """Whether it names a matter: few clauses have it, and it is no side, no number and no single character."""
        few = self._index.held(token) <= max(FEW, len(self.items) // MANY)
        return few and not token.startswith((*OF_A_SIDE, f"like:{OWN}")) and not COUNTED.match(token)

    def _of_grants(self, number: int) -> float:
        """What a clause is nearer for standing in a document that grants something: that is what people ask of."""
        return GRANTING if self.grants(self.items[number]) else 0.0

    def grants(self, item: Item) -> bool:
        """Whether it stands in a document that grants something."""
        return item.source in self._granting

    @cached_property
    def _granting(self) -> frozenset[Source]:
        return frozenset(item.source for item in self.items if item.events or mentions(Folded.of(item.text).text))

    def ranks(self, reading: Reading) -> dict[Place, float]:
        """How near each clause is to a message; those that share nothing with it are not there."""
        if not self.items:
            return {}
        found = self._ranked(self._asked(reading, reading.text))
        return {self.items[one.number].place: one.score for one in found}

    def _match(self, number: int, score: float, told: frozenset[str], text: str) -> Match:
        shared = {one for one in told - EVERYWHERE if self._index.has(number, one)}
        tokens = frozenset(one for one in shared if not COUNTED.match(one) and not self._common(one))
        item = self.items[number]
        subject = not all(one.startswith(OF_A_SIDE) or one in self._of_sides or self._side(one) for one in tokens)
        return Match(item, score, self._evidence(tokens, text, item), tokens, subject)

    def _evidence(self, tokens: Iterable[str], text: str, item: Item) -> float:
        """A long clause has more words by chance: its pairs of characters tell less."""
        long = max(1.0, len(item.text) / LONG)
        told = [token for token in tokens if not same_word(token, text, item.text)]
        return sum(self._weight(token) / (1 if ":" in token else long) for token in told)

    def apart(self, match: Match, places: Container[Place], text: str) -> float:
        """The evidence of a clause by what those at `places` have not."""
        there = [at for at, item in enumerate(self.items) if item.place in places]
        own = [one for one in match.tokens if not any(self._index.has(at, one) for at in there)]
        return self._evidence(own, text, match.item)

    @cached_property
    def _of_sides(self) -> frozenset[str]:
        """Groups of synonyms that are about a side (材料, 证明) and not a matter: more than half of their words ask
        about one or state it. That they are shared shows no clause."""
        return frozenset(
            f"group:{at}" for at, group in enumerate(synonyms()) if 2 * sum(map(self._side, group)) > len(group)
        )

    def _side(self, word: str) -> bool:
        """Whether a word asks about a side, or states it (材料, 几次)."""
        asked = bool(self.lexicon.sides_shown(word))
        return asked or any(shows.search(word) for shows in self.rules.shows.values())

    def _common(self, token: str) -> bool:
        """Whether so many clauses have it that it tells none from another."""
        return self._index.held(token) > max(2, len(self.items) // 4)

    def _weight(self, token: str) -> float:
        """How much a token that both have says: a field by its sort, a pair by how seldom people write it."""
        field, colon, at = token.partition(":")
        if field == "group":
            return OF_FIELD[field] / (2 if int(at) in frequent(self._messages.texts) else 1)
        if field == "event" and at not in self.lexicon.topics:
            return OF_FIELD["term"]  # a benefit that only documents know
        return OF_FIELD[field] if colon else self._messages.rarity(token)

    @cached_property
    def _messages(self) -> Messages:
        return Messages(self.lexicon)

    @cached_property
    def dictionary(self) -> tuple[str, ...]:
        """What jieba is taught: names in quotation marks and brackets, and the words of the synonyms."""
        named = {match[1] for item in self.items for match in NAMES.finditer(item.text)}
        return tuple(sorted({*named, *(word for group in synonyms() for word in group if len(word) > 1)}))

    @cached_property
    def _terms(self) -> frozenset[str]:
        return frozenset(term for item in self.items for term in defined(item.text))

    @cached_property
    def _bounds(self) -> frozenset[int]:
        return frozenset(yuan for item in self.items for yuan in bounds(item.text))

    @cached_property
    def _index(self) -> Index:
        """Each clause is cut when its turn comes, and its tokens are not kept beside the index."""
        return Index(map(str, range(len(self.items))), lambda at: list(self._of_item(self.items[int(at)])))

    def _of_item(self, item: Item) -> Iterator[str]:
        text = f"{ORDINAL.sub('', item.heading)}\n{item.text}".replace("不超过", "、")  # “超过三个月” is no ceiling
        yield from self._words(text)
        yield from heads(cut(text, self.dictionary))
        yield from (f"event:{key}" for key in _events(text, item))
        yield from (f"days:{days}" for days in stated_days(item.text))
        yield from (f"term:{term}" for term in defined(item.text))
        yield from (f"yuan:{yuan}" for yuan in figures(item.text))
        yield from (f"over:{yuan}" for yuan in bounds(item.text))
        yield from (f"share:{share}" for share in shares(item.text))
        yield from (f"numbered:{year}" for year in numbered(item.text))
        like = self.like.of(item.text)
        stated = {key for key, shows in self.rules.shows.items() if shows.search(item.text)}
        yield from (f"facet:{key}" for key in sorted(stated | like.facets | item.sides))
        yield from (f"side:{key}" for key in sides_stated(item.text))
        yield from (f"like:{topic}" for topic in sorted(like.topics))

    def _asked(self, reading: Reading, text: str) -> list[str]:
        named = {one.event.key for one in mentions(reading.text)}
        named |= {one.topic for one in reading.questions if one.topic in events()}
        named |= {CUES[one.what] for one in reading.events if one.what in CUES and one.state not in NOT_SO}
        sides = {one.facet for one in reading.questions}
        sides |= self.lexicon.sides_shown(reading.text)
        like = set() if reading.guesses else {one.topic for one in reading.questions}
        terms = {term for term in self._terms if WHOM & sides and term in text}
        if any(event.whose in KIN for event in reading.events):
            terms.add(OF_KIN)
        known = {
            "event": named,
            "facet": sides,
            "term": terms,
            "like": like,
            "yuan": map(str, reading.figures),
            "over": {str(bound) for bound in self._bounds if any(yuan > bound for yuan in reading.figures)},
            "share": map(str, shares(text)),
            "numbered": map(str, asked_document(text)),
            "side": sides_asked(text),
        }
        fields = (f"{field}:{key}" for field, keys in known.items() for key in sorted(keys))
        clearly = (f"facet:{one.facet}" for one in reading.questions)  # and not only by a word that may ask for it
        return [*self._words(text), *fields, *clearly, *(f"days:{days}" for days in asked_days(reading.text))]

    def _words(self, text: str) -> Iterator[str]:
        text = in_our_names(text)
        words = cut(text, self.dictionary)
        yield from (word for word in (*words, *inner(words)) if len(word) > 1 or self._messages.seldom(word))
        met = [f"group:{at}" for at, group in enumerate(synonyms()) if any(word in text for word in group)]
        yield from (*met, *met)  # a word of its own has its pairs beside it


def _events(text: str, item: Item) -> Iterator[str]:
    """Those that its words name; of a row of a table, those that its columns are about besides."""
    said = [one.event.key for one in mentions(Folded.of(text).text)]
    yield from (*said, *sorted(item.events.difference(said)))
