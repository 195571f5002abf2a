"""What was asked is always named: where the notice does not state it, by the member's own words where they can be said
back (`reading/asked.py`), else by what the side is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answer import texts
from knowledge.answer.fields import stands
from knowledge.lexicon.called import in_our_names
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import LIKELY
from knowledge.patterns import Late
from knowledge.reading.asked import JOINT, VAGUE, Asking, specific, words
from knowledge.reading.model import Reading
from knowledge.reading.naming import COVERED, OUT, OWN, UNNAMED

#: The words of these sides are things, and each is asked of by itself.
THINGS = frozenset({"materials", "form", "liability", "sharing", COVERED, "substitute"})
ABOUT = re.compile("[、，（）]|的")
EITHER = Late(r"(.)[不没]\1")  # 评不评
ASIDE = Late(r"[想个\W]")  # 想报个……
FIRST, EXTRA = "<", ""  # what no side stands for


@dataclass(frozen=True)
class Named:
    """Finds which of the parts asked must be named in an answer."""

    lexicon: Lexicon

    def by_topic(self, topics: Sequence[str], askings: Sequence[Asking]) -> Mapping[str, tuple[Asking, ...]]:
        """The asking parts of each topic: of the one whose words stand in it, else of the one before."""
        found: defaultdict[str, list[Asking]] = defaultdict(list)
        last = list(topics[:1])
        for asking in askings:
            named = [asking.topic] if asking.topic in topics else [one for one in topics if self.names(one, asking)]
            last = named or last
            for topic in last:
                found[topic].append(asking)
        return {topic: tuple(parts) for topic, parts in found.items()}

    def by_name(self, asked: Mapping[str, tuple[str, ...]], text: str) -> Mapping[str, tuple[str, ...]]:
        """The topics, with an activity that is asked about by another name (小白球) in place of one for which the
        message has no word: by what they are like the one may be taken for the other."""
        ours = in_our_names(text)
        named = [
            key for key, one in self.lexicon.topics.items() if self._is_activity(key) and one.anchored.search(ours)
        ]
        if ours == text or len(named) != 1:
            return asked
        like = {topic for topic in asked if self._is_activity(topic) and not self.mentioned(topic, ours)}
        return {named[0] if topic in like else topic: facets for topic, facets in asked.items()}

    def _is_activity(self, topic: str) -> bool:
        return topic in self.lexicon.topics and self.lexicon.topics[topic].intent == "activity"

    def asked_of(
        self, asked: Mapping[str, tuple[str, ...]], reading: Reading, kept: Container[str]
    ) -> Mapping[str, tuple[str, ...]]:
        """The topics without those that the message only mentions after its question (“有羽毛球吗，乒乓我打不来”):
        their words stand in no asking part, another's do. `kept`: those that stay all the same."""
        if not reading.askings:
            return asked
        last = reading.askings[-1].said
        head, found, after = reading.text.rpartition(last)
        if not found or not any(self.names(topic, one) for topic in asked for one in reading.askings):
            return asked
        return {
            topic: facets
            for topic, facets in asked.items()
            if topic in kept
            or topic.startswith((OUT, OWN))
            or self.mentioned(topic, head + last)
            or not self.mentioned(topic, after)
        }

    def quotes(
        self,
        topics: Sequence[str],
        askings: Sequence[Asking],
        facets: Sequence[str],
        stated: Collection[str],
        says: Callable[[str], str],
        *,
        several: bool | None = None,
    ) -> Mapping[str, str]:
        """By side, what is said back in place of the side's own name; under FIRST and EXTRA what no side stands for,
        before all else or after. `facets`: the sides that are answered; `stated`: those that the clause states; `says`:
        the sentence of a side, "" where it has only a name: then what is said back
        stands for it, and under the side there is "". `several`: others are asked, too, that are answered already.
        """
        found: defaultdict[str, list[str]] = defaultdict(list)
        several, answered = len(askings) > 1 if several is None else several, False
        another = [one for one in askings if _of_another_side(one, facets)]
        if not (several or another) and set(facets) & {*stated} and UNNAMED not in facets:
            return {}
        silent: set[str] = set()
        for asking in askings:
            own = [facet for facet in specific(asking) if facet in facets]
            if set(own) & set(stated) and asking not in another:
                answered = True
                continue
            facet = own[0] if own else self._standing_in(askings, facets, stated)
            left = several and ((facet and not says(facet)) or (specific(asking) and not own))
            unmet = facet == UNNAMED or asking in another or left
            if asking.quote and (unmet or self.untold(topics, asking, says(facet) if facet else "", facet)):
                bare = facet and not says(facet)
                silent |= {facet} if bare else set()
                found[facet if facet and not bare else EXTRA if answered else FIRST].append(_own_words(asking))
            else:
                answered = True
        if found and not several:
            silent |= {facet for facet in facets if facet not in stated and not says(facet)}
        return dict.fromkeys(silent, "") | {facet: texts.said_back(quotes) for facet, quotes in found.items()}

    def _standing_in(self, askings: Sequence[Asking], facets: Sequence[str], stated: Collection[str]) -> str:
        """The side under which a part is named whose words show none: a vague one, else one that no part shows."""
        shown = {facet for asking in askings for facet in asking.facets}
        left = [facet for facet in facets if facet not in stated]
        vague = (facet for facet in VAGUE if facet in left)
        return next(vague, next((facet for facet in left if facet not in shown), ""))

    def untold(self, topics: Iterable[str], asking: Asking, answer: str, facet: str = "") -> bool:
        """Whether something that is asked, beyond the topics and what questions have in common, is not in the answer.
        Who asks whether somebody or something counts asks of the topic's own words, too (“能算受灾吗”)."""
        asking = replace(asking, quote=_own_words(asking)) if facet else asking
        chunks = self.particulars(() if facet == COVERED else topics, asking)
        return any(not _held(chunk, answer) for chunk in chunks)

    def borne(self, topics: Iterable[str], asking: Asking, clause: str) -> bool:
        """Whether a clause has all that a part asks of beyond its topics: in the same words, in others of
        lexicon/documents/synonyms.txt, or as the deed of “评不评”."""
        chunks = self.particulars(topics, asking)
        telling = (EITHER.sub(r"\1", ASIDE.sub("", chunk)) for chunk in chunks)
        return bool(clause) and all(stands(chunk, clause) for chunk in telling if chunk)

    def particulars(self, topics: Iterable[str], asking: Asking) -> list[str]:
        """What a part asks of beyond its topics, its side and what questions have in common, piece by piece."""
        text = in_our_names(asking.quote or asking.said)
        for word in self._words_of(topics, asking.facets, text):
            text = text.replace(word, " ")
        chunks = words().common.sub(" ", text).split()
        return [chunk for chunk in chunks if len(chunk) > 1] or chunks

    def _words_of(self, topics: Iterable[str], facets: Iterable[str], text: str) -> list[str]:
        """The words of these that stand in a text, the longest first."""
        declines, ours = self.lexicon.declines, self.lexicon.topics
        known = (ours.get(topic) or declines.get(topic.removeprefix(OUT)) for topic in topics)
        found = {word for one in known if one for word in one.cues.words}
        for facet in facets:
            if facet in self.lexicon.facets and facet not in THINGS:
                found |= set(self.lexicon.facets[facet].cues.words)
        return sorted((word for word in found if word in text), key=lambda word: (-len(word), word))

    def mentioned(self, topic: str, text: str) -> bool:
        """Whether a word of the topic stands anywhere in a text."""
        known = self.lexicon.topics.get(topic)
        return known is not None and any(weight >= LIKELY and word in text for word, weight in known.cues.words.items())

    def names(self, topic: str, asking: Asking) -> bool:
        """Whether a telling word of the topic stands in what is asked."""
        declined = self.lexicon.declines.get(topic.removeprefix(OUT)) if topic.startswith(OUT) else None
        known = declined or self.lexicon.topics.get(topic)
        said = f"{asking.quote}{asking.said}"
        about = ABOUT.split(declined.about) if declined else ()
        telling = (word for word, weight in known.cues.words.items() if weight >= LIKELY) if known else ()
        return any(word and word in said for word in (*about, *telling))


def _own_words(asking: Asking) -> str:
    """What may be said back of a part; of one that shows by itself what it asks, nothing of what is told before it."""
    return asking.quote.rpartition(JOINT)[2] if specific(asking) else asking.quote


def _of_another_side(asking: Asking, facets: Collection[str]) -> bool:
    """Whether the side that it asks by words of its own is none of those that are answered: “纪念品是退之前拿还是退之后
    拿” asks when, whatever is known of what it is."""
    own = [side for side in asking.facets if side in words().sides]
    return bool(own) and not {*own} & {*facets}


def _held(chunk: str, text: str) -> bool:
    """Whether a text speaks of a piece of the question: two characters of it in a row, or its only one."""
    return any(chunk[at : at + 2] in text for at in range(max(1, len(chunk) - 1)))
