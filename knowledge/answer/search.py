"""What is said where somebody cannot be found, until he is: what helps at once, and nothing of any clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from knowledge.answer.aside import matters
from knowledge.answer.care import filled
from knowledge.answer.model import RELAY, Answer, Talk
from knowledge.answer.unsaid import longest_ago, unsaid
from knowledge.answer.whom import of_whom
from knowledge.patterns import Late
from knowledge.reading.missing import missed_in
from knowledge.reading.model import Danger, Event, Reading, State, What
from knowledge.reading.topic import misunderstood

OTHER = "other"  # whatever has no answer of its own


@dataclass(frozen=True, slots=True)
class Follow:
    """What is said later in such a talk: in turns, to who says what `find` finds (None: anything)."""

    find: Late | None
    says: tuple[str, ...]
    relay: bool


@dataclass(frozen=True, slots=True)
class SearchWords:
    """`misheard` goes first where a death was understood; `offer` follows `first`, in private; `harm`: what is said
    where he may harm himself."""

    misheard: str
    first: str
    offer: str
    harm: str
    found: tuple[str, ...]
    follow: Mapping[str, Follow]


def search_words(raw: Mapping[str, Any]) -> SearchWords:
    """Reads missing.toml."""
    follow = {
        key: Follow(Late(one["find"]) if "find" in one else None, tuple(one["says"]), one.get("relay", False))
        for key, one in raw["follow"].items()
    }
    return SearchWords(raw["misheard"], raw["first"], raw["offer"], raw["harm"], tuple(raw["found"]), follow)


@dataclass(frozen=True)
class Search:
    """Writes the answers of such a talk. `numbers` are those that can be reached from here."""

    words: SearchWords
    numbers: Mapping[str, str]
    matter: Late  # of care.toml

    def answer(self, reading: Reading, talk: Talk, *, in_group: bool) -> Answer | None:
        """The answer; None where nobody is missed, where more than fear for him is spoken of, or where another matter
        is asked about."""
        before, now = missed_in(talk.topic.told), missed_in(reading.events)
        if not (before or now) or not {reading.danger, talk.care or Danger.NONE} <= {Danger.NONE, Danger.WORRY}:
            return None
        if now is None:
            says = self.words.found
            return self._met(says[len(talk.before) % len(says)], seeks=False) if _found(reading) else None
        if before is None:
            return self._first(reading, now, talk, in_group=in_group)
        if reading.danger is Danger.WORRY and talk.care is None:
            return self._met(self.words.harm)
        follow = self._follow(reading.text)
        if matters(reading, self.matter) and (follow is self.words.follow[OTHER] or self.matter.search(reading.text)):
            return None
        said = sum(self._follow(one.text) is follow for one in talk.before)
        return self._met(self._unsaid(follow, talk, reading.text, said), relay=follow.relay and not in_group)

    def _unsaid(self, follow: Follow, talk: Talk, text: str, at: int) -> str:
        """The next of its sentences that was not said in this talk, else one that is said to anything."""
        said = (*(one.text for one in talk.before), text)
        ready, other = (
            [filled(of_whom(one, said), self.numbers) for one in group.says]
            for group in (follow, self.words.follow[OTHER])
        )
        return unsaid(ready, talk.heard, at) or unsaid(other, talk.heard, at) or longest_ago(other, talk.heard)

    def _first(self, reading: Reading, now: Event, talk: Talk, *, in_group: bool) -> Answer:
        misheard = any(misunderstood(one, now) for one in talk.topic.told)
        feared = self.words.harm if reading.danger is Danger.WORRY else ""
        offer = "" if in_group else self.words.offer
        lines = [self.words.misheard if misheard else "", self.words.first, feared, offer]
        return replace(self._met("\n".join(filter(None, lines)), relay=not in_group), misheard=misheard)

    def _follow(self, text: str) -> Follow:
        found = (one for one in self.words.follow.values() if one.find and one.find.search(text))
        return next(found, self.words.follow[OTHER])

    def _met(self, text: str, *, seeks: bool = True, relay: bool = False) -> Answer:
        said = filled(text, self.numbers)
        return Answer("chitchat", (), {}, (), said, suggestions=(RELAY,) if relay else (), seeks=seeks)


def _found(reading: Reading) -> bool:
    return any(_is_back(one) for one in reading.events)


def _is_back(event: Event) -> bool:
    return event.what is What.MISSING and event.state is State.PAST
