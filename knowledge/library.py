"""The one door to what the bot knows: what the notice grants, and what is answered to a member's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from knowledge.activities import NamedActivity, named_in
from knowledge.answer.care import NUMBERS, Care
from knowledge.answer.compose import Composer
from knowledge.answer.model import Answer, Talk
from knowledge.answer.rules import Rules
from knowledge.answer.rules import load as load_rules
from knowledge.answer.works import items_of
from knowledge.document import Notice
from knowledge.errors import NotInNoticeError
from knowledge.lexicon.load import FOLDER as LEXICON
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.load import load as load_lexicon
from knowledge.reading.model import Danger, Reading
from knowledge.reading.reader import Reader
from knowledge.reading.report import report_of
from knowledge.reading.teach import taught
from knowledge.shelf import NOTICES, Entitlement, Shelf

REMEMBERED = 256  # answers; members ask the same few things, in the same words where a button says them


class Library:
    """Notices and lexicon together. Immutable to its users but for `reload`, which swaps all or nothing."""

    def __init__(self, shelf: Shelf, lexicon: Lexicon, care: Care, rules: Rules) -> None:
        self._shelf, self._lexicon, self._care, self._rules = shelf, lexicon, care, rules
        self._folder = shelf.folder
        self._desks: dict[str, _Desk] = {}

    @classmethod
    def load(
        cls,
        folder: Path = NOTICES,
        lexicon: Path = LEXICON,
        help_line: str = "",
        numbers: Mapping[str, str] = NUMBERS,
    ) -> Library:
        """Reads notices and lexicon. `help_line`: the operator's own words to whoever may harm himself; `numbers`:
        whom to call, by the names in lexicon/answers/care.toml. Raises KnowledgeError (NoticeError, LexiconError) with
        file, line and reason."""
        known, rules = load_lexicon(lexicon), load_rules(lexicon / "answers")
        return cls(Shelf(folder, known), known, Care(rules.care, numbers, help_line), rules)

    def reload(self) -> None:
        """Reads the notices again. On KnowledgeError, which is raised, everything stays as it was."""
        self._shelf = Shelf(self._folder, self._lexicon)
        self._desks = {}

    def in_force(self, on: date) -> Notice:
        return self._shelf.in_force(on)

    def entitlement(self, kind: str, on: date) -> Entitlement:
        """What the notice in force grants for `kind`. Raises NotInNoticeError where it does not list it."""
        return self._shelf.entitlement(kind, on)

    def activities(self, on: date) -> tuple[NamedActivity, ...]:
        """The activities that the notice in force names; when and where they are held, a notice need not say."""
        return tuple(named_in(self.in_force(on), self._lexicon))

    def answer(
        self,
        question: str,
        context: Sequence[str] = (),
        *,
        today: date,
        misses: int = 0,
        in_group: bool = False,
        care: tuple[str, int] | None = None,
    ) -> Answer:
        """The answer to a member's words. `context`: what the same person said before in this chat, oldest first;
        `care`: the danger (`Danger`) that the talk is about, and the messages since, where it is kept elsewhere."""
        said = (question, tuple(context), today, misses, in_group, care)
        return self._desk(self.in_force(today)).answer(*said)

    def read(self, text: str, context: Sequence[str] = (), *, today: date, explain: bool = False) -> Reading:
        """What a message says, in the light of what the same person said before in this chat, oldest first."""
        return self._desk(self.in_force(today)).reader.read(text, context, today, explain=explain)

    def _desk(self, notice: Notice) -> _Desk:
        """Reader and writer for one notice, made once."""
        if notice.number not in self._desks:
            reader = Reader(self._lexicon, notice, taught())
            self._desks[notice.number] = _Desk(
                reader, Composer(notice, self._lexicon, self._rules, reader.clauses, self._care)
            )
        return self._desks[notice.number]

    def words(self, text: str) -> list[str]:
        """The text as jieba cuts it with the notice's own words. The first call of a new installation takes seconds."""
        return self._desk(self._shelf.notices[-1]).reader.clauses.words(text)

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
    reader: Reader
    composer: Composer

    @cached_property
    def answer(self) -> Callable[[str, tuple[str, ...], date, int, bool, tuple[str, int] | None], Answer]:
        """By the arguments of `Library.answer`. The latest answers are remembered."""
        return lru_cache(REMEMBERED)(self._answer)

    def _answer(
        self,
        question: str,
        context: tuple[str, ...],
        today: date,
        misses: int,
        in_group: bool,
        care: tuple[str, int] | None,
    ) -> Answer:
        reading = self.reader.read(question, context, today)
        before = tuple(self.reader.read(one, (), today) for one in context)
        danger, turns = (Danger(care[0]), care[1]) if care else _cared(before)
        report = report_of(reading)
        return self.composer.compose(
            reading, Talk(before, danger, turns), report.kind if report else None, misses, in_group
        )


def _cared(before: Sequence[Reading]) -> tuple[Danger | None, int]:
    """The danger that was heard last in the messages before, and how many messages ago."""
    for ago, one in enumerate(reversed(before), 1):
        if one.danger is not Danger.NONE:
            return one.danger, ago
    return None, 0
