"""A homely word for what somebody lets be known by the way (`lexicon/answers/chat.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.answer.fresh import fresh, spent
from knowledge.patterns import Late
from knowledge.reading.model import Reading, sorrowful

SHORT = 16  # characters; a longer message has a matter of its own, whatever words of small talk stand in it


@dataclass(frozen=True, slots=True)
class Chat:
    """What is said of something that is spoken of. `sad`: after a sorrow, too, where nothing else is, `only_sad`: only
    there; `asks`: of
    questions, too; `short`: only where the message is, for in a longer one the word may stand by the way."""

    find: Late
    says: tuple[str, ...]
    sad: bool
    only_sad: bool
    asks: bool
    short: bool

    def of(self, text: str) -> bool:
        return bool((not self.short or len(text) <= SHORT) and self.find.search(text))


def read_chats(raw: Mapping[str, Any]) -> tuple[Chat, ...]:
    """Reads chat.toml."""
    return tuple(
        Chat(
            Late(one["find"]),
            tuple(one["says"]),
            sad=one.get("sad", False) or one.get("only_sad", False),
            only_sad=one.get("only_sad", False),
            asks=one.get("asks", False),
            short=one.get("short", False),
        )
        for one in raw["chat"]
    )


def homely(chats: Iterable[Chat], reading: Reading, before: Iterable[Reading], *, asked: bool) -> str:
    """The word; "" where nothing is spoken of for which there is one. `before`: what was said in this talk; `asked`:
    something is asked, of which nothing is known."""
    earlier = tuple(before)
    sad = any(one.dark or any(map(sorrowful, one.events)) for one in (reading, *earlier))
    fitting = (one for one in chats if one.of(reading.text) and (one.asks or not asked))
    left = (one for one in fitting if (one.sad if sad else not one.only_sad) and not spent(one.says, reading.heard))
    found = next(left, None)
    return fresh(found.says, _said_of(found, earlier), reading.heard) if found else ""


def _said_of(chat: Chat, before: Iterable[Reading]) -> int:
    """How often it was spoken of before."""
    return sum(chat.of(one.text) for one in before)
