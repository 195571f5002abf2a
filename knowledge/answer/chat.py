"""A homely word for what somebody lets be known by the way (`lexicon/answers/chat.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.patterns import Late
from knowledge.reading.model import Reading, sorrowful


@dataclass(frozen=True, slots=True)
class Chat:
    """What is said of something that is spoken of. `sad`: after a sorrow, too, where nothing else is; `asks`: of
    questions, too."""

    find: Late
    says: tuple[str, ...]
    sad: bool
    asks: bool


def read_chats(raw: Mapping[str, Any]) -> tuple[Chat, ...]:
    """Reads chat.toml."""
    return tuple(
        Chat(Late(one["find"]), tuple(one["says"]), one.get("sad", False), one.get("asks", False))
        for one in raw["chat"]
    )


def homely(chats: Iterable[Chat], reading: Reading, before: Iterable[Reading], *, asked: bool) -> str:
    """The word; "" where nothing is spoken of for which there is one. `before`: what was said in this talk; `asked`:
    something is asked, of which nothing is known."""
    earlier = tuple(before)
    sad = any(one.dark or any(map(sorrowful, one.events)) for one in (reading, *earlier))
    fitting = (one for one in chats if one.find.search(reading.text) and (one.asks or not asked))
    found = next((one for one in fitting if one.sad or not sad), None)
    return found.says[_said_of(found, earlier) % len(found.says)] if found else ""


def _said_of(chat: Chat, before: Iterable[Reading]) -> int:
    """How often it was spoken of before."""
    return sum(bool(chat.find.search(one.text)) for one in before)
