"""The one door to what the bot knows: what the notice grants, and what is answered to a member's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from knowledge.activities import NamedActivity, named_in
from knowledge.answer.compose import Composer
from knowledge.answer.model import Answer
from knowledge.answer.works import items_of
from knowledge.document import Notice
from knowledge.errors import NotInNoticeError
from knowledge.excerpt import LONGEST, excerpt, pieces
from knowledge.lexicon.load import FOLDER as LEXICON
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.load import load as load_lexicon
from knowledge.reading import teach as readings
from knowledge.reading.model import Reading
from knowledge.reading.reader import Reader as MessageReader
from knowledge.shelf import NOTICES, Entitlement, Shelf
from knowledge.understand.decide import Reader
from knowledge.understand.followup import Listener
from knowledge.understand.nearest import Nearest, Neighbours
from knowledge.understand.teach import DARK, taught

REMEMBERED = 256  # answers; members ask the same few things, in the same words where a button says them

HELP_LINE = (
    "如果您正难受得撑不住，请现在就拨打全国统一心理援助热线 12356，有人愿意听您说；有立即的危险请拨 110 或 120。"
)


class Library:
    """Notices and lexicon together. Immutable to its users but for `reload`, which swaps all or nothing."""

    def __init__(self, shelf: Shelf, lexicon: Lexicon, help_line: str = HELP_LINE) -> None:
        self._shelf, self._lexicon, self._help_line = shelf, lexicon, help_line
        self._folder = shelf.folder
        self._desks: dict[str, _Desk] = {}
        self._readers: dict[str, MessageReader] = {}
        self._nearest = Nearest(lexicon.phrasings)

    @classmethod
    def load(cls, folder: Path = NOTICES, lexicon: Path = LEXICON, help_line: str = HELP_LINE) -> Library:
        """Reads notices and lexicon. Raises KnowledgeError (NoticeError, LexiconError) with file, line and reason."""
        known = load_lexicon(lexicon)
        return cls(Shelf(folder, known), known, help_line)

    def reload(self) -> None:
        """Reads the notices again. On KnowledgeError, which is raised, everything stays as it was."""
        self._shelf = Shelf(self._folder, self._lexicon)
        self._desks, self._readers = {}, {}

    def in_force(self, on: date) -> Notice:
        return self._shelf.in_force(on)

    def entitlement(self, kind: str, on: date) -> Entitlement:
        """What the notice in force grants for `kind`. Raises NotInNoticeError where it does not list it."""
        return self._shelf.entitlement(kind, on)

    def activities(self, on: date) -> tuple[NamedActivity, ...]:
        """The activities that the notice in force names; when and where they are held, a notice need not say."""
        return tuple(named_in(self.in_force(on), self._lexicon))

    def answer(
        self, question: str, context: Sequence[str] = (), *, today: date, misses: int = 0, in_group: bool = False
    ) -> Answer:
        """The answer to a member's words. `context`: what the same person said before in this chat, oldest first."""
        return self._desk(self.in_force(today)).answer(question, tuple(context), today, misses, in_group)

    def read(self, text: str, context: Sequence[str] = (), *, today: date) -> Reading:
        """What a message says, in the light of what the same person said before in this chat, oldest first."""
        return self._reader(self.in_force(today)).read(text, context, today)

    def _reader(self, notice: Notice) -> MessageReader:
        if notice.number not in self._readers:
            self._readers[notice.number] = MessageReader(self._lexicon, notice, readings.taught())
        return self._readers[notice.number]

    def cares(self, text: str) -> bool:
        """Whether the text, of any length, says in plain words that someone may harm himself: cheap and strict, for
        lines typed into a form; `answer` also hears what is only hinted at."""
        return self._desk(self._shelf.notices[-1]).cares(text)

    def _desk(self, notice: Notice) -> _Desk:
        """Reader and writer for one notice, made once."""
        if notice.number not in self._desks:
            neighbours = Neighbours(self._lexicon, notice)
            listener = Listener(Reader(self._lexicon, notice, taught(), self._nearest, taught(DARK)))
            self._desks[notice.number] = _Desk(listener, Composer(notice, self._lexicon, neighbours, self._help_line))
        return self._desks[notice.number]

    def words(self, text: str) -> list[str]:
        """The text as jieba cuts it with the notice's own words. The first call of a new installation takes seconds."""
        return self._desk(self._shelf.notices[-1]).composer.neighbours.words(text)

    def source(self, topic: str, on: date | None = None) -> str:
        """看原文: the clause's own words with its place. Raises NotInNoticeError for a topic without a clause."""
        notice = self._shelf.in_force(on) if on else self._shelf.notices[-1]
        if kind := notice.kind(topic):
            return f"“{kind.clause}”\n{notice.source_line(kind.spoken)}"
        known = self._lexicon.topics.get(topic)
        items = items_of(known, notice) if known and known.anchor else []
        if not items:
            raise NotInNoticeError(topic, notice.number)
        return "\n".join(f"“{item.text}”\n{notice.source_line(item.spoken)}" for item in items)


@dataclass(frozen=True)
class _Desk:
    listener: Listener
    composer: Composer

    @cached_property
    def answer(self) -> Callable[[str, tuple[str, ...], date, int, bool], Answer]:
        """By question, context, day, misses before, and whether in a group. The latest answers are remembered."""
        return lru_cache(REMEMBERED)(self._answer)

    def _answer(self, question: str, context: tuple[str, ...], today: date, misses: int, in_group: bool) -> Answer:
        said = self.listener.read(excerpt(question), [excerpt(one) for one in context], today)
        if not said.care and len(question) > LONGEST and self.cares(question):
            said = replace(said, care=True)
        return self.composer.compose(said, misses, in_group)

    def cares(self, text: str) -> bool:
        return any(self.listener.reader.gather.cares(piece) for piece in pieces(text))
