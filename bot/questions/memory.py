"""The last questions of a person in a chat, kept in memory for 15 minutes, so that “那生孩子呢” is understood.

It is a convenience, not a record: after a restart a follow-up is asked back, and nothing is lost.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

KEPT = timedelta(minutes=15)
TURNS = 6  # earlier messages that a follow-up may refer to
TURNS_IN_CARE = 30  # answers, of which none may come twice
CHATS = 20_000  # at most; the oldest go first


@dataclass(frozen=True)
class Talk:
    """The latest questions (oldest first), how many in a row were not understood, and whether the last answer asked
    if an officer should be called (`offered`). `passing`: words that were shown and may be passed on; `heard`: the
    latest answers; `on`: the activities that the latest of these was about, `left` once another matter came up."""

    said: tuple[str, ...] = ()
    misses: int = 0
    offered: bool = False
    passing: str = ""
    heard: tuple[str, ...] = ()
    on: tuple[int, ...] = ()
    left: bool = False
    at: datetime | None = None


class ConversationMemory:
    def __init__(self) -> None:
        self._talks: OrderedDict[tuple[int, int], Talk] = OrderedDict()

    def recall(self, chat_id: int, user_id: int, now: datetime) -> Talk:
        talk = self._talks.get((chat_id, user_id), Talk())
        return talk if talk.at and timedelta() <= now - talk.at <= KEPT else Talk()

    def remember(
        self, chat_id: int, user_id: int, text: str, *, missed: bool, now: datetime, offered: bool = False
    ) -> None:
        before = self.recall(chat_id, user_id, now)
        said = (*before.said, text)[-TURNS:]
        misses = before.misses + 1 if missed else 0
        self._keep(chat_id, user_id, replace(before, said=said, misses=misses, offered=offered, at=now))

    def answered(self, chat_id: int, user_id: int, text: str, now: datetime, *, most: int = TURNS) -> None:
        """This was answered to what was said last; `most`: how many answers of this talk are kept."""
        talk = self.recall(chat_id, user_id, now)
        self._keep(chat_id, user_id, replace(talk, heard=(*talk.heard, text)[-most:], at=now))

    def about(self, chat_id: int, user_id: int, on: tuple[int, ...], now: datetime, *, other: bool = False) -> None:
        """What was answered is about these activities; about none, and whether about another matter (`other`)."""
        talk = self.recall(chat_id, user_id, now)
        kept = replace(talk, on=on, left=False) if on else replace(talk, left=talk.left or other)
        self._keep(chat_id, user_id, replace(kept, at=now))

    def passing(self, chat_id: int, user_id: int, now: datetime) -> str:
        """The words that were shown and wait to be passed on; "" where none do."""
        return self.recall(chat_id, user_id, now).passing

    def hold(self, chat_id: int, user_id: int, words: str, now: datetime) -> None:
        """These words wait to be passed on, in place of others."""
        self._keep(chat_id, user_id, replace(self.recall(chat_id, user_id, now), passing=words, at=now))

    def _keep(self, chat_id: int, user_id: int, talk: Talk) -> None:
        self._talks[chat_id, user_id] = talk
        self._talks.move_to_end((chat_id, user_id))
        while len(self._talks) > CHATS:
            self._talks.popitem(last=False)

    def forget(self, chat_id: int, user_id: int) -> None:
        self._talks.pop((chat_id, user_id), None)
