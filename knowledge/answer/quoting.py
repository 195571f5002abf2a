"""What of a question is said back in the answer to it, by what it is asked of: a kind, a whole, a line of the year's
work, a look-alike."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.answer import declines, kinds, overview, sides, states, texts, works
from knowledge.answer.named import Named
from knowledge.answer.points import Points
from knowledge.answer.rules import Rules
from knowledge.answer.sides import Sides
from knowledge.answer.states import Verdict
from knowledge.document import KindClause, Notice
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import Decline, Topic
from knowledge.reading.asked import VAGUE, Asking, shown_in, specific
from knowledge.reading.model import Reading
from knowledge.reading.naming import COVERED, PLAIN, UNNAMED, WHOLES


@dataclass(frozen=True)
class Quoting:
    """Says back what the notice does not state, of one notice."""

    notice: Notice
    lexicon: Lexicon
    rules: Rules

    @cached_property
    def named(self) -> Named:
        return Named(self.lexicon)

    @cached_property
    def points(self) -> Points:
        return Points(self.lexicon)

    @cached_property
    def sides(self) -> Sides:
        def shown(text: str) -> frozenset[str]:
            return self.lexicon.sides_shown(text).union(shown_in(text, ()))

        return Sides(self.rules.sides, self.lexicon.facets, shown)

    def besides(self, topic: str, facets: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
        """The sides, with one of each part of several that shows none of them and of which something is known; for a
        part of no side that we know, the one that its words show."""
        kind, nameless = self.notice.kind(topic), {*facets} == {UNNAMED}
        if not (len(reading.askings) > 1 or nameless) or not ((kind and kind.plain) or topic in WHOLES):
            return facets
        scopes = sides.of_kind(kind, self.lexicon.topics[topic]) if kind else sides.of_whole(topic)
        missing = [specific(one) for one in reading.askings if not set(specific(one)) & {*facets}]
        known = [next((side for side in shown if self.sides.say(side, scopes)), "") for shown in missing]
        kept = () if nameless and known and all(known) else facets
        return tuple(dict.fromkeys((*kept, *filter(None, known))))

    def of_kind(
        self, kind: KindClause, facets: Sequence[str], caveat: str, reading: Reading, *, of_his: bool
    ) -> Mapping[str, str]:
        """What of the question is said back beside the clause of a kind. `of_his`: the caveat is about the very case
        that is asked about."""
        if not kind.plain:
            return {}  # its own words are quoted, which may say it
        stated = kinds.OF_CLAUSE | {"procedure", "basis", "proxy", *(["form"] if kind.form else [])}
        scopes = sides.of_kind(kind, self.lexicon.topics[kind.key])
        settled = self._settled(kind.key, reading.askings) if of_his and kinds.CASE not in caveat else None
        askings = [one for one in reading.askings if one is not settled]
        if "exists" in facets and COVERED not in facets:  # “阑尾炎住院有慰问吗” asks whether there is such a thing
            askings = [one for one in askings if not (set(one.facets) <= {*VAGUE} and self.named.names(kind.key, one))]

        def says(facet: str) -> str:
            return caveat if facet in kinds.ASKED_OF_WHOM else self.sides.say(facet, scopes)

        several = len(reading.askings) > 1
        return self.named.quotes(_topics(reading), askings, facets, stated, says, several=several)

    def _settled(self, kind: str, askings: Sequence[Asking]) -> Asking | None:
        """The part that a caveat about the very case answers: the one that raises it, else the first vague one."""
        vague = [one for one in askings if set(one.facets) <= {*VAGUE}]
        raises = (one for one in vague if self.points.of(one.said, kind)[0])
        return next(raises, vague[0] if vague else None)

    def of_work(self, topic: Topic, facets: tuple[str, ...], reading: Reading) -> works.Asked:
        """A line of the year's work as it is asked about, with what is said back."""
        items = works.items_of(topic, self.notice, reading.text)
        clause = "".join(item.text for item in items)
        quotes = self._of_clause(topic, clause, facets, reading)
        left = self._left(reading, clause) if any(quotes.values()) else reading.askings
        if len(left) == len(reading.askings):
            return works.Asked(reading.text, facets, quotes)
        quotes = self._of_clause(topic, clause, facets, replace(reading, askings=left)) if left else {}
        return works.Asked(reading.text, facets, quotes, borne=True)

    def visited(self, kind: KindClause, reading: Reading) -> bool:
        """Whether all that is asked is whether and by whom somebody comes (谁来看, 要我去吗), which the deed states."""
        topic = self.lexicon.topics[kind.key]
        visit = kinds.does(kind, topic).rpartition("，")[2]  # what the union does, without the occasion
        asked = [one.quote or one.said for one in reading.askings]
        return bool(asked) and all(
            states.decide(one, visit, topic.cues.words) is Verdict.STATED and states.sided(one) for one in asked
        )

    def by_deed(
        self, kind: KindClause, facets: tuple[str, ...], reading: Reading, *, visited: bool
    ) -> tuple[tuple[str, ...], Reading]:
        """The sides and the reading of a kind without a question of no side that the union's deed is the answer to, and
        without any where that is all that is asked (`visited`)."""
        if visited:
            return tuple(facet for facet in facets if facet in kinds.OF_CLAUSE), replace(reading, askings=())
        if UNNAMED not in facets or self._left(reading, kinds.does(kind, self.lexicon.topics[kind.key])):
            return facets, reading
        return tuple(facet for facet in facets if facet != UNNAMED), replace(reading, askings=())

    def _left(self, reading: Reading, clause: str) -> tuple[Asking, ...]:
        """The asking parts without those of no side, or of one that a clause's own words answer, that it bears."""
        topics, vague = _topics(reading), works.SAID | {UNNAMED, PLAIN}
        return tuple(
            one for one in reading.askings if not ({*specific(one)} <= vague and self.named.borne(topics, one, clause))
        )

    def _of_clause(self, topic: Topic, clause: str, facets: Sequence[str], reading: Reading) -> Mapping[str, str]:
        stated = {facet for facet in facets if works.stated(topic, clause, facet)}

        def says(facet: str) -> str:
            return f"{topic.lead}{clause}" if facet in works.SAID else self.sides.say(facet, sides.of_work(topic))

        return self.named.quotes(_topics(reading), reading.askings, facets, stated, says)

    def of_whole(self, topic: str, facets: Sequence[str], caveat: str, reading: Reading) -> Mapping[str, str]:
        def says(facet: str) -> str:
            return caveat if caveat and facet == COVERED else self.sides.say(facet, sides.of_whole(topic))

        stated = overview.LISTED | {"procedure", "basis"}
        return self.named.quotes(_topics(reading), reading.askings, facets, stated, says)

    def _borne_out(self, line: str) -> bool:
        """Whether the documents have every activity that a sentence names."""
        named = [one for one in self.lexicon.topics.values() if one.intent == "activity" and one.anchored.search(line)]
        return all(works.items_of(topic, self.notice) for topic in named)

    def refusal(self, known: Decline | None, name: str, reading: Reading, *, near: bool) -> str:
        """That the notice does not have it: what was asked in particular, or the whole of the look-alike. `near`: the
        matter that lies near is spoken of, too."""
        refusals, source = self.rules.refusals, declines.compared(self.notice)
        quotes = [one.quote for one in reading.askings if one.quote]
        phrase = texts.said_back(quotes) if quotes else ""
        if known is None:
            unknown = declines.unwritten(name, self.notice) if name else ""
            return unknown or declines.unheard(phrase, reading.text, refusals, self.notice)
        known = known if self._borne_out(known.line) else replace(known, line=declines.without_near(known.line))
        line = known.line if near else declines.without_near(known.line)
        if known.key in refusals.beyond:
            return line
        untold = not reading.taught and any(
            one.quote and self.named.untold(_topics(reading), one, line) for one in reading.askings
        )
        if untold or (phrase and refusals.turn_to(reading.text, lookalike=True)):
            return f"{declines.asked_for(known, phrase, refusals, reading.text)}\n{source}"
        return f"{declines.beside(replace(known, line=line))}\n{source}"


def _topics(reading: Reading) -> list[str]:
    return [one.topic for one in reading.questions]


def without(reading: Reading, elsewhere: Container[str]) -> Reading:
    """The reading without the asking parts that another clause answers."""
    left = tuple(one for one in reading.askings if not any(side in elsewhere for side in specific(one)))
    return replace(reading, askings=left if len(reading.askings) > 1 or not elsewhere else ())
